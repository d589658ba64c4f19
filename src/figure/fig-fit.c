/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-fit.h"

#include <string.h>

/* With fewer numbers an axis has no scale. */
#define LEAST_NUMBERS 2

#define SHRINK 0.82       /* how much smaller text is made at a time */
#define LEGEND_SHRINK 0.6 /* and in all, for the legend alone */

static void
add (GPtrArray *omissions, FigPart part, const char *markup, const char *place)
{
  g_ptr_array_add (omissions, fig_omission_new (part, markup, place));
}

static void
add_numbers (GPtrArray *omissions, const FigRuler *ruler)
{
  guint n_ticks = ruler->ticks->n_values, n_labels = 0;

  for (guint i = 0; ruler->labels != NULL && i < n_ticks; i++)
    n_labels += g_ptr_array_index (ruler->labels, i) != NULL;
  if (n_labels < MIN (n_ticks, LEAST_NUMBERS)) {
    add (omissions, FIG_PART_NUMBERS, NULL, NULL);
    return;
  }
  for (guint i = 0; i < n_ticks; i++)
    if (g_ptr_array_index (ruler->labels, i) == NULL)
      add (omissions, FIG_PART_NUMBER, ruler->ticks->labels[i], ruler->axis->title);
}

static void
add_of_ruler (GPtrArray *omissions, const FigRuler *ruler, gboolean numbers, gboolean title)
{
  if (numbers)
    add_numbers (omissions, ruler);
  if (title && ruler->axis->title != NULL && ruler->title == NULL)
    add (omissions, FIG_PART_AXIS_TITLE, ruler->axis->title, NULL);
  else if (ruler->title != NULL && ruler->unitless)
    add (omissions, FIG_PART_UNIT, ruler->axis->title, NULL);
}

static void
add_of_place (GPtrArray *omissions, const FigPlace *place)
{
  const FigPanel *panel = place->panel;

  /* an axis that others share has its numbers and its title at one of them */
  add_of_ruler (omissions, &place->x, place->lowest, place->lowest);
  add_of_ruler (omissions, &place->y, !panel->bar, !panel->bar && place->leftmost);
  if (panel->title != NULL && place->title == NULL)
    add (omissions, FIG_PART_HEADING, panel->title, NULL);
  if (fig_panel_get_note (panel, place->style) != NULL && place->note.text == NULL)
    add (omissions, FIG_PART_NOTE, panel->note, NULL);
}

typedef struct {
  const char *role;
  const FigText *found;
} Search;

static void
search_cb (const char *role, const FigText *text, gpointer user_data)
{
  Search *search = user_data;

  if (search->found == NULL && strcmp (role, search->role) == 0)
    search->found = text;
}

static const FigText *
find_text (const FigLayout *layout, const char *role)
{
  Search search = { role, NULL };

  fig_layout_foreach_text (layout, search_cb, &search);
  return search.found;
}

static void
add_header (GPtrArray *omissions, const FigLayout *layout, FigFigure *figure)
{
  g_autofree char *markup = g_markup_escape_text (fig_figure_get_title (figure), -1);
  const FigText *title = find_text (layout, "title");

  if (!fig_layout_get_style (layout)->show_title)
    return;
  if (title == NULL && *markup != '\0')
    add (omissions, FIG_PART_TITLE, markup, NULL);
  else if (title != NULL && fig_text_is_shortened (title))
    add (omissions, FIG_PART_TITLE_END, markup, NULL);
  if (fig_figure_get_subtitle (figure) != NULL && find_text (layout, "subtitle") == NULL)
    add (omissions, FIG_PART_SUBTITLE, fig_figure_get_subtitle (figure), NULL);
}

/**
 * fig_fit_list_omissions:
 * @layout: a figure on a page
 * @figure: the figure
 *
 * Finds out what has no room on the page, though it belongs to the figure and its style asks for
 * it. Where an axis has numbers, those that are left out are told one by one.
 *
 * Returns: (transfer full) (element-type FigOmission): all of it, what is essential first
 */
GPtrArray *
fig_fit_list_omissions (const FigLayout *layout, FigFigure *figure)
{
  GPtrArray *omissions = g_ptr_array_new_with_free_func ((GDestroyNotify)fig_omission_free);
  guint n_panels = fig_figure_get_n_panels (figure);

  if (fig_layout_is_empty (layout) && n_panels > 0)
    add (omissions, FIG_PART_PANELS, NULL, NULL);
  for (guint i = 0; !fig_layout_is_empty (layout) && i < n_panels; i++)
    add_of_place (omissions, fig_layout_get_place (layout, i));
  if (fig_legend_get_n_entries (fig_figure_get_legend (figure)) > 0 &&
      find_text (layout, "legend") == NULL)
    add (omissions, FIG_PART_LEGEND, NULL, NULL);
  add_header (omissions, layout, figure);
  return omissions;
}

/* How well a figure has room: 0 where one cannot see what it shows, 1 without its legend, 2 with
 * all that is essential. */
static int
rate (const FigLayout *layout, FigFigure *figure)
{
  g_autoptr (GPtrArray) omissions = fig_fit_list_omissions (layout, figure);
  int rating = 2;

  for (guint i = 0; i < omissions->len; i++) {
    const FigOmission *omission = g_ptr_array_index (omissions, i);

    if (omission->part == FIG_PART_LEGEND)
      rating = MIN (rating, 1);
    else if (fig_omission_is_essential (omission))
      return 0;
  }
  return rating;
}

/**
 * fig_fit_layout:
 * @figure: what to arrange
 * @width: of the page, in units of the style
 * @height: likewise
 * @style: how it looks, copied
 *
 * As fig_layout_new(), but on a page that is too small for the titles of axes, or for the legend,
 * in letters of this size, these become smaller: as much as it takes, and no smaller than the
 * style says. Takes up to five times as long where that is so.
 *
 * Returns: (transfer full): the layout
 */
FigLayout *
fig_fit_layout (FigFigure *figure, double width, double height, const FigStyle *style)
{
  FigLayout *best = fig_layout_new (figure, width, height, style);
  FigStyle smaller = *style;
  int rating = 2;

  if (style->smallest_size > 0.0 && style->smallest_size < style->font_size)
    rating = rate (best, figure);
  while (rating < 2 && smaller.font_size > style->smallest_size &&
         !(rating == 1 && smaller.font_size * SHRINK < LEGEND_SHRINK * style->font_size)) {
    FigLayout *layout;
    int other;

    smaller.font_size = MAX (SHRINK * smaller.font_size, style->smallest_size);
    layout = fig_layout_new (figure, width, height, &smaller);
    other = rate (layout, figure);
    if (other > rating) {
      FigLayout *worse = best;

      best = layout;
      layout = worse;
      rating = other;
    }
    fig_layout_free (layout);
  }
  return best;
}

/**
 * fig_fit_describe:
 * @omissions: (element-type FigOmission): what has no room
 * @essential: whether to name what is essential, or else the rest
 *
 * Returns: (transfer full) (nullable): its names with commas between, each once; %NULL for nothing
 */
char *
fig_fit_describe (GPtrArray *omissions, gboolean essential)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < omissions->len; i++) {
    const FigOmission *omission = g_ptr_array_index (omissions, i);
    g_autofree char *name = NULL;

    if (fig_omission_is_essential (omission) != essential)
      continue;
    name = fig_omission_describe (omission);
    if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      g_ptr_array_add (names, g_steal_pointer (&name));
  }
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **)names->pdata);
}

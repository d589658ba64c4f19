/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-fit.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* With fewer numbers an axis has no scale. */
#define LEAST_NUMBERS 2

static gboolean
lacks_numbers (const FigRuler *ruler)
{
  guint n_labels = 0, n_wanted = MIN (ruler->ticks->n_values, LEAST_NUMBERS);

  for (guint i = 0; ruler->labels != NULL && i < ruler->labels->len; i++)
    n_labels += g_ptr_array_index (ruler->labels, i) != NULL;
  return n_labels < n_wanted;
}

static gboolean
lacks_title (const FigRuler *ruler)
{
  return ruler->axis->title != NULL && ruler->title == NULL;
}

typedef struct {
  const char *role;
  gboolean found;
} Search;

static void
search_cb (const char *role, const FigText *text, gpointer user_data)
{
  Search *search = user_data;

  search->found = search->found || strcmp (role, search->role) == 0;
}

static gboolean
has_text (const FigLayout *layout, const char *role)
{
  Search search = { role, FALSE };

  fig_layout_foreach_text (layout, search_cb, &search);
  return search.found;
}

static void
add_name (GString *names, gboolean missing, const char *name)
{
  if (!missing)
    return;
  if (names->len > 0)
    g_string_append (names, ", ");
  g_string_append (names, name);
}

/**
 * fig_fit_list_missing:
 * @layout: a layout
 * @figure: of what
 *
 * Lists what is to be read on a figure and was left out of the layout, because letters were too
 * large for the page. Single numbers do not count, nor do notes on what could be added, nor title
 * and subtitle, which files have in their metadata, and captions in print.
 *
 * Returns: (transfer full) (nullable): what is missing, in words, with commas between; %NULL
 *   where all is there
 */
char *
fig_fit_list_missing (const FigLayout *layout, FigFigure *figure)
{
  GString *names = g_string_new (NULL);
  gboolean numbers = FALSE, titles = FALSE, headings = FALSE;
  guint n_panels = fig_figure_get_n_panels (figure);

  add_name (names, fig_layout_is_empty (layout) && n_panels > 0, _ ("panels and their axes"));
  for (guint i = 0; !fig_layout_is_empty (layout) && i < n_panels; i++) {
    const FigPlace *place = fig_layout_get_place (layout, i);
    gboolean upwards = !place->panel->bar;

    numbers = numbers || (place->lowest && lacks_numbers (&place->x)) ||
              (upwards && lacks_numbers (&place->y));
    titles = titles || (place->lowest && lacks_title (&place->x)) ||
             (upwards && place->leftmost && lacks_title (&place->y));
    headings = headings || (place->panel->title != NULL && place->title == NULL);
  }
  add_name (names, numbers, _ ("numbers on the axes"));
  add_name (names, titles, _ ("titles of the axes"));
  add_name (names, headings, _ ("headings of the panels"));
  add_name (names,
            fig_legend_get_n_entries (fig_figure_get_legend (figure)) > 0 &&
              !has_text (layout, "legend"),
            _ ("the legend"));
  return g_string_free (names, names->len == 0);
}

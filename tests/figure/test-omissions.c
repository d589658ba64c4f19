/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fig-export.h"
#include "fig-fit.h"
#include "fig-test.h"

/* What a figure is to have on its page is counted here from the figure itself, and what it has from
 * the texts that are drawn: whatever is missing between the two must be in the list. */

static const char *const experiments[] = {
  NULL,
  "{\"format\": \"attractor-experiment\", \"version\": 1, \"title\": \"A rather long title, with "
  "<i> & more, of which a page of one column has no line for all of it, nor has it two\","
  "\"task\": {\"targets\": [[1.2, 0.01], [0.37, 1.14], [-0.97, 0.71], [-0.97, -0.7]]}}",
  "{\"format\": \"attractor-experiment\", \"version\": 1,"
  "\"task\": {\"targets\": [[0.1], [0.3], [0.5], [0.7], [0.9], [1.1], [1.3]]}}",
};

static const struct {
  double width;
  double height;
} pages[] = {
  { 40.0, 40.0 },   { 120.0, 90.0 },  { 170.0, 120.0 }, { 245.0, 187.0 },
  { 245.0, 374.0 }, { 504.0, 317.0 }, { 300.0, 120.0 }, { 720.0, 405.0 },
};

typedef struct {
  guint n_titles;
  guint n_subtitles;
  guint n_legend;
  guint n_headings;
  guint n_axis_titles;
  guint n_units;
  guint n_numbers;
  guint n_notes;
} Count;

static gboolean
has_unit (const char *title)
{
  return g_str_has_suffix (title, "(τ)") || g_str_has_suffix (title, "(1/τ)") ||
         g_str_has_suffix (title, "(°)");
}

static void
count_cb (const char *role, const FigText *text, gpointer user_data)
{
  Count *count = user_data;
  gboolean axis_title = g_str_has_suffix (role, "-title") && strcmp (role, "panel-title") != 0;

  count->n_titles += strcmp (role, "title") == 0 && !pango_layout_is_ellipsized (text->layout);
  count->n_subtitles += strcmp (role, "subtitle") == 0;
  count->n_legend += strcmp (role, "legend") == 0;
  count->n_headings += strcmp (role, "panel-title") == 0;
  count->n_axis_titles += axis_title;
  count->n_units += axis_title && has_unit (fig_text_get_text (text));
  count->n_numbers += g_str_has_suffix (role, "-label");
  count->n_notes += strcmp (role, "note") == 0;
}

static void
want_axis (Count *wanted, const FigRuler *ruler, gboolean title)
{
  g_autofree char *plain = NULL;

  wanted->n_numbers += ruler->ticks->n_values;
  if (!title || ruler->axis->title == NULL)
    return;
  plain = fig_text_from_markup (ruler->axis->title);
  wanted->n_axis_titles++;
  wanted->n_units += has_unit (plain);
}

static gboolean
is_below (FigFigure *figure, const FigLayout *layout, const FigPlace *place)
{
  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    const FigPlace *other = fig_layout_get_place (layout, i);

    if (other->column == place->column && other->row > place->row)
      return FALSE;
  }
  return TRUE;
}

/* Panels of one row that measure the same upwards, where panels share axes, say so once. */
static gboolean
repeats_title (FigFigure *figure, const FigLayout *layout, guint index)
{
  const FigPlace *place = fig_layout_get_place (layout, index);

  for (guint i = 0; i < index && fig_figure_get_shared (figure); i++) {
    const FigPlace *other = fig_layout_get_place (layout, i);

    if (other->row == place->row && other->column == 0 &&
        g_strcmp0 (other->panel->y.title, place->panel->y.title) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
want_panels (FigFigure *figure, const FigLayout *layout, Count *wanted)
{
  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    const FigPlace *place = fig_layout_get_place (layout, i);

    wanted->n_headings += place->panel->title != NULL;
    wanted->n_notes += fig_panel_get_note (place->panel, place->style) != NULL;
    if (!fig_figure_get_shared (figure) || is_below (figure, layout, place))
      want_axis (wanted, &place->x, TRUE);
    if (!place->panel->bar)
      want_axis (wanted, &place->y, !repeats_title (figure, layout, i));
  }
}

static guint
count_part (GPtrArray *omissions, FigPart part)
{
  guint n = 0;

  for (guint i = 0; i < omissions->len; i++)
    n += ((const FigOmission *)g_ptr_array_index (omissions, i))->part == part;
  return n;
}

static void
check (const char *what, guint wanted, guint there, guint told)
{
  if (there + told != wanted)
    g_error ("of %u %s %u are there and %u are told to be missing", wanted, what, there, told);
}

static void
check_page (FigFigure *figure, double width, double height, gboolean with_title)
{
  FigStyle style;
  g_autoptr (FigLayout) layout = NULL;
  g_autoptr (GPtrArray) omissions = NULL;
  Count wanted = { 0 }, there = { 0 };

  fig_style_init_for_page (&style, FIG_SCHEME_PRINT);
  style.show_title = with_title;
  layout = fig_layout_new (figure, width, height, &style);
  omissions = fig_fit_list_omissions (layout, figure);
  fig_layout_foreach_text (layout, count_cb, &there);
  wanted.n_legend = fig_legend_get_n_entries (fig_figure_get_legend (figure));

  check ("titles",
         with_title,
         there.n_titles,
         count_part (omissions, FIG_PART_TITLE) + count_part (omissions, FIG_PART_TITLE_END));
  check ("subtitles",
         with_title && fig_figure_get_subtitle (figure) != NULL,
         there.n_subtitles,
         count_part (omissions, FIG_PART_SUBTITLE));
  g_assert_cmpint (
    there.n_legend == wanted.n_legend, ==, count_part (omissions, FIG_PART_LEGEND) == 0);
  if (fig_layout_is_empty (layout)) {
    g_assert_cmpuint (count_part (omissions, FIG_PART_PANELS), ==, 1);
    return;
  }
  want_panels (figure, layout, &wanted);
  check ("headings", wanted.n_headings, there.n_headings, count_part (omissions, FIG_PART_HEADING));
  check ("notes", wanted.n_notes, there.n_notes, count_part (omissions, FIG_PART_NOTE));
  check ("titles of axes",
         wanted.n_axis_titles,
         there.n_axis_titles,
         count_part (omissions, FIG_PART_AXIS_TITLE));
  if (count_part (omissions, FIG_PART_AXIS_TITLE) == 0)
    check ("units", wanted.n_units, there.n_units, count_part (omissions, FIG_PART_UNIT));
  if (count_part (omissions, FIG_PART_NUMBERS) == 0)
    check ("numbers", wanted.n_numbers, there.n_numbers, count_part (omissions, FIG_PART_NUMBER));
  else
    g_assert_cmpuint (there.n_numbers, <, wanted.n_numbers);
}

/* A number alone is no scale, be it that the others were never set. */
static void
check_scale (const FigRuler *ruler)
{
  guint n_labels = 0;

  for (guint i = 0; ruler->labels != NULL && i < ruler->labels->len; i++)
    n_labels += g_ptr_array_index (ruler->labels, i) != NULL;
  if (ruler->labels != NULL && !ruler->blank && n_labels < 2)
    g_error ("an axis from %g to %g has %u numbers, and nothing is told",
             ruler->scale.minimum,
             ruler->scale.maximum,
             n_labels);
}

/* In letters of any size an axis that nothing is told of has two numbers. */
static void
test_scale (void)
{
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  FigSource source = { theory, NULL };
  guint n_complete = 0;

  for (gsize i = 0; i < n_kinds; i++) {
    g_autoptr (FigFigure) figure = kinds[i]->build (&source);

    for (double size = 6.0; size < 30.0; size += 1.0) {
      FigStyle style;
      g_autoptr (FigLayout) layout = NULL;
      g_autoptr (GPtrArray) omissions = NULL;

      fig_style_init_for_page (&style, FIG_SCHEME_PRINT);
      style.font_size = size;
      layout = fig_layout_new (figure, 504.0, 317.0, &style);
      omissions = fig_fit_list_omissions (layout, figure);
      if (fig_layout_is_empty (layout) || count_part (omissions, FIG_PART_NUMBERS) > 0)
        continue;
      n_complete++;
      for (guint j = 0; j < fig_figure_get_n_panels (figure); j++) {
        check_scale (&fig_layout_get_place (layout, j)->x);
        check_scale (&fig_layout_get_place (layout, j)->y);
      }
    }
  }
  g_assert_cmpuint (n_complete, >, 0);
}

static void
test_all (void)
{
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);

  for (gsize i = 0; i < G_N_ELEMENTS (experiments); i++) {
    g_autoptr (ExpTheory) theory = fig_test_theory (experiments[i]);
    g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);

    for (gsize j = 0; j < 2 * n_kinds; j++) {
      FigSource source = { theory, j < n_kinds ? measurement : NULL };
      g_autoptr (FigFigure) figure = kinds[j % n_kinds]->build (&source);

      for (gsize k = 0; k < G_N_ELEMENTS (pages); k++) {
        check_page (figure, pages[k].width, pages[k].height, TRUE);
        check_page (figure, pages[k].width, pages[k].height, FALSE);
      }
    }
  }
}

/* A number that would go beyond the page. */
static void
test_number (void)
{
  g_autoptr (FigFigure) figure = fig_figure_new ("figure");
  FigPanel *panel = fig_figure_add_panel (figure, "panel");
  g_autofree char *left_out = NULL;

  fig_axis_set_titles (&panel->x, "Place <i>x</i>", NULL);
  panel->x.limits = (FigRange){ 0.1234567891, 0.1234567895 };
  panel->y.limits = (FigRange){ 0.0, 9.0 };
  check_page (figure, 245.0, 187.0, FALSE);
  g_assert_true (fig_export_check (figure, FIG_FORMAT_SVG, NULL, &left_out, NULL));
  g_assert_cmpstr (left_out, ==, "the number 0.1234567891 of the axis “Place x”");
}

/* Of a page on which everything has room, nothing is told to be missing. */
static void
test_none (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  FigSource source = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("frequency-response")->build (&source);
  g_autofree char *left_out = NULL;

  g_assert_true (fig_export_check (figure, FIG_FORMAT_SVG, NULL, &left_out, NULL));
  g_assert_null (left_out);
}

static gboolean
has_bytes (const char *data, gsize size, const char *wanted, gsize n_wanted)
{
  for (gsize i = 0; i + n_wanted <= size; i++)
    if (memcmp (data + i, wanted, n_wanted) == 0)
      return TRUE;
  return FALSE;
}

/* Whether a file says it: in UTF-8, or in PDF as the digits of UTF-16. */
static gboolean
says (GBytes *bytes, FigFormat format, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GString) wanted = g_string_new (NULL);
  g_autofree char *lower = NULL;

  if (format != FIG_FORMAT_PDF)
    return has_bytes (data, size, text, strlen (text));
  for (const char *c = text; *c != '\0'; c++)
    g_string_append_printf (wanted, "%04x", (guint)*c);
  lower = g_memdup2 (data, size);
  for (gsize i = 0; i < size; i++)
    lower[i] = g_ascii_tolower (lower[i]);
  return has_bytes (lower, size, wanted->str, wanted->len);
}

/* What is missing is told before, and by the file. */
static void
test_told (void)
{
  static const FigFormat formats[] = { FIG_FORMAT_SVG, FIG_FORMAT_PDF, FIG_FORMAT_PNG };
  g_autoptr (FigFigure) figure = fig_figure_new ("A title that is far too long for its page");
  FigPanel *panel = fig_figure_add_panel (figure, "panel");
  FigStyle style;
  FigExportOptions options = { 90.0, 90.0, 72.0, &style, 0.0, TRUE };
  g_autofree char *left_out = NULL;

  fig_style_init_for_page (&style, FIG_SCHEME_PRINT);
  style.show_title = TRUE;
  fig_figure_set_description (figure, "Nothing.");
  panel->note = g_strdup ("A note of <b>many</b> words, for which a panel as small as this has no "
                          "room however its lines are broken and wherever they are put");
  g_assert_true (fig_export_check (figure, FIG_FORMAT_SVG, &options, &left_out, NULL));
  g_assert_nonnull (strstr (left_out, "A title that is far too long for its page"));
  g_assert_nonnull (strstr (left_out, "A note of many words"));

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autoptr (GBytes) bytes = fig_export_to_bytes (figure, formats[i], &options, NULL);

    g_assert_nonnull (bytes);
    g_assert_true (says (bytes, formats[i], "Nothing. Left out for want of room: "));
    g_assert_true (says (bytes, formats[i], "A note of many words"));
  }

  g_clear_pointer (&left_out, g_free);
  g_assert_true (fig_export_check (figure, FIG_FORMAT_CSV, &options, &left_out, NULL));
  g_assert_null (left_out);
}

/* Nobody can train a network on a page; that is nothing that is left out of it. */
static void
test_hint (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  FigSource source = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);
  const FigPanel *panel = fig_figure_get_panel (figure, 0);
  FigStyle page;
  g_autofree char *left_out = NULL;
  g_autoptr (GError) error = NULL;

  fig_style_init_for_page (&page, FIG_SCHEME_LIGHT);
  g_assert_nonnull (
    strstr (fig_panel_get_note (panel, fig_style_get (FIG_SCHEME_LIGHT)), "Train a network"));
  g_assert_null (fig_panel_get_note (panel, &page));
  g_assert_true (fig_export_check (figure, FIG_FORMAT_SVG, NULL, &left_out, &error));
  g_assert_no_error (error);
  g_assert_null (left_out);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/omissions/all", test_all);
  g_test_add_func ("/figure/omissions/scale", test_scale);
  g_test_add_func ("/figure/omissions/number", test_number);
  g_test_add_func ("/figure/omissions/none", test_none);
  g_test_add_func ("/figure/omissions/told", test_told);
  g_test_add_func ("/figure/omissions/hint", test_hint);
  return g_test_run ();
}

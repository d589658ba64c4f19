/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "exp-error.h"
#include "fig-export.h"
#include "fig-fit.h"
#include "fig-font.h"
#include "fig-preset.h"
#include "fig-test.h"

/* what journals ask for, but for rounding to 1/1024 */
#define LEAST_SIZE 4.999

static const char *const experiments[] = {
  NULL,
  "{\"format\": \"attractor-experiment\", \"version\": 1, \"title\": \"A rather long title, with "
  "<i> & more, of which a page of one column has no line for all of it\","
  "\"task\": {\"targets\": [[1.2, 0.01], [0.37, 1.14], [-0.97, 0.71], [-0.97, -0.7]]}}",
  "{\"format\": \"attractor-experiment\", \"version\": 1,"
  "\"task\": {\"targets\": [[0.1], [0.3], [0.5], [0.7], [0.9], [1.1], [1.3]]}}",
};

typedef void (*Check) (FigFigure *figure, const FigPreset *preset);

/* Every kind, with a network and without, on every page that people choose. */
static void
foreach_figure (Check check)
{
  gsize n_kinds, n_presets;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);
  const FigPreset *presets = fig_preset_list (&n_presets);

  for (gsize i = 0; i < G_N_ELEMENTS (experiments); i++) {
    g_autoptr (ExpTheory) theory = fig_test_theory (experiments[i]);
    g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);

    for (gsize j = 0; j < 2 * n_kinds; j++) {
      FigSource source = { theory, j < n_kinds ? measurement : NULL };
      g_autoptr (FigFigure) figure = kinds[j % n_kinds]->build (&source);

      for (gsize k = 0; k < n_presets; k++)
        check (figure, &presets[k]);
    }
  }
}

static void
export_whole (FigFigure *figure, const FigPreset *preset)
{
  FigStyle style;
  FigExportOptions options = {
    preset->width, preset->height, 72.0, &style, preset->growth, TRUE,
  };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  fig_style_init_for_page (&style, FIG_SCHEME_PRINT);
  fig_preset_apply (preset, &style);
  style.show_title = TRUE;
  bytes = fig_export_to_bytes (figure, FIG_FORMAT_SVG, &options, &error);
  g_assert_no_error (error);
}

static void
test_presets (void)
{
  foreach_figure (export_whole);
}

static void
check_runs_cb (const char *role, const FigText *text, gpointer user_data)
{
  PangoLayoutIter *iter = pango_layout_get_iter (text->layout);

  do {
    PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
    PangoFontDescription *font;
    double size;

    if (run == NULL)
      continue;
    font = pango_font_describe_with_absolute_size (run->item->analysis.font);
    size = (double)pango_font_description_get_size (font) / PANGO_SCALE;
    pango_font_description_free (font);
    if (size < LEAST_SIZE)
      g_error ("%s “%s” has letters of %g pt", role, fig_text_get_text (text), size);
    (*(guint *)user_data)++;
  } while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
}

static double
unit_length (const FigScale *scale)
{
  return fabs (scale->end - scale->begin) / (scale->maximum - scale->minimum);
}

/* A circle of the Nyquist plot, of a spectrum or of the plane looks like one. */
static void
check_units (FigFigure *figure, const FigPreset *preset)
{
  g_autoptr (FigLayout) layout = fig_layout_new (figure, preset->width, 2.0 * preset->height, NULL);

  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    const FigView *view = &fig_layout_get_place (layout, i)->view;
    const char *id = fig_figure_get_panel (figure, i)->id;

    if (strcmp (id, "nyquist") == 0)
      g_assert_true (fig_figure_get_panel (figure, i)->equal);
    if (fig_figure_get_panel (figure, i)->equal)
      g_assert_cmpfloat_with_epsilon (unit_length (&view->x) / unit_length (&view->y), 1.0, 1e-9);
  }
}

static void
test_units (void)
{
  foreach_figure (check_units);
}

static void
check_letters (FigFigure *figure, const FigPreset *preset)
{
  FigStyle style;
  g_autoptr (FigLayout) layout = NULL;
  guint n_runs = 0;

  fig_style_init_for_page (&style, FIG_SCHEME_PRINT);
  fig_preset_apply (preset, &style);
  layout = fig_layout_new (figure, preset->width, 2.0 * preset->height, &style);
  fig_layout_foreach_text (layout, check_runs_cb, &n_runs);
  g_assert_cmpuint (n_runs, >, 0);
}

static void
test_least_size (void)
{
  foreach_figure (check_letters);
}

/* In terms of the size of labels: on what is shorter there need not be three numbers. */
#define SHORT_ACROSS 14.0
#define SHORT_UPWARDS 5.0

static void
check_numbers (const FigFigure *figure, const FigRuler *ruler, double shortest)
{
  guint n_labels = 0;

  if (ruler->blank || ruler->labels == NULL ||
      fabs (ruler->scale.end - ruler->scale.begin) < shortest)
    return;
  for (guint i = 0; i < ruler->labels->len; i++)
    n_labels += g_ptr_array_index (ruler->labels, i) != NULL;
  if (n_labels < 3)
    g_error ("“%s” has %u numbers from %g to %g",
             fig_figure_get_title ((FigFigure *)figure),
             n_labels,
             ruler->scale.minimum,
             ruler->scale.maximum);
}

/* A logarithmic axis has three numbers or more, whatever part of it is in sight. */
static void
check_axes (FigFigure *figure, const FigPreset *preset)
{
  static const double ranges[][2] = {
    { 0.013, 14.0 }, { 0.2, 8.5 }, { 1.0, 9.9 },   { 1.1, 9.5 },   { 2.2, 4.9 },
    { 0.45, 0.81 },  { 0.9, 1.1 }, { 3e-7, 3e-6 }, { 5e4, 5.2e4 }, { 1e-12, 1e9 },
  };
  g_autoptr (FigFigure) copy = fig_figure_copy (figure);
  FigStyle style;

  fig_style_init_for_page (&style, FIG_SCHEME_PRINT);
  fig_preset_apply (preset, &style);
  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++) {
    g_autoptr (FigLayout) layout = NULL;
    double size = style.font_size * style.label_scale;

    for (guint j = 0; j < fig_figure_get_n_panels (copy); j++) {
      FigPanel *panel = fig_figure_edit_panel (copy, j);

      panel->equal = FALSE;
      panel->x.kind = panel->y.kind = FIG_SCALE_LOGARITHMIC;
      panel->x.limits = panel->y.limits = (FigRange){ ranges[i][0], ranges[i][1] };
    }
    layout = fig_layout_new (copy, preset->width, 2.0 * preset->height, &style);
    for (guint j = 0; j < fig_figure_get_n_panels (copy); j++) {
      const FigPlace *place = fig_layout_get_place (layout, j);

      check_numbers (copy, &place->x, SHORT_ACROSS * size);
      check_numbers (copy, &place->y, SHORT_UPWARDS * size);
    }
  }
}

static void
test_logarithmic (void)
{
  foreach_figure (check_axes);
}

static void
find_title_cb (const char *role, const FigText *text, gpointer user_data)
{
  if (strcmp (role, "title") == 0)
    *(const FigText **)user_data = text;
}

/* A title has a second line before it is cut, and what is cut is in the file. */
static void
test_title (void)
{
  static const struct {
    const char *title;
    int n_lines;
    gboolean cut;
  } cases[] = {
    { "Short", 1, FALSE },
    { "A title that has no room on one line of a page of one column", 2, FALSE },
    { "A title that has no room on one line of a page of one column, nor on two lines of such a "
      "page, however its words are broken",
      2,
      TRUE },
    { "AWordOfSoManyLettersThatNoLineOfAPageOfOneColumnHasRoomForAllOfIt", 2, FALSE },
    { "AWordOfSoManyLettersThatNoLineOfAPageOfOneColumnHasRoomForAllOfItNorHaveTwoLinesOfSuchAPage"
      "HoweverItIsBroken",
      2,
      TRUE },
    { "Short, and AWordOfSoManyLettersThatNoLineOfAPageOfOneColumnHasRoomForAllOf", 2, TRUE },
  };
  const FigPreset *preset = fig_preset_find ("one-column");
  FigStyle style;
  FigExportOptions options = { preset->width, preset->height, 72.0, &style, 0.0, TRUE };

  fig_style_init_for_page (&style, FIG_SCHEME_PRINT);
  fig_preset_apply (preset, &style);
  style.show_title = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (FigFigure) figure = fig_figure_new (cases[i].title);
    g_autoptr (FigLayout) layout = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *element = g_strdup_printf ("<title>%s</title>", cases[i].title);
    g_autofree char *svg = NULL;
    const FigText *title = NULL;

    fig_figure_set_description (figure, "none");
    fig_figure_add_panel (figure, "panel");
    layout = fig_layout_new (figure, preset->width, preset->height, &style);
    fig_layout_foreach_text (layout, find_title_cb, &title);
    g_assert_nonnull (title);
    g_assert_cmpfloat (title->box.x + title->box.width, <=, preset->width);
    g_assert_cmpint (pango_layout_get_line_count (title->layout), ==, cases[i].n_lines);
    g_assert_cmpint (pango_layout_is_ellipsized (title->layout), ==, cases[i].cut);
    bytes = fig_export_to_bytes (figure, FIG_FORMAT_SVG, &options, NULL);
    svg = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    g_assert_cmpint (strstr (svg, element) != NULL, ==, cases[i].cut);
  }
}

/* Remarks come after what has a sample, and nothing that a row has room for is broken. */
static void
test_legend (void)
{
  static const struct {
    FigSample sample;
    const char *text;
  } entries[] = {
    { FIG_SAMPLE_LINE, "a" },
    { FIG_SAMPLE_NONE, "a remark on what is above" },
    { FIG_SAMPLE_POINT, "more words than half a row of a column has room for" },
    { FIG_SAMPLE_BOTH, "b" },
  };
  const FigPreset *preset = fig_preset_find ("one-column");
  g_autoptr (FigFigure) figure = fig_figure_new ("figure");
  g_autoptr (FigLayout) layout = NULL;
  FigLook look = { .owner = 0 };
  FigRect remark, box;
  FigStyle style;

  fig_style_init_for_page (&style, FIG_SCHEME_PRINT);
  fig_preset_apply (preset, &style);
  fig_figure_add_panel (figure, "panel");
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    fig_legend_add (fig_figure_get_legend (figure), entries[i].sample, &look, entries[i].text);
  layout = fig_layout_new (figure, preset->width, preset->height, &style);
  g_assert_true (fig_layout_get_entry (layout, 1, &remark));
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++) {
    g_assert_true (fig_layout_get_entry (layout, i, &box));
    g_assert_cmpfloat (box.height, <, 2.0 * style.font_size);
    if (i != 1)
      g_assert_cmpfloat (box.y, <, remark.y);
  }
}

static void
check_refused (FigFigure *figure, double width, double height, double font_size, const char *part)
{
  FigStyle style;
  FigExportOptions options = { width, height, 72.0, &style, 0.0, TRUE };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  fig_style_init_for_page (&style, FIG_SCHEME_PRINT);
  style.font_size = font_size;
  g_assert_null (fig_export_to_bytes (figure, FIG_FORMAT_PDF, &options, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);

  /* who does not mind has the figure without letters, and data have no size */
  options.strict = FALSE;
  bytes = fig_export_to_bytes (figure, FIG_FORMAT_PDF, &options, NULL);
  g_assert_nonnull (bytes);
  g_bytes_unref (bytes);
  options.strict = TRUE;
  bytes = fig_export_to_bytes (figure, FIG_FORMAT_CSV, &options, NULL);
  g_assert_nonnull (bytes);
}

static void
test_refused (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  FigSource source = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("frequency-response")->build (&source);

  check_refused (figure, 85.0, 57.0, 8.5, "30 × 20 mm");
  check_refused (figure, 85.0, 57.0, 8.5, "numbers on the axes");
  check_refused (figure, 432.0, 288.0, 200.0, "letters of 200 pt");
  check_refused (figure, 432.0, 288.0, 200.0, "panels and their axes");
  check_refused (figure, 432.0, 288.0, 40.0, "titles of the axes");
  check_refused (figure, 432.0, 288.0, 30.0, "the legend");
}

/* What once has no room for a text has none on any smaller page, and at last there is such a page.
 */
static void
test_smaller (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  FigSource source = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("frequency-response")->build (&source);
  FigStyle style;
  gboolean before = TRUE;

  fig_style_init_for_page (&style, FIG_SCHEME_PRINT);
  style.show_title = TRUE;
  for (double width = 600.0; width > 10.0; width *= 0.8) {
    g_autoptr (FigLayout) layout = fig_layout_new (figure, width, width, &style);
    g_autoptr (GPtrArray) omissions = fig_fit_list_omissions (layout, figure);
    g_autofree char *missing = fig_fit_describe (omissions, TRUE);

    g_assert_false (missing == NULL && !before);
    before = missing == NULL;
  }
  g_assert_false (before);
}

static guint
count_lost_titles (const FigLayout *layout, FigFigure *figure)
{
  g_autoptr (GPtrArray) omissions = fig_fit_list_omissions (layout, figure);
  guint n = 0;

  for (guint i = 0; i < omissions->len; i++) {
    FigPart part = ((const FigOmission *)g_ptr_array_index (omissions, i))->part;

    n += part == FIG_PART_AXIS_TITLE || part == FIG_PART_NUMBERS || part == FIG_PART_PANELS;
  }
  return n;
}

/* Large letters become smaller before a figure of the window loses what its axes are. */
static void
test_large_text (void)
{
  static const struct {
    double scale;
    double width;
    double height;
  } places[] = { { 1.5, 460.0, 190.0 }, { 2.0, 360.0, 400.0 }, { 2.0, 460.0, 210.0 } };
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement };
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);
  guint n_lost = 0;

  fig_test_add_training (measurement);
  for (gsize i = 0; i < n_kinds; i++) {
    g_autoptr (FigFigure) figure = kinds[i]->build (&source);

    for (gsize j = 0; j < G_N_ELEMENTS (places); j++) {
      FigStyle style = *fig_style_get (FIG_SCHEME_LIGHT);
      double usual = style.font_size;
      g_autoptr (FigLayout) large = NULL;
      g_autoptr (FigLayout) layout = NULL;
      g_autoptr (FigLayout) roomy = NULL;

      style.show_title = FALSE;
      style.font_size *= places[j].scale;
      large = fig_fit_layout (figure, places[j].width, places[j].height, &style);
      n_lost += count_lost_titles (large, figure);
      style.smallest_size = usual;
      layout = fig_fit_layout (figure, places[j].width, places[j].height, &style);
      g_assert_cmpuint (count_lost_titles (layout, figure), ==, 0);
      g_assert_cmpfloat (fig_layout_get_style (layout)->font_size, >=, usual);
      roomy = fig_fit_layout (figure, 1600.0, 1200.0, &style);
      g_assert_cmpfloat (fig_layout_get_style (roomy)->font_size, ==, style.font_size);
    }
  }
  g_assert_cmpuint (n_lost, >, 10);
}

static void
test_fonts (void)
{
  static const char *const known[] = {
    "Sans",    "monospace", "Nonsense, Sans", "Sans Bold 12",        "sans-serif",
    "Serif",   "cursive",   "fantasy",        "Nonsense,sans-serif", "system-ui",
    "Verdana", "Helvetica", "SANS-SERIF",
  };
  static const char *const unknown[] = { "Nonsense", "", "Bold", "Nonsense, No Such", "," };
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  FigSource source = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("spectrum")->build (&source);
  FigStyle style;
  FigExportOptions options = { 432.0, 288.0, 72.0, &style, 0.0, TRUE };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_true (fig_font_is_known (known[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_false (fig_font_is_known (unknown[i]));
  for (guint i = 0; i < FIG_N_SCHEMES; i++)
    g_assert_true (fig_font_is_known (fig_style_get ((FigScheme)i)->font_family));

  fig_style_init_for_page (&style, FIG_SCHEME_PRINT);
  style.font_family = "Nonsense";
  g_assert_null (fig_export_to_bytes (figure, FIG_FORMAT_SVG, &options, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "“Nonsense”"));
}

/* What figures are made of, asked for one by one. */
static gboolean
has_all_letters (const char *family)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  g_autoptr (PangoFontDescription) description = pango_font_description_new ();
  g_autoptr (PangoFont) font = NULL;

  pango_font_description_set_family (description, family);
  font = pango_font_map_load_font (map, context, description);
  g_object_unref (context);
  for (gunichar letter = '0'; letter <= 'z'; letter++)
    if (g_unichar_isalnum (letter) && !pango_font_has_char (font, letter))
      return FALSE;
  return TRUE;
}

/* Those that are made of symbols, though some say that these are letters. */
static gboolean
is_of_symbols (const char *family)
{
  static const char *const symbols[] = {
    "Standard Symbols PS",
    "D050000L",
    "OpenSymbol",
    "Symbol",
    "Wingdings",
    "Webdings",
    "cmex10",
    "stmary10",
    "wasy10",
    "Noto Color Emoji",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (strcmp (symbols[i], family) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_of_letters (const char *family)
{
  return g_str_has_prefix (family, "DejaVu S") || g_str_has_prefix (family, "Nimbus ") ||
         g_str_has_prefix (family, "Liberation ") || strcmp (family, "Cantarell") == 0;
}

/* What is installed differs: each family is asked for its letters. */
static void
test_symbols (void)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  FigSource source = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("spectrum")->build (&source);
  PangoFontFamily **families;
  int n_families;

  pango_font_map_list_families (map, &families, &n_families);
  for (int i = 0; i < n_families; i++) {
    const char *name = pango_font_family_get_name (families[i]);
    gboolean suitable = fig_font_is_suitable (name);
    FigStyle style;
    FigExportOptions options = { 432.0, 288.0, 72.0, &style, 0.0, TRUE };
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (fig_font_is_known (name));
    if (suitable && (!has_all_letters (name) || is_of_symbols (name)))
      g_error ("%s is taken, though it has not all letters", name);
    if (!suitable && is_of_letters (name))
      g_error ("%s is refused", name);
    /* what was found is kept */
    g_assert_cmpint (fig_font_is_suitable (name), ==, suitable);
    if (suitable)
      continue;
    fig_style_init_for_page (&style, FIG_SCHEME_PRINT);
    style.font_family = name;
    bytes = fig_export_to_bytes (figure, FIG_FORMAT_SVG, &options, &error);
    g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
    g_assert_nonnull (strstr (error->message, name));
    if (strstr (error->message, "letters") == NULL)
      g_error ("%s: %s", name, error->message);
  }
  g_free (families);
  for (guint i = 0; i < FIG_N_SCHEMES; i++)
    g_assert_true (fig_font_is_suitable (fig_style_get ((FigScheme)i)->font_family));
  g_assert_true (fig_font_is_suitable ("DejaVu Sans, Nonsense"));
  g_assert_false (fig_font_is_suitable ("Nonsense"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/fit/presets", test_presets);
  g_test_add_func ("/figure/fit/least-size", test_least_size);
  g_test_add_func ("/figure/fit/logarithmic", test_logarithmic);
  g_test_add_func ("/figure/fit/units", test_units);
  g_test_add_func ("/figure/fit/legend", test_legend);
  g_test_add_func ("/figure/fit/title", test_title);
  g_test_add_func ("/figure/fit/refused", test_refused);
  g_test_add_func ("/figure/fit/smaller", test_smaller);
  g_test_add_func ("/figure/fit/large-text", test_large_text);
  g_test_add_func ("/figure/fit/fonts", test_fonts);
  g_test_add_func ("/figure/fit/symbols", test_symbols);
  return g_test_run ();
}

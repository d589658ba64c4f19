/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "exp-document.h"
#include "exp-embedded.h"
#include "exp-error.h"
#include "exp-json.h"
#include "fig-csv.h"
#include "fig-export.h"
#include "fig-layout.h"
#include "fig-line-layer.h"
#include "fig-point-layer.h"
#include "fig-test.h"

typedef struct {
  char *folder;
  ExpTheory *theory;
  ExpMeasurement *measurement;
  FigFigure *figure;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  FigSource source;

  fixture->folder = g_dir_make_tmp ("figure-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->theory = fig_test_theory (NULL);
  fixture->measurement = fig_test_measurement (fixture->theory);
  source = (FigSource){ fixture->theory, fixture->measurement };
  fixture->figure = fig_kind_find ("frequency-response")->build (&source);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir) != NULL)
    n_files++;
  return n_files;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  fig_figure_unref (fixture->figure);
  exp_measurement_unref (fixture->measurement);
  exp_theory_unref (fixture->theory);
}

/* What the file holds. */
static GBytes *
export_file (Fixture *fixture, const char *name, const FigExportOptions *options)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  FigFormat format;
  char *contents;
  gsize length;

  g_assert_true (fig_format_from_path (name, &format, &error));
  fig_export (fixture->figure, file, format, options, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  return g_bytes_new_take (contents, length);
}

typedef struct {
  GString *title;
  GString *description;
  GString *text; /* all that is written in the picture, a line each */
  GHashTable *ids;
  guint n_paths;
  guint n_circles;
  char *width;
} Svg;

static void
start_cb (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  Svg *svg = user_data;

  svg->n_paths += strcmp (element, "path") == 0;
  svg->n_circles += strcmp (element, "circle") == 0;
  if (strcmp (element, "text") == 0)
    g_string_append_c (svg->text, '\n');
  for (gsize i = 0; names[i] != NULL; i++) {
    if (strcmp (element, "svg") == 0 && strcmp (names[i], "width") == 0)
      svg->width = g_strdup (values[i]);
    /* no two have the same */
    if (strcmp (names[i], "id") == 0)
      g_assert_true (g_hash_table_add (svg->ids, g_strdup (values[i])));
  }
}

static void
text_cb (
  GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  const GSList *stack = g_markup_parse_context_get_element_stack (context);
  const char *element = stack->data;
  Svg *svg = user_data;

  if (strcmp (element, "title") == 0 && strcmp (stack->next->data, "svg") == 0)
    g_string_append_len (svg->title, text, (gssize)length);
  if (strcmp (element, "desc") == 0)
    g_string_append_len (svg->description, text, (gssize)length);
  if (strcmp (element, "text") == 0 || strcmp (element, "tspan") == 0)
    g_string_append_len (svg->text, text, (gssize)length);
}

static void
svg_free (Svg *svg)
{
  g_string_free (svg->title, TRUE);
  g_string_free (svg->description, TRUE);
  g_string_free (svg->text, TRUE);
  g_hash_table_unref (svg->ids);
  g_free (svg->width);
  g_free (svg);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Svg, svg_free)

static Svg *
read_svg (GBytes *bytes)
{
  GMarkupParser parser = { .start_element = start_cb, .text = text_cb };
  Svg *svg = g_new0 (Svg, 1);
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) error = NULL;

  svg->title = g_string_new (NULL);
  svg->description = g_string_new (NULL);
  svg->text = g_string_new (NULL);
  svg->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  context = g_markup_parse_context_new (&parser, G_MARKUP_PREFIX_ERROR_POSITION, svg, NULL);
  g_markup_parse_context_parse (
    context, g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  return svg;
}

static void
check_svg (Fixture *fixture)
{
  g_autoptr (GBytes) bytes = export_file (fixture, "a.svg", NULL);
  g_autoptr (Svg) svg = read_svg (bytes);

  g_assert_cmpuint (svg->n_paths, >, 4);
  g_assert_cmpstr (svg->title->str, ==, fig_figure_get_title (fixture->figure));
  g_assert_cmpstr (svg->description->str, ==, fig_figure_get_description (fixture->figure));
  g_assert_cmpstr (svg->width, ==, "432pt");
}

static void
check_written (const FigText *text, const Svg *svg)
{
  g_autofree char *line = g_strconcat ("\n", fig_text_get_text (text), NULL);

  g_assert_nonnull (strstr (svg->text->str, line));
}

static void
written_cb (const char *role, const FigText *text, gpointer user_data)
{
  check_written (text, user_data);
}

/* Each text of the page is text in the file, each layer a group, each point a
 * marker. */
static void
test_svg (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = export_file (fixture, "a.svg", NULL);
  g_autoptr (FigLayout) layout = fig_layout_new (fixture->figure, 432.0, 288.0, NULL);
  g_autoptr (Svg) svg = read_svg (bytes);

  check_svg (fixture);
  fig_layout_foreach_text (layout, written_cb, svg);
  g_assert_true (g_hash_table_contains (svg->ids, "magnitude"));
  g_assert_true (g_hash_table_contains (svg->ids, "magnitude-axes"));
  g_assert_true (g_hash_table_contains (svg->ids, "magnitude-curve-theory-1"));
  g_assert_true (g_hash_table_contains (svg->ids, "magnitude-curve-theory-3"));
  g_assert_true (g_hash_table_contains (svg->ids, "phase-points-network-2"));
  g_assert_true (g_hash_table_contains (svg->ids, "legend"));
  /* the markers of the first attractor are circles, in two panels */
  g_assert_cmpuint (svg->n_circles, >, 20);
}

/* Every point of a curve is in the file, where it belongs, to 1/1000 of a point. */
static void
test_exact (Fixture *fixture, gconstpointer data)
{
  enum { N = 5000 };
  g_autofree double *x = g_new (double, N);
  g_autofree double *y = g_new (double, N);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (FigFigure) figure = fig_figure_new ("points");
  FigPanel *panel = fig_figure_add_panel (figure, "p");
  g_autoptr (FigLayout) layout = NULL;
  const FigView *view;
  double px = 0.0, py = 0.0;
  const char *c;
  FigLook look = { .owner = 0 };

  for (int i = 0; i < N; i++) {
    x[i] = i;
    y[i] = sin (0.7 * i) + 0.1 * i / N;
  }
  fig_figure_set_description (figure, "points");
  fig_panel_take_layer (panel, fig_line_layer_new (fig_series_new ("a", "b", N, x, y), &look));
  layout = fig_layout_new (figure, 432.0, 288.0, NULL);
  view = &fig_layout_get_place (layout, 0)->view;
  fig_figure_unref (fixture->figure);
  fixture->figure = fig_figure_ref (figure);
  bytes = export_file (fixture, "a.svg", NULL);
  c = strstr (g_bytes_get_data (bytes, NULL), "id=\"p-curve-b-1\"");
  g_assert_nonnull (c);
  c = strstr (c, " d=\"M") + strlen (" d=\"M");
  for (int i = 0; i < N; i++) {
    char *end;

    px += g_ascii_strtod (c, &end);
    g_assert_true (end != c);
    py += g_ascii_strtod (end, (char **)&c);
    g_assert_cmpfloat_with_epsilon (px, fig_scale_map (&view->x, x[i]), 6e-4);
    g_assert_cmpfloat_with_epsilon (py, fig_scale_map (&view->y, y[i]), 6e-4);
    if (*c == 'l')
      c++;
  }
  g_assert_cmpint (*c, ==, '"');
}

/* What a person wrote comes back from the figure, whatever it was. */
static void
test_experiment (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a.svg", "a.pdf", "a.png", "a.csv" };
  g_autoptr (ExpExperiment) experiment = exp_experiment_copy (fixture->theory->experiment);

  g_free (experiment->title);
  g_free (experiment->notes);
  experiment->title = g_strdup (
    "endstream endobj τ 🧠 ]]> </metadata> \\u0041 \"&amp;\" \xef\xbf\xbf");
  experiment->notes = g_strdup ("two\nlines\tand \x7f \xc2\x85 /Length 3 stream");
  experiment->gain = 0.1 + 0.2;
  fig_figure_set_experiment (fixture->figure, experiment);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GBytes) bytes = export_file (fixture, names[i], NULL);
    g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
    g_autoptr (GFile) file = g_file_new_for_path (path);
    g_autoptr (GError) error = NULL;
    g_autoptr (ExpExperiment) read = exp_document_load (file, NULL, &error);

    g_assert_no_error (error);
    g_assert_true (exp_experiment_equal (read, experiment));
    g_assert_true (exp_document_is_figure (file));
    g_assert_true (exp_embedded_is_figure (g_bytes_get_data (bytes, NULL), 32));
  }
}

/* Where the path of the curve goes in a document with a line of so many points, a gap in the
 * middle: (transfer full): x and y of each, at least up to the gap */
static GArray *
trace_curve (guint n_points)
{
  g_autoptr (FigFigure) figure = fig_figure_new ("line");
  FigPanel *panel = fig_figure_add_panel (figure, "panel");
  FigLook look = { .owner = 0, .broken = TRUE };
  GArray *places = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree double *x = g_new (double, n_points), *y = g_new (double, n_points);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *svg = NULL;
  const char *path, *curve;
  double last[2] = { 0.0, 0.0 };

  for (guint i = 0; i < n_points; i++) {
    x[i] = sin (0.37 * i) * i / 5000.0;
    y[i] = i == 3000 ? NAN : cos (1.1 * i);
  }
  fig_figure_set_description (figure, "none");
  panel->x.limits = panel->y.limits = (FigRange){ -1.5, 1.5 };
  fig_panel_take_layer (panel,
                        fig_line_layer_new (fig_series_new ("a", "theory", n_points, x, y), &look));
  bytes = fig_export_to_bytes (figure, FIG_FORMAT_SVG, NULL, NULL);
  svg = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  curve = strstr (svg, "curve");
  g_assert_nonnull (curve);
  g_assert_nonnull (strstr (curve, "stroke-dasharray"));
  path = strstr (curve, " d=\"M");
  g_assert_nonnull (path);
  for (path += strlen (" d=\"M"); *path != '"' && *path != 'M';) {
    char *end;

    if (*path == 'l' || *path == ' ') {
      path++;
      continue;
    }
    last[places->len % 2] += g_ascii_strtod (path, &end);
    g_assert_true (end > path);
    g_array_append_val (places, last[places->len % 2]);
    path = end;
  }
  return places;
}

/* Lines of very many points, whose path Cairo does not keep, are where shorter ones are. */
static void
test_long_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) few = trace_curve (3999);
  g_autoptr (GArray) many = trace_curve (4001);

  g_assert_cmpuint (few->len, ==, 2 * 3000);
  g_assert_cmpuint (many->len, ==, 2 * 3000);
  /* rounded to thousandths, and by Cairo before that */
  for (guint i = 0; i < few->len; i++)
    g_assert_cmpfloat_with_epsilon (
      g_array_index (many, double, i), g_array_index (few, double, i), 0.0025);
}

/* A picture has as many pixels as it was said to have before it was drawn. */
static void
test_pixels (Fixture *fixture, gconstpointer data)
{
  static const struct {
    double width, height, resolution;
    gboolean possible;
  } cases[] = {
    { 36.0, 36.0, 1.0, TRUE },        { 36.0, 107.9, 1.0, TRUE },
    { 86.3, 60.7, 97.3, TRUE },       { 72.0, 37.3, 299.7, TRUE },
    { 7200.0, 36.0, 200.0, TRUE },    { 7200.0, 36.0, 200.01, FALSE },
    { 7200.0, 7200.0, 150.0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    FigExportOptions options = { cases[i].width, cases[i].height, cases[i].resolution, NULL };
    g_autoptr (GBytes) bytes = NULL;
    guint32 size[2];
    double width, height;

    g_assert_cmpint (fig_export_check_pixels (&options, &width, &height), ==, cases[i].possible);
    bytes = fig_export_to_bytes (fixture->figure, FIG_FORMAT_PNG, &options, NULL);
    g_assert_cmpint (bytes != NULL, ==, cases[i].possible);
    if (bytes == NULL)
      continue;
    memcpy (size, (const char *)g_bytes_get_data (bytes, NULL) + 16, sizeof size);
    g_assert_cmpuint (GUINT32_FROM_BE (size[0]), ==, (guint)width);
    g_assert_cmpuint (GUINT32_FROM_BE (size[1]), ==, (guint)height);
  }
}

/* What editors and spreadsheets make of a table when they write it anew is read all the same. */
static void
test_rewritten_table (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = fig_csv_print (fixture->figure);
  g_autofree char *expected = exp_embedded_extract (csv, strlen (csv), NULL);
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);
  g_autofree char *unix_lines = g_strjoinv ("\n", lines);
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", csv, NULL);
  g_autofree char *both = g_strconcat ("\xef\xbb\xbf", unix_lines, NULL);
  g_autofree char *other = g_strconcat ("# attractor-figure 1", csv, NULL);
  const char *const texts[] = { unix_lines, marked, both };
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (expected);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *text = exp_embedded_extract (texts[i], strlen (texts[i]), NULL);

    g_assert_true (exp_embedded_is_figure (texts[i], 32));
    g_assert_cmpstr (text, ==, expected);
  }
  g_assert_false (exp_embedded_is_figure (other, strlen (other)));
  g_assert_null (exp_embedded_extract (csv, 60, &error));
  g_assert_nonnull (strstr (error->message, "table"));
  g_assert_null (strstr (error->message, "picture"));
}

/* However a file is cut off, the experiment is whole or there is an error. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a.svg", "a.pdf", "a.png", "a.csv" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    FigExportOptions options = { 72.0, 72.0, 72.0, NULL };
    g_autoptr (GBytes) bytes = export_file (fixture, names[i], &options);
    g_autofree char *whole = NULL;
    gsize length;
    const char *contents = g_bytes_get_data (bytes, &length);

    whole = exp_embedded_extract (contents, length, NULL);
    g_assert_nonnull (whole);
    for (gsize cut = 0; cut < length; cut += 1 + length / 700) {
      g_autofree char *copy = g_memdup2 (contents, cut);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = exp_embedded_extract (copy, cut, &error);

      if (text == NULL)
        g_assert_true (error != NULL && error->domain == EXP_ERROR);
      else
        g_assert_cmpstr (text, ==, whole);
    }
  }
}

/* Whatever a person calls an experiment, the file can be read. */
static void
test_odd_title (Fixture *fixture, gconstpointer data)
{
  FigSource source = { fixture->theory, NULL };

  g_free (fixture->theory->experiment->title);
  fixture->theory->experiment->title = g_strdup (
    "a \001 <b>&amp; \"c\"\r\n]]> \xef\xbf\xbf \xf0\x9f\xa7\xa0 %s \x7f");
  fig_figure_unref (fixture->figure);
  fixture->figure = fig_kind_find ("attractors")->build (&source);
  check_svg (fixture);
  g_bytes_unref (export_file (fixture, "a.pdf", NULL));
  g_bytes_unref (export_file (
    fixture, "a.png", &(FigExportOptions){ 432, 288, 72, fig_style_get (FIG_SCHEME_LIGHT) }));
}

static void
test_pdf (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = export_file (fixture, "a.pdf", NULL);
  const char *contents = g_bytes_get_data (bytes, NULL);

  g_assert_cmpuint (g_bytes_get_size (bytes), >, 1000);
  g_assert_cmpmem (contents, 5, "%PDF-", 5);
}

static guint
read_number (const guint8 *data)
{
  return (guint)data[0] << 24 | (guint)data[1] << 16 | (guint)data[2] << 8 | data[3];
}

static void
test_png (Fixture *fixture, gconstpointer data)
{
  FigExportOptions options = { 100.0, 50.0, 144.0, NULL };
  g_autoptr (GBytes) bytes = export_file (fixture, "a.png", &options);
  const guint8 *contents = g_bytes_get_data (bytes, NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "a.png", NULL);
  cairo_surface_t *surface;

  g_assert_cmpmem (contents, 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpuint (read_number (contents + 16), ==, 200);
  g_assert_cmpuint (read_number (contents + 20), ==, 100);
  /* 144 pixels an inch are 5669 a metre */
  g_assert_cmpmem (contents + 37, 4, "pHYs", 4);
  g_assert_cmpuint (read_number (contents + 41), ==, 5669);
  surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 200);
  cairo_surface_destroy (surface);
}

/* The same bytes, whatever was drawn before. */
static void
test_deterministic (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a.svg", "a.pdf", "a.png", "a.csv" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GBytes) first = export_file (fixture, names[i], NULL);
    g_autoptr (GBytes) between = export_file (fixture, "b.svg", NULL);
    g_autoptr (GBytes) second = export_file (fixture, names[i], NULL);

    g_assert_true (g_bytes_equal (first, second));
    g_assert_cmpuint (g_bytes_get_size (between), >, 0);
  }
}

/* Reads one record; quoted fields are unquoted in place. */
static GPtrArray *
read_record (char **text)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_free);
  GString *field = g_string_new (NULL);
  gboolean quoted = FALSE;
  char *c = *text;

  for (; quoted || (*c != '\0' && *c != '\r'); c++) {
    g_assert_cmpint (*c, !=, '\0');
    if (*c == '"' && quoted && c[1] == '"')
      g_string_append_c (field, *c++);
    else if (*c == '"')
      quoted = !quoted;
    else if (*c == ',' && !quoted) {
      g_ptr_array_add (fields, g_strdup (field->str));
      g_string_truncate (field, 0);
    } else
      g_string_append_c (field, *c);
  }
  g_ptr_array_add (fields, g_string_free (field, FALSE));
  g_assert_cmpmem (c, 2, "\r\n", 2);
  *text = c + 2;
  return fields;
}

static void
check_field (GPtrArray *record, guint index, double value)
{
  const char *field = g_ptr_array_index (record, index);
  double read;
  char *end;

  if (isnan (value)) {
    g_assert_cmpstr (field, ==, "");
    return;
  }
  read = g_ascii_strtod (field, &end);
  g_assert_cmpstr (end, ==, "");
  g_assert_cmpmem (&read, sizeof read, &value, sizeof value);
}

/* Reads what the table says of itself, as JSON. */
static JsonNode *
read_header (char **text)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_assert_true (g_str_has_prefix (*text, "# attractor-figure 1\r\n#"));
  while (**text == '#') {
    char *end = strstr (*text, "\r\n");

    if (json->len > 0 || (*text)[2] == '{')
      g_string_append_len (json, *text + 2, end - *text - 2);
    *text = end + 2;
  }
  node = json_from_string (json->str, &error);
  g_assert_no_error (error);
  return node;
}

/* It names the program, the figure, and what is along each axis. */
static void
check_header (FigFigure *figure, JsonObject *header)
{
  JsonArray *panels = json_object_get_array_member (header, "panels");

  g_assert_true (
    g_str_has_prefix (json_object_get_string_member (header, "program"), "Attractor "));
  g_assert_cmpstr (
    json_object_get_string_member (header, "title"), ==, fig_figure_get_title (figure));
  g_assert_cmpuint (json_array_get_length (panels), ==, fig_figure_get_n_panels (figure));
  for (guint i = 0; i < json_array_get_length (panels); i++) {
    const FigPanel *panel = fig_figure_get_panel (figure, i);
    JsonObject *object = json_array_get_object_element (panels, i);
    g_autofree char *x = NULL;

    g_assert_cmpstr (json_object_get_string_member (object, "panel"), ==, panel->id);
    if (panel->x.title == NULL)
      continue;
    x = fig_text_from_markup (panel->x.title);
    g_assert_cmpstr (json_object_get_string_member (object, "x"), ==, x);
  }
}

static void
check_columns (const FigSeries *series, GPtrArray *header, GPtrArray *record, gsize point)
{
  for (guint i = 5; i < header->len; i++) {
    double value = NAN;

    for (gsize j = 0; j < series->n_columns; j++)
      if (strcmp (series->columns[j].name, g_ptr_array_index (header, i)) == 0)
        value = series->columns[j].values[point];
    check_field (record, i, value);
  }
}

static void
check_table (FigFigure *figure, char *text)
{
  g_autoptr (JsonNode) node = read_header (&text);
  g_autoptr (GPtrArray) header = read_record (&text);
  static const char *const columns[] = { "panel", "series", "kind", "x", "y" };

  check_header (figure, json_node_get_object (node));
  for (guint i = 0; i < 5; i++)
    g_assert_cmpstr (g_ptr_array_index (header, i), ==, columns[i]);
  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    const FigPanel *panel = fig_figure_get_panel (figure, i);

    for (guint j = 0; j < panel->layers->len; j++) {
      const FigSeries *series = ((const FigLayer *)g_ptr_array_index (panel->layers, j))->series;

      for (gsize k = 0; k < series->n_points; k++) {
        g_autoptr (GPtrArray) record = read_record (&text);

        g_assert_cmpuint (record->len, ==, header->len);
        g_assert_cmpstr (g_ptr_array_index (record, 0), ==, panel->id);
        g_assert_cmpstr (g_ptr_array_index (record, 1), ==, series->name);
        g_assert_cmpstr (g_ptr_array_index (record, 2), ==, series->kind);
        check_field (record, 3, series->x[k]);
        check_field (record, 4, series->y[k]);
        check_columns (series, header, record, k);
      }
    }
  }
  g_assert_cmpstr (text, ==, "");
}

/* Read back, the table is the data, bit for bit. */
static void
test_csv (Fixture *fixture, gconstpointer data)
{
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);
  FigSource source = { fixture->theory, fixture->measurement };

  for (gsize i = 0; i < n_kinds; i++) {
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *text = NULL;

    fig_figure_unref (fixture->figure);
    fixture->figure = kinds[i]->build (&source);
    bytes = export_file (fixture, "a.csv", NULL);
    text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    check_table (fixture->figure, text);
  }
}

static void
test_odd_data (Fixture *fixture, gconstpointer data)
{
  static const double x[] = { 0.1, -0.0, 5e-324, G_MAXDOUBLE, NAN, INFINITY };
  static const double y[] = { 1.0 / 3.0, 1e-300, -1e300, NAN, 1.0, -INFINITY };
  g_autoptr (FigFigure) figure = fig_figure_new ("odd");
  FigPanel *panel = fig_figure_add_panel (figure, "a, \"panel\"\nof two lines");
  FigLook look = { .owner = 0 };
  g_autofree char *text = NULL;

  fig_panel_take_layer (
    panel, fig_point_layer_new (fig_series_new ("z = (1, 2)", "odd", 6, x, y), &look, 2));
  text = fig_csv_print (figure);
  check_table (figure, text);
}

/* Numbers have points where people have commas. */
static void
test_locale (Fixture *fixture, gconstpointer data)
{
  static const char *const locales[] = {
    "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "ru_RU.UTF-8"
  };
  g_autofree char *before = fig_csv_print (fixture->figure);
  g_autoptr (GBytes) picture = export_file (fixture, "a.svg", NULL);
  gboolean found = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (locales) && !found; i++)
    found = setlocale (LC_NUMERIC, locales[i]) != NULL;
  if (!found) {
    g_test_skip ("no locale with a decimal comma is installed");
    return;
  }
  {
    g_autofree char *after = fig_csv_print (fixture->figure);
    g_autoptr (GBytes) again = export_file (fixture, "a.svg", NULL);

    setlocale (LC_NUMERIC, "C");
    g_assert_cmpstr (before, ==, after);
    g_assert_true (g_bytes_equal (picture, again));
  }
}

static void
check_error (Fixture *fixture,
             const char *path,
             FigFormat format,
             const FigExportOptions *options,
             int code,
             const char *part)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  guint n_before = count_files (fixture);

  g_assert_false (fig_export (fixture->figure, file, format, options, &error));
  g_assert_error (error, EXP_ERROR, code);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_cmpuint (count_files (fixture), ==, n_before);
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "missing", "a.svg", NULL);
  g_autofree char *inside_file = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "file", NULL);

  g_assert_true (g_file_set_contents (path, "text", 4, NULL));
  inside_file = g_build_filename (path, "a.pdf", NULL);
  check_error (fixture, missing, FIG_FORMAT_SVG, NULL, EXP_ERROR_FILE, missing);
  check_error (fixture, inside_file, FIG_FORMAT_PDF, NULL, EXP_ERROR_FILE, inside_file);
  check_error (fixture, fixture->folder, FIG_FORMAT_PNG, NULL, EXP_ERROR_FILE, "directory");
  check_error (fixture, "/dev/null", FIG_FORMAT_CSV, NULL, EXP_ERROR_FILE, "/dev/null");
}

/* Where a link leads is replaced, and the link stays. */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.csv", NULL);
  g_autofree char *target = g_build_filename (fixture->folder, "target.csv", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (link);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (target, "old", 3, NULL));
  g_assert_true (g_file_make_symbolic_link (file, target, NULL, NULL));
  fig_export (fixture->figure, file, FIG_FORMAT_CSV, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (target, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "# attractor-figure"));
}

static void
test_options (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a", NULL);
  const struct {
    FigExportOptions options;
    const char *part;
  } cases[] = {
    { { 35.9, 100.0, 300.0, NULL }, "width" },
    { { 100.0, 7201.0, 300.0, NULL }, "height" },
    { { NAN, 100.0, 300.0, NULL }, "width" },
    { { 100.0, INFINITY, 300.0, NULL }, "height" },
    { { 100.0, 100.0, 0.0, NULL }, "resolution" },
    { { 100.0, 100.0, NAN, NULL }, "resolution" },
    { { 7200.0, 100.0, 1000.0, NULL }, "100000 × 1389 pixels" },
    { { 1200.0, 1200.0, 1200.0, NULL }, "20000 × 20000 pixels" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_error (fixture, path, FIG_FORMAT_PNG, &cases[i].options, EXP_ERROR_VALUE, cases[i].part);
  check_error (fixture, path, FIG_FORMAT_SVG, &cases[0].options, EXP_ERROR_VALUE, "width");
}

static void
test_format (void)
{
  static const struct {
    const char *path;
    FigFormat format;
  } good[] = {
    { "a.svg", FIG_FORMAT_SVG },
    { "/b.c/a.PDF", FIG_FORMAT_PDF },
    { "a.csv.png", FIG_FORMAT_PNG },
    { "a b.Csv", FIG_FORMAT_CSV },
  };
  static const char *const bad[] = { "a", "svg", "a.jpg", "a.svg.gz", "" };
  FigFormat format;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_assert_true (fig_format_from_path (good[i].path, &format, NULL));
    g_assert_cmpint (format, ==, good[i].format);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (fig_format_from_path (bad[i], &format, &error));
    g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
    g_assert_nonnull (strstr (error->message, bad[i]));
  }
}

#define ADD(name, func) g_test_add ("/figure/export/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("svg", test_svg);
  ADD ("odd-title", test_odd_title);
  ADD ("pdf", test_pdf);
  ADD ("png", test_png);
  ADD ("deterministic", test_deterministic);
  ADD ("csv", test_csv);
  ADD ("long-line", test_long_line);
  ADD ("pixels", test_pixels);
  ADD ("rewritten-table", test_rewritten_table);
  ADD ("odd-data", test_odd_data);
  ADD ("locale", test_locale);
  ADD ("unwritable", test_unwritable);
  ADD ("link", test_link);
  ADD ("options", test_options);
  ADD ("exact", test_exact);
  ADD ("experiment", test_experiment);
  ADD ("damaged", test_damaged);
  g_test_add_func ("/figure/export/format", test_format);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "fig-comparison.h"
#include "fig-layout.h"
#include "fig-line-layer.h"
#include "fig-point-layer.h"
#include "fig-test.h"

static const char *const experiments[] = {
  NULL,
  "{\"format\": \"attractor-experiment\", \"version\": 1, \"title\": \"A rather long title, with "
  "<i> "
  "& more, that no small page has room for\","
  "\"task\": {\"targets\": [[1.2, 0.01], [0.37, 1.14], [-0.97, 0.71], [-0.97, -0.7]]}}",
  "{\"format\": \"attractor-experiment\", \"version\": 1,"
  "\"task\": {\"targets\": [[0.1], [0.3], [0.5], [0.7], [0.9], [1.1], [1.3]]}}",
  "{\"format\": \"attractor-experiment\", \"version\": 1,"
  "\"task\": {\"targets\": [[0.1], [0.2], [0.3], [0.4], [0.5], [0.6], [0.7], [0.8], [0.9], [1.0], "
  "[1.1], [1.2], [1.3], [1.4], [1.5], [1.6], [1.7], [1.8], [1.9], [2.0]]}}",
};

typedef struct {
  const char *role;
  const FigText *text;
} Text;

static void
collect_cb (const char *role, const FigText *text, gpointer user_data)
{
  Text entry = { role, text };

  g_array_append_val ((GArray *)user_data, entry);
}

/* Where there is ink, rather than room for what the text might have been, but
 * for a pixel to which hinting may round it. */
static FigRect
ink_box (const FigText *text)
{
  PangoRectangle ink, logical;
  FigRect box;

  pango_layout_get_extents (text->layout, &ink, &logical);
  box.x = text->box.x + (double)(ink.x - logical.x) / PANGO_SCALE;
  box.y = text->box.y + (double)(ink.y - logical.y) / PANGO_SCALE;
  box.width = (double)ink.width / PANGO_SCALE;
  box.height = (double)ink.height / PANGO_SCALE;
  if (text->upwards) {
    box.x = text->box.x + (double)(ink.y - logical.y) / PANGO_SCALE;
    box.y = text->box.y + text->box.height - (double)(ink.x - logical.x + ink.width) / PANGO_SCALE;
    box.width = (double)ink.height / PANGO_SCALE;
    box.height = (double)ink.width / PANGO_SCALE;
  }
  return fig_rect_grow (&box, -MIN (0.5, 0.25 * MIN (box.width, box.height)));
}

/* Ends the test with what overlaps, or leaves the page where nothing does. */
static void
fail (
  FigFigure *figure, double width, double height, double size, const Text *text, const Text *other)
{
  g_error ("%s at %g × %g, font size %g: %s “%s” %s %s “%s”",
           fig_figure_get_title (figure),
           width,
           height,
           size,
           text->role,
           fig_text_get_text (text->text),
           other != NULL ? "overlaps" : "leaves",
           other != NULL ? other->role : "the page",
           other != NULL && other->text != NULL ? fig_text_get_text (other->text) : "");
}

static void
check_texts (
  FigFigure *figure, const FigLayout *layout, double width, double height, const FigStyle *style)
{
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (Text));
  FigRect page = { 0.0, 0.0, width, height };

  fig_layout_foreach_text (layout, collect_cb, texts);
  for (guint i = 0; i < texts->len; i++) {
    const Text *text = &g_array_index (texts, Text, i);
    FigRect box = ink_box (text->text);

    if (!fig_rect_contains (&page, box.x, box.y) ||
        !fig_rect_contains (&page, box.x + box.width, box.y + box.height))
      fail (figure, width, height, style->font_size, text, NULL);
    for (guint j = 0; j < i; j++) {
      const Text *other = &g_array_index (texts, Text, j);
      FigRect other_box = ink_box (other->text);

      if (fig_rect_overlaps (&box, &other_box))
        fail (figure, width, height, style->font_size, text, other);
    }
    for (guint j = 0; j < fig_figure_get_n_panels (figure); j++)
      if (strcmp (text->role, "note") != 0 &&
          fig_rect_overlaps (&box, &fig_layout_get_place (layout, j)->view.area))
        fail (figure, width, height, style->font_size, text, &(Text){ "a panel", NULL });
  }
}

/* The areas of the panels are on the page and apart. */
static void
check_areas (FigFigure *figure, const FigLayout *layout, double width, double height)
{
  FigRect page = { 0.0, 0.0, width, height };

  if (fig_layout_is_empty (layout))
    return;
  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    const FigRect *area = &fig_layout_get_place (layout, i)->view.area;

    g_assert_true (fig_rect_contains (&page, area->x, area->y));
    g_assert_true (fig_rect_contains (&page, area->x + area->width, area->y + area->height));
    g_assert_cmpint (
      fig_layout_find_panel (layout, area->x + area->width / 2.0, area->y + area->height / 2.0),
      ==,
      (int)i);
    for (guint j = 0; j < i; j++)
      g_assert_false (fig_rect_overlaps (area, &fig_layout_get_place (layout, j)->view.area));
  }
  g_assert_cmpint (fig_layout_find_panel (layout, -1.0, -1.0), ==, -1);
}

static void
check_size (FigFigure *figure, double width, double height, double font_size, FigScheme scheme)
{
  FigStyle style = *fig_style_get (scheme);
  g_autoptr (FigLayout) layout = NULL;

  style.font_size = font_size;
  layout = fig_layout_new (figure, width, height, &style);
  check_texts (figure, layout, width, height, &style);
  check_areas (figure, layout, width, height);
}

static void
check_sizes (FigFigure *figure)
{
  static const double sizes[][2] = { { 200, 150 }, { 240, 900 },   { 360, 300 },
                                     { 900, 600 }, { 4000, 3000 }, { 60, 40 },
                                     { 1600, 77 }, { 33.3, 700 },  { 12, 9 } };
  static const double font_sizes[] = { 4.0, 9.0, 13.0, 24.0, 60.0, 150.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (font_sizes); j++)
      check_size (figure, sizes[i][0], sizes[i][1], font_sizes[j], (i + j) % FIG_N_SCHEMES);
}

static void
test_sizes (void)
{
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);

  for (gsize i = 0; i < G_N_ELEMENTS (experiments); i++) {
    g_autoptr (ExpTheory) theory = fig_test_theory (experiments[i]);
    g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);

    for (gsize k = 0; k < n_kinds; k++) {
      FigSource with = { theory, measurement }, without = { theory, NULL };
      g_autoptr (FigFigure) figure = kinds[k]->build (&with);
      g_autoptr (FigFigure) bare = kinds[k]->build (&without);

      check_sizes (figure);
      check_sizes (bare);
    }
  }
}

/* How many texts of the figure have a number with that sign in it, which is not a person's. */
static guint
count_signs (FigFigure *figure, const char *decimal_sign, const char *pattern)
{
  FigStyle style = *fig_style_get (FIG_SCHEME_LIGHT);
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (Text));
  g_autoptr (FigLayout) layout = NULL;
  guint count = 0;

  style.decimal_sign = decimal_sign;
  layout = fig_layout_new (figure, 1200.0, 900.0, &style);
  fig_layout_foreach_text (layout, collect_cb, texts);
  for (guint i = 0; i < texts->len; i++)
    if (g_regex_match_simple (
          pattern, fig_text_get_text (g_array_index (texts, Text, i).text), 0, 0))
      count++;
  return count;
}

/* Numbers have the sign of the style; titles, formulas and names are as they were written. */
static void
test_decimal_sign (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (
    "{\"format\": \"attractor-experiment\", \"version\": 1, \"title\": \"At 0.7531\", \"network\": "
    "{\"gain\": 0.9, \"transfer\": {\"kind\": \"formula\", \"formula\": \"tanh(0.8531*x)\"}}, "
    "\"task\": {\"targets\": [[1.2, 0.1], [-0.9, 0.7]]}}");
  FigSource source = { .theory = theory };
  FigComparison comparison = { .name = "Pin 0.6531", .theory = theory };
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);

  for (gsize i = 0; i < n_kinds; i++) {
    g_autoptr (FigFigure) figure = fig_comparison_build (kinds[i], &source, 1, &comparison);

    g_assert_cmpuint (count_signs (figure, ",", "0,[678]531"), ==, 0);
    g_assert_cmpuint (count_signs (figure, ",", "0\\.7531"), ==, 1);
    g_assert_cmpuint (count_signs (figure, ",", "0\\.8531.*0,9"), ==, 1);
    g_assert_cmpuint (count_signs (figure, ",", "\\d\\.(?!\\d531)"), ==, 0);
    g_assert_cmpuint (count_signs (figure, NULL, "\\d,\\d"), ==, 0);
  }
}

/* From full to bare as the page becomes smaller. */
static void
test_detail (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement };
  g_autoptr (FigFigure) figure = fig_kind_find ("frequency-response")->build (&source);
  const FigStyle *style = fig_style_get (FIG_SCHEME_LIGHT);
  guint before = G_MAXUINT;

  for (double scale = 1.0; scale > 0.01; scale *= 0.7) {
    g_autoptr (FigLayout) layout = fig_layout_new (figure, 900 * scale, 600 * scale, style);
    const FigDetail *detail = fig_layout_get_detail (layout);
    guint amount;

    if (fig_layout_is_empty (layout))
      break;
    amount = (guint)(detail->title + detail->subtitle + detail->legend + detail->axis_titles +
                     detail->panel_titles + detail->notes + detail->minor + detail->labels);
    if (scale == 1.0)
      g_assert_cmpuint (amount, ==, 8);
    g_assert_cmpuint (amount, <=, before);
    before = amount;
  }
  g_assert_cmpuint (before, ==, 0);
}

static void
test_no_room (void)
{
  static const double sizes[][2] = {
    { 0, 0 }, { 1, 1 },   { 0, 500 },   { 500, 0 },
    { 3, 3 }, { -5, -5 }, { NAN, 300 }, { 300, INFINITY },
  };
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  FigSource source = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 10, 10);
    cairo_t *cr = cairo_create (surface);
    g_autoptr (FigLayout) layout = fig_layout_new (figure, sizes[i][0], sizes[i][1], NULL);

    g_assert_true (fig_layout_is_empty (layout));
    g_assert_cmpint (fig_layout_find_panel (layout, 0.0, 0.0), ==, -1);
    fig_layout_draw (layout, cr);
    fig_figure_draw (figure, cr, sizes[i][0], sizes[i][1], NULL);
    g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
    cairo_destroy (cr);
    cairo_surface_destroy (surface);
  }
}

static void
add_line (FigPanel *panel, double x_end, double y_end)
{
  const double x[] = { 0.0, x_end }, y[] = { 0.0, y_end };
  FigLook look = { .owner = 0 };

  fig_axis_set_titles (&panel->x, "Across", NULL);
  fig_axis_set_titles (&panel->y, "Upwards", NULL);
  fig_panel_take_layer (panel, fig_line_layer_new (fig_series_new ("a", "b", 2, x, y), &look));
}

/* Two panels of the same column have the same axis across. */
static void
test_shared_axis (void)
{
  g_autoptr (FigFigure) figure = fig_figure_new ("a");
  g_autoptr (FigLayout) layout = NULL;
  const FigPlace *first, *second;

  add_line (fig_figure_add_panel (figure, "1"), 1.0, 2.0);
  add_line (fig_figure_add_panel (figure, "2"), 300.0, 0.01);
  layout = fig_layout_new (figure, 600, 500, NULL);
  first = fig_layout_get_place (layout, 0);
  second = fig_layout_get_place (layout, 1);

  g_assert_cmpfloat (first->view.x.begin, ==, second->view.x.begin);
  g_assert_cmpfloat (first->view.x.end, ==, second->view.x.end);
  g_assert_cmpfloat (first->view.x.minimum, ==, second->view.x.minimum);
  g_assert_cmpfloat (first->view.x.maximum, ==, second->view.x.maximum);
  g_assert_null (first->x.labels);
  g_assert_nonnull (second->x.labels);
  g_assert_nonnull (second->x.title);
}

/* Panels of the same unit both ways and a common axis across look at the same
 * part of the plane. */
static void
test_equal_and_shared_axes (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpMeasurement) measurement = fig_test_measurement (theory);
  FigSource source = { theory, measurement };
  g_autoptr (FigFigure) figure = fig_kind_find ("spectrum")->build (&source);
  g_autoptr (FigLayout) layout = fig_layout_new (figure, 600, 500, NULL);
  const FigView *first = &fig_layout_get_place (layout, 0)->view;

  for (guint k = 1; k < 3; k++) {
    const FigView *view = &fig_layout_get_place (layout, k)->view;

    g_assert_cmpfloat_with_epsilon (view->x.minimum, first->x.minimum, 1e-9);
    g_assert_cmpfloat_with_epsilon (view->x.maximum, first->x.maximum, 1e-9);
    g_assert_cmpfloat_with_epsilon (view->y.minimum, first->y.minimum, 1e-9);
    g_assert_cmpfloat_with_epsilon (view->y.maximum, first->y.maximum, 1e-9);
  }
}

/* Panels that do not share their axis have numbers and titles of their own. */
static void
test_own_axes (void)
{
  g_autoptr (FigFigure) figure = fig_figure_new ("a");

  fig_figure_set_shared (figure, FALSE);
  add_line (fig_figure_add_panel (figure, "1"), 1.0, 2.0);
  add_line (fig_figure_add_panel (figure, "2"), 300.0, 0.01);
  add_line (fig_figure_add_panel (figure, "3"), 20.0, 1e6);
  for (guint flow = 0; flow < 2; flow++) {
    static const double ends[] = { 1.0, 300.0, 20.0 };
    g_autoptr (FigLayout) layout = NULL;

    fig_figure_set_flow (figure, flow);
    layout = fig_layout_new (figure, 500, 500, NULL);
    for (guint i = 0; i < 3; i++) {
      const FigPlace *place = fig_layout_get_place (layout, i);

      g_assert_cmpfloat (place->view.x.maximum, ==, ends[i]);
      g_assert_nonnull (place->x.labels);
      g_assert_nonnull (place->x.title);
      g_assert_nonnull (place->y.title);
    }
    for (double size = 20.0; size < 600.0; size += 7.0)
      check_size (figure, size, 0.8 * size, 9.0, FIG_SCHEME_PRINT);
  }
}

/* A colour bar is as wide as the map and low, and has an axis across only. */
static void
test_bar (void)
{
  g_autoptr (FigFigure) figure = fig_figure_new ("a");
  FigPanel *bar;

  fig_figure_set_shared (figure, FALSE);
  add_line (fig_figure_add_panel (figure, "map"), 1.0, 2.0);
  bar = fig_figure_add_panel (figure, "bar");
  add_line (bar, 300.0, 1.0);
  bar->bar = TRUE;
  for (double size = 20.0; size < 600.0; size += 9.0) {
    g_autoptr (FigLayout) layout = fig_layout_new (figure, size, size, NULL);
    const FigPlace *map, *low;

    check_size (figure, size, size, 9.0, FIG_SCHEME_PRINT);
    if (fig_layout_is_empty (layout))
      continue;
    map = fig_layout_get_place (layout, 0);
    low = fig_layout_get_place (layout, 1);
    g_assert_cmpfloat (low->view.area.x, ==, map->view.area.x);
    g_assert_cmpfloat (low->view.area.width, ==, map->view.area.width);
    g_assert_cmpfloat (low->view.area.height, <=, fig_style_get (FIG_SCHEME_PRINT)->font_size);
    g_assert_null (low->y.title);
    g_assert_cmpint (size > 200.0, <=, low->x.labels != NULL);
  }
}

/* Where both axes have the same unit, it has the same length. */
static void
test_equal_axes (void)
{
  static const double sizes[][2] = { { 900, 300 }, { 300, 900 }, { 500, 500 } };
  g_autoptr (ExpTheory) theory = fig_test_theory (experiments[1]);
  FigSource source = { theory, NULL };
  g_autoptr (FigFigure) figure = fig_kind_find ("attractors")->build (&source);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (FigLayout) layout = fig_layout_new (figure, sizes[i][0], sizes[i][1], NULL);
    const FigView *view = &fig_layout_get_place (layout, 0)->view;
    double across = fig_scale_map (&view->x, 1.0) - fig_scale_map (&view->x, 0.0);
    double upwards = fig_scale_map (&view->y, 0.0) - fig_scale_map (&view->y, 1.0);

    g_assert_cmpfloat_with_epsilon (across, upwards, 1e-6 * across);
  }
}

/* Above the panels an entry is broken into lines only where a row is too short for it. */
static void
test_legend_rows (void)
{
  const char *texts[] = { "Short", "So many words as have half of a row", "Short" };
  const FigLook look = { .owner = FIG_OWNER_ALL };
  FigStyle style = *fig_style_get (FIG_SCHEME_LIGHT);
  double x[] = { 0.0, 1.0 };
  g_autoptr (FigFigure) figure = fig_figure_new ("a");
  FigPanel *panel = fig_figure_add_panel (figure, "panel");
  g_autoptr (FigLayout) layout = NULL;
  FigRect boxes[3];

  fig_panel_take_layer (panel, fig_line_layer_new (fig_series_new ("a", "b", 2, x, x), &look));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    fig_legend_add (fig_figure_get_legend (figure), FIG_SAMPLE_LINE, &look, texts[i]);
  style.legend_beside = TRUE;
  layout = fig_layout_new (figure, 360.0, 400.0, &style);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (fig_layout_get_entry (layout, i, &boxes[i]));
  g_assert_cmpfloat (boxes[1].width, >, 0.5 * 360.0);
  g_assert_cmpfloat (boxes[1].height, <, 1.5 * boxes[0].height);
}

/* What waits for its data has no numbers on its axes. */
static void
test_waiting (void)
{
  g_autoptr (FigFigure) figure = fig_figure_new ("waiting");
  FigPanel *panel = fig_figure_add_panel (figure, "waiting");
  g_autoptr (FigLayout) layout = NULL;
  const FigPlace *place;

  panel->note = g_strdup ("Being computed");
  fig_range_add (&panel->y.range, FIG_SCALE_LINEAR, 2.0);
  fig_range_add (&panel->y.range, FIG_SCALE_LINEAR, 3.0);
  check_size (figure, 400, 300, 13.0, FIG_SCHEME_LIGHT);
  layout = fig_layout_new (figure, 400, 300, NULL);
  place = fig_layout_get_place (layout, 0);
  g_assert_cmpuint (place->x.ticks->n_values, ==, 0);
  g_assert_cmpuint (place->y.ticks->n_values, >, 1);
}

static void
find_note_cb (const char *role, const FigText *text, gpointer user_data)
{
  if (strcmp (role, "note") == 0)
    *(FigRect *)user_data = text->box;
}

/* A note is not put upon data, however many points there are and whichever come first. */
static void
check_note (FigLayer *(*make) (FigSeries *series, const FigLook *look),
            gsize n_points,
            const double *x,
            const double *y)
{
  g_autoptr (FigFigure) figure = fig_figure_new ("note");
  FigPanel *panel = fig_figure_add_panel (figure, "note");
  FigLook look = { .owner = 0 };
  g_autoptr (FigLayout) layout = NULL;
  const FigView *view;
  FigRect box = { 0 };

  panel->note = g_strdup ("Being computed");
  panel->x.limits = panel->y.limits = (FigRange){ 0.0, 1.0 };
  fig_panel_take_layer (panel, make (fig_series_new ("a", "b", n_points, x, y), &look));
  layout = fig_layout_new (figure, 400, 300, NULL);
  fig_layout_foreach_text (layout, find_note_cb, &box);
  view = &fig_layout_get_place (layout, 0)->view;
  g_assert_cmpfloat (box.width, >, 0.0);
  for (gsize i = 0; i < n_points; i++)
    g_assert_false (
      fig_rect_contains (&box, fig_scale_map (&view->x, x[i]), fig_scale_map (&view->y, y[i])));
  for (gsize i = 1; make == fig_line_layer_new && i < n_points; i++) {
    double x1 = fig_scale_map (&view->x, x[i - 1]), y1 = fig_scale_map (&view->y, y[i - 1]);
    double x2 = fig_scale_map (&view->x, x[i]), y2 = fig_scale_map (&view->y, y[i]);

    g_assert_false (fig_rect_clip (&box, &x1, &y1, &x2, &y2));
  }
}

static FigLayer *
make_points (FigSeries *series, const FigLook *look)
{
  return fig_point_layer_new (series, look, 0);
}

static void
test_note (void)
{
  double x[200], y[200];
  const double across[] = { 0.1, 0.9 }, upwards[] = { 0.05, 0.95 };

  for (gsize i = 0; i < G_N_ELEMENTS (x); i++) {
    x[i] = 0.4 + 0.001 * (double)i;
    y[i] = i < 70 ? 0.99 : 0.48;
  }
  check_note (make_points, G_N_ELEMENTS (x), x, y);
  check_note (fig_line_layer_new, G_N_ELEMENTS (across), across, upwards);
}

/* Whatever the data, there is a picture with axes and numbers. */
static void
check_data (gsize n_points, const double *values, FigScaleKind kind)
{
  static const double ramp[] = { 0.1, 1.0, 2.0, 3.0, 4.0, 5.0 };
  g_autoptr (FigFigure) figure = fig_figure_new ("data");
  FigPanel *panel = fig_figure_add_panel (figure, "data");
  FigLook look = { .owner = 0 };
  g_autoptr (FigLayout) layout = NULL;
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (Text));
  cairo_surface_t *surface;

  panel->y.kind = kind;
  panel->x.kind = kind;
  fig_panel_take_layer (
    panel, fig_line_layer_new (fig_series_new ("a", "b", n_points, ramp, values), &look));
  fig_panel_take_layer (
    panel, fig_line_layer_new (fig_series_new ("a", "b", n_points, values, ramp), &look));
  check_size (figure, 120, 90, 9.0, FIG_SCHEME_PRINT);
  check_size (figure, 400, 300, 13.0, FIG_SCHEME_LIGHT);
  layout = fig_layout_new (figure, 400, 300, NULL);
  fig_layout_foreach_text (layout, collect_cb, texts);
  g_assert_cmpuint (texts->len, >=, 4);
  surface = fig_test_draw (figure, 400, 300, fig_style_get (FIG_SCHEME_LIGHT));
  g_assert_cmpuint (
    fig_test_count (surface, &fig_style_get (FIG_SCHEME_LIGHT)->background), <, 800 * 600 - 800);
  cairo_surface_destroy (surface);
}

static void
test_degenerate_data (void)
{
  static const double data[][6] = {
    { 1.0, 1.0, 1.0, 1.0, 1.0, 1.0 },
    { 0.0, 0.0, 0.0, 0.0, 0.0, 0.0 },
    { NAN, NAN, NAN, NAN, NAN, NAN },
    { INFINITY, -INFINITY, INFINITY, NAN, INFINITY, INFINITY },
    { 1e-300, 2e-300, 3e-300, 1e-300, 5e-300, 0.0 },
    { 1e300, -1e300, 1e300, 0.0, 1e300, -1e300 },
    { G_MAXDOUBLE, -G_MAXDOUBLE, 0.0, 1.0, 2.0, 3.0 },
    { 1e9, 1e9 + 1e-6, 1e9 + 2e-6, 1e9, 1e9, 1e9 },
    { -5e-324, 5e-324, 0.0, 0.0, 0.0, 0.0 },
    { 1e-300, 1e300, 1.0, 1e-300, 1e300, 1.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (data); i++)
    for (gsize n_points = 0; n_points <= 6; n_points += i == 0 ? 1 : 3) {
      check_data (n_points, data[i], FIG_SCALE_LINEAR);
      check_data (n_points, data[i], FIG_SCALE_LOGARITHMIC);
    }
}

/* Words as translations have them: long, from right to left, without spaces,
 * with marks above and below. */
static const char *const phrases[] = {
  "Geschwindigkeitsverteilungsfunktionsparameter",
  "Rückkopplungsgewichtsmatrixeigenwertverteilung der trainierten Netze (1/<i>τ</i>)",
  "التردد الزاوي (1/τ) للشبكة العصبية المدربة",
  "ความถี่เชิงมุมของผลตอบสนองที่จุดคงที่",
  "訓練されたネットワークの固定点における周波数応答",
  "Réponse en fréquence (°) à l’équilibre, Ž̌ẫ",
  "<i>z</i> = −0.6",
  "x",
};

static const char *
any_phrase (GRand *rand)
{
  return phrases[g_rand_int_range (rand, 0, G_N_ELEMENTS (phrases))];
}

static FigFigure *
make_wordy_figure (GRand *rand)
{
  static const double ramp[] = { 0.1, 1.0, 2.0, 3.0, 4.0, 5.0 };
  double values[6];
  FigFigure *figure = fig_figure_new (any_phrase (rand));
  int n_panels = g_rand_int_range (rand, 1, 7), n_entries = g_rand_int_range (rand, 0, 14);

  fig_figure_set_subtitle (figure, any_phrase (rand));
  fig_figure_set_flow (figure, g_rand_boolean (rand));
  for (int i = 0; i < n_panels; i++) {
    FigPanel *panel = fig_figure_add_panel (figure, "panel");
    FigLook look = { .owner = i };
    double scale = pow (10.0, g_rand_double_range (rand, -9.0, 9.0));

    for (int j = 0; j < 6; j++)
      values[j] = scale * g_rand_double_range (rand, -1.0, 1.0);
    panel->y.kind = (FigScaleKind)g_rand_int_range (rand, 0, FIG_SCALE_SYMMETRIC + 1);
    if (g_rand_boolean (rand))
      panel->title = g_strdup (any_phrase (rand));
    fig_axis_set_titles (&panel->x, any_phrase (rand), "x");
    fig_axis_set_titles (&panel->y, any_phrase (rand), any_phrase (rand));
    fig_panel_take_layer (panel,
                          fig_line_layer_new (fig_series_new ("a", "b", 6, ramp, values), &look));
  }
  for (int i = 0; i < n_entries; i++) {
    FigLook look = { .owner = i };

    fig_legend_add (
      fig_figure_get_legend (figure), g_rand_int_range (rand, 0, 4), &look, any_phrase (rand));
  }
  return figure;
}

/* Nothing overlaps and nothing is cut off, on pages of any size, in any font. */
static void
test_any_words (void)
{
  static const char *const fonts[] = {
    "Cantarell", "DejaVu Serif", "Helvetica", "Monospace", "no such font"
  };
  GRand *rand = g_rand_new_with_seed (20170523);

  for (int i = 0; i < 120; i++) {
    g_autoptr (FigFigure) figure = make_wordy_figure (rand);
    FigStyle style = *fig_style_get ((FigScheme)g_rand_int_range (rand, 0, FIG_N_SCHEMES));
    double width = pow (10.0, g_rand_double_range (rand, 0.5, 3.5));
    double height = pow (10.0, g_rand_double_range (rand, 0.5, 3.5));
    g_autoptr (FigLayout) layout = NULL;

    style.font_family = fonts[g_rand_int_range (rand, 0, G_N_ELEMENTS (fonts))];
    style.font_size *= pow (2.0, g_rand_double_range (rand, -1.5, 2.0));
    style.legend_beside = g_rand_boolean (rand);
    style.show_title = g_rand_boolean (rand);
    layout = fig_layout_new (figure, width, height, &style);
    check_texts (figure, layout, width, height, &style);
    check_areas (figure, layout, width, height);
  }
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/layout/sizes", test_sizes);
  g_test_add_func ("/figure/layout/decimal-sign", test_decimal_sign);
  g_test_add_func ("/figure/layout/detail", test_detail);
  g_test_add_func ("/figure/layout/no-room", test_no_room);
  g_test_add_func ("/figure/layout/shared-axis", test_shared_axis);
  g_test_add_func ("/figure/layout/own-axes", test_own_axes);
  g_test_add_func ("/figure/layout/equal-and-shared-axes", test_equal_and_shared_axes);
  g_test_add_func ("/figure/layout/bar", test_bar);
  g_test_add_func ("/figure/layout/equal-axes", test_equal_axes);
  g_test_add_func ("/figure/layout/legend-rows", test_legend_rows);
  g_test_add_func ("/figure/layout/waiting", test_waiting);
  g_test_add_func ("/figure/layout/note", test_note);
  g_test_add_func ("/figure/layout/degenerate-data", test_degenerate_data);
  g_test_add_func ("/figure/layout/any-words", test_any_words);
  return g_test_run ();
}

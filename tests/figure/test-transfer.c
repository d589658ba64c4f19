/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-transfer.h"

#include <math.h>
#include <string.h>

static const FigSeries *
get_series (FigFigure *figure, const char *kind)
{
  const GPtrArray *layers = fig_figure_get_panel (figure, 0)->layers;

  for (guint i = 0; i < layers->len; i++) {
    const FigLayer *layer = g_ptr_array_index (layers, i);

    if (strcmp (layer->series->kind, kind) == 0)
      return layer->series;
  }
  g_error ("there is no “%s”", kind);
}

static void
test_curves (void)
{
  g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_TANH, 0.0);
  g_autoptr (FigFigure) figure = fig_transfer_new (transfer);
  const FigSeries *value = get_series (figure, "value"), *slope = get_series (figure, "slope");

  g_assert_cmpuint (value->n_points, >, 100);
  for (gsize i = 0; i < value->n_points; i++) {
    double t = tanh (value->x[i]);

    g_assert_cmpfloat_with_epsilon (value->y[i], t, 1e-12);
    g_assert_cmpfloat_with_epsilon (slope->y[i], 1.0 - t * t, 1e-12);
  }
  g_assert_cmpuint (fig_legend_get_n_entries (fig_figure_get_legend (figure)), ==, 2);
}

static void
test_description (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcTransfer) relu = rc_transfer_new (RC_TRANSFER_RELU, 1.0);
  g_autoptr (RcTransfer) steep = rc_transfer_new_formula ("tanh(2*(x-1))", NULL, &error);
  g_autoptr (FigFigure) relu_figure = fig_transfer_new (relu);
  g_autoptr (FigFigure) steep_figure = fig_transfer_new (steep);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (fig_figure_get_description (relu_figure), "between 0 and 3"));
  g_assert_nonnull (strstr (fig_figure_get_description (steep_figure), "between −1 and 1;"));
  g_assert_nonnull (strstr (fig_figure_get_description (steep_figure), "x = 1, with a slope of 2"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transfer/curves", test_curves);
  g_test_add_func ("/transfer/description", test_description);

  return g_test_run ();
}

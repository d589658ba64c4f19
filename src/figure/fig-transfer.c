/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-transfer.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "fig-line-layer.h"
#include "fig-number.h"

/* Where the neurons' inputs mostly lie */
#define REACH 4.0
#define N_POINTS 201
#define SLOPE_WEIGHT 0.7

static void
add_curve (
  FigFigure *figure, const char *kind, const double *x, const double *y, const FigLook *look)
{
  FigPanel *panel = fig_figure_edit_panel (figure, 0);

  fig_panel_take_layer (panel,
                        fig_line_layer_new (fig_series_new (kind, kind, N_POINTS, x, y), look));
}

/* In words, for who does not see it */
static void
describe (FigFigure *figure, const double *x, const double *values, const double *slopes)
{
  gsize lowest = 0, highest = 0, steepest = 0;
  g_autofree char *reach = fig_number_format (REACH, 0);
  g_autofree char *minimum = NULL, *maximum = NULL, *slope = NULL, *place = NULL, *text = NULL;

  for (gsize i = 1; i < N_POINTS; i++) {
    lowest = values[i] < values[lowest] ? i : lowest;
    highest = values[i] > values[highest] ? i : highest;
    /* by more than rounding: of a slope that is the same everywhere, the middle */
    if (slopes[i] > slopes[steepest] + 1e-9 ||
        (slopes[i] > slopes[steepest] - 1e-9 && fabs (x[i]) < fabs (x[steepest])))
      steepest = i;
  }
  minimum = fig_number_format_short (values[lowest], 3);
  maximum = fig_number_format_short (values[highest], 3);
  slope = fig_number_format_short (slopes[steepest], 3);
  place = fig_number_format_short (x[steepest], 3);
  text = g_strdup_printf (
    /* TRANSLATORS: the numbers are: the largest |x|, twice; the least and the
     * greatest value; the greatest slope and where it is */
    _ ("The transfer function φ and its slope φ′ for x from −%s to %s. φ lies between %s and %s; "
       "it is steepest at x = %s, with a slope of %s."),
    reach,
    reach,
    minimum,
    maximum,
    place,
    slope);
  fig_figure_set_description (figure, text);
}

/**
 * fig_transfer_new:
 * @transfer: a transfer function
 *
 * Draws φ and φ' over the inputs that neurons mostly have. Takes microseconds.
 *
 * Returns: (transfer full): the figure
 */
FigFigure *
fig_transfer_new (const RcTransfer *transfer)
{
  FigFigure *figure = fig_figure_new (_ ("Transfer function"));
  FigPanel *panel = fig_figure_add_panel (figure, "transfer");
  FigLook look = { .owner = FIG_OWNER_ALL };
  FigLook slope_look = { .owner = FIG_OWNER_NONE, .broken = TRUE, .weight = SLOPE_WEIGHT };
  double x[N_POINTS], values[N_POINTS], slopes[N_POINTS];

  for (gsize i = 0; i < N_POINTS; i++)
    x[i] = REACH * (2.0 * (double)i / (N_POINTS - 1) - 1.0);
  rc_transfer_values (transfer, N_POINTS, x, values);
  rc_transfer_slopes (transfer, N_POINTS, x, slopes);

  fig_axis_set_titles (&panel->x, "<i>x</i>", "<i>x</i>");
  fig_range_add (&panel->x.range, FIG_SCALE_LINEAR, -REACH);
  fig_range_add (&panel->x.range, FIG_SCALE_LINEAR, REACH);
  add_curve (figure, "slope", x, slopes, &slope_look);
  add_curve (figure, "value", x, values, &look);
  fig_legend_add (fig_figure_get_legend (figure), FIG_SAMPLE_LINE, &look, "<i>φ</i>(<i>x</i>)");
  fig_legend_add (
    fig_figure_get_legend (figure), FIG_SAMPLE_LINE, &slope_look, "<i>φ</i>′(<i>x</i>)");
  describe (figure, x, values, slopes);
  return figure;
}

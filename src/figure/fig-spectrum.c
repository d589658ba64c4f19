/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-spectrum.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "fig-line-layer.h"
#include "fig-point-layer.h"
#include "fig-rule-layer.h"
#include "fig-source.h"

/* With more attractors than this, panels for each would be too small. */
#define MAX_PANELS 9
#define N_CIRCLE 181

#define DOT_WEIGHT 0.4
#define OUTLIER_WEIGHT 0.9
#define POLE_WEIGHT 1.7
#define CIRCLE_WEIGHT 0.7

static void
add_circle (FigPanel *panel, const char *name, double radius, const FigLook *owner)
{
  FigLook look = { .owner = owner->owner, .weight = CIRCLE_WEIGHT };
  double x[N_CIRCLE], y[N_CIRCLE];

  for (guint i = 0; i < N_CIRCLE; i++) {
    double angle = 2.0 * G_PI * i / (N_CIRCLE - 1);

    x[i] = -1.0 + radius * cos (angle);
    y[i] = radius * sin (angle);
  }
  fig_panel_take_layer (panel,
                        fig_line_layer_new (fig_series_new (name, "bulk", N_CIRCLE, x, y), &look));
}

static void
add_values (
  FigPanel *panel, const char *name, const char *kind, const GArray *values, const FigLook *look)
{
  g_autofree double *x = g_new (double, MAX (values->len, 1));
  g_autofree double *y = g_new (double, MAX (values->len, 1));

  if (values->len == 0)
    return;
  for (guint i = 0; i < values->len; i++) {
    x[i] = creal (g_array_index (values, double complex, i));
    y[i] = cimag (g_array_index (values, double complex, i));
  }
  fig_panel_take_layer (
    panel, fig_point_layer_new (fig_series_new (name, kind, values->len, x, y), look, 0));
}

/* Those that are outliers of the network's own bulk, whatever the parameters are by now, or
 * the others. Returns: (transfer full) */
static GArray *
pick_eigenvalues (const ExpMeasuredAttractor *measured, gboolean outliers)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double complex));

  for (gsize i = 0; i < measured->n_eigenvalues; i++)
    if ((exp_measured_attractor_find_outlier (measured, measured->eigenvalues[i]) != NULL) ==
        outliers)
      g_array_append_val (values, measured->eigenvalues[i]);
  return values;
}

/* Outliers have the attractor's colour and marker, the bulk is grey dots. Poles
 * lie above the dots and below the outliers, so that all can be seen. */
static void
add_attractor (const FigSource *source, FigPanel *panel, gsize attractor)
{
  const RcLocalDynamics *dynamics = source->theory->attractors[attractor].dynamics;
  const ExpMeasuredAttractor *measured = fig_source_get_measured (
    source, attractor, EXP_STAGE_SPECTRUM);
  gboolean faint = !fig_source_is_current (source);
  FigLook look = fig_source_get_look (source, attractor);
  FigLook dot = { .owner = FIG_OWNER_NONE, .faint = faint, .weight = DOT_WEIGHT };
  FigLook pole = { .owner = (int)attractor, .hollow = TRUE, .weight = POLE_WEIGHT };
  FigLook outlier = { .owner = (int)attractor, .faint = faint, .weight = OUTLIER_WEIGHT };
  g_autofree char *name = fig_source_get_name (source, attractor);
  g_autoptr (GArray) poles = g_array_new (FALSE, FALSE, sizeof (double complex));

  add_circle (panel, name, dynamics->bulk_radius, &look);
  if (measured != NULL) {
    g_autoptr (GArray) bulk = pick_eigenvalues (measured, FALSE);

    add_values (panel, name, "eigenvalues", bulk, &dot);
  }
  /* modes that the output does not see are those of no eigenvalue that stands out */
  for (gsize i = 0; i < dynamics->n_targets; i++)
    if (dynamics->visible[i])
      g_array_append_val (poles, dynamics->poles[i]);
  add_values (panel, name, "theory", poles, &pole);
  if (measured != NULL) {
    g_autoptr (GArray) outliers = pick_eigenvalues (measured, TRUE);

    add_values (panel, name, "outliers", outliers, &outlier);
  }
}

static void
prepare_panel (FigPanel *panel)
{
  FigLook look = { .owner = FIG_OWNER_NONE, .broken = TRUE, .weight = 0.6 };

  fig_axis_set_titles (
    &panel->x, _ ("Real part Re <i>λ</i> (1/<i>τ</i>)"), "Re <i>λ</i> (1/<i>τ</i>)");
  fig_axis_set_titles (
    &panel->y, _ ("Imaginary part Im <i>λ</i> (1/<i>τ</i>)"), "Im <i>λ</i> (1/<i>τ</i>)");
  panel->equal = TRUE;
  panel->x.padding = panel->y.padding;
  fig_panel_take_layer (panel, fig_rule_layer_new_upright ("stability", "guide", 0.0, &look));
}

static void
add_panels (const FigSource *source, FigFigure *figure)
{
  fig_figure_set_flow (figure, TRUE);
  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    g_autofree char *id = g_strdup_printf ("attractor %" G_GSIZE_FORMAT, k + 1);
    FigPanel *panel = fig_figure_add_panel (figure, id);

    prepare_panel (panel);
    panel->title = fig_source_get_heading (source, k);
    panel->short_title = fig_source_get_label (source, k);
    add_attractor (source, panel, k);
  }
}

static void
explain (const FigSource *source, FigFigure *figure)
{
  FigLegend *legend = fig_figure_get_legend (figure);
  FigLook pole = { .owner = FIG_OWNER_ALL, .hollow = TRUE, .weight = POLE_WEIGHT };
  FigLook circle = { .owner = FIG_OWNER_ALL, .weight = CIRCLE_WEIGHT };
  FigLook stability = { .owner = FIG_OWNER_NONE, .broken = TRUE, .weight = 0.6 };
  FigLook dot = { .owner = FIG_OWNER_NONE, .weight = DOT_WEIGHT };
  FigLook outlier = { .owner = FIG_OWNER_ALL, .weight = OUTLIER_WEIGHT };

  if (source->theory->n_attractors > MAX_PANELS)
    fig_source_explain (source, figure, FIG_SAMPLE_POINT);
  fig_legend_start_group (legend);
  fig_legend_add (legend, FIG_SAMPLE_POINT, &pole, _ ("Theory: poles"));
  fig_legend_add (legend, FIG_SAMPLE_LINE, &circle, _ ("Theory: edge of the bulk"));
  fig_legend_add (legend, FIG_SAMPLE_LINE, &stability, _ ("Limit of stability"));
  if (!fig_source_has_network (source, EXP_STAGE_SPECTRUM))
    return;
  dot.faint = outlier.faint = !fig_source_is_current (source);
  fig_legend_start_group (legend);
  fig_source_explain_network (source, figure, FIG_SAMPLE_POINT, &dot);
  fig_legend_add (legend, FIG_SAMPLE_POINT, &outlier, _ ("Network: outliers"));
}

/**
 * fig_spectrum_new:
 * @source: what to make it from
 *
 * The complex plane of each attractor's Jacobian: the circle that theory draws
 * around the bulk and its poles, the network's eigenvalues, and the line beyond
 * which nothing is stable.
 *
 * Returns: (transfer full): the figure
 */
FigFigure *
fig_spectrum_new (const FigSource *source)
{
  FigFigure *figure = fig_source_start_figure (source, _ ("Spectrum"));
  g_autofree char *verdict = fig_source_describe (source);
  g_autofree char *text = NULL;

  if (source->theory->n_attractors <= MAX_PANELS) {
    add_panels (source, figure);
  } else {
    FigPanel *panel = fig_figure_add_panel (figure, "spectrum");

    prepare_panel (panel);
    for (gsize k = 0; k < source->theory->n_attractors; k++)
      add_attractor (source, panel, k);
  }
  explain (source, figure);
  text = g_strdup_printf (
    "%s %s",
    _ ("The eigenvalues of the closed loop at each attractor in the complex plane: what lies right "
       "of the dashed line grows. Predicted poles are rings, the predicted bulk is a circle."),
    verdict);
  fig_figure_set_description (figure, text);
  return figure;
}

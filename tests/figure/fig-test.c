/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-test.h"

#include <math.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

#include "exp-document.h"
#include "rc-parallel.h"

const char fig_test_two_outputs[] =
  "{\"format\": \"attractor-experiment\", \"version\": 1, \"title\": \"Square\","
  "\"task\": {\"targets\": [[1, 0.2], [0.1, 1.1], [-1.2, 0]]}}";
const char fig_test_four_outputs[] = "{\"format\": \"attractor-experiment\", \"version\": 1,"
                                     "\"task\": {\"targets\": [[1, 0, 0, 0], [0, 1, 0, 0.5]]}}";

#define N_TRAJECTORIES 12
#define N_EIGENVALUES 100
#define N_INPUTS 200
#define N_UNITS 20
#define N_DRIVEN 6
#define N_LEARNED 120

/**
 * fig_test_theory:
 * @text: (nullable): an experiment as JSON; %NULL for the default
 *
 * Returns: (transfer full): its theory
 */
ExpTheory *
fig_test_theory (const char *text)
{
  g_autoptr (ExpExperiment) experiment = NULL;
  g_autoptr (GError) error = NULL;
  ExpTheory *theory;

  rc_init ();
  experiment = text == NULL ? exp_experiment_new ()
                            : exp_document_parse (text, -1, "test", NULL, &error);
  g_assert_no_error (error);
  theory = exp_theory_new (experiment, NULL, &error);
  g_assert_no_error (error);
  return theory;
}

/* The poles that theory finds outside the bulk, and a disk of others. */
static void
fill_eigenvalues (ExpMeasuredAttractor *self, const RcLocalDynamics *dynamics)
{
  gsize n = 0;

  self->complete_spectrum = TRUE;
  self->bulk_radius = dynamics->bulk_radius;
  self->n_eigenvalues = N_EIGENVALUES;
  self->eigenvalues = g_new (double complex, N_EIGENVALUES);
  for (gsize i = 0; i < dynamics->n_targets && n < N_EIGENVALUES; i++)
    if (cabs (dynamics->poles[i] + 1.0) > dynamics->bulk_radius)
      self->eigenvalues[n++] = dynamics->poles[i] - 0.01;
  self->n_outliers = n;
  self->outliers = g_new0 (RcOutlier, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    self->outliers[i].value = self->eigenvalues[i];
  for (gsize i = 0; n < N_EIGENVALUES; i++)
    self->eigenvalues[n++] = -1.0 + dynamics->bulk_radius * sqrt ((double)i / N_EIGENVALUES) *
                                      cexp (I * 2.399963 * (double)i);
}

/* Inputs spread as the mean field says, and activity that goes to them. */
static void
fill_neurons (ExpMeasurement *self, const ExpTheory *theory)
{
  self->n_inputs = N_INPUTS;
  self->n_units = N_UNITS;
  self->n_recorded = N_TRAJECTORIES;
  for (gsize k = 0; k < self->n_attractors; k++) {
    double width = sqrt (gsl_matrix_get (theory->mean_field->covariance, k, k));

    self->attractors[k].inputs = g_new (double, N_INPUTS);
    for (gsize i = 0; i < N_INPUTS; i++)
      self->attractors[k].inputs[i] = width * gsl_cdf_ugaussian_Pinv ((i + 0.5) / N_INPUTS);
  }
  self->activity = g_new (double, N_TRAJECTORIES *EXP_N_TIMES *N_UNITS);
  for (gsize i = 0; i < N_TRAJECTORIES; i++)
    for (gsize t = 0; t < EXP_N_TIMES; t++)
      for (gsize j = 0; j < N_UNITS; j++)
        self->activity[(i * EXP_N_TIMES + t) * N_UNITS + j] = tanh (
          self->attractors[i % self->n_attractors].inputs[(37 * j) % N_INPUTS] +
          sin (1.0 + (double)(i + j)) * exp (-self->times[t] / 4.0));
}

static void
fill_trajectories (ExpMeasurement *self)
{
  gsize n_outputs = self->n_outputs, n = 0;

  self->n_trajectories = N_TRAJECTORIES;
  self->trajectories = g_new (double, N_TRAJECTORIES *EXP_N_TIMES *n_outputs);
  for (gsize i = 0; i < N_TRAJECTORIES; i++)
    for (gsize t = 0; t < EXP_N_TIMES; t++)
      for (gsize j = 0; j < n_outputs; j++) {
        double end = exp_table_get (self->experiment->targets, i % self->n_attractors, j);
        double start = end + 0.5 * sin (1.0 + i + 2.0 * j);

        self->trajectories[n++] = end + (start - end) * exp (-self->times[t] / 4.0);
      }
}

/**
 * fig_test_measurement:
 * @theory: a theory
 *
 * Makes up what a network might have given: theory, a little off and bounded.
 *
 * Returns: (transfer full): a measurement of the same experiment
 */
ExpMeasurement *
fig_test_measurement (const ExpTheory *theory)
{
  ExpMeasurement *self = g_new0 (ExpMeasurement, 1);
  gsize n_outputs = theory->n_outputs;
  gsize n_responses = theory->n_frequencies * n_outputs * n_outputs;

  g_atomic_ref_count_init (&self->ref_count);
  self->experiment = exp_experiment_copy (theory->experiment);
  self->n_attractors = theory->n_attractors;
  self->n_outputs = n_outputs;
  self->n_frequencies = theory->n_frequencies;
  self->frequencies = g_memdup2 (theory->frequencies, theory->n_frequencies * sizeof (double));
  self->times = g_memdup2 (theory->times, EXP_N_TIMES * sizeof (double));
  self->done = (1u << EXP_N_STAGES) - 1;
  self->attractors = g_new0 (ExpMeasuredAttractor, theory->n_attractors);
  for (gsize k = 0; k < theory->n_attractors; k++) {
    ExpMeasuredAttractor *attractor = &self->attractors[k];

    attractor->stable = theory->attractors[k].dynamics->stable;
    attractor->internal_relaxation = g_new (double, EXP_N_TIMES);
    for (gsize i = 0; i < EXP_N_TIMES; i++)
      attractor->internal_relaxation[i] = 0.1 * exp (-self->times[i] / 3.0);
    attractor->fixed_point = TRUE;
    fill_eigenvalues (attractor, theory->attractors[k].dynamics);
    attractor->response = g_new (double complex, n_responses);
    for (gsize i = 0; i < n_responses; i++)
      attractor->response[i] = 1.05 * theory->attractors[k].response[i];
    attractor->relaxation = g_new (double, EXP_N_TIMES *n_outputs);
    for (gsize i = 0; i < EXP_N_TIMES * n_outputs; i++)
      attractor->relaxation[i] = 0.95 * tanh (theory->attractors[k].relaxation[i]);
  }
  fill_trajectories (self);
  fill_neurons (self, theory);
  return self;
}

/**
 * fig_test_add_driven:
 * @measurement: of fig_test_measurement()
 *
 * Makes up what driving the network might have given: the response, with errors
 * that can be seen.
 */
void
fig_test_add_driven (ExpMeasurement *measurement)
{
  gsize kk = measurement->n_outputs * measurement->n_outputs;

  measurement->n_driven = N_DRIVEN;
  measurement->driven_frequencies = g_new (double, N_DRIVEN);
  for (gsize k = 0; k < measurement->n_attractors; k++) {
    ExpMeasuredAttractor *attractor = &measurement->attractors[k];

    attractor->driven_response = g_new (double complex, N_DRIVEN *kk);
    attractor->driven_errors = g_new (double, N_DRIVEN);
    for (gsize i = 0; i < N_DRIVEN; i++) {
      gsize from = (i + 1) * measurement->n_frequencies / (N_DRIVEN + 1);

      measurement->driven_frequencies[i] = measurement->frequencies[from];
      memcpy (attractor->driven_response + i * kk,
              attractor->response + from * kk,
              kk * sizeof (double complex));
      attractor->driven_errors[i] = 0.2 * cabs (attractor->response[from * kk]);
    }
  }
}

/**
 * fig_test_add_training:
 * @measurement: of fig_test_measurement()
 *
 * Makes up how on-line training might have gone: each target presented in turn, and
 * learned by and by.
 */
void
fig_test_add_training (ExpMeasurement *measurement)
{
  ExpTrainingTrace *trace = g_new0 (ExpTrainingTrace, 1);
  gsize m = measurement->n_attractors, k = measurement->n_outputs;

  g_atomic_ref_count_init (&trace->ref_count);
  trace->experiment = exp_experiment_copy (measurement->experiment);
  trace->n_outputs = k;
  trace->n_targets = m;
  trace->n_points = N_LEARNED;
  trace->duration = N_LEARNED;
  trace->times = g_new (double, N_LEARNED);
  trace->targets = g_new (gsize, N_LEARNED);
  trace->held = g_new0 (gboolean, N_LEARNED);
  trace->outputs = g_new (double, N_LEARNED *k);
  trace->errors = g_new (double, N_LEARNED);
  trace->readout_norms = g_new (double, N_LEARNED);
  trace->overlaps = g_new (double, N_LEARNED *m);
  for (gsize i = 0; i < N_LEARNED; i++) {
    double learned = 1.0 - exp (-4.0 * (double)i / N_LEARNED);

    trace->times[i] = (double)i;
    trace->targets[i] = i / 10 % m;
    trace->errors[i] = pow (10.0, -3.0 * learned) * (1.0 + 0.5 * sin ((double)i));
    trace->readout_norms[i] = 0.1 * learned;
    for (gsize j = 0; j < k; j++)
      trace->outputs[i * k + j] = learned * exp_table_get (measurement->experiment->targets,
                                                           trace->targets[i],
                                                           j);
    for (gsize j = 0; j < m; j++)
      trace->overlaps[i * m + j] = learned +
                                   0.2 * (1.0 - learned) * sin (0.3 * (double)(i + 7 * j));
  }
  measurement->training = trace;
}

/**
 * fig_test_find_layer:
 * @figure: a figure
 * @panel: index
 * @name: of the series
 * @kind: likewise
 *
 * Returns: (transfer none) (nullable): the first layer of them
 */
const FigLayer *
fig_test_find_layer (FigFigure *figure, guint panel, const char *name, const char *kind)
{
  const GPtrArray *layers = fig_figure_get_panel (figure, panel)->layers;

  for (guint i = 0; i < layers->len; i++) {
    const FigLayer *layer = g_ptr_array_index (layers, i);

    if (strcmp (layer->series->name, name) == 0 && strcmp (layer->series->kind, kind) == 0)
      return layer;
  }
  return NULL;
}

/**
 * fig_test_draw:
 * @figure: a figure
 * @width: of the page
 * @height: of the page
 * @style: how it looks
 *
 * Returns: (transfer full): a picture of it, with two pixels for each unit of
 *   the page so that even thin lines have pixels of their colour
 */
cairo_surface_t *
fig_test_draw (FigFigure *figure, int width, int height, const FigStyle *style)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 2 * width, 2 * height);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, 2.0, 2.0);
  fig_figure_draw (figure, cr, width, height, style);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  return surface;
}

/**
 * fig_test_count:
 * @surface: a picture
 * @color: an opaque colour
 *
 * Returns: how many pixels have exactly that colour
 */
guint
fig_test_count (cairo_surface_t *surface, const FigColor *color)
{
  guint32 wanted = (guint32)lround (color->red * 255.0) << 16 |
                   (guint32)lround (color->green * 255.0) << 8 |
                   (guint32)lround (color->blue * 255.0);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *data;
  guint count = 0;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++) {
      const guint32 *row = (const guint32 *)(gconstpointer)(data + y * stride);

      count += (row[x] & 0xffffff) == wanted;
    }
  return count;
}

/* The index of the stable fixed point that the flow leads to from a place, with F itself and
   not what lies between the points of the map, or FIG_BASINS_NOWHERE. */
int
fig_test_follow (const ExpTheory *theory, const ExpReturnMap *map, const double *start)
{
  double z[] = { start[0], start[1] };

  for (guint i = 0; i < 4000; i++) {
    g_autoptr (RcState) state = rc_state_new (theory->mean_field, z, NULL, NULL, NULL);

    for (gsize j = 0; j < map->fixed_points->n_points; j++) {
      const RcFixedPoint *point = &map->fixed_points->points[j];

      if (point->dynamics->stable &&
          hypot (z[0] - point->state->output[0], z[1] - point->state->output[1]) < 0.02)
        return (int)j;
    }
    z[0] = state->returned[0];
    z[1] = state->returned[1];
  }
  return FIG_BASINS_NOWHERE;
}

/**
 * fig_test_dup_legend:
 * @figure: a figure
 *
 * Returns: (transfer full): the texts of its legend
 */
char *
fig_test_dup_legend (FigFigure *figure)
{
  const FigLegend *legend = fig_figure_get_legend (figure);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < fig_legend_get_n_entries (legend); i++)
    g_string_append_printf (
      text, "%s%s", i > 0 ? "; " : "", fig_legend_get_entry (legend, i)->text);
  return g_string_free (text, FALSE);
}

/**
 * fig_test_check_legend:
 * @figure: a figure
 * @wanted: the texts of its legend, with semicolons between
 */
void
fig_test_check_legend (FigFigure *figure, const char *wanted)
{
  g_autofree char *text = fig_test_dup_legend (figure);

  g_assert_cmpstr (text, ==, wanted);
}

/* A map belongs to no attractor, and leaves no paper; what waits is empty. */
static gboolean
is_colorless (FigFigure *figure)
{
  return g_str_has_suffix (fig_figure_get_title (figure), "Sweep") ||
         (g_str_has_suffix (fig_figure_get_title (figure), "Training") &&
          fig_legend_get_n_entries (fig_figure_get_legend (figure)) == 0);
}

/**
 * fig_test_check_picture:
 * @figure: a figure
 * @theory: what it is of
 * @style: how it is drawn
 *
 * Each attractor's colour is in every picture, on the background of the style,
 * and the panels are not blank.
 */
void
fig_test_check_picture (FigFigure *figure, const ExpTheory *theory, const FigStyle *style)
{
  cairo_surface_t *surface = fig_test_draw (figure, 520, 380, style);

  if (is_colorless (figure)) {
    cairo_surface_destroy (surface);
    return;
  }
  g_assert_cmpuint (fig_test_count (surface, &style->background), >, 1040 * 760 / 2);
  g_assert_cmpuint (fig_test_count (surface, &style->background), <, 1040 * 760 - 4000);
  for (gsize k = 0; k < theory->n_attractors; k++) {
    FigLook look = { .owner = (int)k };
    FigColor color = fig_look_get_color (&look, style);

    g_assert_cmpuint (fig_test_count (surface, &color), >, 5);
  }
  cairo_surface_destroy (surface);
}

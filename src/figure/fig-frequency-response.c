/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-frequency-response.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "fig-error-bar-layer.h"
#include "fig-line-layer.h"
#include "fig-nyquist.h"
#include "fig-point-layer.h"
#include "fig-source.h"
#include "fig-text.h"

#define N_MARKERS 34

#define RESONANCE_WEIGHT 1.7
#define DRIVEN_WEIGHT 0.6

/* At each frequency |H|, the largest singular value of several outputs, and besides its
 * size what one complex number can say: H, or of several outputs tr H / K, how an output
 * answers on average to what goes into it. That is the same whatever the outputs are
 * turned to. */
typedef struct {
  gsize n_points;
  const double *frequencies;
  double *magnitude;
  double *phase; /* in degrees, continuous */
  double *real;
  double *imaginary;
} Response;

typedef struct {
  FigPanel *magnitude;
  FigPanel *phase;
  FigPanel *nyquist;
} Panels;

static void
response_clear (Response *self)
{
  g_free (self->magnitude);
  g_free (self->phase);
  g_free (self->real);
  g_free (self->imaginary);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Response, response_clear)

/* Adds whole turns so that each value is as close as may be to the next; the last is as it
 * is. It is at low frequencies that what is unstable differs from what is not. */
static void
unwrap (double *phase, gsize n_points)
{
  double next = NAN;

  for (gsize i = n_points; i-- > 0;) {
    if (!isfinite (phase[i]))
      continue;
    if (isfinite (next))
      phase[i] -= 360.0 * round ((phase[i] - next) / 360.0);
    next = phase[i];
  }
}

static double
last_finite (const double *values, gsize n_values)
{
  for (gsize i = n_values; i-- > 0;)
    if (isfinite (values[i]))
      return values[i];
  return 0.0;
}

/* Theory's phase at any frequency, on the logarithmic axis between its own; NaN beyond them. */
static double
interpolate_phase (const Response *theory, double frequency)
{
  for (gsize i = 0; i < theory->n_points; i++) {
    double after = theory->frequencies[i], before, part;

    if (!(frequency <= after))
      continue;
    if (i == 0)
      return frequency == after ? theory->phase[0] : NAN;
    before = theory->frequencies[i - 1];
    part = log (frequency / before) / log (after / before);
    return theory->phase[i - 1] + part * (theory->phase[i] - theory->phase[i - 1]);
  }
  return NAN;
}

/* Adds whole turns so that each value is as close as may be to theory's at its frequency: what
 * differs by a turn is the same phase, and points have no line that would have to go on. Where
 * theory says nothing, as close as may be to the next one. */
static void
bring_to (Response *self, const Response *theory)
{
  double next = last_finite (theory->phase, theory->n_points);

  for (gsize i = self->n_points; i-- > 0;) {
    double wanted = interpolate_phase (theory, self->frequencies[i]);

    if (!isfinite (self->phase[i]))
      continue;
    if (!isfinite (wanted))
      wanted = next;
    self->phase[i] -= 360.0 * round ((self->phase[i] - wanted) / 360.0);
    next = self->phase[i];
  }
}

static double complex
get_mean_answer (gsize n_outputs, const double complex *response)
{
  double complex sum = 0.0;

  for (gsize i = 0; i < n_outputs; i++)
    sum += response[i * n_outputs + i];
  return sum / (double)n_outputs;
}

static void
response_init (Response *self,
               gsize n_points,
               const double *frequencies,
               gsize n_outputs,
               const double complex *response)
{
  self->n_points = n_points;
  self->frequencies = frequencies;
  self->magnitude = g_new (double, n_points);
  self->phase = g_new (double, n_points);
  self->real = g_new (double, n_points);
  self->imaginary = g_new (double, n_points);
  for (gsize i = 0; i < n_points; i++) {
    const double complex *matrix = response + i * n_outputs * n_outputs;
    double complex h = get_mean_answer (n_outputs, matrix);

    self->magnitude[i] = exp_response_magnitude (n_outputs, matrix);
    self->phase[i] = carg (h) * 180.0 / G_PI;
    self->real[i] = creal (h);
    self->imaginary[i] = cimag (h);
  }
}

static void
add_theory (const Panels *panels,
            const char *name,
            const FigLook *look,
            const RcLocalDynamics *dynamics,
            const Response *response)
{
  gsize n = response->n_points;

  fig_panel_take_layer (
    panels->magnitude,
    fig_line_layer_new (
      fig_series_new (name, "theory", n, response->frequencies, response->magnitude), look));
  fig_panel_take_layer (
    panels->phase,
    fig_line_layer_new (fig_series_new (name, "theory", n, response->frequencies, response->phase),
                        look));
  fig_panel_take_layer (
    panels->nyquist,
    fig_line_layer_new (
      fig_nyquist_new (
        name, dynamics, n, response->frequencies, response->real, response->imaginary),
      look));
}

static void
add_network (const Panels *panels, const char *name, const FigLook *look, const Response *response)
{
  gsize n = response->n_points;

  fig_panel_take_layer (
    panels->magnitude,
    fig_point_layer_new (
      fig_series_new (name, "network", n, response->frequencies, response->magnitude),
      look,
      N_MARKERS));
  fig_panel_take_layer (
    panels->phase,
    fig_point_layer_new (
      fig_series_new (name, "network", n, response->frequencies, response->phase),
      look,
      N_MARKERS));
  fig_panel_take_layer (
    panels->nyquist,
    fig_point_layer_new (
      fig_series_new (name, "network", n, response->real, response->imaginary), look, N_MARKERS));
}

/* Where |H| is largest, if that is not at ω = 0: a point on each curve. What leaves its
 * attractor does not swing there for long: the maximum of the formula is an empty mark. */
static void
add_resonance (const FigSource *source, const Panels *panels, gsize attractor, const char *name)
{
  const RcLocalDynamics *dynamics = source->theory->attractors[attractor].dynamics;
  gboolean formal = !fig_source_is_stable (source, attractor);
  FigLook look = { .owner = (int)attractor, .hollow = formal, .weight = RESONANCE_WEIGHT };
  const char *kind = formal ? "formal-resonance" : "resonance";
  double frequency = dynamics->resonance_frequency, magnitude = dynamics->resonance_magnitude;
  gsize n_outputs = source->theory->n_outputs;
  g_autofree double complex *matrix = g_new (double complex, n_outputs *n_outputs);
  double complex h;

  if (!isfinite (frequency))
    return;
  fig_panel_take_layer (
    panels->magnitude,
    fig_point_layer_new (fig_series_new (name, kind, 1, &frequency, &magnitude), &look, 0));
  if (!rc_local_dynamics_response (dynamics, I * frequency, matrix))
    return;
  h = get_mean_answer (n_outputs, matrix);
  fig_panel_take_layer (
    panels->nyquist,
    fig_point_layer_new (
      fig_series_new (name, kind, 1, &(double){ creal (h) }, &(double){ cimag (h) }), &look, 0));
}

static void
add_measured (const FigSource *source,
              gsize attractor,
              const char *name,
              const Response *theory,
              const Panels *panels)
{
  const ExpMeasurement *measurement = source->measurement;
  FigLook look = fig_source_get_look (source, attractor);
  g_auto (Response) measured = { 0 };

  response_init (&measured,
                 measurement->n_frequencies,
                 measurement->frequencies,
                 measurement->n_outputs,
                 fig_source_get_measured (source, attractor, EXP_STAGE_RESPONSE)->response);
  bring_to (&measured, theory);
  look.hollow = TRUE;
  look.faint = !fig_source_is_current (source);
  add_network (panels, name, &look, &measured);
}

/* Whether there is anything of the response measured by driving the network. */
static gboolean
has_driven (const FigSource *source, gsize attractor)
{
  const ExpMeasuredAttractor *measured = fig_source_get_measured (
    source, attractor, EXP_STAGE_DRIVE);

  if (measured == NULL || measured->driven_response == NULL)
    return FALSE;
  for (gsize i = 0; i < source->measurement->n_driven; i++)
    if (isfinite (measured->driven_errors[i]))
      return TRUE;
  return FALSE;
}

static void
take_driven (FigPanel *panel,
             const char *name,
             const FigLook *look,
             const Response *driven,
             const double *values,
             const double *errors)
{
  FigSeries *series = fig_series_new (
    name, "driven", driven->n_points, driven->frequencies, values);

  fig_series_add_column (series, "error", errors);
  fig_panel_take_layer (panel, fig_error_bar_layer_new_marked (series, look));
}

/* With bars for how far |H| and its phase may be off where no element of H is by
 * more than what was found. */
static void
add_driven (const FigSource *source,
            gsize attractor,
            const char *name,
            const Response *theory,
            const Panels *panels)
{
  const ExpMeasurement *measurement = source->measurement;
  const ExpMeasuredAttractor *measured = fig_source_get_measured (
    source, attractor, EXP_STAGE_DRIVE);
  const double *found = measured->driven_errors;
  gsize n = measurement->n_driven;
  g_autofree double *errors = g_new (double, n);
  FigLook look = { .owner = (int)attractor,
                   .faint = !fig_source_is_current (source),
                   .weight = DRIVEN_WEIGHT };
  g_auto (Response) driven = { 0 };

  response_init (
    &driven, n, measurement->driven_frequencies, measurement->n_outputs, measured->driven_response);
  for (gsize i = 0; i < n; i++)
    errors[i] = (double)measurement->n_outputs * found[i];
  take_driven (panels->magnitude, name, &look, &driven, driven.magnitude, errors);
  bring_to (&driven, theory);
  for (gsize i = 0; i < n; i++)
    errors[i] = 180.0 / G_PI *
                asin (MIN (found[i] / hypot (driven.real[i], driven.imaginary[i]), 1.0));
  take_driven (panels->phase, name, &look, &driven, driven.phase, errors);
  fig_panel_take_layer (
    panels->nyquist,
    fig_point_layer_new (
      fig_series_new (name, "driven", n, driven.real, driven.imaginary), &look, 0));
}

static void
add_attractor (const FigSource *source, gsize attractor, const Panels *panels)
{
  const ExpTheory *theory = source->theory;
  FigLook look = fig_source_get_look (source, attractor);
  g_autofree char *name = fig_source_get_name (source, attractor);
  g_auto (Response) predicted = { 0 };

  response_init (&predicted,
                 theory->n_frequencies,
                 theory->frequencies,
                 theory->n_outputs,
                 theory->attractors[attractor].response);
  unwrap (predicted.phase, predicted.n_points);
  add_theory (panels, name, &look, theory->attractors[attractor].dynamics, &predicted);
  if (fig_source_get_measured (source, attractor, EXP_STAGE_RESPONSE) != NULL)
    add_measured (source, attractor, name, &predicted, panels);
  if (has_driven (source, attractor))
    add_driven (source, attractor, name, &predicted, panels);
  add_resonance (source, panels, attractor, name);
}

static FigPanel *
add_panel (const FigSource *source, FigFigure *figure, const char *id)
{
  FigPanel *panel = fig_figure_add_panel (figure, id);

  panel->x.kind = FIG_SCALE_LOGARITHMIC;
  panel->x.quantity = FIG_QUANTITY_FREQUENCY;
  fig_axis_set_titles (
    &panel->x, _ ("Angular frequency <i>ω</i> (1/<i>τ</i>)"), "<i>ω</i> (1/<i>τ</i>)");
  return panel;
}

static void
set_titles (const FigSource *source, const Panels *panels)
{
  if (source->theory->n_outputs == 1) {
    fig_axis_set_titles (&panels->magnitude->y, _ ("Response |<i>H</i>|"), "|<i>H</i>|");
    fig_axis_set_titles (&panels->phase->y, _ ("Phase (°)"), NULL);
    fig_axis_set_titles (&panels->nyquist->x, _ ("Real part Re <i>H</i>"), "Re <i>H</i>");
    fig_axis_set_titles (&panels->nyquist->y, _ ("Imaginary part Im <i>H</i>"), "Im <i>H</i>");
    return;
  }
  fig_axis_set_titles (&panels->magnitude->y,
                       _ ("Largest singular value of <i>H</i>"),
                       "<i>σ</i><sub>1</sub>(<i>H</i>)");
  /* Translators: tr H / K, the trace of a matrix by its size */
  fig_axis_set_titles (
    &panels->phase->y, _ ("Phase of tr <i>H</i> / <i>K</i> (°)"), "arg tr <i>H</i> (°)");
  fig_axis_set_titles (
    &panels->nyquist->x, "Re tr <i>H</i> / <i>K</i>", "Re tr <i>H</i> / <i>K</i>");
  fig_axis_set_titles (
    &panels->nyquist->y, "Im tr <i>H</i> / <i>K</i>", "Im tr <i>H</i> / <i>K</i>");
}

static void
make_panels (const FigSource *source, FigFigure *figure, Panels *panels)
{
  fig_figure_set_shared (figure, FALSE);
  fig_figure_set_flow (figure, TRUE);
  panels->magnitude = add_panel (source, figure, "magnitude");
  panels->magnitude->y.kind = FIG_SCALE_LOGARITHMIC;
  panels->phase = add_panel (source, figure, "phase");
  panels->phase->y.steps = FIG_STEPS_DEGREES;
  panels->nyquist = fig_figure_add_panel (figure, "nyquist");
  panels->nyquist->equal = TRUE;
  panels->nyquist->x.padding = panels->nyquist->y.padding;
  set_titles (source, panels);
}

static gboolean
has_resonance (const FigSource *source, gboolean stable)
{
  for (gsize k = 0; k < source->theory->n_attractors; k++)
    if (fig_source_is_stable (source, k) == stable &&
        isfinite (source->theory->attractors[k].dynamics->resonance_frequency))
      return TRUE;
  return FALSE;
}

static void
explain_resonances (const FigSource *source, FigLegend *legend)
{
  FigLook look = { .owner = FIG_OWNER_ALL, .weight = RESONANCE_WEIGHT };

  if (has_resonance (source, TRUE))
    fig_legend_add (legend, FIG_SAMPLE_POINT, &look, _ ("Resonance"));
  look.hollow = TRUE;
  if (has_resonance (source, FALSE))
    fig_legend_add (legend, FIG_SAMPLE_POINT, &look, _ ("Maximum where unstable, no resonance"));
}

static void
explain (const FigSource *source, FigFigure *figure)
{
  FigLegend *legend = fig_figure_get_legend (figure);
  gboolean network = fig_source_has_network (source, EXP_STAGE_RESPONSE);
  gboolean current = fig_source_is_current (source);
  FigLook theory_look = { .owner = FIG_OWNER_ALL };
  FigLook network_look = { .owner = FIG_OWNER_ALL, .hollow = TRUE, .faint = !current };
  FigLook driven_look = { .owner = FIG_OWNER_ALL, .faint = !current, .weight = DRIVEN_WEIGHT };

  fig_source_explain (source, figure, network && current ? FIG_SAMPLE_BOTH : FIG_SAMPLE_LINE);
  fig_legend_start_group (legend);
  explain_resonances (source, legend);
  if (!network)
    return;
  fig_legend_add (legend, FIG_SAMPLE_LINE, &theory_look, _ ("Theory"));
  fig_legend_set_kind (legend, "theory");
  fig_source_explain_network (source, figure, FIG_SAMPLE_POINT, &network_look);
  for (gsize k = 0; k < source->theory->n_attractors; k++)
    if (has_driven (source, k)) {
      fig_legend_add (legend, FIG_SAMPLE_POINT, &driven_look, _ ("Driven simulation"));
      fig_legend_set_kind (legend, "driven");
      return;
    }
}

/* The resonances that theory finds, in words. */
static char *
describe_resonances (const FigSource *source)
{
  GString *text = g_string_new (NULL);

  for (gsize k = 0; k < source->theory->n_attractors; k++) {
    double frequency = source->theory->attractors[k].dynamics->resonance_frequency;
    g_autofree char *label = NULL;
    g_autofree char *name = NULL;
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    if (!isfinite (frequency))
      continue;
    label = fig_source_get_label (source, k);
    name = fig_text_from_markup (label);
    g_ascii_formatd (buffer, sizeof buffer, "%.3g", frequency);
    if (fig_source_is_stable (source, k))
      /* Translators: the name of an attractor, as "z = 0.9", and an angular frequency */
      g_string_append_printf (text, _ (" %s resonates at ω = %s."), name, buffer);
    else
      g_string_append_printf (
        text,
        /* Translators: the name of an attractor, as "z = 0.9", and an angular frequency */
        _ (
          " At %s, which is unstable, the formula has a maximum at ω = %s, which is no resonance."),
        name,
        buffer);
  }
  return g_string_free (text, FALSE);
}

/**
 * fig_frequency_response_new:
 * @source: what to make it from
 *
 * The response of the output to a small input against its frequency, at each
 * attractor: magnitude, phase and the plane of H; with several outputs the largest
 * singular value, and phase and plane of tr H / K. Theory as lines, the network's exact response
 * and what driving it gives as points.
 *
 * Returns: (transfer full): the figure
 */
FigFigure *
fig_frequency_response_new (const FigSource *source)
{
  FigFigure *figure = fig_source_start_figure (source, _ ("Frequency response"));
  g_autofree char *verdict = fig_source_describe (source);
  g_autofree char *resonances = describe_resonances (source);
  g_autofree char *text = NULL;
  const char *what;
  Panels panels;

  make_panels (source, figure, &panels);
  for (gsize k = 0; k < source->theory->n_attractors; k++)
    add_attractor (source, k, &panels);
  explain (source, figure);
  if (source->theory->n_outputs == 1)
    what = _ ("The response of the output against frequency, for each attractor.");
  else
    what = _ (
      "How large the response of the outputs can be, whichever of them an input goes to, "
      "against frequency, for each attractor: the largest singular value of the matrix H. Phase "
      "and plane are of the mean over its diagonal, the answer of an output to what goes "
      "into it.");
  text = g_strdup_printf ("%s%s %s", what, resonances, verdict);
  fig_figure_set_description (figure, text);
  return figure;
}

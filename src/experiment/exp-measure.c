/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-measure.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-agreement.h"
#include "exp-model.h"
#include "exp-monitor.h"

#define STAGE(name) (1u << EXP_STAGE_##name)
/* What theory does not say anything about. */
#define NO_SCALAR -1

static const struct {
  const char *id;
  const char *label;
  guint stages;
  int scalar; /* of the theory, at one attractor */
} infos[EXP_N_MEASURES] = {
  [EXP_MEASURE_SUCCESS] = { "success",
                            N_ ("Success of training"),
                            STAGE (SPECTRUM),
                            RC_SCALAR_MARGIN },
  [EXP_MEASURE_LEADING_EIGENVALUE] = { "leading-eigenvalue",
                                       N_ ("Real part of the leading eigenvalue"),
                                       STAGE (SPECTRUM),
                                       RC_SCALAR_MARGIN },
  [EXP_MEASURE_TIME_CONSTANT] = { "time-constant",
                                  N_ ("Time constant of the output, from its eigenvalue"),
                                  STAGE (SPECTRUM),
                                  RC_SCALAR_TIME_CONSTANT },
  [EXP_MEASURE_POLE_TIME_CONSTANT] = { "pole-time-constant",
                                       N_ ("Time constant of the output, from its response"),
                                       STAGE (RESPONSE),
                                       RC_SCALAR_TIME_CONSTANT },
  [EXP_MEASURE_FITTED_TIME_CONSTANT] = { "fitted-time-constant",
                                         N_ ("Time constant of the output, from its relaxation"),
                                         STAGE (RELAXATION),
                                         RC_SCALAR_TIME_CONSTANT },
  [EXP_MEASURE_INTERNAL_TIME_CONSTANT] = { "internal-time-constant",
                                           N_ ("Time constant of the neurons"),
                                           STAGE (RELAXATION),
                                           NO_SCALAR },
  [EXP_MEASURE_BULK_RADIUS] = { "bulk-radius",
                                N_ ("Radius of the bulk"),
                                STAGE (SPECTRUM),
                                RC_SCALAR_BULK_RADIUS },
  [EXP_MEASURE_BULK_TIME_CONSTANT] = { "bulk-time-constant",
                                       N_ ("Time constant of the bulk"),
                                       STAGE (SPECTRUM),
                                       RC_SCALAR_BULK_TIME_CONSTANT },
  [EXP_MEASURE_READOUT_ERROR] = { "readout-error",
                                  N_ ("Error of the readout"),
                                  STAGE (TRAIN),
                                  NO_SCALAR },
  [EXP_MEASURE_MEAN_RESPONSE_TIME] = { "mean-response-time",
                                       N_ ("Mean response time"),
                                       STAGE (RESPONSE),
                                       RC_SCALAR_MEAN_RESPONSE_TIME },
  [EXP_MEASURE_RESONANCE_FREQUENCY] = { "resonance-frequency",
                                        N_ ("Resonance frequency"),
                                        STAGE (RESPONSE),
                                        RC_SCALAR_RESONANCE_FREQUENCY },
  [EXP_MEASURE_OUTPUT_VARIANCE] = { "output-variance",
                                    N_ ("Variance of the output under noise"),
                                    STAGE (NOISE),
                                    NO_SCALAR },
  [EXP_MEASURE_NEURON_VARIANCE] = { "neuron-variance",
                                    N_ ("Variance of the neurons under noise"),
                                    STAGE (NOISE),
                                    NO_SCALAR },
  [EXP_MEASURE_MARGINAL] = { "marginal",
                             N_ ("Whether it is marginal"),
                             STAGE (SPECTRUM),
                             RC_SCALAR_LEADING_POLE },
};

/**
 * exp_measure_get_id:
 *
 * Returns: what it is called on the command line and in tables
 */
const char *
exp_measure_get_id (ExpMeasure self)
{
  g_return_val_if_fail ((guint)self < EXP_N_MEASURES, NULL);

  return infos[self].id;
}

/**
 * exp_measure_get_label:
 *
 * Returns: what a person calls it, translated
 */
const char *
exp_measure_get_label (ExpMeasure self)
{
  g_return_val_if_fail ((guint)self < EXP_N_MEASURES, NULL);

  return _ (infos[self].label);
}

/**
 * exp_measure_get_unit:
 *
 * Returns: what it is measured in, where τ is the time constant of a neuron; nothing for a number
 *   without unit
 */
const char *
exp_measure_get_unit (ExpMeasure self)
{
  g_return_val_if_fail ((guint)self < EXP_N_MEASURES, NULL);

  if (exp_measure_is_time_constant (self) || self == EXP_MEASURE_MEAN_RESPONSE_TIME)
    return "τ";
  if (self == EXP_MEASURE_LEADING_EIGENVALUE || self == EXP_MEASURE_RESONANCE_FREQUENCY)
    return "1/τ";
  return "";
}

/**
 * exp_measure_get_scalar:
 * @scalar: (out): what theory says of it at one attractor; of success, the margin, which is
 *   below 0 where a target is held
 *
 * Returns: whether theory says anything of it
 */
gboolean
exp_measure_get_scalar (ExpMeasure self, RcScalar *scalar)
{
  g_return_val_if_fail ((guint)self < EXP_N_MEASURES, FALSE);

  if (infos[self].scalar == NO_SCALAR)
    return FALSE;
  *scalar = (RcScalar)infos[self].scalar;
  return TRUE;
}

/**
 * exp_measure_is_time_constant:
 *
 * Returns: whether it is one, which is below 0 where something grows, and of several of which
 *   the rates are compared
 */
gboolean
exp_measure_is_time_constant (ExpMeasure self)
{
  return self == EXP_MEASURE_TIME_CONSTANT || self == EXP_MEASURE_POLE_TIME_CONSTANT ||
         self == EXP_MEASURE_FITTED_TIME_CONSTANT || self == EXP_MEASURE_INTERNAL_TIME_CONSTANT ||
         self == EXP_MEASURE_BULK_TIME_CONSTANT;
}

/**
 * exp_measure_find:
 * @id: as exp_measure_get_id() says
 * @self: (out): the measure
 *
 * Returns: whether there is one of that name
 */
gboolean
exp_measure_find (const char *id, ExpMeasure *self)
{
  for (guint i = 0; i < EXP_N_MEASURES; i++) {
    if (strcmp (infos[i].id, id) == 0) {
      *self = (ExpMeasure)i;
      return TRUE;
    }
  }
  return FALSE;
}

/**
 * exp_measures_find:
 * @measures: a set of measures
 * @measure: one of them
 *
 * Returns: how many of the set come before it
 */
gsize
exp_measures_find (guint measures, ExpMeasure measure)
{
  gsize n = 0;

  for (guint i = 0; i < (guint)measure; i++)
    n += (measures >> i) & 1;
  return n;
}

/**
 * exp_measures_count:
 * @measures: a set of measures
 *
 * Returns: how many it has
 */
gsize
exp_measures_count (guint measures)
{
  return exp_measures_find (measures, EXP_N_MEASURES);
}

/**
 * exp_measures_get_stages:
 * @measures: a set of measures
 *
 * Returns: a bit for each #ExpStage that they need, and %EXP_LEADING_ONLY where that will do
 */
guint
exp_measures_get_stages (guint measures)
{
  guint stages = STAGE (DRAW) | STAGE (TRAIN);

  for (guint i = 0; i < EXP_N_MEASURES; i++)
    if ((measures & (1u << i)) != 0)
      stages |= infos[i].stages;
  /* Only to tell which eigenvalue belongs to a pole, the others are wanted too. */
  if ((measures & (1u << EXP_MEASURE_TIME_CONSTANT)) == 0)
    stages |= EXP_LEADING_ONLY;
  return stages;
}

/* -1/Re λ; a mode that neither grows nor decays takes forever. */
static double
time_of (double rate)
{
  return rate == 0.0 ? INFINITY : -1.0 / rate;
}

/* A pole nearer to 0 than what the fit leaves of the lowest frequency may lie on either side. */
static double
take_pole_time_constant (const ExpMeasurement *measurement, const ExpMeasuredAttractor *measured)
{
  double rate = creal (measured->response_poles[0]);

  return fabs (rate) <= measured->response_fit_error * measurement->frequencies[0] ? INFINITY
                                                                                   : time_of (rate);
}

static double
take_time_constant (const ExpMeasurement *measurement, const ExpTheory *theory, gsize k)
{
  g_autoptr (ExpAgreement) agreement = theory != NULL ? exp_agreement_new (theory, measurement, k)
                                                      : NULL;

  return agreement != NULL ? agreement->time_constant : NAN;
}

static double
take_output_variance (const RcSpread *spread)
{
  double sum = 0.0;

  for (gsize i = 0; i < spread->n_outputs; i++)
    sum += spread->output[i * spread->n_outputs + i];
  return sum;
}

/**
 * exp_measure_take:
 * @measurement: with the stages that it needs
 * @theory: (nullable): of the same parameters; needed for %EXP_MEASURE_TIME_CONSTANT
 * @attractor: which attractor
 *
 * Returns: the number; NaN where it is undefined
 */
double
exp_measure_take (ExpMeasure self,
                  const ExpMeasurement *measurement,
                  const ExpTheory *theory,
                  gsize attractor)
{
  const ExpMeasuredAttractor *measured = &measurement->attractors[attractor];

  switch (self) {
  case EXP_MEASURE_SUCCESS:
    return exp_measurement_holds (measurement, attractor) ? 1.0 : 0.0;
  case EXP_MEASURE_LEADING_EIGENVALUE:
    return creal (measured->leading_eigenvalue);
  case EXP_MEASURE_TIME_CONSTANT:
    return take_time_constant (measurement, theory, attractor);
  case EXP_MEASURE_POLE_TIME_CONSTANT:
    return measured->n_response_poles > 0 ? take_pole_time_constant (measurement, measured) : NAN;
  case EXP_MEASURE_FITTED_TIME_CONSTANT:
    return measured->time_constant;
  case EXP_MEASURE_INTERNAL_TIME_CONSTANT:
    return measured->internal_time_constant;
  case EXP_MEASURE_BULK_RADIUS:
    return measured->bulk_radius;
  case EXP_MEASURE_BULK_TIME_CONSTANT:
    return measured->bulk_radius < 1.0 ? 1.0 / (1.0 - measured->bulk_radius) : NAN;
  case EXP_MEASURE_READOUT_ERROR:
    return measured->readout_error;
  case EXP_MEASURE_MEAN_RESPONSE_TIME:
    return measured->mean_response_time;
  case EXP_MEASURE_RESONANCE_FREQUENCY:
    return exp_agreement_find_resonance (measurement, attractor);
  case EXP_MEASURE_OUTPUT_VARIANCE:
    return measured->spread != NULL ? take_output_variance (measured->spread) : NAN;
  case EXP_MEASURE_NEURON_VARIANCE:
    return measured->spread != NULL ? measured->spread->neurons : NAN;
  case EXP_MEASURE_MARGINAL:
    return measured->verdict == RC_VERDICT_MARGINAL ? 1.0 : 0.0;
  case EXP_N_MEASURES:
  default:
    g_assert_not_reached ();
  }
}

/**
 * exp_measure_combine:
 * @n: how many attractors
 * @values: (array length=n): the number at each
 *
 * Returns: the number of all of them together; NaN if one of them is
 */
double
exp_measure_combine (ExpMeasure self, gsize n, const double *values)
{
  double extreme = -INFINITY;

  for (gsize i = 0; i < n; i++) {
    double value = values[i];

    if (isnan (value))
      return NAN;
    /* By its rate: that which grows goes before that which rests, and before all that decay. */
    if (exp_measure_is_time_constant (self))
      value = -1.0 / value;
    if (self == EXP_MEASURE_SUCCESS)
      value = -value;
    extreme = MAX (extreme, value);
  }
  if (self == EXP_MEASURE_SUCCESS)
    return -extreme;
  return exp_measure_is_time_constant (self) ? time_of (extreme) : extreme;
}

static double
predict (ExpMeasure self, double scalar)
{
  if (self == EXP_MEASURE_SUCCESS)
    return scalar < 0.0 ? 1.0 : 0.0;
  if (self == EXP_MEASURE_MARGINAL)
    return fabs (scalar) <= RC_MARGINAL_TOLERANCE ? 1.0 : 0.0;
  /* Only what has come to rest can be fitted, or has a bulk that decays. */
  if (self == EXP_MEASURE_FITTED_TIME_CONSTANT || self == EXP_MEASURE_BULK_TIME_CONSTANT)
    return scalar > 0.0 ? scalar : NAN;
  return scalar;
}

/**
 * exp_measures_predict:
 * @measures: a set of measures
 * @experiment: a valid experiment
 * @cancellable: (nullable): to stop it
 * @values: (out): for each measure of the set in turn M numbers, one for each attractor, and
 *   one for all together
 * @error: set to %G_IO_ERROR_CANCELLED
 *
 * What theory says that will be measured; NaN where it says nothing. For success that is 1
 * or 0. Cost: a mean field and the local dynamics at all attractors.
 *
 * Returns: %TRUE unless it was stopped
 */
gboolean
exp_measures_predict (guint measures,
                      const ExpExperiment *experiment,
                      GCancellable *cancellable,
                      double *values,
                      GError **error)
{
  RcMonitor monitor = exp_monitor (cancellable);
  gsize m = experiment->targets->n_rows, n = 0;
  g_autoptr (RcModel) model = exp_model_new (experiment);
  g_autofree RcQuantity *quantities = g_new (RcQuantity, EXP_N_MEASURES * m);
  g_autofree double *scalars = g_new (double, EXP_N_MEASURES *m);

  for (guint i = 0; i < EXP_N_MEASURES; i++)
    for (gsize k = 0; (measures & (1u << i)) != 0 && infos[i].scalar != NO_SCALAR && k < m; k++)
      quantities[n++] = (RcQuantity){ (RcScalar)infos[i].scalar, k };
  if (n > 0 && !rc_quantities_evaluate (quantities, n, model, &monitor, scalars, error)) {
    exp_monitor_translate (cancellable, error);
    return FALSE;
  }

  n = 0;
  for (guint i = 0; i < EXP_N_MEASURES; i++) {
    if ((measures & (1u << i)) == 0)
      continue;
    for (gsize k = 0; k < m; k++)
      values[k] = infos[i].scalar != NO_SCALAR ? predict ((ExpMeasure)i, scalars[n++]) : NAN;
    values[m] = exp_measure_combine ((ExpMeasure)i, m, values);
    values += m + 1;
  }
  return TRUE;
}

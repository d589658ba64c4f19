/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rc-scalar.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "rc-linear.h"
#include "rc-local-dynamics.h"
#include "rc-rest.h"

static const struct {
  const char *id;
  const char *label;
} names[RC_N_SCALARS] = {
  [RC_SCALAR_LEADING_POLE] = { "leading-pole", N_ ("Real part of the leading pole") },
  [RC_SCALAR_LEADING_FREQUENCY] = { "leading-frequency", N_ ("Frequency of the leading pole") },
  [RC_SCALAR_MARGIN] = { "margin", N_ ("Distance from learnability") },
  [RC_SCALAR_BULK_RADIUS] = { "bulk-radius", N_ ("Radius of the bulk") },
  [RC_SCALAR_TIME_CONSTANT] = { "time-constant", N_ ("Time constant of the output") },
  [RC_SCALAR_OPEN_LOOP_TIME_CONSTANT] = { "open-loop-time-constant",
                                          N_ ("Time constant of the open loop") },
  [RC_SCALAR_BULK_TIME_CONSTANT] = { "bulk-time-constant", N_ ("Time constant of the bulk") },
  [RC_SCALAR_MEAN_RESPONSE_TIME] = { "mean-response-time", N_ ("Mean response time") },
  [RC_SCALAR_RESONANCE_FREQUENCY] = { "resonance-frequency", N_ ("Resonance frequency") },
  [RC_SCALAR_RESONANCE_QUALITY] = { "resonance-quality", N_ ("Quality of the resonance") },
  [RC_SCALAR_STATIC_RESPONSE] = { "static-response", N_ ("Response at frequency 0") },
  [RC_SCALAR_VARIANCE] = { "variance", N_ ("Variance of the neurons’ input") },
  [RC_SCALAR_CONDITION] = { "condition", N_ ("Condition of the overlaps, in decades") },
};

static double
static_response (const RcLocalDynamics *dynamics)
{
  gsize k = dynamics->n_outputs;
  g_autofree double complex *h = g_new (double complex, k *k);

  if (!rc_local_dynamics_response (dynamics, 0.0, h))
    return INFINITY;
  return k == 1 ? cabs (h[0]) : rc_largest_singular_value (k, h, NULL, NULL);
}

/* The pole that counts for the output; where there is none, that of what it does not see. */
static double complex
get_leading (const RcLocalDynamics *dynamics)
{
  return isnan (creal (dynamics->output_pole)) ? dynamics->poles[0] : dynamics->output_pole;
}

/* A pole that is left of the axis by no more than its error does not count as such. */
static double
get_margin (const RcLocalDynamics *dynamics)
{
  double leading = creal (get_leading (dynamics));

  if (leading < 0.0 && leading >= -dynamics->tolerance)
    leading = RC_MARGINAL_TOLERANCE;
  return MAX (leading, dynamics->bulk_radius - 1.0);
}

static double
evaluate_one (RcScalar scalar, const RcMeanField *field, gsize k, const RcLocalDynamics *dynamics)
{
  double leading = creal (get_leading (dynamics));

  switch (scalar) {
  case RC_SCALAR_LEADING_POLE:
    return leading;
  case RC_SCALAR_LEADING_FREQUENCY:
    return fabs (cimag (get_leading (dynamics)));
  case RC_SCALAR_MARGIN:
    return get_margin (dynamics);
  case RC_SCALAR_BULK_RADIUS:
    return dynamics->bulk_radius;
  case RC_SCALAR_TIME_CONSTANT:
    return dynamics->time_constant;
  case RC_SCALAR_OPEN_LOOP_TIME_CONSTANT:
    return dynamics->open_loop_time_constant;
  case RC_SCALAR_BULK_TIME_CONSTANT:
    return dynamics->bulk_time_constant;
  case RC_SCALAR_MEAN_RESPONSE_TIME:
    return dynamics->mean_response_time;
  case RC_SCALAR_RESONANCE_FREQUENCY:
    return dynamics->resonance_frequency;
  case RC_SCALAR_RESONANCE_QUALITY:
    return dynamics->resonance_quality;
  case RC_SCALAR_STATIC_RESPONSE:
    return static_response (dynamics);
  case RC_SCALAR_VARIANCE:
    return gsl_matrix_get (field->covariance, k, k);
  case RC_SCALAR_CONDITION:
    return log10 (field->condition);
  default:
    g_assert_not_reached ();
  }
}

/* What is said where theory has no solution. */
static double
nothing (RcScalar scalar)
{
  return scalar == RC_SCALAR_MARGIN ? INFINITY : NAN;
}

/* By what one attractor is worse than another. */
static double
rank_of (RcScalar scalar, const RcMeanField *field, gsize k, const RcLocalDynamics *dynamics)
{
  gboolean itself = scalar == RC_SCALAR_MARGIN || scalar == RC_SCALAR_BULK_RADIUS ||
                    scalar == RC_SCALAR_VARIANCE;

  return evaluate_one (itself ? scalar : RC_SCALAR_LEADING_POLE, field, k, dynamics);
}

/* Whether a number is one of the response, which takes longer than the poles. */
static gboolean
needs_response (RcScalar scalar)
{
  return scalar == RC_SCALAR_MEAN_RESPONSE_TIME || scalar == RC_SCALAR_RESONANCE_FREQUENCY ||
         scalar == RC_SCALAR_RESONANCE_QUALITY || scalar == RC_SCALAR_STATIC_RESPONSE;
}

static gboolean
is_wanted (const RcQuantity *quantity, gsize k)
{
  return quantity->attractor == k || quantity->attractor == RC_SCALAR_ALL;
}

static void
evaluate_attractor (const RcQuantity *quantities,
                    gsize n_quantities,
                    RcMeanField *field,
                    gsize k,
                    const RcMonitor *monitor,
                    double *worst,
                    double *values)
{
  g_autoptr (RcLocalDynamics) dynamics = NULL;
  gboolean response = FALSE, exists;

  for (gsize i = 0; i < n_quantities; i++)
    response = response || (is_wanted (&quantities[i], k) && needs_response (quantities[i].scalar));
  dynamics = response ? rc_rest_dynamics (field, k, monitor, NULL, NULL)
                      : rc_rest_poles (field, k, monitor, NULL);
  exists = dynamics != NULL && dynamics->verdict != RC_VERDICT_ABSENT;
  for (gsize i = 0; i < n_quantities; i++) {
    const RcQuantity *quantity = &quantities[i];
    double rank;

    if (!is_wanted (quantity, k))
      continue;
    /* Where one of all attractors has no answer, all together have none. */
    rank = exists ? rank_of (quantity->scalar, field, k, dynamics) : INFINITY;
    if (rank > worst[i]) {
      worst[i] = rank;
      values[i] = exists ? evaluate_one (quantity->scalar, field, k, dynamics)
                         : nothing (quantity->scalar);
    }
  }
}

/**
 * rc_quantities_evaluate:
 * @quantities: which numbers
 * @n_quantities: how many
 * @model: the network and its task
 * @monitor: (nullable): who watches; told of no progress
 * @values: (out): n_quantities numbers; NaN, but an infinite margin, where theory
 *   has no solution
 * @error: set to %RC_ERROR_CANCELLED
 *
 * Cost: a mean field, and the local dynamics once at each attractor that some
 * quantity is of, with the response only if one asks for it.
 *
 * Returns: %TRUE unless it was stopped
 */
gboolean
rc_quantities_evaluate (const RcQuantity *quantities,
                        gsize n_quantities,
                        RcModel *model,
                        const RcMonitor *monitor,
                        double *values,
                        GError **error)
{
  g_autoptr (RcMeanField) field = rc_mean_field_new_watched (model, monitor, NULL);
  g_autofree double *worst = g_new (double, n_quantities);
  gboolean all = FALSE;

  for (gsize i = 0; i < n_quantities; i++) {
    worst[i] = -INFINITY;
    values[i] = nothing (quantities[i].scalar);
    all = all || quantities[i].attractor == RC_SCALAR_ALL;
  }
  for (gsize k = 0; field != NULL && k < rc_model_get_n_targets (model); k++) {
    gboolean wanted = all;

    for (gsize i = 0; !wanted && i < n_quantities; i++)
      wanted = is_wanted (&quantities[i], k);
    if (wanted)
      evaluate_attractor (quantities, n_quantities, field, k, monitor, worst, values);
  }
  /* Where it was stopped, these are not the numbers. */
  return rc_monitor_report (monitor, 0.0, error);
}

/**
 * rc_scalar_evaluate:
 * @scalar: which number
 * @attractor: of which attractor, or %RC_SCALAR_ALL
 * @model: the network and its task
 *
 * Cost: a mean field, and the local dynamics at one attractor or all.
 *
 * Returns: the number; NaN, but an infinite margin, where theory has no solution
 */
double
rc_scalar_evaluate (RcScalar scalar, gsize attractor, RcModel *model)
{
  RcQuantity quantity = { scalar, attractor };
  double value;

  rc_quantities_evaluate (&quantity, 1, model, NULL, &value, NULL);
  return value;
}

/**
 * rc_scalar_get_id:
 *
 * Returns: the number's name in files and on the command line
 */
const char *
rc_scalar_get_id (RcScalar scalar)
{
  return names[scalar].id;
}

/**
 * rc_scalar_get_label:
 *
 * Returns: the number's name for a person, translated
 */
const char *
rc_scalar_get_label (RcScalar scalar)
{
  return _ (names[scalar].label);
}

/**
 * rc_scalar_find:
 * @id: a name, as rc_scalar_get_id() gives
 * @scalar: (out): which number that is
 *
 * Returns: %FALSE if there is none of that name
 */
gboolean
rc_scalar_find (const char *id, RcScalar *scalar)
{
  for (gsize i = 0; i < RC_N_SCALARS; i++) {
    if (strcmp (names[i].id, id) == 0) {
      *scalar = (RcScalar)i;
      return TRUE;
    }
  }
  return FALSE;
}

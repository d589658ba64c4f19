/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-scalar.h"

#include <math.h>

#include "rc-linear.h"
#include "rc-local-dynamics.h"

static double
static_response (const RcLocalDynamics *dynamics)
{
  gsize k = dynamics->n_outputs;
  g_autofree double complex *h = g_new (double complex, k *k);

  if (!rc_local_dynamics_response (dynamics, 0.0, h))
    return INFINITY;
  return k == 1 ? cabs (h[0]) : rc_largest_singular_value (k, h, NULL, NULL);
}

static double
evaluate_one (RcScalar scalar, const RcMeanField *field, gsize k, const RcLocalDynamics *dynamics)
{
  double leading = creal (dynamics->poles[0]);

  switch (scalar) {
  case RC_SCALAR_LEADING_POLE:
    return leading;
  case RC_SCALAR_LEADING_FREQUENCY:
    return fabs (cimag (dynamics->poles[0]));
  case RC_SCALAR_MARGIN:
    return MAX (leading, dynamics->bulk_radius - 1.0);
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

/* By what one attractor is worse than another. */
static double
rank_of (RcScalar scalar, const RcMeanField *field, gsize k, const RcLocalDynamics *dynamics)
{
  gboolean itself = scalar == RC_SCALAR_MARGIN || scalar == RC_SCALAR_BULK_RADIUS ||
                    scalar == RC_SCALAR_VARIANCE;

  return evaluate_one (itself ? scalar : RC_SCALAR_LEADING_POLE, field, k, dynamics);
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
  g_autoptr (RcMeanField) field = rc_mean_field_new (model, NULL);
  gsize m = rc_model_get_n_targets (model);
  gsize begin = attractor == RC_SCALAR_ALL ? 0 : attractor;
  gsize end = attractor == RC_SCALAR_ALL ? m : attractor + 1;
  double nothing = scalar == RC_SCALAR_MARGIN ? INFINITY : NAN;
  double value = nothing, worst = -INFINITY;

  g_return_val_if_fail (end <= m, NAN);

  if (field == NULL)
    return nothing;
  for (gsize k = begin; k < end; k++) {
    g_autoptr (RcLocalDynamics) dynamics = rc_local_dynamics_new (field, k, NULL);
    double rank;

    if (dynamics == NULL)
      return nothing;
    rank = rank_of (scalar, field, k, dynamics);
    if (rank > worst) {
      worst = rank;
      value = evaluate_one (scalar, field, k, dynamics);
    }
  }
  return value;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-rest.h"

#include <math.h>

#include <glib/gi18n.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>

#include "rc-error.h"

/* A target counts as held where the readout is that near to it, relative to the largest
   target: what the pseudo-inverse leaves of targets that are much alike is less, and so is
   rounding unless they are even more alike. */
#define HELD_TOLERANCE 1e-5
/* A state counts as a fixed point where F(z) is that near to z, likewise. */
#define REST_TOLERANCE 1e-9
#define ROOT_TOLERANCE 1e-12
/* Targets that are no farther apart than this share what is between them. */
#define ALIKE 1e-2
/* What is farther from a target than this part of it is not the target's. */
#define BESIDE 0.5
/* Where Newton's method begins, relative to the target, one after the other. */
static const double starts[] = { 1.0, 0.8, 0.6, 1.25 };
#define MAX_STEPS 30
#define MAX_HALVINGS 12

typedef struct {
  RcMeanField *field;
  const double *target;
  const double *input;
  gsize k; /* K */
  double scale;
  const RcMonitor *monitor;
} Loop;

static double
get_norm (gsize n, const double *vector)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += vector[i] * vector[i];
  return sqrt (sum);
}

/* |F(z) - z| */
static double
get_residual (const RcState *state, gsize k)
{
  double sum = 0.0;

  for (gsize j = 0; j < k; j++) {
    double flow = state->returned[j] - state->output[j];

    sum += flow * flow;
  }
  return sqrt (sum);
}

/* Newton's step for F(z) = z; FALSE where there is none */
static gboolean
find_step (const RcState *state, gsize k, double *step)
{
  g_autofree double *slope = g_new (double, k *k);
  g_autofree double *flow = g_new (double, k);
  gsl_matrix_view matrix = gsl_matrix_view_array (slope, k, k);
  gsl_vector_view right = gsl_vector_view_array (flow, k);
  gsl_vector_view solution = gsl_vector_view_array (step, k);
  gsl_permutation *permutation;
  gboolean success;
  int sign;

  if (!rc_state_slope (state, slope))
    return FALSE;
  for (gsize j = 0; j < k; j++) {
    slope[j * k + j] -= 1.0;
    flow[j] = state->output[j] - state->returned[j];
  }
  permutation = gsl_permutation_alloc (k);
  success = gsl_linalg_LU_decomp (&matrix.matrix, permutation, &sign) == GSL_SUCCESS &&
            gsl_linalg_LU_solve (&matrix.matrix, permutation, &right.vector, &solution.vector) ==
              GSL_SUCCESS &&
            isfinite (get_norm (k, step));
  gsl_permutation_free (permutation);
  return success;
}

/* A step, shortened until it comes nearer to F(z) = z; NULL where none does */
static RcState *
take_step (const Loop *loop, const RcState *state, const double *step)
{
  g_autofree double *z = g_new (double, loop->k);
  double residual = get_residual (state, loop->k);
  /* where only rounding can be in the way, a shorter step does not help */
  guint n_trials = residual > REST_TOLERANCE * loop->scale ? MAX_HALVINGS : 1;

  for (guint i = 0; i < n_trials; i++) {
    g_autoptr (RcState) next = NULL;

    for (gsize j = 0; j < loop->k; j++)
      z[j] = state->output[j] + ldexp (step[j], -(int)i);
    next = rc_state_new (loop->field, z, loop->input, loop->monitor, NULL);
    if (next != NULL && get_residual (next, loop->k) < residual)
      return g_steal_pointer (&next);
  }
  return NULL;
}

static double
get_scale (const RcModel *model)
{
  return MAX (gsl_matrix_max (model->targets), -gsl_matrix_min (model->targets));
}

/**
 * rc_rest_is_near:
 * @model: the parameters
 * @attractor: which target
 * @output: K numbers, what the closed loop says where it is at rest
 *
 * Returns: whether this is still the attractor that was meant: not farther from its target
 *   than half of that, or of the largest target where that is 0, and no nearer to any other
 */
gboolean
rc_rest_is_near (const RcModel *model, gsize attractor, const double *output)
{
  const gsl_matrix *targets = model->targets;
  gsize k = targets->size2;
  g_autofree double *difference = g_new (double, k);
  double own = 0.0, nearest = INFINITY, scale = get_scale (model);
  double size = get_norm (k, gsl_matrix_const_ptr (targets, attractor, 0));

  for (gsize i = 0; i < targets->size1; i++) {
    double distance;

    for (gsize j = 0; j < k; j++)
      difference[j] = output[j] - gsl_matrix_get (targets, i, j);
    distance = get_norm (k, difference);
    nearest = MIN (nearest, distance);
    if (i == attractor)
      own = distance;
  }
  return own <= nearest + ALIKE * scale && own <= BESIDE * (size > 0.0 ? size : scale);
}

/* Newton's method from a start, to a fixed point that is the target's; NULL if it finds none. Only
   from the target itself it may come back from afar. */
static RcState *
solve_from (const Loop *loop, gsize attractor, const double *start, GError **error)
{
  g_autoptr (RcState) state = rc_state_new (loop->field, start, loop->input, loop->monitor, error);
  g_autofree double *step = g_new (double, loop->k);

  if (state == NULL)
    return NULL;
  for (guint i = 0; i < MAX_STEPS && get_residual (state, loop->k) > ROOT_TOLERANCE * loop->scale;
       i++) {
    RcState *next = find_step (state, loop->k, step) ? take_step (loop, state, step) : NULL;

    if (next == NULL)
      break;
    rc_state_unref (state);
    state = next;
    if (start != loop->target && !rc_rest_is_near (loop->field->model, attractor, state->output))
      return NULL;
  }
  /* Rounding may stop the method just before its end. */
  if (get_residual (state, loop->k) <= REST_TOLERANCE * loop->scale &&
      rc_rest_is_near (loop->field->model, attractor, state->output))
    return g_steal_pointer (&state);
  return NULL;
}

/**
 * rc_rest_state:
 * @field: the mean field
 * @attractor: which target, k
 * @monitor: (nullable): who watches; told of no progress
 * @error: set to %RC_ERROR_NO_SOLUTION if the closed loop has no fixed point near the
 *   target, or to %RC_ERROR_CANCELLED
 *
 * Finds where the closed loop comes to rest near a target, by Newton's method from the
 * target, with its static input: F(z) = z. That is the target itself if the readout
 * holds it exactly, as it does without a ridge. A ridge makes outputs smaller for the most
 * part, so that other starts are on the line through the target and 0. Cost: a few times
 * M + 1 scalar equations, and of that a few times where there is nothing to be found.
 *
 * Returns: (transfer full) (nullable): the state
 */
RcState *
rc_rest_state (RcMeanField *field, gsize attractor, const RcMonitor *monitor, GError **error)
{
  const RcModel *model = field->model;
  Loop loop = { field, gsl_matrix_const_ptr (model->targets, attractor, 0), NULL, 0, 0.0, monitor };
  g_autofree double *start = NULL;

  loop.k = rc_model_get_n_outputs (model);
  loop.scale = get_scale (model);
  if (model->inputs != NULL)
    loop.input = gsl_matrix_const_ptr (model->inputs, attractor, 0);
  start = g_new (double, loop.k);
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++) {
    g_autoptr (GError) local = NULL;
    RcState *state;

    for (gsize j = 0; j < loop.k; j++)
      start[j] = starts[i] * loop.target[j];
    state = solve_from (&loop, attractor, i > 0 ? start : loop.target, &local);
    if (!rc_monitor_report (monitor, 0.0, error)) {
      g_clear_pointer (&state, rc_state_unref);
      return NULL;
    }
    if (state != NULL)
      return state;
  }
  g_set_error (error,
               RC_ERROR,
               RC_ERROR_NO_SOLUTION,
               _ ("The closed loop has no fixed point near target %zu"),
               attractor + 1);
  return NULL;
}

/* Whether the readout says the target where the feedback is clamped to it. */
static gboolean
is_exact (const RcMeanField *field, gsize attractor)
{
  const gsl_matrix *targets = field->model->targets;
  double tolerance = MAX (
    HELD_TOLERANCE * MAX (gsl_matrix_max (targets), -gsl_matrix_min (targets)), field->rounding);

  if (field->readout_error <= tolerance)
    return TRUE;
  for (gsize j = 0; j < targets->size2; j++) {
    gsl_vector_const_view row = gsl_matrix_const_row (field->overlap, attractor);
    gsl_vector_const_view column = gsl_matrix_const_column (field->readout, j);
    double said;

    gsl_blas_ddot (&row.vector, &column.vector, &said);
    if (fabs (said - gsl_matrix_get (targets, attractor, j)) > tolerance)
      return FALSE;
  }
  return TRUE;
}

static RcLocalDynamics *
linearise (const RcMeanField *field,
           gsize attractor,
           const RcState *state,
           gboolean poles_only,
           GError **error)
{
  if (poles_only)
    return rc_local_dynamics_new_poles (field, attractor, state, error);
  return state != NULL ? rc_local_dynamics_new_at (state, error)
                       : rc_local_dynamics_new (field, attractor, error);
}

static RcLocalDynamics *
find_dynamics (RcMeanField *field,
               gsize attractor,
               gboolean poles_only,
               const RcMonitor *monitor,
               RcState **state,
               GError **error)
{
  RcLocalDynamics *dynamics;

  *state = is_exact (field, attractor) ? NULL : rc_rest_state (field, attractor, monitor, NULL);
  if (!rc_monitor_report (monitor, 0.0, error))
    return NULL;
  dynamics = linearise (field, attractor, *state, poles_only, error);
  if (dynamics != NULL && *state == NULL && !is_exact (field, attractor)) {
    dynamics->verdict = RC_VERDICT_ABSENT;
    dynamics->stable = FALSE;
  }
  return dynamics;
}

/**
 * rc_rest_dynamics:
 * @field: the mean field
 * @attractor: which target, k
 * @monitor: (nullable): who watches; told of no progress
 * @state: (out) (optional) (nullable) (transfer full): where the closed loop is at rest,
 *   if that is not the target itself
 * @error: set to %RC_ERROR_LAPACK, %RC_ERROR_OVERFLOW or %RC_ERROR_CANCELLED
 *
 * The local dynamics where the closed loop is at rest near a target: of M equations at
 * the target itself; of M + 1 elsewhere, where a ridge, or targets that one readout
 * cannot tell apart, have moved it. Where there is no such place, the verdict is
 * %RC_VERDICT_ABSENT, and the rest is that of the target, to which the feedback is
 * clamped.
 *
 * Returns: (transfer full) (nullable): the local dynamics
 */
RcLocalDynamics *
rc_rest_dynamics (
  RcMeanField *field, gsize attractor, const RcMonitor *monitor, RcState **state, GError **error)
{
  g_autoptr (RcState) rest = NULL;
  RcLocalDynamics *dynamics = find_dynamics (field, attractor, FALSE, monitor, &rest, error);

  if (state != NULL)
    *state = dynamics != NULL ? g_steal_pointer (&rest) : NULL;
  return dynamics;
}

/**
 * rc_rest_poles:
 * @field: the mean field
 * @attractor: which target, k
 * @monitor: (nullable): who watches; told of no progress
 * @error: set to %RC_ERROR_LAPACK, %RC_ERROR_OVERFLOW or %RC_ERROR_CANCELLED
 *
 * The same without the response, as rc_local_dynamics_new_poles().
 *
 * Returns: (transfer full) (nullable): the local dynamics
 */
RcLocalDynamics *
rc_rest_poles (RcMeanField *field, gsize attractor, const RcMonitor *monitor, GError **error)
{
  g_autoptr (RcState) rest = NULL;

  return find_dynamics (field, attractor, TRUE, monitor, &rest, error);
}

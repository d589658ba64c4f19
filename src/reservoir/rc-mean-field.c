/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-mean-field.h"

#include <math.h>

#include <glib/gi18n.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>

#include "rc-error.h"
#include "rc-parallel.h"

#define MAX_STEPS 100
#define MAX_VARIANCE 1e12
#define ZERO_VARIANCE 1e-25
#define NEWTON_TOLERANCE 1e-10
/* Steps that no longer change the moments. */
#define SAME_TOLERANCE 1e-15
/* Where the rough solution may stop, and how near to perfect correlation it can tell. */
#define ROUGH_TOLERANCE 1e-5
#define NEAR_PERFECT 1e-6
/* How exactly the maximum is found whose sign counts: f is flat there. */
#define PEAK_TOLERANCE 1e-7
/* How often the readout is solved for: once, and for what is left of that … */
#define N_SOLUTIONS 3
/* … which is this, relative to the numbers that make it up. */
#define ROUNDING 4e-15
/* How many pairs of targets are handed out together. */
#define PAIRS_AT_ONCE 4

/* f(c) = c - g²Q(c) - drive, and its derivative */
typedef struct {
  const RcModel *model;
  double drive;
  double c11;
  double c22;
  void (*average) (const RcTransfer *self, double c11, double c12, double c22, RcMoments *moments);
  double at;         /* where it was evaluated last … */
  RcMoments moments; /* … and the moments there */
} Equation;

typedef double (*EquationFunc) (Equation *equation, double c, double *derivative);

/* Where Newton's step leads out of the bracket the middle is next; but the end, where it
   misses that by no more than rounding. A NaN is outside, too. */
static double
keep_inside (double next, double low, double high, double slack)
{
  if (next >= low && next <= high)
    return next;
  if (next >= low - slack && next <= high + slack)
    return CLAMP (next, low, high);
  return low + 0.5 * (high - low);
}

/* Newton's method for an increasing crossing of zero, kept inside a bracket
   with f(low) ≤ 0 ≤ f(high). */
static double
solve (EquationFunc f, Equation *equation, double low, double high, double start, double tolerance)
{
  double c = start, scale = MAX (fabs (low), fabs (high));
  /* A step that the error of the moments would hide; the moments at c are there already. */
  double same = MAX (SAME_TOLERANCE,
                     rc_transfer_get_moment_error (equation->model->transfer, scale));

  for (guint i = 0; i < MAX_STEPS; i++) {
    double derivative, value = f (equation, c, &derivative);
    double next;

    if (value == 0.0)
      return c;
    if (value < 0.0)
      low = c;
    else
      high = c;
    /* Newton may land on the end of the bracket: a zero target's variance is 0. */
    next = keep_inside (c - value / derivative, low, high, tolerance * scale);
    if (fabs (next - c) <= same * fabs (c))
      return c;
    /* Newton's error squares at each step: what is left after one this small is
       below rounding, which would only toss the last digit to and fro. A quiet
       state has no relative precision to reach. */
    if (fabs (next - c) <= tolerance * fabs (c) || fabs (next) < ZERO_VARIANCE * scale)
      return next;
    c = next;
  }
  return c;
}

/* The rough solution first, from which the exact one is a step or two away. */
static double
solve_twice (EquationFunc f, Equation *equation, double low, double high, double start)
{
  equation->average = rc_transfer_rough_moments;
  start = solve (f, equation, low, high, start, ROUGH_TOLERANCE);
  equation->average = rc_transfer_moments;
  return solve (f, equation, low, high, start, NEWTON_TOLERANCE);
}

static double
variance_equation (Equation *equation, double c, double *derivative)
{
  double gg = equation->model->gain * equation->model->gain;

  /* ∂Q_μμ/∂C_μμ = ⟨φ'² + φφ''⟩ */
  equation->at = c;
  equation->average (equation->model->transfer, c, c, c, &equation->moments);
  *derivative = 1.0 - gg * (equation->moments.slope + equation->moments.curvature);
  return c - gg * equation->moments.value - equation->drive;
}

static double
covariance_equation (Equation *equation, double c, double *derivative)
{
  double gg = equation->model->gain * equation->model->gain;

  equation->at = c;
  equation->average (
    equation->model->transfer, equation->c11, c, equation->c22, &equation->moments);
  *derivative = 1.0 - gg * equation->moments.slope;
  return c - gg * equation->moments.value - equation->drive;
}

/* The moments at the solution, which were those of the last step where it is that. */
static void
get_moments (EquationFunc f, Equation *equation, double c, RcMoments *moments)
{
  double derivative;

  if (moments == NULL)
    return;
  if (equation->at != c)
    f (equation, c, &derivative);
  *moments = equation->moments;
}

/* Where f has its maximum, between a variance where it rises and one where it falls. */
static double
find_peak (Equation *equation, double low, double high)
{
  double middle = high, derivative;

  for (guint i = 0; i < MAX_STEPS && high - low > PEAK_TOLERANCE * high; i++) {
    middle = low + 0.5 * (high - low);
    variance_equation (equation, middle, &derivative);
    if (derivative > 0.0)
      low = middle;
    else
      high = middle;
  }
  return middle;
}

/* A bracket of the variance where the activity has no bound. Where it nearly grows without one
   the smallest solution and the next are near together, and f is positive in between only. */
static gboolean
find_high (Equation *equation, double *high)
{
  double low = equation->drive, slope, derivative;

  equation->average = rc_transfer_rough_moments;
  variance_equation (equation, low, &slope);
  for (*high = equation->drive + 1e-3; *high < MAX_VARIANCE; *high *= 1.5) {
    double value, end = *high;

    equation->average = rc_transfer_rough_moments;
    value = variance_equation (equation, end, &derivative);
    if (value < 0.0 && slope > 0.0 && derivative < 0.0)
      *high = find_peak (equation, low, end);
    low = end;
    slope = derivative;
    equation->average = rc_transfer_moments;
    if ((value >= 0.0 || *high < end) && variance_equation (equation, *high, &derivative) >= 0.0)
      return TRUE;
    *high = end;
  }
  return FALSE;
}

/**
 * rc_mean_field_variance:
 * @model: the network
 * @drive: (aΣaᵀ)_μμ, at least 0
 * @variance: (out): C_μμ
 * @moments: (out) (optional): the averages of two copies of x_μ
 * @error: set to %RC_ERROR_NO_SOLUTION if the activity would grow without bound
 *
 * Solves C_μμ = g² ⟨φ²⟩ + drive for one state. Cost: two or three moments, and some
 * rough ones.
 *
 * Returns: %TRUE on success
 */
gboolean
rc_mean_field_variance (
  const RcModel *model, double drive, double *variance, RcMoments *moments, GError **error)
{
  Equation equation = { .model = model, .drive = drive, .at = NAN };
  double bound = rc_transfer_get_bound (model->transfer);
  double high;

  if (isfinite (bound)) {
    /* The largest solution: for a sigmoid that is the stable one. */
    high = drive + model->gain * model->gain * bound * bound;
    *variance = high > 0.0 ? solve_twice (variance_equation, &equation, drive, high, high) : 0.0;
    /* What is left of the quiet state, whose variance is 0, after rounding. */
    if (*variance < ZERO_VARIANCE * high)
      *variance = 0.0;
  } else if (find_high (&equation, &high)) {
    *variance = solve_twice (variance_equation, &equation, drive, high, high);
  } else {
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_NO_SOLUTION,
                 _ ("With gain %g the activity of this network grows without bound"),
                 model->gain);
    return FALSE;
  }
  equation.average = rc_transfer_moments;
  get_moments (variance_equation, &equation, *variance, moments);
  return TRUE;
}

/* Whether the solution is perfect correlation, which is at the drive's end of the bracket,
   as far as the error of the moments lets one tell. */
static gboolean
is_perfect (Equation *equation, double bound)
{
  double sign = equation->drive >= 0.0 ? 1.0 : -1.0, derivative;
  double error = rc_transfer_get_moment_error (equation->model->transfer, equation->c22) * bound;

  equation->average = rc_transfer_moments;
  return sign * covariance_equation (equation, sign * bound, &derivative) <= error;
}

/**
 * rc_mean_field_covariance:
 * @model: the network
 * @drive: (aΣaᵀ)_μν
 * @c11: C_μμ
 * @c22: C_νν
 * @moments: (out) (optional): the averages of x_μ and x_ν
 *
 * Solves C_μν = g² ⟨φ(x_μ) φ(x_ν)⟩ + drive for two different states. Cost: two or three
 * moments, and some rough ones.
 *
 * Returns: C_μν, at most √(c11 c22) in size
 */
double
rc_mean_field_covariance (
  const RcModel *model, double drive, double c11, double c22, RcMoments *moments)
{
  Equation equation = { .model = model, .drive = drive, .c11 = c11, .c22 = c22, .at = NAN };
  double bound = sqrt (c11) * sqrt (c22);
  double c = 0.0;

  if (bound > 0.0) {
    equation.average = rc_transfer_rough_moments;
    c = solve (covariance_equation,
               &equation,
               -bound,
               bound,
               CLAMP (drive, -0.9 * bound, 0.9 * bound),
               ROUGH_TOLERANCE);
    if (fabs (c) > (1.0 - NEAR_PERFECT) * bound && is_perfect (&equation, bound)) {
      c = drive >= 0.0 ? bound : -bound;
    } else {
      equation.average = rc_transfer_moments;
      c = solve (covariance_equation, &equation, -bound, bound, c, NEWTON_TOLERANCE);
    }
  }
  equation.average = rc_transfer_moments;
  get_moments (covariance_equation, &equation, c, moments);
  return c;
}

/* aΣ and aΣaᵀ */
static void
make_drive (RcMeanField *self)
{
  gsl_matrix *a = rc_model_make_channels (self->model);
  gsl_matrix *covariance = rc_model_make_covariance (self->model);

  self->channels = gsl_matrix_calloc (a->size1, a->size2);
  self->drive = gsl_matrix_calloc (a->size1, a->size1);
  gsl_blas_dgemm (CblasNoTrans, CblasNoTrans, 1.0, a, covariance, 0.0, self->channels);
  gsl_blas_dgemm (CblasNoTrans, CblasTrans, 1.0, self->channels, a, 0.0, self->drive);
  gsl_matrix_free (covariance);
  gsl_matrix_free (a);
}

static void
set_both (gsl_matrix *matrix, gsize i, gsize j, double value)
{
  gsl_matrix_set (matrix, i, j, value);
  gsl_matrix_set (matrix, j, i, value);
}

static gboolean
solve_variances (gsize begin, gsize end, gpointer data, GError **error)
{
  RcMeanField *self = data;

  for (gsize i = begin; i < end; i++) {
    double variance = 0.0;
    RcMoments moments;

    if (!rc_mean_field_variance (
          self->model, gsl_matrix_get (self->drive, i, i), &variance, &moments, error))
      return FALSE;
    gsl_matrix_set (self->covariance, i, i, variance);
    gsl_matrix_set (self->overlap, i, i, moments.value);
    gsl_matrix_set (self->slope, i, i, moments.slope);
    gsl_matrix_set (self->curvature, i, i, moments.curvature);
  }
  return TRUE;
}

static void
solve_pair (RcMeanField *self, gsize i, gsize j)
{
  double cii = gsl_matrix_get (self->covariance, i, i);
  double cjj = gsl_matrix_get (self->covariance, j, j);
  RcMoments moments;
  double cij = rc_mean_field_covariance (
    self->model, gsl_matrix_get (self->drive, i, j), cii, cjj, &moments);

  set_both (self->covariance, i, j, cij);
  set_both (self->overlap, i, j, moments.value);
  set_both (self->slope, i, j, moments.slope);
  gsl_matrix_set (self->curvature, i, j, moments.curvature);
  if (cii != cjj)
    rc_transfer_moments (self->model->transfer, cjj, cij, cii, &moments);
  gsl_matrix_set (self->curvature, j, i, moments.curvature);
}

/* One index after the other, on this thread. */
static gboolean
solve_all (gsize n, RcRangeFunc func, RcMeanField *self, const RcMonitor *monitor, GError **error)
{
  for (gsize i = 0; i < n; i++)
    if (!rc_monitor_report (monitor, 0.0, error) || !func (i, i + 1, self, error))
      return FALSE;
  return TRUE;
}

/* The pairs i > j, counted row by row. */
static gboolean
solve_covariances (gsize begin, gsize end, gpointer data, GError **error)
{
  gsize i = 1, first = 0;

  for (gsize pair = begin; pair < end; pair++) {
    while (pair >= first + i)
      first += i++;
    solve_pair (data, i, pair - first);
  }
  return TRUE;
}

/**
 * rc_mean_field_get_moment_error:
 *
 * Returns: the relative error of the averages, of the state for which it is largest
 */
double
rc_mean_field_get_moment_error (const RcMeanField *self)
{
  double largest = 0.0;

  for (gsize i = 0; i < self->covariance->size1; i++)
    largest = MAX (largest,
                   rc_transfer_get_moment_error (self->model->transfer,
                                                 gsl_matrix_get (self->covariance, i, i)));
  return largest;
}

/* (Q + λ)^+, through the eigenvectors of Q. */
static void
invert_overlap (RcMeanField *self)
{
  gsize m = self->overlap->size1;
  gsl_matrix *q = gsl_matrix_alloc (m, m), *vectors = gsl_matrix_alloc (m, m);
  gsl_vector *values = gsl_vector_alloc (m);
  gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc (m);
  double largest, smallest;
  double tolerance = RC_RANK_SAFETY * rc_mean_field_get_moment_error (self) * (double)m;

  gsl_matrix_memcpy (q, self->overlap);
  gsl_eigen_symmv (q, values, vectors, work);
  gsl_vector_add_constant (values, self->model->ridge);
  largest = smallest = gsl_vector_max (values);
  for (gsize i = 0; i < m; i++) {
    double value = gsl_vector_get (values, i);
    gsl_vector_view vector = gsl_matrix_column (vectors, i);

    if (value > tolerance * largest && value > G_MINDOUBLE) {
      gsl_blas_dsyr (CblasLower, 1.0 / value, &vector.vector, self->inverse);
      self->rank++;
      smallest = MIN (smallest, value);
    }
  }
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < i; j++)
      gsl_matrix_set (self->inverse, j, i, gsl_matrix_get (self->inverse, i, j));
  self->condition = self->rank > 0 ? largest / smallest : 1.0;

  gsl_matrix_free (q);
  gsl_matrix_free (vectors);
  gsl_vector_free (values);
  gsl_eigen_symmv_free (work);
}

/* @residual = A - (Q + λ) B */
static void
find_residual (const RcMeanField *self, double ridge, gsl_matrix *residual)
{
  gsl_matrix *kept = gsl_matrix_alloc (residual->size1, residual->size2);

  gsl_matrix_memcpy (residual, self->model->targets);
  gsl_blas_dgemm (CblasNoTrans, CblasNoTrans, -1.0, self->overlap, self->readout, 1.0, residual);
  gsl_matrix_memcpy (kept, self->readout);
  gsl_matrix_scale (kept, ridge);
  gsl_matrix_sub (residual, kept);
  gsl_matrix_free (kept);
}

/* B = (Q + λ)^+ A, and how well it does. What rounding has left of an ill-conditioned Q is
   solved for again. */
static void
solve_readout (RcMeanField *self)
{
  const gsl_matrix *targets = self->model->targets;
  gsl_matrix *residual = gsl_matrix_alloc (targets->size1, targets->size2);

  invert_overlap (self);
  for (guint i = 0; i < N_SOLUTIONS; i++) {
    find_residual (self, self->model->ridge, residual);
    gsl_blas_dgemm (CblasNoTrans, CblasNoTrans, 1.0, self->inverse, residual, 1.0, self->readout);
  }
  find_residual (self, 0.0, residual);
  self->readout_error = fabs (MAX (gsl_matrix_max (residual), -gsl_matrix_min (residual)));
  self->rounding = ROUNDING * (double)targets->size1 * gsl_matrix_max (self->overlap) *
                   MAX (gsl_matrix_max (self->readout), -gsl_matrix_min (self->readout));
  gsl_matrix_free (residual);
}

static RcMeanField *
new_unsolved (RcModel *model)
{
  RcMeanField *self = g_new0 (RcMeanField, 1);
  gsize m = rc_model_get_n_targets (model);

  rc_init ();
  g_atomic_ref_count_init (&self->ref_count);
  self->model = rc_model_ref (model);
  make_drive (self);
  self->covariance = gsl_matrix_calloc (m, m);
  self->overlap = gsl_matrix_calloc (m, m);
  self->slope = gsl_matrix_calloc (m, m);
  self->curvature = gsl_matrix_calloc (m, m);
  self->inverse = gsl_matrix_calloc (m, m);
  self->readout = gsl_matrix_calloc (m, rc_model_get_n_outputs (model));
  return self;
}

/**
 * rc_mean_field_new:
 * @model: the network and its task
 * @error: set to %RC_ERROR_NO_SOLUTION if the activity would grow without bound
 *
 * Solves C_μν = g² Q_μν + (aΣaᵀ)_μν for all pairs of targets and finds the
 * readout B. Each equation is scalar and is solved by itself. Cost: M²/2
 * equations of a few moments each.
 *
 * Where Q is singular, as it is when targets repeat or mirror each other under
 * an odd φ, B is that of the pseudo-inverse: eigenvalues that may be nothing but the
 * error of the moments count as zero, see %RC_RANK_SAFETY, and rc_redundancy_new()
 * says in words which targets are to blame. No number is ever a NaN.
 *
 * Returns: (transfer full) (nullable): the mean field
 */
RcMeanField *
rc_mean_field_new (RcModel *model, GError **error)
{
  return rc_mean_field_new_watched (model, NULL, error);
}

/**
 * rc_mean_field_new_watched:
 * @model: the network and its task
 * @monitor: (nullable): who watches; asked before each equation, told of no progress
 * @error: as for rc_mean_field_new(), or %RC_ERROR_CANCELLED
 *
 * The same where it may have to be stopped.
 *
 * Returns: (transfer full) (nullable): the mean field
 */
RcMeanField *
rc_mean_field_new_watched (RcModel *model, const RcMonitor *monitor, GError **error)
{
  g_autoptr (RcMeanField) self = new_unsolved (model);
  gsize m = rc_model_get_n_targets (model);

  if (!solve_all (m, solve_variances, self, monitor, error) ||
      !solve_all (m * (m - 1) / 2, solve_covariances, self, monitor, error))
    return NULL;
  solve_readout (self);
  return g_steal_pointer (&self);
}

/**
 * rc_mean_field_new_parallel:
 * @model: the network and its task
 * @monitor: (nullable): who watches
 * @error: as for rc_mean_field_new(), or %RC_ERROR_CANCELLED
 *
 * The same, bit for bit, on all processors: for many targets, or a transfer function
 * whose averages take long.
 *
 * Returns: (transfer full) (nullable): the mean field
 */
RcMeanField *
rc_mean_field_new_parallel (RcModel *model, const RcMonitor *monitor, GError **error)
{
  g_autoptr (RcMeanField) self = new_unsolved (model);
  gsize m = rc_model_get_n_targets (model), n_pairs = m * (m - 1) / 2;
  double share = (double)m / (double)(m + n_pairs);
  RcMonitorPart part;

  if (!rc_parallel_for (
        m, 1, solve_variances, self, rc_monitor_part (monitor, 0.0, share, &part), error) ||
      !rc_parallel_for (n_pairs,
                        PAIRS_AT_ONCE,
                        solve_covariances,
                        self,
                        rc_monitor_part (monitor, share, 1.0, &part),
                        error))
    return NULL;
  solve_readout (self);
  return g_steal_pointer (&self);
}

RcMeanField *
rc_mean_field_ref (RcMeanField *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rc_mean_field_unref (RcMeanField *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  rc_model_unref (self->model);
  gsl_matrix_free (self->channels);
  gsl_matrix_free (self->drive);
  gsl_matrix_free (self->covariance);
  gsl_matrix_free (self->overlap);
  gsl_matrix_free (self->slope);
  gsl_matrix_free (self->curvature);
  gsl_matrix_free (self->inverse);
  gsl_matrix_free (self->readout);
  g_free (self);
}

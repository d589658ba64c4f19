/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-fixed-points.h"

#include <math.h>

#include <glib/gi18n.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_multiroots.h>
#include <gsl/gsl_roots.h>

#include "rc-error.h"
#include "rc-parallel.h"
#include "rc-return-map.h"

#define MAX_STEPS 100
/* |F(z) - z| of a fixed point, relative to the size of the region. */
#define ROOT_TOLERANCE 1e-10
/* … and of one where F only touches the diagonal, which rounding may part. */
#define TANGENT_TOLERANCE 1e-9
/* So many neighbours on the grid that are fixed points are a line of them. */
#define LINE 3
/* What the grid takes of a search on a rectangle, about */
#define GRID_SHARE 0.1
/* Two that are closer than this fraction of the region are one. */
#define SAME_TOLERANCE 1e-6

typedef struct {
  RcMeanField *field;
  const double *input;
  const double *lower;
  const double *upper;
  gsize n_starts;
  const RcMonitor *monitor;
  double size;
  double *found; /* a start each, K numbers, and then where it led: NaN if that is nowhere */
} Region;

static gboolean
get_flow (const Region *region, const double *z, double *flow)
{
  g_autoptr (RcState) state = rc_state_new (region->field, z, region->input, region->monitor, NULL);
  gsize k = rc_model_get_n_outputs (region->field->model);

  for (gsize i = 0; i < k; i++)
    flow[i] = state != NULL ? state->returned[i] - z[i] : NAN;
  return state != NULL;
}

static double
flow_1d (double z, void *data)
{
  double flow;

  get_flow (data, &z, &flow);
  return flow;
}

static double
size_1d (double z, void *data)
{
  return fabs (flow_1d (z, data));
}

static double
bracketed_root (Region *region, double low, double high)
{
  gsl_function f = { flow_1d, region };
  gsl_root_fsolver *solver = gsl_root_fsolver_alloc (gsl_root_fsolver_brent);
  double root = NAN;

  if (gsl_root_fsolver_set (solver, &f, low, high) == GSL_SUCCESS) {
    for (guint i = 0; i < MAX_STEPS; i++) {
      if (gsl_root_fsolver_iterate (solver) != GSL_SUCCESS)
        break;
      if (gsl_root_fsolver_x_upper (solver) - gsl_root_fsolver_x_lower (solver) <=
          1e-14 * region->size)
        break;
    }
    root = gsl_root_fsolver_root (solver);
  }
  gsl_root_fsolver_free (solver);
  return root;
}

/* Where |F(z) - z| is least between three points, the middle one the lowest. */
static double
nearest_approach (Region *region, const double *z, const double *flow)
{
  gsl_function f = { size_1d, region };
  gsl_min_fminimizer *minimizer = gsl_min_fminimizer_alloc (gsl_min_fminimizer_brent);
  double at = z[0];

  if (gsl_min_fminimizer_set_with_values (
        minimizer, &f, z[0], fabs (flow[0]), z[-1], fabs (flow[-1]), z[1], fabs (flow[1])) ==
      GSL_SUCCESS) {
    for (guint i = 0; i < MAX_STEPS; i++) {
      at = gsl_min_fminimizer_x_minimum (minimizer);
      if (flow_1d (at, region) * flow[0] <= 0.0 ||
          gsl_min_fminimizer_iterate (minimizer) != GSL_SUCCESS)
        break;
      if (gsl_min_fminimizer_x_upper (minimizer) - gsl_min_fminimizer_x_lower (minimizer) <
          1e-9 * region->size)
        break;
    }
    at = gsl_min_fminimizer_x_minimum (minimizer);
  }
  gsl_min_fminimizer_free (minimizer);
  return at;
}

/* A pair of fixed points between two points of the grid, or one that is just
   being born: F touches the diagonal, or nearly. */
static void
find_pair (Region *region, const double *z, const double *flow, GArray *roots)
{
  double at = nearest_approach (region, z, flow), value = flow_1d (at, region), root;

  if (value * flow[0] < 0.0) {
    root = bracketed_root (region, z[-1], at);
    g_array_append_val (roots, root);
    root = bracketed_root (region, at, z[1]);
    g_array_append_val (roots, root);
  } else if (fabs (value) <= TANGENT_TOLERANCE * region->size) {
    g_array_append_val (roots, at);
  }
}

/* How many points of the grid from @begin on are fixed points, but for rounding: on a line of
   fixed points, as rectifiers without threshold have one, every one is. */
static gsize
count_line (const Region *region, const double *flow, gsize begin)
{
  gsize end = begin;

  while (end < region->n_starts && fabs (flow[end]) <= ROOT_TOLERANCE * region->size)
    end++;
  return end - begin;
}

/* The ends of a line of fixed points, unless they are those of the region, and the targets
   on it. */
static void
take_line (const Region *region, double low, double high, GArray *roots)
{
  const gsl_matrix *targets = region->field->model->targets;

  if (low > region->lower[0])
    g_array_append_val (roots, low);
  if (high < region->upper[0])
    g_array_append_val (roots, high);
  for (gsize i = 0; i < targets->size1; i++) {
    double target = gsl_matrix_get (targets, i, 0);

    if (target >= low && target <= high)
      g_array_append_val (roots, target);
  }
}

/* One output: every change of sign, and every approach to zero without one. */
static gboolean
find_1d (Region *region, GArray *roots, GError **error)
{
  gsize n = region->n_starts;
  g_autofree double *z = g_new (double, n), *flow = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    z[i] = region->lower[0] + (region->upper[0] - region->lower[0]) * (double)i / (double)(n - 1);
  if (!rc_return_map_field (region->field,
                            region->input,
                            region->lower,
                            region->upper,
                            &n,
                            region->monitor,
                            flow,
                            error))
    return FALSE;

  for (gsize i = 0; i < n; i++) {
    gsize n_line = count_line (region, flow, i);

    if (n_line >= LINE) {
      take_line (region, z[i], z[i + n_line - 1], roots);
      i += n_line - 1;
      continue;
    }
    if (flow[i] == 0.0)
      g_array_append_val (roots, z[i]);
    if (i + 1 < n && flow[i] * flow[i + 1] < 0.0) {
      double root = bracketed_root (region, z[i], z[i + 1]);

      g_array_append_val (roots, root);
    }
    if (i > 0 && i + 1 < n && flow[i] * flow[i - 1] > 0.0 && flow[i] * flow[i + 1] > 0.0 &&
        fabs (flow[i]) < fabs (flow[i - 1]) && fabs (flow[i]) <= fabs (flow[i + 1]))
      find_pair (region, z + i, flow + i, roots);
  }
  /* what was stopped on its way has found no root */
  return rc_monitor_report (region->monitor, 1.0, error);
}

static int
flow_2d (const gsl_vector *z, void *data, gsl_vector *flow)
{
  return get_flow (data, z->data, flow->data) ? GSL_SUCCESS : GSL_EDOM;
}

static int
slope_2d (const gsl_vector *z, void *data, gsl_matrix *slope)
{
  const Region *region = data;
  g_autoptr (RcState)
    state = rc_state_new (region->field, z->data, region->input, region->monitor, NULL);

  if (state == NULL || !rc_state_slope (state, slope->data))
    return GSL_EDOM;
  *gsl_matrix_ptr (slope, 0, 0) -= 1.0;
  *gsl_matrix_ptr (slope, 1, 1) -= 1.0;
  return GSL_SUCCESS;
}

static int
both_2d (const gsl_vector *z, void *data, gsl_vector *flow, gsl_matrix *slope)
{
  int status = flow_2d (z, data, flow);

  return status == GSL_SUCCESS ? slope_2d (z, data, slope) : status;
}

/* Follows Powell's hybrid method from one start to where it leads. */
static void
follow (Region *region, double *z)
{
  gsl_multiroot_function_fdf f = { flow_2d, slope_2d, both_2d, 2, region };
  gsl_multiroot_fdfsolver *solver = gsl_multiroot_fdfsolver_alloc (gsl_multiroot_fdfsolver_hybridsj,
                                                                   2);
  gsl_vector_view start = gsl_vector_view_array (z, 2);
  gboolean found = FALSE;

  if (gsl_multiroot_fdfsolver_set (solver, &f, &start.vector) == GSL_SUCCESS) {
    for (guint i = 0; !found && i < MAX_STEPS; i++) {
      if (gsl_multiroot_fdfsolver_iterate (solver) != GSL_SUCCESS)
        break;
      found = gsl_multiroot_test_residual (solver->f, ROOT_TOLERANCE * region->size) == GSL_SUCCESS;
    }
    /* Near its end the method may stop for want of progress. */
    found = gsl_multiroot_test_residual (solver->f, ROOT_TOLERANCE * region->size) == GSL_SUCCESS;
  }
  for (gsize j = 0; j < 2; j++) {
    z[j] = found ? gsl_vector_get (solver->x, j) : NAN;
    if (z[j] < region->lower[j] - SAME_TOLERANCE * region->size ||
        z[j] > region->upper[j] + SAME_TOLERANCE * region->size)
      found = FALSE;
  }
  if (!found)
    z[0] = z[1] = NAN;
  gsl_multiroot_fdfsolver_free (solver);
}

static gboolean
follow_range (gsize begin, gsize end, gpointer data, GError **error)
{
  Region *region = data;

  for (gsize i = begin; i < end; i++)
    follow (region, region->found + 2 * i);
  return TRUE;
}

/* Whether both components of the flow vanish or change sign on the four corners of a cell, the
   first of which is @first on a grid of @n by @n; @least: the corner where the flow is least */
static gboolean
may_hold_root (const double *flow, gsize n, gsize first, gsize *least)
{
  const gsize corners[4] = { first, first + 1, first + n, first + n + 1 };
  gboolean negative[2] = { FALSE }, positive[2] = { FALSE };

  *least = first;
  for (gsize i = 0; i < 4; i++) {
    const double *here = flow + 2 * corners[i], *lowest = flow + 2 * *least;

    for (gsize j = 0; j < 2; j++) {
      negative[j] = negative[j] || here[j] <= 0.0;
      positive[j] = positive[j] || here[j] >= 0.0;
    }
    if (hypot (here[0], here[1]) < hypot (lowest[0], lowest[1]))
      *least = corners[i];
  }
  return negative[0] && positive[0] && negative[1] && positive[1];
}

/* The search from the middle of a cell may leave its own fixed point: it also begins at the best
   corner of each cell that may hold one. */
static gboolean
add_cells (Region *region, GArray *starts, const RcMonitor *monitor, GError **error)
{
  gsize n = region->n_starts + 1, n_points[2] = { n, n };
  g_autofree double *flow = g_new (double, 2 * n * n);

  if (!rc_return_map_field (
        region->field, region->input, region->lower, region->upper, n_points, monitor, flow, error))
    return FALSE;
  for (gsize i = 0; i < region->n_starts * n; i++) {
    gsize least;

    if (i % n == n - 1 || !may_hold_root (flow, n, i, &least))
      continue;
    for (gsize j = 0; j < 2; j++) {
      gsize index = j == 0 ? least / n : least % n;
      double z = region->lower[j] +
                 (region->upper[j] - region->lower[j]) * (double)index / (double)(n - 1);

      g_array_append_val (starts, z);
    }
  }
  return TRUE;
}

static gboolean
find_2d (Region *region, GArray *roots, GError **error)
{
  const gsl_matrix *targets = region->field->model->targets;
  gsize n = region->n_starts;
  RcMonitorPart part;

  for (gsize i = 0; i < n * n; i++) {
    gsize index[2] = { i / n, i % n };

    for (gsize j = 0; j < 2; j++) {
      double z = region->lower[j] +
                 (region->upper[j] - region->lower[j]) * ((double)index[j] + 0.5) / (double)n;

      g_array_append_val (roots, z);
    }
  }
  /* the targets themselves, which lie where the map is of interest */
  g_array_append_vals (roots, targets->data, (guint)(2 * targets->size1));
  if (!add_cells (region, roots, rc_monitor_part (region->monitor, 0.0, GRID_SHARE, &part), error))
    return FALSE;

  region->found = (double *)(gpointer)roots->data;
  return rc_parallel_for (roots->len / 2,
                          1,
                          follow_range,
                          region,
                          rc_monitor_part (region->monitor, GRID_SHARE, 1.0, &part),
                          error);
}

static int
compare (const void *a, const void *b)
{
  const RcState *left = ((const RcFixedPoint *)a)->state;
  const RcState *right = ((const RcFixedPoint *)b)->state;

  for (gsize j = 0; j < rc_model_get_n_outputs (left->mean_field->model); j++)
    if (left->output[j] != right->output[j])
      return left->output[j] > right->output[j] ? 1 : -1;
  return 0;
}

static gboolean
is_same (const Region *region, const double *a, const double *b)
{
  double squares = 0.0;

  for (gsize j = 0; j < rc_model_get_n_outputs (region->field->model); j++)
    squares += (a[j] - b[j]) * (a[j] - b[j]);
  return sqrt (squares) <= SAME_TOLERANCE * region->size;
}

/* Merges what is the same and looks at each that is left. */
static gboolean
collect (RcFixedPoints *self, const Region *region, const GArray *roots, GError **error)
{
  gsize k = rc_model_get_n_outputs (region->field->model);
  const gsl_matrix *targets = region->field->model->targets;

  self->points = g_new0 (RcFixedPoint, roots->len / k);
  for (gsize i = 0; i < roots->len / k; i++) {
    const double *z = (const double *)(gconstpointer)roots->data + i * k;
    RcFixedPoint *point = &self->points[self->n_points];
    gboolean known = isnan (z[0]);

    for (gsize j = 0; !known && j < self->n_points; j++)
      known = is_same (region, z, self->points[j].state->output);
    if (known)
      continue;
    point->state = rc_state_new (region->field, z, region->input, region->monitor, error);
    if (point->state == NULL)
      return FALSE;
    self->n_points++;
    point->dynamics = rc_local_dynamics_new_at (point->state, error);
    if (point->dynamics == NULL)
      return FALSE;
    point->target = -1;
    for (gsize j = 0; j < targets->size1 && point->target < 0; j++)
      if (is_same (region, z, gsl_matrix_const_ptr (targets, j, 0)))
        point->target = (gssize)j;
  }
  qsort (self->points, self->n_points, sizeof *self->points, compare);
  return TRUE;
}

/**
 * rc_fixed_points_new:
 * @field: the statistics of the training states, with K = 1 or K = 2
 * @input: (nullable): u, L numbers, the static input
 * @lower: the least z, K numbers
 * @upper: the largest z, K numbers
 * @n_starts: how many points of the interval are looked at, or, for K = 2, how
 *   many along each side of the rectangle the search starts from; at least 3
 * @monitor: (nullable): who watches
 * @error: set to %RC_ERROR_ARGUMENT if K > 2, or %RC_ERROR_CANCELLED
 *
 * Finds the fixed points F(z) = z of the return map. On an interval every change
 * of sign between two points of the grid is found, and every pair of fixed
 * points around a least distance; of a line of fixed points its ends within
 * the region, and the targets on it. On a rectangle, all that some start leads
 * to: the middle of each cell of the grid, the targets, and a corner of each cell where both
 * components of F(z) - z change sign. Closer than 1e-6 of the region is the same. The result does
 * not depend on the number of threads. Cost: a state for each point; some ten for each start.
 *
 * Returns: (transfer full) (nullable): the fixed points
 */
RcFixedPoints *
rc_fixed_points_new (RcMeanField *field,
                     const double *input,
                     const double *lower,
                     const double *upper,
                     gsize n_starts,
                     const RcMonitor *monitor,
                     GError **error)
{
  g_autoptr (RcFixedPoints) self = g_new0 (RcFixedPoints, 1);
  g_autoptr (GArray) roots = g_array_new (FALSE, FALSE, sizeof (double));
  gsize k = rc_model_get_n_outputs (field->model);
  Region region = { field, input, lower, upper, MAX (n_starts, 3), monitor };

  g_atomic_ref_count_init (&self->ref_count);
  if (k > 2) {
    g_set_error_literal (error,
                         RC_ERROR,
                         RC_ERROR_ARGUMENT,
                         _ ("Fixed points are looked for with one output or two, not more"));
    return NULL;
  }
  for (gsize j = 0; j < k; j++)
    region.size = MAX (region.size, upper[j] - lower[j]);
  if (!(k == 1 ? find_1d : find_2d) (&region, roots, error) ||
      !collect (self, &region, roots, error))
    return NULL;
  return g_steal_pointer (&self);
}

RcFixedPoints *
rc_fixed_points_ref (RcFixedPoints *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rc_fixed_points_unref (RcFixedPoints *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (gsize i = 0; i < self->n_points; i++) {
    rc_state_unref (self->points[i].state);
    g_clear_pointer (&self->points[i].dynamics, rc_local_dynamics_unref);
  }
  g_free (self->points);
  g_free (self);
}

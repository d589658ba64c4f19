/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-closed-loop.h"

#include <math.h>

#include <glib/gi18n.h>
#include <gsl/gsl_blas.h>

#include "rc-error.h"
#include "rc-leading.h"
#include "rc-margin.h"
#include "rc-matrix.h"
#include "rc-newton.h"
#include "rc-parallel.h"
#include "rc-rest.h"
#include "rc-spectrum.h"

/* A fixed point this near to a target, relative to the largest one, is that target. */
#define TARGET_TOLERANCE 0.05
#define START_TOLERANCE 1e-6
#define LEADING_TOLERANCE 1e-7
/* There are many starts: beyond the edge of chaos only small networks are worth
   an elimination for each step of each. */
#define LARGEST_DIRECT 300
#define START_SHARE 0.15
#define NEWTON_SHARE 0.6

typedef struct {
  const RcTrained *trained;
  gsl_matrix *states; /* N×P: where the search begins, and where it ends */
  gsl_matrix *drive;  /* N×P: W_in u */
  const gsize *inputs;
  double *speeds; /* P */
  const RcMonitor *monitor;
  int done; /* atomic: how many starts */
} Search;

static gboolean
part_cb (double fraction, gpointer user_data)
{
  Search *search = user_data;
  double done = (double)g_atomic_int_get (&search->done) / (double)search->states->size2;

  return search->monitor->func (done, search->monitor->user_data);
}

static gboolean
search_from (gsize begin, gsize end, gpointer data, GError **error)
{
  Search *search = data;
  const RcTrained *trained = search->trained;
  gsize n = trained->network->size;
  g_autofree double *work = g_new (double, 2 * n);
  RcMonitor monitor = { part_cb, search };

  for (gsize p = begin; p < end; p++) {
    for (gsize i = 0; i < n; i++) {
      work[i] = gsl_matrix_get (search->states, i, p);
      work[n + i] = gsl_matrix_get (search->drive, i, p);
    }
    if (!rc_newton_solve (trained->network,
                          trained->readout,
                          work + n,
                          RC_CLOSED_LOOP_SPEED,
                          LARGEST_DIRECT,
                          search->monitor != NULL ? &monitor : NULL,
                          work,
                          &search->speeds[p],
                          error))
      return FALSE;
    for (gsize i = 0; i < n; i++)
      gsl_matrix_set (search->states, i, p, work[i]);
    g_atomic_int_inc (&search->done);
  }
  return TRUE;
}

static gboolean
is_same (gsize n, const double *x, const double *y)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += (x[i] - y[i]) * (x[i] - y[i]);
  return sum <= RC_CLOSED_LOOP_SAME * RC_CLOSED_LOOP_SAME * (double)n;
}

/* Whether a fixed point is among those there are. */
static gboolean
is_known (const RcClosedLoop *self, gsize input, const double *state)
{
  for (gsize i = 0; i < self->n_points; i++)
    if (self->points[i].input == input && is_same (self->size, self->points[i].state, state))
      return TRUE;
  return FALSE;
}

/* The row of some outputs that an output under an input is, or -1 */
static gssize
find_row (const RcModel *model, const gsl_matrix *outputs, gsize input, const double *output)
{
  double largest = MAX (gsl_matrix_max (model->targets), -gsl_matrix_min (model->targets));
  double nearest = TARGET_TOLERANCE * (largest > 0.0 ? largest : 1.0);
  gssize found = -1;

  for (gsize m = 0; m < outputs->size1; m++) {
    double distance = 0.0;

    if (model->inputs != NULL && m != input)
      continue;
    for (gsize j = 0; j < outputs->size2; j++)
      distance = hypot (distance, output[j] - gsl_matrix_get (outputs, m, j));
    if (distance <= nearest) {
      nearest = distance;
      found = (gssize)m;
    }
  }
  return found;
}

/* The target that an output is, or whose attractor lies there beside it; or -1 */
static gssize
find_target (const RcTrained *trained, gsize input, const double *output)
{
  const RcModel *model = trained->network->model;
  gssize found = find_row (model, model->targets, input, output);

  if (found >= 0)
    return found;
  found = find_row (model, trained->rest_outputs, input, output);
  return found >= 0 && rc_rest_is_near (model, (gsize)found, output) ? found : -1;
}

/* All of it but its state, which is there already */
static gboolean
fill_point (
  const Search *search, gsize p, const RcMonitor *monitor, RcClosedLoopPoint *point, GError **error)
{
  const RcTrained *trained = search->trained;
  const RcModel *model = trained->network->model;
  gsize n = trained->network->size, k = trained->readout->size2;
  g_autofree double *activity = g_new (double, n);
  g_autoptr (RcJacobian)
    jacobian = rc_jacobian_new (trained->network, trained->readout, point->state);
  gsl_vector_view view = gsl_vector_view_array (activity, n), z;
  double edge = rc_jacobian_bulk_radius (jacobian) - 1.0, margin;

  point->input = search->inputs[p];
  point->speed = search->speeds[p];
  if (!rc_leading_eigenvalue (jacobian, LEADING_TOLERANCE, monitor, &point->leading, error) ||
      !rc_margin_find (
        jacobian, point->leading, LEADING_TOLERANCE, point->speed, monitor, &margin, error))
    return FALSE;
  point->verdict = isnan (creal (point->leading))
                     ? rc_verdict_new (edge, 0.0, rc_leading_slack (jacobian))
                     : rc_verdict_new (creal (point->leading), 0.0, margin);
  if (isnan (creal (point->leading)) && n > RC_SPECTRUM_LARGEST_COMPLETE)
    point->leading = edge;
  point->stable = point->verdict == RC_VERDICT_STABLE;
  point->output = g_new (double, k);
  z = gsl_vector_view_array (point->output, k);
  rc_transfer_values (model->transfer, n, point->state, activity);
  gsl_blas_dgemv (CblasTrans, 1.0, trained->readout, &view.vector, 0.0, &z.vector);
  point->target = find_target (trained, point->input, point->output);
  return TRUE;
}

static int
compare_points (const void *a, const void *b)
{
  const RcClosedLoopPoint *x = a, *y = b;

  if (x->input != y->input)
    return x->input < y->input ? -1 : 1;
  return (x->output[0] > y->output[0]) - (x->output[0] < y->output[0]);
}

/* One point for each state that is not the same as an earlier one. */
static gboolean
collect (RcClosedLoop *self, const Search *search, const RcMonitor *monitor, GError **error)
{
  self->points = g_new0 (RcClosedLoopPoint, self->n_starts);
  for (gsize p = 0; p < self->n_starts; p++) {
    gsl_vector_const_view column = gsl_matrix_const_column (search->states, p);
    RcClosedLoopPoint *point = &self->points[self->n_points];
    g_autofree double *state = g_new (double, self->size);
    gsl_vector_view copy = gsl_vector_view_array (state, self->size);
    RcMonitorPart part;

    if (!(search->speeds[p] <= RC_CLOSED_LOOP_SPEED))
      continue;
    self->n_converged++;
    gsl_vector_memcpy (&copy.vector, &column.vector);
    if (is_known (self, search->inputs[p], state))
      continue;
    self->n_points++;
    point->state = g_steal_pointer (&state);
    if (!fill_point (search,
                     p,
                     rc_monitor_part (monitor,
                                      (double)p / (double)self->n_starts,
                                      (double)(p + 1) / (double)self->n_starts,
                                      &part),
                     point,
                     error))
      return FALSE;
  }
  qsort (self->points, self->n_points, sizeof *self->points, compare_points);
  return TRUE;
}

/* The states with the outputs held, as nearly at rest as a few steps make them. */
static gboolean
prepare (Search *search, const gsl_matrix *outputs, const RcMonitor *monitor, GError **error)
{
  const RcNetwork *network = search->trained->network;
  gsize p = outputs->size1;
  gsl_matrix *none = gsl_matrix_calloc (p, outputs->size2), *inputs = NULL;
  double residual;
  gboolean success;

  if (network->model->inputs != NULL) {
    inputs = gsl_matrix_alloc (p, network->model->inputs->size2);
    for (gsize i = 0; i < p; i++) {
      gsl_vector_const_view row = gsl_matrix_const_row (network->model->inputs, search->inputs[i]);

      gsl_matrix_set_row (inputs, i, &row.vector);
    }
  }
  search->drive = rc_network_make_drive (network, none, inputs);
  success = rc_network_clamped_states (
    network, outputs, inputs, START_TOLERANCE, monitor, search->states, &residual, error);
  gsl_matrix_free (none);
  g_clear_pointer (&inputs, gsl_matrix_free);
  return success;
}

/**
 * rc_closed_loop_find:
 * @trained: a trained network
 * @outputs: P×K: where to look: outputs that the network visits, say
 * @inputs: P: whose target's static input is on; all 0 without static inputs
 * @monitor: (nullable): who watches
 * @error: set to %RC_ERROR_CANCELLED, %RC_ERROR_NO_MEMORY, %RC_ERROR_OVERFLOW or
 *   %RC_ERROR_LAPACK
 *
 * Finds fixed points of the closed loop, stable or not, those that training asked for
 * and others: by Newton's method from the state that belongs to each output.
 * Those found from several are merged. There is no saying that all are
 * found. In parallel over starts. Cost: some hundred products with W for each
 * start, and for each point found.
 *
 * Returns: (transfer full) (nullable): the points
 */
RcClosedLoop *
rc_closed_loop_find (const RcTrained *trained,
                     const gsl_matrix *outputs,
                     const gsize *inputs,
                     const RcMonitor *monitor,
                     GError **error)
{
  g_autoptr (RcClosedLoop) self = rc_closed_loop_new_empty (trained);
  g_autofree double *speeds = g_new (double, outputs->size1);
  RcMonitorPart starts, newton, points;
  Search search = { .trained = trained, .inputs = inputs, .speeds = speeds };
  gboolean success;

  self->n_starts = outputs->size1;
  search.states = rc_matrix_try_new (trained->network->size, self->n_starts);
  if (search.states == NULL) {
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_NO_MEMORY,
                 _ ("There is no memory for %zu states to start from"),
                 self->n_starts);
    return NULL;
  }
  search.monitor = rc_monitor_part (monitor, START_SHARE, NEWTON_SHARE, &newton);
  success = prepare (
              &search, outputs, rc_monitor_part (monitor, 0.0, START_SHARE, &starts), error) &&
            rc_parallel_for (self->n_starts, 1, search_from, &search, NULL, error) &&
            collect (self, &search, rc_monitor_part (monitor, NEWTON_SHARE, 1.0, &points), error);
  gsl_matrix_free (search.states);
  g_clear_pointer (&search.drive, gsl_matrix_free);
  return success ? g_steal_pointer (&self) : NULL;
}

/**
 * rc_closed_loop_new_empty:
 *
 * Returns: (transfer full): room for fixed points of this network, with none in it
 */
RcClosedLoop *
rc_closed_loop_new_empty (const RcTrained *trained)
{
  RcClosedLoop *self = g_new0 (RcClosedLoop, 1);

  self->size = trained->network->size;
  self->n_outputs = trained->readout->size2;
  return self;
}

/**
 * rc_closed_loop_merge:
 * @other: fixed points of the same network
 * @input: which of its static inputs counts; 0 without static inputs
 *
 * Adds copies of those of the other's points with this input that are not there
 * yet, after all others. Those that are there keep their places.
 */
void
rc_closed_loop_merge (RcClosedLoop *self, const RcClosedLoop *other, gsize input)
{
  self->n_starts += other->n_starts;
  self->n_converged += other->n_converged;
  self->points = g_renew (RcClosedLoopPoint, self->points, self->n_points + other->n_points);
  for (gsize i = 0; i < other->n_points; i++) {
    RcClosedLoopPoint *point = &self->points[self->n_points];

    if (other->points[i].input != input || is_known (self, input, other->points[i].state))
      continue;
    *point = other->points[i];
    point->output = g_memdup2 (point->output, self->n_outputs * sizeof (double));
    point->state = g_memdup2 (point->state, self->size * sizeof (double));
    self->n_points++;
  }
}

void
rc_closed_loop_free (RcClosedLoop *self)
{
  for (gsize i = 0; i < self->n_points; i++) {
    g_free (self->points[i].output);
    g_free (self->points[i].state);
  }
  g_free (self->points);
  g_free (self);
}

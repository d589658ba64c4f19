/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-release.h"

#include <math.h>

#include <glib/gi18n.h>
#include <gsl/gsl_blas.h>

#include "rc-basins.h"
#include "rc-error.h"
#include "rc-matrix.h"
#include "rc-parallel.h"
#include "rc-trajectory.h"

/* Trajectories that are integrated together; a fixed number, so that the result
   does not depend on the number of threads. */
#define GROUP 24
/* How far a group runs before it is asked which of its trajectories have arrived. */
#define SEGMENT 8.0
#define START_TOLERANCE 1e-9
/* A trajectory has arrived when it is this near to a stable fixed point, relative to
   the distance to the next fixed point, and has come nearer from segment to segment
   for as long as a turn of the spiral takes on which it may be: some spirals
   pass at twice that distance and go elsewhere. */
#define ARRIVED 0.1
/* The same where there is no other, relative to the size of the states. */
#define ARRIVED_ALONE 0.05

typedef struct {
  RcRelease *self;
  double *radii; /* of each fixed point: how near is there */
  const RcMonitor *monitor;
  int done; /* atomic: how many groups */
  gsize n_groups;
} Run;

typedef struct {
  gsize place; /* which trajectory */
  gssize nearest;
  double distance; /* to that, when it was last looked at */
  double nearing;  /* for how long it has come nearer to that */
} Flight;

static double
distance (gsize n, const double *x, gsize stride, const double *y)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += (x[i * stride] - y[i]) * (x[i * stride] - y[i]);
  return sqrt (sum / (double)n);
}

/* How near to each fixed point is there. */
static double *
make_radii (const RcClosedLoop *closed_loop)
{
  gsize n = closed_loop->size;
  double *radii = g_new (double, MAX (closed_loop->n_points, 1));
  g_autofree double *zero = g_new0 (double, n);
  double largest = 0.0;

  for (gsize p = 0; p < closed_loop->n_points; p++)
    largest = MAX (largest, distance (n, closed_loop->points[p].state, 1, zero));
  for (gsize p = 0; p < closed_loop->n_points; p++) {
    radii[p] = ARRIVED_ALONE * (largest > 0.0 ? largest : 1.0);
    for (gsize q = 0; q < closed_loop->n_points; q++)
      if (q != p)
        radii[p] = MIN (
          radii[p],
          ARRIVED * distance (n, closed_loop->points[p].state, 1, closed_loop->points[q].state));
  }
  return radii;
}

static gssize
find_nearest (const RcClosedLoop *closed_loop,
              const gsl_matrix *x,
              gsize column,
              gboolean only_stable,
              double *least)
{
  gssize nearest = -1;

  *least = INFINITY;
  for (gsize p = 0; p < closed_loop->n_points; p++) {
    double d;

    if (only_stable && !closed_loop->points[p].stable)
      continue;
    d = distance (
      closed_loop->size, gsl_matrix_const_ptr (x, 0, column), x->tda, closed_loop->points[p].state);
    if (d < *least) {
      *least = d;
      nearest = (gssize)p;
    }
  }
  return nearest;
}

static gboolean
part_cb (double fraction, gpointer user_data)
{
  Run *run = user_data;

  return run->monitor->func ((double)g_atomic_int_get (&run->done) / (double)run->n_groups,
                             run->monitor->user_data);
}

static gsl_matrix *
make_inputs (const RcRelease *self, gsize n)
{
  return rc_model_repeat_input (self->trained->network->model, self->input, n);
}

/* How long a turn about a fixed point takes; 0 if nothing turns there. */
static double
turn (const RcClosedLoopPoint *point)
{
  double frequency = fabs (cimag (point->leading));

  return frequency > 0.0 ? 2.0 * G_PI / frequency : 0.0;
}

/* Whether a trajectory has arrived after a segment more; notes how near it is. */
static gboolean
has_arrived (const Run *run, Flight *flight, const gsl_matrix *x, gsize column, double duration)
{
  double d;
  gssize nearest = find_nearest (run->self->closed_loop, x, column, TRUE, &d);
  gboolean nearer = nearest >= 0 && nearest == flight->nearest && d <= flight->distance;

  flight->nearing = nearer ? flight->nearing + duration : 0.0;
  flight->nearest = nearest;
  flight->distance = d;
  return nearer && d <= run->radii[nearest] &&
         flight->nearing >= turn (&run->self->closed_loop->points[nearest]);
}

/* Notes those that have arrived or diverged and leaves the others, whose number it
   returns, in the first of the flights and columns. */
static gsize
land (Run *run,
      double duration,
      gsize n,
      Flight *flights,
      const gsl_matrix *x,
      const double *outputs,
      gsl_matrix *left)
{
  RcRelease *self = run->self;
  gsize k = self->outputs->size2, n_left = 0;

  for (gsize i = 0; i < n; i++) {
    Flight flight = flights[i];

    if (!isfinite (outputs[(2 * i + 1) * k])) {
      self->ends[flight.place] = RC_BASINS_DIVERGED;
    } else if (has_arrived (run, &flight, x, i, duration)) {
      self->ends[flight.place] = flight.nearest;
    } else {
      flights[n_left] = flight;
      for (gsize j = 0; j < x->size1; j++)
        gsl_matrix_set (left, j, n_left, gsl_matrix_get (x, j, i));
      n_left++;
    }
  }
  return n_left;
}

/* One segment for the first @n columns of @from; the result in @to. */
static gboolean
fly (const RcRelease *self,
     double duration,
     gsize n,
     const gsl_matrix *from,
     gsl_matrix *to,
     double *outputs,
     const RcMonitor *monitor,
     GError **error)
{
  gsl_matrix *start = gsl_matrix_alloc (from->size1, n), *last = gsl_matrix_alloc (from->size1, n);
  gsl_matrix *inputs = make_inputs (self, n);
  gsl_matrix_const_view first = gsl_matrix_const_submatrix (from, 0, 0, from->size1, n);
  gsl_matrix_view result = gsl_matrix_submatrix (to, 0, 0, to->size1, n);
  RcUnits units = { .last = last };
  gboolean success;

  gsl_matrix_memcpy (start, &first.matrix);
  success = rc_trajectory_run (self->trained,
                               start,
                               inputs,
                               NULL,
                               duration,
                               2,
                               self->tolerance,
                               monitor,
                               outputs,
                               &units,
                               error);
  if (success)
    gsl_matrix_memcpy (&result.matrix, last);
  gsl_matrix_free (start);
  gsl_matrix_free (last);
  g_clear_pointer (&inputs, gsl_matrix_free);
  return success;
}

/* Those at the beginning that do not rest at a fixed point already, stable or not: the
   number of them, in the first of the flights and columns. */
static gsize
depart (Run *run, gsize begin, gsize n, Flight *flights, gsl_matrix *x)
{
  const RcClosedLoop *closed_loop = run->self->closed_loop;
  gsize n_left = 0;

  for (gsize i = 0; i < n; i++) {
    double d;
    gssize there = find_nearest (closed_loop, x, i, FALSE, &d);

    if (d <= RC_CLOSED_LOOP_SAME) {
      run->self->ends[begin + i] = there;
      continue;
    }
    flights[n_left].place = begin + i;
    flights[n_left].nearing = 0.0;
    flights[n_left].nearest = find_nearest (closed_loop, x, i, TRUE, &flights[n_left].distance);
    for (gsize j = 0; j < x->size1; j++)
      gsl_matrix_set (x, j, n_left, gsl_matrix_get (x, j, i));
    n_left++;
  }
  return n_left;
}

/* Until all have arrived or the time is over; @x has the states at the beginning. */
static gboolean
follow (
  Run *run, gsize begin, gsl_matrix *x, gsl_matrix *work, const RcMonitor *monitor, GError **error)
{
  RcRelease *self = run->self;
  gsize n = x->size2;
  g_autofree Flight *flights = g_new (Flight, n);
  g_autofree double *outputs = g_new (double, 2 * n * self->outputs->size2);

  n = depart (run, begin, n, flights, x);
  for (double t = 0.0; n > 0 && t < self->duration; t += SEGMENT) {
    double duration = MIN (SEGMENT, self->duration - t);

    if (!fly (self, duration, n, x, work, outputs, monitor, error))
      return FALSE;
    n = land (run, duration, n, flights, work, outputs, x);
  }
  for (gsize i = 0; i < n; i++) {
    gsl_vector_view from = gsl_matrix_column (x, i);

    self->ends[flights[i].place] = RC_BASINS_RESTLESS;
    gsl_matrix_set_col (self->states, flights[i].place, &from.vector);
  }
  return TRUE;
}

static gboolean
run_group (Run *run, gsize begin, gsize end, GError **error)
{
  RcRelease *self = run->self;
  gsize n = end - begin, size = self->trained->network->size;
  gsl_matrix *x = rc_matrix_try_new (size, n), *work = rc_matrix_try_new (size, n);
  gsl_matrix *inputs = make_inputs (self, n);
  gsl_matrix_const_view outputs = gsl_matrix_const_submatrix (
    self->outputs, begin, 0, n, self->outputs->size2);
  RcMonitor part = { part_cb, run }, *monitor = run->monitor != NULL ? &part : NULL;
  double residual;
  gboolean success = x != NULL && work != NULL;

  if (!success)
    g_set_error (
      error, RC_ERROR, RC_ERROR_NO_MEMORY, _ ("There is no memory for %zu trajectories"), self->n);
  /* Where no open-loop fixed point is found the last state serves to start from. */
  success = success &&
            rc_network_clamped_states (self->trained->network,
                                       &outputs.matrix,
                                       inputs,
                                       START_TOLERANCE,
                                       monitor,
                                       x,
                                       &residual,
                                       error) &&
            follow (run, begin, x, work, monitor, error);
  g_clear_pointer (&x, gsl_matrix_free);
  g_clear_pointer (&work, gsl_matrix_free);
  g_clear_pointer (&inputs, gsl_matrix_free);
  g_atomic_int_inc (&run->done);
  return success;
}

static gboolean
run_groups (gsize begin, gsize end, gpointer data, GError **error)
{
  Run *run = data;

  for (gsize i = begin; i < end; i++)
    if (!run_group (run, i * GROUP, MIN ((i + 1) * GROUP, run->self->n), error))
      return FALSE;
  return TRUE;
}

/**
 * rc_release_run:
 * @monitor: (nullable): who watches
 * @error: set to %RC_ERROR_CANCELLED, %RC_ERROR_NO_MEMORY or %RC_ERROR_OVERFLOW
 *
 * Releases the trajectories, 24 at a time as products of W with a matrix, in parallel
 * over such groups. One that is near to a stable fixed point and comes nearer
 * has ended there. Cost: some six products a time constant for each group.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_release_run (RcRelease *self, const RcMonitor *monitor, GError **error)
{
  g_autofree double *radii = make_radii (self->closed_loop);
  Run run = {
    .self = self, .radii = radii, .monitor = monitor, .n_groups = (self->n + GROUP - 1) / GROUP
  };

  return rc_parallel_for (run.n_groups, 1, run_groups, &run, NULL, error);
}

/**
 * rc_release_nearest:
 * @trajectory: one of those that came to no fixed point
 *
 * Returns: the fixed point, stable or not, that it was nearer to at its end than to
 *   any other, and near enough to be there; -1 if there is none
 */
gssize
rc_release_nearest (const RcRelease *self, gsize trajectory)
{
  g_autofree double *radii = make_radii (self->closed_loop);
  double least;
  gssize nearest = find_nearest (self->closed_loop, self->states, trajectory, FALSE, &least);
  double radius;

  if (nearest < 0)
    return -1;
  /* From an unstable one it goes on, unless it was there from the beginning. */
  radius = self->closed_loop->points[nearest].stable ? radii[nearest] : RC_CLOSED_LOOP_SAME;
  return least <= radius ? nearest : -1;
}

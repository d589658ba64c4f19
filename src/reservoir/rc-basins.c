/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-basins.h"

#include <math.h>

#include <glib/gi18n.h>
#include <gsl/gsl_blas.h>

#include "rc-error.h"
#include "rc-matrix.h"
#include "rc-release.h"

#define UNKNOWN (-3) /* an end, while the basins are made */
/* From so many of the places where restless trajectories ended a search for further
   fixed points goes out, at each level, if they are further apart than this
   fraction of the region. */
#define MAX_SEARCHES 8
#define SPACING 0.04
/* How much of the time the first level takes, and of each level its trajectories. */
#define FIRST_SHARE 0.4
#define RELEASE_SHARE 0.9

typedef struct {
  RcBasins *self;
  const RcTrained *trained;
  gsize input;
  GArray *searched; /* K numbers each: where searches went out from already */
} Making;

static gsize
count_points (const RcBasins *self)
{
  return self->n_points[0] * self->n_points[1];
}

/* How many points of the whole grid lie between two of a level's. */
static gsize
stride_at (const RcBasins *self, gsize level)
{
  gsize stride = 1;

  for (gsize i = level; i < self->region.n_levels; i++)
    stride *= self->region.n_parts;
  return stride;
}

static void
make_grid (RcBasins *self)
{
  gsize k = self->n_outputs, side = (self->region.n_coarse - 1) * stride_at (self, 0) + 1, n;

  self->n_points[0] = side;
  self->n_points[1] = k > 1 ? side : 1;
  n = count_points (self);
  self->outputs = g_new (double, n *k);
  self->ends = g_new (gssize, n);
  self->released = g_new0 (gboolean, n);
  for (gsize i = 0; i < n; i++) {
    gsize index[RC_BASINS_MAX_OUTPUTS] = { i / self->n_points[1], i % self->n_points[1] };

    self->ends[i] = UNKNOWN;
    for (gsize j = 0; j < k; j++)
      self->outputs[i * k + j] = self->region.lower[j] +
                                 (self->region.upper[j] - self->region.lower[j]) *
                                   (double)index[j] / (double)(side - 1);
  }
}

/* z of where a restless trajectory came to */
static void
read_out (const RcTrained *trained, const gsl_matrix *states, gsize column, double *output)
{
  gsl_vector *activity = gsl_vector_alloc (states->size1);
  gsl_vector_view z = gsl_vector_view_array (output, trained->readout->size2);

  gsl_matrix_get_col (activity, states, column);
  rc_transfer_values (
    trained->network->model->transfer, activity->size, activity->data, activity->data);
  gsl_blas_dgemv (CblasTrans, 1.0, trained->readout, activity, 0.0, &z.vector);
  gsl_vector_free (activity);
}

static gboolean
was_searched (const Making *making, const double *output)
{
  gsize k = making->self->n_outputs;

  for (gsize i = 0; i < making->searched->len; i += k) {
    gboolean near = TRUE;

    for (gsize j = 0; j < k; j++) {
      double size = making->self->region.upper[j] - making->self->region.lower[j];

      near = near &&
             fabs (output[j] - g_array_index (making->searched, double, i + j)) < SPACING * size;
    }
    if (near)
      return TRUE;
  }
  return FALSE;
}

/* Looks for fixed points where restless trajectories came to, if no search began
   near there before, and adds what it finds. */
static gboolean
search (Making *making, const RcRelease *release, const RcMonitor *monitor, GError **error)
{
  gsize k = making->self->n_outputs, first = making->searched->len, n;
  g_autoptr (RcClosedLoop) found = NULL;
  gsize inputs[MAX_SEARCHES];

  for (gsize i = 0; i < release->n && making->searched->len < first + k * MAX_SEARCHES; i++) {
    double output[RC_BASINS_MAX_OUTPUTS];

    if (release->ends[i] != RC_BASINS_RESTLESS)
      continue;
    read_out (making->trained, release->states, i, output);
    if (!was_searched (making, output))
      g_array_append_vals (making->searched, output, k);
  }
  n = (making->searched->len - first) / k;
  if (n == 0)
    return TRUE;
  for (gsize i = 0; i < n; i++)
    inputs[i] = making->input;
  {
    gsl_matrix_view outputs = gsl_matrix_view_array (
      (double *)making->searched->data + first, n, k);

    found = rc_closed_loop_find (making->trained, &outputs.matrix, inputs, monitor, error);
  }
  if (found == NULL)
    return FALSE;
  rc_closed_loop_merge (making->self->closed_loop, found, making->input);
  return TRUE;
}

/* Releases trajectories at some points and notes where they end. */
static gboolean
release_at (Making *making, const GArray *points, const RcMonitor *monitor, GError **error)
{
  RcBasins *self = making->self;
  gsize k = self->n_outputs, n = points->len;
  gsl_matrix *outputs = gsl_matrix_alloc (n, k);
  gsl_matrix *states = rc_matrix_try_new (making->trained->network->size, n);
  g_autofree gssize *ends = g_new (gssize, n);
  RcRelease release = { making->trained,
                        self->closed_loop,
                        making->input,
                        self->region.duration,
                        self->region.tolerance,
                        n,
                        outputs,
                        ends,
                        states };
  RcMonitorPart part;
  gboolean success = states != NULL;

  for (gsize i = 0; i < n * k; i++)
    outputs->data[i] = self->outputs[g_array_index (points, gsize, i / k) * k + i % k];
  if (!success)
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_NO_MEMORY,
                 _ ("There is no memory for the ends of %zu trajectories"),
                 n);
  success = success &&
            rc_release_run (
              &release, rc_monitor_part (monitor, 0.0, RELEASE_SHARE, &part), error) &&
            search (making, &release, rc_monitor_part (monitor, RELEASE_SHARE, 1.0, &part), error);
  for (gsize i = 0; success && i < n; i++) {
    gsize point = g_array_index (points, gsize, i);
    gssize near = ends[i] == RC_BASINS_RESTLESS ? rc_release_nearest (&release, i) : ends[i];

    self->ends[point] = near != -1 ? near : RC_BASINS_RESTLESS;
    self->released[point] = TRUE;
  }
  self->n_released += success ? n : 0;
  gsl_matrix_free (outputs);
  g_clear_pointer (&states, gsl_matrix_free);
  return success;
}

/* Calls @func for each square of the grid with sides of @stride points. */
static void
for_each_square (
  RcBasins *self,
  gsize stride,
  void (*func) (RcBasins *self, gsize row, gsize column, gsize stride, GArray *points),
  GArray *points)
{
  for (gsize row = 0; row + stride < self->n_points[0]; row += stride) {
    gsize column = 0;

    do {
      func (self, row, column, stride, points);
      column += stride;
    } while (column + stride < self->n_points[1]);
  }
}

#define MAX_AROUND ((RC_BASINS_MAX_PARTS + 1) * (RC_BASINS_MAX_PARTS + 1))

/* The points in and around a square of the next level's grid, its corners among
   them; on a line for K = 1. */
static gsize
list_points (const RcBasins *self, gsize row, gsize column, gsize stride, gsize *points)
{
  gsize n_rows = self->region.n_parts + 1, n_columns = self->n_points[1] > 1 ? n_rows : 1, n = 0;

  stride /= self->region.n_parts;
  for (gsize i = 0; i < n_rows; i++)
    for (gsize j = 0; j < n_columns; j++)
      points[n++] = (row + i * stride) * self->n_points[1] + column + j * stride;
  return n;
}

/* Whether the corners of a square all lead to the same end. */
static gboolean
is_uniform (const RcBasins *self, gsize row, gsize column, gsize stride)
{
  gsize right = self->n_points[1] > 1 ? column + stride : column;
  const gssize *top = self->ends + row * self->n_points[1];
  const gssize *bottom = self->ends + (row + stride) * self->n_points[1];

  return top[column] == bottom[column] && top[column] == top[right] && top[column] == bottom[right];
}

/* Marks the points that a square which is not uniform needs. */
static void
want (RcBasins *self, gsize row, gsize column, gsize stride, GArray *points)
{
  gsize around[MAX_AROUND], n = list_points (self, row, column, stride, around);

  if (is_uniform (self, row, column, stride))
    return;
  for (gsize i = 0; i < n; i++) {
    if (self->ends[around[i]] != UNKNOWN || self->released[around[i]])
      continue;
    self->released[around[i]] = TRUE;
    g_array_append_val (points, around[i]);
  }
}

/* What lies in a uniform square leads where its corners do. */
static void
fill (RcBasins *self, gsize row, gsize column, gsize stride, GArray *points)
{
  gsize around[MAX_AROUND], n = list_points (self, row, column, stride, around);

  for (gsize i = 0; i < n; i++)
    if (self->ends[around[i]] == UNKNOWN)
      self->ends[around[i]] = self->ends[around[0]];
}

static gboolean
make_level (Making *making, gsize level, const RcMonitor *monitor, GError **error)
{
  RcBasins *self = making->self;
  gsize stride = stride_at (self, level), parts = self->region.n_parts;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (gsize));

  if (level == 0) {
    for (gsize i = 0; i < count_points (self); i++)
      if (i / self->n_points[1] % stride == 0 && i % self->n_points[1] % stride == 0)
        g_array_append_val (points, i);
  } else {
    for_each_square (self, parts * stride, want, points);
  }
  if (points->len > 0 && !release_at (making, points, monitor, error))
    return FALSE;
  if (level > 0)
    for_each_square (self, parts * stride, fill, NULL);
  return TRUE;
}

static void
count_fractions (RcBasins *self)
{
  gsize n = count_points (self);

  self->fractions = g_new0 (double, MAX (self->closed_loop->n_points, 1));
  for (gsize i = 0; i < n; i++)
    if (self->ends[i] >= 0)
      self->fractions[self->ends[i]] += 1.0 / (double)n;
}

/**
 * rc_basins_new:
 * @trained: a trained network with one output or two
 * @known: (nullable): fixed points of its closed loop that are known
 * @input: whose target's static input is on; 0 without static inputs
 * @region: where to look, and how closely
 * @monitor: (nullable): who watches
 * @error: set to %RC_ERROR_ARGUMENT for more outputs, %RC_ERROR_CANCELLED,
 *   %RC_ERROR_NO_MEMORY, %RC_ERROR_OVERFLOW or %RC_ERROR_LAPACK
 *
 * Finds the basins of attraction over the outputs: from each point of a coarse
 * grid a trajectory is released, and then, where neighbours end differently, from
 * points between them. A basin
 * that no point of the coarse grid hits is overlooked. Fixed points that were not
 * known are looked for by Newton's method where trajectories are left. The
 * result does not depend on the number of threads. Cost: rc_release_run() for
 * the points of the coarse grid, and for some along each boundary.
 *
 * Returns: (transfer full) (nullable): the basins
 */
RcBasins *
rc_basins_new (const RcTrained *trained,
               const RcClosedLoop *known,
               gsize input,
               const RcBasinsRegion *region,
               const RcMonitor *monitor,
               GError **error)
{
  g_autoptr (RcBasins) self = g_new0 (RcBasins, 1);
  g_autoptr (GArray) searched = g_array_new (FALSE, FALSE, sizeof (double));
  Making making = { self, trained, input, searched };
  gsize n_levels = region->n_levels;

  g_return_val_if_fail (region->n_coarse >= 2 && region->duration > 0.0, NULL);
  g_return_val_if_fail (region->n_parts >= 2 && region->n_parts <= RC_BASINS_MAX_PARTS, NULL);

  self->n_outputs = trained->readout->size2;
  self->region = *region;
  self->closed_loop = rc_closed_loop_new_empty (trained);
  if (self->n_outputs > RC_BASINS_MAX_OUTPUTS) {
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_ARGUMENT,
                 _ ("Basins are looked at over one output or two, not over %zu"),
                 self->n_outputs);
    return NULL;
  }
  if (known != NULL)
    rc_closed_loop_merge (self->closed_loop, known, input);
  make_grid (self);
  for (gsize level = 0; level <= n_levels; level++) {
    double share = n_levels > 0 ? (1.0 - FIRST_SHARE) / (double)n_levels : 0.0;
    double begin = level > 0 ? FIRST_SHARE + share * (double)(level - 1) : 0.0;
    double end = n_levels == 0 ? 1.0 : level > 0 ? begin + share : FIRST_SHARE;
    RcMonitorPart part;

    if (!make_level (&making, level, rc_monitor_part (monitor, begin, end, &part), error))
      return NULL;
  }
  count_fractions (self);
  return g_steal_pointer (&self);
}

void
rc_basins_free (RcBasins *self)
{
  g_free (self->outputs);
  g_free (self->ends);
  g_free (self->released);
  g_free (self->fractions);
  g_clear_pointer (&self->closed_loop, rc_closed_loop_free);
  g_free (self);
}

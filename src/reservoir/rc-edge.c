/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-edge.h"

#include <math.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>

/* Up to which variance the edge is looked for. */
#define MAX_VARIANCE 1e12
#define MAX_STEPS 100
/* ⟨φφ''⟩/⟨φ'²⟩ above this is not rounding. */
#define UNSTABLE 1e-8

typedef struct {
  const RcTransfer *transfer;
  double drive;
} Edge;

/*
 * At the edge g²⟨φ'²⟩ = 1, and C = g²⟨φ²⟩ + drive always: with g eliminated,
 * C - ⟨φ²⟩/⟨φ'²⟩ - drive = 0 is an equation of the variance alone.
 */
static double
distance (double c, void *data)
{
  const Edge *edge = data;
  RcMoments m;

  rc_transfer_moments (edge->transfer, c, c, c, &m);
  return m.slope > 0.0 ? c - m.value / m.slope - edge->drive : -INFINITY;
}

/* Where ⟨φφ''⟩ > 0 the variance is a solution that the activity leaves, as it leaves that from
   which on it grows without bound: 1 - g²⟨φ'² + φφ''⟩ < 0. The state itself has no edge then. */
static double
gain_at (const Edge *edge, double c)
{
  RcMoments m;

  rc_transfer_moments (edge->transfer, c, c, c, &m);
  if (m.curvature > UNSTABLE * m.slope)
    return NAN;
  return m.slope > 0.0 ? 1.0 / sqrt (m.slope) : NAN;
}

static double
refine (Edge *edge, double low, double high)
{
  gsl_function f = { distance, edge };
  gsl_root_fsolver *solver = gsl_root_fsolver_alloc (gsl_root_fsolver_brent);
  double root = NAN;

  if (gsl_root_fsolver_set (solver, &f, low, high) == GSL_SUCCESS) {
    for (guint i = 0; i < MAX_STEPS; i++) {
      if (gsl_root_fsolver_iterate (solver) != GSL_SUCCESS)
        break;
      low = gsl_root_fsolver_x_lower (solver);
      high = gsl_root_fsolver_x_upper (solver);
      if (high - low <= 1e-14 * high)
        break;
    }
    root = gsl_root_fsolver_root (solver);
  }
  gsl_root_fsolver_free (solver);
  return root;
}

/**
 * rc_edge_gain:
 * @field: the mean field; of it, only the model and the drive count
 * @attractor: which one
 *
 * Finds the edge of chaos of an attractor: the gain at which its bulk reaches
 * radius 1, all else the same. Where the bulk never does at finite activity,
 * as for a rectifier of threshold 0 or below, it is the gain at which the
 * activity grows without bound. Cost: some 20 moments.
 *
 * Returns: the gain; NaN if there is none, as where the state ceases to be before its bulk
 *   reaches 1
 */
double
rc_edge_gain (const RcMeanField *field, gsize attractor)
{
  Edge edge = { field->model->transfer, gsl_matrix_get (field->drive, attractor, attractor) };
  double low = MAX (edge.drive, 0.0), high;

  /* A rectifier that is silent has no slope at all: begin just above. */
  if (isinf (distance (low, &edge)))
    low = MAX (low, 1e-6);
  if (distance (low, &edge) >= 0.0)
    return gain_at (&edge, low);
  for (high = 1.5 * low + 0.01; high < MAX_VARIANCE; high *= 2.0) {
    if (distance (high, &edge) >= 0.0)
      return gain_at (&edge, refine (&edge, low, high));
    low = high;
  }
  return gain_at (&edge, MAX_VARIANCE * MAX_VARIANCE);
}

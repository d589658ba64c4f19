/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include "rc-trained.h"
#include "rc-verdict.h"

G_BEGIN_DECLS

/* The largest |dx/dt| of a neuron at a state that counts as a fixed point … */
#define RC_CLOSED_LOOP_SPEED 1e-10
/* … and the root mean square distance of two states that count as one. */
#define RC_CLOSED_LOOP_SAME 1e-6

/**
 * RcClosedLoopPoint:
 * @output: z there, K numbers
 * @state: x there, N numbers
 * @input: whose target's static input was on; 0 without static inputs
 * @target: the target that it is, or whose place of rest; -1 for one that training did not ask
 *   for
 * @speed: the largest |dx/dt| of a neuron there, at most %RC_CLOSED_LOOP_SPEED
 * @leading: the leading eigenvalue of the Jacobian, to six digits; if it is one of the
 *   bulk's and did not converge, the bulk's right edge beyond
 *   %RC_SPECTRUM_LARGEST_COMPLETE neurons, and otherwise NaN
 * @verdict: stable, marginal or unstable: on which side of the axis that is, as far as
 *   rc_margin_find() lets one know, or rc_leading_slack() where it did not converge
 * @stable: whether small deviations decay
 *
 * A fixed point of the trained network, with the loop closed.
 */
typedef struct {
  double *output;
  double *state;
  gsize input;
  gssize target;
  double speed;
  double complex leading;
  RcVerdict verdict;
  gboolean stable;
} RcClosedLoopPoint;

/**
 * RcClosedLoop:
 * @size: N
 * @n_outputs: K
 * @n_starts: from how many states the search went out …
 * @n_converged: … how many of them led to a fixed point …
 * @n_points: … and to how many different ones
 * @points: those, by input and then by the first output
 */
typedef struct {
  gsize size;
  gsize n_outputs;
  gsize n_starts;
  gsize n_converged;
  gsize n_points;
  RcClosedLoopPoint *points;
} RcClosedLoop;

RcClosedLoop *rc_closed_loop_find (const RcTrained *trained,
                                   const gsl_matrix *outputs,
                                   const gsize *inputs,
                                   const RcMonitor *monitor,
                                   GError **error);
RcClosedLoop *rc_closed_loop_new_empty (const RcTrained *trained);
void rc_closed_loop_merge (RcClosedLoop *self, const RcClosedLoop *other, gsize input);
void rc_closed_loop_free (RcClosedLoop *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcClosedLoop, rc_closed_loop_free)

G_END_DECLS

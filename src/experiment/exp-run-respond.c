/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-run.h"

#include <math.h>
#include <string.h>

#include "rc-rational-fit.h"
#include "rc-response.h"

#define RESPONSE_TOLERANCE 1e-10
#define RESPONSE_ACCEPTED 1e-6
/* A finite network's response scatters by 1/√N about a function of low order.
   The fit that finds its poles is content with this fraction of that. */
#define FIT_FRACTION 0.1

/* The poles of what converged of the response; an order above that of the theory,
   M, would only describe the scatter. */
static void
fit_response (const ExpMeasurement *self, ExpMeasuredAttractor *attractor)
{
  gsize kk = self->n_outputs * self->n_outputs, n = 0;
  g_autofree double *frequencies = g_new (double, self->n_frequencies);
  g_autofree double complex *values = g_new (double complex, self->n_frequencies *kk);

  for (gsize i = 0; i < self->n_frequencies; i++) {
    if (attractor->response_residuals[i] > RESPONSE_ACCEPTED)
      continue;
    frequencies[n] = self->frequencies[i];
    memcpy (values + n * kk, attractor->response + i * kk, kk * sizeof *values);
    n++;
  }
  attractor->response_poles = g_new0 (double complex, self->n_attractors);
  attractor->n_response_poles = rc_rational_fit_lowest (n,
                                                        frequencies,
                                                        kk,
                                                        values,
                                                        FIT_FRACTION /
                                                          sqrt ((double)self->experiment->size),
                                                        self->n_attractors,
                                                        attractor->response_poles,
                                                        &attractor->response_fit_error);
}

/* The frequency response at each attractor, of all frequencies from one Krylov space, with a
   residual bound for each. */
gboolean
exp_run_respond (gsize begin, gsize end, gpointer data, GError **error)
{
  ExpRun *run = data;
  ExpMeasurement *self = run->self;
  g_autofree double complex *s = g_new (double complex, self->n_frequencies);

  for (gsize i = 0; i < self->n_frequencies; i++)
    s[i] = I * self->frequencies[i];
  for (gsize k = begin; k < end; k++) {
    ExpMeasuredAttractor *attractor = &self->attractors[k];
    gsize kk = self->n_outputs * self->n_outputs;
    ExpPart part;

    exp_part_init (&part, run, k);
    attractor->response_residuals = g_new0 (double, self->n_frequencies);
    attractor->response = g_new (double complex,
                                 self->n_frequencies * self->n_outputs * self->n_outputs);
    if (!rc_response_measure (run->trained,
                              k,
                              self->n_frequencies,
                              s,
                              RESPONSE_TOLERANCE,
                              &part.monitor,
                              attractor->response,
                              attractor->response_residuals,
                              &attractor->mean_response_time,
                              error))
      return FALSE;

    /* What did not converge is a gap, not a measurement. */
    for (gsize i = 0; i < self->n_frequencies; i++)
      for (gsize j = 0; attractor->response_residuals[i] > RESPONSE_ACCEPTED && j < kk; j++)
        attractor->response[i * kk + j] = NAN;
    fit_response (self, attractor);
  }
  return TRUE;
}

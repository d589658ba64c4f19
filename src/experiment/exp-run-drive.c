/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "exp-run.h"
#include "exp-theory.h"
#include "rc-driven.h"

/* How far the drive may move the output: little, for a linear response. */
#define REACH 1e-3
#define TOLERANCE 1e-8
/* The drive acts until its onset is forgotten to this, but no longer than that. */
#define FORGOTTEN 1e-4
#define LONGEST_SETTLING 400.0

/* |H| at the nearest of the frequencies of the frequency response; 1 if not known. */
static double
find_magnitude (const ExpMeasurement *self, gsize k, double frequency)
{
  gsize kk = self->n_outputs * self->n_outputs, nearest = 0;
  double magnitude;

  for (gsize i = 1; i < self->n_frequencies; i++)
    if (fabs (log (self->frequencies[i] / frequency)) <
        fabs (log (self->frequencies[nearest] / frequency)))
      nearest = i;
  magnitude = exp_response_magnitude (self->n_outputs, self->attractors[k].response + nearest * kk);
  return isfinite (magnitude) ? magnitude : 1.0;
}

static gboolean
drive (ExpRun *run, gsize k, GError **error)
{
  ExpMeasurement *self = run->self;
  ExpMeasuredAttractor *attractor = &self->attractors[k];
  gsize n = self->n_driven, n_values = n * self->n_outputs * self->n_outputs;
  double decay = attractor->stable ? -creal (attractor->leading_eigenvalue) : 0.0;
  double settling = -log (FORGOTTEN) / decay;
  g_autofree double *amplitudes = g_new (double, n);
  ExpPart part;

  exp_part_init (&part, run, k);
  attractor->driven_response = g_new (double complex, n_values);
  attractor->driven_errors = g_new (double, n);
  for (gsize i = 0; i < n_values; i++)
    attractor->driven_response[i] = NAN;
  for (gsize i = 0; i < n; i++) {
    attractor->driven_errors[i] = NAN;
    amplitudes[i] = REACH / MAX (1.0, find_magnitude (self, k, self->driven_frequencies[i]));
  }
  if (!attractor->stable || settling > LONGEST_SETTLING)
    return TRUE;
  return rc_driven_response (run->trained,
                             k,
                             n,
                             self->driven_frequencies,
                             amplitudes,
                             settling,
                             TOLERANCE,
                             &part.monitor,
                             attractor->driven_response,
                             attractor->driven_errors,
                             error);
}

/**
 * exp_run_drive:
 *
 * The response by driving the network, where the experiment asks for it.
 */
gboolean
exp_run_drive (gsize begin, gsize end, gpointer data, GError **error)
{
  ExpRun *run = data;

  for (gsize k = begin; k < end && run->self->n_driven > 0; k++)
    if (!drive (run, k, error))
      return FALSE;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-spread.h"

#include <math.h>

/* What is summed over time, for each run by itself. */
typedef struct {
  gsize n_outputs;
  gsize n_runs;
  double settling;
  double reach;
  const gsl_matrix *rests; /* M×K */
  gsize attractor;
  gsl_matrix *origin;  /* x*, N×P */
  gsl_matrix *sums;    /* of x - x*, N×P */
  double *squares;     /* P: Σ over neurons and time of (x - x*)² */
  double *output_sums; /* P×K: of z - A */
  double *products;    /* P×K×K */
  gboolean *escaped;   /* P */
  gsize n_samples;
} Sums;

static void
add_output (Sums *sums, const gsl_matrix *outputs, gsize run)
{
  gsize k = sums->n_outputs;
  double distance = 0.0;

  for (gsize i = 0; i < k; i++) {
    double a = gsl_matrix_get (outputs, i, run) - gsl_matrix_get (sums->rests, sums->attractor, i);

    distance += a * a;
    sums->output_sums[run * k + i] += a;
    for (gsize j = 0; j < k; j++)
      sums->products[(run * k + i) * k + j] += a *
                                               (gsl_matrix_get (outputs, j, run) -
                                                gsl_matrix_get (sums->rests, sums->attractor, j));
  }
  if (!(sqrt (distance) < sums->reach))
    sums->escaped[run] = TRUE;
}

static void
add_cb (double time,
        const gsl_matrix *states,
        const gsl_matrix *activity,
        const gsl_matrix *outputs,
        gpointer user_data)
{
  Sums *sums = user_data;
  gsize p = states->size2;

  if (time < sums->settling)
    return;
  for (gsize i = 0; i < states->size1; i++)
    for (gsize j = 0; j < p; j++) {
      double difference = states->data[i * p + j] - sums->origin->data[i * p + j];

      sums->sums->data[i * p + j] += difference;
      sums->squares[j] += difference * difference;
    }
  for (gsize j = 0; j < p; j++)
    add_output (sums, outputs, j);
  sums->n_samples++;
}

/* The mean of @values and its standard error over the runs that did not escape. */
static void
average (const Sums *sums, const double *values, gsize stride, double *mean, double *error)
{
  double sum = 0.0, squares = 0.0;
  gsize n = 0;

  for (gsize j = 0; j < sums->n_runs; j++)
    if (!sums->escaped[j]) {
      sum += values[j * stride];
      n++;
    }
  *mean = n > 0 ? sum / (double)n : NAN;
  for (gsize j = 0; j < sums->n_runs; j++)
    if (!sums->escaped[j])
      squares += pow (values[j * stride] - *mean, 2.0);
  *error = n > 1 ? sqrt (squares / (double)(n * (n - 1))) : NAN;
}

/* ⟨a⟩⟨b⟩ from the runs' means, by products of different runs only: as these are
   independent, the estimate has no bias, however few they are. */
static double
product_of_means (const Sums *sums, const double *a, const double *b, gsize stride)
{
  double sum_a = 0.0, sum_b = 0.0, same = 0.0, n = 0.0;

  for (gsize j = 0; j < sums->n_runs; j++)
    if (!sums->escaped[j]) {
      sum_a += a[j * stride];
      sum_b += b[j * stride];
      same += a[j * stride] * b[j * stride];
      n += 1.0;
    }
  return n > 1.0 ? (sum_a * sum_b - same) / (n * (n - 1.0)) : NAN;
}

/* Moves the origin of all sums to the mean over runs: a shift that noise causes must
   not pass for scatter in the standard errors. */
static void
centre (Sums *sums)
{
  gsize k = sums->n_outputs, p = sums->n_runs;
  double count = (double)sums->n_samples, error;
  g_autofree double *means = g_new (double, k);

  for (gsize i = 0; i < k; i++)
    average (sums, sums->output_sums + i, k, &means[i], &error);
  for (gsize r = 0; r < p; r++) {
    double *run_sums = sums->output_sums + r * k;

    for (gsize i = 0; i < k; i++)
      for (gsize j = 0; j < k; j++)
        sums->products[(r * k + i) * k + j] += (means[i] * means[j] - means[i] * run_sums[j] -
                                                means[j] * run_sums[i]) /
                                               count;
    for (gsize i = 0; i < k; i++)
      run_sums[i] -= means[i];
  }
  for (gsize i = 0; i < sums->sums->size1; i++) {
    double *run_sums = gsl_matrix_ptr (sums->sums, i, 0), mean;

    average (sums, run_sums, 1, &mean, &error);
    for (gsize r = 0; r < p; r++) {
      sums->squares[r] += (mean * mean - 2.0 * mean * run_sums[r]) / count;
      run_sums[r] -= mean;
    }
  }
}

static void
finish (RcSpread *self, Sums *sums)
{
  gsize k = self->n_outputs, n = sums->origin->size1, p = sums->n_runs;
  double count = (double)sums->n_samples, shift = 0.0;

  for (gsize j = 0; j < p; j++)
    self->n_escaped += sums->escaped[j];
  centre (sums);
  for (gsize i = 0; i < k; i++)
    for (gsize j = 0; j < k; j++) {
      const double *a = sums->output_sums + i, *b = sums->output_sums + j;
      double mean, deviation;

      average (sums, sums->products + i * k + j, k * k, &mean, &deviation);
      self->output[i * k + j] = mean / count - product_of_means (sums, a, b, k) / (count * count);
      if (i == j)
        self->output_error[i] = deviation / count;
    }

  for (gsize i = 0; i < n; i++) {
    const double *run_sums = sums->sums->data + i * p;

    shift += product_of_means (sums, run_sums, run_sums, 1);
  }
  average (sums, sums->squares, 1, &self->neurons, &self->neurons_error);
  self->neurons = (self->neurons / count - shift / (count * count)) / (double)n;
  self->neurons_error /= count * (double)n;
}

static void
sums_init (Sums *sums, const RcTrained *trained)
{
  gsize n = trained->network->size, k = sums->n_outputs, p = sums->n_runs;

  sums->origin = gsl_matrix_alloc (n, p);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < p; j++)
      gsl_matrix_set (sums->origin, i, j, gsl_matrix_get (trained->rests, i, sums->attractor));
  sums->sums = gsl_matrix_calloc (n, p);
  sums->squares = g_new0 (double, p);
  sums->output_sums = g_new0 (double, p *k);
  sums->products = g_new0 (double, p *k *k);
  sums->escaped = g_new0 (gboolean, p);
}

static void
sums_clear (Sums *sums)
{
  gsl_matrix_free (sums->origin);
  gsl_matrix_free (sums->sums);
  g_free (sums->squares);
  g_free (sums->output_sums);
  g_free (sums->products);
  g_free (sums->escaped);
}

/**
 * rc_spread_new:
 * @trained: a trained network
 * @attractor: which one
 * @noise: what each neuron receives
 * @n_runs: how many runs, at least 2, side by side
 * @settling: how long each runs before anything is counted
 * @duration: how long after that
 * @reach: a run whose output is once this far from that at rest has escaped
 * @monitor: (nullable): who watches
 * @error: set to %RC_ERROR_CANCELLED
 *
 * Measures the variance that noise causes around an attractor, by simulation. Cost:
 * as rc_noise_run().
 *
 * Returns: (transfer full) (nullable): the variances
 */
RcSpread *
rc_spread_new (const RcTrained *trained,
               gsize attractor,
               const RcNoise *noise,
               gsize n_runs,
               double settling,
               double duration,
               double reach,
               const RcMonitor *monitor,
               GError **error)
{
  const RcModel *model = trained->network->model;
  gsize k = trained->readout->size2;
  Sums sums = { .n_outputs = k,
                .n_runs = n_runs,
                .settling = settling,
                .reach = reach,
                .rests = trained->rest_outputs,
                .attractor = attractor };
  gsl_matrix *states = gsl_matrix_alloc (trained->network->size, n_runs);
  gsl_matrix *inputs = rc_model_repeat_input (model, attractor, n_runs);
  RcSpread *self = NULL;

  sums_init (&sums, trained);
  gsl_matrix_memcpy (states, sums.origin);
  if (rc_noise_run (
        trained, states, inputs, noise, settling + duration, add_cb, &sums, monitor, error)) {
    self = g_new0 (RcSpread, 1);
    self->n_outputs = k;
    self->n_runs = n_runs;
    self->output = g_new (double, k *k);
    self->output_error = g_new (double, k);
    finish (self, &sums);
  }
  sums_clear (&sums);
  gsl_matrix_free (states);
  g_clear_pointer (&inputs, gsl_matrix_free);
  return self;
}

void
rc_spread_free (RcSpread *self)
{
  g_free (self->output);
  g_free (self->output_error);
  g_free (self);
}

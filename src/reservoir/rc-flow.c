/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-flow.h"

#include <math.h>

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>

#include "rc-error.h"

#define FIRST_STEP 1e-2
#define LARGEST_STEP 2.0 /* the neurons' own decay makes larger ones unstable */
/* Beyond this a trajectory counts as diverged. */
#define LARGEST_STATE 1e9

struct _RcFlow {
  RcTrained *trained;
  double *x;        /* N */
  double *input;    /* N: W_in u */
  double *drive;    /* N: W_probe a */
  double *activity; /* N: φ(x) */
  double *fed_back; /* K: z */
  double frequency; /* ω of the drive */
  double time;
  gboolean diverged;
  const RcMonitor *monitor; /* of the piece that is being computed */
  gsl_odeiv2_system system;
  gsl_odeiv2_driver *driver;
};

/* z = W_outᵀ φ(x) */
static void
read_out (RcFlow *self, const double *x)
{
  const RcNetwork *network = self->trained->network;
  const gsl_matrix *readout = self->trained->readout;

  rc_transfer_values (network->model->transfer, network->size, x, self->activity);
  cblas_dgemv (CblasRowMajor,
               CblasTrans,
               (int)readout->size1,
               (int)readout->size2,
               1.0,
               readout->data,
               (int)readout->tda,
               self->activity,
               1,
               0.0,
               self->fed_back,
               1);
}

/* dx/dt = -x + Wφ(x) + W_FB z + W_in u + W_probe a cos ωt */
static int
derivative (double t, const double x[], double dx[], void *params)
{
  RcFlow *self = params;
  const RcNetwork *network = self->trained->network;
  double phase = cos (self->frequency * t);

  if (!rc_monitor_report (self->monitor, 0.0, NULL))
    return GSL_EBADFUNC;
  read_out (self, x);
  rc_weights_multiply (network->recurrent, self->activity, dx);
  cblas_dgemv (CblasRowMajor,
               CblasNoTrans,
               (int)network->feedback->size1,
               (int)network->feedback->size2,
               1.0,
               network->feedback->data,
               (int)network->feedback->tda,
               self->fed_back,
               1,
               1.0,
               dx,
               1);
  for (gsize i = 0; i < network->size; i++)
    dx[i] += self->input[i] + phase * self->drive[i] - x[i];
  return GSL_SUCCESS;
}

/* N numbers: the columns of a matrix, weighted */
static void
combine (const gsl_matrix *matrix, const double *weights, double *sum)
{
  for (gsize i = 0; i < matrix->size1; i++) {
    sum[i] = 0.0;
    for (gsize j = 0; j < matrix->size2; j++)
      sum[i] += gsl_matrix_get (matrix, i, j) * weights[j];
  }
}

/**
 * rc_flow_new:
 * @trained: a trained network
 * @start: N numbers, the state at time 0
 * @input: (nullable): L numbers, the static input
 * @tolerance: the error allowed in one step, relative to 1 + |x|
 *
 * Returns: (transfer full): a flow at time 0
 */
RcFlow *
rc_flow_new (RcTrained *trained, const double *start, const double *input, double tolerance)
{
  RcFlow *self = g_new0 (RcFlow, 1);
  const RcNetwork *network = trained->network;
  gsize n = network->size;

  g_return_val_if_fail (tolerance > 0.0, NULL);

  self->trained = rc_trained_ref (trained);
  self->x = g_memdup2 (start, n * sizeof (double));
  self->input = g_new0 (double, n);
  self->drive = g_new0 (double, n);
  self->activity = g_new (double, n);
  self->fed_back = g_new (double, trained->readout->size2);
  if (input != NULL && network->input != NULL)
    combine (network->input, input, self->input);
  self->system = (gsl_odeiv2_system){ derivative, NULL, n, self };
  self->driver = gsl_odeiv2_driver_alloc_standard_new (
    &self->system, gsl_odeiv2_step_rkck, FIRST_STEP, tolerance, tolerance, 1.0, 0.0);
  gsl_odeiv2_driver_set_hmax (self->driver, LARGEST_STEP);
  return self;
}

void
rc_flow_free (RcFlow *self)
{
  gsl_odeiv2_driver_free (self->driver);
  rc_trained_unref (self->trained);
  g_free (self->x);
  g_free (self->input);
  g_free (self->drive);
  g_free (self->activity);
  g_free (self->fed_back);
  g_free (self);
}

/**
 * rc_flow_set_drive:
 * @self: a flow
 * @amplitude: a, K numbers
 * @frequency: ω
 *
 * Drives the network from now on by a cos ωt through its probe.
 */
void
rc_flow_set_drive (RcFlow *self, const double *amplitude, double frequency)
{
  combine (self->trained->network->probe, amplitude, self->drive);
  self->frequency = frequency;
}

static gboolean
has_diverged (const RcFlow *self)
{
  for (gsize i = 0; i < self->trained->network->size; i++)
    if (!(fabs (self->x[i]) < LARGEST_STATE))
      return TRUE;
  return FALSE;
}

/**
 * rc_flow_advance:
 * @self: a flow
 * @time: until when, not before the time it is at
 * @monitor: (nullable): who watches; asked at each derivative
 * @output: (out): K numbers, z at that time; NaN from where the trajectory
 *   diverges
 * @error: set to %RC_ERROR_CANCELLED
 *
 * Takes the state forward, with steps that adapt. Cost: six products of W with a
 * vector for each step.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_flow_advance (
  RcFlow *self, double time, const RcMonitor *monitor, double *output, GError **error)
{
  gsize n_outputs = self->trained->readout->size2;

  self->monitor = monitor;
  if (!self->diverged && time > self->time) {
    int status = gsl_odeiv2_driver_apply (self->driver, &self->time, time, self->x);

    if (!rc_monitor_report (monitor, 0.0, error))
      return FALSE;
    self->diverged = status != GSL_SUCCESS || has_diverged (self);
  }
  read_out (self, self->x);
  for (gsize j = 0; j < n_outputs; j++)
    output[j] = self->diverged ? NAN : self->fed_back[j];
  return TRUE;
}

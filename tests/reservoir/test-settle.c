/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-settle.h"

#include <math.h>

#include "rc-error.h"
#include "rc-response.h"
#include "rc-rest.h"
#include "rc-test.h"

#define SIZE 500
#define N_SEEDS 6
#define N_POINTS 2

static const double complex points[N_POINTS] = { 0.0, 0.6 * I };

static RcTrained *
train (RcModel *model, guint64 seed, gboolean settled)
{
  g_autoptr (GError) error = NULL;
  RcTrained *trained = rc_test_train (model, SIZE, seed);

  if (settled) {
    rc_settle (trained, NULL, &error);
    g_assert_no_error (error);
  }
  return trained;
}

static void
measure (const RcTrained *trained, gsize attractor, double complex *response)
{
  g_autoptr (GError) error = NULL;
  double residuals[N_POINTS], time;

  rc_response_measure (
    trained, attractor, N_POINTS, points, 1e-9, NULL, response, residuals, &time, &error);
  g_assert_no_error (error);
}

/* Where networks are at rest beside the targets, and how they respond there, is what
   theory says, but for the scatter of 1/√N that is the smaller the more of them there are. */
static void
test_theory (void)
{
  static const double targets[] = { 1.2, -0.9 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 0.8, 2, 1, targets);
  g_autoptr (RcMeanField) field = NULL;

  model->ridge = 0.03;
  field = rc_mean_field_new (model, NULL);
  for (gsize k = 0; k < 2; k++) {
    g_autoptr (RcState) state = NULL;
    g_autoptr (RcLocalDynamics) dynamics = rc_rest_dynamics (field, k, NULL, &state, NULL);
    double complex sum[N_POINTS] = { 0.0 };
    double output = 0.0;

    g_assert_nonnull (state);
    for (guint64 seed = 1; seed <= N_SEEDS; seed++) {
      g_autoptr (RcTrained) trained = train (model, seed, TRUE);
      double complex measured[N_POINTS];

      g_assert_cmpfloat (rc_trained_speed (trained, k), <, 1e-9);
      output += gsl_matrix_get (trained->rest_outputs, k, 0) / N_SEEDS;
      measure (trained, k, measured);
      for (gsize i = 0; i < N_POINTS; i++)
        sum[i] += measured[i] / N_SEEDS;
    }
    g_test_message ("target %zu: rest %.4f, in theory %.4f", k, output, state->output[0]);
    g_assert_cmpfloat (fabs (state->output[0] - targets[k]), >, 4.0 / sqrt (SIZE * N_SEEDS));
    g_assert_cmpfloat_with_epsilon (output, state->output[0], 2.0 / sqrt (SIZE * N_SEEDS));
    for (gsize i = 0; i < N_POINTS; i++) {
      double complex expected;

      g_assert_true (rc_local_dynamics_response (dynamics, points[i], &expected));
      g_test_message ("H = %.3f%+.3fi, in theory %.3f%+.3fi",
                      creal (sum[i]),
                      cimag (sum[i]),
                      creal (expected),
                      cimag (expected));
      g_assert_cmpfloat (
        cabs (sum[i] - expected), <, 4.0 * cabs (expected) / sqrt (SIZE * N_SEEDS));
    }
  }
}

/* What the readout holds, and what is nowhere near, stays where it was. */
static void
test_unmoved (void)
{
  static const double targets[] = { 1.2 };
  static const double ridges[] = { 0.0, 1.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (ridges); i++) {
    g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 0.9, 1, 1, targets);
    g_autoptr (RcTrained) trained = NULL;

    model->ridge = ridges[i];
    trained = train (model, 3, TRUE);
    g_assert_true (gsl_matrix_equal (trained->rests, trained->states));
    g_assert_cmpint (rc_trained_speed (trained, 0) < 1e-8, ==, ridges[i] == 0.0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settle/theory", test_theory);
  g_test_add_func ("/settle/unmoved", test_unmoved);
  return g_test_run ();
}

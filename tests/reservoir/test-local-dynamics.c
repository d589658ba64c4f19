/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "rc-edge.h"
#include "rc-local-dynamics.h"
#include "rc-test.h"

static RcLocalDynamics *
linearise (RcModel *model, gsize attractor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcMeanField) field = rc_mean_field_new (model, &error);
  RcLocalDynamics *dynamics;

  g_assert_no_error (error);
  dynamics = rc_local_dynamics_new (field, attractor, &error);
  g_assert_no_error (error);
  return dynamics;
}

static double
magnitude (const RcLocalDynamics *dynamics, double omega)
{
  double complex response;

  g_assert_true (rc_local_dynamics_response (dynamics, I * omega, &response));
  return cabs (response);
}

/* Known values for tanh, g = 0.9, targets 1.6, 0.9, -0.6. */
static void
test_reference (void)
{
  static const double complex poles[3][3] = {
    { -0.16073275, -0.68521909, -0.79082118 },
    { 0.09525719, -0.43357318, -0.64056798 },
    { -0.09031262 + 0.21922939 * I, -0.09031262 - 0.21922939 * I, -0.52867414 },
  };
  static const double magnitudes[3][3] = {
    { 4.6969, 2.9432, 1.4398 },
    { 15.5302, 6.4940, 2.6361 },
    { 10.2606, 16.1144, 4.1926 },
  };
  static const double frequencies[] = { 0.0, 0.2, 0.5 };
  static const gboolean stable[] = { TRUE, FALSE, TRUE };
  g_autoptr (RcModel) model = rc_test_default ();

  for (gsize k = 0; k < 3; k++) {
    g_autoptr (RcLocalDynamics) dynamics = linearise (model, k);

    for (gsize i = 0; i < 3; i++) {
      g_assert_cmpfloat (cabs (dynamics->poles[i] - poles[k][i]), <, 1e-8);
      g_assert_cmpfloat_with_epsilon (magnitude (dynamics, frequencies[i]), magnitudes[k][i], 6e-5);
    }
    g_assert_cmpint (dynamics->stable, ==, stable[k]);
    g_assert_cmpfloat_with_epsilon (dynamics->time_constant, -1.0 / creal (poles[k][0]), 1e-5);
  }
}

static void
test_resonance (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcLocalDynamics) monotone = linearise (model, 0);
  g_autoptr (RcLocalDynamics) resonant = linearise (model, 2);
  double peak = resonant->resonance_frequency;

  g_assert_true (isnan (monotone->resonance_frequency));
  g_assert_cmpfloat_with_epsilon (peak, 0.2, 0.02);
  g_assert_cmpfloat (magnitude (resonant, peak), >=, magnitude (resonant, peak * 1.001));
  g_assert_cmpfloat (magnitude (resonant, peak), >=, magnitude (resonant, peak * 0.999));
}

/* One target: the pole is -1 + ⟨xφφ'⟩/⟨φ²⟩ with ⟨xφφ'⟩ = C ⟨φ'² + φφ''⟩. */
static void
test_single_target (void)
{
  for (guint kind = 0; kind < RC_N_TRANSFER_KINDS; kind++) {
    for (double target = 0.3; target < 3.0; target += 0.9) {
      g_autoptr (RcModel) model = rc_test_model (kind, 0.8, 1, 1, &target);
      g_autoptr (GError) error = NULL;
      g_autoptr (RcMeanField) field = rc_mean_field_new (model, &error);
      g_autoptr (RcLocalDynamics) dynamics = linearise (model, 0);
      double c = gsl_matrix_get (field->covariance, 0, 0);
      RcMoments m;

      rc_transfer_moments (model->transfer, c, c, c, &m);
      g_assert_cmpfloat_with_epsilon (
        creal (dynamics->poles[0]), -1.0 + c * (m.slope + m.curvature) / m.value, 1e-12);
      if (kind == RC_TRANSFER_TANH || kind == RC_TRANSFER_ERF)
        g_assert_cmpfloat (creal (dynamics->poles[0]), <, 0.0);
      if (kind == RC_TRANSFER_RELU)
        g_assert_cmpfloat_with_epsilon (creal (dynamics->poles[0]), 0.0, 1e-12);
    }
  }
}

/* Rectifier: θ > 0 is unstable, θ < 0 is stable. */
static void
test_rectifier_threshold (void)
{
  static const double targets[] = { 1.0 };

  for (double threshold = -0.5; threshold < 0.6; threshold += 1.0) {
    g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_RELU, threshold);
    gsl_matrix_const_view view = gsl_matrix_const_view_array (targets, 1, 1);
    g_autoptr (RcModel) model = rc_model_new (transfer, &view.matrix, NULL);
    g_autoptr (RcLocalDynamics) dynamics = NULL;

    model->gain = 0.5;
    dynamics = linearise (model, 0);
    g_assert_cmpint (creal (dynamics->poles[0]) > 0.0, ==, threshold > 0.0);
  }
}

/* H = ρ (I - G)^-1 G at any frequency. */
static void
test_closed_loop (void)
{
  g_autoptr (RcModel) model = rc_test_default ();

  model->probe_overlap = 0.6;
  for (gsize k = 0; k < 3; k++) {
    g_autoptr (RcLocalDynamics) dynamics = linearise (model, k);

    for (double omega = 0.0; omega < 5.0; omega += 0.13) {
      double complex g, h;

      g_assert_true (rc_local_dynamics_gain (dynamics, I * omega, &g));
      g_assert_true (rc_local_dynamics_response (dynamics, I * omega, &h));
      g_assert_cmpfloat (cabs (h - 0.6 * g / (1.0 - g)), <, 1e-10 * (1.0 + cabs (h)));
    }
  }
}

/* The response to a kick is the inverse Laplace transform of H: its integral is
   H(0), and its mean time is the mean response time. */
static void
test_impulse (void)
{
  enum { N = 20001 };
  g_autoptr (RcModel) model = rc_test_default ();
  g_autofree double *z = g_new (double, N);
  const double kick = 0.1, step = 0.01;

  for (gsize k = 0; k < 3; k += 2) {
    g_autoptr (RcLocalDynamics) dynamics = linearise (model, k);
    double sum = 0.0, moment = 0.0;
    double complex h;

    g_assert_true (rc_local_dynamics_impulse (dynamics, &kick, step, N, z));
    g_assert_true (rc_local_dynamics_response (dynamics, 0.0, &h));
    for (gsize i = 0; i < N; i++) {
      double weight = step * (i == 0 || i == N - 1 ? 0.5 : 1.0);

      sum += weight * z[i];
      moment += weight * step * (double)i * z[i];
    }
    g_assert_cmpfloat_with_epsilon (sum, kick * creal (h), 1e-4);
    g_assert_cmpfloat_with_epsilon (moment / sum, dynamics->mean_response_time, 2e-3);
  }
}

/* Each verdict has its network, and a time constant to match. */
static void
test_verdict (void)
{
  static const double target[] = { 1.0 }, two[] = { 1.0, 0.6 };
  static const double quiet[] = { 0.3 };
  g_autoptr (RcModel) relu = rc_test_model (RC_TRANSFER_RELU, 0.8, 2, 1, two);
  g_autoptr (RcModel) single = rc_test_model (RC_TRANSFER_TANH, 0.8, 1, 1, target);
  g_autoptr (RcModel) wild = rc_test_model (RC_TRANSFER_TANH, 2.5, 1, 1, quiet);
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcLocalDynamics) marginal = linearise (relu, 1);
  g_autoptr (RcLocalDynamics) stable = linearise (single, 0);
  g_autoptr (RcLocalDynamics) unstable = linearise (model, 1);
  g_autoptr (RcLocalDynamics) chaotic = linearise (wild, 0);

  g_assert_cmpint (marginal->verdict, ==, RC_VERDICT_MARGINAL);
  g_assert_true (isinf (marginal->time_constant) && isnan (marginal->mean_response_time));
  g_assert_false (marginal->stable);
  g_assert_cmpint (stable->verdict, ==, RC_VERDICT_STABLE);
  g_assert_cmpint (unstable->verdict, ==, RC_VERDICT_UNSTABLE);
  g_assert_cmpint (chaotic->verdict, ==, RC_VERDICT_CHAOTIC);
  g_assert_cmpfloat (chaotic->bulk_radius, >, 1.0);
}

/* At the edge's gain the bulk's radius is 1, for every kind and target; the
   quiet sigmoid of slope 1 has it at 1, the rectifier at √2. */
static void
test_edge (void)
{
  for (guint kind = 0; kind < RC_N_TRANSFER_KINDS; kind++) {
    for (double target = 0.0; target < 3.0; target += 0.5) {
      g_autoptr (RcModel) model = rc_test_model (kind, 0.5, 1, 1, &target);
      g_autoptr (RcModel) edge = rc_test_model (kind, 0.5, 1, 1, &target);
      g_autoptr (RcMeanField) field = rc_mean_field_new (model, NULL);
      g_autoptr (RcLocalDynamics) dynamics = NULL;
      double gain = rc_edge_gain (field, 0);

      /* What grows like max(x, 0) explodes there. */
      if (isinf (rc_transfer_get_bound (model->transfer))) {
        g_assert_cmpfloat_with_epsilon (gain, G_SQRT2, 1e-6);
        continue;
      }
      if (target == 0.0 && kind == RC_TRANSFER_TANH)
        g_assert_cmpfloat_with_epsilon (gain, 1.0, 1e-12);
      if (target == 0.0 && kind == RC_TRANSFER_ERF)
        g_assert_cmpfloat_with_epsilon (gain, sqrt (G_PI / 2.0), 1e-12);
      edge->gain = gain;
      dynamics = linearise (edge, 0);
      g_assert_cmpfloat_with_epsilon (dynamics->bulk_radius, 1.0, target > 0.0 ? 1e-10 : 1e-5);
    }
  }
}

/* How far the poles of a badly conditioned set move when its targets change in
   their last digits, or trade places, is within what is announced, and the
   announcement is not idle. */
static void
test_digits (void)
{
  for (double spread = 1.0; spread > 0.01; spread *= 0.3) {
    double targets[] = { 1.2, 1.2 - 0.4 * spread, 1.2 - spread };
    double swapped[] = { targets[2], targets[0], targets[1] };
    g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 0.9, 3, 1, targets);
    g_autoptr (RcModel) other = rc_test_model (RC_TRANSFER_TANH, 0.9, 3, 1, swapped);
    g_autoptr (RcLocalDynamics) here = linearise (model, 0);
    g_autoptr (RcLocalDynamics) there = linearise (other, 1);
    double moved = 0.0;

    for (gsize i = 0; i < 3; i++)
      moved = MAX (moved, cabs (here->poles[i] - there->poles[i]));
    g_test_message ("spread %g: moved %g, estimated %g", spread, moved, here->pole_error);
    g_assert_cmpfloat (moved, <=, here->pole_error);
    g_assert_cmpfloat (here->digits, ==, CLAMP (-log10 (here->pole_error), 0.0, 15.0));
    if (spread == 1.0)
      g_assert_cmpfloat (here->digits, >=, 8.0);
  }
}

/* Left and right modes are what they claim. */
static void
test_modes (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcLocalDynamics) dynamics = linearise (model, 2);

  for (gsize j = 0; j < 3; j++) {
    for (gsize i = 0; i < 3; i++) {
      double complex right = 0.0, left = 0.0;

      for (gsize l = 0; l < 3; l++) {
        right += gsl_matrix_get (dynamics->jacobian, i, l) * dynamics->right[l * 3 + j];
        left += conj (dynamics->left[l * 3 + j]) * gsl_matrix_get (dynamics->jacobian, l, i);
      }
      g_assert_cmpfloat (cabs (right - dynamics->poles[j] * dynamics->right[i * 3 + j]), <, 1e-12);
      g_assert_cmpfloat (
        cabs (left - dynamics->poles[j] * conj (dynamics->left[i * 3 + j])), <, 1e-12);
    }
  }
  g_assert_cmpfloat_with_epsilon (dynamics->resonance_quality,
                                  cabs (dynamics->poles[0]) / (-2.0 * creal (dynamics->poles[0])),
                                  1e-12);
}

/* Targets on a ring: every attractor has the same poles. */
static void
test_ring (void)
{
  double targets[10];
  g_autoptr (RcModel) model = NULL;
  g_autoptr (RcLocalDynamics) first = NULL;

  for (gsize i = 0; i < 5; i++) {
    targets[2 * i] = 1.2 * cos (2.0 * G_PI * (double)i / 5.0);
    targets[2 * i + 1] = 1.2 * sin (2.0 * G_PI * (double)i / 5.0);
  }
  model = rc_test_model (RC_TRANSFER_TANH, 0.7, 5, 2, targets);
  first = linearise (model, 0);
  for (gsize k = 1; k < 5; k++) {
    g_autoptr (RcLocalDynamics) dynamics = linearise (model, k);

    for (gsize i = 0; i < 5; i++)
      g_assert_cmpfloat (cabs (dynamics->poles[i] - first->poles[i]), <, 1e-8);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/local-dynamics/reference", test_reference);
  g_test_add_func ("/local-dynamics/resonance", test_resonance);
  g_test_add_func ("/local-dynamics/single-target", test_single_target);
  g_test_add_func ("/local-dynamics/rectifier-threshold", test_rectifier_threshold);
  g_test_add_func ("/local-dynamics/closed-loop", test_closed_loop);
  g_test_add_func ("/local-dynamics/impulse", test_impulse);
  g_test_add_func ("/local-dynamics/verdict", test_verdict);
  g_test_add_func ("/local-dynamics/edge", test_edge);
  g_test_add_func ("/local-dynamics/digits", test_digits);
  g_test_add_func ("/local-dynamics/modes", test_modes);
  g_test_add_func ("/local-dynamics/ring", test_ring);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-driven.h"

#include <math.h>

#include "rc-error.h"
#include "rc-response.h"
#include "rc-test.h"

/* What comes out when the network is driven is what one Krylov space says. */
static void
check (const RcTrained *trained, gsize attractor, gsize k)
{
  enum { N_FREQUENCIES = 3 };
  static const double frequencies[] = { 0.15, 0.5, 2.0 };
  static const double amplitudes[] = { 1e-4, 1e-4, 1e-4 };
  double complex driven[N_FREQUENCIES * 9], krylov[N_FREQUENCIES * 9], s[N_FREQUENCIES];
  double errors[N_FREQUENCIES], residuals[N_FREQUENCIES], time;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < N_FREQUENCIES; i++)
    s[i] = I * frequencies[i];
  g_assert_true (rc_response_measure (
    trained, attractor, N_FREQUENCIES, s, 1e-10, NULL, krylov, residuals, &time, &error));
  g_assert_true (rc_driven_response (trained,
                                     attractor,
                                     N_FREQUENCIES,
                                     frequencies,
                                     amplitudes,
                                     120.0,
                                     1e-10,
                                     NULL,
                                     driven,
                                     errors,
                                     &error));
  for (gsize i = 0; i < N_FREQUENCIES; i++)
    for (gsize j = 0; j < k * k; j++) {
      double complex d = driven[i * k * k + j], h = krylov[i * k * k + j];

      g_test_message ("ω = %g: driven %g%+gi ± %g, Krylov %g%+gi",
                      frequencies[i],
                      creal (d),
                      cimag (d),
                      errors[i],
                      creal (h),
                      cimag (h));
      g_assert_cmpfloat (cabs (d - h), <, 2.0 * errors[i] + 1e-4 * (1.0 + cabs (h)));
      g_assert_cmpfloat (errors[i], <, 0.01 * (1.0 + cabs (h)));
    }
}

static void
test_one_output (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 150, 4);

  check (trained, 0, 1);
  check (trained, 2, 1);
}

static void
test_two_outputs (void)
{
  static const double targets[] = { 1.5, 0.2, -0.3, 1.4 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 0.5, 2, 2, targets);
  g_autoptr (RcTrained) trained = NULL;

  model->probe_overlap = 0.7;
  trained = rc_test_train (model, 150, 2);
  check (trained, 0, 2);
}

static void
test_too_far_apart (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 50, 4);
  static const double frequencies[] = { 1e-5, 10.0 }, amplitudes[] = { 1e-3, 1e-3 };
  double complex response[2];
  double errors[2];
  g_autoptr (GError) error = NULL;

  g_assert_false (rc_driven_response (
    trained, 0, 2, frequencies, amplitudes, 10.0, 1e-6, NULL, response, errors, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_ARGUMENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/driven/one-output", test_one_output);
  g_test_add_func ("/driven/two-outputs", test_two_outputs);
  g_test_add_func ("/driven/too-far-apart", test_too_far_apart);
  return g_test_run ();
}

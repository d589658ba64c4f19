/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "rc-linear.h"
#include "rc-local-dynamics.h"
#include "rc-rational-fit.h"
#include "rc-response.h"
#include "rc-spectrum.h"
#include "rc-test.h"

#define N_POINTS 120

static void
make_frequencies (double *frequencies)
{
  for (gsize i = 0; i < N_POINTS; i++)
    frequencies[i] = 0.01 * pow (1000.0, (double)i / (N_POINTS - 1.0));
}

/* A function of known poles, one of them unstable and hidden behind others, in
   several elements, is found exactly, and its order with it. */
static void
test_exact (void)
{
  static const double complex poles[] = { 0.1, -0.1 + 0.4 * I, -0.1 - 0.4 * I, -0.5, -2.0 };
  static const double complex residues[4][5] = {
    { 1.0, 0.3 + 0.1 * I, 0.3 - 0.1 * I, 2.0, -1.0 },
    { -0.2, 1.0 - 2.0 * I, 1.0 + 2.0 * I, 0.0, 0.5 },
    { 0.0, 0.1, 0.1, 0.3, 0.0 },
    { 0.7, 0.0, 0.0, -0.2, 1.0 },
  };
  double frequencies[N_POINTS], error;
  double complex values[N_POINTS * 4], found[8];
  gsize order;

  make_frequencies (frequencies);
  for (gsize i = 0; i < N_POINTS; i++) {
    for (gsize e = 0; e < 4; e++) {
      values[i * 4 + e] = 0.0;
      for (gsize j = 0; j < 5; j++)
        values[i * 4 + e] += residues[e][j] / (I * frequencies[i] - poles[j]);
    }
  }
  order = rc_rational_fit_lowest (N_POINTS, frequencies, 4, values, 1e-9, 8, found, &error);
  g_assert_cmpuint (order, ==, 5);
  g_assert_cmpfloat (error, <, 1e-11);
  for (gsize j = 0; j < 5; j++)
    g_assert_cmpfloat (cabs (found[j] - poles[j]), <, 1e-8);

  /* Too low an order cannot do it and says so. */
  g_assert_cmpfloat (rc_rational_fit (N_POINTS, frequencies, 4, values, 2, found), >, 1e-3);
}

/* Theory's own response, whose order is that of the ODE: all poles, those inside
   the bulk too, as no spectrum would show them. */
static void
test_theory (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RcMeanField) field = rc_mean_field_new (model, &error);
  double frequencies[N_POINTS];
  double complex values[N_POINTS], found[3];

  make_frequencies (frequencies);
  for (gsize k = 0; k < 3; k++) {
    g_autoptr (RcLocalDynamics) dynamics = rc_local_dynamics_new (field, k, &error);

    for (gsize i = 0; i < N_POINTS; i++)
      rc_local_dynamics_response (dynamics, I * frequencies[i], &values[i]);
    g_assert_cmpfloat (rc_rational_fit (N_POINTS, frequencies, 1, values, 3, found), <, 1e-10);
    for (gsize j = 0; j < 3; j++)
      g_assert_cmpfloat (cabs (found[j] - dynamics->poles[j]), <, 1e-5);
  }
}

/* A network's: the leading poles are the outliers of its spectrum. */
static void
test_network (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, 400, 5);
  g_autoptr (GError) error = NULL;
  double frequencies[N_POINTS];
  double complex s[N_POINTS], values[N_POINTS];

  make_frequencies (frequencies);
  for (gsize i = 0; i < N_POINTS; i++)
    s[i] = I * frequencies[i];
  for (gsize k = 0; k < 3; k++) {
    g_autofree double complex *eigenvalues = rc_spectrum_closed_loop (trained, k, NULL, &error);
    double complex found[8];
    double fit_error;
    gsize order;

    g_assert_true (
      rc_response_measure (trained, k, N_POINTS, s, 1e-10, NULL, values, NULL, NULL, &error));
    order = rc_rational_fit_lowest (N_POINTS, frequencies, 1, values, 1e-6, 8, found, &fit_error);
    g_assert_cmpuint (order, >=, 2);
    g_assert_cmpfloat (fit_error, <, 1e-4);
    g_assert_cmpfloat (cabs (found[0] - eigenvalues[0]), <, 1e-3);
  }
}

static void
test_nonsense (void)
{
  double frequencies[N_POINTS], error;
  double complex values[N_POINTS] = { 0.0 }, found[3];

  make_frequencies (frequencies);
  g_assert_cmpuint (
    rc_rational_fit_lowest (N_POINTS, frequencies, 1, values, 1e-3, 3, found, &error), ==, 0);
  g_assert_true (isnan (error));
  values[3] = NAN;
  g_assert_true (isnan (rc_rational_fit (N_POINTS, frequencies, 1, values, 3, found)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rational-fit/exact", test_exact);
  g_test_add_func ("/rational-fit/theory", test_theory);
  g_test_add_func ("/rational-fit/network", test_network);
  g_test_add_func ("/rational-fit/nonsense", test_nonsense);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "rc-error.h"
#include "rc-linear.h"
#include "rc-local-dynamics.h"
#include "rc-spectrum.h"
#include "rc-test.h"

#define SIZE 300

static RcSpectrum *
find (const RcTrained *trained, gsize k, gboolean complete)
{
  g_autofree double *state = g_new (double, trained->network->size);
  g_autoptr (GError) error = NULL;
  RcSpectrum *spectrum;

  for (gsize i = 0; i < trained->network->size; i++)
    state[i] = gsl_matrix_get (trained->states, i, k);
  spectrum = rc_spectrum_new (trained->network, trained->readout, state, complete, NULL, &error);
  g_assert_no_error (error);
  return spectrum;
}

static RcTrained *
train_two_outputs (void)
{
  static const double targets[] = { 1.2, 0.3, -0.5, 0.9, 0.2, -1.1 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 0.8, 3, 2, targets);

  return rc_test_train (model, SIZE, 4);
}

/* The part of a unit vector in the span of the columns, by the normal equations. */
static double
overlap_by_hand (const gsl_matrix *columns, const double *slopes, const double complex *v)
{
  gsize k = columns->size2;
  g_autofree double complex *gram = g_new0 (double complex, k *k);
  g_autofree double complex *right = g_new0 (double complex, k);
  g_autofree double complex *c = NULL;
  double sum = 0.0;

  for (gsize l = 0; l < SIZE; l++) {
    double slope = slopes != NULL ? slopes[l] : 1.0;

    for (gsize i = 0; i < k; i++) {
      right[i] += slope * gsl_matrix_get (columns, l, i) * v[l];
      for (gsize j = 0; j < k; j++)
        gram[i * k + j] += slope * slope * gsl_matrix_get (columns, l, i) *
                           gsl_matrix_get (columns, l, j);
    }
  }
  c = g_memdup2 (right, k * sizeof *c);
  g_assert_true (rc_solve_complex (k, 1, gram, c));
  for (gsize i = 0; i < k; i++)
    sum += creal (conj (right[i]) * c[i]);
  return sqrt (sum);
}

/* Eigenvectors of outliers, their overlaps and conditions, against LAPACK's. */
static void
check_outliers (const RcTrained *trained)
{
  for (gsize k = 0; k < 3; k++) {
    g_autoptr (RcSpectrum) spectrum = find (trained, k, TRUE);
    g_autofree double *state = g_new (double, SIZE);
    g_autoptr (RcJacobian) jacobian = NULL;
    gsl_matrix *matrix = gsl_matrix_alloc (SIZE, SIZE);
    g_autofree double complex *values = g_new (double complex, SIZE);
    g_autofree double complex *left = g_new (double complex, SIZE *SIZE);
    g_autofree double complex *right = g_new (double complex, SIZE *SIZE);
    g_autofree double complex *v = g_new (double complex, SIZE);
    g_autofree double complex *u = g_new (double complex, SIZE);

    for (gsize i = 0; i < SIZE; i++)
      state[i] = gsl_matrix_get (trained->states, i, k);
    jacobian = rc_jacobian_new (trained->network, trained->readout, state);
    rc_jacobian_copy_to (jacobian, matrix);
    g_assert_true (rc_eigenvectors (SIZE, matrix->data, values, left, right, NULL));

    g_assert_true (spectrum->complete);
    g_assert_cmpuint (spectrum->n_values, ==, SIZE);
    g_assert_cmpuint (spectrum->n_outliers, >=, 1);
    g_assert_cmpfloat (cabs (spectrum->leading - spectrum->values[0]), ==, 0.0);
    for (gsize i = 0; i < SIZE; i++)
      g_assert_cmpfloat (cabs (spectrum->values[i] + 1.0 - values[i]), <, 1e-7);
    for (gsize o = 0; o < spectrum->n_outliers; o++) {
      const RcOutlier *outlier = &spectrum->outliers[o];
      double complex product = 0.0;
      gsize at = 0;

      while (cabs (values[at] - 1.0 - outlier->value) > 1e-7)
        g_assert_cmpuint (++at, <, SIZE);
      for (gsize i = 0; i < SIZE; i++) {
        v[i] = right[i * SIZE + at];
        u[i] = left[i * SIZE + at];
        product += conj (u[i]) * v[i];
      }
      g_assert_cmpfloat (outlier->residual, <, 1e-7);
      g_assert_cmpfloat_with_epsilon (outlier->condition, 1.0 / cabs (product), 1e-4);
      g_assert_cmpfloat_with_epsilon (
        outlier->feedback_overlap, overlap_by_hand (trained->network->feedback, NULL, u), 1e-5);
      g_assert_cmpfloat_with_epsilon (
        outlier->readout_overlap, overlap_by_hand (trained->readout, jacobian->slopes, v), 1e-5);
    }
    gsl_matrix_free (matrix);
  }
}

static void
test_outliers (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) one = rc_test_train (model, SIZE, 5);
  g_autoptr (RcTrained) two = train_two_outputs ();

  check_outliers (one);
  check_outliers (two);
}

/* ARPACK's outliers are LAPACK's, and theory's bulk is where LAPACK has the rest. */
static void
test_incomplete (void)
{
  g_autoptr (RcTrained) trained = train_two_outputs ();

  for (gsize k = 0; k < 3; k++) {
    g_autoptr (RcSpectrum) complete = find (trained, k, TRUE);
    g_autoptr (RcSpectrum) incomplete = find (trained, k, FALSE);
    gsize outside = 0;

    g_assert_false (incomplete->complete);
    g_assert_cmpuint (incomplete->n_outliers, ==, complete->n_outliers);
    g_assert_cmpuint (incomplete->n_values, ==, complete->n_outliers);
    for (gsize i = 0; i < complete->n_outliers; i++)
      g_assert_cmpfloat (
        cabs (incomplete->outliers[i].value - complete->outliers[i].value), <, 1e-7);
    g_assert_cmpfloat (incomplete->bulk_radius, ==, complete->bulk_radius);
    for (gsize i = 0; i < SIZE; i++)
      outside += cabs (complete->values[i] + 1.0) > complete->bulk_radius * 1.1;
    g_assert_cmpuint (outside, <=, 8);
  }
}

/* Outliers of many networks scatter by 1/√N about the theory's poles that lie
   outside the bulk: the mean of eight, within four standard errors and the bias of order
   1/N of a finite network. */
static void
test_theory (void)
{
  enum { N_SEEDS = 8, N = 1000 };
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RcMeanField) field = rc_mean_field_new (model, &error);
  g_autoptr (RcLocalDynamics) dynamics = rc_local_dynamics_new (field, 2, &error);
  double sums[2] = { 0.0 }, squares[2] = { 0.0 };

  for (guint64 seed = 1; seed <= N_SEEDS; seed++) {
    g_autoptr (RcTrained) trained = rc_test_train (model, N, seed);
    g_autoptr (RcSpectrum) spectrum = find (trained, 2, FALSE);
    double parts[] = { creal (spectrum->leading), fabs (cimag (spectrum->leading)) };

    g_assert_cmpfloat_with_epsilon (spectrum->bulk_radius, dynamics->bulk_radius, 5.0 / sqrt (N));
    for (gsize i = 0; i < 2; i++) {
      sums[i] += parts[i];
      squares[i] += parts[i] * parts[i];
    }
  }
  for (gsize i = 0; i < 2; i++) {
    double mean = sums[i] / N_SEEDS;
    double deviation = sqrt ((squares[i] / N_SEEDS - mean * mean) * N_SEEDS / (N_SEEDS - 1.0));
    double expected = i == 0 ? creal (dynamics->poles[0]) : fabs (cimag (dynamics->poles[0]));

    g_test_message ("%g ± %g, theory %g", mean, deviation / sqrt (N_SEEDS), expected);
    g_assert_cmpfloat (deviation, <, 2.0 / sqrt (N));
    g_assert_cmpfloat_with_epsilon (mean, expected, 4.0 * deviation / sqrt (N_SEEDS) + 5.0 / N);
  }
}

static gboolean
stop_cb (double fraction, gpointer user_data)
{
  int *calls = user_data;

  return g_atomic_int_add (calls, 1) < 5;
}

static void
test_stop (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) trained = rc_test_train (model, SIZE, 5);
  g_autofree double *state = g_new0 (double, SIZE);

  for (guint complete = 0; complete < 2; complete++) {
    int calls = 0;
    RcMonitor monitor = { stop_cb, &calls };
    g_autoptr (GError) error = NULL;

    g_assert_null (
      rc_spectrum_new (trained->network, trained->readout, state, complete, &monitor, &error));
    g_assert_error (error, RC_ERROR, RC_ERROR_CANCELLED);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spectrum/outliers", test_outliers);
  g_test_add_func ("/spectrum/incomplete", test_incomplete);
  g_test_add_func ("/spectrum/theory", test_theory);
  g_test_add_func ("/spectrum/stop", test_stop);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the literature and finite networks say, next to what the theory says. */

#include <math.h>

#include <gsl/gsl_integration.h>

#include "rc-edge.h"
#include "rc-error.h"
#include "rc-local-dynamics.h"
#include "rc-parallel.h"
#include "rc-response.h"
#include "rc-test.h"

static RcMeanField *
solve (RcModel *model)
{
  g_autoptr (GError) error = NULL;
  RcMeanField *field = rc_mean_field_new (model, &error);

  g_assert_no_error (error);
  return field;
}

static RcLocalDynamics *
linearise (RcModel *model, gsize attractor)
{
  g_autoptr (RcMeanField) field = solve (model);
  g_autoptr (GError) error = NULL;
  RcLocalDynamics *dynamics = rc_local_dynamics_new (field, attractor, &error);

  g_assert_no_error (error);
  return dynamics;
}

/* H. Sompolinsky, A. Crisanti and H. J. Sommers, PRL 61, 259 (1988): without
   drive a network of slope 1 at 0 is quiet up to g = 1 and active beyond. */
static void
test_onset (void)
{
  static const double quiet[] = { 0.0 };

  for (double gain = 0.5; gain < 1.6; gain += 0.2) {
    g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, gain, 1, 1, quiet);
    g_autoptr (RcMeanField) field = solve (model);
    double variance = gsl_matrix_get (field->covariance, 0, 0);

    g_assert_cmpint (variance > 0.0, ==, gain > 1.0);
    g_assert_cmpfloat_with_epsilon (rc_edge_gain (field, 0), 1.0, 1e-12);
    /* just beyond, C = g²(C - 2C²) + …: C ≈ (g² - 1)/(2g²) */
    if (gain > 1.0 && gain < 1.2)
      g_assert_cmpfloat_with_epsilon (
        variance, (gain * gain - 1.0) / (2.0 * gain * gain), 0.4 * variance);
  }
}

/* That holds for every sigmoid of slope 1 at 0, and in proportion for another slope. */
static void
test_onset_of_kinds (void)
{
  static const struct {
    const char *formula; /* NULL for the kind */
    RcTransferKind kind;
    double slope;
  } sigmoids[] = {
    { NULL, RC_TRANSFER_TANH, 1.0 },
    { NULL, RC_TRANSFER_PIECEWISE_LINEAR, 1.0 },
    { NULL, RC_TRANSFER_ERF, 2.0 / sqrt (2.0 * G_PI) },
    { "atan(x)", RC_TRANSFER_FORMULA, 1.0 },
    { "x/(1 + abs(x))", RC_TRANSFER_FORMULA, 1.0 },
    { "2*x/sqrt(1 + x^2)", RC_TRANSFER_FORMULA, 2.0 },
  };
  static const double quiet[] = { 0.0 };
  gsl_matrix_const_view view = gsl_matrix_const_view_array (quiet, 1, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (sigmoids); i++) {
    double slope = sigmoids[i].slope;
    g_autoptr (RcTransfer) transfer = sigmoids[i].formula != NULL
                                        ? rc_transfer_new_formula (sigmoids[i].formula, NULL, NULL)
                                        : rc_transfer_new (sigmoids[i].kind, 0.0);
    g_autoptr (RcModel) model = rc_model_new (transfer, &view.matrix, NULL);

    for (double gain = 0.5; gain < 1.6; gain += 0.2) {
      g_autoptr (RcMeanField) field = NULL;

      model->gain = gain / slope;
      field = solve (model);
      /* what stands for a formula is not quite 0 at 0 */
      g_assert_cmpint (gsl_matrix_get (field->covariance, 0, 0) > 1e-9, ==, gain > 1.0);
      g_assert_cmpfloat_with_epsilon (rc_edge_gain (field, 0) * slope, 1.0, 1e-5);
    }
  }
}

/* Y. Cho and L. K. Saul (2009): ⟨φφ⟩ = √(c₁₁c₂₂)(sin α + (π-α) cos α)/2π and
   ⟨φ'φ'⟩ = (π-α)/2π; C. K. I. Williams (1998): (2/π) arcsin(c₁₂/√((1+c₁₁)(1+c₂₂)))
   for erf(x/√2). Here in the mean field, not in the moments alone. */
static void
test_kernels (void)
{
  static const double targets[] = { 1.0, 0.2, -0.3, 0.8, 0.6, -0.9 };
  g_autoptr (RcModel) relu = rc_test_model (RC_TRANSFER_RELU, 1.0, 3, 2, targets);
  g_autoptr (RcModel) erf_model = rc_test_model (RC_TRANSFER_ERF, 1.0, 3, 2, targets);
  g_autoptr (RcMeanField) rectified = solve (relu);
  g_autoptr (RcMeanField) sigmoid = solve (erf_model);

  for (gsize i = 0; i < 3; i++) {
    for (gsize j = 0; j < 3; j++) {
      double c11 = gsl_matrix_get (rectified->covariance, i, i);
      double c22 = gsl_matrix_get (rectified->covariance, j, j);
      double c12 = gsl_matrix_get (rectified->covariance, i, j);
      double alpha = i == j ? 0.0 : acos (c12 / sqrt (c11 * c22));

      g_assert_cmpfloat_with_epsilon (gsl_matrix_get (rectified->overlap, i, j),
                                      sqrt (c11 * c22) / (2.0 * G_PI) *
                                        (sin (alpha) + (G_PI - alpha) * cos (alpha)),
                                      1e-13);
      g_assert_cmpfloat_with_epsilon (
        gsl_matrix_get (rectified->slope, i, j), (G_PI - alpha) / (2.0 * G_PI), 1e-13);

      c11 = gsl_matrix_get (sigmoid->covariance, i, i);
      c22 = gsl_matrix_get (sigmoid->covariance, j, j);
      c12 = gsl_matrix_get (sigmoid->covariance, i, j);
      g_assert_cmpfloat_with_epsilon (gsl_matrix_get (sigmoid->overlap, i, j),
                                      2.0 / G_PI * asin (c12 / sqrt ((1.0 + c11) * (1.0 + c22))),
                                      1e-14);
    }
  }
}

/* A rectifier of threshold 0 has C = drive/(1 - g²/2), up to g = √2. */
static void
test_blow_up (void)
{
  static const double targets[] = { 0.7 };

  for (double distance = 0.1; distance > 1e-5; distance *= 0.1) {
    double gain = G_SQRT2 * (1.0 - distance);
    g_autoptr (RcModel) below = rc_test_model (RC_TRANSFER_RELU, gain, 1, 1, targets);
    g_autoptr (RcModel)
      above = rc_test_model (RC_TRANSFER_RELU, G_SQRT2 * (1.0 + distance), 1, 1, targets);
    g_autoptr (RcMeanField) field = solve (below);
    g_autoptr (GError) error = NULL;
    double expected = 0.49 / (1.0 - gain * gain / 2.0);

    g_assert_cmpfloat_with_epsilon (
      gsl_matrix_get (field->covariance, 0, 0), expected, 1e-9 * expected / distance);
    g_assert_null (rc_mean_field_new (above, &error));
    g_assert_error (error, RC_ERROR, RC_ERROR_NO_SOLUTION);
  }
}

typedef struct {
  const RcTransfer *transfer;
  double deviation;
  gboolean numerator;
} Average;

static double
integrand (double u, void *data)
{
  const Average *average = data;
  double x = average->deviation * u, y = rc_transfer_value (average->transfer, x);
  double other = average->numerator ? x * rc_transfer_slope (average->transfer, x) : y;

  return exp (-0.5 * u * u) / sqrt (2.0 * G_PI) * y * other;
}

/* M = K = 1: the pole is -1 + ⟨xφφ'⟩/⟨φ²⟩, here by adaptive quadrature. */
static void
test_one_target (void)
{
  gsl_integration_workspace *work = gsl_integration_workspace_alloc (1000);

  for (guint kind = 0; kind < RC_N_TRANSFER_KINDS; kind++) {
    for (double target = 0.2; target < 4.0; target += 0.6) {
      g_autoptr (RcModel) model = rc_test_model (kind, 0.9, 1, 1, &target);
      g_autoptr (RcMeanField) field = solve (model);
      g_autoptr (RcLocalDynamics) dynamics = linearise (model, 0);
      Average average = { model->transfer, sqrt (gsl_matrix_get (field->covariance, 0, 0)), TRUE };
      gsl_function f = { integrand, &average };
      double breaks[] = { -12.0, 0.0, 12.0 }, numerator, denominator, error;

      gsl_integration_qagp (&f, breaks, 3, 1e-13, 1e-12, 1000, work, &numerator, &error);
      average.numerator = FALSE;
      gsl_integration_qagp (&f, breaks, 3, 1e-13, 1e-12, 1000, work, &denominator, &error);
      g_assert_cmpfloat_with_epsilon (
        creal (dynamics->poles[0]), -1.0 + numerator / denominator, 1e-8);
    }
  }
  gsl_integration_workspace_free (work);
}

/* A rectifier of threshold 0 is homogeneous: with x, every multiple of x is a
   fixed point of the closed loop, so that there is a zero pole at every attractor
   of every set, and scaling all targets changes no pole. */
static void
test_homogeneous (void)
{
  static const double targets[] = { 1.0, 0.3, 0.2, 0.9, -0.6, 0.5 };
  static const double doubled[] = { 2.0, 0.6, 0.4, 1.8, -1.2, 1.0 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_RELU, 0.9, 3, 2, targets);
  g_autoptr (RcModel) scaled = rc_test_model (RC_TRANSFER_RELU, 0.9, 3, 2, doubled);

  for (gsize k = 0; k < 3; k++) {
    g_autoptr (RcLocalDynamics) dynamics = linearise (model, k);
    g_autoptr (RcLocalDynamics) other = linearise (scaled, k);
    double nearest = INFINITY;

    for (gsize i = 0; i < 3; i++) {
      nearest = MIN (nearest, cabs (dynamics->poles[i]));
      g_assert_cmpfloat (cabs (dynamics->poles[i] - other->poles[i]), <, 1e-10);
    }
    g_assert_cmpfloat (nearest, <, 1e-11);
    g_assert_cmpint (dynamics->verdict, !=, RC_VERDICT_STABLE);
  }
}

/* H at an attractor of a ring, in the frame of its own radius and tangent: radial,
   tangential, and the two that mix them. */
static void
find_in_frame (RcModel *model, gsize attractor, double complex s, double complex framed[4])
{
  g_autoptr (RcLocalDynamics) dynamics = linearise (model, attractor);
  const double *target = gsl_matrix_const_ptr (model->targets, attractor, 0);
  double size = hypot (target[0], target[1]);
  const double frame[2][2] = { { target[0] / size, target[1] / size },
                               { -target[1] / size, target[0] / size } };
  double complex h[4];

  g_assert_true (rc_local_dynamics_response (dynamics, s, h));
  for (gsize a = 0; a < 2; a++)
    for (gsize b = 0; b < 2; b++) {
      framed[2 * a + b] = 0.0;
      for (gsize i = 0; i < 2; i++)
        for (gsize j = 0; j < 2; j++)
          framed[2 * a + b] += frame[a][i] * h[2 * i + j] * frame[b][j];
    }
}

static RcModel *
make_ring (RcTransferKind kind, gsize n)
{
  g_autofree double *targets = g_new (double, 2 * n);

  for (gsize i = 0; i < n; i++) {
    targets[2 * i] = 1.2 * cos (0.3 + 2.0 * G_PI * (double)i / (double)n);
    targets[2 * i + 1] = 1.2 * sin (0.3 + 2.0 * G_PI * (double)i / (double)n);
  }
  return rc_test_model (kind, 0.7, n, 2, targets);
}

/* Targets on a ring: each attractor is like every other, turned, and like its mirror image, so
   that the radius and the tangent do not mix. */
static void
test_ring (void)
{
  static const RcTransferKind kinds[] = { RC_TRANSFER_TANH,
                                          RC_TRANSFER_RELU,
                                          RC_TRANSFER_PIECEWISE_LINEAR };
  static const double complex frequencies[] = { 0.03 * I, 0.4 * I, 0.2 + 2.0 * I };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (RcModel) model = make_ring (kinds[i], 5);

    for (gsize f = 0; f < G_N_ELEMENTS (frequencies); f++) {
      double complex first[4], other[4];

      find_in_frame (model, 0, frequencies[f], first);
      g_assert_cmpfloat (cabs (first[1]), <, 1e-9 * cabs (first[0]));
      g_assert_cmpfloat (cabs (first[2]), <, 1e-9 * cabs (first[0]));
      g_assert_cmpfloat (cabs (first[0] - first[3]), >, 1e-2 * cabs (first[0]));
      for (gsize k = 1; k < 5; k++) {
        find_in_frame (model, k, frequencies[f], other);
        for (gsize j = 0; j < 4; j++)
          g_assert_cmpfloat (cabs (other[j] - first[j]), <, 1e-9 * cabs (first[0]));
      }
    }
  }
}

/* The more targets there are on the ring, the less one place on it differs from another: the
   output may be anywhere along it, and has a pole at 0 for that. */
static void
test_dense_ring (void)
{
  double last = INFINITY;

  for (gsize n = 3; n <= 9; n += 2) {
    g_autoptr (RcModel) model = make_ring (RC_TRANSFER_TANH, n);
    g_autoptr (RcLocalDynamics) dynamics = linearise (model, 0);
    double nearest = INFINITY;

    for (gsize i = 0; i < n; i++)
      nearest = MIN (nearest, cabs (dynamics->poles[i]));
    g_test_message ("%zu targets: %g", n, nearest);
    g_assert_cmpfloat (nearest, <, 0.2 * last);
    last = nearest;
  }
  g_assert_cmpfloat (last, <, 1e-4);
}

/*
 * Simulated networks: the root mean square deviation of |H(0)| and |H(0.5i)| at
 * the first attractor from the theory's, over seeds. It must fall as 1/√N: from
 * one size to four times it by a factor of 2. With S seeds the logarithm of a root
 * mean square has a standard error of 1/√(2S), that of the ratio one of
 * √(1/2S₁ + 1/2S₂) = 0.14: 3.5 of them are allowed, 0.51, which a deviation
 * that stays (0.69 away), or falls as 1/N (the same), does not meet.
 */
typedef struct {
  RcModel *model;
  gsize size;
  double relative[96][2]; /* of each seed */
} Sample;

static const double complex probes[] = { 0.0, 0.5 * I };

static gboolean
measure_range (gsize begin, gsize end, gpointer data, GError **error)
{
  Sample *sample = data;
  g_autoptr (RcLocalDynamics) dynamics = linearise (sample->model, 0);

  for (gsize i = begin; i < end; i++) {
    g_autoptr (RcTrained) trained = rc_test_train (sample->model, sample->size, i + 1);
    double complex measured[2], predicted;
    double residuals[2], time;

    if (!rc_response_measure (trained, 0, 2, probes, 1e-8, NULL, measured, residuals, &time, error))
      return FALSE;
    for (gsize j = 0; j < 2; j++) {
      g_assert_true (rc_local_dynamics_response (dynamics, probes[j], &predicted));
      sample->relative[i][j] = cabs (measured[j]) / cabs (predicted) - 1.0;
    }
  }
  return TRUE;
}

static void
test_networks (void)
{
  enum { N_SIZES = 3 };
  static const gsize sizes[N_SIZES] = { 200, 400, 800 };
  static const gsize n_seeds[N_SIZES] = { 96, 64, 32 };
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (GError) error = NULL;
  double deviations[N_SIZES] = { 0.0 }, means[N_SIZES] = { 0.0 };

  for (gsize n = 0; n < N_SIZES; n++) {
    Sample sample = { .model = model, .size = sizes[n] };
    double samples = (double)n_seeds[n];

    g_assert_true (rc_parallel_for (n_seeds[n], 4, measure_range, &sample, NULL, &error));
    for (gsize i = 0; i < 2 * n_seeds[n]; i++) {
      double relative = sample.relative[i / 2][i % 2];

      deviations[n] += relative * relative / (2.0 * samples);
      means[n] += relative / (2.0 * samples);
    }
    deviations[n] = sqrt (deviations[n]);
    g_test_message ("N = %zu: mean %g, deviation %g, times √N %g",
                    sizes[n],
                    means[n],
                    deviations[n],
                    deviations[n] * sqrt ((double)sizes[n]));
    /* The mean is off by its standard error, and by a bias of order 1/N that is
       of the size of the variance. */
    g_assert_cmpfloat (fabs (means[n]),
                       <,
                       4.0 * deviations[n] / sqrt (samples) + 4.0 * deviations[n] * deviations[n]);
  }
  g_assert_cmpfloat_with_epsilon (
    log (deviations[0] / deviations[2]), log (2.0), 3.5 * sqrt (0.5 / 96.0 + 0.5 / 32.0));
  g_assert_cmpfloat (deviations[2], <, deviations[1]);
  g_assert_cmpfloat (deviations[1], <, deviations[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/validation/onset", test_onset);
  g_test_add_func ("/validation/onset-of-kinds", test_onset_of_kinds);
  g_test_add_func ("/validation/kernels", test_kernels);
  g_test_add_func ("/validation/blow-up", test_blow_up);
  g_test_add_func ("/validation/one-target", test_one_target);
  g_test_add_func ("/validation/homogeneous", test_homogeneous);
  g_test_add_func ("/validation/ring", test_ring);
  g_test_add_func ("/validation/dense-ring", test_dense_ring);
  g_test_add_func ("/validation/networks", test_networks);
  return g_test_run ();
}

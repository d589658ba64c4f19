/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-online.h"

#include <math.h>

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>

#include "rc-error.h"
#include "rc-parallel.h"
#include "rc-rls.h"
#include "rc-test.h"

static const RcOnlineSettings standard = {
  .rule = RC_ONLINE_FORCE,
  .duration = 180.0,
  .presentation = 30.0,
  .settling = 25.0,
  .interval = 0.2,
  .regularization = 1.0,
  .forgetting = 1.0,
  .rate = 1.0,
};

/* The readout that recursive least squares comes to is that of ridge regression over
   the same samples, which Cholesky finds at once. */
static void
test_rls_is_ridge (void)
{
  enum { N = 40, K = 2, N_SAMPLES = 60 };
  const double alpha = 0.3;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRls) rls = rc_rls_new (N, alpha, 1.0, &error);
  gsl_matrix *readout = gsl_matrix_calloc (N, K), *gram = gsl_matrix_calloc (N, N);
  gsl_matrix *right = gsl_matrix_calloc (N, K);

  g_assert_no_error (error);
  for (gsize i = 0; i < N_SAMPLES; i++) {
    double activity[N], errors[K];
    gsl_vector_view r = gsl_vector_view_array (activity, N), e = gsl_vector_view_array (errors, K);
    double target[K] = { sin (0.3 * (double)i), cos (1.7 * (double)i) };
    gsl_vector_view f = gsl_vector_view_array (target, K);

    for (gsize j = 0; j < N; j++)
      activity[j] = g_test_rand_double_range (-1.0, 1.0);
    gsl_blas_dgemv (CblasTrans, 1.0, readout, &r.vector, 0.0, &e.vector);
    gsl_vector_sub (&e.vector, &f.vector);
    rc_rls_learn (rls, activity, errors, readout);
    gsl_blas_dger (1.0, &r.vector, &r.vector, gram);
    gsl_blas_dger (1.0, &r.vector, &f.vector, right);
  }
  for (gsize i = 0; i < N; i++)
    *gsl_matrix_ptr (gram, i, i) += alpha;
  gsl_linalg_cholesky_decomp1 (gram);
  for (gsize j = 0; j < K; j++) {
    gsl_vector_view column = gsl_matrix_column (right, j);

    gsl_linalg_cholesky_svx (gram, &column.vector);
    for (gsize i = 0; i < N; i++)
      g_assert_cmpfloat_with_epsilon (
        gsl_matrix_get (readout, i, j), gsl_matrix_get (right, i, j), 1e-11);
  }
  gsl_matrix_free (readout);
  gsl_matrix_free (gram);
  gsl_matrix_free (right);
}

/* For one neuron, forgetting is exponential: the information is a ← λ(a + r²). */
static void
test_forgetting (void)
{
  const double lambda = 0.9;
  g_autoptr (RcRls) rls = rc_rls_new (1, 2.0, lambda, NULL);
  gsl_matrix *readout = gsl_matrix_calloc (1, 1);
  double information = 2.0, moment = 0.0;

  for (gsize i = 0; i < 300; i++) {
    double r = 1.0 + 0.5 * sin ((double)i), f = i < 150 ? 1.0 : -2.0;
    double e = gsl_matrix_get (readout, 0, 0) * r - f;

    rc_rls_learn (rls, &r, &e, readout);
    g_assert_cmpfloat_with_epsilon (
      gsl_matrix_get (readout, 0, 0), (moment + f * r) / (information + r * r), 1e-12);
    information = lambda * (information + r * r);
    moment = lambda * (moment + f * r);
  }
  gsl_matrix_free (readout);
}

/* Directions that no sample comes from are not forgotten: nothing blows up. */
static void
test_forgetting_is_bounded (void)
{
  g_autoptr (RcRls) rls = rc_rls_new (30, 1.0, 0.5, NULL);
  gsl_matrix *readout = gsl_matrix_calloc (30, 1);

  for (gsize i = 0; i < 20000; i++) {
    double r[30] = { 0 }, e;

    r[i % 2] = 1.0;
    if (i == 19999)
      r[29] = 1.0; /* a new direction, at last */
    e = gsl_matrix_get (readout, 0, 0) * r[0] + gsl_matrix_get (readout, 1, 0) * r[1] +
        gsl_matrix_get (readout, 29, 0) * r[29] - 1.0;
    rc_rls_learn (rls, r, &e, readout);
  }
  for (gsize i = 0; i < 30; i++)
    g_assert_cmpfloat (fabs (gsl_matrix_get (readout, i, 0)), <, 2.0);
  gsl_matrix_free (readout);
}

static double
distance (const gsl_matrix *a, const gsl_matrix *b)
{
  gsl_matrix *difference = gsl_matrix_alloc (a->size1, a->size2);
  double size, norm;

  gsl_matrix_memcpy (difference, a);
  gsl_matrix_sub (difference, b);
  size = cblas_dnrm2 ((int)(a->size1 * a->size2), difference->data, 1);
  norm = cblas_dnrm2 ((int)(b->size1 * b->size2), b->data, 1);
  gsl_matrix_free (difference);
  return size / norm;
}

/* Without noise, and with time to settle, FORCE sees each target's fixed point, and as
   α falls its readout becomes the minimum-norm one of least squares. */
static void
test_force_becomes_least_squares (void)
{
  static const double alphas[] = { 0.1, 1e-3, 1e-6 };
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcTrained) batch = rc_test_train (model, 200, 4);
  double before = INFINITY;

  for (gsize i = 0; i < G_N_ELEMENTS (alphas); i++) {
    RcOnlineSettings settings = standard;
    g_autoptr (GError) error = NULL;
    gsl_matrix *readout;
    double d;

    settings.settling = 120.0;
    settings.presentation = 130.0;
    settings.duration = 6 * settings.presentation;
    settings.regularization = alphas[i];
    readout = rc_online_train (batch->network, &settings, 1, NULL, NULL, NULL, &error);
    g_assert_no_error (error);
    d = distance (readout, batch->readout);
    g_test_message ("α = %g: %g from least squares", alphas[i], d);
    g_assert_cmpfloat (d, <, before);
    before = d;
    gsl_matrix_free (readout);
  }
  g_assert_cmpfloat (before, <, 1e-5);
}

/* From chaos: beyond the edge the untrained network never rests, yet learns. */
static void
test_force_from_chaos (void)
{
  static const double targets[] = { 1.2, -0.8 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 1.5, 2, 1, targets);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcNetwork) network = rc_network_new (model, 300, 2, NULL, &error);
  RcOnlineSettings settings = standard;
  gsl_matrix *readout;

  settings.settling = 0.0; /* the loop is closed from the beginning */
  settings.noise = 0.01;
  readout = rc_online_train (network, &settings, 1, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (isfinite (cblas_dnrm2 (300, readout->data, 1)));
  g_assert_cmpfloat (cblas_dnrm2 (300, readout->data, 1), >, 0.0);
  gsl_matrix_free (readout);
}

typedef struct {
  gsize n_points;
  gsize stop_at;
  double last_error;
  double largest_late_error;
  gboolean order_is_right;
} Watch;

static gboolean
watch_cb (const RcOnlinePoint *point, gpointer user_data)
{
  Watch *watch = user_data;
  gsize turn = (gsize)floor (point->time / standard.presentation + 1e-9);
  double within = point->time - (double)turn * standard.presentation;

  if (point->target != turn % 3 || point->held != (within < standard.settling - 1e-9))
    watch->order_is_right = FALSE;
  if (point->time > 0.75 * standard.duration && !point->held)
    watch->largest_late_error = MAX (watch->largest_late_error, point->error);
  watch->n_points++;
  watch->last_error = point->error;
  return watch->n_points != watch->stop_at;
}

/* Both rules bring the output to the target before which it is; who watches hears of
   every interval, targets come in turn, and the same seed gives the same readout. */
static void
test_points (void)
{
  static const RcOnlineRule rules[] = { RC_ONLINE_FORCE, RC_ONLINE_DELTA };
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcNetwork) network = rc_network_new (model, 150, 4, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++) {
    RcOnlineSettings settings = standard;
    Watch watch = { .order_is_right = TRUE };
    gsl_matrix *one, *two;

    settings.rule = rules[i];
    settings.rate = 20.0;
    settings.noise = 0.01;
    one = rc_online_train (network, &settings, 7, watch_cb, &watch, NULL, NULL);
    two = rc_online_train (network, &settings, 7, NULL, NULL, NULL, NULL);
    g_assert_cmpuint (watch.n_points, ==, 900);
    g_assert_true (watch.order_is_right);
    g_assert_cmpfloat (watch.last_error, <, 0.05);
    g_assert_cmpmem (one->data, 150 * sizeof (double), two->data, 150 * sizeof (double));
    gsl_matrix_free (one);
    gsl_matrix_free (two);
  }
}

/* What is stopped early is what the whole training was at that time. */
static void
test_keep (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcNetwork) network = rc_network_new (model, 150, 4, NULL, NULL);
  RcOnlineSettings shorter = standard;
  Watch watch = { .stop_at = 301 };
  gsl_matrix *kept = rc_online_train (network, &standard, 7, watch_cb, &watch, NULL, NULL);
  gsl_matrix *reference;

  shorter.duration = 60.0;
  reference = rc_online_train (network, &shorter, 7, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (watch.n_points, ==, 301);
  g_assert_cmpmem (kept->data, 150 * sizeof (double), reference->data, 150 * sizeof (double));
  gsl_matrix_free (kept);
  gsl_matrix_free (reference);
}

/* Activity without bound is an error that says when. */
static void
test_blow_up (void)
{
  static const double targets[] = { 1.0 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_RELU, 5.0, 1, 1, targets);
  g_autoptr (RcNetwork) network = rc_network_new (model, 100, 1, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_online_train (network, &standard, 1, NULL, NULL, NULL, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_OVERFLOW);
}

static gboolean
stop_cb (double fraction, gpointer user_data)
{
  return fraction < 0.3;
}

static void
test_cancel (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcNetwork) network = rc_network_new (model, 100, 1, NULL, NULL);
  const RcMonitor monitor = { stop_cb, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_online_train (network, &standard, 1, NULL, NULL, &monitor, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rc_init (); /* before anybody calls BLAS */
  g_test_add_func ("/online/rls-is-ridge", test_rls_is_ridge);
  g_test_add_func ("/online/forgetting", test_forgetting);
  g_test_add_func ("/online/forgetting-is-bounded", test_forgetting_is_bounded);
  g_test_add_func ("/online/force-becomes-least-squares", test_force_becomes_least_squares);
  g_test_add_func ("/online/force-from-chaos", test_force_from_chaos);
  g_test_add_func ("/online/points", test_points);
  g_test_add_func ("/online/keep", test_keep);
  g_test_add_func ("/online/blow-up", test_blow_up);
  g_test_add_func ("/online/cancel", test_cancel);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "rc-contour.h"
#include "rc-error.h"
#include "rc-local-dynamics.h"
#include "rc-parallel.h"
#include "rc-test.h"

static const double two_targets[] = { 1.0, 0.4 };

static RcScan *
make_scan (RcModel *model, const RcAxis *x, const RcAxis *y, RcScalar scalar, gsize attractor)
{
  RcQuantity quantity = { scalar, attractor };

  return rc_scan_new (model, x, y, &quantity, 1);
}

static RcScan *
make_map (RcScalar scalar, gsize nx, gsize ny)
{
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_ERF, 0.5, 2, 1, two_targets);
  RcAxis x = { RC_PARAMETER_GAIN, 0.2, 2.0, nx, FALSE };
  RcAxis y = { RC_PARAMETER_AMPLITUDE, 0.1, 4.0, ny, TRUE };

  return make_scan (model, &x, &y, scalar, RC_SCALAR_ALL);
}

static void
run (RcScan *scan)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_scan_run (scan, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* Every point is what a model made by hand gives, bit for bit, whatever the
   number of threads. */
static void
test_map (void)
{
  g_autoptr (RcScan) scan = make_map (RC_SCALAR_LEADING_POLE, 13, 11);
  g_autoptr (RcScan) again = make_map (RC_SCALAR_LEADING_POLE, 13, 11);

  rc_set_threads (1);
  run (scan);
  rc_set_threads (4);
  run (again);
  rc_set_threads (0);
  g_assert_cmpmem (scan->values, 143 * sizeof (double), again->values, 143 * sizeof (double));

  for (gsize p = 0; p < 143; p += 7) {
    double gain = rc_axis_value (&scan->x, (double)(p % 13)), worst = -INFINITY;
    double factor = rc_axis_value (&scan->y, (double)(p / 13));
    double targets[] = { factor * 1.0, factor * 0.4 };
    g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_ERF, gain, 2, 1, targets);
    g_autoptr (RcMeanField) field = rc_mean_field_new (model, NULL);

    for (gsize k = 0; k < 2; k++) {
      g_autoptr (RcLocalDynamics) dynamics = rc_local_dynamics_new (field, k, NULL);

      worst = MAX (worst, creal (dynamics->poles[0]));
    }
    g_assert_cmpfloat (scan->values[p], ==, worst);
  }
}

typedef struct {
  gsize last_stride;
  guint n_calls;
} Refinement;

/* Of n places the exact one that is nearest to one of them; of two the one before */
static gsize
find_exact (gsize i, gsize n, gsize stride)
{
  gsize best = 0;

  for (gsize exact = 0; exact < n; exact += stride)
    if (ABS ((gssize)exact - (gssize)i) < ABS ((gssize)best - (gssize)i))
      best = exact;
  return best;
}

static void
refined_cb (const RcScan *scan, gsize stride, gpointer user_data)
{
  Refinement *refinement = user_data;

  g_assert_cmpuint (stride, <, refinement->last_stride);
  refinement->last_stride = stride;
  refinement->n_calls++;
  for (gsize p = 0; p < 17 * 9; p++) {
    gsize i = p % 17, j = p / 17;

    g_assert_false (isnan (scan->values[p]));
    i = find_exact (i, 17, stride);
    j = find_exact (j, 9, stride);
    g_assert_cmpfloat (scan->values[p], ==, scan->values[j * 17 + i]);
  }
}

static void
test_refinement (void)
{
  g_autoptr (RcScan) scan = make_map (RC_SCALAR_BULK_RADIUS, 17, 9);
  Refinement refinement = { G_MAXSIZE, 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_scan_run (scan, refined_cb, &refinement, NULL, &error));
  g_assert_cmpuint (refinement.n_calls, ==, 4);
  g_assert_cmpuint (refinement.last_stride, ==, 1);
}

static gboolean
stop_cb (double fraction, gpointer user_data)
{
  return fraction < 0.3;
}

static void
test_cancel (void)
{
  g_autoptr (RcScan) scan = make_map (RC_SCALAR_BULK_RADIUS, 17, 9);
  RcMonitor monitor = { stop_cb, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_false (rc_scan_run (scan, NULL, NULL, &monitor, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_CANCELLED);
}

/* Every scalar and every parameter along a curve; a threshold moves a rectifier
   from stable to unstable, and where its activity has no bound is no number. */
static void
test_curves (void)
{
  g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_RELU, 0.0);
  gsl_matrix_const_view view = gsl_matrix_const_view_array (two_targets, 1, 1);
  g_autoptr (RcModel) relu = rc_model_new (transfer, &view.matrix, NULL);
  g_autoptr (RcModel) tanh_model = rc_test_default ();
  RcAxis threshold = { RC_PARAMETER_THRESHOLD, -0.5, 0.5, 5, FALSE };
  RcAxis gain = { RC_PARAMETER_GAIN, 1.3, 1.5, 3, FALSE };
  g_autoptr (RcScan) thresholds = make_scan (relu, &threshold, NULL, RC_SCALAR_LEADING_POLE, 0);
  g_autoptr (RcScan) margins = make_scan (relu, &gain, NULL, RC_SCALAR_MARGIN, 0);

  run (thresholds);
  for (gsize i = 0; i < 5; i++)
    g_assert_cmpfloat_with_epsilon (i == 2 ? thresholds->values[i] : 0.0, 0.0, 1e-12);
  for (gsize i = 1; i < 5; i++)
    g_assert_cmpfloat (thresholds->values[i], >, thresholds->values[i - 1]);
  run (margins);
  g_assert_true (isfinite (margins->values[0]) && margins->values[2] == INFINITY);

  for (RcParameter p = RC_PARAMETER_GAIN; p <= RC_PARAMETER_DENSITY; p++) {
    for (RcScalar s = RC_SCALAR_LEADING_POLE; s <= RC_SCALAR_CONDITION; s++) {
      RcAxis axis = { p, 0.5, 0.9, 2, FALSE };
      g_autoptr (RcScan) scan = make_scan (tanh_model, &axis, NULL, s, 2);
      gboolean matters = TRUE;

      run (scan);
      if (p == RC_PARAMETER_THRESHOLD || p == RC_PARAMETER_DENSITY)
        matters = FALSE;
      if (p == RC_PARAMETER_OVERLAP && s != RC_SCALAR_STATIC_RESPONSE)
        matters = FALSE;
      if (!matters)
        g_assert_true (scan->values[0] == scan->values[1] ||
                       fabs (scan->values[0] - scan->values[1]) < 1e-7 ||
                       (isnan (scan->values[0]) && isnan (scan->values[1])));
      if (p == RC_PARAMETER_FEEDBACK_SCALE && s <= RC_SCALAR_BULK_RADIUS &&
          s != RC_SCALAR_LEADING_FREQUENCY)
        g_assert_cmpfloat (scan->values[0], !=, scan->values[1]);
    }
  }
}

/* Several numbers in one pass are what each gives by itself, and on a curve the
   places where one of them has a value are found as well. */
static void
test_quantities (void)
{
  static const RcQuantity quantities[] = {
    { RC_SCALAR_LEADING_POLE, 1 },
    { RC_SCALAR_TIME_CONSTANT, RC_SCALAR_ALL },
    { RC_SCALAR_MARGIN, 0 },
    { RC_SCALAR_VARIANCE, RC_SCALAR_ALL },
  };
  enum { N = G_N_ELEMENTS (quantities), POINTS = 21 };
  g_autoptr (RcModel) model = rc_test_default ();
  RcAxis gain = { RC_PARAMETER_GAIN, 0.0, 3.0, POINTS, FALSE };
  g_autoptr (RcScan) scan = rc_scan_new (model, &gain, NULL, quantities, N);
  g_autoptr (RcContour) contour = NULL;

  run (scan);
  for (gsize q = 0; q < N; q++) {
    g_autoptr (RcScan) single = rc_scan_new (model, &gain, NULL, &quantities[q], 1);

    run (single);
    g_assert_cmpmem (single->values,
                     POINTS * sizeof (double),
                     scan->values + q * POINTS,
                     POINTS * sizeof (double));
  }
  contour = rc_contour_new (scan, 2, 0.0, NULL, NULL);
  g_assert_cmpuint (contour->n_lines, >, 0);
  for (gsize i = 0; i < contour->n_lines; i++) {
    double x = contour->lines[i].points[0];

    g_assert_cmpuint (contour->lines[i].n_points, ==, 1);
    g_assert_cmpfloat_with_epsilon (rc_scan_evaluate (scan, 2, x, 0.0, NULL), 0.0, 1e-6);
  }
}

static void
test_names (void)
{
  for (RcScalar s = 0; s < RC_N_SCALARS; s++) {
    RcScalar found;

    g_assert_true (rc_scalar_find (rc_scalar_get_id (s), &found));
    g_assert_cmpuint (found, ==, s);
    g_assert_cmpstr (rc_scalar_get_label (s), !=, "");
  }
  g_assert_false (rc_scalar_find ("charm", &(RcScalar){ 0 }));
}

/* The bulk reaches 1 for a silent target at g = 1/φ'(0), and elsewhere the
   contour is where the theory says so, to the refined precision. */
static void
test_contour (void)
{
  g_autoptr (RcScan) scan = make_map (RC_SCALAR_BULK_RADIUS, 25, 21);
  g_autoptr (RcContour) contour = NULL;
  g_autoptr (GError) error = NULL;
  guint n_points = 0;

  run (scan);
  contour = rc_contour_new (scan, 0, 1.0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (contour->n_lines, ==, 1);
  g_assert_false (contour->lines[0].closed);
  for (gsize i = 0; i < contour->lines[0].n_points; i++) {
    const double *point = contour->lines[0].points + 2 * i;

    g_assert_cmpfloat_with_epsilon (
      rc_scan_evaluate (scan, 0, point[0], point[1], NULL), 1.0, 1e-6);
    n_points++;
  }
  g_assert_cmpuint (n_points, >, 10);
}

/* A margin that jumps to infinity is followed too: a rectifier's blow-up. */
static void
test_contour_blow_up (void)
{
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_RELU, 0.5, 1, 1, two_targets);
  RcAxis x = { RC_PARAMETER_GAIN, 1.0, 2.0, 8, FALSE };
  RcAxis y = { RC_PARAMETER_AMPLITUDE, 0.5, 1.5, 4, FALSE };
  g_autoptr (RcScan) scan = make_scan (model, &x, &y, RC_SCALAR_MARGIN, 0);
  g_autoptr (RcContour) contour = NULL;
  g_autoptr (GError) error = NULL;

  run (scan);
  contour = rc_contour_new (scan, 0, 1e3, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (contour->n_lines, ==, 1);
  g_assert_cmpuint (contour->lines[0].n_points, ==, 4);
  for (gsize i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (contour->lines[0].points[2 * i], G_SQRT2, 1e-5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan/map", test_map);
  g_test_add_func ("/scan/refinement", test_refinement);
  g_test_add_func ("/scan/cancel", test_cancel);
  g_test_add_func ("/scan/curves", test_curves);
  g_test_add_func ("/scan/quantities", test_quantities);
  g_test_add_func ("/scan/names", test_names);
  g_test_add_func ("/scan/contour", test_contour);
  g_test_add_func ("/scan/contour-blow-up", test_contour_blow_up);
  return g_test_run ();
}

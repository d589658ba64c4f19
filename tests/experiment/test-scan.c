/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "exp-error.h"
#include "exp-scan.h"
#include "exp-theory.h"

static const RcQuantity leading = { RC_SCALAR_LEADING_POLE, RC_SCALAR_ALL };

static ExpAxis
make_axis (const char *path, double first, double last, gsize n)
{
  return (ExpAxis){ exp_parameter_find (path), first, last, n, FALSE };
}

/* A ridge may leave no attractor: then there is no number. Where a pole is at 0, as with
   every rectifier of threshold 0, the response may be infinite. */
static void
assert_same (const RcLocalDynamics *dynamics, double value, double expected)
{
  if (dynamics->verdict == RC_VERDICT_ABSENT)
    g_assert_true (isnan (value));
  else if (isinf (expected))
    g_assert_cmpfloat (value, ==, expected);
  else
    g_assert_cmpfloat_with_epsilon (value, expected, 1e-12 * MAX (1.0, fabs (expected)));
}

/* Each point is the theory of an experiment that was given the parameter. */
static void
test_curves (void)
{
  gsize n_parameters;
  const ExpParameter *parameters = exp_parameter_list (&n_parameters);

  for (gsize p = 0; p < n_parameters; p++) {
    g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
    ExpAxis axis = { &parameters[p], 0.3, 0.8, 3, FALSE };
    RcQuantity quantities[] = { { RC_SCALAR_LEADING_POLE, 1 }, { RC_SCALAR_STATIC_RESPONSE, 2 } };
    g_autoptr (ExpScan) scan = NULL;
    g_autoptr (GError) error = NULL;

    experiment->transfer = EXP_TRANSFER_RELU;
    experiment->gain = 0.4;
    scan = exp_scan_new (experiment, &axis, NULL, quantities, 2, NULL, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (scan->n_points, ==, 3);
    g_assert_cmpuint (scan->stride, ==, 1);
    for (gsize i = 0; i < 3; i++) {
      g_autoptr (ExpExperiment) copy = exp_experiment_copy (experiment);
      g_autoptr (ExpTheory) theory = NULL;
      double complex response;

      g_assert_true (exp_parameter_apply (&parameters[p], scan->x_values[i], copy, &error));
      theory = exp_theory_new (copy, NULL, &error);
      g_assert_no_error (error);
      if (!rc_local_dynamics_response (theory->attractors[2].dynamics, 0.0, &response))
        response = INFINITY;
      assert_same (theory->attractors[1].dynamics,
                   scan->values[i],
                   creal (theory->attractors[1].dynamics->poles[0]));
      assert_same (theory->attractors[2].dynamics, scan->values[3 + i], cabs (response));
    }
    g_assert_true (exp_parameter_matters (&parameters[p], experiment) ==
                   (scan->values[0] != scan->values[2] || scan->values[3] != scan->values[5]));
  }
}

static void
count_cb (ExpScan *scan, gpointer user_data)
{
  GPtrArray *scans = user_data;

  g_ptr_array_add (scans, exp_scan_ref (scan));
}

/* Coarse maps come first and stay as they were; the last has the boundary, on which
   the margin is 0. */
static void
test_map (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (GPtrArray) coarse = g_ptr_array_new_with_free_func ((GDestroyNotify)exp_scan_unref);
  ExpAxis x = make_axis ("network.gain", 0.0, 3.0, 17);
  ExpAxis y = make_axis (EXP_PARAMETER_AMPLITUDE, 0.2, 2.0, 9);
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpScan) scan = NULL;
  gsize n_points = 0;

  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (1, 1);
  exp_table_set (experiment->targets, 0, 0, 1.2);
  scan = exp_scan_new (experiment, &x, &y, &leading, 1, NULL, count_cb, coarse, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (coarse->len, ==, 3);
  for (gsize c = 0; c < coarse->len; c++) {
    const ExpScan *part = coarse->pdata[c];

    g_assert_cmpuint (part->stride, ==, 8 >> c);
    g_assert_null (part->boundary);
    for (gsize p = 0; p < 17 * 9; p++) {
      gsize i = p % 17, j = p / 17;

      if (i % part->stride == 0 && j % part->stride == 0)
        g_assert_cmpfloat (part->values[p], ==, scan->values[p]);
    }
  }
  g_assert_nonnull (scan->boundary);
  for (gsize l = 0; l < scan->boundary->n_lines; l++) {
    const RcContourLine *line = &scan->boundary->lines[l];

    for (gsize i = 0; i < line->n_points; i += 5) {
      g_autoptr (ExpExperiment) copy = exp_experiment_copy (experiment);
      g_autoptr (ExpTheory) theory = NULL;
      double margin = -INFINITY;

      exp_parameter_apply (x.parameter, line->points[2 * i], copy, NULL);
      exp_parameter_apply (y.parameter, line->points[2 * i + 1], copy, NULL);
      theory = exp_theory_new (copy, NULL, NULL);
      for (gsize k = 0; k < theory->n_attractors; k++) {
        const RcLocalDynamics *dynamics = theory->attractors[k].dynamics;

        margin = MAX (margin, MAX (creal (dynamics->poles[0]), dynamics->bulk_radius - 1.0));
      }
      g_assert_cmpfloat_with_epsilon (margin, 0.0, 1e-5);
      n_points++;
    }
  }
  g_assert_cmpuint (n_points, >, 2);
}

static void
cancel_cb (ExpScan *scan, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancel (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ExpAxis x = make_axis ("network.gain", 0.0, 1.6, 65);
  ExpAxis y = make_axis ("network.feedback_scale", 0.2, 2.0, 65);
  g_autoptr (GError) error = NULL;

  g_assert_null (
    exp_scan_new (experiment, &x, &y, &leading, 1, cancellable, cancel_cb, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_refused (ExpAxis x, const ExpAxis *y, const char *word)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (exp_scan_new (experiment, &x, y, &leading, 1, NULL, NULL, NULL, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_refused (void)
{
  ExpAxis gain = make_axis ("network.gain", 0.0, 1.0, 5);
  ExpAxis logarithmic = gain, many = make_axis ("probe.overlap", 0.0, 1.0, 10000);

  logarithmic.logarithmic = TRUE;
  assert_refused (make_axis ("network.gain", 0.0, 11.0, 5), NULL, "network.gain is 11");
  assert_refused (make_axis ("network.gain", NAN, 1.0, 5), NULL, "network.gain");
  assert_refused (make_axis ("network.gain", 0.0, 1.0, 0), NULL, "0 points");
  assert_refused (make_axis ("amplitude", 0.0, 100.0, 5), NULL, "task.targets[0][0] is 160");
  assert_refused (make_axis ("amplitude", -1.0, 1.0, 5), NULL, "amplitude is -1");
  assert_refused (logarithmic, NULL, "logarithm");
  assert_refused (gain, &gain, "both axes");
  gain.n_points = 10000;
  assert_refused (gain, &many, "10000 × 10000");
  g_assert_null (exp_parameter_find ("network.size"));
  g_assert_true (exp_parameter_find ("gain") == exp_parameter_find ("network.gain"));
  g_assert_null (exp_parameter_find ("gai"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan/curves", test_curves);
  g_test_add_func ("/scan/map", test_map);
  g_test_add_func ("/scan/cancel", test_cancel);
  g_test_add_func ("/scan/refused", test_refused);
  return g_test_run ();
}

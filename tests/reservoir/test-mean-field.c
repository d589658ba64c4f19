/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "rc-edge.h"
#include "rc-error.h"
#include "rc-limit.h"
#include "rc-mean-field.h"
#include "rc-redundancy.h"
#include "rc-test.h"

static RcMeanField *
solve (RcModel *model)
{
  g_autoptr (GError) error = NULL;
  RcMeanField *field = rc_mean_field_new (model, &error);

  g_assert_no_error (error);
  return field;
}

/* Every equation C = g²Q + aΣaᵀ holds, for each kind. */
static void
test_self_consistent (void)
{
  static const double targets[] = { 1.6, 0.2, 0.9, -1.0, -0.6, 0.5 };

  for (guint kind = 0; kind < RC_N_TRANSFER_KINDS; kind++) {
    g_autoptr (RcModel) model = rc_test_model (kind, 1.1, 3, 2, targets);
    g_autoptr (RcMeanField) field = solve (model);

    for (gsize i = 0; i < 3; i++) {
      for (gsize j = 0; j < 3; j++) {
        double drive = targets[2 * i] * targets[2 * j] + targets[2 * i + 1] * targets[2 * j + 1];
        RcMoments m;

        rc_transfer_moments (model->transfer,
                             gsl_matrix_get (field->covariance, i, i),
                             gsl_matrix_get (field->covariance, i, j),
                             gsl_matrix_get (field->covariance, j, j),
                             &m);
        g_assert_cmpfloat_with_epsilon (
          gsl_matrix_get (field->covariance, i, j), 1.1 * 1.1 * m.value + drive, 1e-13);
      }
    }
  }
}

/* At θ = 0, C = g²C/2 + A²: the rectifier has no solution from g = √2 on. */
static void
test_rectifier (void)
{
  static const double targets[] = { 2.0 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_RELU, 1.3, 1, 1, targets);
  g_autoptr (RcModel) wild = rc_test_model (RC_TRANSFER_RELU, 1.42, 1, 1, targets);
  g_autoptr (RcMeanField) field = solve (model);
  g_autoptr (GError) error = NULL;

  g_assert_cmpfloat_with_epsilon (
    gsl_matrix_get (field->covariance, 0, 0), 4.0 / (1.0 - 1.3 * 1.3 / 2.0), 1e-10);
  g_assert_null (rc_mean_field_new (wild, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_NO_SOLUTION);
  g_assert_cmpfloat (rc_limit_gain (wild, NULL, NULL), <=, G_SQRT2);
  g_assert_cmpfloat (rc_limit_gain (wild, NULL, NULL), >, 0.9995 * G_SQRT2);
}

static gboolean
stop_cb (double fraction, gpointer user_data)
{
  return --*(int *)user_data > 0;
}

/* The search for that gain ends when it is told to. */
static void
test_stopped_limit (void)
{
  static const double targets[] = { 2.0 };
  g_autoptr (RcModel) wild = rc_test_model (RC_TRANSFER_RELU, 1.42, 1, 1, targets);
  g_autoptr (GError) error = NULL;
  int left = 3;
  RcMonitor monitor = { stop_cb, &left };

  g_assert_cmpfloat (rc_limit_gain (wild, &monitor, &error), ==, 0.0);
  g_assert_error (error, RC_ERROR, RC_ERROR_CANCELLED);
  g_assert_cmpint (left, ==, 0);
}

/* Just below the gain from which on the activity grows without bound, the state is where plain
   iteration from the drive ends, and a bulk that is not at radius 1 by then never is. */
static void
check_near_fold (RcTransfer *transfer, double amplitude, double gain, gboolean has_edge)
{
  gsl_matrix_const_view targets = gsl_matrix_const_view_array (&amplitude, 1, 1);
  g_autoptr (RcModel) model = rc_model_new (transfer, &targets.matrix, NULL);
  g_autoptr (RcMeanField) field = NULL;
  double variance = amplitude * amplitude;

  model->gain = gain;
  field = solve (model);
  for (guint i = 0; i < 3000; i++) {
    RcMoments moments;

    rc_transfer_moments (transfer, variance, variance, variance, &moments);
    variance = gain * gain * moments.value + amplitude * amplitude;
  }
  g_assert_cmpfloat_with_epsilon (
    gsl_matrix_get (field->covariance, 0, 0), variance, 1e-8 * variance);
  g_assert_true (isnan (rc_edge_gain (field, 0)) == !has_edge);
}

static void
test_near_fold (void)
{
  g_autoptr (RcTransfer) relu = rc_transfer_new (RC_TRANSFER_RELU, 0.5);
  g_autoptr (RcTransfer) growing = rc_transfer_new_formula ("exp(x)", NULL, NULL);
  g_autoptr (RcTransfer) square = rc_transfer_new_formula ("x^2", NULL, NULL);

  check_near_fold (relu, 0.2, 8.0, TRUE);
  check_near_fold (growing, 0.3, 0.39, FALSE);
  check_near_fold (square, 0.3, 0.96, FALSE);
}

static void
test_degenerate (void)
{
  static const double mirrored[] = { 1.0, -1.0 }, repeated[] = { 0.7, 0.7, -0.3 }, zero[] = { 0.0 };
  g_autoptr (RcModel) mirrored_model = rc_test_model (RC_TRANSFER_TANH, 0.8, 2, 1, mirrored);
  g_autoptr (RcModel) repeated_model = rc_test_model (RC_TRANSFER_TANH, 0.8, 3, 1, repeated);
  g_autoptr (RcModel) zero_model = rc_test_model (RC_TRANSFER_TANH, 0.8, 1, 1, zero);
  g_autoptr (RcMeanField) mirrored_field = solve (mirrored_model);
  g_autoptr (RcMeanField) repeated_field = solve (repeated_model);
  g_autoptr (RcMeanField) zero_field = solve (zero_model);

  g_assert_cmpuint (mirrored_field->rank, ==, 1);
  g_assert_cmpuint (repeated_field->rank, ==, 2);
  g_assert_cmpuint (zero_field->rank, ==, 0);

  /* The pseudo-inverse shares the weight among equals. */
  g_assert_cmpfloat_with_epsilon (gsl_matrix_get (repeated_field->readout, 0, 0),
                                  gsl_matrix_get (repeated_field->readout, 1, 0),
                                  1e-10);
  g_assert_cmpfloat_with_epsilon (gsl_matrix_get (mirrored_field->readout, 0, 0),
                                  -gsl_matrix_get (mirrored_field->readout, 1, 0),
                                  1e-10);
  g_assert_cmpfloat (gsl_matrix_get (zero_field->readout, 0, 0), ==, 0.0);
}

/* The states of mirrored targets are each other's mirror images wherever the parameters are,
   to rounding: else the rank would differ from place to place of a map. With drive enough
   against the gain, or below its onset, there is no chaos to make them differ. */
static void
test_mirrored_everywhere (void)
{
  static const RcTransferKind kinds[] = { RC_TRANSFER_TANH,
                                          RC_TRANSFER_ERF,
                                          RC_TRANSFER_PIECEWISE_LINEAR };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++) {
    for (guint i = 0; i < 40; i++) {
      for (guint j = 0; j < 40; j++) {
        double gain = 0.02 + 0.04 * i, amplitude = (gain > 0.95 ? 1.6 : 0.05) + 0.03 * j;
        double targets[] = { amplitude, 0.4 * amplitude, -amplitude };
        g_autoptr (RcModel) model = rc_test_model (kinds[k], gain, 3, 1, targets);
        g_autoptr (RcMeanField) field = solve (model);
        double variance = gsl_matrix_get (field->covariance, 0, 0);

        g_assert_cmpuint (field->rank, <=, 2);
        g_assert_cmpfloat_with_epsilon (
          gsl_matrix_get (field->covariance, 0, 2), -variance, 1e-14 * variance);
      }
    }
  }
}

static void
check_redundant (RcModel *model, gsize target, RcRedundancyKind kind, gsize partner)
{
  g_autoptr (RcMeanField) field = solve (model);
  g_autofree RcRedundancy *redundancies = rc_redundancy_new (field);
  g_autofree char *text = rc_redundancy_describe (redundancies, field);

  g_assert_cmpint (redundancies[target].kind, ==, kind);
  g_assert_cmpuint (redundancies[target].partner, ==, partner);
  g_assert_nonnull (text);
  for (gsize i = 0; i < target; i++)
    g_assert_cmpint (redundancies[i].kind, ==, RC_REDUNDANCY_NONE);
}

/* Two static inputs that come to the same, and two outputs that do not: the targets do not repeat,
   but contradict each other. */
static void
test_contradiction (void)
{
  double outputs[] = { 1.0, -1.0 }, inputs[] = { 1.0, 1.0 }, sigma[] = { 0.0, 0.0, 0.0, 1.0 };
  gsl_matrix_view targets = gsl_matrix_view_array (outputs, 2, 1);
  gsl_matrix_view channels = gsl_matrix_view_array (inputs, 2, 1);
  gsl_matrix_view covariance = gsl_matrix_view_array (sigma, 2, 2);
  g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_TANH, 0.0);
  g_autoptr (RcModel) model = rc_model_new (transfer, &targets.matrix, &channels.matrix);
  g_autoptr (RcMeanField) field = NULL;
  g_autofree RcRedundancy *redundancies = NULL;
  g_autofree char *text = NULL;

  model->gain = 0.8;
  g_assert_true (rc_model_set_covariance (model, &covariance.matrix, NULL));
  field = solve (model);
  redundancies = rc_redundancy_new (field);
  text = rc_redundancy_describe (redundancies, field);
  g_assert_cmpint (redundancies[1].kind, ==, RC_REDUNDANCY_REPEATS);
  g_assert_nonnull (strstr (text, "asks for another output"));
  g_assert_null (strstr (text, "repeats"));
}

/* The targets to blame are named; the same set is no trouble to a φ that is not odd. */
static void
test_redundancy (void)
{
  static const double repeated[] = { 0.7, -0.3, 0.7 }, mirrored[] = { 1.0, 0.4, -0.4 };
  static const double silent[] = { 1.0, 0.0 };
  g_autoptr (RcModel) repeats = rc_test_model (RC_TRANSFER_TANH, 0.8, 3, 1, repeated);
  g_autoptr (RcModel) mirrors = rc_test_model (RC_TRANSFER_ERF, 0.8, 3, 1, mirrored);
  g_autoptr (RcModel) silence = rc_test_model (RC_TRANSFER_TANH, 0.8, 2, 1, silent);
  g_autoptr (RcModel) sound = rc_test_model (RC_TRANSFER_LOGISTIC, 0.8, 2, 1, silent);
  g_autoptr (RcMeanField) field = solve (sound);
  g_autofree RcRedundancy *redundancies = rc_redundancy_new (field);

  check_redundant (repeats, 2, RC_REDUNDANCY_REPEATS, 0);
  check_redundant (mirrors, 2, RC_REDUNDANCY_MIRRORS, 1);
  check_redundant (silence, 1, RC_REDUNDANCY_SILENT, 1);
  g_assert_null (rc_redundancy_describe (redundancies, field));
}

/* 32 targets of one output: far beyond what doubles tell apart, and yet every
   number is finite and the lost rank is named. */
static void
test_many_targets (void)
{
  double targets[32];
  g_autoptr (RcModel) model = NULL;
  g_autoptr (RcMeanField) field = NULL;
  g_autofree RcRedundancy *redundancies = NULL;
  guint n_mixed = 0;

  for (gsize i = 0; i < 32; i++)
    targets[i] = 0.1 + 0.05 * (double)i;
  model = rc_test_model (RC_TRANSFER_TANH, 0.8, 32, 1, targets);
  field = solve (model);
  redundancies = rc_redundancy_new (field);
  g_assert_cmpuint (field->rank, <, 32);
  g_assert_true (isfinite (field->condition) && isfinite (field->readout_error));
  for (gsize i = 0; i < 32; i++) {
    g_assert_true (isfinite (gsl_matrix_get (field->readout, i, 0)));
    n_mixed += redundancies[i].kind == RC_REDUNDANCY_MIXES;
  }
  g_assert_cmpuint (n_mixed, >, 0);
  g_assert_cmpfloat (field->readout_error, <, 1e-5);
}

/* Correlated channels: aΣaᵀ by hand; a default that is spelled out changes
   nothing; one that is no covariance is refused. */
static void
test_channels (void)
{
  static const double targets[] = { 1.0, -0.5 }, inputs[] = { 0.3, 0.8 };
  double sigma[] = { 1.5, 0.4, 0.4, 0.7 };
  g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_TANH, 0.0);
  gsl_matrix_const_view a = gsl_matrix_const_view_array (targets, 2, 1);
  gsl_matrix_const_view u = gsl_matrix_const_view_array (inputs, 2, 1);
  gsl_matrix_view view = gsl_matrix_view_array (sigma, 2, 2);
  g_autoptr (RcModel) model = rc_model_new (transfer, &a.matrix, &u.matrix);
  g_autoptr (RcMeanField) field = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_model_set_covariance (model, &view.matrix, &error));
  field = solve (model);
  for (gsize i = 0; i < 2; i++) {
    g_assert_cmpfloat_with_epsilon (
      gsl_matrix_get (field->channels, i, 0), 1.5 * targets[i] + 0.4 * inputs[i], 1e-15);
    for (gsize j = 0; j < 2; j++)
      g_assert_cmpfloat_with_epsilon (gsl_matrix_get (field->drive, i, j),
                                      1.5 * targets[i] * targets[j] + 0.7 * inputs[i] * inputs[j] +
                                        0.4 * (targets[i] * inputs[j] + targets[j] * inputs[i]),
                                      1e-15);
  }

  sigma[1] = sigma[2] = 2.0;
  g_assert_false (rc_model_set_covariance (model, &view.matrix, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_ARGUMENT);
}

/* Q B = A, and with ridge (Q + λ) B = A. */
static void
test_readout (void)
{
  for (double ridge = 0.0; ridge < 0.2; ridge += 0.1) {
    g_autoptr (RcModel) model = rc_test_default ();
    g_autoptr (RcMeanField) field = NULL;

    model->ridge = ridge;
    field = solve (model);
    for (gsize i = 0; i < 3; i++) {
      double sum = ridge * gsl_matrix_get (field->readout, i, 0);

      for (gsize j = 0; j < 3; j++)
        sum += gsl_matrix_get (field->overlap, i, j) * gsl_matrix_get (field->readout, j, 0);
      g_assert_cmpfloat_with_epsilon (sum, gsl_matrix_get (model->targets, i, 0), 1e-11);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mean-field/self-consistent", test_self_consistent);
  g_test_add_func ("/mean-field/rectifier", test_rectifier);
  g_test_add_func ("/mean-field/near-fold", test_near_fold);
  g_test_add_func ("/mean-field/degenerate", test_degenerate);
  g_test_add_func ("/mean-field/mirrored-everywhere", test_mirrored_everywhere);
  g_test_add_func ("/mean-field/redundancy", test_redundancy);
  g_test_add_func ("/mean-field/stopped-limit", test_stopped_limit);
  g_test_add_func ("/mean-field/contradiction", test_contradiction);
  g_test_add_func ("/mean-field/many-targets", test_many_targets);
  g_test_add_func ("/mean-field/channels", test_channels);
  g_test_add_func ("/mean-field/readout", test_readout);
  return g_test_run ();
}

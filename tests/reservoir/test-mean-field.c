/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "rc-error.h"
#include "rc-mean-field.h"
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
  g_test_add_func ("/mean-field/degenerate", test_degenerate);
  g_test_add_func ("/mean-field/readout", test_readout);
  return g_test_run ();
}

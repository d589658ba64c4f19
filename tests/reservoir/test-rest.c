/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "rc-rest.h"
#include "rc-error.h"
#include "rc-scalar.h"
#include "rc-test.h"

static RcMeanField *
solve (RcModel *model)
{
  g_autoptr (GError) error = NULL;
  RcMeanField *field = rc_mean_field_new (model, &error);

  g_assert_no_error (error);
  return field;
}

/* Without a ridge the closed loop rests at the targets themselves. */
static void
test_exact (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcMeanField) field = solve (model);

  for (gsize k = 0; k < 3; k++) {
    g_autoptr (RcState) state = NULL;
    g_autoptr (RcState) found = rc_rest_state (field, k, NULL, NULL);
    g_autoptr (RcLocalDynamics) dynamics = rc_rest_dynamics (field, k, NULL, &state, NULL);
    g_autoptr (RcLocalDynamics) clamped = rc_local_dynamics_new (field, k, NULL);

    g_assert_null (state);
    g_assert_cmpuint (dynamics->n_targets, ==, 3);
    g_assert_cmpfloat (creal (dynamics->poles[0]), ==, creal (clamped->poles[0]));
    g_assert_cmpfloat_with_epsilon (found->output[0], gsl_matrix_get (model->targets, k, 0), 1e-9);
  }
}

/*
 * One target and a ridge: the readout is one number b = A/(Q + λ), and the closed loop at z
 * has F(z) = b⟨φ(x)φ(x_z)⟩. Its slope there by differences, and the pole as the root of
 * 1 = G(s) with the gain of the open loop, are those of the linearisation.
 */
static void
test_ridge (void)
{
  static const double targets[] = { 1.4, 0.2, -0.5, 0.9 };
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 0.7, 2, 2, targets);
  g_autoptr (RcMeanField) field = NULL;

  model->ridge = 0.01;
  field = solve (model);
  for (gsize k = 0; k < 2; k++) {
    g_autoptr (RcState) state = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (RcLocalDynamics) dynamics = rc_rest_dynamics (field, k, NULL, &state, &error);
    double slope[4], distance = 0.0;
    double complex gain[4], response[4];

    g_assert_no_error (error);
    g_assert_nonnull (state);
    g_assert_cmpint (dynamics->verdict, !=, RC_VERDICT_ABSENT);
    for (gsize j = 0; j < 2; j++) {
      g_assert_cmpfloat_with_epsilon (state->returned[j], state->output[j], 1e-11);
      distance += fabs (state->output[j] - gsl_matrix_get (model->targets, k, j));
    }
    g_assert_cmpfloat (distance, >, 1e-3);
    g_assert_cmpfloat (distance, <, 0.5);

    /* G(0) is the slope of the return map, and H(0) = (I - G)⁻¹G. */
    g_assert_true (rc_state_slope (state, slope));
    g_assert_true (rc_local_dynamics_gain (dynamics, 0.0, gain));
    for (gsize i = 0; i < 4; i++)
      g_assert_cmpfloat_with_epsilon (creal (gain[i]), slope[i], 1e-10);
    g_assert_true (rc_local_dynamics_response (dynamics, 0.0, response));
    for (gsize i = 0; i < 2; i++)
      for (gsize j = 0; j < 2; j++) {
        double complex sum = gain[2 * i + j] - response[2 * i + j];

        for (gsize l = 0; l < 2; l++)
          sum += gain[2 * i + l] * response[2 * l + j];
        g_assert_cmpfloat (cabs (sum), <, 1e-9);
      }
  }
}

/* As the ridge goes, so does all that it changes. */
static void
test_small_ridge (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcMeanField) exact = solve (model);

  for (double ridge = 1e-4; ridge > 1e-7; ridge *= 0.1) {
    g_autoptr (RcModel) ridged = rc_model_copy (model);
    g_autoptr (RcMeanField) field = NULL;

    ridged->ridge = ridge;
    field = solve (ridged);
    for (gsize k = 0; k < 3; k++) {
      g_autoptr (RcLocalDynamics) with = rc_rest_dynamics (field, k, NULL, NULL, NULL);
      g_autoptr (RcLocalDynamics) without = rc_local_dynamics_new (exact, k, NULL);
      double complex a, b;

      rc_local_dynamics_response (with, 0.2 * I, &a);
      rc_local_dynamics_response (without, 0.2 * I, &b);
      g_assert_cmpfloat (cabs (a - b), <, 2e4 * ridge * cabs (b));
    }
  }
}

/* A ridge so large that the output collapses leaves no attractor, and curves say so. */
static void
test_absent (void)
{
  g_autoptr (RcModel) model = rc_test_default ();
  g_autoptr (RcMeanField) field = NULL;
  g_autoptr (RcState) state = NULL;
  g_autoptr (RcLocalDynamics) dynamics = NULL;
  g_autoptr (GError) error = NULL;

  model->ridge = 10.0;
  field = solve (model);
  g_assert_null (rc_rest_state (field, 0, NULL, &error));
  g_assert_error (error, RC_ERROR, RC_ERROR_NO_SOLUTION);
  dynamics = rc_rest_dynamics (field, 0, NULL, &state, NULL);
  g_assert_null (state);
  g_assert_cmpint (dynamics->verdict, ==, RC_VERDICT_ABSENT);
  g_assert_false (dynamics->stable);
  g_assert_true (isnan (rc_scalar_evaluate (RC_SCALAR_LEADING_POLE, 0, model)));
  g_assert_cmpfloat (rc_scalar_evaluate (RC_SCALAR_MARGIN, RC_SCALAR_ALL, model), ==, INFINITY);
}

/* A ridge takes the place of rest of the small target away; what is left beyond it is the mirror
   image of the other's, and not the target's. */
static void
test_beside (void)
{
  static const double targets[] = { 1.2, -0.6 };
  const double half = -0.31, mirrored = -0.94, other = 1.0, silent = 0.01;
  g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 0.8, 2, 1, targets);
  g_autoptr (RcMeanField) field = NULL;
  g_autoptr (RcState) first = NULL;

  model->ridge = 0.03;
  field = solve (model);
  first = rc_rest_state (field, 0, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (first->output[0], 0.93739, 1e-5);
  g_assert_null (rc_rest_state (field, 1, NULL, NULL));
  g_assert_true (rc_rest_is_near (model, 1, &half));
  g_assert_false (rc_rest_is_near (model, 1, &mirrored));
  g_assert_false (rc_rest_is_near (model, 1, &other));
  g_assert_false (rc_rest_is_near (model, 0, &silent));
}

/* Over a range of gains a ridge takes the middle target to the mirror image of the last one's place
   of rest: found at each gain, and not only where Newton's method happens to come upon it. */
static void
test_followed (void)
{
  for (double gain = 0.9; gain < 1.2; gain += 0.02) {
    g_autoptr (RcModel) model = rc_test_default ();
    g_autoptr (RcMeanField) field = NULL;
    g_autoptr (RcState) middle = NULL;
    g_autoptr (RcState) last = NULL;

    model->gain = gain;
    model->ridge = 0.01;
    field = solve (model);
    middle = rc_rest_state (field, 1, NULL, NULL);
    last = rc_rest_state (field, 2, NULL, NULL);
    g_assert_nonnull (middle);
    g_assert_nonnull (last);
    g_assert_cmpfloat_with_epsilon (middle->output[0], -last->output[0], 1e-9);
  }
}

/* What maps are made of is what the theory says, bit for bit, with a ridge and without. */
static void
test_poles (void)
{
  for (double ridge = 0.0; ridge < 0.2; ridge += 0.05) {
    g_autoptr (RcModel) model = rc_test_default ();
    g_autoptr (RcMeanField) field = NULL;

    model->ridge = ridge;
    field = solve (model);
    for (gsize k = 0; k < 3; k++) {
      g_autoptr (RcLocalDynamics) all = rc_rest_dynamics (field, k, NULL, NULL, NULL);
      g_autoptr (RcLocalDynamics) some = rc_rest_poles (field, k, NULL, NULL);

      g_assert_cmpuint (some->n_targets, ==, all->n_targets);
      g_assert_cmpmem (some->poles,
                       some->n_targets * sizeof *some->poles,
                       all->poles,
                       all->n_targets * sizeof *all->poles);
      g_assert_cmpint (some->verdict, ==, all->verdict);
      g_assert_cmpfloat (some->pole_error, ==, all->pole_error);
      g_assert_cmpfloat (some->bulk_radius, ==, all->bulk_radius);
      g_assert_true (isnan (some->resonance_frequency));
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rest/exact", test_exact);
  g_test_add_func ("/rest/ridge", test_ridge);
  g_test_add_func ("/rest/small-ridge", test_small_ridge);
  g_test_add_func ("/rest/absent", test_absent);
  g_test_add_func ("/rest/beside", test_beside);
  g_test_add_func ("/rest/followed", test_followed);
  g_test_add_func ("/rest/poles", test_poles);
  return g_test_run ();
}

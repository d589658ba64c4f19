/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "rc-ode.h"
#include "rc-linear.h"
#include "rc-test.h"

static RcLocalDynamics *
linearise (RcModel *model, gsize attractor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcMeanField) field = rc_mean_field_new (model, &error);
  RcLocalDynamics *dynamics = rc_local_dynamics_new (field, attractor, &error);

  g_assert_no_error (error);
  return dynamics;
}

static RcOde *
reduce (const RcLocalDynamics *dynamics)
{
  g_autoptr (GError) error = NULL;
  RcOde *ode = rc_ode_new (dynamics, &error);

  g_assert_no_error (error);
  return ode;
}

static double complex
polynomial (gsize n, const double *coefficients, double complex s)
{
  double complex sum = 0.0;

  for (gsize i = n; i-- > 0;)
    sum = sum * s + coefficients[i];
  return sum;
}

/* C (s - A)^-1 B */
static void
matrices_response (const RcOde *ode, double complex s, double complex *response)
{
  gsize r = ode->order, k = ode->n_outputs;
  g_autofree double complex *a = g_new0 (double complex, r *r);
  g_autofree double complex *x = g_new0 (double complex, r *k);

  for (gsize i = 0; i < r * r; i++)
    a[i] = (i % (r + 1) == 0 ? s : 0.0) - ode->state->data[i];
  for (gsize i = 0; i < r * k; i++)
    x[i] = ode->input->data[i];
  g_assert_true (rc_solve_complex (r, k, a, x));
  for (gsize i = 0; i < k * k; i++) {
    response[i] = 0.0;
    for (gsize l = 0; l < r; l++)
      response[i] += gsl_matrix_get (ode->output, i / k, l) * x[l * k + i % k];
  }
}

/* The response is the same by the dynamics, the residues, the matrices and, for
   one output, the polynomials, to the digits of the poles. */
static void
check_response (const RcLocalDynamics *dynamics, const RcOde *ode)
{
  gsize k = dynamics->n_outputs, kk = k * k;
  g_autofree double complex *h = g_new (double complex, kk);
  g_autofree double complex *reduced = g_new (double complex, kk);
  double tolerance = MAX (1e-9, dynamics->pole_error);

  for (double omega = 0.01; omega < 20.0; omega *= 1.7) {
    double complex s = I * omega;

    g_assert_true (rc_local_dynamics_response (dynamics, s, h));
    matrices_response (ode, s, reduced);
    for (gsize i = 0; i < kk; i++) {
      double complex sum = 0.0;

      for (gsize j = 0; j < dynamics->n_targets; j++)
        sum += dynamics->residues[j * kk + i] / (s - dynamics->poles[j]);
      g_assert_cmpfloat (cabs (sum - h[i]), <, tolerance * (1.0 + cabs (h[i])));
      g_assert_cmpfloat (cabs (reduced[i] - h[i]), <, 10.0 * tolerance * (1.0 + cabs (h[i])));
    }
    if (k == 1)
      g_assert_cmpfloat (cabs (polynomial (ode->order, ode->numerator, s) /
                                 polynomial (ode->order + 1, ode->denominator, s) -
                               h[0]),
                         <,
                         tolerance * (1.0 + cabs (h[0])));
  }
}

static void
test_one_output (void)
{
  g_autoptr (RcModel) model = rc_test_default ();

  model->probe_overlap = 0.7;
  for (gsize k = 0; k < 3; k++) {
    g_autoptr (RcLocalDynamics) dynamics = linearise (model, k);
    g_autoptr (RcOde) ode = reduce (dynamics);

    g_assert_cmpuint (ode->order, ==, 3);
    g_assert_true (ode->modal);
    g_assert_cmpfloat (ode->denominator[3], ==, 1.0);
    check_response (dynamics, ode);
  }
}

/* On a ring the response at an attractor has the mirror symmetry of the ring,
   and every mode is one thing or the other. */
static void
test_two_outputs (void)
{
  double targets[10];
  g_autoptr (RcModel) model = NULL;

  for (gsize i = 0; i < 5; i++) {
    targets[2 * i] = 1.2 * cos (2.0 * G_PI * (double)i / 5.0);
    targets[2 * i + 1] = 1.2 * sin (2.0 * G_PI * (double)i / 5.0);
  }
  model = rc_test_model (RC_TRANSFER_TANH, 0.7, 5, 2, targets);
  for (gsize k = 0; k < 5; k++) {
    g_autoptr (RcLocalDynamics) dynamics = linearise (model, k);
    g_autoptr (RcOde) ode = reduce (dynamics);

    g_assert_cmpuint (ode->order, <=, 5);
    g_assert_null (ode->denominator);
    check_response (dynamics, ode);
  }
}

/* The modes of the ODE are those of the poles that are visible in the output, and the time
   constant is that of the first. */
static void
check_poles (const RcLocalDynamics *dynamics, const RcOde *ode)
{
  double complex poles[3], scale = 1.0 + cabs (dynamics->poles[0]);
  gsize n = 0;

  if (ode->order > 0)
    g_assert_true (rc_eigenvalues (ode->order, ode->state->data, poles, NULL));
  for (gsize i = 0; i < dynamics->n_targets; i++) {
    if (!dynamics->visible[i])
      continue;
    if (n == 0) {
      g_assert_true (dynamics->output_pole == dynamics->poles[i]);
      g_assert_cmpfloat (dynamics->time_constant, ==, -1.0 / creal (dynamics->poles[i]));
    }
    g_assert_cmpuint (n, <, ode->order);
    g_assert_cmpfloat (cabs (poles[n] - dynamics->poles[i]), <, 1e-9 * creal (scale));
    n++;
  }
  g_assert_cmpuint (n, ==, ode->order);
  if (n == 0)
    g_assert_true (isnan (dynamics->time_constant));
}

/* A target so faint that few decimals of the poles stand: the ODE has them all the same. */
static void
test_faint (void)
{
  static const double targets[] = { 100.0, -1e-4 };

  for (gsize k = 0; k < 2; k++) {
    g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 0.9, 2, 1, targets);
    g_autoptr (RcLocalDynamics) dynamics = linearise (model, k);
    g_autoptr (RcOde) ode = reduce (dynamics);

    g_assert_cmpfloat (dynamics->digits, <, 3.0);
    g_assert_cmpuint (ode->order, ==, 2);
    g_assert_cmpuint (ode->digits, <, 6);
    check_poles (dynamics, ode);
  }
}

/* Targets that are so alike that B is large and cancels: the poles, the response and the ODE say
   the same. */
static void
test_alike (void)
{
  static const struct {
    RcTransferKind kind;
    double gain;
    gsize n;
    double targets[3];
  } cases[] = {
    { RC_TRANSFER_TANH, 0.9, 2, { 1.0, 1.001 } },
    { RC_TRANSFER_TANH, 10.0, 2, { 100.0, -99.0 } },
    { RC_TRANSFER_ERF, 1.0, 3, { 1.94, 2.02, 2.03 } },
    { RC_TRANSFER_LOGISTIC, 0.366, 3, { 1.24, 1.17, 1.22 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (RcModel)
      model = rc_test_model (cases[i].kind, cases[i].gain, cases[i].n, 1, cases[i].targets);

    for (gsize k = 0; k < cases[i].n; k++) {
      g_autoptr (RcLocalDynamics) dynamics = linearise (model, k);
      g_autoptr (RcOde) ode = reduce (dynamics);

      g_assert_cmpuint (ode->order, ==, cases[i].n);
      check_poles (dynamics, ode);
      check_response (dynamics, ode);
    }
  }
}

/* A repeated target adds nothing, nor does a mirrored one, nor silence. */
static void
test_redundant (void)
{
  static const struct {
    double targets[3];
    gsize order;
  } cases[] = {
    { { 1.0, 1.0, 1.0 }, 1 },  { { 1.0, -1.0, 0.0 }, 1 }, { { 1.0, 0.5, 1.0 }, 2 },
    { { 1.0, 0.5, -0.5 }, 2 }, { { 1.0, 0.5, -0.3 }, 3 }, { { 0.0, 0.0, 0.0 }, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (RcModel) model = rc_test_model (RC_TRANSFER_TANH, 0.8, 3, 1, cases[i].targets);
    g_autoptr (RcLocalDynamics) dynamics = linearise (model, 0);
    g_autoptr (RcOde) ode = reduce (dynamics);

    g_assert_cmpuint (ode->order, ==, cases[i].order);
    check_response (dynamics, ode);
    check_poles (dynamics, ode);
  }
}

static void
test_text (void)
{
  double denominator[] = { 0.25, -1.5, 1.0 }, numerator[] = { 2.0, -1.0 };
  RcOde ode = {
    .order = 2,
    .n_outputs = 1,
    .denominator = denominator,
    .numerator = numerator,
    .digits = 15,
  };
  g_autofree char *text = rc_ode_format (&ode, 4, ",");
  g_autofree char *silent = NULL;
  g_autofree char *uncertain = NULL;

  g_assert_cmpstr (text, ==, "d²z/dt² − 1,5 dz/dt + 0,25 z = 2 u − du/dt");
  denominator[0] = 1e-17;
  numerator[0] = numerator[1] = 0.0;
  silent = rc_ode_format (&ode, 4, ".");
  g_assert_cmpstr (silent, ==, "d²z/dt² − 1.5 dz/dt = 0");
  denominator[0] = -73.4;
  denominator[1] = 0.04;
  ode.digits = 2;
  uncertain = rc_ode_format (&ode, 4, ".");
  g_assert_cmpstr (uncertain, ==, "d²z/dt² − 73 z = 0");
}

/* Of several outputs each mode has a line, and each output. */
static void
test_system_text (void)
{
  double state[] = { -0.25, 0.5, -0.5, -0.25 }, input[] = { 1.0, 0.0, 0.0, -2.0 };
  double output[] = { 1.5, 0.0, 0.0, 0.0 };
  gsl_matrix_view a = gsl_matrix_view_array (state, 2, 2);
  gsl_matrix_view b = gsl_matrix_view_array (input, 2, 2);
  gsl_matrix_view c = gsl_matrix_view_array (output, 2, 2);
  RcOde ode = {
    .order = 2,
    .n_outputs = 2,
    .state = &a.matrix,
    .input = &b.matrix,
    .output = &c.matrix,
    .digits = 15,
  };
  RcOde nothing = { .order = 0, .n_outputs = 2 };
  g_autofree char *text = rc_ode_format (&ode, 4, ".");
  g_autofree char *silent = rc_ode_format (&nothing, 4, ".");

  g_assert_cmpstr (text,
                   ==,
                   "dw₁/dt = −0.25 w₁ + 0.5 w₂ + u₁\n"
                   "dw₂/dt = −0.5 w₁ − 0.25 w₂ − 2 u₂\n"
                   "z₁ = 1.5 w₁\n"
                   "z₂ = 0");
  g_assert_cmpstr (silent, ==, "z₁ = 0\nz₂ = 0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ode/one-output", test_one_output);
  g_test_add_func ("/ode/two-outputs", test_two_outputs);
  g_test_add_func ("/ode/redundant", test_redundant);
  g_test_add_func ("/ode/faint", test_faint);
  g_test_add_func ("/ode/alike", test_alike);
  g_test_add_func ("/ode/text", test_text);
  g_test_add_func ("/ode/system-text", test_system_text);
  return g_test_run ();
}

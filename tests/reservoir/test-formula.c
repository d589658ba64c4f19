/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <complex.h>
#include <math.h>
#include <string.h>

#include "rc-error.h"
#include "rc-local-dynamics.h"
#include "rc-mean-field.h"
#include "rc-parallel.h"
#include "rc-piecewise.h"
#include "rc-quadrature.h"
#include "rc-transfer.h"

static const struct {
  const char *text;
  gssize position;
  const char *message;
} bad[] = {
  { "", 0, "ends too early" },
  { "  ", 2, "ends too early" },
  { "x +", 3, "at character 4: the formula ends too early" },
  { "x + y", 4, "at character 5: there is no “y”; the variable is x" },
  { "sinn(x)", 0, "there is no “sinn”" },
  { "X", 0, "there is no “X”" },
  { "tanh x", 0, "as in tanh(x)" },
  { "max + x", 0, "as in max(x)" },
  { "1e400*x", 0, "this number is too large" },
  { "5e*x", 0, "this is not a number" },
  { "sin (x)", 0, "there is no space" },
  { "2x", 1, "to multiply, write “*”" },
  { "2 (x)", 2, "to multiply, write “*”" },
  { "sin(x) cos(x)", 7, "to multiply, write “*”" },
  { "x**2", 2, "a power is written with “^”" },
  { "x*)", 2, "parenthesis" },
  { "tanh(x", 6, "closing parenthesis is missing" },
  { "x)", 1, "parenthesis" },
  { "tanh()", 5, "too few arguments" },
  { "tanh(x, 2)", 9, "too many arguments" },
  { "x, 2", 1, "a comma separates" },
  { "0,5*x", 1, "decimals follow a point" },
  { "x = 3", 2, "“=” is not possible" },
  { "x²", 1, "this character" },
  { "α*x", 0, "this character" },
  { "x\n", 1, "this character" },
  { "\"x\"", 0, "this character" },
  { "x > 0 ? 1", 9, "“?” and “:”" },
  { "\xff", 0, "not text" },
  { "1/x", -1, "at x = 0 it is infinite" },
  { "1/(x - 0.3)", -1, "at x = 0.3 it is infinite" },
  { "exp(x^2)", -1, "grows too fast" },
  { "sqrt(x)", -1, "at x = 0 its slope is infinite" },
  { "log(x)", -1, "at x = 0 it is infinite" },
  { "log(40 - x)", -1, "it is not a number" },
  { "(1 - cos(x))/x^2", -1, "at x = 0 it is not a number" },
  { "sqrt(abs(x))", -1, "at x = 0 its slope is infinite" },
  { "x > 0.25 ? 1 : 0", -1, "at x = 0.25 it jumps" },
  { "rint(x)", -1, "it jumps" },
  { "sin(x^3)", -1, "varies too fast" },
};

static void
test_errors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    gssize position = 99;

    g_assert_null (rc_transfer_new_formula (bad[i].text, &position, &error));
    g_test_message ("%s", error->message);
    g_assert_error (error, RC_ERROR, RC_ERROR_ARGUMENT);
    g_assert_nonnull (strstr (error->message, bad[i].message));
    g_assert_cmpint (position, ==, bad[i].position);
  }
}

/* The language is as the README has it; the functions of one argument at 0.3 against those of C. */
static void
test_language (void)
{
  static const struct {
    const char *text;
    double value;
  } formulas[] = {
    { "sin(x)", 0.29552020666133955 },
    { "cos(x)", 0.9553364891256060 },
    { "atan(x)", 0.2914567944778671 },
    { "sinh(x)", 0.3045202934471426 },
    { "cosh(x)", 1.0453385141288605 },
    { "tanh(x)", 0.2913126124515909 },
    { "asinh(x)", 0.2956730475634224 },
    { "exp(x)", 1.3498588075760032 },
    { "expm1(x)", 0.3498588075760031 },
    { "log(x^2 + 1)", 0.0861776962410523 },
    { "ln(x^2 + 1)", 0.0861776962410523 },
    { "log1p(x^2)", 0.0861776962410523 },
    { "log2(x^2 + 1)", 0.1243281350022 },
    { "log10(x^2 + 1)", 0.0374264979406236 },
    { "sqrt(x^2 + 1)", 1.0440306508910550 },
    { "abs(x)", 0.3 },
    { "erf(x)", 0.3286267594591274 },
    { "erfc(x)", 0.6713732405408726 },
    { "logistic(x)", 0.574442516811659 },
    { "softplus(x)", 0.8543552444685272 },
    { "relu(x)", 0.3 },
    { "min(x, 0.2, 1)", 0.2 },
    { "max(x, 0.2)", 0.3 },
    { "sum(x, 1, 2)", 3.3 },
    { "avg(x, 0.5)", 0.4 },
    { "x*sign(x)", 0.3 },
    { "2 - 3*x/4", 1.775 },
    { "x < 1 && x > 0 || x >= 2 ? x : x", 0.3 },
    { "x <= 0 ? 0 : x", 0.3 },
    { "x*(1 != 2)*(1 == 1)", 0.3 },
    { "pi*x + e", 3.660759624 },
    { "-x^2", -0.09 },
    { "1.5e-1*x", 0.045 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (formulas); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (RcTransfer) transfer = rc_transfer_new_formula (formulas[i].text, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpfloat_with_epsilon (rc_transfer_value (transfer, 0.3), formulas[i].value, 1e-9);
  }
}

/* Too long to be read is refused, however it is made. */
static void
test_hostile (void)
{
  g_autoptr (GString) text = g_string_new ("x");

  for (guint i = 0; i < 100000; i++) {
    g_string_prepend_c (text, '(');
    if (i == 998 || i == 99999)
      g_assert_null (rc_transfer_new_formula (text->str, NULL, NULL));
  }
}

static double
abs_value (double x)
{
  return fabs (x - 0.3) + 0.1 * x * x;
}

static double
abs_slope (double x)
{
  return (x > 0.3 ? 1.0 : -1.0) + 0.2 * x;
}

static double
sine_slope (double x)
{
  return cos (x);
}

static double
tanh_slope (double x)
{
  return 1.0 / (cosh (x) * cosh (x));
}

static double
steep_value (double x)
{
  return tanh (200.0 * x);
}

static double
steep_slope (double x)
{
  return 200.0 * tanh_slope (200.0 * x);
}

static double
atan_slope (double x)
{
  return 1.0 / (1.0 + x * x);
}

static double
softplus (double x)
{
  return MAX (x, 0.0) + log1p (exp (-fabs (x)));
}

static double
logistic (double x)
{
  return 1.0 / (1.0 + exp (-x));
}

static double
logistic_slope (double x)
{
  return logistic (x) * logistic (-x);
}

static double
one (double x)
{
  return 1.0;
}

static double
identity (double x)
{
  return x;
}

static const struct {
  const char *text;
  double (*value) (double x);
  double (*slope) (double x);
  double bound; /* the least upper one */
} good[] = {
  { "tanh(x)", tanh, tanh_slope, 1.0 },
  { "abs(x-0.3)+0.1*x^2", abs_value, abs_slope, INFINITY },
  { "sin(x)", sin, sine_slope, 1.0 },
  { "tanh(200*x)", steep_value, steep_slope, 1.0 },
  { "atan(x)", atan, atan_slope, G_PI_2 },
  { "x", identity, one, INFINITY },
  { "exp(x)", exp, exp, INFINITY },
  { "log(1 + exp(x))", softplus, logistic, INFINITY },
  { "exp(x)/(1 + exp(x))", logistic, logistic_slope, 1.0 },
  { "x > 1 ? (x > 2 ? x : x) : x", identity, one, INFINITY },
};

static void
test_values (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (RcTransfer) transfer = rc_transfer_new_formula (good[i].text, NULL, &error);
    double bound;

    g_assert_no_error (error);
    g_assert_cmpint (rc_transfer_get_kind (transfer), ==, RC_TRANSFER_FORMULA);
    for (double x = -20.017; x < 20.0; x += 0.0123) {
      double value = good[i].value (x), slope = good[i].slope (x);

      g_assert_cmpfloat (
        fabs (rc_transfer_value (transfer, x) - value), <=, 2e-11 * (1.0 + fabs (value)));
      g_assert_cmpfloat (
        fabs (rc_transfer_slope (transfer, x) - slope), <=, 1e-8 * (1.0 + fabs (slope)));
    }
    bound = rc_transfer_get_bound (transfer);
    g_assert_cmpfloat (bound, >=, good[i].bound);
    if (isfinite (good[i].bound))
      g_assert_cmpfloat (bound, <=, 1.02 * good[i].bound);
  }
}

/* Far outside, what is bounded stays so and what is straight stays straight. */
static void
test_far (void)
{
  g_autoptr (RcTransfer) line = rc_transfer_new_formula ("max(2*x - 1, x)", NULL, NULL);
  g_autoptr (RcTransfer) soft = rc_transfer_new_formula ("log(1 + exp(x))", NULL, NULL);
  g_autoptr (RcTransfer) level = rc_transfer_new_formula ("x/(1 + abs(x))", NULL, NULL);

  g_assert_cmpfloat (fabs (rc_transfer_value (line, 1e9) / (2e9 - 1.0) - 1.0), <, 1e-12);
  g_assert_cmpfloat (fabs (rc_transfer_value (line, -1e9) / -1e9 - 1.0), <, 1e-12);
  g_assert_cmpfloat_with_epsilon (rc_transfer_value (level, 1e12), 1.0, 1e-6);
  g_assert_cmpfloat (fabs (rc_transfer_value (soft, 1e6) / 1e6 - 1.0), <, 1e-12);
  g_assert_cmpfloat (rc_transfer_slope (level, -1e12), ==, 0.0);
}

/* The kink is where it is, to round-off, and nowhere else. */
static double
kinked_cb (gpointer data, double x)
{
  return fabs (x - G_PI / 7.0) + exp (-x * x);
}

static void
test_kinks (void)
{
  g_autoptr (RcPiecewise) f = rc_piecewise_new (kinked_cb, NULL, NULL);

  g_assert_cmpuint (f->n_kinks, ==, 1);
  g_assert_cmpfloat_with_epsilon (f->kinks[0].x, G_PI / 7.0, 1e-13);
  g_assert_cmpfloat_with_epsilon (f->kinks[0].jump, 2.0, 1e-9);
  for (gsize i = 1; i < f->n_pieces; i++)
    g_assert_cmpfloat (f->pieces[i].left, ==, f->pieces[i - 1].right);
}

/* More nodes move no digit that is promised. */
static void
test_nodes (void)
{
  g_autoptr (RcPiecewise) f = rc_piecewise_new (kinked_cb, NULL, NULL);
  static const double correlations[] = { -1.0, -0.9999, 0.4, 0.96, 0.999, 1.0 };
  RcQuadrature usual, fine;

  rc_quadrature_init (&usual, f, RC_QUADRATURE_ORDER);
  rc_quadrature_init (&fine, f, RC_QUADRATURE_MAX_ORDER);
  for (gsize i = 0; i < G_N_ELEMENTS (correlations); i++) {
    double c12 = correlations[i] * sqrt (1.5 * 0.7);
    RcMoments a, b;

    rc_quadrature_moments (&usual, 1.5, c12, 0.7, &a);
    rc_quadrature_moments (&fine, 1.5, c12, 0.7, &b);
    g_test_message ("%g: %.2g %.2g %.2g",
                    correlations[i],
                    a.value - b.value,
                    a.slope - b.slope,
                    a.curvature - b.curvature);
    g_assert_cmpfloat_with_epsilon (a.value, b.value, 1e-9);
    g_assert_cmpfloat_with_epsilon (a.slope, b.slope, 1e-9);
    g_assert_cmpfloat_with_epsilon (a.curvature, b.curvature, 1e-9);
  }
  rc_quadrature_clear (&usual);
  rc_quadrature_clear (&fine);
}

/* ⟨exp(x₁ + x₂)⟩ = exp(c₁₁/2 + c₁₂ + c₂₂/2): growth needs a farther reach. */
static void
test_growth (void)
{
  g_autoptr (RcTransfer) transfer = rc_transfer_new_formula ("exp(x)", NULL, NULL);

  for (double c = 0.1; c <= 10.0; c *= 2.0) {
    double exact = exp (1.3 * c);
    RcMoments m;

    rc_transfer_moments (transfer, c, 0.3 * c, c, &m);
    g_assert_cmpfloat (fabs (m.value / exact - 1.0), <, 1e-9);
    g_assert_cmpfloat (fabs (m.slope / exact - 1.0), <, 1e-9);
    g_assert_cmpfloat (fabs (m.curvature / exact - 1.0), <, 1e-7);
  }
}

/*
 * φ(x) = x + sin(kx)/k, whose line is all that the first of the Hermite polynomials see:
 * ⟨sin(kx₁) sin(kx₂)⟩ = exp(-k²(c₁₁ + c₂₂)/2) sinh(k²c₁₂), and so on.
 */
static void
test_waves (void)
{
  static const struct {
    const char *text;
    double k;
  } waves[] = { { "x + sin(8*x)/8", 8.0 }, { "x + sin(15*x)/15", 15.0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (waves); i++) {
    g_autoptr (RcTransfer) transfer = rc_transfer_new_formula (waves[i].text, NULL, NULL);

    for (double r = 0.9; r < 0.9999; r += 0.5 * (1.0 - r)) {
      double k = waves[i].k, near = 0.5 * exp (-k * k * (1.0 - r));
      RcMoments m;

      rc_transfer_moments (transfer, 1.0, r, 1.0, &m);
      g_test_message ("%s, %g: %.2g %.2g %.2g",
                      waves[i].text,
                      r,
                      m.value - r - near / (k * k),
                      m.slope - 1.0 - near,
                      m.curvature + near);
      g_assert_cmpfloat_with_epsilon (m.value, r + near / (k * k), 1e-9);
      g_assert_cmpfloat_with_epsilon (m.slope, 1.0 + near, 1e-9);
      g_assert_cmpfloat_with_epsilon (m.curvature, -near, 1e-8);
    }
  }
}

/* The poles of the same function by formula and by closed form. */
static void
test_poles (void)
{
  static const struct {
    const char *text;
    RcTransferKind kind;
    double threshold;
  } pairs[] = {
    { "tanh(x)", RC_TRANSFER_TANH, 0.0 },
    { "max(-1, min(1, x))", RC_TRANSFER_PIECEWISE_LINEAR, 0.0 },
    { "log(1 + exp(x))", RC_TRANSFER_SOFTPLUS, 0.0 },
    { "max(x - 1.5, 0)", RC_TRANSFER_RELU, 1.5 },
    { "max(-x - 1.5, 0)", RC_TRANSFER_RELU, 1.5 }, /* the mirror image: all signs change */
  };
  double targets[] = { 1.6, 0.9, -0.6 };
  gsl_matrix_view view = gsl_matrix_view_array (targets, 3, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autoptr (RcTransfer) formula = rc_transfer_new_formula (pairs[i].text, NULL, NULL);
    g_autoptr (RcTransfer) closed = rc_transfer_new (pairs[i].kind, pairs[i].threshold);
    g_autoptr (RcModel) a = rc_model_new (formula, &view.matrix, NULL);
    g_autoptr (RcModel) b = rc_model_new (closed, &view.matrix, NULL);
    g_autoptr (RcMeanField) field_a = NULL;
    g_autoptr (RcMeanField) field_b = NULL;

    a->gain = b->gain = 0.9;
    field_a = rc_mean_field_new (a, NULL);
    field_b = rc_mean_field_new (b, NULL);
    for (gsize k = 0; k < 3; k++) {
      g_autoptr (RcLocalDynamics) x = rc_local_dynamics_new (field_a, k, NULL);
      g_autoptr (RcLocalDynamics) y = rc_local_dynamics_new (field_b, k, NULL);

      for (gsize j = 0; j < 3; j++) {
        double complex difference = x->poles[j] - y->poles[j];

        g_test_message ("%s %zu: %.2g", pairs[i].text, k, cabs (difference));
        g_assert_cmpfloat (cabs (difference), <, 1e-6);
      }
    }
  }
}

/* What was asked before does not matter, to the last bit. */
static void
test_order (void)
{
  g_autoptr (RcPiecewise) f = rc_piecewise_new (kinked_cb, NULL, NULL);
  RcQuadrature used, fresh;

  rc_quadrature_init (&used, f, RC_QUADRATURE_ORDER);
  for (guint i = 0; i < 100; i++) {
    double c11 = 0.2 + 0.03 * i, c22 = 3.0 - 0.02 * i, c12 = (0.02 * i - 0.99) * sqrt (c11 * c22);
    RcMoments a, b, again;

    rc_quadrature_init (&fresh, f, RC_QUADRATURE_ORDER);
    rc_quadrature_moments (&fresh, c11, c12, c22, &a);
    rc_quadrature_moments (&used, c11, c12, c22, &b);
    rc_quadrature_moments (&used, c11, c12, c22, &again);
    g_assert_cmpmem (&a, sizeof a, &b, sizeof b);
    g_assert_cmpmem (&a, sizeof a, &again, sizeof again);
    rc_quadrature_clear (&fresh);
  }
  rc_quadrature_clear (&used);
}

static gpointer
thread_cb (gpointer data)
{
  for (guint i = 0; i < 50; i++) {
    g_autoptr (RcTransfer) transfer = rc_transfer_new_formula (
      (i + GPOINTER_TO_UINT (data)) % 2 == 0 ? "x/2" : "x/3", NULL, NULL);
    g_autoptr (GError) error = NULL;

    g_assert_cmpfloat_with_epsilon (
      rc_transfer_value (transfer, 6.0), (i + GPOINTER_TO_UINT (data)) % 2 == 0 ? 3.0 : 2.0, 1e-12);
    g_assert_null (rc_transfer_new_formula ("x+z", NULL, &error));
    g_assert_nonnull (strstr (error->message, "character 3"));
  }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("formula", thread_cb, GUINT_TO_POINTER (i));
  for (guint i = 0; i < 4; i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rc_init ();
  g_test_add_func ("/formula/errors", test_errors);
  g_test_add_func ("/formula/language", test_language);
  g_test_add_func ("/formula/hostile", test_hostile);
  g_test_add_func ("/formula/values", test_values);
  g_test_add_func ("/formula/far", test_far);
  g_test_add_func ("/formula/kinks", test_kinks);
  g_test_add_func ("/formula/nodes", test_nodes);
  g_test_add_func ("/formula/growth", test_growth);
  g_test_add_func ("/formula/waves", test_waves);
  g_test_add_func ("/formula/poles", test_poles);
  g_test_add_func ("/formula/order", test_order);
  g_test_add_func ("/formula/threads", test_threads);
  return g_test_run ();
}

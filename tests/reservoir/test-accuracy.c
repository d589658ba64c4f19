/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "rc-erf-mixture.h"
#include "rc-formula.h"
#include "rc-local-dynamics.h"
#include "rc-parallel.h"
#include "rc-quadrature.h"
#include "rc-rectifier.h"
#include "rc-reference.h"
#include "rc-transfer-ops.h"

/*
 * The poles, which are what the accuracy of the averages is for: against poles of averages
 * by other means, and with more terms and nodes than the library takes.
 */

#define N_TARGETS 3

static const double targets[N_TARGETS] = { 1.6, 0.9, -0.6 };

typedef struct {
  double complex poles[N_TARGETS][N_TARGETS];
  double error; /* what the library says of the worst */
} Poles;

static Poles
find_poles (RcTransfer *transfer, double gain)
{
  gsl_matrix_const_view view = gsl_matrix_const_view_array (targets, N_TARGETS, 1);
  g_autoptr (RcModel) model = rc_model_new (transfer, &view.matrix, NULL);
  g_autoptr (RcMeanField) field = NULL;
  g_autoptr (GError) error = NULL;
  Poles result = { .error = 0.0 };

  model->gain = gain;
  field = rc_mean_field_new (model, &error);
  g_assert_no_error (error);
  for (gsize k = 0; k < N_TARGETS; k++) {
    g_autoptr (RcLocalDynamics) dynamics = rc_local_dynamics_new (field, k, &error);

    g_assert_no_error (error);
    for (gsize i = 0; i < N_TARGETS; i++)
      result.poles[k][i] = dynamics->poles[i];
    result.error = MAX (result.error, dynamics->pole_error);
  }
  return result;
}

static double
get_distance (const Poles *a, const Poles *b)
{
  double worst = 0.0;

  for (gsize k = 0; k < N_TARGETS; k++)
    for (gsize i = 0; i < N_TARGETS; i++)
      worst = MAX (worst, cabs (a->poles[k][i] - b->poles[k][i]));
  return worst;
}

static double
get_bound (gconstpointer data)
{
  switch (((const RcReference *)data)->kind) {
  case RC_TRANSFER_RELU:
  case RC_TRANSFER_SOFTPLUS:
    return INFINITY;
  default:
    return ((const RcReference *)data)->jet[0](50.0) > 2.0 ? INFINITY : 1.0;
  }
}

static void
get_reference_moments (gconstpointer data, double c11, double c12, double c22, RcMoments *moments)
{
  rc_reference_moments (data, c11, c12, c22, moments);
}

static const RcTransferOps reference_ops = {
  .bound = get_bound,
  .moments = get_reference_moments,
};

/* Against averages by nested adaptive quadrature: 1e-8 for closed forms, 1e-6 for
   quadrature, and never more than the library says itself. */
static void
test_quadrature (gconstpointer data)
{
  const RcReference *reference = data;
  g_autoptr (RcTransfer) transfer = rc_reference_make_transfer (reference);
  g_autoptr (RcTransfer)
    slow = rc_transfer_new_custom (reference->kind, &reference_ops, (gpointer)reference);
  double gain = isfinite (rc_transfer_get_bound (transfer)) ? 0.9 : 0.6;
  Poles poles = find_poles (transfer, gain);
  Poles expected = find_poles (slow, gain);
  double distance = get_distance (&poles, &expected);

  g_test_message ("poles differ by %.2g; estimate %.2g", distance, poles.error);
  g_assert_cmpfloat (distance, <, reference->formula != NULL ? 1e-6 : 1e-8);
  /* The reference has an error of its own: some 1e-12 of the averages. */
  g_assert_cmpfloat (
    distance, <, poles.error * (1.0 + 1e-12 / rc_transfer_get_moment_error (transfer, 1.0)));
}

static void
get_mixture_moments (gconstpointer data, double c11, double c12, double c22, RcMoments *moments)
{
  rc_erf_mixture_moments (data, c11, c12, c22, moments);
}

static void
get_integral_moments (gconstpointer data, double c11, double c12, double c22, RcMoments *moments)
{
  rc_erf_mixture_integral_moments (data, c11, c12, c22, moments);
}

static double
get_one (gconstpointer data)
{
  return 1.0;
}

static double
get_infinity (gconstpointer data)
{
  return INFINITY;
}

/* Twice as many terms of the mixture do not move a digit that the library vouches for. */
static void
test_terms (void)
{
  static const RcTransferOps sigmoid = { .bound = get_one, .moments = get_mixture_moments };
  static const RcTransferOps integral = { .bound = get_infinity, .moments = get_integral_moments };
  static const struct {
    RcTransferKind kind;
    const RcTransferOps *ops;
    void (*init) (RcErfMixture *self, double step);
  } kinds[] = {
    { RC_TRANSFER_TANH, &sigmoid, rc_erf_mixture_init_tanh },
    { RC_TRANSFER_LOGISTIC, &sigmoid, rc_erf_mixture_init_logistic },
    { RC_TRANSFER_SOFTPLUS, &integral, rc_erf_mixture_init_logistic },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (RcTransfer) transfer = rc_transfer_new (kinds[i].kind, 0.0);
    Poles poles = find_poles (transfer, 0.6);

    for (double factor = 0.8; factor >= 0.5; factor -= 0.15) {
      RcErfMixture mixture;
      g_autoptr (RcTransfer) fine = rc_transfer_new_custom (kinds[i].kind, kinds[i].ops, &mixture);
      Poles other;

      kinds[i].init (&mixture, factor * RC_ERF_MIXTURE_STEP);
      other = find_poles (fine, 0.6);
      g_test_message ("kind %u: %zu terms, poles differ by %.2g; estimate %.2g",
                      kinds[i].kind,
                      mixture.n_terms,
                      get_distance (&poles, &other),
                      poles.error);
      g_assert_cmpfloat (get_distance (&poles, &other), <=, poles.error);
      g_assert_cmpfloat (get_distance (&poles, &other), <, 1e-9);
    }
  }
}

typedef struct {
  gsize n_nodes;
  double threshold;
} Nodes;

static void
get_rectifier_moments (gconstpointer data, double c11, double c12, double c22, RcMoments *moments)
{
  const Nodes *nodes = data;

  rc_rectifier_moments_with (nodes->n_nodes, nodes->threshold, c11, c12, c22, moments);
}

/* Nor do more nodes for a rectifier whose threshold is not 0. */
static void
test_rectifier_nodes (void)
{
  static const RcTransferOps ops = { .bound = get_infinity, .moments = get_rectifier_moments };

  for (double threshold = -1.0; threshold < 1.0; threshold += 0.4) {
    g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_RELU, threshold);
    Poles poles = find_poles (transfer, 0.6);

    for (gsize n = RC_RECTIFIER_NODES + 8; n <= 2 * RC_RECTIFIER_NODES; n += 16) {
      Nodes nodes = { n, threshold };
      g_autoptr (RcTransfer) fine = rc_transfer_new_custom (RC_TRANSFER_RELU, &ops, &nodes);
      Poles other = find_poles (fine, 0.6);

      g_assert_cmpfloat (get_distance (&poles, &other), <=, poles.error);
      g_assert_cmpfloat (get_distance (&poles, &other), <, 1e-9);
    }
  }
}

static double
eval_cb (gpointer data, double x)
{
  return rc_formula_eval (data, x);
}

static void
get_formula_moments (gconstpointer data, double c11, double c12, double c22, RcMoments *moments)
{
  rc_quadrature_moments (data, c11, c12, c22, moments);
}

/* Nor for formulas, smooth and bent. */
static void
test_formula_nodes (void)
{
  static const RcTransferOps bounded = { .bound = get_one, .moments = get_formula_moments };
  static const char *const formulas[] = { "tanh(x)", "max(-1, min(x, 1))" };

  for (gsize i = 0; i < G_N_ELEMENTS (formulas); i++) {
    g_autoptr (RcTransfer) transfer = rc_transfer_new_formula (formulas[i], NULL, NULL);
    g_autoptr (RcFormula) formula = rc_formula_new (formulas[i], NULL, NULL);
    g_autoptr (RcPiecewise) function = rc_piecewise_new (eval_cb, formula, NULL);
    Poles poles = find_poles (transfer, 0.9);

    for (guint order = RC_QUADRATURE_ORDER + 4; order <= RC_QUADRATURE_MAX_ORDER; order += 12) {
      RcQuadrature quadrature;
      g_autoptr (RcTransfer)
        fine = rc_transfer_new_custom (RC_TRANSFER_FORMULA, &bounded, &quadrature);
      Poles other;

      rc_quadrature_init (&quadrature, function, order);
      other = find_poles (fine, 0.9);
      g_test_message ("%s: %u nodes, poles differ by %.2g; estimate %.2g",
                      formulas[i],
                      order,
                      get_distance (&poles, &other),
                      poles.error);
      g_assert_cmpfloat (get_distance (&poles, &other), <=, poles.error);
      g_assert_cmpfloat (get_distance (&poles, &other), <, 1e-6);
      rc_quadrature_clear (&quadrature);
    }
  }
}

/* The averages are as good as the transfer function says, at ordinary variances; what
   counts is how large an error is beside the averages on the diagonal of Q. The reference is
   exact to some 1e-15. */
static void
test_moment_error (void)
{
  static const double variances[] = { 0.3, 3.0, 100.0 }, correlations[] = { -0.4, 0.9, 0.9999 };
  gsize n;
  const RcReference *references = rc_reference_list (&n);

  for (gsize i = 0; i < n; i++) {
    g_autoptr (RcTransfer) transfer = rc_reference_make_transfer (&references[i]);

    for (gsize j = 0; j < G_N_ELEMENTS (variances) * G_N_ELEMENTS (correlations); j++) {
      double c = variances[j % G_N_ELEMENTS (variances)];
      double c12 = c * correlations[j / G_N_ELEMENTS (variances)];
      double stated = rc_transfer_get_moment_error (transfer, c);
      RcMoments own, m, expected;

      rc_transfer_moments (transfer, c, c, c, &own);
      rc_transfer_moments (transfer, c, c12, c, &m);
      rc_reference_moments (&references[i], c, c12, c, &expected);
      g_assert_cmpfloat (
        fabs (m.value - expected.value), <=, (2.0 * stated + 1e-11) * own.value + 1e-14);
      g_assert_cmpfloat (
        fabs (m.slope - expected.slope), <=, (2.0 * stated + 1e-11) * own.slope + 1e-14);
    }
  }
}

/* Targets that grow alike: Q becomes ill-conditioned, the program vouches for fewer and
   fewer digits, and the digits that it vouches for do not move with the terms. */
static void
test_ill_conditioned (void)
{
  static const RcTransferOps ops = { .bound = get_one, .moments = get_mixture_moments };
  g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_TANH, 0.0);
  RcErfMixture mixture;
  g_autoptr (RcTransfer) fine = rc_transfer_new_custom (RC_TRANSFER_TANH, &ops, &mixture);
  double last_digits = 15.0, last_condition = 1.0;

  rc_erf_mixture_init_tanh (&mixture, 0.7 * RC_ERF_MIXTURE_STEP);
  for (double distance = 1.0; distance > 5e-3; distance *= 0.1) {
    const double near[] = { 1.0, 1.0 + distance, 1.0 - 0.7 * distance };
    gsl_matrix_const_view view = gsl_matrix_const_view_array (near, 3, 1);
    g_autoptr (RcModel) model = rc_model_new (transfer, &view.matrix, NULL);
    g_autoptr (RcModel) other = rc_model_new (fine, &view.matrix, NULL);
    g_autoptr (RcMeanField) field = NULL;
    g_autoptr (RcMeanField) other_field = NULL;
    g_autoptr (RcLocalDynamics) dynamics = NULL;
    g_autoptr (RcLocalDynamics) other_dynamics = NULL;

    model->gain = other->gain = 0.9;
    field = rc_mean_field_new (model, NULL);
    other_field = rc_mean_field_new (other, NULL);
    dynamics = rc_local_dynamics_new (field, 0, NULL);
    other_dynamics = rc_local_dynamics_new (other_field, 0, NULL);
    g_test_message ("condition %.2g: %.1f digits, leading pole moves by %.2g",
                    field->condition,
                    dynamics->digits,
                    cabs (dynamics->poles[0] - other_dynamics->poles[0]));
    g_assert_cmpfloat (field->condition, >, 10.0 * last_condition);
    g_assert_cmpfloat (dynamics->digits, <, last_digits);
    for (gsize i = 0; i < 3; i++)
      g_assert_cmpfloat (
        cabs (dynamics->poles[i] - other_dynamics->poles[i]), <=, dynamics->pole_error);
    last_digits = dynamics->digits;
    last_condition = field->condition;
  }
  g_assert_cmpfloat (last_digits, <, 8.0);
}

int
main (int argc, char **argv)
{
  gsize n;
  const RcReference *references = rc_reference_list (&n);

  g_test_init (&argc, &argv, NULL);
  rc_init ();
  for (gsize i = 0; i < n; i++) {
    g_autofree char *path = g_strconcat ("/accuracy/quadrature/", references[i].name, NULL);

    /* Far above its threshold there is no activity to speak of. */
    if (references[i].threshold <= 1.0)
      g_test_add_data_func (path, &references[i], test_quadrature);
  }
  g_test_add_func ("/accuracy/terms", test_terms);
  g_test_add_func ("/accuracy/rectifier-nodes", test_rectifier_nodes);
  g_test_add_func ("/accuracy/formula-nodes", test_formula_nodes);
  g_test_add_func ("/accuracy/moment-error", test_moment_error);
  g_test_add_func ("/accuracy/ill-conditioned", test_ill_conditioned);
  return g_test_run ();
}

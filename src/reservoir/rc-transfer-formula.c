/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-transfer-formula.h"

#include "rc-formula.h"
#include "rc-piecewise.h"
#include "rc-quadrature.h"
#include "rc-transfer-ops.h"

typedef struct {
  RcPiecewise *function;
  RcQuadrature quadrature;
  RcQuadrature rough; /* of few nodes */
} Data;

static double
eval_cb (gpointer data, double x)
{
  return rc_formula_eval (data, x);
}

/*
 * The formula itself is needed here only: what computes afterwards are
 * polynomials, which are fast, have derivatives and may be used by any thread.
 */
gpointer
rc_transfer_formula_create (const char *text, gssize *position, GError **error)
{
  g_autoptr (RcFormula) formula = rc_formula_new (text, position, error);
  RcPiecewise *function = formula != NULL ? rc_piecewise_new (eval_cb, formula, error) : NULL;
  Data *self;

  if (function == NULL)
    return NULL;
  self = g_new0 (Data, 1);
  self->function = function;
  rc_quadrature_init (&self->quadrature, function, RC_QUADRATURE_ORDER);
  rc_quadrature_init_rough (&self->rough, &self->quadrature, RC_QUADRATURE_ROUGH_ORDER);
  return self;
}

static void
destroy (gpointer data)
{
  Data *self = data;

  rc_quadrature_clear (&self->rough);
  rc_quadrature_clear (&self->quadrature);
  rc_piecewise_free (self->function);
  g_free (self);
}

static void
evaluate (const Data *self, guint derivative, gsize n, const double *x, double *results)
{
  for (gsize i = 0; i < n; i++)
    results[i] = rc_piecewise_eval (
      self->function, rc_piecewise_find (self->function, x[i]), derivative, x[i]);
}

static void
get_values (gconstpointer data, gsize n, const double *x, double *values)
{
  evaluate (data, 0, n, x, values);
}

static void
get_slopes (gconstpointer data, gsize n, const double *x, double *slopes)
{
  evaluate (data, 1, n, x, slopes);
}

static double
get_bound (gconstpointer data)
{
  return ((const Data *)data)->function->bound;
}

static void
get_moments (gconstpointer data, double c11, double c12, double c22, RcMoments *moments)
{
  rc_quadrature_moments (&((const Data *)data)->quadrature, c11, c12, c22, moments);
}

static void
get_rough_moments (gconstpointer data, double c11, double c12, double c22, RcMoments *moments)
{
  rc_quadrature_moments (&((const Data *)data)->rough, c11, c12, c22, moments);
}

/* What the fit by polynomials and the quadrature leave, as the tests find it. */
static double
get_moment_error (gconstpointer data, double variance)
{
  return 1e-11;
}

const RcTransferOps rc_transfer_formula_ops = {
  .destroy = destroy,
  .values = get_values,
  .slopes = get_slopes,
  .bound = get_bound,
  .moments = get_moments,
  .rough_moments = get_rough_moments,
  .moment_error = get_moment_error,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-transfer.h"

#include <math.h>
#include <string.h>

#include "rc-transfer-formula.h"
#include "rc-transfer-ops.h"

/* The relative error of an average in closed form. */
#define ROUNDING_ERROR 4e-15

struct _RcTransfer {
  gatomicrefcount ref_count;
  RcTransferKind kind;
  const RcTransferOps *ops;
  gpointer data;
};

static const RcTransferOps *const all_ops[] = {
  [RC_TRANSFER_TANH] = &rc_transfer_tanh_ops,
  [RC_TRANSFER_ERF] = &rc_transfer_erf_ops,
  [RC_TRANSFER_LOGISTIC] = &rc_transfer_logistic_ops,
  [RC_TRANSFER_RELU] = &rc_transfer_relu_ops,
  [RC_TRANSFER_SOFTPLUS] = &rc_transfer_softplus_ops,
  [RC_TRANSFER_PIECEWISE_LINEAR] = &rc_transfer_piecewise_linear_ops,
  [RC_TRANSFER_FORMULA] = &rc_transfer_formula_ops,
};

/**
 * rc_transfer_new_custom:
 * @kind: what it says that it is
 * @ops: what it can do; must live as long as it
 * @data: what @ops work on; owned, if they can destroy it
 *
 * Makes a transfer function of other means than its kind has: with more terms or nodes,
 * or with averages that were found in another way, to compare with.
 *
 * Returns: (transfer full): a transfer function
 */
RcTransfer *
rc_transfer_new_custom (RcTransferKind kind, const RcTransferOps *ops, gpointer data)
{
  RcTransfer *self = g_new0 (RcTransfer, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->ops = ops;
  self->data = data;
  return self;
}

static RcTransfer *
new_transfer (RcTransferKind kind, gpointer data)
{
  return rc_transfer_new_custom (kind, all_ops[kind], data);
}

/**
 * rc_transfer_new:
 * @kind: which function; any but %RC_TRANSFER_FORMULA
 * @threshold: θ, finite; of the rectifier only
 *
 * Returns: (transfer full): a transfer function
 */
RcTransfer *
rc_transfer_new (RcTransferKind kind, double threshold)
{
  g_return_val_if_fail (kind < RC_N_TRANSFER_KINDS, NULL);
  g_return_val_if_fail (isfinite (threshold), NULL);

  return new_transfer (kind,
                       all_ops[kind]->create != NULL ? all_ops[kind]->create (threshold) : NULL);
}

/* The formula that was asked for last: an experiment asks for the same again
   and again, and to find its polynomials takes milliseconds. */
static GMutex last_lock;
static char *last_text;
static RcTransfer *last;

/**
 * rc_transfer_new_formula:
 * @text: a formula in x, as for rc_formula_new()
 * @position: (out) (optional): the character that is wrong, from 0; -1 if @text is
 *   not wrong at one place
 * @error: set to %RC_ERROR_ARGUMENT, with place and reason, if @text is no formula or not
 *   one of a continuous function with a finite slope that grows at most like an exponential
 *
 * Makes a transfer function of what a person typed. May be called by any thread.
 * Cost: a few milliseconds; nothing if the formula was the last one.
 *
 * Returns: (transfer full) (nullable): a transfer function
 */
RcTransfer *
rc_transfer_new_formula (const char *text, gssize *position, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&last_lock);
  gpointer data;

  if (position != NULL)
    *position = -1;
  if (last == NULL || strcmp (last_text, text) != 0) {
    data = rc_transfer_formula_create (text, position, error);
    if (data == NULL)
      return NULL;
    g_clear_pointer (&last, rc_transfer_unref);
    g_free (last_text);
    last = new_transfer (RC_TRANSFER_FORMULA, data);
    last_text = g_strdup (text);
  }
  return rc_transfer_ref (last);
}

RcTransfer *
rc_transfer_ref (RcTransfer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rc_transfer_unref (RcTransfer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (self->ops->destroy != NULL)
    self->ops->destroy (self->data);
  g_free (self);
}

RcTransferKind
rc_transfer_get_kind (const RcTransfer *self)
{
  return self->kind;
}

/**
 * rc_transfer_value:
 *
 * Returns: φ(x)
 */
double
rc_transfer_value (const RcTransfer *self, double x)
{
  double value;

  rc_transfer_values (self, 1, &x, &value);
  return value;
}

/**
 * rc_transfer_slope:
 *
 * Returns: φ'(x)
 */
double
rc_transfer_slope (const RcTransfer *self, double x)
{
  double slope;

  rc_transfer_slopes (self, 1, &x, &slope);
  return slope;
}

/**
 * rc_transfer_values:
 * @n: how many numbers
 * @x: n numbers
 * @values: (out): φ of each; may be @x itself
 */
void
rc_transfer_values (const RcTransfer *self, gsize n, const double *x, double *values)
{
  self->ops->values (self->data, n, x, values);
}

/**
 * rc_transfer_slopes:
 * @n: how many numbers
 * @x: n numbers
 * @slopes: (out): φ' of each; may be @x itself
 */
void
rc_transfer_slopes (const RcTransfer *self, gsize n, const double *x, double *slopes)
{
  self->ops->slopes (self->data, n, x, slopes);
}

/**
 * rc_transfer_get_bound:
 *
 * Returns: a number that |φ| never exceeds, 1 for the sigmoids; infinite for
 *   functions that grow without bound
 */
double
rc_transfer_get_bound (const RcTransfer *self)
{
  return self->ops->bound (self->data);
}

/**
 * rc_transfer_moments:
 * @c11: the variance of x₁, at least 0
 * @c12: the covariance, at most √(c11 c22) in size
 * @c22: the variance of x₂, at least 0
 * @moments: (out): the averages
 *
 * The Gaussian averages of theory and linearisation. All kinds but formulas have
 * closed forms, which take a few microseconds; see rc_quadrature_moments() for formulas.
 */
void
rc_transfer_moments (const RcTransfer *self, double c11, double c12, double c22, RcMoments *moments)
{
  self->ops->moments (self->data, c11, c12, c22, moments);
}

/**
 * rc_transfer_rough_moments:
 * @c11: as for rc_transfer_moments()
 * @c12: likewise
 * @c22: likewise
 * @moments: (out): the averages, with a relative error of some 1e-8
 *
 * What the first steps of an iteration need. No faster than rc_transfer_moments() for
 * the kinds that have no shorter sum.
 */
void
rc_transfer_rough_moments (
  const RcTransfer *self, double c11, double c12, double c22, RcMoments *moments)
{
  if (self->ops->rough_moments != NULL)
    self->ops->rough_moments (self->data, c11, c12, c22, moments);
  else
    self->ops->moments (self->data, c11, c12, c22, moments);
}

/**
 * rc_transfer_get_moment_error:
 * @variance: of one state
 *
 * Returns: the relative error that the averages of such states may have
 */
double
rc_transfer_get_moment_error (const RcTransfer *self, double variance)
{
  return self->ops->moment_error != NULL ? self->ops->moment_error (self->data, variance)
                                         : ROUNDING_ERROR;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-transfer.h"

G_BEGIN_DECLS

/**
 * RcTransferOps:
 * @create: (nullable): makes what the kind needs, from the threshold
 * @destroy: (nullable): frees that
 * @values: φ of n numbers; the output may be the input itself
 * @slopes: φ' of n numbers; the output may be the input itself
 * @bound: a number that |φ| never exceeds, or infinity if there is none
 * @moments: the Gaussian averages
 * @rough_moments: (nullable): the same with a relative error of some 1e-8, where that is
 *   much faster
 * @moment_error: (nullable): the relative error of the averages, where it is not the
 *   rounding error of a closed form
 *
 * What a kind of transfer function can do. Each kind is one file; @data is what
 * @create returned, and is never changed afterwards: any thread may use it.
 */
typedef struct {
  gpointer (*create) (double threshold);
  void (*destroy) (gpointer data);
  void (*values) (gconstpointer data, gsize n, const double *x, double *values);
  void (*slopes) (gconstpointer data, gsize n, const double *x, double *slopes);
  double (*bound) (gconstpointer data);
  void (*moments) (gconstpointer data, double c11, double c12, double c22, RcMoments *moments);
  void (*rough_moments) (
    gconstpointer data, double c11, double c12, double c22, RcMoments *moments);
  double (*moment_error) (gconstpointer data, double variance);
} RcTransferOps;

RcTransfer *rc_transfer_new_custom (RcTransferKind kind, const RcTransferOps *ops, gpointer data);

extern const RcTransferOps rc_transfer_tanh_ops;
extern const RcTransferOps rc_transfer_erf_ops;
extern const RcTransferOps rc_transfer_logistic_ops;
extern const RcTransferOps rc_transfer_relu_ops;
extern const RcTransferOps rc_transfer_softplus_ops;
extern const RcTransferOps rc_transfer_piecewise_linear_ops;
extern const RcTransferOps rc_transfer_formula_ops;

G_END_DECLS

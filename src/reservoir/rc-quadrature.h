/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-piecewise.h"
#include "rc-transfer.h"

G_BEGIN_DECLS

#define RC_QUADRATURE_ORDER 16
#define RC_QUADRATURE_ROUGH_ORDER 6
#define RC_QUADRATURE_MAX_ORDER 32

/**
 * RcQuadrature:
 * @function: (not owned): φ
 * @order: how many nodes there are in an interval
 * @nodes: of Gauss-Legendre quadrature, from -1 to 1
 * @weights: their weights
 *
 * The Gaussian averages of a function that has no closed form.
 */
typedef struct {
  const RcPiecewise *function;
  guint order;
  double nodes[RC_QUADRATURE_MAX_ORDER];
  double weights[RC_QUADRATURE_MAX_ORDER];
} RcQuadrature;

void rc_quadrature_init (RcQuadrature *self, const RcPiecewise *function, guint order);
void rc_quadrature_moments (
  const RcQuadrature *self, double c11, double c12, double c22, RcMoments *moments);

G_END_DECLS

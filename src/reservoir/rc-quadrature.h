/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-hermite-cache.h"
#include "rc-transfer.h"

G_BEGIN_DECLS

#define RC_QUADRATURE_ORDER 16
#define RC_QUADRATURE_ROUGH_ORDER 6
#define RC_QUADRATURE_MAX_ORDER RC_PIECEWISE_MAX_PLACES
#define RC_QUADRATURE_N_HERMITE 3

/* Gauss-Hermite quadrature for a standard normal variable: the weights' sum is 1. */
typedef struct {
  guint order;
  double nodes[RC_QUADRATURE_MAX_ORDER];
  double weights[RC_QUADRATURE_MAX_ORDER];
} RcHermiteNodes;

/**
 * RcQuadrature:
 * @function: (not owned): φ
 * @order: how many nodes there are in an interval
 * @nodes: of Gauss-Legendre quadrature, from -1 to 1
 * @weights: their weights
 * @width: how many standard deviations an interval may be long
 * @hermite: Gauss-Hermite quadratures, for functions that are the smoother the later
 * @fine: the quadrature whose series this one uses, too; itself, or one of
 *   more nodes
 * @cache: of @fine's series
 *
 * The Gaussian averages of a function that has no closed form.
 */
typedef struct _RcQuadrature RcQuadrature;

struct _RcQuadrature {
  const RcPiecewise *function;
  guint order;
  double nodes[RC_QUADRATURE_MAX_ORDER];
  double weights[RC_QUADRATURE_MAX_ORDER];
  double width;
  RcHermiteNodes hermite[RC_QUADRATURE_N_HERMITE];
  const RcQuadrature *fine;
  RcHermiteCache *cache;
};

void rc_quadrature_init (RcQuadrature *self, const RcPiecewise *function, guint order);
void rc_quadrature_init_rough (RcQuadrature *self, const RcQuadrature *fine, guint order);
void rc_quadrature_clear (RcQuadrature *self);
void rc_quadrature_moments (
  const RcQuadrature *self, double c11, double c12, double c22, RcMoments *moments);

G_END_DECLS

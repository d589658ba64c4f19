/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-transfer.h"

G_BEGIN_DECLS

#define RC_ERF_MIXTURE_LANES 4
#define RC_ERF_MIXTURE_MAX_TERMS 80
#define RC_ERF_MIXTURE_STEP 0.125

/**
 * RcErfMixture:
 * @offset: what is added to the sum
 * @scale: what the sum is multiplied by
 * @n_terms: how many terms
 * @weights: w_i, positive, of sum 1
 * @variances: v_i, positive; after the last term come some of weight 0 and variance 1,
 *   which fill the last vector of the processor's
 *
 * A sigmoid written as offset + scale Σ_i w_i erf(x/√(2v_i)).
 */
typedef struct {
  double offset;
  double scale;
  gsize n_terms;
  double weights[RC_ERF_MIXTURE_MAX_TERMS];
  double variances[RC_ERF_MIXTURE_MAX_TERMS];
} RcErfMixture;

void rc_erf_mixture_init_erf (RcErfMixture *self);
void rc_erf_mixture_init_tanh (RcErfMixture *self, double step);
void rc_erf_mixture_init_rough_tanh (RcErfMixture *self);
void rc_erf_mixture_init_logistic (RcErfMixture *self, double step);
const RcErfMixture *rc_erf_mixture_get_tanh (gboolean rough);
const RcErfMixture *rc_erf_mixture_get_logistic (gboolean rough);
double rc_erf_mixture_value (const RcErfMixture *self, double x);
void rc_erf_mixture_moments (
  const RcErfMixture *self, double c11, double c12, double c22, RcMoments *moments);
void rc_erf_mixture_integral_moments (
  const RcErfMixture *self, double c11, double c12, double c22, RcMoments *moments);

G_END_DECLS

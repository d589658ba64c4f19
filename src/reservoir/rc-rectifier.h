/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-transfer.h"

G_BEGIN_DECLS

/* Nodes of the quadrature where the threshold is not 0. */
#define RC_RECTIFIER_NODES 40

void
rc_rectifier_moments (double threshold, double c11, double c12, double c22, RcMoments *moments);
void rc_rectifier_pair_moments (
  double threshold1, double threshold2, double c11, double c12, double c22, RcMoments *moments);
void rc_rectifier_moments_with (
  gsize n_nodes, double threshold, double c11, double c12, double c22, RcMoments *moments);

G_END_DECLS

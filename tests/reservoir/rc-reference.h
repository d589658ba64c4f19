/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-transfer.h"

G_BEGIN_DECLS

/**
 * RcReference:
 * @name: for messages
 * @formula: (nullable): what a person would type; %NULL for a kind of its own
 * @kind: of which kind it is
 * @threshold: θ, of a rectifier
 * @jet: φ(x + θ), and its first and second derivatives without the jumps of the first
 * @kinks: where φ' jumps, likewise moved by θ
 * @jumps: by how much
 * @n_kinks: how often
 *
 * A transfer function written once more, and what nested adaptive quadrature needs to
 * know of it.
 */
typedef struct {
  const char *name;
  const char *formula;
  RcTransferKind kind;
  double threshold;
  double (*jet[3]) (double x);
  double kinks[2];
  double jumps[2];
  gsize n_kinks;
} RcReference;

const RcReference *rc_reference_list (gsize *n_references);
RcTransfer *rc_reference_make_transfer (const RcReference *self);
void rc_reference_moments (
  const RcReference *self, double c11, double c12, double c22, RcMoments *moments);

G_END_DECLS

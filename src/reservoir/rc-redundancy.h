/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-mean-field.h"

G_BEGIN_DECLS

/**
 * RcRedundancyKind:
 * @RC_REDUNDANCY_NONE: the target adds a direction of its own
 * @RC_REDUNDANCY_SILENT: no neuron is active at it, so that it cannot be read out
 * @RC_REDUNDANCY_REPEATS: its state is that of another target
 * @RC_REDUNDANCY_MIRRORS: its state is minus that of another target
 * @RC_REDUNDANCY_MIXES: its state is a combination of several others', to
 *   the precision of the computation
 */
typedef enum {
  RC_REDUNDANCY_NONE,
  RC_REDUNDANCY_SILENT,
  RC_REDUNDANCY_REPEATS,
  RC_REDUNDANCY_MIRRORS,
  RC_REDUNDANCY_MIXES,
} RcRedundancyKind;

/**
 * RcRedundancy:
 * @kind: what makes the target redundant
 * @partner: which earlier target it repeats or mirrors; its own index otherwise
 */
typedef struct {
  RcRedundancyKind kind;
  gsize partner;
} RcRedundancy;

RcRedundancy *rc_redundancy_new (const RcMeanField *field);
gboolean rc_redundancy_is_exact (const RcMeanField *field);
char *rc_redundancy_describe (const RcRedundancy *redundancies, const RcMeanField *field);

G_END_DECLS

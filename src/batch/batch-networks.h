/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-sweep.h"

G_BEGIN_DECLS

/* What is measured on each network of a sweep where the command line does not say: what needs
   no trajectories. */
#define BATCH_USUAL_MEASURES                                          \
  (1u << EXP_MEASURE_SUCCESS | 1u << EXP_MEASURE_LEADING_EIGENVALUE | \
   1u << EXP_MEASURE_POLE_TIME_CONSTANT | 1u << EXP_MEASURE_BULK_RADIUS)

/**
 * BatchNetworksFunc:
 * @sweep: the sweep in the making
 * @cell: of which cell
 * @network: of which of its networks it is now known what came of it
 *
 * Returns: %FALSE to stop the run
 */
typedef gboolean (*BatchNetworksFunc) (ExpSweep *sweep,
                                       gsize cell,
                                       gsize network,
                                       gpointer user_data);

char *batch_dup_measures (void);
gboolean batch_parse_measures (char **texts, guint *measures);
gboolean
batch_run_networks (ExpSweep **sweep, BatchNetworksFunc func, gpointer user_data, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-model.h"
#include "rc-weights.h"

G_BEGIN_DECLS

/**
 * RcNetwork:
 * @model: what it was drawn from
 * @size: N
 * @recurrent: W, N×N
 * @feedback: W_FB, N×K
 * @input: (nullable): W_in, N×L
 * @probe: W_probe, N×K, of the same covariance as W_FB and of overlap ρ with it
 *
 * One network of finite size, before training. Immutable once drawn; a
 * seed gives the same network bit for bit, whatever the number of threads.
 */
typedef struct {
  gatomicrefcount ref_count;
  RcModel *model;
  gsize size;
  RcWeights *recurrent;
  gsl_matrix *feedback;
  gsl_matrix *input;
  gsl_matrix *probe;
} RcNetwork;

RcNetwork *
rc_network_new (RcModel *model, gsize size, guint64 seed, const RcMonitor *monitor, GError **error);
RcNetwork *rc_network_ref (RcNetwork *self);
void rc_network_unref (RcNetwork *self);
gsl_matrix *
rc_network_make_drive (const RcNetwork *self, const gsl_matrix *outputs, const gsl_matrix *inputs);
void rc_network_update (const RcNetwork *self,
                        const gsl_matrix *drive,
                        const gsl_matrix *states,
                        gsl_matrix *activity,
                        gsl_matrix *update);
gboolean rc_network_clamped_states (const RcNetwork *self,
                                    const gsl_matrix *outputs,
                                    const gsl_matrix *inputs,
                                    double tolerance,
                                    const RcMonitor *monitor,
                                    gsl_matrix *states,
                                    double *residual,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcNetwork, rc_network_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-trained.h"

G_BEGIN_DECLS

/**
 * RcFlow:
 *
 * The closed loop of a trained network in motion: a state that is taken forward
 * in time piece by piece, so that it can be watched and, on the way, driven. For
 * one thread at a time.
 */
typedef struct _RcFlow RcFlow;

RcFlow *
rc_flow_new (RcTrained *trained, const double *start, const double *input, double tolerance);
void rc_flow_free (RcFlow *self);
void rc_flow_set_drive (RcFlow *self, const double *amplitude, double frequency);
gboolean rc_flow_advance (
  RcFlow *self, double time, const RcMonitor *monitor, double *output, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFlow, rc_flow_free)

G_END_DECLS

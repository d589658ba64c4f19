/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-measurement.h"
#include "rc-closed-loop.h"

G_BEGIN_DECLS

RcClosedLoop *exp_closed_loop_find (const ExpMeasurement *measurement,
                                    const RcTrained *trained,
                                    const RcMonitor *monitor,
                                    GError **error);
char *exp_closed_loop_describe (const RcClosedLoop *closed_loop);

G_END_DECLS

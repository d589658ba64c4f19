/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-measurement.h"
#include "exp-theory.h"

G_BEGIN_DECLS

char *attractor_network_explain (const ExpTheory *theory,
                                 const ExpMeasurement *measurement,
                                 gsize attractor);

G_END_DECLS

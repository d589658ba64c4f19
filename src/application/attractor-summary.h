/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-measurement.h"
#include "exp-theory.h"

G_BEGIN_DECLS

char *attractor_summary_new (const ExpTheory *theory,
                             const ExpMeasurement *measurement,
                             gboolean current);

G_END_DECLS

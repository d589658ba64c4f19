/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-measurement.h"

G_BEGIN_DECLS

ExpMeasurement *batch_measure (const ExpExperiment *experiment);

G_END_DECLS

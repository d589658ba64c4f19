/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "exp-sweep.h"

G_BEGIN_DECLS

char *exp_sweep_report_summaries (const ExpSweep *sweep);
JsonNode *exp_sweep_report_statistics (const ExpEnsemble *ensemble);

G_END_DECLS

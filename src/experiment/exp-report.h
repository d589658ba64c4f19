/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "exp-measurement.h"
#include "exp-theory.h"

G_BEGIN_DECLS

JsonNode *exp_report_theory (const ExpTheory *theory);
JsonNode *exp_report_train (const ExpTheory *theory, const ExpMeasurement *measurement);

gboolean exp_report_fixed_points (const ExpTheory *theory, JsonObject *report, GError **error);

G_END_DECLS

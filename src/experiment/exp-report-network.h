/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "exp-measurement.h"

G_BEGIN_DECLS

JsonObject *exp_report_make_network (const ExpMeasurement *measurement);

G_END_DECLS

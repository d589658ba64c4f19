/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "exp-theory.h"

G_BEGIN_DECLS

JsonObject *exp_report_make_theory (const ExpTheory *theory);

G_END_DECLS

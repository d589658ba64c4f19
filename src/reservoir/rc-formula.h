/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RcFormula RcFormula;

RcFormula *rc_formula_new (const char *text, gssize *position, GError **error);
void rc_formula_free (RcFormula *self);
double rc_formula_eval (RcFormula *self, double x);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFormula, rc_formula_free)

G_END_DECLS

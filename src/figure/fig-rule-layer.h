/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-layer.h"

G_BEGIN_DECLS

FigLayer *fig_rule_layer_new (const char *name, const char *kind, double y, const FigLook *look);
FigLayer *
fig_rule_layer_new_upright (const char *name, const char *kind, double x, const FigLook *look);
gboolean fig_layer_is_rule (const FigLayer *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-key.h"

G_BEGIN_DECLS

gboolean attractor_refusal_check (const ExpKey *key, double value, GError **error);
void attractor_refusal_propagate (GError **destination, GError *source);

G_END_DECLS

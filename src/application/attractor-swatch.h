/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_SWATCH (attractor_swatch_get_type ())

G_DECLARE_FINAL_TYPE (AttractorSwatch, attractor_swatch, ATTRACTOR, SWATCH, GtkToggleButton)

void attractor_swatch_set_index (AttractorSwatch *self, gsize index);

G_END_DECLS

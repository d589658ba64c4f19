/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_SELECTION (attractor_selection_get_type ())

G_DECLARE_FINAL_TYPE (AttractorSelection, attractor_selection, ATTRACTOR, SELECTION, GObject)

AttractorSelection *attractor_selection_new (void);
int attractor_selection_get_attractor (AttractorSelection *self);
void attractor_selection_set_attractor (AttractorSelection *self, int attractor);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_NOTES (attractor_notes_get_type ())
G_DECLARE_FINAL_TYPE (AttractorNotes, attractor_notes, ATTRACTOR, NOTES, AdwBin)

void attractor_notes_set_shown (AttractorNotes *self, gboolean shown);
gboolean attractor_notes_get_shown (AttractorNotes *self);

G_END_DECLS

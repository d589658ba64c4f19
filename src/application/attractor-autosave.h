/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attractor-document.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_AUTOSAVE (attractor_autosave_get_type ())

G_DECLARE_FINAL_TYPE (AttractorAutosave, attractor_autosave, ATTRACTOR, AUTOSAVE, GObject)

AttractorAutosave *attractor_autosave_new (AttractorDocument *document);
void attractor_autosave_adopt (AttractorAutosave *self, const char *path);
void attractor_autosave_close (AttractorAutosave *self);

G_END_DECLS

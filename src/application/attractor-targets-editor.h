/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_TARGETS_EDITOR (attractor_targets_editor_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorTargetsEditor, attractor_targets_editor, ATTRACTOR, TARGETS_EDITOR, AdwPreferencesGroup)

G_END_DECLS

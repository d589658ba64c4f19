/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_PREFERENCES (attractor_preferences_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorPreferences, attractor_preferences, ATTRACTOR, PREFERENCES, AdwPreferencesWindow)

GtkWindow *attractor_preferences_new (GtkWindow *parent);

G_END_DECLS

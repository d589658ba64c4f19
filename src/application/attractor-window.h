/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attractor-notice.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_WINDOW (attractor_window_get_type ())

G_DECLARE_FINAL_TYPE (AttractorWindow, attractor_window, ATTRACTOR, WINDOW, AdwApplicationWindow)

AttractorWindow *attractor_window_new (GtkApplication *application);
gboolean attractor_window_is_pristine (AttractorWindow *self);
gboolean attractor_window_is_waiting (AttractorWindow *self);
GFile *attractor_window_get_file (AttractorWindow *self);
AttractorNotice *attractor_window_get_notice (AttractorWindow *self);
void attractor_window_load (AttractorWindow *self, GFile *file, gboolean made_for_it);
void attractor_window_recover (AttractorWindow *self, const char *path);

G_END_DECLS

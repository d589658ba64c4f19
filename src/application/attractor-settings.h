/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *attractor_settings_get (void);
void attractor_settings_start (void);
void attractor_settings_follow (const char *key, GCallback callback, gpointer object);
gboolean attractor_settings_get_contrast (void);

G_END_DECLS

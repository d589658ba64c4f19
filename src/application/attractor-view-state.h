/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GHashTable *attractor_view_state_load (GFile *file);
void attractor_view_state_save (GFile *file, GHashTable *state);

G_END_DECLS

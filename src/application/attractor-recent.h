/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void attractor_recent_add (GFile *file);
GPtrArray *attractor_recent_list (guint max_files, gboolean missing_too);
gboolean attractor_recent_exists (GFile *file);
void attractor_recent_remove (GFile *file);
void attractor_recent_fill_menu (GMenu *menu);

G_END_DECLS

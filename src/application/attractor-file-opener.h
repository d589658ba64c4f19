/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkFileFilter *attractor_file_opener_create_filter (void);
void attractor_file_opener_ask (GtkWindow *window, GFile *folder);
void attractor_file_opener_add_drop_target (GtkWindow *window);

G_END_DECLS

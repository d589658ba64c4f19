/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "exp-example.h"

G_BEGIN_DECLS

void attractor_file_opener_open (GtkApplication *application,
                                 GFile *const *files,
                                 gsize n_files,
                                 GtkWindow *from);
void
attractor_file_opener_open_elsewhere (GtkApplication *application, GFile *file, GtkWindow *from);
void attractor_file_opener_open_example (GtkApplication *application,
                                         const ExpExample *example,
                                         GtkWindow *from);
void attractor_file_opener_close_welcome (GtkApplication *application);
void attractor_file_opener_give_up (GtkWindow *window, const char *message);
GtkFileFilter *attractor_file_opener_create_filter (void);
void attractor_file_opener_ask (GtkWindow *window, GFile *folder);
void attractor_file_opener_add_drop_target (GtkWindow *window);

G_END_DECLS

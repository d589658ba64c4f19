/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void attractor_file_saver_choose_async (GtkWindow *parent,
                                        const char *title,
                                        GFile *folder,
                                        const char *name,
                                        const char *const *extensions,
                                        GtkFileFilter *filter,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GFile *attractor_file_saver_choose_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

G_END_DECLS

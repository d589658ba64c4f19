/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void attractor_replace_files_ask_async (GtkWindow *parent,
                                        GPtrArray *files,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean attractor_replace_files_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS

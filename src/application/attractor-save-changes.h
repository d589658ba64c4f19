/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AttractorSaveChanges:
 * @ATTRACTOR_SAVE_CHANGES_CANCEL: go on as if nothing had been asked
 * @ATTRACTOR_SAVE_CHANGES_DISCARD: lose them
 * @ATTRACTOR_SAVE_CHANGES_SAVE: save first
 *
 * What is to become of unsaved changes.
 */
typedef enum {
  ATTRACTOR_SAVE_CHANGES_CANCEL,
  ATTRACTOR_SAVE_CHANGES_DISCARD,
  ATTRACTOR_SAVE_CHANGES_SAVE,
} AttractorSaveChanges;

void attractor_save_changes_ask_async (GtkWindow *parent,
                                       const char *name,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
AttractorSaveChanges attractor_save_changes_ask_finish (GtkWindow *parent, GAsyncResult *result);

G_END_DECLS

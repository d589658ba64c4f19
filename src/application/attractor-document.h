/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "exp-experiment.h"
#include "exp-key.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_DOCUMENT (attractor_document_get_type ())

G_DECLARE_FINAL_TYPE (AttractorDocument, attractor_document, ATTRACTOR, DOCUMENT, GObject)

AttractorDocument *attractor_document_new (void);
const ExpExperiment *attractor_document_get_experiment (AttractorDocument *self);
GFile *attractor_document_get_file (AttractorDocument *self);
gboolean attractor_document_get_modified (AttractorDocument *self);
GFile *attractor_document_get_folder (AttractorDocument *self);
char *attractor_document_dup_name (AttractorDocument *self);
gboolean attractor_document_set_number (AttractorDocument *self,
                                        const ExpKey *key,
                                        double value,
                                        GError **error);
void attractor_document_set_title (AttractorDocument *self, const char *title);
void attractor_document_set_notes (AttractorDocument *self, const char *notes);
gboolean
attractor_document_set_formula (AttractorDocument *self, const char *formula, GError **error);
gboolean attractor_document_set_target (
  AttractorDocument *self, gsize row, gsize column, double value, GError **error);
void attractor_document_add_target (AttractorDocument *self);
void attractor_document_remove_target (AttractorDocument *self, gsize row);
void attractor_document_set_n_outputs (AttractorDocument *self, gsize n_outputs);
void attractor_document_load_async (AttractorDocument *self,
                                    GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean attractor_document_load_finish (AttractorDocument *self,
                                         GAsyncResult *result,
                                         GStrv *unknown_keys,
                                         GError **error);
void attractor_document_save_async (AttractorDocument *self,
                                    GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
attractor_document_save_finish (AttractorDocument *self, GAsyncResult *result, GError **error);

G_END_DECLS

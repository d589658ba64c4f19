/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "exp-experiment.h"
#include "exp-key.h"

#include "attractor-history.h"

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
gboolean attractor_document_set_experiment (AttractorDocument *self,
                                            const ExpExperiment *experiment,
                                            const char *what,
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
gboolean attractor_document_set_targets (AttractorDocument *self,
                                         const ExpTable *targets,
                                         const char *what,
                                         GError **error);
void attractor_document_set_n_inputs (AttractorDocument *self, gsize n_inputs);
gboolean attractor_document_set_input (
  AttractorDocument *self, gsize row, gsize column, double value, GError **error);
gboolean attractor_document_expects_decimal_comma (AttractorDocument *self);
gboolean attractor_document_paste_numbers (
  AttractorDocument *self, const ExpTable *numbers, gsize row, gsize column, GError **error);
gboolean attractor_document_replace_numbers (AttractorDocument *self,
                                             const ExpTable *numbers,
                                             GError **error);
void attractor_document_reset_task (AttractorDocument *self);
gboolean attractor_document_set_covariance (
  AttractorDocument *self, gsize row, gsize column, double value, GError **error);
gboolean attractor_document_paste_covariance (
  AttractorDocument *self, const ExpTable *numbers, gsize row, gsize column, GError **error);
void attractor_document_make_channels_independent (AttractorDocument *self);

void attractor_document_begin_group (AttractorDocument *self);
gboolean attractor_document_end_group (AttractorDocument *self);
void attractor_document_record_view (AttractorDocument *self,
                                     GObject *view,
                                     gpointer before,
                                     AttractorSwapView swap,
                                     GDestroyNotify free_state);
gboolean attractor_document_get_edited (AttractorDocument *self);
gboolean attractor_document_get_can_undo (AttractorDocument *self);
gboolean attractor_document_get_can_redo (AttractorDocument *self);
void attractor_document_undo (AttractorDocument *self);
void attractor_document_redo (AttractorDocument *self);

void attractor_document_load_async (AttractorDocument *self,
                                    GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean attractor_document_load_finish (AttractorDocument *self,
                                         GAsyncResult *result,
                                         GStrv *unknown_keys,
                                         GError **error);
gboolean attractor_document_reload_finish (AttractorDocument *self,
                                           GAsyncResult *result,
                                           GStrv *unknown_keys,
                                           GError **error);
void attractor_document_save_async (AttractorDocument *self,
                                    GFile *file,
                                    gboolean replace,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
attractor_document_save_finish (AttractorDocument *self, GAsyncResult *result, GError **error);
void attractor_document_recover_async (AttractorDocument *self,
                                       const char *path,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
attractor_document_recover_finish (AttractorDocument *self, GAsyncResult *result, GError **error);

G_END_DECLS

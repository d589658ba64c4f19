/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "fig-export.h"

#include "attractor-print.h"

G_BEGIN_DECLS

/**
 * AttractorExportJob:
 *
 * Figures, the files that they are to be written to, and how. It is made and given away on the
 * main thread; what takes long is done on a worker.
 */
typedef struct _AttractorExportJob AttractorExportJob;

AttractorExportJob *attractor_export_job_new (FigFormat format, const FigExportOptions *options);
void attractor_export_job_free (AttractorExportJob *self);
void attractor_export_job_add (AttractorExportJob *self, AttractorPrint *print, GFile *file);
void attractor_export_job_check_async (AttractorExportJob *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
char *attractor_export_job_check_finish (GAsyncResult *result, GError **error);
guint attractor_export_job_get_n (const AttractorExportJob *self);
guint attractor_export_job_get_n_written (const AttractorExportJob *self);
void attractor_export_job_run_async (AttractorExportJob *self,
                                     GFile *target,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
char *attractor_export_job_run_finish (GAsyncResult *result, gboolean *failed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttractorExportJob, attractor_export_job_free)

G_END_DECLS

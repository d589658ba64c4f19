/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "fig-export.h"

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
void attractor_export_job_add (AttractorExportJob *self, FigFigure *figure, GFile *file);
void attractor_export_job_check_async (AttractorExportJob *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
char *attractor_export_job_check_finish (GAsyncResult *result, GError **error);
void attractor_export_job_run (AttractorExportJob *self, GtkWidget *parent, GFile *target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttractorExportJob, attractor_export_job_free)

G_END_DECLS

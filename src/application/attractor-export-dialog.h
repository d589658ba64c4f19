/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attractor-exporter.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_EXPORT_DIALOG (attractor_export_dialog_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorExportDialog, attractor_export_dialog, ATTRACTOR, EXPORT_DIALOG, AdwWindow)

GtkWidget *attractor_export_dialog_new (GtkWindow *parent,
                                        AttractorExporter *exporter,
                                        GFile *folder,
                                        AttractorPrint *print);
void attractor_export_dialog_add (AttractorExportDialog *self, AttractorPrint *print);

G_END_DECLS

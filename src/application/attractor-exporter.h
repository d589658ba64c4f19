/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attractor-export-job.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_EXPORTER (attractor_exporter_get_type ())

G_DECLARE_FINAL_TYPE (AttractorExporter, attractor_exporter, ATTRACTOR, EXPORTER, GObject)

AttractorExporter *attractor_exporter_new (void);
void attractor_exporter_run (AttractorExporter *self, AttractorExportJob *job, GFile *target);
void attractor_exporter_stop (AttractorExporter *self);
gboolean attractor_exporter_get_stopping (AttractorExporter *self);
guint attractor_exporter_get_n (AttractorExporter *self, guint *n_written);

G_END_DECLS

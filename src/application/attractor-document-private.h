/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attractor-document.h"

G_BEGIN_DECLS

struct _AttractorDocument {
  GObject parent_instance;

  ExpExperiment *experiment;
  ExpExperiment *saved;
  GFile *file;
  gboolean modified;
  AttractorHistory *history;

  guint n_replaced; /* how often another document took the place */
  guint n_loads;    /* that were begun */
  guint n_saves;    /* that were begun */
  guint last_save;  /* the latest of them that was done */
};

/* attractor-document.c */
void attractor_document_take (AttractorDocument *self, ExpExperiment *experiment, const char *what);
gboolean attractor_document_change (AttractorDocument *self,
                                    ExpExperiment *experiment,
                                    const char *what,
                                    GError **error);
gboolean attractor_document_is_same (const ExpExperiment *a, const ExpExperiment *b);
void attractor_document_become (AttractorDocument *self,
                                ExpExperiment *experiment,
                                ExpExperiment *saved,
                                GFile *file);
void attractor_document_become_step (AttractorDocument *self, ExpExperiment *experiment);
void attractor_document_set_saved (AttractorDocument *self, ExpExperiment *saved, GFile *file);
void attractor_document_notify_history (AttractorDocument *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-experiment.h"

G_BEGIN_DECLS

/**
 * AttractorHistory:
 *
 * What undo and redo go back and forth between: whole experiments, which are
 * small, and what is in sight of a figure. Changes that belong together make
 * one step: those of a group, such as a drag, and those of the same thing without
 * a pause between them.
 */
typedef struct _AttractorHistory AttractorHistory;

/**
 * AttractorSwapView:
 * @view: whatever shows something
 * @state: (transfer full): what it is to show
 *
 * Returns: (transfer full): what it showed until now
 */
typedef gpointer (*AttractorSwapView) (GObject *view, gpointer state);

AttractorHistory *attractor_history_new (void);
void attractor_history_free (AttractorHistory *self);
void attractor_history_record (AttractorHistory *self,
                               ExpExperiment *before,
                               const ExpExperiment *after,
                               const char *what,
                               gint64 time);
void attractor_history_record_view (AttractorHistory *self,
                                    GObject *view,
                                    gpointer before,
                                    AttractorSwapView swap,
                                    GDestroyNotify free_state,
                                    gint64 time);
void attractor_history_begin_group (AttractorHistory *self);
gboolean attractor_history_end_group (AttractorHistory *self);
void attractor_history_seal (AttractorHistory *self);
void attractor_history_clear (AttractorHistory *self);
gboolean attractor_history_has_edits (AttractorHistory *self);
gboolean attractor_history_can_undo (AttractorHistory *self);
gboolean attractor_history_can_redo (AttractorHistory *self);
ExpExperiment *attractor_history_undo (AttractorHistory *self, ExpExperiment *current);
ExpExperiment *attractor_history_redo (AttractorHistory *self, ExpExperiment *current);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttractorHistory, attractor_history_free)

G_END_DECLS

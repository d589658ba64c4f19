/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-document-private.h"

/**
 * attractor_document_begin_group:
 * @self: a document
 *
 * Makes all changes until the matching attractor_document_end_group() one
 * step of undo, such as all that a drag passes through. Groups nest.
 */
void
attractor_document_begin_group (AttractorDocument *self)
{
  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));

  attractor_history_begin_group (self->history);
}

/**
 * attractor_document_end_group:
 * @self: a document with an open group
 *
 * Ends what attractor_document_begin_group() began.
 *
 * Returns: whether there is a step of all that was changed since
 */
gboolean
attractor_document_end_group (AttractorDocument *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);

  return attractor_history_end_group (self->history);
}

/**
 * attractor_document_record_view:
 * @self: a document
 * @view: what shows the document, or something computed from it
 * @before: (transfer full): what was in sight
 * @swap: brings something else into sight
 * @free_state: frees what it was
 *
 * Lets undo bring back what was in sight. The document does not change by that.
 */
void
attractor_document_record_view (AttractorDocument *self,
                                GObject *view,
                                gpointer before,
                                AttractorSwapView swap,
                                GDestroyNotify free_state)
{
  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_OBJECT (view));

  attractor_history_record_view (
    self->history, view, before, swap, free_state, g_get_monotonic_time ());
  attractor_document_notify_history (self);
}

/**
 * attractor_document_get_edited:
 * @self: a document
 *
 * Returns: whether a parameter was changed since it was opened, even if that was
 *   undone
 */
gboolean
attractor_document_get_edited (AttractorDocument *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);

  return attractor_history_has_edits (self->history);
}

/**
 * attractor_document_get_can_undo:
 * @self: a document
 *
 * Returns: whether there is a change to undo
 */
gboolean
attractor_document_get_can_undo (AttractorDocument *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);

  return attractor_history_can_undo (self->history);
}

/**
 * attractor_document_get_can_redo:
 * @self: a document
 *
 * Returns: whether there is a change that was undone
 */
gboolean
attractor_document_get_can_redo (AttractorDocument *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);

  return attractor_history_can_redo (self->history);
}

/**
 * attractor_document_undo:
 * @self: a document
 *
 * Takes back the last step, if there is one.
 */
void
attractor_document_undo (AttractorDocument *self)
{
  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));

  if (!attractor_history_can_undo (self->history))
    return;

  attractor_document_become_step (self, attractor_history_undo (self->history, self->experiment));
}

/**
 * attractor_document_redo:
 * @self: a document
 *
 * Makes the step again that was undone last, if there is one.
 */
void
attractor_document_redo (AttractorDocument *self)
{
  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));

  if (!attractor_history_can_redo (self->history))
    return;

  attractor_document_become_step (self, attractor_history_redo (self->history, self->experiment));
}

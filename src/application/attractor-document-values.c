/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-document-private.h"

#include "attractor-refusal.h"

/**
 * attractor_document_set_number:
 * @self: a document
 * @key: which parameter
 * @value: its new value; for a choice, its index
 * @error: return location for what is wrong with @value
 *
 * Changes one parameter.
 *
 * Returns: %FALSE if @value is refused; nothing has changed then
 */
gboolean
attractor_document_set_number (AttractorDocument *self,
                               const ExpKey *key,
                               double value,
                               GError **error)
{
  ExpExperiment *experiment;

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  if (exp_key_get (key, self->experiment) == value)
    return TRUE;
  if (!attractor_refusal_check (key, value, error))
    return FALSE;

  experiment = exp_experiment_copy (self->experiment);
  exp_key_set (key, experiment, value, NULL);
  return attractor_document_change (self, experiment, key->path, error);
}

/**
 * attractor_document_set_title:
 * @self: a document
 * @title: the experiment's title
 */
void
attractor_document_set_title (AttractorDocument *self, const char *title)
{
  ExpExperiment *experiment;

  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));
  g_return_if_fail (title != NULL);

  if (g_strcmp0 (self->experiment->title, title) == 0)
    return;

  experiment = exp_experiment_copy (self->experiment);
  g_free (experiment->title);
  experiment->title = g_strdup (title);
  attractor_document_change (self, experiment, "title", NULL);
}

/**
 * attractor_document_set_notes:
 * @self: a document
 * @notes: what there is to say about the experiment
 */
void
attractor_document_set_notes (AttractorDocument *self, const char *notes)
{
  ExpExperiment *experiment;

  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));
  g_return_if_fail (notes != NULL);

  if (g_strcmp0 (self->experiment->notes, notes) == 0)
    return;

  experiment = exp_experiment_copy (self->experiment);
  g_free (experiment->notes);
  experiment->notes = g_strdup (notes);
  attractor_document_change (self, experiment, "notes", NULL);
}

/**
 * attractor_document_set_formula:
 * @self: a document
 * @formula: the transfer function as a formula in x
 * @error: return location for what is wrong with @formula, and where
 *
 * Returns: %FALSE if @formula is refused; nothing has changed then
 */
gboolean
attractor_document_set_formula (AttractorDocument *self, const char *formula, GError **error)
{
  ExpExperiment *experiment;

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (formula != NULL, FALSE);

  if (g_strcmp0 (self->experiment->formula, formula) == 0)
    return TRUE;

  experiment = exp_experiment_copy (self->experiment);
  g_free (experiment->formula);
  experiment->formula = g_strdup (formula);
  return attractor_document_change (self, experiment, "network.transfer.formula", error);
}

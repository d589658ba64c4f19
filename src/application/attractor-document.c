/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-document-private.h"

#include <glib/gi18n.h>

#include "exp-plan.h"

#include "attractor-file-name.h"
#include "attractor-refusal.h"

/**
 * AttractorDocument:
 *
 * An open experiment: its parameters, the file they belong to and whether
 * they differ from it. Its setters validate: the experiment is sound at any
 * time, and stays as it was where a value is refused. Each change can be
 * undone, also after the document was saved; so can changes of what is in sight.
 */
G_DEFINE_FINAL_TYPE (AttractorDocument, attractor_document, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_FILE,
  PROP_MODIFIED,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS,
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_REPLACED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
attractor_document_finalize (GObject *object)
{
  AttractorDocument *self = ATTRACTOR_DOCUMENT (object);

  g_clear_pointer (&self->experiment, exp_experiment_free);
  g_clear_pointer (&self->saved, exp_experiment_free);
  g_clear_object (&self->file);
  g_clear_pointer (&self->history, attractor_history_free);

  G_OBJECT_CLASS (attractor_document_parent_class)->finalize (object);
}

static void
attractor_document_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  AttractorDocument *self = ATTRACTOR_DOCUMENT (object);

  switch (prop_id) {
  case PROP_FILE:
    g_value_set_object (value, self->file);
    break;
  case PROP_MODIFIED:
    g_value_set_boolean (value, self->modified);
    break;
  case PROP_CAN_UNDO:
    g_value_set_boolean (value, attractor_history_can_undo (self->history));
    break;
  case PROP_CAN_REDO:
    g_value_set_boolean (value, attractor_history_can_redo (self->history));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_document_class_init (AttractorDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = attractor_document_finalize;
  object_class->get_property = attractor_document_get_property;

  properties[PROP_FILE] = g_param_spec_object (
    "file", NULL, NULL, G_TYPE_FILE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MODIFIED] = g_param_spec_boolean (
    "modified", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean (
    "can-undo", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_REDO] = g_param_spec_boolean (
    "can-redo", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * AttractorDocument::changed:
   *
   * Emitted after any parameter has changed, and after a file was opened.
   */
  signals[SIGNAL_CHANGED] = g_signal_new (
    "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * AttractorDocument::replaced:
   *
   * Emitted when another document has taken its place, as after a file was opened: nothing of the
   * one before comes back.
   */
  signals[SIGNAL_REPLACED] = g_signal_new (
    "replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
attractor_document_init (AttractorDocument *self)
{
  self->experiment = exp_experiment_new ();
  self->saved = exp_experiment_copy (self->experiment);
  self->history = attractor_history_new ();
}

/* attractor_document_is_same:
 *
 * Returns: whether one is as good as the other in a file. What is swept is no parameter, but
 *   belongs to the document. */
gboolean
attractor_document_is_same (const ExpExperiment *a, const ExpExperiment *b)
{
  return exp_experiment_equal (a, b) && exp_plan_is_kept_in_both (a, b);
}

static void
update_modified (AttractorDocument *self)
{
  gboolean modified = !attractor_document_is_same (self->experiment, self->saved);

  if (modified == self->modified)
    return;

  self->modified = modified;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}

static void
set_file (AttractorDocument *self, GFile *file)
{
  if (g_set_object (&self->file, file))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE]);
}

/* attractor_document_notify_history:
 *
 * Tells that there may be other steps to undo or to make again. */
void
attractor_document_notify_history (AttractorDocument *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

static void
tell (AttractorDocument *self)
{
  update_modified (self);
  attractor_document_notify_history (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* attractor_document_change:
 * @experiment: (transfer full): the parameters after a change
 * @what: (nullable): names what was changed; changes of the same thing in
 *   quick succession are undone together
 * @error: (nullable): return location for why it is not sound
 *
 * Returns: %FALSE if @experiment is refused; nothing has changed then */
gboolean
attractor_document_change (AttractorDocument *self,
                           ExpExperiment *experiment,
                           const char *what,
                           GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!exp_experiment_validate (experiment, &local)) {
    exp_experiment_free (experiment);
    attractor_refusal_propagate (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (attractor_document_is_same (experiment, self->experiment))
    exp_experiment_free (experiment);
  else
    attractor_document_take (self, experiment, what);
  return TRUE;
}

/* attractor_document_take:
 * @experiment: (transfer full): parameters that are sound
 * @what: (nullable): as of attractor_document_change()
 *
 * Makes them a step, even if what differs are only keys that this version does not know. */
void
attractor_document_take (AttractorDocument *self, ExpExperiment *experiment, const char *what)
{
  attractor_history_record (
    self->history, self->experiment, experiment, what, g_get_monotonic_time ());
  self->experiment = experiment;
  tell (self);
}

/* attractor_document_become:
 * @experiment: (transfer full): the parameters
 * @saved: (transfer full): what the file has
 * @file: (nullable): the file
 *
 * Makes @self another document. */
void
attractor_document_become (AttractorDocument *self,
                           ExpExperiment *experiment,
                           ExpExperiment *saved,
                           GFile *file)
{
  self->n_replaced++;
  exp_experiment_free (self->experiment);
  self->experiment = experiment;
  attractor_history_clear (self->history);
  exp_experiment_free (self->saved);
  self->saved = saved;
  set_file (self, file);
  tell (self);
  g_signal_emit (self, signals[SIGNAL_REPLACED], 0);
}

/* attractor_document_become_step:
 * @experiment: (transfer full): that of another step, or the present one where only what is in
 *   sight was another
 *
 * Goes to a step that was undone or made again. */
void
attractor_document_become_step (AttractorDocument *self, ExpExperiment *experiment)
{
  if (experiment == self->experiment) {
    attractor_document_notify_history (self);
    return;
  }

  self->experiment = experiment;
  tell (self);
}

/* attractor_document_set_saved:
 * @saved: (transfer full): what was written
 * @file: where to
 *
 * Tells that @file has @saved now. The document belongs to it. */
void
attractor_document_set_saved (AttractorDocument *self, ExpExperiment *saved, GFile *file)
{
  exp_experiment_free (self->saved);
  self->saved = saved;
  /* So that undo comes back to what was saved. */
  attractor_history_seal (self->history);
  set_file (self, file);
  update_modified (self);
  /* What was changed while it was written is now a change of something else. */
  if (self->modified)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}

/**
 * attractor_document_new:
 *
 * Returns: (transfer full): a document with the default experiment and no file
 */
AttractorDocument *
attractor_document_new (void)
{
  return g_object_new (ATTRACTOR_TYPE_DOCUMENT, NULL);
}

/**
 * attractor_document_get_experiment:
 * @self: a document
 *
 * Returns: the parameters, which the next change replaces: copy them to keep them
 */
const ExpExperiment *
attractor_document_get_experiment (AttractorDocument *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), NULL);

  return self->experiment;
}

/**
 * attractor_document_get_file:
 * @self: a document
 *
 * Returns: (nullable) (transfer none): where it was opened or saved
 */
GFile *
attractor_document_get_file (AttractorDocument *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), NULL);

  return self->file;
}

/**
 * attractor_document_get_modified:
 * @self: a document
 *
 * Returns: whether the parameters differ from those in the file, or from the
 *   defaults if there is no file
 */
gboolean
attractor_document_get_modified (AttractorDocument *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);

  return self->modified;
}

/**
 * attractor_document_get_folder:
 * @self: a document
 *
 * Returns: (nullable) (transfer full): where its file is, or else where a
 *   person keeps documents
 */
GFile *
attractor_document_get_folder (AttractorDocument *self)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), NULL);

  if (self->file != NULL)
    return g_file_get_parent (self->file);

  return g_file_new_for_path (documents != NULL ? documents : g_get_home_dir ());
}

/**
 * attractor_document_dup_name:
 * @self: a document
 *
 * Returns: (transfer full): what to call the document in a title: the name of
 *   its file, or else its own title, or else that it is new
 */
char *
attractor_document_dup_name (AttractorDocument *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), NULL);

  if (self->file == NULL) {
    const char *title = self->experiment->title;

    return g_strdup (title != NULL && title[0] != '\0' ? title : _ ("New Experiment"));
  }

  return attractor_file_name_dup (self->file);
}

/**
 * attractor_document_set_experiment:
 * @self: a document
 * @experiment: parameters; they are copied
 * @what: (nullable): names what is changed: changes of the same thing in quick
 *   succession are undone together; %NULL for a step of its own
 * @error: return location for what is wrong with @experiment
 *
 * Changes any number of parameters in one step. Title, notes and what the file
 * had besides go with them.
 *
 * Returns: %FALSE if @experiment is refused; nothing has changed then
 */
gboolean
attractor_document_set_experiment (AttractorDocument *self,
                                   const ExpExperiment *experiment,
                                   const char *what,
                                   GError **error)
{
  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (experiment != NULL, FALSE);

  return attractor_document_change (self, exp_experiment_copy (experiment), what, error);
}

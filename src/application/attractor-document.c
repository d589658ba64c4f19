/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-document.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "exp-document.h"

#include "attractor-number.h"

/* New targets are multiples of 0.1 up to this many */
#define MAX_TENTHS 20

/**
 * AttractorDocument:
 *
 * An open experiment: its parameters, the file they belong to and whether
 * they differ from it. Its setters validate: the experiment is sound at any
 * time, and stays as it was where a value is refused.
 */
struct _AttractorDocument {
  GObject parent_instance;

  ExpExperiment *experiment;
  ExpExperiment *saved;
  GFile *file;
  gboolean modified;
};

G_DEFINE_FINAL_TYPE (AttractorDocument, attractor_document, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_FILE,
  PROP_MODIFIED,
  N_PROPS,
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

typedef struct {
  ExpExperiment *experiment;
  GStrv unknown_keys;
} Loaded;

static void
loaded_free (Loaded *loaded)
{
  g_clear_pointer (&loaded->experiment, exp_experiment_free);
  g_strfreev (loaded->unknown_keys);
  g_free (loaded);
}

typedef struct {
  GFile *file;
  ExpExperiment *experiment;
} Saving;

static void
saving_free (Saving *saving)
{
  g_clear_object (&saving->file);
  g_clear_pointer (&saving->experiment, exp_experiment_free);
  g_free (saving);
}

static void
attractor_document_finalize (GObject *object)
{
  AttractorDocument *self = ATTRACTOR_DOCUMENT (object);

  g_clear_pointer (&self->experiment, exp_experiment_free);
  g_clear_pointer (&self->saved, exp_experiment_free);
  g_clear_object (&self->file);

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
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * AttractorDocument::changed:
   *
   * Emitted after any parameter has changed, and after a file was opened.
   */
  signals[SIGNAL_CHANGED] = g_signal_new (
    "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
attractor_document_init (AttractorDocument *self)
{
  self->experiment = exp_experiment_new ();
  self->saved = exp_experiment_copy (self->experiment);
}

static void
update_modified (AttractorDocument *self)
{
  gboolean modified = !exp_experiment_equal (self->experiment, self->saved);

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

/* Takes @experiment. */
static void
replace (AttractorDocument *self, ExpExperiment *experiment)
{
  exp_experiment_free (self->experiment);
  self->experiment = experiment;

  update_modified (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Takes @experiment, unless it is not sound. */
static gboolean
replace_if_valid (AttractorDocument *self, ExpExperiment *experiment, GError **error)
{
  if (!exp_experiment_validate (experiment, error)) {
    exp_experiment_free (experiment);
    return FALSE;
  }

  replace (self, experiment);
  return TRUE;
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
  g_autofree char *basename = NULL;
  char *name;

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), NULL);

  if (self->file == NULL) {
    const char *title = self->experiment->title;

    return g_strdup (title != NULL && title[0] != '\0' ? title : _ ("New Experiment"));
  }

  basename = g_file_get_basename (self->file);
  name = g_filename_display_name (basename);
  if (g_str_has_suffix (name, ".attractor") && strlen (name) > strlen (".attractor"))
    name[strlen (name) - strlen (".attractor")] = '\0';
  return name;
}

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

  experiment = exp_experiment_copy (self->experiment);
  if (!exp_key_set (key, experiment, value, error)) {
    exp_experiment_free (experiment);
    return FALSE;
  }

  return replace_if_valid (self, experiment, error);
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
  replace (self, experiment);
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
  replace (self, experiment);
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
  return replace_if_valid (self, experiment, error);
}

/**
 * attractor_document_set_target:
 * @self: a document
 * @row: which target
 * @column: which of its outputs
 * @value: the new value, within ±%EXP_MAX_TARGET
 * @error: return location for what is wrong with @value
 *
 * Returns: %FALSE if @value is refused; nothing has changed then
 */
gboolean
attractor_document_set_target (
  AttractorDocument *self, gsize row, gsize column, double value, GError **error)
{
  ExpExperiment *experiment;

  g_return_val_if_fail (ATTRACTOR_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (row < self->experiment->targets->n_rows, FALSE);
  g_return_val_if_fail (column < self->experiment->targets->n_columns, FALSE);

  if (exp_table_get (self->experiment->targets, row, column) == value)
    return TRUE;

  experiment = exp_experiment_copy (self->experiment);
  exp_table_set (experiment->targets, row, column, value);
  return replace_if_valid (self, experiment, error);
}

/* A copy of @table with room for @n_rows × @n_columns; what is new is 0. */
static ExpTable *
resize (const ExpTable *table, gsize n_rows, gsize n_columns)
{
  ExpTable *resized = exp_table_new (n_rows, n_columns);

  for (gsize i = 0; i < n_rows; i++) {
    for (gsize j = 0; j < n_columns; j++) {
      gboolean is_new = i >= table->n_rows || j >= table->n_columns;

      exp_table_set (resized, i, j, is_new ? 0.0 : exp_table_get (table, i, j));
    }
  }

  return resized;
}

static void
replace_table (ExpTable **table, ExpTable *replacement)
{
  exp_table_free (*table);
  *table = replacement;
}

static void
remove_row (ExpTable **table, gsize row)
{
  ExpTable *shorter = resize (*table, (*table)->n_rows - 1, (*table)->n_columns);

  for (gsize i = row; i < shorter->n_rows; i++) {
    for (gsize j = 0; j < shorter->n_columns; j++)
      exp_table_set (shorter, i, j, exp_table_get (*table, i + 1, j));
  }
  replace_table (table, shorter);
}

/* A new target must differ from the others, or the task has one target less
 * than it seems: the value farthest from all that are in the column. */
static double
find_free_value (const ExpTable *targets, gsize column)
{
  double best = 0.0;
  double best_distance = -1.0;

  /* 0, 0.1, -0.1, 0.2 …: what lies nearest to 0 wins a tie */
  for (int step = 0; step <= 2 * MAX_TENTHS; step++) {
    double value = (step % 2 == 0 ? -1 : 1) * ((step + 1) / 2) / 10.0;
    double distance = G_MAXDOUBLE;

    for (gsize i = 0; i < targets->n_rows; i++)
      distance = MIN (distance, fabs (value - exp_table_get (targets, i, column)));
    if (distance > best_distance + 1e-9) {
      best_distance = distance;
      best = value;
    }
  }

  return best;
}

/**
 * attractor_document_add_target:
 * @self: a document with less than %EXP_MAX_TARGETS targets
 *
 * Appends a target that differs from those there are.
 */
void
attractor_document_add_target (AttractorDocument *self)
{
  const ExpTable *targets;
  ExpExperiment *experiment;

  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));

  targets = self->experiment->targets;
  g_return_if_fail (targets->n_rows < EXP_MAX_TARGETS);

  experiment = exp_experiment_copy (self->experiment);
  replace_table (&experiment->targets, resize (targets, targets->n_rows + 1, targets->n_columns));
  for (gsize j = 0; j < targets->n_columns; j++)
    exp_table_set (experiment->targets, targets->n_rows, j, find_free_value (targets, j));

  if (experiment->inputs != NULL && experiment->inputs->n_columns > 0)
    replace_table (&experiment->inputs,
                   resize (experiment->inputs, targets->n_rows + 1, experiment->inputs->n_columns));
  replace (self, experiment);
}

/**
 * attractor_document_remove_target:
 * @self: a document with more than one target
 * @row: which target
 *
 * Removes a target, and the static input that goes with it.
 */
void
attractor_document_remove_target (AttractorDocument *self, gsize row)
{
  ExpExperiment *experiment;

  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));
  g_return_if_fail (self->experiment->targets->n_rows > 1);
  g_return_if_fail (row < self->experiment->targets->n_rows);

  experiment = exp_experiment_copy (self->experiment);
  remove_row (&experiment->targets, row);
  if (experiment->inputs != NULL && experiment->inputs->n_columns > 0)
    remove_row (&experiment->inputs, row);
  replace (self, experiment);
}

/**
 * attractor_document_set_n_outputs:
 * @self: a document
 * @n_outputs: from 1 to %EXP_MAX_OUTPUTS
 *
 * Cuts the targets to their first outputs, or gives them further ones of 0.
 */
void
attractor_document_set_n_outputs (AttractorDocument *self, gsize n_outputs)
{
  const ExpTable *targets;
  ExpExperiment *experiment;

  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));
  g_return_if_fail (n_outputs >= 1 && n_outputs <= EXP_MAX_OUTPUTS);

  targets = self->experiment->targets;
  if (targets->n_columns == n_outputs)
    return;

  experiment = exp_experiment_copy (self->experiment);
  replace_table (&experiment->targets, resize (targets, targets->n_rows, n_outputs));
  replace (self, experiment);
}

static void
load_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Loaded *loaded = g_new0 (Loaded, 1);
  GError *error = NULL;

  loaded->experiment = exp_document_load (task_data, &loaded->unknown_keys, &error);
  if (loaded->experiment == NULL) {
    loaded_free (loaded);
    g_task_return_error (task, error);
  } else {
    g_task_return_pointer (task, loaded, (GDestroyNotify)loaded_free);
  }
}

/**
 * attractor_document_load_async:
 * @self: a document
 * @file: the file to open
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads @file on a worker thread. What is in it replaces the experiment in
 * attractor_document_load_finish(); if it cannot be read, nothing changes.
 */
void
attractor_document_load_async (AttractorDocument *self,
                               GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, attractor_document_load_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, load_thread);
}

/**
 * attractor_document_load_finish:
 * @self: a document
 * @result: what the callback was given
 * @unknown_keys: (out) (optional) (nullable): the keys of the file that mean
 *   nothing to this version, or %NULL
 * @error: return location for why the file could not be opened
 *
 * Returns: whether the document now is what the file has
 */
gboolean
attractor_document_load_finish (AttractorDocument *self,
                                GAsyncResult *result,
                                GStrv *unknown_keys,
                                GError **error)
{
  Loaded *loaded;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  loaded = g_task_propagate_pointer (G_TASK (result), error);
  if (loaded == NULL)
    return FALSE;

  exp_experiment_free (self->saved);
  self->saved = exp_experiment_copy (loaded->experiment);
  set_file (self, g_task_get_task_data (G_TASK (result)));
  replace (self, g_steal_pointer (&loaded->experiment));

  if (unknown_keys != NULL)
    *unknown_keys = g_steal_pointer (&loaded->unknown_keys);
  loaded_free (loaded);
  return TRUE;
}

static void
save_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Saving *saving = task_data;
  GError *error = NULL;

  if (exp_document_save (saving->experiment, saving->file, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * attractor_document_save_async:
 * @self: a document
 * @file: where to
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Writes the experiment as it is now to @file, on a worker thread. The
 * document may change meanwhile; it then stays modified.
 */
void
attractor_document_save_async (AttractorDocument *self,
                               GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  g_return_if_fail (ATTRACTOR_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  saving = g_new0 (Saving, 1);
  saving->file = g_object_ref (file);
  saving->experiment = exp_experiment_copy (self->experiment);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, attractor_document_save_async);
  g_task_set_task_data (task, saving, (GDestroyNotify)saving_free);
  g_task_run_in_thread (task, save_thread);
}

/**
 * attractor_document_save_finish:
 * @self: a document
 * @result: what the callback was given
 * @error: return location for why the file could not be written
 *
 * Returns: whether the file was written; the document belongs to it then
 */
gboolean
attractor_document_save_finish (AttractorDocument *self, GAsyncResult *result, GError **error)
{
  Saving *saving;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  saving = g_task_get_task_data (G_TASK (result));
  exp_experiment_free (self->saved);
  self->saved = g_steal_pointer (&saving->experiment);
  set_file (self, saving->file);
  update_modified (self);
  return TRUE;
}

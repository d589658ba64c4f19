/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-experiment.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-covariance.h"
#include "exp-error.h"
#include "exp-key.h"
#include "exp-pins.h"
#include "rc-transfer.h"

#define DEFAULT_FORMULA "tanh(x)"

static const double default_targets[] = { 1.6, 0.9, -0.6 };

/**
 * exp_method_is_online:
 *
 * Returns: whether the method trains while the network runs
 */
gboolean
exp_method_is_online (ExpMethod method)
{
  return method == EXP_METHOD_FORCE || method == EXP_METHOD_DELTA_RULE;
}

/**
 * exp_experiment_new:
 *
 * Returns: (transfer full): the default experiment
 */
ExpExperiment *
exp_experiment_new (void)
{
  ExpExperiment *self = g_new0 (ExpExperiment, 1);
  gsize n_keys;
  const ExpKey *keys = exp_key_list (&n_keys);

  self->title = g_strdup ("");
  self->notes = g_strdup ("");
  self->formula = g_strdup (DEFAULT_FORMULA);
  for (gsize i = 0; i < n_keys; i++)
    exp_key_set (&keys[i], self, keys[i].fallback, NULL);
  self->targets = exp_table_new (G_N_ELEMENTS (default_targets), 1);
  for (gsize i = 0; i < G_N_ELEMENTS (default_targets); i++)
    exp_table_set (self->targets, i, 0, default_targets[i]);
  self->inputs = exp_table_new (0, 0);
  self->channel_covariance = exp_table_new (0, 0);
  return self;
}

static void
clear_source (gpointer data)
{
  ExpSource *source = data;

  json_object_unref (source->object);
}

/**
 * exp_source_new:
 * @object: what a file had
 *
 * Returns: (transfer full): @object, with a count that all threads may change:
 *   json-glib's own is not atomic
 */
ExpSource *
exp_source_new (JsonObject *object)
{
  ExpSource *source = g_atomic_rc_box_new (ExpSource);

  source->object = json_object_ref (object);
  return source;
}

void
exp_source_unref (ExpSource *source)
{
  g_atomic_rc_box_release_full (source, clear_source);
}

/**
 * exp_experiment_copy:
 *
 * Returns: (transfer full): a copy that shares nothing which could change
 */
ExpExperiment *
exp_experiment_copy (const ExpExperiment *self)
{
  ExpExperiment *copy = g_memdup2 (self, sizeof *self);

  copy->title = g_strdup (self->title);
  copy->notes = g_strdup (self->notes);
  copy->formula = g_strdup (self->formula);
  copy->targets = exp_table_copy (self->targets);
  copy->inputs = exp_table_copy (self->inputs);
  copy->channel_covariance = exp_table_copy (self->channel_covariance);
  copy->pins = self->pins != NULL ? exp_pins_ref (self->pins) : NULL;
  /* Nobody changes what was read: see exp_document_print(). */
  copy->source = self->source != NULL ? g_atomic_rc_box_acquire (self->source) : NULL;
  return copy;
}

/**
 * exp_experiment_copy_with_parameters:
 * @self: a document
 * @other: where the parameters are from: all that exp_experiment_computes_equal() compares
 *
 * Returns: (transfer full): @self with these parameters: title, notes, pins and what the file had
 *   besides, as the plan of a sweep, are its own
 */
ExpExperiment *
exp_experiment_copy_with_parameters (const ExpExperiment *self, const ExpExperiment *other)
{
  ExpExperiment *copy = exp_experiment_copy (other);

  g_free (copy->title);
  copy->title = g_strdup (self->title);
  g_free (copy->notes);
  copy->notes = g_strdup (self->notes);
  exp_experiment_set_pins (copy, self->pins);
  g_clear_pointer (&copy->source, exp_source_unref);
  copy->source = self->source != NULL ? g_atomic_rc_box_acquire (self->source) : NULL;
  return copy;
}

void
exp_experiment_free (ExpExperiment *self)
{
  g_free (self->title);
  g_free (self->notes);
  g_free (self->formula);
  exp_table_free (self->targets);
  exp_table_free (self->inputs);
  exp_table_free (self->channel_covariance);
  g_clear_pointer (&self->pins, exp_pins_unref);
  g_clear_pointer (&self->source, exp_source_unref);
  g_free (self);
}

/**
 * exp_experiment_set_pins:
 * @pins: (nullable): what is kept for comparison
 */
void
exp_experiment_set_pins (ExpExperiment *self, ExpPins *pins)
{
  if (pins != NULL)
    exp_pins_ref (pins);
  g_clear_pointer (&self->pins, exp_pins_unref);
  self->pins = pins;
}

/**
 * exp_experiment_computes_equal:
 *
 * Returns: %TRUE if all parameters are the same, whatever title, notes and pins are: what is
 *   computed of both is the same
 */
gboolean
exp_experiment_computes_equal (const ExpExperiment *a, const ExpExperiment *b)
{
  gsize n_keys;
  const ExpKey *keys = exp_key_list (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    if (exp_key_get (&keys[i], a) != exp_key_get (&keys[i], b))
      return FALSE;
  return g_str_equal (a->formula, b->formula) && exp_table_equal (a->targets, b->targets) &&
         exp_table_equal (a->inputs, b->inputs) &&
         exp_table_equal (a->channel_covariance, b->channel_covariance);
}

/**
 * exp_experiment_equal:
 *
 * Returns: %TRUE if all parameters, title, notes and pins are the same
 */
gboolean
exp_experiment_equal (const ExpExperiment *a, const ExpExperiment *b)
{
  return g_str_equal (a->title, b->title) && g_str_equal (a->notes, b->notes) &&
         exp_pins_equal (a->pins, b->pins) && exp_experiment_computes_equal (a, b);
}

/* A formula that is not used may be wrong: a person may be about to write it. */
static gboolean
check_formula (const ExpExperiment *self, GError **error)
{
  g_autoptr (RcTransfer) transfer = NULL;
  g_autoptr (GError) local = NULL;

  if (self->transfer != EXP_TRANSFER_FORMULA)
    return TRUE;
  if (self->formula[strspn (self->formula, " \t")] == '\0') {
    g_set_error_literal (error,
                         EXP_ERROR,
                         EXP_ERROR_VALUE,
                         _ ("network.transfer.formula is empty, but must be a formula in x"));
    return FALSE;
  }
  transfer = rc_transfer_new_formula (self->formula, NULL, &local);
  if (transfer == NULL)
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 /* Translators: the formula, and where and why it is wrong */
                 _ ("network.transfer.formula is “%s”, which is not possible: %s"),
                 self->formula,
                 local->message);
  return transfer != NULL;
}

static gboolean
check_table (const ExpTable *table, const char *path, gsize max_columns, GError **error)
{
  if (table->n_rows > EXP_MAX_TARGETS || table->n_columns > max_columns) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("%s is a table of %zu × %zu numbers, but at most %d × %zu are possible"),
                 path,
                 table->n_rows,
                 table->n_columns,
                 EXP_MAX_TARGETS,
                 max_columns);
    return FALSE;
  }
  for (gsize i = 0; i < table->n_rows * table->n_columns; i++) {
    if (!(fabs (table->values[i]) <= EXP_MAX_TARGET)) {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (number, sizeof number, "%.10g", table->values[i]);
      g_set_error (error,
                   EXP_ERROR,
                   EXP_ERROR_VALUE,
                   _ ("%s[%zu][%zu] is %s, but must be from -%g to %g"),
                   path,
                   i / table->n_columns,
                   i % table->n_columns,
                   number,
                   EXP_MAX_TARGET,
                   EXP_MAX_TARGET);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
is_same_target (const ExpExperiment *a, gsize i, const ExpExperiment *b, gsize j)
{
  return exp_table_rows_equal (a->targets, i, b->targets, j) &&
         a->inputs->n_columns == b->inputs->n_columns &&
         (a->inputs->n_columns == 0 || exp_table_rows_equal (a->inputs, i, b->inputs, j));
}

static gssize
find_same_target (const ExpExperiment *self, const ExpExperiment *other, gsize target)
{
  if (target < self->targets->n_rows && is_same_target (self, target, other, target))
    return (gssize)target;
  for (gsize i = 0; i < self->targets->n_rows; i++)
    if (is_same_target (self, i, other, target))
      return (gssize)i;
  return -1;
}

/* How far a target of one experiment is from one of another, inputs as well where there are as
 * many; the square of it */
static double
get_distance (const ExpExperiment *a, gsize i, const ExpExperiment *b, gsize j)
{
  double sum = 0.0;

  for (gsize k = 0; k < a->targets->n_columns; k++)
    sum += pow (exp_table_get (a->targets, i, k) - exp_table_get (b->targets, j, k), 2.0);
  for (gsize k = 0; a->inputs->n_columns == b->inputs->n_columns && k < a->inputs->n_columns; k++)
    sum += pow (exp_table_get (a->inputs, i, k) - exp_table_get (b->inputs, j, k), 2.0);
  return sum;
}

/* Whether none of the targets that are not there before and after is nearer to where this one is
 * in the other */
static gboolean
is_nearest (const ExpExperiment *self, const ExpExperiment *other, gsize target)
{
  double distance = get_distance (self, target, other, target);

  for (gsize i = 0; i < self->targets->n_rows; i++)
    if (get_distance (self, i, other, target) < distance && find_same_target (other, self, i) < 0)
      return FALSE;
  return TRUE;
}

/* Whether all of as many targets are as they were, but for this one perhaps: it may have come to
 * where another is, or gone from there. */
static gboolean
are_others_same (const ExpExperiment *self, const ExpExperiment *other, gsize target)
{
  if (self->targets->n_rows != other->targets->n_rows)
    return FALSE;
  for (gsize i = 0; i < self->targets->n_rows; i++)
    if (i != target && !is_same_target (self, i, other, i))
      return FALSE;
  return TRUE;
}

/* Whether the targets of the same number, of as many, are the same target: all have become larger
 * or smaller, or this has moved. Where others have moved besides, or all are new, it is only that
 * which is nearest. */
static gboolean
has_moved (const ExpExperiment *self, const ExpExperiment *other, gsize target)
{
  double factor;

  if (self->targets->n_rows != other->targets->n_rows ||
      find_same_target (other, self, target) >= 0)
    return FALSE;
  return exp_table_find_factor (self->targets, other->targets, &factor) ||
         (is_nearest (self, other, target) && is_nearest (other, self, target));
}

/**
 * exp_experiment_find_target:
 * @self: an experiment
 * @other: what became of it, or what it was before
 * @target: index of a target of @other
 *
 * Targets come and go, and those behind them get other numbers: one is known by its output and its
 * input. Where none came or went, one may have moved, and is known by where no other is nearer.
 *
 * Returns: the index of the same target in @self; -1 if there is none
 */
gssize
exp_experiment_find_target (const ExpExperiment *self, const ExpExperiment *other, gsize target)
{
  gssize found;

  if (self->targets->n_columns != other->targets->n_columns || target >= other->targets->n_rows)
    return -1;
  if (are_others_same (self, other, target))
    return (gssize)target;
  found = find_same_target (self, other, target);
  if (found >= 0)
    return found;
  return has_moved (self, other, target) ? (gssize)target : -1;
}

/**
 * exp_experiment_validate:
 * @error: set to %EXP_ERROR_VALUE, naming the key, the value and the range
 *
 * Returns: %TRUE if every value is in its range and they fit each other
 */
gboolean
exp_experiment_validate (const ExpExperiment *self, GError **error)
{
  gsize n_keys;
  const ExpKey *keys = exp_key_list (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    if (!exp_key_check (&keys[i], exp_key_get (&keys[i], self), error))
      return FALSE;
  if (!check_formula (self, error))
    return FALSE;

  if (self->targets->n_rows == 0 || self->targets->n_columns == 0) {
    g_set_error_literal (error,
                         EXP_ERROR,
                         EXP_ERROR_VALUE,
                         _ ("task.targets is empty, but must have at least one target"));
    return FALSE;
  }
  if (!check_table (self->targets, "task.targets", EXP_MAX_OUTPUTS, error) ||
      !check_table (self->inputs, "task.inputs", EXP_MAX_INPUTS, error) ||
      !check_table (self->channel_covariance,
                    "network.channel_covariance",
                    EXP_MAX_OUTPUTS + EXP_MAX_INPUTS,
                    error))
    return FALSE;
  if (self->inputs->n_rows != 0 && self->inputs->n_rows != self->targets->n_rows) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("task.inputs must have a row for each target, %zu in all, and not %zu"),
                 self->targets->n_rows,
                 self->inputs->n_rows);
    return FALSE;
  }
  if (!exp_covariance_check (self, error))
    return FALSE;
  if (self->frequency_min >= self->frequency_max) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("probe.frequency_min is %g, but must be less than probe.frequency_max, %g"),
                 self->frequency_min,
                 self->frequency_max);
    return FALSE;
  }
  return TRUE;
}

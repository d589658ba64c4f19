/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-comparisons-private.h"

#include "rc-weights.h"

/* Of how many removed pins the networks are kept, … */
#define MAX_REMOVED 8
/* … and how many bytes their recurrent weights may take together; that which was removed last is
 * kept in any case */
#define MAX_WEIGHTS ((guint64)256 << 20)

static const FigNeeds study_needs[N_STUDIES] = { FIG_NEEDS_RETURN_MAP, FIG_NEEDS_CURVE };

G_DEFINE_FINAL_TYPE (AttractorComparisons, attractor_comparisons, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  SIGNAL_PROGRESSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

void
attractor_comparisons_tell (AttractorComparisons *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
attractor_comparisons_tell_progress (AttractorComparisons *self)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESSED], 0);
}

static void
entry_clear (gpointer data)
{
  AttractorComparison *entry = data;

  g_free (entry->name);
  exp_experiment_free (entry->experiment);
  g_clear_object (&entry->theory);
  for (gsize i = 0; i < N_STUDIES; i++)
    g_clear_object (&entry->studies[i]);
  g_clear_pointer (&entry->measurement, exp_measurement_unref);
  if (entry->job != NULL)
    exp_job_cancel (entry->job);
  g_clear_object (&entry->job);
  g_free (entry->error);
}

/**
 * attractor_comparison_unref:
 * @entry: an entry that a run has held
 */
void
attractor_comparison_unref (AttractorComparison *entry)
{
  g_rc_box_release_full (entry, entry_clear);
}

/* A run may still hold it. */
static void
forget_entry (gpointer data)
{
  AttractorComparison *entry = data;

  entry->owner = NULL;
  if (entry->job != NULL)
    exp_job_cancel (entry->job);
  for (gsize i = 0; i < N_STUDIES; i++)
    attractor_live_study_stop (entry->studies[i]);
  attractor_comparison_unref (entry);
}

static AttractorComparison *
entry_new (AttractorComparisons *self, const ExpPin *pin)
{
  AttractorComparison *entry = g_rc_box_new0 (AttractorComparison);

  entry->owner = self;
  entry->id = ++self->last_id;
  entry->name = g_strdup (pin->name);
  entry->experiment = exp_experiment_copy (pin->experiment);
  entry->visible = TRUE;
  entry->theory = attractor_live_theory_new ();
  g_signal_connect_object (
    entry->theory, "updated", G_CALLBACK (attractor_comparisons_tell), self, G_CONNECT_SWAPPED);
  attractor_live_theory_request (entry->theory, entry->experiment);
  for (gsize i = 0; i < N_STUDIES; i++) {
    entry->studies[i] = attractor_live_study_new (study_needs[i]);
    g_signal_connect_object (entry->studies[i],
                             "updated",
                             G_CALLBACK (attractor_comparisons_tell),
                             self,
                             G_CONNECT_SWAPPED);
  }
  return entry;
}

AttractorComparison *
attractor_comparisons_get_entry (AttractorComparisons *self, guint index)
{
  return index < self->entries->len ? g_ptr_array_index (self->entries, index) : NULL;
}

static void
attractor_comparisons_finalize (GObject *object)
{
  AttractorComparisons *self = ATTRACTOR_COMPARISONS (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_queue_free_full (self->removed, (GDestroyNotify)exp_measurement_unref);

  G_OBJECT_CLASS (attractor_comparisons_parent_class)->finalize (object);
}

static void
attractor_comparisons_class_init (AttractorComparisonsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = attractor_comparisons_finalize;

  /**
   * AttractorComparisons::changed:
   *
   * Emitted when there are other results to compare with, or when more is known
   * of one of them.
   */
  signals[SIGNAL_CHANGED] = g_signal_new (
    "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * AttractorComparisons::progressed:
   *
   * Emitted when a run has come further, or is paused or resumed.
   */
  signals[SIGNAL_PROGRESSED] = g_signal_new ("progressed",
                                             G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST,
                                             0,
                                             NULL,
                                             NULL,
                                             NULL,
                                             G_TYPE_NONE,
                                             0);
}

static void
attractor_comparisons_init (AttractorComparisons *self)
{
  self->entries = g_ptr_array_new_with_free_func (forget_entry);
  self->removed = g_queue_new ();
}

/**
 * attractor_comparisons_new:
 *
 * Returns: (transfer full): no comparisons yet
 */
AttractorComparisons *
attractor_comparisons_new (void)
{
  return g_object_new (ATTRACTOR_TYPE_COMPARISONS, NULL);
}

static gboolean
is_same (AttractorComparisons *self, const ExpPins *pins)
{
  if (self->entries->len != exp_pins_get_n (pins))
    return FALSE;
  for (guint i = 0; i < self->entries->len; i++) {
    const AttractorComparison *entry = attractor_comparisons_get_entry (self, i);

    if (!g_str_equal (entry->name, pins->pins[i].name) ||
        !exp_experiment_equal (entry->experiment, pins->pins[i].experiment))
      return FALSE;
  }
  return TRUE;
}

/* What is known of an experiment stays known, whatever its name and place now. */
static AttractorComparison *
take_entry (GPtrArray *entries, const ExpExperiment *experiment)
{
  for (guint i = 0; i < entries->len; i++) {
    AttractorComparison *entry = g_ptr_array_index (entries, i);

    if (exp_experiment_equal (entry->experiment, experiment))
      return g_ptr_array_steal_index (entries, i);
  }
  return NULL;
}

static void
trim_removed (AttractorComparisons *self)
{
  guint64 weights = 0;
  guint n = 0;

  for (GList *l = self->removed->head; l != NULL; l = l->next, n++) {
    const ExpMeasurement *measurement = l->data;

    weights += rc_weights_memory ((gsize)measurement->experiment->size,
                                  measurement->experiment->density);
    if (n == MAX_REMOVED || (n > 0 && weights > MAX_WEIGHTS))
      break;
  }
  while (g_queue_get_length (self->removed) > n)
    exp_measurement_unref (g_queue_pop_tail (self->removed));
}

/* A pin that is removed may come back with what its network says. */
static void
keep_removed (AttractorComparisons *self, const GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++) {
    const AttractorComparison *entry = g_ptr_array_index (entries, i);

    if (entry->measurement == NULL)
      continue;
    if (g_queue_remove (self->removed, entry->measurement))
      exp_measurement_unref (entry->measurement);
    g_queue_push_head (self->removed, exp_measurement_ref (entry->measurement));
  }
}

/* What has come back is kept by its pin again. */
static void
restore_removed (AttractorComparisons *self)
{
  for (GList *l = self->removed->head; l != NULL; l = l->next)
    attractor_comparisons_offer (self, l->data);
  for (guint i = 0; i < self->entries->len; i++) {
    AttractorComparison *entry = attractor_comparisons_get_entry (self, i);

    if (entry->measurement != NULL && g_queue_remove (self->removed, entry->measurement))
      exp_measurement_unref (entry->measurement);
  }
}

/**
 * attractor_comparisons_set_pins:
 * @self: comparisons
 * @pins: (nullable): what to compare with from now on
 */
void
attractor_comparisons_set_pins (AttractorComparisons *self, const ExpPins *pins)
{
  g_autoptr (GPtrArray) before = NULL;

  g_return_if_fail (ATTRACTOR_IS_COMPARISONS (self));

  if (is_same (self, pins))
    return;

  before = g_steal_pointer (&self->entries);
  self->entries = g_ptr_array_new_with_free_func (forget_entry);
  for (gsize i = 0; i < exp_pins_get_n (pins); i++) {
    const ExpPin *pin = &pins->pins[i];
    AttractorComparison *entry = take_entry (before, pin->experiment);

    if (entry != NULL) {
      g_free (entry->name);
      entry->name = g_strdup (pin->name);
    } else {
      entry = entry_new (self, pin);
    }
    g_ptr_array_add (self->entries, entry);
  }
  keep_removed (self, before);
  restore_removed (self);
  trim_removed (self);
  attractor_comparisons_tell (self);
}

/**
 * attractor_comparisons_forget_removed:
 * @self: comparisons
 *
 * Lets go what is kept of pins that were removed: they do not come back.
 */
void
attractor_comparisons_forget_removed (AttractorComparisons *self)
{
  g_return_if_fail (ATTRACTOR_IS_COMPARISONS (self));

  while (!g_queue_is_empty (self->removed))
    exp_measurement_unref (g_queue_pop_head (self->removed));
}

/**
 * attractor_comparisons_offer:
 * @self: comparisons
 * @measurement: (nullable): what a network says
 *
 * Keeps @measurement with each pin of the same parameters that has none yet.
 */
void
attractor_comparisons_offer (AttractorComparisons *self, ExpMeasurement *measurement)
{
  gboolean taken = FALSE;

  g_return_if_fail (ATTRACTOR_IS_COMPARISONS (self));

  for (guint i = 0; measurement != NULL && i < self->entries->len; i++) {
    AttractorComparison *entry = attractor_comparisons_get_entry (self, i);

    if (entry->measurement != NULL ||
        !exp_experiment_computes_equal (entry->experiment, measurement->experiment))
      continue;
    entry->measurement = exp_measurement_ref (measurement);
    g_clear_pointer (&entry->error, g_free);
    taken = TRUE;
  }
  if (taken)
    attractor_comparisons_tell (self);
}

/**
 * attractor_comparisons_get_n:
 * @self: comparisons
 *
 * Returns: how many there are
 */
guint
attractor_comparisons_get_n (AttractorComparisons *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_COMPARISONS (self), 0);

  return self->entries->len;
}

const char *
attractor_comparisons_get_name (AttractorComparisons *self, guint index)
{
  return attractor_comparisons_get_entry (self, index)->name;
}

const ExpExperiment *
attractor_comparisons_get_experiment (AttractorComparisons *self, guint index)
{
  return attractor_comparisons_get_entry (self, index)->experiment;
}

/**
 * attractor_comparisons_get_theory:
 * @self: comparisons
 * @index: of which
 *
 * Returns: (transfer none) (nullable): what theory says, when that is known
 */
ExpTheory *
attractor_comparisons_get_theory (AttractorComparisons *self, guint index)
{
  return attractor_live_theory_get_theory (attractor_comparisons_get_entry (self, index)->theory);
}

/**
 * attractor_comparisons_get_measurement:
 * @self: comparisons
 * @index: of which
 *
 * Returns: (transfer none) (nullable): what a network says, if it was measured
 */
ExpMeasurement *
attractor_comparisons_get_measurement (AttractorComparisons *self, guint index)
{
  return attractor_comparisons_get_entry (self, index)->measurement;
}

/**
 * attractor_comparisons_get_id:
 * @self: comparisons
 * @index: of which
 *
 * Returns: what it is told from others by, whatever its name and place become
 */
guint
attractor_comparisons_get_id (AttractorComparisons *self, guint index)
{
  return attractor_comparisons_get_entry (self, index)->id;
}

gboolean
attractor_comparisons_get_visible (AttractorComparisons *self, guint index)
{
  return attractor_comparisons_get_entry (self, index)->visible;
}

/**
 * attractor_comparisons_set_visible:
 * @self: comparisons
 * @index: of which
 * @visible: whether figures show it
 */
void
attractor_comparisons_set_visible (AttractorComparisons *self, guint index, gboolean visible)
{
  AttractorComparison *entry;

  g_return_if_fail (ATTRACTOR_IS_COMPARISONS (self));

  entry = attractor_comparisons_get_entry (self, index);
  if (entry == NULL || entry->visible == visible)
    return;

  entry->visible = visible;
  attractor_comparisons_tell (self);
}

/* What of the entry is known for a figure; asked for where it is not. */
static const FigStudy *
request_study (AttractorComparison *entry,
               ExpTheory *theory,
               FigNeeds needs,
               const FigChoice *choice)
{
  for (gsize i = 0; theory != NULL && i < N_STUDIES; i++) {
    AttractorLiveStudy *study = entry->studies[i];
    const FigStudy *known;

    if ((needs & study_needs[i]) == 0)
      continue;
    attractor_live_study_set_choice (study, choice);
    attractor_live_study_request (study, theory);
    known = attractor_live_study_get_study (study);
    /* a curve over another parameter has no place on the axis */
    return known != NULL && fig_study_is_current (known, theory->experiment, choice) ? known : NULL;
  }
  return NULL;
}

/**
 * attractor_comparisons_list:
 * @self: comparisons
 * @kind: of the figures
 * @choice: what curves are drawn over
 *
 * What the figures need besides theory is computed on a worker, and is missing until
 * #AttractorComparisons::changed tells of it.
 *
 * Returns: (transfer full) (element-type FigComparison): what figures are to show,
 *   valid until the next change; what is not known yet or hidden has no theory,
 *   so that each has the same stroke whatever else is shown
 */
GArray *
attractor_comparisons_list (AttractorComparisons *self,
                            const FigKind *kind,
                            const FigChoice *choice)
{
  GArray *list = g_array_new (FALSE, TRUE, sizeof (FigComparison));

  g_return_val_if_fail (ATTRACTOR_IS_COMPARISONS (self), list);

  for (guint i = 0; i < self->entries->len; i++) {
    AttractorComparison *entry = attractor_comparisons_get_entry (self, i);
    FigComparison comparison = { .name = entry->name };

    if (entry->visible) {
      ExpTheory *theory = attractor_live_theory_get_theory (entry->theory);

      comparison.theory = theory;
      comparison.measurement = entry->measurement;
      comparison.study = request_study (entry, theory, fig_comparison_get_needs (kind), choice);
    }
    g_array_append_val (list, comparison);
  }
  return list;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-history.h"

/* An experiment takes about a kilobyte; nobody goes back further than this. */
#define MAX_STEPS 1000

/* Changes of the same thing that follow each other faster are one step, in
 * microseconds: a key that is held, words that are written. */
#define PAUSE (700 * G_TIME_SPAN_MILLISECOND)

struct _AttractorHistory {
  GPtrArray *past;   /* the states before each step, the last one last */
  GPtrArray *future; /* the states that were undone, the next one last */

  guint n_groups;  /* that are open; they nest */
  gboolean joined; /* the open group has its step already */
  char *what;      /* (nullable): what the last step changed, if it may go on */
  gint64 time;     /* when it did so last */
};

/**
 * attractor_history_new:
 *
 * Returns: (transfer full): one in which nothing has happened
 */
AttractorHistory *
attractor_history_new (void)
{
  AttractorHistory *self = g_new0 (AttractorHistory, 1);

  self->past = g_ptr_array_new_with_free_func ((GDestroyNotify)exp_experiment_free);
  self->future = g_ptr_array_new_with_free_func ((GDestroyNotify)exp_experiment_free);
  return self;
}

void
attractor_history_free (AttractorHistory *self)
{
  g_ptr_array_unref (self->past);
  g_ptr_array_unref (self->future);
  g_free (self->what);
  g_free (self);
}

static gboolean
goes_on (AttractorHistory *self, const char *what, gint64 time)
{
  if (self->past->len == 0)
    return FALSE;
  if (self->n_groups > 0)
    return self->joined;

  return what != NULL && g_strcmp0 (self->what, what) == 0 && time - self->time < PAUSE;
}

/**
 * attractor_history_record:
 * @self: a history
 * @before: (transfer full): the experiment before the change
 * @after: the experiment after it
 * @what: (nullable): names what was changed; %NULL never goes on
 * @time: when, as g_get_monotonic_time() tells
 *
 * Remembers a change, as a step of its own or as more of the last one. What
 * was undone before can no longer be redone.
 */
void
attractor_history_record (AttractorHistory *self,
                          ExpExperiment *before,
                          const ExpExperiment *after,
                          const char *what,
                          gint64 time)
{
  g_ptr_array_set_size (self->future, 0);

  if (goes_on (self, what, time)) {
    exp_experiment_free (before);

    /* Back where it began: a step that does nothing would be a riddle. */
    if (exp_experiment_equal (g_ptr_array_index (self->past, self->past->len - 1), after)) {
      g_ptr_array_set_size (self->past, (int)self->past->len - 1);
      attractor_history_seal (self);
      return;
    }
  } else {
    g_ptr_array_add (self->past, before);
    if (self->past->len > MAX_STEPS)
      g_ptr_array_remove_index (self->past, 0);
  }

  self->joined = self->n_groups > 0;
  g_free (self->what);
  self->what = g_strdup (what);
  self->time = time;
}

/**
 * attractor_history_seal:
 * @self: a history
 *
 * Makes the next change a step of its own, so that undo can come back to what
 * there is now.
 */
void
attractor_history_seal (AttractorHistory *self)
{
  g_clear_pointer (&self->what, g_free);
  self->joined = FALSE;
}

/**
 * attractor_history_begin_group:
 * @self: a history
 *
 * Makes all changes until the matching attractor_history_end_group() one step.
 */
void
attractor_history_begin_group (AttractorHistory *self)
{
  if (self->n_groups++ == 0)
    attractor_history_seal (self);
}

void
attractor_history_end_group (AttractorHistory *self)
{
  g_return_if_fail (self->n_groups > 0);

  if (--self->n_groups == 0)
    attractor_history_seal (self);
}

/**
 * attractor_history_clear:
 * @self: a history
 *
 * Forgets all steps. A group that is open stays so.
 */
void
attractor_history_clear (AttractorHistory *self)
{
  g_ptr_array_set_size (self->past, 0);
  g_ptr_array_set_size (self->future, 0);
  attractor_history_seal (self);
}

gboolean
attractor_history_can_undo (AttractorHistory *self)
{
  return self->past->len > 0;
}

gboolean
attractor_history_can_redo (AttractorHistory *self)
{
  return self->future->len > 0;
}

static ExpExperiment *
step (AttractorHistory *self, GPtrArray *from, GPtrArray *to, ExpExperiment *current)
{
  g_ptr_array_add (to, current);
  attractor_history_seal (self);
  return g_ptr_array_steal_index (from, from->len - 1);
}

/**
 * attractor_history_undo:
 * @self: a history that can undo
 * @current: (transfer full): the experiment as it is
 *
 * Returns: (transfer full): the experiment before the last step
 */
ExpExperiment *
attractor_history_undo (AttractorHistory *self, ExpExperiment *current)
{
  g_return_val_if_fail (attractor_history_can_undo (self), current);

  return step (self, self->past, self->future, current);
}

/**
 * attractor_history_redo:
 * @self: a history that can redo
 * @current: (transfer full): the experiment as it is
 *
 * Returns: (transfer full): the experiment after the step that was undone last
 */
ExpExperiment *
attractor_history_redo (AttractorHistory *self, ExpExperiment *current)
{
  g_return_val_if_fail (attractor_history_can_redo (self), current);

  return step (self, self->future, self->past, current);
}

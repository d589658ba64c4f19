/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-history.h"

#include "exp-plan.h"

/* An experiment takes about a kilobyte; nobody goes back further than this. */
#define MAX_STEPS 1000

/* Changes of the same thing that follow each other faster are one step, in
 * microseconds: a key that is held, words that are written. */
#define PAUSE (700 * G_TIME_SPAN_MILLISECOND)

struct _AttractorHistory {
  GPtrArray *past;   /* (element-type Step): the last one last */
  GPtrArray *future; /* (element-type Step): those undone, the next one last */

  guint n_groups;  /* that are open; they nest */
  gboolean joined; /* the open group has its step already */
  char *what;      /* (nullable): what the last step changed, if it may go on */
  gint64 time;     /* when it did so last */
};

/* What was before a change, or after one that was undone */
typedef struct {
  ExpExperiment *experiment; /* NULL for the rest: */
  GWeakRef view;
  gpointer state;
  AttractorSwapView swap;
  GDestroyNotify free_state;
} Step;

static void
step_free (Step *step)
{
  if (step->experiment != NULL) {
    exp_experiment_free (step->experiment);
  } else {
    step->free_state (step->state);
    g_weak_ref_clear (&step->view);
  }
  g_free (step);
}

/* A figure whose window was closed shows nothing any more. */
static gboolean
step_is_possible (Step *step)
{
  g_autoptr (GObject) view = NULL;

  if (step->experiment != NULL)
    return TRUE;
  view = g_weak_ref_get (&step->view);
  return view != NULL;
}

static Step *
get_last (GPtrArray *steps)
{
  return steps->len > 0 ? g_ptr_array_index (steps, steps->len - 1) : NULL;
}

/* Also forgets those at the end that are not. */
static gboolean
is_any_possible (GPtrArray *steps)
{
  Step *last;

  while ((last = get_last (steps)) != NULL && !step_is_possible (last))
    g_ptr_array_set_size (steps, (int)steps->len - 1);
  return last != NULL;
}

/**
 * attractor_history_new:
 *
 * Returns: (transfer full): one in which nothing has happened
 */
AttractorHistory *
attractor_history_new (void)
{
  AttractorHistory *self = g_new0 (AttractorHistory, 1);

  self->past = g_ptr_array_new_with_free_func ((GDestroyNotify)step_free);
  self->future = g_ptr_array_new_with_free_func ((GDestroyNotify)step_free);
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

/* What is seen and what is there are steps of their own, whatever is open. */
static gboolean
goes_on (AttractorHistory *self, gboolean is_edit, const char *what, gint64 time)
{
  if (self->past->len == 0 || (get_last (self->past)->experiment != NULL) != is_edit)
    return FALSE;
  if (self->n_groups > 0)
    return self->joined;

  return what != NULL && g_strcmp0 (self->what, what) == 0 && time - self->time < PAUSE;
}

static void
add (AttractorHistory *self, Step *step, const char *what, gint64 time)
{
  if (step != NULL)
    g_ptr_array_add (self->past, step);
  if (self->past->len > MAX_STEPS)
    g_ptr_array_remove_index (self->past, 0);

  self->joined = self->n_groups > 0;
  g_free (self->what);
  self->what = g_strdup (what);
  self->time = time;
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
  Step *step = NULL;

  g_ptr_array_set_size (self->future, 0);

  if (goes_on (self, TRUE, what, time)) {
    exp_experiment_free (before);

    /* Back where it began: a step that does nothing would be a riddle. */
    if (exp_experiment_equal (get_last (self->past)->experiment, after) &&
        exp_plan_is_kept_in_both (get_last (self->past)->experiment, after)) {
      g_ptr_array_set_size (self->past, (int)self->past->len - 1);
      attractor_history_seal (self);
      return;
    }
  } else {
    step = g_new0 (Step, 1);
    step->experiment = before;
  }
  add (self, step, what, time);
}

/**
 * attractor_history_record_view:
 * @self: a history
 * @view: what shows something; the history does not keep it
 * @before: (transfer full): what it showed before
 * @swap: makes it show something else
 * @free_state: frees what it may show
 * @time: when, as g_get_monotonic_time() tells
 *
 * Remembers that something else came into sight, as a step of its own or as
 * more of the last one. What was undone before can no longer be redone.
 */
void
attractor_history_record_view (AttractorHistory *self,
                               GObject *view,
                               gpointer before,
                               AttractorSwapView swap,
                               GDestroyNotify free_state,
                               gint64 time)
{
  g_autofree char *what = g_strdup_printf ("view %p", (gpointer)view);
  Step *step = NULL;

  g_ptr_array_set_size (self->future, 0);

  if (goes_on (self, FALSE, what, time)) {
    free_state (before);
  } else {
    step = g_new0 (Step, 1);
    g_weak_ref_init (&step->view, view);
    step->state = before;
    step->swap = swap;
    step->free_state = free_state;
  }
  add (self, step, what, time);
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

/**
 * attractor_history_end_group:
 * @self: a history with an open group
 *
 * Returns: whether there is a step of what was changed in the group
 */
gboolean
attractor_history_end_group (AttractorHistory *self)
{
  gboolean joined = self->joined;

  g_return_val_if_fail (self->n_groups > 0, FALSE);

  if (--self->n_groups == 0)
    attractor_history_seal (self);
  return joined;
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

/**
 * attractor_history_has_edits:
 * @self: a history
 *
 * Returns: whether anything but what is in sight can be undone or redone
 */
gboolean
attractor_history_has_edits (AttractorHistory *self)
{
  GPtrArray *both[] = { self->past, self->future };

  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    for (guint j = 0; j < both[i]->len; j++)
      if (((Step *)g_ptr_array_index (both[i], j))->experiment != NULL)
        return TRUE;
  return FALSE;
}

gboolean
attractor_history_can_undo (AttractorHistory *self)
{
  return is_any_possible (self->past);
}

gboolean
attractor_history_can_redo (AttractorHistory *self)
{
  return is_any_possible (self->future);
}

/* The step goes to the other side with what it has brought to an end. */
static ExpExperiment *
move (AttractorHistory *self, GPtrArray *from, GPtrArray *to, ExpExperiment *current)
{
  Step *step = g_ptr_array_steal_index (from, from->len - 1);
  g_autoptr (GObject) view = NULL;

  attractor_history_seal (self);
  g_ptr_array_add (to, step);
  if (step->experiment != NULL) {
    ExpExperiment *other = step->experiment;

    step->experiment = current;
    return other;
  }

  view = g_weak_ref_get (&step->view);
  if (view != NULL)
    step->state = step->swap (view, step->state);
  return current;
}

/**
 * attractor_history_undo:
 * @self: a history that can undo
 * @current: (transfer full): the experiment as it is
 *
 * Returns: (transfer full): the experiment before the last step; @current if that
 *   was about what is in sight
 */
ExpExperiment *
attractor_history_undo (AttractorHistory *self, ExpExperiment *current)
{
  g_return_val_if_fail (attractor_history_can_undo (self), current);

  return move (self, self->past, self->future, current);
}

/**
 * attractor_history_redo:
 * @self: a history that can redo
 * @current: (transfer full): the experiment as it is
 *
 * Returns: (transfer full): the experiment after the step that was undone last;
 *   @current if that was about what is in sight
 */
ExpExperiment *
attractor_history_redo (AttractorHistory *self, ExpExperiment *current)
{
  g_return_val_if_fail (attractor_history_can_redo (self), current);

  return move (self, self->future, self->past, current);
}

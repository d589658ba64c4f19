/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include "attractor-settings.h"
#include "fig-source.h"

/* How long parameters must stay as they are, in ms, to count as at rest: more
 * than between two movements of a hand that still holds a slider. */
#define REST 700

static gboolean
is_enabled (AttractorWindow *self)
{
  g_autoptr (GVariant)
    state = g_action_group_get_action_state (G_ACTION_GROUP (self), "train-automatically");

  return state != NULL && g_variant_get_boolean (state);
}

/* Whether there is a network with the parameters as they are now. */
static gboolean
is_trained (AttractorWindow *self)
{
  FigSource source = { .theory = attractor_live_theory_get_theory (self->theory),
                       .measurement = self->measurement };

  return self->measurement != NULL && fig_source_is_current (&source);
}

static gboolean
rest_cb (gpointer user_data)
{
  AttractorWindow *self = user_data;

  /* what theory says belongs to parameters before these, or to none */
  if (attractor_live_theory_get_busy (self->theory))
    return G_SOURCE_CONTINUE;
  self->rest_source = 0;
  self->train_again = FALSE;
  if (!is_enabled (self) || attractor_live_theory_get_error (self->theory) != NULL)
    return G_SOURCE_REMOVE;

  if (self->job != NULL) {
    /* the run before would answer a question that nobody asks any longer */
    if (!exp_experiment_computes_equal (exp_job_get_experiment (self->job),
                                        attractor_document_get_experiment (self->document))) {
      self->train_again = TRUE;
      attractor_window_stop (self);
    }
  } else if (!is_trained (self)) {
    attractor_window_train (self);
  }
  return G_SOURCE_REMOVE;
}

/**
 * attractor_window_await_rest:
 * @self: a window
 *
 * Trains a network as soon as the parameters rest, if people want that.
 */
void
attractor_window_await_rest (AttractorWindow *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (is_enabled (self))
    self->rest_source = g_timeout_add (REST, rest_cb, self);
}

/**
 * attractor_window_forget_rest:
 * @self: a window
 *
 * Takes back what attractor_window_await_rest() has begun.
 */
void
attractor_window_forget_rest (AttractorWindow *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->train_again = FALSE;
}

static void
toggle_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  g_simple_action_set_state (action, value);
}

/**
 * attractor_window_add_automatic_training:
 * @self: a window
 *
 * Adds the action that turns it on and off, for all windows and for next time
 * where settings are kept.
 */
void
attractor_window_add_automatic_training (AttractorWindow *self)
{
  GSettings *settings = attractor_settings_get ();
  g_autoptr (GAction) action = NULL;

  if (settings != NULL) {
    action = g_settings_create_action (settings, "train-automatically");
  } else {
    action = G_ACTION (
      g_simple_action_new_stateful ("train-automatically", NULL, g_variant_new_boolean (FALSE)));
    g_signal_connect (action, "change-state", G_CALLBACK (toggle_cb), NULL);
  }
  g_action_map_add_action (G_ACTION_MAP (self), action);
  g_signal_connect_object (
    action, "notify::state", G_CALLBACK (attractor_window_await_rest), self, G_CONNECT_SWAPPED);
}

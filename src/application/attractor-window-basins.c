/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

/* The basins of the trained network, which figures show where somebody wants them. */

static GSimpleAction *
get_action (AttractorWindow *self)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "basins"));
}

static gboolean
are_wanted (AttractorWindow *self)
{
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (get_action (self)));

  return g_variant_get_boolean (state);
}

static void
turn_off (AttractorWindow *self)
{
  g_simple_action_set_state (get_action (self), g_variant_new_boolean (FALSE));
}

/**
 * attractor_window_find_basins:
 * @self: a window
 *
 * Begins to find the basins of the network that was measured to the end, if they are
 * wanted; otherwise forgets those that were found.
 */
void
attractor_window_find_basins (AttractorWindow *self)
{
  if (are_wanted (self) && self->measurement != NULL && self->measurement->trained != NULL)
    attractor_basins_find (self->basins, self->measurement);
  else
    attractor_basins_clear (self->basins);
}

static void
failed_cb (AttractorWindow *self, const char *message)
{
  turn_off (self);
  attractor_window_show_message (self, message);
}

static void
change_state_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  AttractorWindow *self = user_data;

  g_simple_action_set_state (action, value);
  if (g_variant_get_boolean (value) && self->measurement == NULL)
    attractor_window_show_message (
      self, _ ("The basins will be found as soon as a network has been trained."));
  attractor_window_find_basins (self);
  attractor_window_update_views (self);
}

/**
 * attractor_window_add_basins:
 * @self: a window
 *
 * Adds the action that turns the network's basins on and off.
 */
void
attractor_window_add_basins (AttractorWindow *self)
{
  g_autoptr (GSimpleAction)
    action = g_simple_action_new_stateful ("basins", NULL, g_variant_new_boolean (FALSE));

  g_signal_connect_object (action, "change-state", G_CALLBACK (change_state_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
  g_signal_connect_object (
    self->basins, "found", G_CALLBACK (attractor_window_update_views), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->basins, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->basins, "stopped", G_CALLBACK (turn_off), self, G_CONNECT_SWAPPED);
}

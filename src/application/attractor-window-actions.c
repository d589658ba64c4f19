/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

#include "exp-change.h"

#include "attractor-widget.h"

/* What a key does while a number is being written is done with that number. */

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (attractor_widget_enter_text (user_data))
    attractor_window_open (user_data);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (attractor_widget_enter_text (user_data))
    attractor_window_save (user_data);
}

static void
replace_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (attractor_widget_enter_text (user_data))
    attractor_window_replace_file (user_data);
}

static void
reload_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  attractor_window_reload (user_data);
}

static void
save_as_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (attractor_widget_enter_text (user_data))
    attractor_window_save_as (user_data);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorWindow *self = user_data;
  AttractorPlot *plot = attractor_window_get_current_plot (self);

  if (!attractor_widget_enter_text (user_data))
    return;
  if (plot != NULL)
    attractor_window_export_figure (self, plot);
  else
    attractor_window_show_message (self, _ ("There is no figure on this page."));
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  attractor_document_undo (ATTRACTOR_WINDOW (user_data)->document);
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  attractor_document_redo (ATTRACTOR_WINDOW (user_data)->document);
}

static void
train_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorWindow *self = user_data;

  if (self->job != NULL)
    attractor_window_stop (self);
  else if (attractor_widget_enter_text (user_data))
    attractor_window_train (self);
}

static void
kick_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (attractor_widget_enter_text (user_data))
    attractor_window_kick (user_data);
}

static void
show_page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorWindow *self = user_data;
  int page = g_variant_get_int32 (parameter);

  if (page >= 0 && (guint)page < self->plots->len)
    attractor_window_show_page (
      self, attractor_plot_get_kind (g_ptr_array_index (self->plots, page))->name);
}

static void
show_message_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  attractor_window_show_message (user_data, g_variant_get_string (parameter, NULL));
}

/* There is an action while there is something to undo or redo. */
static void
follow_history (AttractorWindow *self, const char *name, const char *property)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_object_bind_property (self->document, property, action, "enabled", G_BINDING_SYNC_CREATE);
}

static void
show_figure_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  attractor_window_show_page (user_data, g_variant_get_string (parameter, NULL));
}

static void
detach_figure_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const FigKind *kind = fig_kind_find (g_variant_get_string (parameter, NULL));

  if (kind != NULL)
    attractor_window_detach_figure (user_data, kind);
}

static void
detach_current_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorPlot *plot = attractor_window_get_current_plot (user_data);

  if (plot != NULL)
    attractor_window_detach_figure (user_data, attractor_plot_get_kind (plot));
  else
    attractor_window_show_message (user_data, _ ("There is no figure on this page."));
}

/* What the findings advise for the parameters that their theory has, and for no others */
static void
try_change_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorWindow *self = user_data;
  const ExpTheory *theory = attractor_live_theory_get_theory (self->theory);
  const ExpExperiment *experiment = attractor_document_get_experiment (self->document);
  g_autoptr (ExpExperiment) changed = exp_experiment_copy (experiment);
  g_autoptr (GError) error = NULL;
  ExpChange change = { 0 };
  guint32 kind, target;
  double value;

  g_variant_get (parameter, "(uud)", &kind, &target, &value);
  change.kind = kind;
  change.target = target;
  if (theory == NULL || !exp_experiment_computes_equal (theory->experiment, experiment) ||
      !exp_change_is_possible (&change, experiment))
    return;

  exp_change_apply (&change, value, changed);
  if (!attractor_document_set_experiment (self->document, changed, NULL, &error))
    attractor_window_show_message (self, error->message);
}

/**
 * attractor_window_add_actions:
 * @self: a window
 *
 * Adds what the menu, the buttons and the keys do.
 */
void
attractor_window_add_actions (AttractorWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "open", .activate = open_cb },
    { .name = "save", .activate = save_cb },
    { .name = "save-as", .activate = save_as_cb },
    { .name = "replace-file", .activate = replace_file_cb },
    { .name = "reload", .activate = reload_cb },
    { .name = "undo", .activate = undo_cb },
    { .name = "redo", .activate = redo_cb },
    { .name = "export", .activate = export_cb },
    { .name = "train", .activate = train_cb },
    { .name = "kick", .activate = kick_cb },
    { .name = "show-page", .activate = show_page_cb, .parameter_type = "i", .state = "0" },
    { .name = "show-figure", .activate = show_figure_cb, .parameter_type = "s" },
    { .name = "detach-figure", .activate = detach_figure_cb, .parameter_type = "s" },
    { .name = "detach-current", .activate = detach_current_cb },
    { .name = "try-change", .activate = try_change_cb, .parameter_type = "(uud)" },
    { .name = "show-message", .activate = show_message_cb, .parameter_type = "s" },
  };
  g_autoptr (GPropertyAction)
    sidebar = g_property_action_new ("sidebar", self->flap, "reveal-flap");
  g_autoptr (GPropertyAction) notes = g_property_action_new ("notes", self->notes, "shown");

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (sidebar));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (notes));
  attractor_window_add_automatic_training (self);
  attractor_window_add_basins (self);
  attractor_window_add_selection_action (self);
  attractor_window_add_run_actions (self);
  follow_history (self, "undo", "can-undo");
  follow_history (self, "redo", "can-redo");
}

/**
 * attractor_window_remove_actions:
 * @self: a window that goes
 *
 * Removes the actions that hold a widget in the window: that holds all actions, so neither would
 * ever go.
 */
void
attractor_window_remove_actions (AttractorWindow *self)
{
  g_action_map_remove_action (G_ACTION_MAP (self), "sidebar");
  g_action_map_remove_action (G_ACTION_MAP (self), "notes");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-sweeper-row.h"

#include <glib/gi18n.h>

#include "attractor-refusal.h"
#include "attractor-widget.h"

/**
 * AttractorSweeperRow:
 *
 * What a sweeper does: the button that begins and stops it, the one that pauses it,
 * how far it has come and what went wrong.
 */
struct _AttractorSweeperRow {
  AdwPreferencesRow parent_instance;

  GtkLabel *state;
  GtkLabel *message;
  GtkProgressBar *progress_bar;
  GtkButton *start_button;
  GtkButton *pause_button;

  AttractorSweeper *sweeper;
  char *label;
  char *tooltip;
  char *action;
};

G_DEFINE_FINAL_TYPE (AttractorSweeperRow, attractor_sweeper_row, ADW_TYPE_PREFERENCES_ROW)

/* Why some networks, or all, could not be measured. */
static char *
dup_message (AttractorSweeperRow *self)
{
  ExpSweep *sweep = attractor_sweeper_get_sweep (self->sweeper);
  const char *error = attractor_sweeper_get_error (self->sweeper);
  const char *problem = attractor_sweeper_get_problem (self->sweeper);
  g_autofree char *words = NULL;
  gsize n_failed = 0;

  if (error != NULL)
    return g_strdup (error);
  if (problem == NULL)
    return NULL;
  exp_sweep_count (sweep, &n_failed);
  words = attractor_refusal_to_words (problem);
  return g_strdup_printf (ngettext ("%u network could not be measured. %s",
                                    "%u networks could not be measured. The first: %s",
                                    (guint)n_failed),
                          (guint)n_failed,
                          words);
}

static void
update_buttons (AttractorSweeperRow *self)
{
  gboolean running = attractor_sweeper_get_running (self->sweeper);
  gboolean stopping = attractor_sweeper_get_stopping (self->sweeper);
  gboolean paused = attractor_sweeper_get_paused (self->sweeper);

  gtk_button_set_label (self->start_button, running ? _ ("Stop") : self->label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->start_button),
                               running ? _ ("Stop measuring; what is known stays") : self->tooltip);
  gtk_button_set_label (self->pause_button, paused ? _ ("Resume") : _ ("Pause"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pause_button),
                               paused ? _ ("Go on measuring") : _ ("Let the workers wait"));
  /* The other button stays sensitive: the focus goes there. */
  if ((!running || stopping) && gtk_widget_is_focus (GTK_WIDGET (self->pause_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->start_button));
  gtk_widget_set_sensitive (GTK_WIDGET (self->pause_button), running && !stopping);
}

static void
update (AttractorSweeperRow *self)
{
  g_autofree char *state = NULL;
  g_autofree char *message = NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  state = attractor_sweeper_dup_state (self->sweeper);
  message = dup_message (self);
  gtk_label_set_label (self->state, state);
  gtk_label_set_label (self->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar),
                          attractor_sweeper_get_running (self->sweeper));
  gtk_progress_bar_set_fraction (self->progress_bar,
                                 attractor_sweeper_get_fraction (self->sweeper));
  update_buttons (self);
}

static void
start_cb (AttractorSweeperRow *self)
{
  if (attractor_sweeper_get_running (self->sweeper))
    attractor_sweeper_stop (self->sweeper);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), self->action, NULL);
}

static void
pause_cb (AttractorSweeperRow *self)
{
  attractor_sweeper_set_paused (self->sweeper, !attractor_sweeper_get_paused (self->sweeper));
}

static void
attractor_sweeper_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (attractor_sweeper_row_parent_class)->map (widget);

  update (ATTRACTOR_SWEEPER_ROW (widget));
}

static void
attractor_sweeper_row_dispose (GObject *object)
{
  AttractorSweeperRow *self = ATTRACTOR_SWEEPER_ROW (object);

  g_clear_object (&self->sweeper);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->tooltip, g_free);
  g_clear_pointer (&self->action, g_free);

  G_OBJECT_CLASS (attractor_sweeper_row_parent_class)->dispose (object);
}

static void
attractor_sweeper_row_class_init (AttractorSweeperRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = attractor_sweeper_row_dispose;
  widget_class->map = attractor_sweeper_row_map;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-sweeper-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorSweeperRow, state);
  gtk_widget_class_bind_template_child (widget_class, AttractorSweeperRow, message);
  gtk_widget_class_bind_template_child (widget_class, AttractorSweeperRow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, AttractorSweeperRow, start_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorSweeperRow, pause_button);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, pause_cb);
}

static void
attractor_sweeper_row_init (AttractorSweeperRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * attractor_sweeper_row_set_up:
 * @self: a sweeper's row, once only
 * @sweeper: what does the work
 * @label: of the button that begins it
 * @tooltip: for that button
 * @action: what that button does, an action that begins to measure
 */
void
attractor_sweeper_row_set_up (AttractorSweeperRow *self,
                              AttractorSweeper *sweeper,
                              const char *label,
                              const char *tooltip,
                              const char *action)
{
  g_return_if_fail (ATTRACTOR_IS_SWEEPER_ROW (self));
  g_return_if_fail (self->sweeper == NULL);

  self->sweeper = g_object_ref (sweeper);
  self->label = g_strdup (label);
  self->tooltip = g_strdup (tooltip);
  self->action = g_strdup (action);
  g_signal_connect_object (sweeper, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update_buttons (self);
  attractor_widget_wrap_button (self->start_button);
  attractor_widget_wrap_button (self->pause_button);
}

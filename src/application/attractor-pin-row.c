/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-pin-row.h"

#include <math.h>

#include <glib/gi18n.h>

#include "fig-look.h"

#include "attractor-widget.h"

/**
 * AttractorPinRow:
 *
 * Something that was pinned: the stroke that it has in the figures, a name that can be
 * changed, whether figures show it, and a button that measures its network and stops that.
 * Below, how far that is, or why it failed.
 */
struct _AttractorPinRow {
  AdwPreferencesRow parent_instance;

  GtkDrawingArea *sample;
  GtkEditable *entry;
  GtkButton *measure_button;
  GtkSwitch *shown;
  GtkWidget *remove_button;
  GtkLabel *state;
  GtkLabel *error_label;
  GtkProgressBar *progress_bar;

  AttractorComparisons *comparisons;
  ExpJob *job; /* (nullable): that is told of */
  guint id;
  guint index;
  char *name; /* that the entry was given last */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (AttractorPinRow, attractor_pin_row, ADW_TYPE_PREFERENCES_ROW)

static void
draw_sample (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  AttractorPinRow *self = user_data;
  FigLook look = { .owner = FIG_OWNER_ALL, .stroke = (int)self->index + 1 };

  fig_look_set_stroke (&look, cr, fig_style_get (attractor_widget_get_scheme (GTK_WIDGET (area))));
  cairo_move_to (cr, 0.0, height / 2.0);
  cairo_line_to (cr, width, height / 2.0);
  cairo_stroke (cr);
}

/* Takes @label, which names the control. */
static void
name_control (gpointer control, char *label)
{
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_free (label);
}

/* What somebody is about to write stays while anything else changes. */
static void
update_name (AttractorPinRow *self)
{
  const char *name = attractor_comparisons_get_name (self->comparisons, self->index);

  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  if (g_strcmp0 (gtk_editable_get_text (self->entry), name) != 0)
    gtk_editable_set_text (self->entry, name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  name_control (self, g_strdup (name));
  name_control (self->entry, g_strdup_printf (_ ("Name of %s"), name));
  name_control (self->shown, g_strdup_printf (_ ("Show %s"), name));
  name_control (self->remove_button, g_strdup_printf (_ ("Remove %s"), name));
  name_control (self->progress_bar, g_strdup_printf (_ ("Measuring %s"), name));
}

/* One button for both, so that the focus stays on it. */
static void
update_button (AttractorPinRow *self)
{
  gboolean running = self->job != NULL;
  gboolean measured = attractor_comparisons_get_measurement (self->comparisons, self->index) !=
                      NULL;
  GtkWidget *button = GTK_WIDGET (self->measure_button);

  if (measured && gtk_widget_has_focus (button))
    gtk_widget_grab_focus (GTK_WIDGET (self->shown));
  gtk_widget_set_visible (button, !measured);
  gtk_button_set_icon_name (self->measure_button,
                            running ? "media-playback-stop-symbolic"
                                    : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (
    GTK_WIDGET (self->measure_button),
    running ? _ ("Stop measuring this network")
            : _ ("Train and measure the network with these parameters; the seed gives the "
                 "same network again"));
  name_control (button,
                g_strdup_printf (running ? _ ("Stop Measuring %s") : _ ("Measure %s"), self->name));
}

static char *
dup_state (AttractorPinRow *self)
{
  const char *stage = exp_job_get_stage_label (self->job);

  if (attractor_comparisons_get_stopping (self->comparisons, self->index))
    return g_strdup (_ ("Stopping…"));
  if (*stage == '\0')
    stage = exp_stage_get_label (EXP_STAGE_DRAW);
  if (exp_job_get_paused (self->job))
    /* TRANSLATORS: the stage of a run, and how much of the whole is done */
    return g_strdup_printf (
      _ ("Paused: %s, %.0f %%"), stage, floor (100.0 * exp_job_get_fraction (self->job)));
  /* TRANSLATORS: the stage of a run, and how much of the whole is done */
  return g_strdup_printf (
    _ ("%s, %.0f %%"), stage, floor (100.0 * exp_job_get_fraction (self->job)));
}

static void
update_state (AttractorPinRow *self)
{
  const char *error = attractor_comparisons_get_error (self->comparisons, self->index);

  gtk_widget_set_visible (GTK_WIDGET (self->state), self->job != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), self->job != NULL);
  if (self->job != NULL) {
    g_autofree char *state = dup_state (self);

    gtk_label_set_label (self->state, state);
    gtk_progress_bar_set_fraction (self->progress_bar, exp_job_get_fraction (self->job));
  }
  gtk_label_set_label (self->error_label, error != NULL ? error : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), error != NULL);
}

static void
follow_job (AttractorPinRow *self, ExpJob *job)
{
  if (job == self->job)
    return;
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_set_object (&self->job, job);
  if (job != NULL)
    g_signal_connect_object (job, "notify", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
}

/* What has no name could not be told from others: the one that it has stays. */
static void
rename_cb (AttractorPinRow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (*name == '\0')
    gtk_editable_set_text (self->entry, self->name);
  else if (!g_str_equal (name, self->name))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.rename-pin", "(us)", self->index, name);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  AttractorPinRow *self = user_data;

  gtk_editable_set_text (self->entry, self->name);
  return TRUE;
}

static void
shown_cb (AttractorPinRow *self)
{
  if (!self->updating)
    attractor_comparisons_set_visible (
      self->comparisons, self->index, gtk_switch_get_active (self->shown));
}

static void
measure_cb (AttractorPinRow *self)
{
  if (self->job != NULL)
    attractor_comparisons_stop_one (self->comparisons, self->index);
  else
    attractor_comparisons_measure (self->comparisons, self->index);
}

static void
attractor_pin_row_dispose (GObject *object)
{
  AttractorPinRow *self = ATTRACTOR_PIN_ROW (object);

  follow_job (self, NULL);
  g_clear_object (&self->comparisons);

  G_OBJECT_CLASS (attractor_pin_row_parent_class)->dispose (object);
}

static void
attractor_pin_row_finalize (GObject *object)
{
  g_free (ATTRACTOR_PIN_ROW (object)->name);

  G_OBJECT_CLASS (attractor_pin_row_parent_class)->finalize (object);
}

static void
attractor_pin_row_class_init (AttractorPinRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = attractor_pin_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = attractor_pin_row_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-pin-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorPinRow, sample);
  gtk_widget_class_bind_template_child (widget_class, AttractorPinRow, entry);
  gtk_widget_class_bind_template_child (widget_class, AttractorPinRow, measure_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorPinRow, shown);
  gtk_widget_class_bind_template_child (widget_class, AttractorPinRow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorPinRow, state);
  gtk_widget_class_bind_template_child (widget_class, AttractorPinRow, error_label);
  gtk_widget_class_bind_template_child (widget_class, AttractorPinRow, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, rename_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, measure_cb);
}

static void
attractor_pin_row_init (AttractorPinRow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->sample, draw_sample, self, NULL);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

/**
 * attractor_pin_row_new:
 * @comparisons: what was pinned
 * @index: of which
 *
 * Returns: a row about it
 */
GtkWidget *
attractor_pin_row_new (AttractorComparisons *comparisons, guint index)
{
  AttractorPinRow *self = g_object_new (ATTRACTOR_TYPE_PIN_ROW, NULL);

  self->comparisons = g_object_ref (comparisons);
  self->id = attractor_comparisons_get_id (comparisons, index);
  attractor_pin_row_update (self, index);
  return GTK_WIDGET (self);
}

/**
 * attractor_pin_row_get_id:
 * @self: a row
 *
 * Returns: which pin it is about, as attractor_comparisons_get_id()
 */
guint
attractor_pin_row_get_id (AttractorPinRow *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_PIN_ROW (self), 0);

  return self->id;
}

/**
 * attractor_pin_row_focus:
 * @self: a row
 *
 * Gives the focus to its button that removes the pin, as when the pin above was removed by such a
 * button.
 */
void
attractor_pin_row_focus (AttractorPinRow *self)
{
  g_return_if_fail (ATTRACTOR_IS_PIN_ROW (self));

  gtk_widget_grab_focus (self->remove_button);
}

/**
 * attractor_pin_row_update:
 * @self: a row
 * @index: where its pin is now
 *
 * Tells what there is to tell about the pin.
 */
void
attractor_pin_row_update (AttractorPinRow *self, guint index)
{
  g_return_if_fail (ATTRACTOR_IS_PIN_ROW (self));

  self->index = index;
  gtk_widget_queue_draw (GTK_WIDGET (self->sample));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove_button), "u", index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove_button), "win.remove-pin");
  self->updating = TRUE;
  gtk_switch_set_active (self->shown, attractor_comparisons_get_visible (self->comparisons, index));
  self->updating = FALSE;
  follow_job (self, attractor_comparisons_get_job (self->comparisons, index));
  update_name (self);
  update_button (self);
  update_state (self);
}

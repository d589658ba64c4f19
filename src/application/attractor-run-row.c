/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-run-row.h"

#include <glib/gi18n.h>

#include "attractor-number.h"
#include "attractor-parameter-text.h"

/**
 * AttractorRunRow:
 *
 * One run in the list of runs: what becomes of it, which of its parameters are not
 * the present ones, and what can be done with it.
 */
struct _AttractorRunRow {
  AdwActionRow parent_instance;

  AttractorRun *run;
  GtkWidget *show_button;
  GtkWidget *pin_button;
  GtkWidget *remove_button;
};

G_DEFINE_FINAL_TYPE (AttractorRunRow, attractor_run_row, ADW_TYPE_ACTION_ROW)

static void
attractor_run_row_dispose (GObject *object)
{
  g_clear_object (&ATTRACTOR_RUN_ROW (object)->run);

  G_OBJECT_CLASS (attractor_run_row_parent_class)->dispose (object);
}

static void
attractor_run_row_class_init (AttractorRunRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = attractor_run_row_dispose;
}

static void
attractor_run_row_init (AttractorRunRow *self)
{
}

static const char *
get_done_words (AttractorRun *run)
{
  if (attractor_run_get_measurement (run) == NULL)
    return _ ("Done; its network was let go");
  return attractor_run_get_measurement (run)->success ? _ ("Done: holds all targets")
                                                      : _ ("Done: does not hold all targets");
}

/* Of a run whose training was ended by hand */
static char *
dup_kept_words (AttractorRun *run)
{
  ExpMeasurement *measurement = attractor_run_get_measurement (run);
  g_autofree char *time = attractor_number_to_words (attractor_run_get_kept_after (run));

  if (measurement == NULL)
    /* TRANSLATORS: of a run; %s is for how long it has trained */
    return g_strdup_printf (_ ("Stopped after %s τ of training and kept; its network was let go"),
                            time);
  if (measurement->success)
    /* TRANSLATORS: of a run; %s is for how long it has trained */
    return g_strdup_printf (_ ("Stopped after %s τ of training and kept: holds all targets"), time);
  /* TRANSLATORS: of a run; %s is for how long it has trained */
  return g_strdup_printf (_ ("Stopped after %s τ of training and kept: does not hold all targets"),
                          time);
}

static const char *
get_state_words (AttractorRun *run)
{
  switch (attractor_run_get_state (run)) {
  case ATTRACTOR_RUN_RUNNING:
    return exp_job_get_paused (attractor_run_get_job (run)) ? _ ("Paused") : _ ("Under way");
  case ATTRACTOR_RUN_STOPPING:
    return _ ("Stopping");
  case ATTRACTOR_RUN_DONE:
    return get_done_words (run);
  case ATTRACTOR_RUN_STOPPED:
    return _ ("Stopped");
  case ATTRACTOR_RUN_FAILED:
    return attractor_run_get_error (run);
  case ATTRACTOR_RUN_WAITING:
  default:
    return _ ("Waiting");
  }
}

/* Takes @label, which names the button. */
static void
explain (GtkWidget *button, char *label, const char *tooltip)
{
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (button, tooltip);
  g_free (label);
}

static GtkWidget *
add_button (AttractorRunRow *self, const char *icon_name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_actionable_set_action_target (
    GTK_ACTIONABLE (button), "u", attractor_run_get_number (self->run));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  return button;
}

static void
update_buttons (AttractorRunRow *self)
{
  AttractorRunState state = attractor_run_get_state (self->run);
  guint number = attractor_run_get_number (self->run);

  gtk_widget_set_visible (self->show_button, state == ATTRACTOR_RUN_DONE);
  gtk_widget_set_visible (self->pin_button, state == ATTRACTOR_RUN_DONE);
  gtk_widget_set_sensitive (self->remove_button, state != ATTRACTOR_RUN_STOPPING);
  if (state == ATTRACTOR_RUN_RUNNING || state == ATTRACTOR_RUN_STOPPING)
    explain (self->remove_button,
             g_strdup_printf (_ ("Stop Run %u"), number),
             _ ("Stop this run; the next that waits begins"));
  else
    explain (self->remove_button,
             g_strdup_printf (_ ("Remove Run %u"), number),
             _ ("Take this run out of the list"));
}

/**
 * attractor_run_row_update:
 * @self: a row
 * @now: the present parameters
 *
 * Tells what there is to tell about the run.
 */
void
attractor_run_row_update (AttractorRunRow *self, const ExpExperiment *now)
{
  g_autofree char *kept = NULL;
  g_autofree char *differences = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *escaped = NULL;

  g_return_if_fail (ATTRACTOR_IS_RUN_ROW (self));

  if (attractor_run_get_kept_after (self->run) > 0.0)
    kept = dup_kept_words (self->run);
  differences = attractor_parameter_text_differences (attractor_run_get_experiment (self->run),
                                                      now);
  subtitle = g_strdup_printf ("%s\n%s",
                              kept != NULL ? kept : get_state_words (self->run),
                              *differences != '\0' ? differences : _ ("The present parameters"));
  escaped = g_markup_escape_text (subtitle, -1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), escaped);
  update_buttons (self);
}

/**
 * attractor_run_row_get_run:
 * @self: a row
 *
 * Returns: (transfer none): the run that it is about
 */
AttractorRun *
attractor_run_row_get_run (AttractorRunRow *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUN_ROW (self), NULL);

  return self->run;
}

/**
 * attractor_run_row_focus:
 * @self: a row
 *
 * Gives the focus to its button that removes or stops the run, as when a run beside it was removed
 * by such a button.
 *
 * Returns: whether it can have the focus
 */
gboolean
attractor_run_row_focus (AttractorRunRow *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_RUN_ROW (self), FALSE);

  return gtk_widget_grab_focus (self->remove_button);
}

/**
 * attractor_run_row_new:
 * @run: a run
 *
 * Returns: a row about it
 */
GtkWidget *
attractor_run_row_new (AttractorRun *run)
{
  AttractorRunRow *self = g_object_new (ATTRACTOR_TYPE_RUN_ROW, "focusable", FALSE, NULL);
  guint number = attractor_run_get_number (run);
  /* TRANSLATORS: one of several runs */
  g_autofree char *title = g_strdup_printf (_ ("Run %u"), number);

  self->run = g_object_ref (run);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  self->show_button = add_button (self, "view-reveal-symbolic", "win.show-run");
  self->pin_button = add_button (self, "view-pin-symbolic", "win.pin-run");
  self->remove_button = add_button (self, "user-trash-symbolic", "win.remove-run");
  explain (self->show_button,
           g_strdup_printf (_ ("Show Run %u"), number),
           _ ("Go back to the parameters of this run, and show its network"));
  explain (self->pin_button,
           g_strdup_printf (_ ("Pin Run %u"), number),
           _ ("Keep the parameters and results of this run for comparison"));
  /* a screen reader can come here before the row is in sight, and with that up to date */
  update_buttons (self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-axis-group.h"

#include <math.h>

#include <glib/gi18n.h>

#include "attractor-combo-list.h"
#include "attractor-number-row.h"
#include "attractor-parameter-list.h"
#include "attractor-refusal.h"

/* A press of a button goes so much of the usual range. */
#define STEPS 20.0

/**
 * AttractorAxisGroup:
 *
 * One axis of a sweep: which parameter it measures, from where to where, and at how
 * many points networks are measured.
 */
struct _AttractorAxisGroup {
  AdwPreferencesGroup parent_instance;

  AdwComboRow *parameter_row;
  AttractorNumberRow *first_row;
  AttractorNumberRow *last_row;
  AttractorNumberRow *n_points_row;
  GtkWidget *logarithmic_row;
  GtkSwitch *logarithmic_switch;

  AttractorSweepPlan *plan;
  FigDirection direction;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (AttractorAxisGroup, attractor_axis_group, ADW_TYPE_PREFERENCES_GROUP)

static void
set_up_range (AttractorAxisGroup *self, const ExpParameter *parameter)
{
  double step = (parameter->last - parameter->first) / STEPS;

  attractor_number_row_set_up (
    self->first_row, parameter->minimum, parameter->maximum, step, FALSE);
  attractor_number_row_set_up (self->last_row, parameter->minimum, parameter->maximum, step, FALSE);
}

static void
update (AttractorAxisGroup *self)
{
  const ExpAxis *axis = attractor_sweep_plan_get_axis (self->plan, self->direction);
  gboolean something = axis->parameter != NULL;

  self->updating = TRUE;
  adw_combo_row_set_selected (
    self->parameter_row,
    attractor_parameter_list_find (axis->parameter, self->direction == FIG_UPWARDS));
  gtk_widget_set_visible (GTK_WIDGET (self->first_row), something);
  gtk_widget_set_visible (GTK_WIDGET (self->last_row), something);
  gtk_widget_set_visible (GTK_WIDGET (self->n_points_row), something);
  gtk_widget_set_visible (self->logarithmic_row, something);
  if (something) {
    set_up_range (self, axis->parameter);
    attractor_number_row_set_value (self->first_row, axis->first);
    attractor_number_row_set_value (self->last_row, axis->last);
    attractor_number_row_set_value (self->n_points_row, (double)axis->n_points);
    gtk_switch_set_active (self->logarithmic_switch, axis->logarithmic);
  }
  self->updating = FALSE;
}

static void
selected_cb (AttractorAxisGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->parameter_row);

  if (!self->updating && self->plan != NULL && selected != GTK_INVALID_LIST_POSITION)
    attractor_sweep_plan_set_parameter (
      self->plan,
      self->direction,
      attractor_parameter_list_get (selected, self->direction == FIG_UPWARDS));
}

/* What was refused must not stay in sight as if it held. */
static void
changed_cb (AttractorAxisGroup *self)
{
  ExpAxis axis;
  g_autoptr (GError) error = NULL;

  if (self->updating || self->plan == NULL)
    return;
  axis = *attractor_sweep_plan_get_axis (self->plan, self->direction);
  axis.first = attractor_number_row_get_value (self->first_row);
  axis.last = attractor_number_row_get_value (self->last_row);
  axis.n_points = (gsize)attractor_number_row_get_value (self->n_points_row);
  axis.logarithmic = gtk_switch_get_active (self->logarithmic_switch);
  if (axis.parameter == NULL ||
      attractor_sweep_plan_set_axis (self->plan, self->direction, &axis, &error))
    return;
  attractor_refusal_show (GTK_WIDGET (self), error);
  update (self);
}

static void
attractor_axis_group_dispose (GObject *object)
{
  g_clear_object (&ATTRACTOR_AXIS_GROUP (object)->plan);

  G_OBJECT_CLASS (attractor_axis_group_parent_class)->dispose (object);
}

static void
attractor_axis_group_class_init (AttractorAxisGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = attractor_axis_group_dispose;

  g_type_ensure (ATTRACTOR_TYPE_NUMBER_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-axis-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorAxisGroup, parameter_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorAxisGroup, first_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorAxisGroup, last_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorAxisGroup, n_points_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorAxisGroup, logarithmic_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorAxisGroup, logarithmic_switch);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
attractor_axis_group_init (AttractorAxisGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  attractor_combo_list_set_up (self->parameter_row);
  attractor_number_row_set_up (self->n_points_row, 2.0, EXP_MAX_AXIS_POINTS, 1.0, TRUE);
}

/* Both axes have the same controls, which are told apart by ear as well. */
static void
name_rows (AttractorAxisGroup *self)
{
  gboolean across = self->direction == FIG_ACROSS;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   across ? _ ("Across") : _ ("Upwards"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->parameter_row),
                                 across ? _ ("Parameter Across") : _ ("Parameter Upwards"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->first_row),
                                 across ? _ ("First Across") : _ ("First Upwards"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->last_row),
                                 across ? _ ("Last Across") : _ ("Last Upwards"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->n_points_row),
                                 across ? _ ("Points Across") : _ ("Points Upwards"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->logarithmic_row),
                                 across ? _ ("Logarithmic Across") : _ ("Logarithmic Upwards"));
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->logarithmic_switch),
    GTK_ACCESSIBLE_PROPERTY_LABEL,
    adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->logarithmic_row)),
    -1);
}

/**
 * attractor_axis_group_new:
 * @plan: what it sets
 * @direction: which axis of it
 *
 * Returns: a group about this axis
 */
GtkWidget *
attractor_axis_group_new (AttractorSweepPlan *plan, FigDirection direction)
{
  AttractorAxisGroup *self = g_object_new (ATTRACTOR_TYPE_AXIS_GROUP, NULL);
  g_autoptr (GListModel) names = attractor_parameter_list_new (direction == FIG_UPWARDS);

  self->direction = direction;
  name_rows (self);
  self->updating = TRUE;
  adw_combo_row_set_model (self->parameter_row, names);
  self->updating = FALSE;
  self->plan = g_object_ref (plan);
  g_signal_connect_object (plan, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

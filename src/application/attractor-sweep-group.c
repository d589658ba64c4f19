/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-sweep-group.h"

#include <glib/gi18n.h>

#include "attractor-combo-list.h"
#include "attractor-number-row.h"
#include "attractor-sweeper-row.h"
#include "attractor-refusal.h"

#define MAX_NETWORKS 1000

/**
 * AttractorSweepGroup:
 *
 * Measures networks at all places of a sweep.
 */
struct _AttractorSweepGroup {
  AdwPreferencesGroup parent_instance;

  AdwComboRow *shown_row;
  AdwExpanderRow *measures_row;
  GtkCheckButton *checks[EXP_N_MEASURES];
  AttractorNumberRow *n_networks_row;
  AttractorSweeperRow *sweeper_row;
  GtkWidget *stale_row;
  GtkWidget *export_row;

  AttractorSweepPlan *plan;
  AttractorSweeper *sweeper;
  AttractorDocument *document;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (AttractorSweepGroup, attractor_sweep_group, ADW_TYPE_PREFERENCES_GROUP)

/* What the map shows is measured in any case. */
static void
show_measures (AttractorSweepGroup *self)
{
  ExpMeasure shown = attractor_sweep_plan_get_shown (self->plan);
  guint measures = attractor_sweep_plan_get_measures (self->plan);
  guint n = (guint)exp_measures_count (measures);
  g_autofree char *text = n > 1 ? g_strdup_printf (ngettext ("%u number", "%u numbers", n), n)
                                : g_strdup (exp_measure_get_label (shown));

  adw_combo_row_set_selected (self->shown_row, shown);
  adw_expander_row_set_subtitle (self->measures_row, text);
  for (guint i = 0; i < EXP_N_MEASURES; i++) {
    gtk_check_button_set_active (self->checks[i], (measures & (1u << i)) != 0);
    gtk_widget_set_sensitive (GTK_WIDGET (self->checks[i]), i != (guint)shown);
  }
}

static void
show_plan (AttractorSweepGroup *self)
{
  guint n = attractor_sweep_plan_get_n_networks (self->plan);
  guint n_places = attractor_sweep_plan_get_n_places (self->plan);
  /* TRANSLATORS: at how many places of a sweep networks are measured, and how many that are */
  g_autofree char *text = g_strdup_printf (
    ngettext ("At %u place, %zu in all", "At each of %u places, %zu in all", n_places),
    n_places,
    (gsize)n * n_places);

  self->updating = TRUE;
  show_measures (self);
  self->updating = FALSE;
  attractor_number_row_set_value (self->n_networks_row, n);
  attractor_number_row_set_subtitle (self->n_networks_row, text);
}

static gboolean
is_elsewhere (const ExpAxis *measured, const ExpAxis *chosen)
{
  return measured->parameter != NULL && !exp_axis_equal (measured, chosen);
}

/* Whether figures show networks of @sweep that are not all of those that were chosen since, or at
 * other places; over other parameters they show none. */
static gboolean
is_other_plan (AttractorSweepGroup *self, const ExpSweep *sweep)
{
  const ExpAxis *x = attractor_sweep_plan_get_axis (self->plan, FIG_ACROSS);
  const ExpAxis *y = attractor_sweep_plan_get_axis (self->plan, FIG_UPWARDS);

  return sweep->x.parameter == x->parameter && sweep->y.parameter == y->parameter &&
         (is_elsewhere (&sweep->x, x) || is_elsewhere (&sweep->y, y) ||
          sweep->n_networks != attractor_sweep_plan_get_n_networks (self->plan));
}

/* What the networks that were measured are not, in words; nothing if they are what was chosen */
static char *
dup_stale (AttractorSweepGroup *self, const ExpSweep *sweep)
{
  const ExpExperiment *experiment = attractor_document_get_experiment (self->document);
  gboolean same = exp_sweep_is_of (sweep, experiment);
  g_autoptr (ExpSweep) rescaled = same ? NULL : exp_sweep_rescale (sweep, experiment);

  if (!same && rescaled == NULL)
    return g_strdup (_ ("The networks measured have other parameters than the present ones."));
  if (!is_other_plan (self, same ? sweep : rescaled))
    return NULL;
  if (!same)
    return g_strdup (_ ("All targets were multiplied after these networks were measured, so that "
                        "they are at other amplitudes than those chosen, at which “Measure Sweep” "
                        "measures networks."));
  return g_strdup_printf (
    ngettext (
      "The networks shown were measured at %u place, with R = %u, before another choice was "
      "made. “Measure Sweep” measures what is missing.",
      "The networks shown were measured at %u places, with R = %u, before another choice was "
      "made. “Measure Sweep” measures what is missing.",
      (guint)sweep->n_cells),
    (guint)sweep->n_cells,
    (guint)sweep->n_networks);
}

static void
show_results (AttractorSweepGroup *self)
{
  ExpSweep *sweep = attractor_sweeper_get_sweep (self->sweeper);
  gboolean known = sweep != NULL && exp_sweep_count (sweep, NULL) > 0;
  gboolean success = attractor_sweep_plan_get_shown (self->plan) == EXP_MEASURE_SUCCESS;
  g_autofree char *stale = known ? dup_stale (self, sweep) : NULL;

  /* Theory knows no fraction, so that until then the map is of something else. */
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    known || !success
      ? NULL
      : _ ("Until networks are measured, the map is of theory’s margin: below 0 the "
           "task can be learned, above 0 it cannot."));

  gtk_widget_set_visible (self->export_row, known);
  gtk_widget_set_visible (self->stale_row, stale != NULL);
  if (stale != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->stale_row), stale);
}

static void
update (AttractorSweepGroup *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  show_plan (self);
  show_results (self);
}

static void
shown_cb (AttractorSweepGroup *self)
{
  guint shown = adw_combo_row_get_selected (self->shown_row);

  if (!self->updating && self->plan != NULL && shown < EXP_N_MEASURES)
    attractor_sweep_plan_set_shown (self->plan, (ExpMeasure)shown);
}

static void
check_cb (AttractorSweepGroup *self, GParamSpec *pspec, GtkCheckButton *check)
{
  for (guint i = 0; i < EXP_N_MEASURES && !self->updating; i++)
    if (self->checks[i] == check)
      attractor_sweep_plan_set_measured (
        self->plan, (ExpMeasure)i, gtk_check_button_get_active (check));
}

static void
n_networks_cb (AttractorSweepGroup *self)
{
  attractor_sweep_plan_set_n_networks (
    self->plan, (guint)attractor_number_row_get_value (self->n_networks_row));
}

static void
measure_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  AttractorSweepGroup *self = ATTRACTOR_SWEEP_GROUP (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpSweep) sweep = attractor_sweep_plan_make_sweep (
    self->plan, attractor_document_get_experiment (self->document), &error);

  if (sweep != NULL)
    attractor_sweeper_start (self->sweeper, sweep);
  else
    attractor_refusal_show (widget, error);
}

static void
attractor_sweep_group_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (attractor_sweep_group_parent_class)->map (widget);

  update (ATTRACTOR_SWEEP_GROUP (widget));
}

static void
attractor_sweep_group_dispose (GObject *object)
{
  AttractorSweepGroup *self = ATTRACTOR_SWEEP_GROUP (object);

  g_clear_object (&self->plan);
  g_clear_object (&self->sweeper);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (attractor_sweep_group_parent_class)->dispose (object);
}

static void
attractor_sweep_group_class_init (AttractorSweepGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = attractor_sweep_group_dispose;
  widget_class->map = attractor_sweep_group_map;

  g_type_ensure (ATTRACTOR_TYPE_NUMBER_ROW);
  g_type_ensure (ATTRACTOR_TYPE_SWEEPER_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-sweep-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorSweepGroup, shown_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorSweepGroup, measures_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorSweepGroup, n_networks_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorSweepGroup, sweeper_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorSweepGroup, stale_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorSweepGroup, export_row);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, n_networks_cb);
  gtk_widget_class_install_action (widget_class, "sweep.measure", NULL, measure_cb);
}

static void
add_measures (AttractorSweepGroup *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < EXP_N_MEASURES; i++) {
    const char *label = exp_measure_get_label ((ExpMeasure)i);
    GtkWidget *row = adw_action_row_new ();
    GtkWidget *check = gtk_check_button_new ();

    gtk_string_list_append (labels, label);
    gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
    gtk_widget_set_tooltip_text (check, _ ("Measure this on each network"));
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
    adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
    g_signal_connect_object (
      check, "notify::active", G_CALLBACK (check_cb), self, G_CONNECT_SWAPPED);
    adw_expander_row_add_row (self->measures_row, row);
    self->checks[i] = GTK_CHECK_BUTTON (check);
  }
  self->updating = TRUE;
  adw_combo_row_set_model (self->shown_row, G_LIST_MODEL (labels));
  self->updating = FALSE;
}

static void
attractor_sweep_group_init (AttractorSweepGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  attractor_combo_list_set_up (self->shown_row);
  add_measures (self);
  attractor_number_row_set_up (self->n_networks_row, 1.0, MAX_NETWORKS, 1.0, TRUE);
}

/**
 * attractor_sweep_group_new:
 * @plan: the places
 * @sweeper: what measures there
 * @document: what holds the present parameters
 *
 * Returns: a group that measures a sweep
 */
GtkWidget *
attractor_sweep_group_new (AttractorSweepPlan *plan,
                           AttractorSweeper *sweeper,
                           AttractorDocument *document)
{
  AttractorSweepGroup *self = g_object_new (ATTRACTOR_TYPE_SWEEP_GROUP, NULL);

  self->plan = g_object_ref (plan);
  self->sweeper = g_object_ref (sweeper);
  self->document = g_object_ref (document);
  attractor_sweeper_row_set_up (
    self->sweeper_row,
    sweeper,
    _ ("Measure Sweep"),
    _ ("Draw, train and measure networks at all places of the sweep, coarsely first; what was "
       "measured before is not measured again"),
    "sweep.measure");
  g_signal_connect_object (plan, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sweeper, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  show_plan (self);
  return GTK_WIDGET (self);
}

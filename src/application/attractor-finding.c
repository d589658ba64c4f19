/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-finding.h"

#include <stdlib.h>

#include <glib/gi18n.h>

#include "attractor-advice-text.h"
#include "attractor-finding-rows.h"
#include "attractor-network-text.h"
#include "attractor-number.h"
#include "attractor-swatch.h"
#include "attractor-widget.h"

/**
 * AttractorFinding:
 *
 * What is known of one attractor: a sentence that says what theory finds and why,
 * why the network does something else if it does, what would make it stable if it is
 * not, and, when unfolded, theory and network
 * number by number and the equation of the output.
 */
struct _AttractorFinding {
  GtkWidget parent_instance;

  GtkWidget *swatch;
  GtkLabel *headline;
  GtkLabel *network;
  GtkLabel *remedies;
  GtkExpander *expander;
  GtkGrid *grid;
  GtkLabel *equation;

  gsize attractor;
  int n_rows; /* of the grid */
  ExpTheory *theory;
  ExpMeasurement *measurement;
  ExpAdvice *advice;
  char *name; /* (nullable): to assistive technology */
};

G_DEFINE_FINAL_TYPE (AttractorFinding, attractor_finding, GTK_TYPE_WIDGET)

static GtkWidget *
create_cell (const char *text, gboolean heading)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (heading) {
    gtk_widget_add_css_class (label, "dim-label");
    gtk_widget_add_css_class (label, "caption-heading");
  } else {
    gtk_label_set_selectable (GTK_LABEL (label), TRUE);
    gtk_widget_set_can_focus (label, FALSE);
    gtk_widget_add_css_class (label, "numeric");
    attractor_widget_show_number (label);
  }
  return label;
}

static void
attach_row (GtkGrid *grid, int row, const char *const *texts, gboolean heading)
{
  for (int column = 0; column < 4; column++) {
    GtkWidget *label = gtk_grid_get_child_at (grid, column, row);

    if (label != NULL)
      gtk_label_set_text (GTK_LABEL (label), texts[column]);
    else
      gtk_grid_attach (
        grid, create_cell (texts[column], heading || column == 0), column, row, 1, 1);
  }
}

/* Nobody sees what is folded away, and a drag has no time for it. */
static void
show_details (AttractorFinding *self)
{
  const char *header[] = { "", _ ("Theory"), _ ("Network"), _ ("Difference") };
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *equation = NULL;

  if (self->theory == NULL || !gtk_expander_get_expanded (self->expander))
    return;

  rows = attractor_finding_rows_new (self->theory, self->measurement, self->attractor);
  attach_row (self->grid, 0, header, TRUE);
  for (guint i = 0; i < rows->len; i++) {
    const AttractorFindingRow *row = g_ptr_array_index (rows, i);
    const char *texts[] = { row->title, row->theory, row->network, row->difference };

    attach_row (self->grid, (int)i + 1, texts, FALSE);
  }
  while (self->n_rows > (int)rows->len)
    gtk_grid_remove_row (self->grid, self->n_rows--);
  self->n_rows = (int)rows->len;

  equation = attractor_finding_dup_ode (self->theory, self->attractor);
  gtk_label_set_text (self->equation, equation);
}

static void
expanded_cb (AttractorFinding *self)
{
  show_details (self);
}

static gboolean
link_cb (AttractorFinding *self, const char *uri)
{
  gsize index = (gsize)strtoul (uri, NULL, 10);
  const ExpRemedy *remedy;

  if (self->advice == NULL || index >= self->advice->n_remedies)
    return TRUE;

  remedy = &self->advice->remedies[index];
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "win.try-change",
                              "(uud)",
                              (guint32)remedy->change.kind,
                              (guint32)remedy->change.target,
                              attractor_advice_choose (remedy));
  return TRUE;
}

static void
attractor_finding_dispose (GObject *object)
{
  AttractorFinding *self = ATTRACTOR_FINDING (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->theory, exp_theory_unref);
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  g_clear_pointer (&self->advice, exp_advice_unref);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (attractor_finding_parent_class)->dispose (object);
}

static void
attractor_finding_class_init (AttractorFindingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_finding_dispose;

  g_type_ensure (ATTRACTOR_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-finding.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorFinding, swatch);
  gtk_widget_class_bind_template_child (widget_class, AttractorFinding, headline);
  gtk_widget_class_bind_template_child (widget_class, AttractorFinding, network);
  gtk_widget_class_bind_template_child (widget_class, AttractorFinding, remedies);
  gtk_widget_class_bind_template_child (widget_class, AttractorFinding, expander);
  gtk_widget_class_bind_template_child (widget_class, AttractorFinding, grid);
  gtk_widget_class_bind_template_child (widget_class, AttractorFinding, equation);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
attractor_finding_init (AttractorFinding *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  attractor_widget_show_number (GTK_WIDGET (self->equation));
  gtk_label_set_wrap (GTK_LABEL (gtk_expander_get_label_widget (self->expander)), TRUE);
}

static char *
dup_target (AttractorFinding *self)
{
  const ExpTable *targets = self->theory->experiment->targets;

  return attractor_number_row_to_text (targets->n_columns,
                                       targets->values + self->attractor * targets->n_columns);
}

static char *
dup_headline (AttractorFinding *self)
{
  const RcLocalDynamics *dynamics = self->theory->attractors[self->attractor].dynamics;
  g_autofree char *target = dup_target (self);
  g_autofree char *reason = attractor_advice_explain (self->theory, self->attractor);

  /* TRANSLATORS: a target, the verdict on it and half a sentence that says why:
   * "0.9 – Unstable: it has a real pole at …" */
  return g_strdup_printf (
    _ ("%s – %s: %s"), target, rc_verdict_get_label (dynamics->verdict), reason);
}

static void
name (AttractorFinding *self)
{
  g_autofree char *target = dup_target (self);
  /* TRANSLATORS: %s is a target */
  g_autofree char *label = g_strdup_printf (_ ("Findings on %s"), target);
  /* TRANSLATORS: %s is a target */
  g_autofree char *details = g_strdup_printf (_ ("Numbers and equation of %s"), target);

  /* Each time is a message to the accessibility bus, and a drag comes by in each frame. */
  if (g_strcmp0 (label, self->name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, details, -1);
}

static void
show_network (AttractorFinding *self)
{
  g_autofree char *text = attractor_network_explain (
    self->theory, self->measurement, self->attractor);

  gtk_label_set_text (self->network, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->network), text != NULL);
}

static void
show_remedies (AttractorFinding *self)
{
  g_autofree char *text = NULL;

  if (self->advice != NULL)
    text = attractor_advice_list (self->advice, self->attractor, TRUE);
  gtk_label_set_markup (self->remedies, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remedies), text != NULL);
}

/**
 * attractor_finding_new:
 * @attractor: index
 *
 * Returns: a finding that says nothing yet
 */
GtkWidget *
attractor_finding_new (gsize attractor)
{
  AttractorFinding *self = g_object_new (ATTRACTOR_TYPE_FINDING, NULL);

  self->attractor = attractor;
  attractor_swatch_set_index (ATTRACTOR_SWATCH (self->swatch), attractor);
  return GTK_WIDGET (self);
}

/**
 * attractor_finding_update:
 * @self: a finding
 * @theory: what theory says
 * @measurement: (nullable): what a network of the same parameters says
 * @advice: (nullable): what would make the attractor stable
 *
 * Says what is known now.
 */
void
attractor_finding_update (AttractorFinding *self,
                          ExpTheory *theory,
                          ExpMeasurement *measurement,
                          ExpAdvice *advice)
{
  g_autofree char *headline = NULL;

  g_return_if_fail (ATTRACTOR_IS_FINDING (self));
  g_return_if_fail (theory != NULL && self->attractor < theory->n_attractors);

  exp_theory_ref (theory);
  g_clear_pointer (&self->theory, exp_theory_unref);
  self->theory = theory;
  if (measurement != NULL)
    exp_measurement_ref (measurement);
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  self->measurement = measurement;
  if (advice != NULL)
    exp_advice_ref (advice);
  g_clear_pointer (&self->advice, exp_advice_unref);
  self->advice = advice;

  headline = dup_headline (self);
  gtk_label_set_text (self->headline, headline);
  name (self);
  show_network (self);
  show_remedies (self);
  show_details (self);
}

/**
 * attractor_finding_dup_text:
 * @self: a finding
 *
 * Returns: (transfer full): all that it says, with tabs between the columns
 */
char *
attractor_finding_dup_text (AttractorFinding *self)
{
  g_autofree char *headline = dup_headline (self);
  g_autofree char *remedies = NULL;
  g_autofree char *equation = attractor_finding_dup_ode (self->theory, self->attractor);
  g_autoptr (GPtrArray) rows = NULL;
  GString *text;

  g_return_val_if_fail (ATTRACTOR_IS_FINDING (self), NULL);

  text = g_string_new (headline);
  g_string_append_c (text, '\n');
  if (gtk_widget_get_visible (GTK_WIDGET (self->network)))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (self->network));
  if (self->advice != NULL)
    remedies = attractor_advice_list (self->advice, self->attractor, FALSE);
  if (remedies != NULL)
    g_string_append_printf (text, "%s\n", remedies);
  g_string_append_printf (text, "\t%s\t%s\t%s\n", _ ("Theory"), _ ("Network"), _ ("Difference"));
  rows = attractor_finding_rows_new (self->theory, self->measurement, self->attractor);
  for (guint i = 0; i < rows->len; i++) {
    const AttractorFindingRow *row = g_ptr_array_index (rows, i);

    g_string_append_printf (
      text, "%s\t%s\t%s\t%s\n", row->title, row->theory, row->network, row->difference);
  }
  g_string_append_printf (text, "%s\n", equation);
  return g_string_free (text, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-target-generator.h"

#include <math.h>

#include <glib/gi18n.h>

#include "exp-arrangement.h"
#include "exp-number.h"

#include "attractor-number.h"
#include "attractor-widget.h"

/* Of a size that is proposed */
#define SIZE_DIGITS 3.0

static const struct {
  ExpArrangementKind kind;
  const char *label;
} kinds[] = {
  { EXP_ARRANGEMENT_LINE, N_ ("Line") },
  { EXP_ARRANGEMENT_RING, N_ ("Ring") },
  { EXP_ARRANGEMENT_GRID, N_ ("Grid") },
  { EXP_ARRANGEMENT_RANDOM, N_ ("Random") },
};

/**
 * AttractorTargetGenerator:
 *
 * Lays out all targets at once: on a line, a ring or a grid, or at random, as
 * the number of outputs allows.
 */
struct _AttractorTargetGenerator {
  GtkPopover parent_instance;

  GtkDropDown *kind_drop_down;
  GtkSpinButton *number_button;
  GtkSpinButton *columns_button;
  GtkSpinButton *rows_button;
  GtkSpinButton *from_button;
  GtkSpinButton *to_button;
  GtkSpinButton *radius_button;
  GtkSpinButton *amplitude_button;
  GtkSpinButton *seed_button;
  GtkLabel *message_label;
  GtkWidget *apply_button;

  AttractorDocument *document;
  ExpTable *made;  /* (nullable): the targets that were laid out here last */
  gsize n_outputs; /* that the choices were made for */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (AttractorTargetGenerator, attractor_target_generator, GTK_TYPE_POPOVER)

static ExpArrangementKind
get_kind (AttractorTargetGenerator *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind_drop_down);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (exp_arrangement_is_possible (kinds[i].kind, self->n_outputs) && selected-- == 0)
      return kinds[i].kind;
  return EXP_ARRANGEMENT_RANDOM;
}

static gsize
get_count (GtkSpinButton *button)
{
  return (gsize)gtk_spin_button_get_value_as_int (button);
}

static ExpArrangement
get_arrangement (AttractorTargetGenerator *self)
{
  ExpArrangementKind kind = get_kind (self);

  return (ExpArrangement){
    .kind = kind,
    .n_outputs = self->n_outputs,
    .n_targets = get_count (self->number_button),
    .n_columns = get_count (self->columns_button),
    .n_rows = get_count (self->rows_button),
    .from = gtk_spin_button_get_value (self->from_button),
    .to = gtk_spin_button_get_value (self->to_button),
    .extent = gtk_spin_button_get_value (kind == EXP_ARRANGEMENT_RING ? self->radius_button
                                                                      : self->amplitude_button),
    .seed = gtk_spin_button_get_value_as_int (self->seed_button),
  };
}

/* Shows what the arrangement needs to know, and whether there can be one. */
static void
update_cb (AttractorTargetGenerator *self)
{
  ExpArrangement arrangement;
  ExpArrangementKind kind;
  gboolean grid, line, random, too_many;
  g_autofree char *message = NULL;

  if (self->updating || self->document == NULL)
    return;

  arrangement = get_arrangement (self);
  kind = arrangement.kind;
  grid = kind == EXP_ARRANGEMENT_GRID;
  line = kind == EXP_ARRANGEMENT_LINE;
  random = kind == EXP_ARRANGEMENT_RANDOM;
  gtk_widget_set_visible (GTK_WIDGET (self->number_button), !grid);
  gtk_widget_set_visible (GTK_WIDGET (self->columns_button), grid);
  gtk_widget_set_visible (GTK_WIDGET (self->rows_button), grid);
  gtk_widget_set_visible (GTK_WIDGET (self->from_button), line);
  gtk_widget_set_visible (GTK_WIDGET (self->to_button), line);
  gtk_widget_set_visible (GTK_WIDGET (self->radius_button), kind == EXP_ARRANGEMENT_RING);
  gtk_widget_set_visible (GTK_WIDGET (self->amplitude_button), grid || random);
  gtk_widget_set_visible (GTK_WIDGET (self->seed_button), random);

  too_many = exp_arrangement_get_n_targets (&arrangement) > EXP_MAX_TARGETS;
  message = g_strdup_printf (_ ("These are %d targets, but there can be at most %d."),
                             (int)exp_arrangement_get_n_targets (&arrangement),
                             EXP_MAX_TARGETS);
  gtk_label_set_label (self->message_label, too_many ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), too_many);
  gtk_widget_set_sensitive (self->apply_button, !too_many);
}

/* The first that is possible is the one that is usual. */
static void
list_kinds (AttractorTargetGenerator *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  gsize n_outputs = attractor_document_get_experiment (self->document)->targets->n_columns;

  if (n_outputs == self->n_outputs)
    return;

  self->n_outputs = n_outputs;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (exp_arrangement_is_possible (kinds[i].kind, n_outputs))
      gtk_string_list_append (list, _ (kinds[i].label));
  self->updating = TRUE;
  gtk_drop_down_set_model (self->kind_drop_down, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->kind_drop_down, 0);
  self->updating = FALSE;
}

static int
input_cb (GtkSpinButton *button, double *value)
{
  gboolean integer = gtk_spin_button_get_digits (button) == 0;

  return attractor_number_parse (gtk_editable_get_text (GTK_EDITABLE (button)), integer, value)
           ? TRUE
           : GTK_INPUT_ERROR;
}

/* As the table of targets writes them */
static gboolean
output_cb (GtkSpinButton *button)
{
  g_autofree char *text = attractor_number_format (gtk_spin_button_get_value (button));

  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (button))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (button), text);
  return TRUE;
}

static void
apply_clicked_cb (AttractorTargetGenerator *self)
{
  ExpArrangement arrangement;
  g_autoptr (ExpTable) targets = NULL;
  g_autoptr (GError) error = NULL;

  /* What was written last may still wait to be read. */
  gtk_widget_grab_focus (self->apply_button);
  arrangement = get_arrangement (self);
  if (exp_arrangement_get_n_targets (&arrangement) > EXP_MAX_TARGETS)
    return;

  targets = exp_arrangement_create (&arrangement);
  g_clear_pointer (&self->made, exp_table_free);
  self->made = exp_table_copy (targets);
  gtk_popover_popdown (GTK_POPOVER (self));
  if (!attractor_document_set_targets (self->document, targets, NULL, &error))
    attractor_widget_show_message (GTK_WIDGET (self), error->message);
}

static double
round_size (double value)
{
  double unit = value > 0.0 ? pow (10.0, floor (log10 (value)) - SIZE_DIGITS + 1.0) : 1.0;

  return exp_number_round (value, unit);
}

/* Begins where the targets are now, unless these are what was made here last. */
static void
begin_with_targets (AttractorTargetGenerator *self)
{
  const ExpTable *targets = attractor_document_get_experiment (self->document)->targets;
  double size = round_size (exp_table_get_size (targets)), radius = 0.0;
  double from = INFINITY, to = -INFINITY;

  if (self->made != NULL && exp_table_equal (self->made, targets))
    return;
  for (gsize k = 0; k < targets->n_rows; k++) {
    double square = 0.0;

    for (gsize i = 0; i < targets->n_columns; i++)
      square += exp_table_get (targets, k, i) * exp_table_get (targets, k, i);
    radius = fmax (radius, round_size (sqrt (square)));
    from = fmin (from, exp_table_get (targets, k, 0));
    to = fmax (to, exp_table_get (targets, k, 0));
  }
  size = size > 0.0 ? size : 1.0;
  self->updating = TRUE;
  gtk_spin_button_set_value (self->number_button, (double)targets->n_rows);
  gtk_spin_button_set_value (self->columns_button, ceil (sqrt ((double)targets->n_rows)));
  gtk_spin_button_set_value (self->rows_button, ceil (sqrt ((double)targets->n_rows)));
  gtk_spin_button_set_value (self->from_button, from < to ? from : -size);
  gtk_spin_button_set_value (self->to_button, from < to ? to : size);
  gtk_spin_button_set_value (self->radius_button, radius > 0.0 ? radius : 1.0);
  gtk_spin_button_set_value (self->amplitude_button, size);
  self->updating = FALSE;
}

static void
attractor_target_generator_map (GtkWidget *widget)
{
  AttractorTargetGenerator *self = ATTRACTOR_TARGET_GENERATOR (widget);

  list_kinds (self);
  begin_with_targets (self);
  update_cb (self);

  GTK_WIDGET_CLASS (attractor_target_generator_parent_class)->map (widget);
}

static void
attractor_target_generator_dispose (GObject *object)
{
  AttractorTargetGenerator *self = ATTRACTOR_TARGET_GENERATOR (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->made, exp_table_free);

  G_OBJECT_CLASS (attractor_target_generator_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-target-generator.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetGenerator, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetGenerator, number_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetGenerator, columns_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetGenerator, rows_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetGenerator, from_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetGenerator, to_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetGenerator, radius_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetGenerator, amplitude_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetGenerator, seed_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetGenerator, message_label);
  gtk_widget_class_bind_template_child (widget_class, AttractorTargetGenerator, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, input_cb);
  gtk_widget_class_bind_template_callback (widget_class, output_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_clicked_cb);
}

static void
attractor_target_generator_class_init (AttractorTargetGeneratorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = attractor_target_generator_dispose;
  GTK_WIDGET_CLASS (klass)->map = attractor_target_generator_map;

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
attractor_target_generator_init (AttractorTargetGenerator *self)
{
  const struct {
    GtkSpinButton **button;
    const char *label;
  } buttons[] = {
    { &self->number_button, N_ ("Number") },
    { &self->columns_button, N_ ("Columns") },
    { &self->rows_button, N_ ("Rows") },
    { &self->from_button, N_ ("From") },
    { &self->to_button, N_ ("To") },
    { &self->radius_button, N_ ("Radius") },
    { &self->amplitude_button, N_ ("Amplitude") },
    { &self->seed_button, N_ ("Seed") },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++) {
    GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (*buttons[i].button));

    gtk_text_set_activates_default (GTK_TEXT (text), TRUE);
    attractor_widget_set_up_spin_button (*buttons[i].button, _ (buttons[i].label));
  }
  gtk_popover_set_default_widget (GTK_POPOVER (self), self->apply_button);
}

/**
 * attractor_target_generator_set_document:
 * @self: a generator
 * @document: (nullable): whose targets it lays out
 */
void
attractor_target_generator_set_document (AttractorTargetGenerator *self,
                                         AttractorDocument *document)
{
  g_return_if_fail (ATTRACTOR_IS_TARGET_GENERATOR (self));

  g_set_object (&self->document, document);
}

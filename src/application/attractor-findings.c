/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-findings.h"

#include <stdlib.h>

#include <glib/gi18n.h>

#include "exp-closed-loop.h"
#include "exp-notes.h"

#include "attractor-advice-text.h"
#include "attractor-advisor.h"
#include "attractor-column.h"
#include "attractor-finding.h"
#include "attractor-findings-table.h"
#include "attractor-number.h"
#include "attractor-summary.h"
#include "attractor-widget.h"

/* How long numbers stay at least, in ms: nobody reads them faster while a slider moves. */
#define PERIOD 100
/* How high they are at most below the summary: the table of some attractors, and more */
#define BRIEF_HEIGHT 112
#define FULL_HEIGHT 240
/* Of the summary, where there is little room */
#define MAX_NARROW_LINES 3

/**
 * AttractorFindings:
 *
 * What theory says of every attractor, and what was measured, in words and
 * numbers: a sentence, below it a table, and then each attractor with the reason
 * for its verdict and what would change that. All but the sentence can be folded
 * away.
 *
 * To lay out all those words takes longer than all else that the window does for a frame. So
 * while numbers change one attractor after the other is told anew, one in each frame.
 */
struct _AttractorFindings {
  AdwBin parent_instance;

  GtkExpander *expander;
  GtkLabel *summary;
  GtkGrid *grid;
  GtkScrolledWindow *table;
  GtkLabel *notes;
  GtkBox *list;
  GtkLabel *overall;

  GPtrArray *findings; /* borrowed from the list */
  ExpTheory *theory;
  ExpMeasurement *measurement; /* of the same parameters, or NULL */
  ExpMeasurement *measured;    /* the last one, whatever its parameters */
  AttractorAdvisor *advisor;
  gint64 shown_at;   /* when it was last begun to show what is known, in µs */
  guint show_source; /* waits until that is long enough ago */
  guint next;        /* the attractor that is told next … */
  guint next_tick;   /* … in the next frame */
  gboolean stale;    /* something else was found since */
  gboolean found;    /* there is something to show */
  gboolean narrow;
  gboolean brief;
};

G_DEFINE_FINAL_TYPE (AttractorFindings, attractor_findings, ADW_TYPE_BIN)

/* Folded away where there is little room, they leave it to the figure. */
static void
trim_summary (AttractorFindings *self)
{
  gboolean trim = self->narrow && !gtk_expander_get_expanded (self->expander);

  gtk_label_set_lines (self->summary, trim ? MAX_NARROW_LINES : -1);
  gtk_label_set_ellipsize (self->summary, trim ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}

/* In a narrow window, too, the figure needs the height: its panels are one below the other. */
static void
limit_height (AttractorFindings *self)
{
  gtk_scrolled_window_set_max_content_height (
    self->table, self->brief || self->narrow ? BRIEF_HEIGHT : FULL_HEIGHT);
}

/* The expander takes what it hides out of the window, but would give it the focus if it
 * could be seen: GTK then looks in a window that there is not. */
static void
show_table (AttractorFindings *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->table),
                          self->found && gtk_expander_get_expanded (self->expander));
}

static void
expanded_cb (AttractorFindings *self)
{
  trim_summary (self);
  show_table (self);
}

/* What theory does not find stable is worth a search for what would help. */
static void
ask_for_advice (AttractorFindings *self)
{
  gboolean stable = TRUE;

  for (gsize i = 0; i < self->theory->n_attractors; i++)
    stable = stable && self->theory->attractors[i].dynamics->stable;

  if (stable)
    attractor_advisor_cancel (self->advisor);
  else
    attractor_advisor_request (self->advisor, self->theory->experiment);
}

/* Whether theory finds the attractor stable, and so does the network if it is known */
static gboolean
is_well (AttractorFindings *self, gsize attractor)
{
  return self->theory->attractors[attractor].dynamics->stable &&
         (self->measurement == NULL ||
          !exp_measurement_has (self->measurement, EXP_STAGE_SPECTRUM) ||
          exp_measurement_holds (self->measurement, attractor));
}

/* What is wrong, and what would help, stands before what needs no change. */
static void
sort_findings (AttractorFindings *self)
{
  GtkWidget *last = NULL;

  for (int well = 0; well <= 1; well++)
    for (guint i = 0; i < self->findings->len; i++) {
      GtkWidget *finding = g_ptr_array_index (self->findings, i);

      if (is_well (self, i) != (gboolean)well)
        continue;
      if (gtk_widget_get_prev_sibling (finding) != last)
        gtk_box_reorder_child_after (self->list, finding, last);
      last = finding;
    }
}

static void
set_n_findings (AttractorFindings *self)
{
  while (self->findings->len > self->theory->n_attractors) {
    gtk_box_remove (self->list, g_ptr_array_index (self->findings, self->findings->len - 1));
    g_ptr_array_remove_index (self->findings, self->findings->len - 1);
  }
  while (self->findings->len < self->theory->n_attractors) {
    g_ptr_array_add (self->findings, attractor_finding_new (self->findings->len));
    gtk_box_append (self->list, g_ptr_array_index (self->findings, self->findings->len - 1));
  }
}

static void
show_attractor (AttractorFindings *self, guint attractor)
{
  attractor_findings_table_update (
    self->grid, self->theory, self->measured, self->measurement != NULL, attractor);
  attractor_finding_update (g_ptr_array_index (self->findings, attractor),
                            self->theory,
                            self->measurement,
                            attractor_advisor_get_advice (self->advisor));
}

static void
show_overall (AttractorFindings *self)
{
  ExpAdvice *advice = attractor_advisor_get_advice (self->advisor);
  g_autofree char *overall = NULL;

  if (advice != NULL)
    overall = attractor_advice_list (advice, EXP_ADVICE_ALL, TRUE);
  gtk_label_set_markup (self->overall, overall != NULL ? overall : "");
  gtk_widget_set_visible (GTK_WIDGET (self->overall), overall != NULL);
}

static gboolean
link_cb (AttractorFindings *self, const char *uri)
{
  ExpAdvice *advice = attractor_advisor_get_advice (self->advisor);
  gsize index = (gsize)strtoul (uri, NULL, 10);

  if (advice != NULL && index < advice->n_remedies)
    gtk_widget_activate_action (GTK_WIDGET (self),
                                "win.try-change",
                                "(uud)",
                                (guint32)advice->remedies[index].change.kind,
                                (guint32)advice->remedies[index].change.target,
                                attractor_advice_choose (&advice->remedies[index]));
  return TRUE;
}

/* What the numbers do not say: that targets are redundant, say, or known to few digits, and what
 * else the network has. */
static void
show_notes (AttractorFindings *self)
{
  g_auto (GStrv) notes = exp_notes_new (self->theory);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *text = NULL;

  if (self->measurement != NULL && self->measurement->closed_loop != NULL) {
    g_autofree char *others = exp_closed_loop_describe (self->measurement->closed_loop);

    g_strv_builder_add (builder, others);
  }
  g_strv_builder_addv (builder, (const char **)notes);
  lines = g_strv_builder_end (builder);
  plain = g_strjoinv ("\n", lines);
  text = attractor_number_localize (plain);

  gtk_label_set_text (self->notes, text);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), text[0] != '\0');
}

static void
show_summary (AttractorFindings *self)
{
  g_autofree char *summary = attractor_summary_new (
    self->theory, self->measured, self->measurement != NULL);

  gtk_label_set_text (self->summary, summary);
  self->found = TRUE;
  show_table (self);
}

static void
stop_showing (AttractorFindings *self)
{
  g_clear_handle_id (&self->show_source, g_source_remove);
  if (self->next_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->next_tick);
  self->next_tick = 0;
}

/* What is not said of each attractor by itself */
static void
show_rest (AttractorFindings *self)
{
  show_notes (self);
  sort_findings (self);
  show_overall (self);
  show_summary (self);
}

/* Says what is known now. */
static void
show_all (AttractorFindings *self)
{
  stop_showing (self);
  self->shown_at = g_get_monotonic_time ();
  self->stale = FALSE;
  ask_for_advice (self);
  attractor_findings_table_set_n_rows (self->grid, self->theory->n_attractors, self->narrow);
  set_n_findings (self);
  for (guint i = 0; i < self->findings->len; i++)
    show_attractor (self, i);
  show_rest (self);
}

static void show_soon (AttractorFindings *self);

static gboolean
show_next_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  AttractorFindings *self = ATTRACTOR_FINDINGS (widget);

  if (self->next < self->findings->len) {
    show_attractor (self, self->next++);
    return G_SOURCE_CONTINUE;
  }
  show_rest (self);
  self->next_tick = 0;
  if (self->stale)
    show_soon (self);
  return G_SOURCE_REMOVE;
}

/* Says what is known now, in the frames to come where there is no more to it than other numbers. */
static void
show (AttractorFindings *self)
{
  if (self->findings->len != self->theory->n_attractors || self->findings->len == 1 ||
      !gtk_widget_get_mapped (GTK_WIDGET (self->grid))) {
    show_all (self);
    return;
  }
  self->shown_at = g_get_monotonic_time ();
  self->stale = FALSE;
  ask_for_advice (self);
  self->next = 0;
  self->next_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), show_next_cb, NULL, NULL);
}

static gboolean
show_cb (gpointer user_data)
{
  AttractorFindings *self = user_data;

  self->show_source = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

static void
show_soon (AttractorFindings *self)
{
  gint64 elapsed = (g_get_monotonic_time () - self->shown_at) / 1000;

  if (self->theory == NULL)
    return;
  self->stale = TRUE;
  if (self->next_tick != 0 && self->findings->len != self->theory->n_attractors)
    show_all (self);
  else if (self->show_source != 0 || self->next_tick != 0)
    return;
  else if (elapsed >= PERIOD)
    show (self);
  else
    self->show_source = g_timeout_add ((guint)(PERIOD - elapsed), show_cb, self);
}

static void
copy_cb (AttractorFindings *self)
{
  ExpAdvice *advice;
  GString *text;
  g_autofree char *overall = NULL;

  if (self->show_source != 0 || self->next_tick != 0)
    show_all (self);
  advice = attractor_advisor_get_advice (self->advisor);
  text = g_string_new (gtk_label_get_text (self->summary));
  if (gtk_widget_get_visible (GTK_WIDGET (self->notes)))
    g_string_append_printf (text, "\n%s", gtk_label_get_text (self->notes));
  for (guint i = 0; i < self->findings->len; i++) {
    g_autofree char *finding = attractor_finding_dup_text (g_ptr_array_index (self->findings, i));

    g_string_append_printf (text, "\n\n%s", finding);
  }
  if (advice != NULL)
    overall = attractor_advice_list (advice, EXP_ADVICE_ALL, FALSE);
  if (overall != NULL)
    g_string_append_printf (text, "\n%s\n", overall);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
  g_string_free (text, TRUE);
  attractor_widget_show_message (GTK_WIDGET (self), _ ("The findings are in the clipboard."));
}

static void
attractor_findings_dispose (GObject *object)
{
  AttractorFindings *self = ATTRACTOR_FINDINGS (object);

  stop_showing (self);
  /* A search that goes on would keep it. */
  if (self->advisor != NULL)
    attractor_advisor_cancel (self->advisor);
  g_clear_object (&self->advisor);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->theory, exp_theory_unref);
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  g_clear_pointer (&self->measured, exp_measurement_unref);

  G_OBJECT_CLASS (attractor_findings_parent_class)->dispose (object);
}

static void
attractor_findings_class_init (AttractorFindingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = attractor_findings_dispose;

  g_type_ensure (ATTRACTOR_TYPE_COLUMN);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-findings.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorFindings, expander);
  gtk_widget_class_bind_template_child (widget_class, AttractorFindings, summary);
  gtk_widget_class_bind_template_child (widget_class, AttractorFindings, grid);
  gtk_widget_class_bind_template_child (widget_class, AttractorFindings, table);
  gtk_widget_class_bind_template_child (widget_class, AttractorFindings, list);
  gtk_widget_class_bind_template_child (widget_class, AttractorFindings, notes);
  gtk_widget_class_bind_template_child (widget_class, AttractorFindings, overall);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
}

static void
attractor_findings_init (AttractorFindings *self)
{
  self->findings = g_ptr_array_new ();
  self->advisor = attractor_advisor_new ();
  g_signal_connect_object (
    self->advisor, "updated", G_CALLBACK (show_soon), self, G_CONNECT_SWAPPED);

  gtk_widget_init_template (GTK_WIDGET (self));
  attractor_findings_table_init (self->grid);
}

/**
 * attractor_findings_set_narrow:
 * @self: the findings
 * @narrow: whether there is little room
 *
 * Folds all but a short summary away where there is little room, until somebody wants it,
 * and unfolds it where there is more.
 */
void
attractor_findings_set_narrow (AttractorFindings *self, gboolean narrow)
{
  g_return_if_fail (ATTRACTOR_IS_FINDINGS (self));

  if (self->narrow == !!narrow)
    return;
  self->narrow = !!narrow;
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  attractor_findings_table_set_narrow (self->grid, narrow);
  limit_height (self);
  gtk_expander_set_expanded (self->expander, !narrow);
  trim_summary (self);
}

/**
 * attractor_findings_set_brief:
 * @self: the findings
 * @brief: whether there are many figures above them, which need the height
 */
void
attractor_findings_set_brief (AttractorFindings *self, gboolean brief)
{
  g_return_if_fail (ATTRACTOR_IS_FINDINGS (self));

  self->brief = !!brief;
  limit_height (self);
}

/**
 * attractor_findings_update:
 * @self: the findings
 * @theory: what theory says
 * @measurement: (nullable): what a network says
 *
 * Shows what was found, now or a moment later; what has other parameters than @theory as such.
 */
void
attractor_findings_update (AttractorFindings *self, ExpTheory *theory, ExpMeasurement *measurement)
{
  gboolean current = measurement != NULL &&
                     exp_experiment_computes_equal (theory->experiment, measurement->experiment);

  g_return_if_fail (ATTRACTOR_IS_FINDINGS (self));
  g_return_if_fail (theory != NULL);

  if (measurement != NULL)
    exp_measurement_ref (measurement);
  exp_theory_ref (theory);
  g_clear_pointer (&self->theory, exp_theory_unref);
  self->theory = theory;
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  self->measurement = current ? exp_measurement_ref (measurement) : NULL;

  g_clear_pointer (&self->measured, exp_measurement_unref);
  self->measured = measurement;

  show_soon (self);
}

/**
 * attractor_findings_get_theory:
 * @self: the findings
 *
 * Returns: (transfer none) (nullable): what they are of
 */
ExpTheory *
attractor_findings_get_theory (AttractorFindings *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_FINDINGS (self), NULL);

  return self->theory;
}

/**
 * attractor_findings_set_error:
 * @self: the findings
 * @message: why there are none, one sentence
 */
void
attractor_findings_set_error (AttractorFindings *self, const char *message)
{
  g_return_if_fail (ATTRACTOR_IS_FINDINGS (self));
  g_return_if_fail (message != NULL);

  stop_showing (self);
  attractor_advisor_cancel (self->advisor);
  gtk_label_set_text (self->summary, message);
  self->found = FALSE;
  show_table (self);
}

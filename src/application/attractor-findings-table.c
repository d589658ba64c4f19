/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-findings-table.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "exp-agreement.h"

#include "attractor-finding-rows.h"
#include "attractor-number.h"
#include "attractor-swatch.h"
#include "attractor-widget.h"

/* The table in the findings: a row for each attractor, and above them what the columns are. Where
 * there is little room it has the first columns only: the numbers of each attractor have the rest.
 */
#define WIDE_SPACING 12
#define NARROW_SPACING 8
/* A unit, with a joiner so that no line ends in it */
#define RATE "1/\u2060τ"
/* A marginal pole below this is rounding. */
#define DUST 1e-9

enum {
  COLUMN_SWATCH,
  COLUMN_TARGET,
  COLUMN_VERDICT,
  COLUMN_SUCCESS,
  COLUMN_POLE,
  COLUMN_MEASURED,
  COLUMN_TIME_CONSTANT,
  COLUMN_RESONANCE,
  COLUMN_BULK,
  N_COLUMNS,
};

static const struct {
  const char *title;
  const char *tooltip;
  const char *unit;
} columns[N_COLUMNS] = {
  [COLUMN_TARGET] = { N_ ("Target"), N_ ("The output that the attractor holds") },
  [COLUMN_VERDICT] = { N_ ("Theory"),
                       N_ ("Whether the output returns to the attractor after a small kick") },
  [COLUMN_SUCCESS] = { N_ ("Network"), N_ ("Whether the trained network holds the target") },
  [COLUMN_POLE] = { N_ ("Leading Pole"),
                    N_ ("The rate, in inverse neural time constants, at which a small deviation of "
                        "the output "
                        "grows (positive) or decays (negative)"),
                    RATE },
  [COLUMN_MEASURED] = { N_ ("Network’s Pole"),
                        N_ (
                          "The leading pole of the trained network: an eigenvalue where it stands "
                          "out of the bulk, otherwise the pole that fits the network’s frequency "
                          "response"),
                        RATE },
  [COLUMN_TIME_CONSTANT] = { N_ ("Time Constant"),
                             N_ ("How long a small deviation of the output lasts, in neural time "
                                 "constants"),
                             "τ" },
  [COLUMN_RESONANCE] = { N_ ("Resonance"),
                         N_ ("The angular frequency to which the output answers most, if there is "
                             "one"),
                         RATE },
  [COLUMN_BULK] = { N_ ("Bulk Radius"),
                    N_ ("The radius of the disk that most eigenvalues of the network fill; "
                        "from 1 on, the activity is chaotic") },
};

static GtkWidget *
create_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  return label;
}

static gboolean
is_shown (int column, gboolean narrow)
{
  return column <= COLUMN_POLE || !narrow;
}

/**
 * attractor_findings_table_set_n_rows:
 * @grid: a grid with headings
 * @wanted: how many attractors there are
 * @narrow: whether there is room for the first columns only
 *
 * Makes room for their numbers.
 */
void
attractor_findings_table_set_n_rows (GtkGrid *grid, gsize wanted, gboolean narrow)
{
  gsize n = 0;

  while (gtk_grid_get_child_at (grid, COLUMN_TARGET, (int)n + 1) != NULL)
    n++;
  while (n > wanted)
    gtk_grid_remove_row (grid, (int)n--);
  while (n < wanted) {
    GtkWidget *swatch = g_object_new (ATTRACTOR_TYPE_SWATCH, "valign", GTK_ALIGN_CENTER, NULL);

    gtk_actionable_set_action_name (GTK_ACTIONABLE (swatch), "win.select-found");
    attractor_swatch_set_index (ATTRACTOR_SWATCH (swatch), n++);
    gtk_grid_attach (grid, swatch, COLUMN_SWATCH, (int)n, 1, 1);
    for (int column = COLUMN_TARGET; column < N_COLUMNS; column++) {
      GtkWidget *label = create_label (NULL);

      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_set_visible (label, is_shown (column, narrow));
      gtk_label_set_wrap (GTK_LABEL (label), narrow);
      attractor_widget_show_number (label);
      gtk_grid_attach (grid, label, column, (int)n, 1, 1);
    }
  }
}

static GtkWidget *
set_cell (GtkGrid *grid, gsize row, int column, const char *text)
{
  GtkWidget *label = gtk_grid_get_child_at (grid, column, (int)row + 1);

  gtk_label_set_text (GTK_LABEL (label), text);
  return label;
}

static void
set_css_class (GtkWidget *widget, const char *css_class, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/* Green where deviations die out, red where they grow, and neither where they stay */
static void
set_verdict_class (GtkWidget *label, gboolean known, RcVerdict verdict)
{
  set_css_class (label, "success", known && verdict == RC_VERDICT_STABLE);
  set_css_class (label, "warning", known && verdict == RC_VERDICT_MARGINAL);
  set_css_class (
    label, "error", known && verdict != RC_VERDICT_STABLE && verdict != RC_VERDICT_MARGINAL);
}

/* Also where nothing changes, GTK would look for the pointer and tell the accessibility bus. */
static void
set_tooltip (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (label), text) != 0)
    gtk_widget_set_tooltip_text (label, text);
}

/* Poles of many similar targets are known to fewer decimals than are shown. */
static void
set_uncertain (GtkWidget *label, double value, int n_certain)
{
  double n_shown = attractor_number_get_digits () - 1 - floor (log10 (fabs (value)));
  gboolean uncertain = value != 0.0 && n_certain < n_shown;
  g_autofree char *text = NULL;

  if (uncertain)
    text = g_strdup_printf (ngettext ("Rounding leaves %d decimal of this certain",
                                      "Rounding leaves %d decimals of this certain",
                                      n_certain),
                            n_certain);
  set_css_class (label, "dim-label", uncertain);
  set_tooltip (label, text);
}

static char *
complex_to_words (double complex value)
{
  g_autofree char *real = attractor_number_with_sign (creal (value));
  g_autofree char *imaginary = NULL;

  if (cimag (value) == 0.0 || !isfinite (cimag (value)))
    return g_steal_pointer (&real);

  /* The eigenvalues of a real matrix come in conjugate pairs. */
  imaginary = attractor_number_to_words (fabs (cimag (value)));
  return g_strdup_printf ("%s ± %s i", real, imaginary);
}

/* A pole that is 0 as exactly as can be known is not shown as what rounding has made of it. */
static double complex
drop_dust (double complex pole, RcVerdict verdict)
{
  return verdict == RC_VERDICT_MARGINAL && cabs (pole) < DUST ? 0.0 : pole;
}

static char *
time_constant_to_words (double value)
{
  /* Where the output leaves, there is nothing that lasts. */
  return value >= 0.0 ? attractor_number_to_words (value) : g_strdup ("—");
}

static void
show_theory (GtkGrid *grid, const ExpTheory *theory, gsize row)
{
  const RcLocalDynamics *dynamics = theory->attractors[row].dynamics;
  const ExpTable *targets = theory->experiment->targets;
  g_autofree char *target = attractor_number_row_to_text (
    targets->n_columns, targets->values + row * targets->n_columns);
  g_autofree char *pole = complex_to_words (dynamics->output_pole);
  g_autofree char *time_constant = time_constant_to_words (dynamics->time_constant);
  g_autofree char *resonance = attractor_number_to_words (
    dynamics->stable ? dynamics->resonance_frequency : NAN);
  g_autofree char *bulk = attractor_number_to_words (dynamics->bulk_radius);
  GtkWidget *label;

  set_cell (grid, row, COLUMN_TARGET, target);
  label = set_cell (grid, row, COLUMN_VERDICT, rc_verdict_get_label (dynamics->verdict));
  set_verdict_class (label, TRUE, dynamics->verdict);
  label = set_cell (grid, row, COLUMN_POLE, pole);
  set_uncertain (label, creal (dynamics->output_pole), (int)dynamics->digits);
  set_cell (grid, row, COLUMN_TIME_CONSTANT, time_constant);
  set_cell (grid, row, COLUMN_RESONANCE, resonance);
  set_cell (grid, row, COLUMN_BULK, bulk);
}

/* A measurement may belong to older parameters, with other targets, or have come no farther than to
 * its first figures. The verdict follows from all eigenvalues, the pole is what theory's pole is
 * compared with. */
static void
show_measurement (GtkGrid *grid,
                  const ExpTheory *theory,
                  const ExpMeasurement *measurement,
                  gboolean current,
                  gsize row)
{
  gssize target = exp_agreement_find_target (theory, measurement, row);
  const ExpMeasuredAttractor *measured = NULL;
  g_autofree char *verdict = NULL;
  g_autofree char *pole = NULL;
  g_autofree char *description = NULL;
  GtkWidget *label;

  if (target >= 0 && exp_measurement_has (measurement, EXP_STAGE_SPECTRUM)) {
    g_autoptr (ExpAgreement) agreement = exp_agreement_new (theory, measurement, row);

    measured = &measurement->attractors[target];
    verdict = attractor_finding_success_to_words (measurement, (gsize)target);
    pole = complex_to_words (drop_dust (agreement->leading_pole, measured->verdict));
    description = exp_measured_attractor_describe (measured);
  }

  label = set_cell (grid, row, COLUMN_SUCCESS, verdict != NULL ? verdict : "—");
  set_tooltip (label, description);
  set_verdict_class (
    label, verdict != NULL && current, measured != NULL ? measured->verdict : RC_VERDICT_ABSENT);
  set_css_class (label, "dim-label", verdict == NULL || !current);
  label = set_cell (grid, row, COLUMN_MEASURED, pole != NULL ? pole : "—");
  set_css_class (label, "dim-label", pole == NULL || !current);
}

/* Where there is no room for one line it has two: a unit stays with the last of several words. */
static char *
dup_heading (int column)
{
  const char *title = _ (columns[column].title);

  if (columns[column].unit == NULL || strchr (title, ' ') == NULL)
    return attractor_number_with_unit (title, columns[column].unit);
  return g_strdup_printf ("%s\u00a0(%s)", title, columns[column].unit);
}

/**
 * attractor_findings_table_init:
 * @grid: an empty grid
 *
 * Heads the columns.
 */
void
attractor_findings_table_init (GtkGrid *grid)
{
  for (int column = COLUMN_TARGET; column < N_COLUMNS; column++) {
    g_autofree char *title = dup_heading (column);
    GtkWidget *label = create_label (title);

    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_widget_set_valign (label, GTK_ALIGN_END);
    gtk_widget_add_css_class (label, "caption-heading");
    gtk_widget_add_css_class (label, "dim-label");
    gtk_widget_set_tooltip_text (label, _ (columns[column].tooltip));
    gtk_grid_attach (grid, label, column, 0, 1, 1);
  }
}

/**
 * attractor_findings_table_set_narrow:
 * @grid: a grid with headings
 * @narrow: whether there is room for the first columns only
 */
void
attractor_findings_table_set_narrow (GtkGrid *grid, gboolean narrow)
{
  GtkWidget *label;

  gtk_grid_set_column_spacing (grid, narrow ? NARROW_SPACING : WIDE_SPACING);
  for (int column = COLUMN_TARGET; column < N_COLUMNS; column++)
    for (int row = 0; (label = gtk_grid_get_child_at (grid, column, row)) != NULL; row++) {
      gtk_widget_set_visible (label, is_shown (column, narrow));
      gtk_label_set_wrap (GTK_LABEL (label), narrow || row == 0);
    }
}

/**
 * attractor_findings_table_update:
 * @grid: a grid with a row for each attractor
 * @theory: what theory says
 * @measurement: (nullable): what a network says
 * @current: whether that has the parameters of @theory
 * @attractor: index
 *
 * Shows the numbers of one attractor.
 */
void
attractor_findings_table_update (GtkGrid *grid,
                                 const ExpTheory *theory,
                                 const ExpMeasurement *measurement,
                                 gboolean current,
                                 gsize attractor)
{
  show_theory (grid, theory, attractor);
  show_measurement (grid, theory, measurement, current, attractor);
}

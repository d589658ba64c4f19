/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-comparison-table.h"

#include <math.h>

#include <glib/gi18n.h>

#include "attractor-number.h"
#include "attractor-parameter-text.h"

#define NOTHING "—"

/* One column of the table: the present results, or those of a pin */
typedef struct {
  const char *name;
  const ExpExperiment *experiment;
  const ExpTheory *theory;
  const ExpMeasurement *measurement;
} Column;

typedef char *(*CellFunc) (const Column *column, gconstpointer data);

static char *
key_cell (const Column *column, gconstpointer data)
{
  return attractor_parameter_text_key (data, column->experiment);
}

static char *
table_cell (const Column *column, gconstpointer data)
{
  const char *label;

  return attractor_parameter_text_table (
    attractor_parameter_text_get_table (column->experiment, *(const gsize *)data, &label));
}

/* One row of a table, which is as long in all columns */
typedef struct {
  gsize index;
  gsize row;
} TableRow;

static char *
table_row_cell (const Column *column, gconstpointer data)
{
  const TableRow *place = data;
  const char *label;
  const ExpTable *table = attractor_parameter_text_get_table (
    column->experiment, place->index, &label);
  g_autofree char *values = NULL;

  if (place->row >= table->n_rows)
    return g_strdup (NOTHING);
  values = attractor_number_row_to_text (table->n_columns,
                                         table->values + place->row * table->n_columns);
  /* TRANSLATORS: a row of a table, counted from 1, and what is in it */
  return g_strdup_printf (_ ("row %u: %s"), (guint)place->row + 1, values);
}

static char *
formula_cell (const Column *column, gconstpointer data)
{
  return g_strdup (column->experiment->formula);
}

/* How many of the targets are held, and which are not: as many may be others. */
static char *
held_to_words (const ExpTable *targets, const gboolean *held)
{
  g_autoptr (GString) lost = g_string_new (NULL);
  guint n_held = 0;

  for (gsize k = 0; k < targets->n_rows; k++) {
    g_autofree char *target = attractor_number_row_to_text (
      targets->n_columns, targets->values + k * targets->n_columns);

    n_held += held[k] ? 1 : 0;
    if (!held[k])
      g_string_append_printf (lost, "%s%s", lost->len > 0 ? C_ ("list", "; ") : "", target);
  }
  if (n_held == 0 || n_held == targets->n_rows)
    /* TRANSLATORS: "3 of 3" attractors */
    return g_strdup_printf (_ ("%u of %u"), n_held, (guint)targets->n_rows);
  /* TRANSLATORS: "2 of 3" attractors, and the targets of the others */
  return g_strdup_printf (_ ("%u of %u, without %s"), n_held, (guint)targets->n_rows, lost->str);
}

static char *
theory_cell (const Column *column, gconstpointer data)
{
  g_autofree gboolean *held = NULL;

  if (column->theory == NULL)
    return g_strdup (NOTHING);
  held = g_new0 (gboolean, column->theory->n_attractors);
  for (gsize k = 0; k < column->theory->n_attractors; k++)
    held[k] = column->theory->attractors[k].dynamics->stable;
  return held_to_words (column->theory->experiment->targets, held);
}

/* That of the attractor that is least stable. What is no farther from 0 than it is known is 0, or
 * rounding would be told as a difference. */
static char *
pole_cell (const Column *column, gconstpointer data)
{
  const ExpTable *targets;
  g_autofree char *text = NULL;
  g_autofree char *target = NULL;
  double leading = NAN;
  gsize least_stable = 0;

  if (column->theory == NULL)
    return g_strdup (NOTHING);
  for (gsize k = 0; k < column->theory->n_attractors; k++) {
    const RcLocalDynamics *dynamics = column->theory->attractors[k].dynamics;
    double rate = creal (dynamics->output_pole);

    rate = fabs (rate) <= dynamics->tolerance ? 0.0 : rate;
    if (isnan (leading) || rate > leading) {
      leading = rate;
      least_stable = k;
    }
  }
  text = attractor_number_with_sign (leading);
  if (column->theory->n_attractors == 1 || isnan (leading))
    return g_steal_pointer (&text);
  targets = column->theory->experiment->targets;
  target = attractor_number_row_to_text (targets->n_columns,
                                         targets->values + least_stable * targets->n_columns);
  /* TRANSLATORS: the leading pole of all attractors, and the target of the one that has it */
  return g_strdup_printf (_ ("%s at %s"), text, target);
}

static char *
network_cell (const Column *column, gconstpointer data)
{
  g_autofree gboolean *held = NULL;

  if (column->measurement == NULL)
    return g_strdup (NOTHING);
  held = g_new0 (gboolean, column->measurement->n_attractors);
  for (gsize k = 0; k < column->measurement->n_attractors; k++)
    held[k] = column->measurement->attractors[k].stable;
  return held_to_words (column->measurement->experiment->targets, held);
}

/* A row of the table, if it does not say the same of all; whether it does not */
static gboolean
add_row (
  GPtrArray *rows, const GArray *columns, const char *title, CellFunc func, gconstpointer data)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  gboolean differs = FALSE;

  g_ptr_array_add (cells, g_strdup (title));
  for (guint i = 0; i < columns->len; i++) {
    g_ptr_array_add (cells, func (&g_array_index (columns, Column, i), data));
    differs = differs ||
              !g_str_equal (g_ptr_array_index (cells, i + 1), g_ptr_array_index (cells, 1));
  }
  if (!differs)
    return FALSE;
  g_ptr_array_add (cells, NULL);
  g_ptr_array_set_free_func (cells, NULL);
  g_ptr_array_add (rows, g_ptr_array_free (g_steal_pointer (&cells), FALSE));
  return TRUE;
}

/* The first row of a table in which the columns differ; as many as there are where they do not */
static gsize
find_differing_row (const GArray *columns, gsize index)
{
  const char *label;
  const ExpTable *first = attractor_parameter_text_get_table (
    g_array_index (columns, Column, 0).experiment, index, &label);
  gsize row = first->n_rows;

  for (guint i = 1; i < columns->len; i++) {
    const ExpTable *other = attractor_parameter_text_get_table (
      g_array_index (columns, Column, i).experiment, index, &label);
    gsize n = MIN (row, other->n_rows);

    for (gsize k = 0; k < n; k++)
      if (!exp_table_rows_equal (first, k, other, k))
        row = MIN (row, k);
  }
  return row;
}

/* Long tables may look alike where they are not: then the first row that differs is told. */
static void
add_table (GPtrArray *rows, const GArray *columns, const char *label, gsize index)
{
  TableRow place = { index, 0 };

  if (add_row (rows, columns, label, table_cell, &index))
    return;
  place.row = find_differing_row (columns, index);
  add_row (rows, columns, label, table_row_cell, &place);
}

static void
add_names (GPtrArray *rows, const GArray *columns)
{
  GPtrArray *names = g_ptr_array_new ();

  g_ptr_array_add (names, g_strdup (""));
  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add (names, g_strdup (g_array_index (columns, Column, i).name));
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (rows, g_ptr_array_free (names, FALSE));
}

static GArray *
list_columns (AttractorComparisons *comparisons,
              const ExpExperiment *experiment,
              const ExpTheory *theory,
              const ExpMeasurement *measurement)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (Column));
  Column now = { _ ("Now"), experiment, theory, NULL };

  if (measurement != NULL && exp_experiment_computes_equal (experiment, measurement->experiment))
    now.measurement = measurement;
  g_array_append_val (columns, now);
  for (guint i = 0; i < attractor_comparisons_get_n (comparisons); i++) {
    Column column = {
      attractor_comparisons_get_name (comparisons, i),
      attractor_comparisons_get_experiment (comparisons, i),
      attractor_comparisons_get_theory (comparisons, i),
      attractor_comparisons_get_measurement (comparisons, i),
    };

    g_array_append_val (columns, column);
  }
  return columns;
}

/**
 * attractor_comparison_table_new:
 * @comparisons: what was pinned
 * @experiment: the present parameters
 * @theory: (nullable): what theory says of them
 * @measurement: (nullable): what a network says, perhaps of other parameters
 *
 * Returns: (transfer full) (element-type GStrv): the rows of a table that puts the
 *   present parameters and the pinned ones side by side: their names, and those parameters
 *   and results that are not the same everywhere, as far as they are written
 */
GPtrArray *
attractor_comparison_table_new (AttractorComparisons *comparisons,
                                const ExpExperiment *experiment,
                                const ExpTheory *theory,
                                const ExpMeasurement *measurement)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  g_autofree char *pole = NULL;
  g_autoptr (GArray) columns = list_columns (comparisons, experiment, theory, measurement);
  const char *label;
  gsize n_keys;
  const ExpKey *keys = exp_key_list (&n_keys);

  add_names (rows, columns);
  for (gsize i = 0; i < n_keys; i++)
    add_row (rows, columns, _ (keys[i].label), key_cell, &keys[i]);
  add_row (rows, columns, _ ("Formula"), formula_cell, NULL);
  for (gsize i = 0; attractor_parameter_text_get_table (experiment, i, &label); i++)
    add_table (rows, columns, label, i);
  add_row (rows, columns, _ ("Stable in theory"), theory_cell, NULL);
  pole = attractor_number_with_unit (_ ("Leading pole"), "1/τ");
  add_row (rows, columns, pole, pole_cell, NULL);
  add_row (rows, columns, _ ("Held by the network"), network_cell, NULL);
  return rows;
}

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

static char *
formula_cell (const Column *column, gconstpointer data)
{
  return g_strdup (column->experiment->formula);
}

static char *
count_to_words (guint n, guint total)
{
  /* TRANSLATORS: "2 of 3" attractors */
  return g_strdup_printf (_ ("%u of %u"), n, total);
}

static char *
theory_cell (const Column *column, gconstpointer data)
{
  guint n_stable = 0;

  if (column->theory == NULL)
    return g_strdup (NOTHING);
  for (gsize k = 0; k < column->theory->n_attractors; k++)
    n_stable += column->theory->attractors[k].dynamics->stable ? 1 : 0;
  return count_to_words (n_stable, (guint)column->theory->n_attractors);
}

static char *
pole_cell (const Column *column, gconstpointer data)
{
  double leading = NAN;

  if (column->theory == NULL)
    return g_strdup (NOTHING);
  for (gsize k = 0; k < column->theory->n_attractors; k++)
    leading = fmax (leading, creal (column->theory->attractors[k].dynamics->output_pole));
  return attractor_number_with_sign (leading);
}

static char *
network_cell (const Column *column, gconstpointer data)
{
  guint n_stable = 0;

  if (column->measurement == NULL)
    return g_strdup (NOTHING);
  for (gsize k = 0; k < column->measurement->n_attractors; k++)
    n_stable += column->measurement->attractors[k].stable ? 1 : 0;
  return count_to_words (n_stable, (guint)column->measurement->n_attractors);
}

/* A row of the table, unless it says the same of all and only differences count */
static void
add_row (GPtrArray *rows,
         const GArray *columns,
         const char *title,
         gboolean always,
         CellFunc func,
         gconstpointer data)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  gboolean differs = always;

  g_ptr_array_add (cells, g_strdup (title));
  for (guint i = 0; i < columns->len; i++) {
    g_ptr_array_add (cells, func (&g_array_index (columns, Column, i), data));
    differs = differs ||
              !g_str_equal (g_ptr_array_index (cells, i + 1), g_ptr_array_index (cells, 1));
  }
  if (!differs)
    return;
  g_ptr_array_add (cells, NULL);
  g_ptr_array_set_free_func (cells, NULL);
  g_ptr_array_add (rows, g_ptr_array_free (g_steal_pointer (&cells), FALSE));
}

/* Long tables may look alike where they are not. */
static gboolean
table_differs (const GArray *columns, gsize index)
{
  const ExpTable *first, *other;
  const char *label;

  first = attractor_parameter_text_get_table (
    g_array_index (columns, Column, 0).experiment, index, &label);
  for (guint i = 1; i < columns->len; i++) {
    other = attractor_parameter_text_get_table (
      g_array_index (columns, Column, i).experiment, index, &label);
    if (!exp_table_equal (first, other))
      return TRUE;
  }
  return FALSE;
}

static char *
name_cell (const Column *column, gconstpointer data)
{
  return g_strdup (column->name);
}

static GArray *
list_columns (AttractorComparisons *comparisons,
              const ExpTheory *theory,
              const ExpMeasurement *measurement)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (Column));
  Column now = { _ ("Now"), theory->experiment, theory, NULL };

  if (measurement != NULL &&
      exp_experiment_computes_equal (theory->experiment, measurement->experiment))
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
 * @theory: what theory says now
 * @measurement: (nullable): what a network says, perhaps of other parameters
 *
 * Returns: (transfer full) (element-type GStrv): the rows of a table that puts the
 *   present parameters and the pinned ones side by side: names, the parameters
 *   that are not the same everywhere, and what comes of them
 */
GPtrArray *
attractor_comparison_table_new (AttractorComparisons *comparisons,
                                const ExpTheory *theory,
                                const ExpMeasurement *measurement)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  g_autoptr (GArray) columns = list_columns (comparisons, theory, measurement);
  const char *label;
  gsize n_keys;
  const ExpKey *keys = exp_key_list (&n_keys);

  add_row (rows, columns, "", TRUE, name_cell, NULL);
  for (gsize i = 0; i < n_keys; i++)
    add_row (rows, columns, _ (keys[i].label), FALSE, key_cell, &keys[i]);
  add_row (rows, columns, _ ("Formula"), FALSE, formula_cell, NULL);
  for (gsize i = 0; attractor_parameter_text_get_table (theory->experiment, i, &label); i++)
    add_row (rows, columns, label, table_differs (columns, i), table_cell, &i);
  add_row (rows, columns, _ ("Stable in theory"), TRUE, theory_cell, NULL);
  add_row (rows, columns, _ ("Leading pole"), TRUE, pole_cell, NULL);
  add_row (rows, columns, _ ("Held by the network"), TRUE, network_cell, NULL);
  return rows;
}

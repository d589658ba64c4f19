/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-parameter-text.h"

#include <glib/gi18n.h>

#include "attractor-number.h"

#define NOTHING "—"
/* So many rows of a table are told. */
#define MAX_ROWS 4

/**
 * attractor_parameter_text_key:
 * @key: which parameter
 * @experiment: of which experiment
 *
 * Returns: (transfer full): its value for a person
 */
char *
attractor_parameter_text_key (const ExpKey *key, const ExpExperiment *experiment)
{
  double value = exp_key_get (key, experiment);

  if (key->type == EXP_KEY_CHOICE)
    return g_strdup (_ (key->choice_labels[(gsize)value]));
  return attractor_number_row_to_text (1, &value);
}

/**
 * attractor_parameter_text_get_table:
 * @experiment: an experiment
 * @index: which of its tables
 * @label: (out): what that is called
 *
 * Returns: (transfer none) (nullable): the targets, the static inputs, or the covariance of
 *   the channels; %NULL if there is no such table
 */
const ExpTable *
attractor_parameter_text_get_table (const ExpExperiment *experiment,
                                    gsize index,
                                    const char **label)
{
  static const char *const labels[] = { N_ ("Targets"),
                                        N_ ("Static inputs"),
                                        N_ ("Channel covariance") };
  const ExpTable *tables[] = { experiment->targets,
                               experiment->inputs,
                               experiment->channel_covariance };

  if (index >= G_N_ELEMENTS (labels))
    return NULL;
  *label = _ (labels[index]);
  return tables[index];
}

/**
 * attractor_parameter_text_table:
 * @table: targets, say, or static inputs
 *
 * Returns: (transfer full): it for a person: of a long one how it begins, and how many rows
 *   it has
 */
char *
attractor_parameter_text_table (const ExpTable *table)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < MIN (table->n_rows, MAX_ROWS); i++) {
    g_autofree char *row = attractor_number_row_to_text (table->n_columns,
                                                         table->values + i * table->n_columns);

    if (i > 0)
      g_string_append (text, C_ ("list", "; "));
    g_string_append (text, row);
  }
  if (table->n_rows > MAX_ROWS)
    g_string_append_printf (
      text, ngettext (" … (%u row)", " … (%u rows)", (guint)table->n_rows), (guint)table->n_rows);
  if (text->len == 0)
    g_string_append (text, NOTHING);
  return g_string_free (text, FALSE);
}

/* Takes @value. */
static void
add_difference (GString *text, const char *label, char *value)
{
  if (text->len > 0)
    g_string_append (text, C_ ("list", "; "));
  /* TRANSLATORS: a parameter and its value, as "Gain g: 0.9" */
  g_string_append_printf (text, _ ("%s: %s"), label, value);
  g_free (value);
}

/**
 * attractor_parameter_text_differences:
 * @experiment: an experiment
 * @other: another
 *
 * Returns: (transfer full): the parameters of @experiment that are others in @other,
 *   each with its value in @experiment; empty if there are none
 */
char *
attractor_parameter_text_differences (const ExpExperiment *experiment, const ExpExperiment *other)
{
  GString *text = g_string_new (NULL);
  const ExpTable *table;
  const char *label;
  gsize n_keys;
  const ExpKey *keys = exp_key_list (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    if (exp_key_get (&keys[i], experiment) != exp_key_get (&keys[i], other))
      add_difference (text, _ (keys[i].label), attractor_parameter_text_key (&keys[i], experiment));
  if (g_strcmp0 (experiment->formula, other->formula) != 0)
    add_difference (text, _ ("Formula"), g_strdup (experiment->formula));
  for (gsize i = 0; (table = attractor_parameter_text_get_table (experiment, i, &label)); i++)
    if (!exp_table_equal (table, attractor_parameter_text_get_table (other, i, &label)))
      add_difference (text, label, attractor_parameter_text_table (table));
  return g_string_free (text, FALSE);
}

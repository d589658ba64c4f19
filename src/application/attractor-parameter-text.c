/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-parameter-text.h"

#include <glib/gi18n.h>

#include "attractor-number.h"

#define NOTHING "—"
/* Longer lists of targets are told by their number. */
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
 * attractor_parameter_text_table:
 * @table: targets or static inputs
 *
 * Returns: (transfer full): them for a person, or how many they are
 */
char *
attractor_parameter_text_table (const ExpTable *table)
{
  GString *text = g_string_new (NULL);

  if (table->n_rows > MAX_ROWS) {
    g_string_free (text, TRUE);
    return g_strdup_printf (ngettext ("%u row", "%u rows", (guint)table->n_rows),
                            (guint)table->n_rows);
  }
  for (gsize i = 0; i < table->n_rows; i++) {
    g_autofree char *row = attractor_number_row_to_text (table->n_columns,
                                                         table->values + i * table->n_columns);

    if (i > 0)
      g_string_append (text, C_ ("list", "; "));
    g_string_append (text, row);
  }
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
  gsize n_keys;
  const ExpKey *keys = exp_key_list (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    if (exp_key_get (&keys[i], experiment) != exp_key_get (&keys[i], other))
      add_difference (text, _ (keys[i].label), attractor_parameter_text_key (&keys[i], experiment));
  if (g_strcmp0 (experiment->formula, other->formula) != 0)
    add_difference (text, _ ("Formula"), g_strdup (experiment->formula));
  if (!exp_table_equal (experiment->targets, other->targets))
    add_difference (text, _ ("Targets"), attractor_parameter_text_table (experiment->targets));
  if (!exp_table_equal (experiment->inputs, other->inputs))
    add_difference (text, _ ("Static inputs"), attractor_parameter_text_table (experiment->inputs));
  return g_string_free (text, FALSE);
}

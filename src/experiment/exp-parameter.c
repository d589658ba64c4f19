/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-parameter.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-error.h"
#include "exp-number.h"

static const struct {
  const char *path;
  RcParameter parameter;
} paths[] = {
  { "network.gain", RC_PARAMETER_GAIN },
  { EXP_PARAMETER_AMPLITUDE, RC_PARAMETER_AMPLITUDE },
  { "network.feedback_scale", RC_PARAMETER_FEEDBACK_SCALE },
  { "network.transfer.threshold", RC_PARAMETER_THRESHOLD },
  { "network.density", RC_PARAMETER_DENSITY },
  { "training.ridge", RC_PARAMETER_RIDGE },
  { "probe.overlap", RC_PARAMETER_OVERLAP },
};

static ExpParameter parameters[G_N_ELEMENTS (paths)];

static void
fill (ExpParameter *self, gsize i)
{
  const ExpKey *key = exp_key_find (paths[i].path);

  if (key != NULL)
    *self = (ExpParameter){ .path = key->path,
                            .label = key->label,
                            .minimum = key->minimum,
                            .maximum = key->maximum,
                            .open_minimum = key->open_minimum,
                            .first = key->slider_minimum,
                            .last = key->slider_maximum,
                            .parameter = paths[i].parameter,
                            .key = key };
  else
    *self = (ExpParameter){ .path = paths[i].path,
                            .label = N_ ("Amplitude of the targets"),
                            .maximum = EXP_MAX_TARGET,
                            .first = 0.05,
                            .last = 2.0,
                            .parameter = paths[i].parameter };
}

/**
 * exp_parameter_list:
 * @n_parameters: (out): how many
 *
 * Returns: all parameters that theory can be drawn over
 */
const ExpParameter *
exp_parameter_list (gsize *n_parameters)
{
  static gsize filled = 0;

  if (g_once_init_enter (&filled)) {
    for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
      fill (&parameters[i], i);
    g_once_init_leave (&filled, 1);
  }
  *n_parameters = G_N_ELEMENTS (parameters);
  return parameters;
}

/**
 * exp_parameter_dup_paths:
 *
 * Returns: (transfer full): the paths of all parameters that theory can be drawn over,
 *   with commas between
 */
char *
exp_parameter_dup_paths (void)
{
  gsize n;
  const ExpParameter *all = exp_parameter_list (&n);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", all[i].path);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * exp_parameter_find:
 * @path: as "network.gain", "gain" for short, as no two parameters end alike, or
 *   %EXP_PARAMETER_AMPLITUDE
 *
 * Returns: (nullable): the parameter, or %NULL if theory cannot be drawn over it
 */
const ExpParameter *
exp_parameter_find (const char *path)
{
  gsize n;
  const ExpParameter *all = exp_parameter_list (&n);

  for (gsize i = 0; i < n; i++) {
    const char *dot = strrchr (all[i].path, '.');

    if (strcmp (all[i].path, path) == 0 || (dot != NULL && strcmp (dot + 1, path) == 0))
      return &all[i];
  }
  return NULL;
}

/**
 * exp_parameter_matters:
 *
 * Returns: whether theory changes at all with the parameter: a threshold is the
 *   rectifier's only, and the density is gone in the limit N → ∞
 */
gboolean
exp_parameter_matters (const ExpParameter *self, const ExpExperiment *experiment)
{
  switch (self->parameter) {
  case RC_PARAMETER_THRESHOLD:
    return experiment->transfer == EXP_TRANSFER_RELU;
  case RC_PARAMETER_DENSITY:
    return FALSE;
  case RC_PARAMETER_GAIN:
  case RC_PARAMETER_FEEDBACK_SCALE:
  case RC_PARAMETER_AMPLITUDE:
  case RC_PARAMETER_OVERLAP:
  case RC_PARAMETER_RIDGE:
  default:
    return TRUE;
  }
}

/**
 * exp_parameter_check:
 * @value: a value for it
 * @error: set to %EXP_ERROR_VALUE, with the parameter, the value and the range
 *
 * Returns: %TRUE if the parameter may have this value
 */
gboolean
exp_parameter_check (const ExpParameter *self, double value, GError **error)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE], minimum[G_ASCII_DTOSTR_BUF_SIZE];
  char maximum[G_ASCII_DTOSTR_BUF_SIZE];

  if (self->key != NULL)
    return exp_key_check (self->key, value, error);
  if (value >= self->minimum && value <= self->maximum)
    return TRUE;
  g_ascii_formatd (number, sizeof number, "%.10g", value);
  g_set_error (error,
               EXP_ERROR,
               EXP_ERROR_VALUE,
               _ ("%s is %s, but must be from %s to %s"),
               self->path,
               number,
               exp_number_print (self->minimum, minimum),
               exp_number_print (self->maximum, maximum));
  return FALSE;
}

/**
 * exp_parameter_apply:
 * @value: the new value
 * @experiment: what to change
 * @error: set to %EXP_ERROR_VALUE if the value, or a target that it makes, is out
 *   of range
 *
 * Returns: %TRUE on success; otherwise nothing has changed
 */
gboolean
exp_parameter_apply (const ExpParameter *self,
                     double value,
                     ExpExperiment *experiment,
                     GError **error)
{
  g_autoptr (ExpExperiment) changed = NULL;
  ExpTable *targets = experiment->targets;

  if (!exp_parameter_check (self, value, error))
    return FALSE;
  if (self->key != NULL) {
    /* Only this method has a ridge. */
    if (self->parameter == RC_PARAMETER_RIDGE)
      experiment->method = EXP_METHOD_RIDGE;
    return exp_key_set (self->key, experiment, value, error);
  }

  changed = exp_experiment_copy (experiment);
  for (gsize i = 0; i < targets->n_rows * targets->n_columns; i++)
    changed->targets->values[i] *= value;
  if (!exp_experiment_validate (changed, error))
    return FALSE;
  experiment->targets = g_steal_pointer (&changed->targets);
  changed->targets = targets;
  return TRUE;
}

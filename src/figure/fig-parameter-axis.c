/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-parameter-axis.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "fig-text.h"

/* What an axis says where there is no room for the parameter's label. */
static const char *
get_symbol (const char *path)
{
  static const struct {
    const char *path;
    const char *symbol;
  } symbols[] = {
    { "network.gain", "<i>g</i>" },           { EXP_PARAMETER_AMPLITUDE, "<i>a</i>" },
    { "network.feedback_scale", "<i>σ</i>" }, { "network.transfer.threshold", "<i>θ</i>" },
    { "network.density", "<i>p</i>" },        { "training.ridge", "<i>λ</i>" },
    { "probe.overlap", "<i>ρ</i>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (strcmp (symbols[i].path, path) == 0)
      return symbols[i].symbol;
  return NULL;
}

/* The label, with its symbol as symbols are set; labels of some parameters have it. */
static char *
print_title (const ExpParameter *parameter, const char *symbol)
{
  g_autofree char *label = g_markup_escape_text (_ (parameter->label), -1);
  g_autofree char *plain = symbol != NULL ? fig_text_from_markup (symbol) : NULL;

  if (plain == NULL)
    return g_steal_pointer (&label);
  if (g_str_has_suffix (label, plain) && strlen (label) > strlen (plain) &&
      label[strlen (label) - strlen (plain) - 1] == ' ')
    label[strlen (label) - strlen (plain) - 1] = '\0';
  return g_strconcat (label, " ", symbol, NULL);
}

/**
 * fig_parameter_axis_init:
 * @self: an axis of a panel
 * @axis: what a scan is over
 *
 * Makes the axis measure a parameter of the experiment.
 */
void
fig_parameter_axis_init (FigAxis *self, const ExpAxis *axis)
{
  const char *symbol = get_symbol (axis->parameter->path);
  g_autofree char *title = print_title (axis->parameter, symbol);

  fig_axis_set_titles (self, title, symbol);
  self->kind = axis->logarithmic ? FIG_SCALE_LOGARITHMIC : FIG_SCALE_LINEAR;
  fig_range_add (&self->range, self->kind, axis->first);
  fig_range_add (&self->range, self->kind, axis->last);
  fig_axis_set_parameter (self, axis->parameter->path);
}

/**
 * fig_parameter_axis_get_value:
 * @axis: what a scan is over
 * @experiment: parameters
 *
 * Returns: where the experiment is on the axis; the targets' amplitude is 1
 */
double
fig_parameter_axis_get_value (const ExpAxis *axis, const ExpExperiment *experiment)
{
  return axis->parameter->key != NULL ? exp_key_get (axis->parameter->key, experiment) : 1.0;
}

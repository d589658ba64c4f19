/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-parameter-axis.h"

#include <string.h>

#include <glib/gi18n-lib.h>

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
  g_autofree char *title = g_markup_escape_text (_ (axis->parameter->label), -1);

  fig_axis_set_titles (self, title, get_symbol (axis->parameter->path));
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

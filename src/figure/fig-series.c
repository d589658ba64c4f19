/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-series.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-measure.h"

#include "fig-number.h"

/* The names that are words, and words that a number or a place follows */
static const char *const words[] = {
  N_ ("attractor"),  N_ ("diagonal"),
  N_ ("experiment"), N_ ("fixed point"),
  N_ ("margin"),     N_ ("neuron"),
  N_ ("readout"),    N_ ("success"),
  N_ ("trajectory"), N_ ("spurious attractor"),
};

/**
 * fig_series_new:
 * @name: whose data it is
 * @kind: what it says of it
 * @n_points: how many points
 * @x: (array length=n_points): copied
 * @y: (array length=n_points): copied
 *
 * Returns: (transfer full): a series
 */
FigSeries *
fig_series_new (
  const char *name, const char *kind, gsize n_points, const double *x, const double *y)
{
  FigSeries *self = g_new0 (FigSeries, 1);

  self->name = g_strdup (name);
  self->kind = g_strdup (kind);
  self->n_points = n_points;
  self->x = g_memdup2 (x, n_points * sizeof (double));
  self->y = g_memdup2 (y, n_points * sizeof (double));
  return self;
}

/**
 * fig_series_add_column:
 * @self: a series being built, with fewer than %FIG_MAX_COLUMNS of them
 * @name: what it is
 * @values: a number for each point, copied
 */
void
fig_series_add_column (FigSeries *self, const char *name, const double *values)
{
  FigColumn *column = &self->columns[self->n_columns];

  g_return_if_fail (self->n_columns < FIG_MAX_COLUMNS);

  column->name = g_strdup (name);
  column->values = g_memdup2 (values, self->n_points * sizeof (double));
  self->n_columns++;
}

/**
 * fig_series_get_title:
 * @self: a series
 *
 * Returns: (transfer full): its name, in the reader's language where that has words, and with
 *   real minus signs
 */
char *
fig_series_get_title (const FigSeries *self)
{
  g_autofree char *minus = fig_number_set_minus (self->name);
  ExpMeasure measure;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    const char *rest = self->name + strlen (words[i]);

    if (!g_str_has_prefix (self->name, words[i]))
      continue;
    if (rest[0] == '\0')
      return g_strdup (_ (words[i]));
    if (rest[0] == ' ' && rest[1] != '\0' && rest[1 + strspn (rest + 1, "0123456789")] == '\0')
      /* Translators: a word and a number that says which, as "neuron 3" */
      return g_strdup_printf (C_ ("word and number", "%s %s"), _ (words[i]), rest + 1);
    if (g_str_has_prefix (rest, " at "))
      /* Translators: a word and where that is, as "spurious attractor at (0.31, −0.2)" */
      return g_strdup_printf (
        C_ ("word and place", "%s at %s"), _ (words[i]), minus + strlen (words[i]) + 4);
  }
  if (exp_measure_find (self->name, &measure))
    return g_strdup (exp_measure_get_label (measure));
  return g_steal_pointer (&minus);
}

void
fig_series_free (FigSeries *self)
{
  g_free (self->name);
  g_free (self->kind);
  for (gsize i = 0; i < self->n_columns; i++) {
    g_free (self->columns[i].name);
    g_free (self->columns[i].values);
  }
  g_free (self->x);
  g_free (self->y);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-axis.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-error.h"
#include "exp-number.h"

/* Targets grow with the amplitude, and must stay in their range. */
static gboolean
check_ends (const ExpAxis *self, const ExpExperiment *experiment, GError **error)
{
  g_autoptr (ExpExperiment) copy = exp_experiment_copy (experiment);
  double largest = MAX (self->first, self->last);

  return self->parameter->key != NULL ||
         exp_parameter_apply (self->parameter, largest, copy, error);
}

/**
 * exp_axis_check_range:
 * @error: set to %EXP_ERROR_VALUE
 *
 * Returns: whether the axis is possible in itself, whatever experiment it is for
 */
gboolean
exp_axis_check_range (const ExpAxis *self, GError **error)
{
  if (!exp_parameter_check (self->parameter, self->first, error) ||
      !exp_parameter_check (self->parameter, self->last, error))
    return FALSE;
  if (self->n_points < 1 || self->n_points > EXP_MAX_AXIS_POINTS) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("%s has %zu points, but from 1 to %d are possible"),
                 self->parameter->path,
                 self->n_points,
                 EXP_MAX_AXIS_POINTS);
    return FALSE;
  }
  if (self->logarithmic && !(self->first > 0.0 && self->last > 0.0)) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("%s begins or ends at 0 or below, where there is no logarithm"),
                 self->parameter->path);
    return FALSE;
  }
  return TRUE;
}

/**
 * exp_axis_check:
 * @experiment: what the axis is for
 * @error: set to %EXP_ERROR_VALUE
 *
 * Returns: whether the experiment can be gone along the axis
 */
gboolean
exp_axis_check (const ExpAxis *self, const ExpExperiment *experiment, GError **error)
{
  return exp_axis_check_range (self, error) && check_ends (self, experiment, error);
}

/**
 * exp_axis_equal:
 *
 * Returns: whether both are the same; axes without a parameter are
 */
gboolean
exp_axis_equal (const ExpAxis *a, const ExpAxis *b)
{
  if (a->parameter == NULL || b->parameter == NULL)
    return a->parameter == b->parameter;
  return a->parameter == b->parameter && a->first == b->first && a->last == b->last &&
         a->n_points == b->n_points && !a->logarithmic == !b->logarithmic;
}

static gboolean
parse_number (const char *text, double *value)
{
  char *end;

  *value = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*value);
}

/**
 * exp_axis_parse:
 * @self: (out): the axis
 * @text: as "network.gain:0.5:1.5:11", "gain:0.5:1.5:11" or "gain:0.1:10:11:log"
 * @error: set to %EXP_ERROR_VALUE
 *
 * Reads an axis from a parameter, its first value and its last, and how many points
 * there are. That these are possible is for exp_axis_check() to say.
 *
 * Returns: %TRUE on success
 */
gboolean
exp_axis_parse (ExpAxis *self, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);
  guint n = g_strv_length (parts);
  guint64 n_points;

  *self = (ExpAxis){ 0 };
  if ((n != 4 && n != 5) || !parse_number (parts[1], &self->first) ||
      !parse_number (parts[2], &self->last) ||
      !g_ascii_string_to_unsigned (parts[3], 10, 1, EXP_MAX_AXIS_POINTS, &n_points, NULL) ||
      (n == 5 && strcmp (parts[4], "log") != 0)) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("“%s” is no axis; one is written as network.gain:0.5:1.5:11, from 0.5 to 1.5 "
                    "in 11 points (at most %d), with :log after it for even steps of the "
                    "logarithm"),
                 text,
                 EXP_MAX_AXIS_POINTS);
    return FALSE;
  }
  self->parameter = exp_parameter_find (parts[0]);
  if (self->parameter == NULL) {
    g_autofree char *paths = exp_parameter_dup_paths ();

    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("“%s” is not a parameter to go along; there are: %s"),
                 parts[0],
                 paths);
    return FALSE;
  }
  self->n_points = (gsize)n_points;
  self->logarithmic = n == 5;
  return TRUE;
}

/**
 * exp_axis_print:
 *
 * Returns: (transfer full): the axis as exp_axis_parse() reads it
 */
char *
exp_axis_print (const ExpAxis *self)
{
  char first[G_ASCII_DTOSTR_BUF_SIZE], last[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup_printf ("%s:%s:%s:%zu%s",
                          self->parameter->path,
                          exp_number_print (self->first, first),
                          exp_number_print (self->last, last),
                          self->n_points,
                          self->logarithmic ? ":log" : "");
}

/**
 * exp_axis_for_theory:
 *
 * Returns: the axis as the numerics know it
 */
RcAxis
exp_axis_for_theory (const ExpAxis *self)
{
  return (RcAxis){
    self->parameter->parameter, self->first, self->last, self->n_points, self->logarithmic
  };
}

/**
 * exp_axis_widen:
 *
 * Returns: the axis from half a step before its first point to half a step after the last, so
 *   that each of its points has as much room as any other, as far as the parameter goes
 */
ExpAxis
exp_axis_widen (const ExpAxis *self)
{
  ExpAxis wide = *self;
  double n = (double)self->n_points - 1.0;

  if (self->n_points < 2)
    return wide;
  if (self->logarithmic) {
    double half = pow (self->last / self->first, 0.5 / n);

    wide.first /= half;
    wide.last *= half;
  } else {
    double half = 0.5 * (self->last - self->first) / n;

    wide.first -= half;
    wide.last += half;
  }
  wide.first = CLAMP (wide.first, self->parameter->minimum, self->parameter->maximum);
  wide.last = CLAMP (wide.last, self->parameter->minimum, self->parameter->maximum);
  return wide;
}

/**
 * exp_axis_make_values:
 *
 * Returns: (transfer full) (array): the parameter at each of the axis's points
 */
double *
exp_axis_make_values (const ExpAxis *self)
{
  RcAxis axis = exp_axis_for_theory (self);
  double *values = g_new (double, axis.n_points);

  for (gsize i = 0; i < axis.n_points; i++)
    values[i] = rc_axis_value (&axis, (double)i);
  return values;
}

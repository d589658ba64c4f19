/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "batch-subject.h"

#include <string.h>

#include <glib/gi18n.h>

#include "batch-command.h"
#include "batch-networks.h"
#include "exp-sweep-table.h"

/* At how many places networks are measured where the command line does not say. */
#define CURVE_POINTS 9
#define MAP_COLUMNS 9
#define MAP_ROWS 7

void
batch_subject_clear (BatchSubject *self)
{
  g_clear_pointer (&self->experiment, exp_experiment_free);
  g_clear_pointer (&self->sweep, exp_sweep_unref);
}

/* A parameter alone, or with its range. */
static gboolean
read_axis (const char *text, const char **path, ExpAxis *axis)
{
  g_autoptr (GError) error = NULL;

  *path = text;
  if (text == NULL || strchr (text, ':') == NULL)
    return TRUE;
  if (!exp_axis_parse (axis, text, &error)) {
    batch_print_error ("%s", error->message);
    return FALSE;
  }
  *path = axis->parameter->path;
  return TRUE;
}

/* Whether theory can be drawn over the range that was asked for, if one was. */
static gboolean
check_axis (const ExpAxis *axis, const ExpExperiment *experiment)
{
  g_autoptr (GError) error = NULL;

  if (axis->parameter == NULL)
    return TRUE;
  if (axis->first == axis->last) {
    g_autofree char *text = exp_axis_print (axis);

    batch_print_error (_ ("“%s” ends where it begins, which leaves nothing to go along"), text);
    return FALSE;
  }
  if (exp_axis_check (axis, experiment, &error))
    return TRUE;
  batch_print_error ("%s", error->message);
  return FALSE;
}

/* Of a table, what its networks are over is what is drawn over. */
static gboolean
load_table (BatchSubject *self, GFile *file, const BatchSubjectOptions *wanted)
{
  g_autoptr (GError) error = NULL;

  self->sweep = exp_sweep_table_load (file, &error);
  if (self->sweep == NULL) {
    batch_print_error ("%s", error->message);
    return FALSE;
  }
  if (wanted->measure_name != NULL && (self->sweep->measures & (1u << self->choice.measure)) == 0) {
    batch_print_error (_ ("--measure is “%s”, which the table does not have"),
                       wanted->measure_name);
    return FALSE;
  }
  self->experiment = exp_experiment_copy (self->sweep->experiment);
  self->choice.x_axis = self->sweep->x;
  self->choice.y_axis = self->sweep->y;
  if (self->sweep->x.parameter != NULL)
    self->choice.x = self->sweep->x.parameter->path;
  if (self->sweep->y.parameter != NULL)
    self->choice.y = self->sweep->y.parameter->path;
  return TRUE;
}

/* What a table is over, and how many networks it has, is in it. */
static gboolean
check_table_options (const BatchSubjectOptions *wanted)
{
  const char *option = wanted->x_path != NULL    ? "--over"
                       : wanted->y_path != NULL  ? "--and-over"
                       : wanted->n_networks != 0 ? "--networks"
                       : wanted->theory_only     ? "--theory-only"
                                                 : NULL;

  if (option == NULL)
    return TRUE;
  batch_print_error (_ ("%s is for an experiment; a table says itself what it is of"), option);
  return FALSE;
}

static gboolean
read_measure (const BatchSubjectOptions *wanted, ExpMeasure *measure)
{
  g_autofree char *names = NULL;

  if (wanted->measure_name == NULL || exp_measure_find (wanted->measure_name, measure))
    return TRUE;
  names = batch_dup_measures ();
  batch_print_error (
    _ ("--measure is “%s”, but what can be measured is: %s"), wanted->measure_name, names);
  return FALSE;
}

/**
 * batch_subject_load:
 * @self: (out caller-allocates): all zero
 * @path: of an experiment, of a figure, or of the table of a sweep
 * @wanted: what the command line says
 *
 * Reads what the figure is of, and what it is drawn over.
 *
 * Returns: %FALSE, after a message, where that cannot be
 */
gboolean
batch_subject_load (BatchSubject *self, const char *path, const BatchSubjectOptions *wanted)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

  if (!read_measure (wanted, &self->choice.measure))
    return FALSE;
  if (exp_sweep_table_is_file (file))
    return check_table_options (wanted) && load_table (self, file, wanted);
  if (!read_axis (wanted->x_path, &self->choice.x, &self->choice.x_axis) ||
      !read_axis (wanted->y_path, &self->choice.y, &self->choice.y_axis))
    return FALSE;
  if (wanted->x_path != NULL && wanted->y_path != NULL &&
      g_str_equal (self->choice.x, self->choice.y)) {
    batch_print_error (_ ("%s is given for both axes of a map"), self->choice.x);
    return FALSE;
  }
  self->experiment = batch_load (path);
  return self->experiment != NULL && check_axis (&self->choice.x_axis, self->experiment) &&
         check_axis (&self->choice.y_axis, self->experiment);
}

/**
 * batch_subject_measure:
 * @self: an experiment
 * @wanted: what the command line says
 * @scan: what theory was drawn over
 * @map: whether that is a map
 *
 * Measures networks: along the axes that were asked for, or else those of theory with fewer
 * points. Takes as long as it takes.
 *
 * Returns: %FALSE, after a message, where that failed or was stopped
 */
gboolean
batch_subject_measure (BatchSubject *self,
                       const BatchSubjectOptions *wanted,
                       const ExpScan *scan,
                       gboolean map)
{
  g_autoptr (GError) error = NULL;
  ExpAxis x = self->choice.x_axis, y = self->choice.y_axis;

  if (x.parameter == NULL) {
    x = scan->x;
    x.n_points = map ? MAP_COLUMNS : CURVE_POINTS;
  }
  if (map && y.parameter == NULL) {
    y = scan->y;
    y.n_points = MAP_ROWS;
  }
  self->sweep = exp_sweep_new (self->experiment,
                               &x,
                               map ? &y : NULL,
                               map ? 1u << self->choice.measure
                                   : 1u << EXP_MEASURE_POLE_TIME_CONSTANT |
                                       1u << EXP_MEASURE_BULK_RADIUS,
                               (gsize)wanted->n_networks,
                               &error);
  if (self->sweep != NULL && batch_run_networks (&self->sweep, NULL, NULL, &error))
    return TRUE;
  batch_print_error ("%s",
                     g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _ ("stopped")
                                                                               : error->message);
  return FALSE;
}

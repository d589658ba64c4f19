/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-study.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define CURVE_POINTS 241
#define MAP_COLUMNS 72
#define MAP_ROWS 54
/* Time grows with the square of the number of targets; from here on the grid is
 * coarser. */
#define MANY_TARGETS 8

static const RcScalar scalars[FIG_STUDY_N_QUANTITIES] = {
  RC_SCALAR_TIME_CONSTANT,
  RC_SCALAR_OPEN_LOOP_TIME_CONSTANT,
  RC_SCALAR_BULK_TIME_CONSTANT,
  RC_SCALAR_BULK_RADIUS,
};

static const char *
get_x_path (const FigChoice *choice)
{
  return choice != NULL && choice->x != NULL ? choice->x : "network.gain";
}

static const char *
get_y_path (const FigChoice *choice)
{
  if (choice != NULL && choice->y != NULL)
    return choice->y;
  return strcmp (get_x_path (choice), EXP_PARAMETER_AMPLITUDE) == 0 ? "network.gain"
                                                                    : EXP_PARAMETER_AMPLITUDE;
}

static const ExpAxis *
get_x_axis (const FigChoice *choice)
{
  static const ExpAxis usual = { 0 };

  return choice != NULL ? &choice->x_axis : &usual;
}

static const ExpAxis *
get_y_axis (const FigChoice *choice)
{
  static const ExpAxis usual = { 0 };

  return choice != NULL ? &choice->y_axis : &usual;
}

static ExpMeasure
get_measure (const FigChoice *choice)
{
  return choice != NULL ? choice->measure : EXP_MEASURE_SUCCESS;
}

/* The usual range of a parameter, and where the experiment is in any case. Targets
 * must not become larger than they may be. */
static gboolean
make_axis (ExpAxis *axis,
           const char *path,
           const ExpAxis *wanted,
           const ExpExperiment *experiment,
           gsize n_points,
           GError **error)
{
  const ExpParameter *parameter = exp_parameter_find (path);

  if (parameter == NULL) {
    g_autofree char *paths = exp_parameter_dup_paths ();

    g_set_error (error,
                 G_OPTION_ERROR,
                 G_OPTION_ERROR_BAD_VALUE,
                 _ ("“%s” cannot be drawn over; there are: %s"),
                 path,
                 paths);
    return FALSE;
  }
  if (wanted->parameter == parameter) {
    *axis = *wanted;
    axis->n_points = n_points;
    return TRUE;
  }
  axis->parameter = parameter;
  axis->first = parameter->first;
  axis->last = parameter->last;
  axis->n_points = n_points;
  axis->logarithmic = FALSE;
  if (parameter->key != NULL) {
    double value = exp_key_get (parameter->key, experiment);

    axis->first = MIN (axis->first, value);
    axis->last = MAX (axis->last, value);
  } else {
    double largest = 0.0;

    for (gsize i = 0; i < experiment->targets->n_rows * experiment->targets->n_columns; i++)
      largest = MAX (largest, ABS (experiment->targets->values[i]));
    if (largest * axis->last > EXP_MAX_TARGET)
      axis->last = EXP_MAX_TARGET / largest;
  }
  if (axis->first == 0.0 && parameter->open_minimum)
    axis->first = axis->last / (double)n_points;
  return TRUE;
}

/* Whether theory says something of the measure that is not the margin, which is computed
 * anyway. */
static gboolean
is_other (ExpMeasure measure, RcQuantity *quantity)
{
  quantity->attractor = RC_SCALAR_ALL;
  return exp_measure_get_scalar (measure, &quantity->scalar) &&
         quantity->scalar != RC_SCALAR_MARGIN;
}

static gboolean
add_curve (FigStudy *self,
           const ExpExperiment *experiment,
           const FigChoice *choice,
           GCancellable *cancellable,
           GError **error)
{
  gsize n_attractors = experiment->targets->n_rows;
  gsize n = n_attractors * FIG_STUDY_N_QUANTITIES;
  g_autofree RcQuantity *quantities = g_new (RcQuantity, n + 1);
  ExpAxis x;

  for (gsize i = 0; i < n; i++)
    quantities[i] = (RcQuantity){ scalars[i % FIG_STUDY_N_QUANTITIES], i / FIG_STUDY_N_QUANTITIES };
  if (is_other (self->choice.measure, &quantities[n]))
    n++;
  if (!make_axis (&x, get_x_path (choice), get_x_axis (choice), experiment, CURVE_POINTS, error))
    return FALSE;
  self->curve = exp_scan_new (experiment, &x, NULL, quantities, n, cancellable, NULL, NULL, error);
  return self->curve != NULL;
}

typedef struct {
  const FigStudy *study;
  FigStudyFunc refined;
  gpointer user_data;
} Progress;

/* Tells of what there is so far, in a study of its own: nobody changes one that
 * others have seen. */
static void
refined_cb (ExpScan *map, gpointer user_data)
{
  const Progress *progress = user_data;
  const FigStudy *whole = progress->study;
  g_autoptr (FigStudy) coarse = NULL;

  if (progress->refined == NULL)
    return;
  coarse = g_new0 (FigStudy, 1);
  g_atomic_ref_count_init (&coarse->ref_count);
  coarse->experiment = exp_experiment_copy (whole->experiment);
  coarse->needs = whole->needs;
  coarse->choice = whole->choice;
  coarse->curve = whole->curve != NULL ? exp_scan_ref (whole->curve) : NULL;
  coarse->map = exp_scan_ref (map);
  progress->refined (coarse, progress->user_data);
}

static gboolean
add_map (FigStudy *self,
         const ExpExperiment *experiment,
         const FigChoice *choice,
         GCancellable *cancellable,
         Progress *progress,
         GError **error)
{
  RcQuantity quantity;
  gsize n = is_other (self->choice.measure, &quantity) ? 1 : 0;
  gsize divisor = experiment->targets->n_rows > MANY_TARGETS ? 2 : 1;
  ExpAxis x, y;

  if (!make_axis (&x,
                  get_x_path (choice),
                  get_x_axis (choice),
                  experiment,
                  MAP_COLUMNS / divisor + 1,
                  error) ||
      !make_axis (
        &y, get_y_path (choice), get_y_axis (choice), experiment, MAP_ROWS / divisor + 1, error))
    return FALSE;
  self->map = exp_scan_new (
    experiment, &x, &y, &quantity, n, cancellable, refined_cb, progress, error);
  return self->map != NULL;
}

/**
 * fig_study_new:
 *
 * As fig_study_new_full() without a word before all is there.
 *
 * Returns: (transfer full) (nullable): the study
 */
FigStudy *
fig_study_new (FigNeeds needs,
               const ExpTheory *theory,
               const FigChoice *choice,
               GCancellable *cancellable,
               GError **error)
{
  return fig_study_new_full (needs, theory, choice, cancellable, NULL, NULL, error);
}

/**
 * fig_study_new_full:
 * @needs: what to compute
 * @theory: the theory that the figure is of
 * @choice: (nullable): what curves and maps are drawn over
 * @cancellable: (nullable): to stop it
 * @refined: (nullable) (scope call): told of each coarse map
 * @user_data: for @refined
 * @error: set to %G_IO_ERROR_CANCELLED, or where @choice is none, only
 *
 * Computes what a kind of figure needs. Blocks, for up to some seconds for a map;
 * for worker threads. Where theory has no answer there is the problem instead.
 *
 * Returns: (transfer full) (nullable): the study
 */
FigStudy *
fig_study_new_full (FigNeeds needs,
                    const ExpTheory *theory,
                    const FigChoice *choice,
                    GCancellable *cancellable,
                    FigStudyFunc refined,
                    gpointer user_data,
                    GError **error)
{
  g_autoptr (FigStudy) self = g_new0 (FigStudy, 1);
  g_autoptr (GError) problem = NULL;
  Progress progress = { self, refined, user_data };
  const ExpExperiment *experiment = theory->experiment;

  g_atomic_ref_count_init (&self->ref_count);
  self->experiment = exp_experiment_copy (experiment);
  self->needs = needs;
  self->choice.x = g_intern_string (get_x_path (choice));
  self->choice.y = g_intern_string (get_y_path (choice));
  self->choice.single = choice != NULL && choice->single;
  self->choice.x_axis = *get_x_axis (choice);
  self->choice.y_axis = *get_y_axis (choice);
  self->choice.measure = get_measure (choice);
  if ((needs & FIG_NEEDS_RETURN_MAP) != 0 && theory->n_outputs <= EXP_MAX_MAP_OUTPUTS)
    self->return_map = exp_return_map_new (theory, 0, NULL, NULL, cancellable, &problem);
  if (self->return_map != NULL && self->return_map->n_outputs == 2)
    self->basins = fig_basins_new (self->return_map);
  if (problem == NULL && (needs & FIG_NEEDS_CURVE) != 0)
    add_curve (self, experiment, choice, cancellable, &problem);
  if (problem == NULL && (needs & FIG_NEEDS_MAP) != 0 && !self->choice.single)
    add_map (self, experiment, choice, cancellable, &progress, &problem);
  if (problem == NULL)
    return g_steal_pointer (&self);
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      problem->domain == G_OPTION_ERROR) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  self->problem = g_strdup (problem->message);
  return g_steal_pointer (&self);
}

FigStudy *
fig_study_ref (FigStudy *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
fig_study_unref (FigStudy *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  exp_experiment_free (self->experiment);
  g_clear_pointer (&self->return_map, exp_return_map_unref);
  g_clear_pointer (&self->basins, fig_basins_free);
  g_clear_pointer (&self->curve, exp_scan_unref);
  g_clear_pointer (&self->map, exp_scan_unref);
  g_free (self->problem);
  g_free (self);
}

/* Whether the axis may stay, wherever on it the experiment is; what was computed
 * for another place on it is then put there. */
static gboolean
move_along (const ExpAxis *axis, const ExpExperiment *experiment, ExpExperiment *studied)
{
  double value;

  if (axis->parameter == NULL || axis->parameter->key == NULL)
    return TRUE;
  value = exp_key_get (axis->parameter->key, experiment);
  return value >= axis->first && value <= axis->last &&
         exp_parameter_apply (axis->parameter, value, studied, NULL);
}

static gboolean
is_scan_current (const ExpScan *scan, const ExpExperiment *experiment)
{
  g_autoptr (ExpExperiment) studied = exp_experiment_copy (scan->experiment);

  return move_along (&scan->x, experiment, studied) && move_along (&scan->y, experiment, studied) &&
         exp_experiment_computes_equal (studied, experiment);
}

/**
 * fig_study_covers:
 * @self: a study
 * @experiment: parameters
 *
 * Returns: whether @experiment has a place on the axes of the study's curve and map, as it differs
 *   in nothing else from what these are of; %FALSE where there is neither
 */
gboolean
fig_study_covers (const FigStudy *self, const ExpExperiment *experiment)
{
  return (self->curve != NULL || self->map != NULL) &&
         (self->curve == NULL || is_scan_current (self->curve, experiment)) &&
         (self->map == NULL || is_scan_current (self->map, experiment));
}

/**
 * fig_study_is_current:
 * @self: a study
 * @experiment: parameters
 * @choice: (nullable): what curves and maps are drawn over
 *
 * A curve or a map holds wherever on its axes the experiment is. Of a coarse map there
 * is to be a better one.
 *
 * Returns: whether the study is one of these parameters
 */
gboolean
fig_study_is_current (const FigStudy *self,
                      const ExpExperiment *experiment,
                      const FigChoice *choice)
{
  if (strcmp (self->choice.x, get_x_path (choice)) != 0 ||
      strcmp (self->choice.y, get_y_path (choice)) != 0 ||
      self->choice.single != (choice != NULL && choice->single) ||
      !exp_axis_equal (&self->choice.x_axis, get_x_axis (choice)) ||
      !exp_axis_equal (&self->choice.y_axis, get_y_axis (choice)) ||
      ((self->needs & FIG_NEEDS_MAP) != 0 && self->choice.measure != get_measure (choice)) ||
      (self->map != NULL && self->map->stride > 1))
    return FALSE;
  if (exp_experiment_computes_equal (self->experiment, experiment))
    return TRUE;
  if (self->problem != NULL || (self->needs & FIG_NEEDS_RETURN_MAP) != 0)
    return FALSE;
  return (self->curve == NULL || is_scan_current (self->curve, experiment)) &&
         (self->map == NULL || is_scan_current (self->map, experiment));
}

/**
 * fig_study_get_map:
 * @self: a study with a map
 * @measure: (out): what its numbers are of: the chosen measure, or where theory says nothing
 *   of that, or of success no number, the leading eigenvalue, or if larger how far the bulk is
 *   beyond 1: the margin
 *
 * Returns: (transfer none): the numbers, for all attractors together
 */
const double *
fig_study_get_map (const FigStudy *self, ExpMeasure *measure)
{
  g_return_val_if_fail (self->map != NULL, NULL);

  *measure = self->map->n_quantities > 0 ? self->choice.measure : EXP_MEASURE_LEADING_EIGENVALUE;
  return self->map->n_quantities > 0 ? self->map->values : self->map->margins;
}

/**
 * fig_study_get_measure_curve:
 * @self: a study with a curve
 *
 * Returns: (transfer none) (nullable): along the curve what theory says of the chosen measure, for
 *   all attractors together, if it says anything
 */
const double *
fig_study_get_measure_curve (const FigStudy *self)
{
  RcQuantity quantity;

  g_return_val_if_fail (self->curve != NULL, NULL);

  if (is_other (self->choice.measure, &quantity))
    return self->curve->values + (self->curve->n_quantities - 1) * self->curve->n_points;
  return self->choice.measure == EXP_MEASURE_LEADING_EIGENVALUE ? self->curve->margins : NULL;
}

/**
 * fig_study_get_curve:
 * @self: a study with a curve
 * @attractor: index
 * @quantity: 0 for τ_output, 1 for τ_open, 2 for τ_bulk, 3 for the bulk's radius
 *
 * Returns: (transfer none): its values along the curve
 */
const double *
fig_study_get_curve (const FigStudy *self, gsize attractor, guint quantity)
{
  g_return_val_if_fail (self->curve != NULL && quantity < FIG_STUDY_N_QUANTITIES, NULL);

  return self->curve->values +
         (attractor * FIG_STUDY_N_QUANTITIES + quantity) * self->curve->n_points;
}

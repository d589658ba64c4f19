/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-sweep.h"

#include <glib/gi18n-lib.h>

#include "exp-error.h"
#include "exp-pins.h"

G_DEFINE_BOXED_TYPE (ExpSweep, exp_sweep, exp_sweep_ref, exp_sweep_unref)

/* Every so many rows and columns come first, then those half way between, and so on. */
#define FIRST_STRIDE 8

static gboolean
check_size (const ExpSweep *self, GError **error)
{
  const ExpKey *seed = exp_key_find ("network.seed");

  if (self->n_columns * self->n_rows > EXP_MAX_SWEEP_CELLS) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("A sweep of %zu × %zu places has more than %d"),
                 self->n_columns,
                 self->n_rows,
                 EXP_MAX_SWEEP_CELLS);
    return FALSE;
  }
  if (self->n_networks < 1 || self->n_networks * self->n_cells > EXP_MAX_SWEEP_NETWORKS) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("A sweep has from 1 to %d networks, not %zu × %zu"),
                 EXP_MAX_SWEEP_NETWORKS,
                 self->n_networks,
                 self->n_cells);
    return FALSE;
  }
  return exp_key_check (
    seed, (double)self->experiment->seed + (double)(self->n_networks - 1), error);
}

/* Each place has a value of its own, by which its networks are found in a table. */
static gboolean
check_places (const ExpAxis *axis, GError **error)
{
  if (axis->parameter == NULL || axis->n_points < 2 || axis->first != axis->last)
    return TRUE;
  g_set_error (error,
               EXP_ERROR,
               EXP_ERROR_VALUE,
               _ ("%s begins and ends at the same value, where there is one point, not %zu"),
               axis->parameter->path,
               axis->n_points);
  return FALSE;
}

static gboolean
check_axes (const ExpSweep *self, GError **error)
{
  const ExpAxis *x = &self->x, *y = &self->y;

  if (!check_places (x, error) || !check_places (y, error))
    return FALSE;

  if ((x->parameter != NULL && !exp_axis_check (x, self->experiment, error)) ||
      (y->parameter != NULL && !exp_axis_check (y, self->experiment, error)))
    return FALSE;
  if (x->parameter != NULL && x->parameter == y->parameter) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("%s is given for both axes of a sweep"),
                 x->parameter->path);
    return FALSE;
  }
  return TRUE;
}

/* The parameters of one cell. */
static ExpExperiment *
make_experiment (const ExpSweep *self, gsize column, gsize row, GError **error)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_copy (self->experiment);

  if (self->x.parameter != NULL &&
      !exp_parameter_apply (self->x.parameter, self->x_values[column], experiment, error))
    return NULL;
  if (self->y.parameter != NULL &&
      !exp_parameter_apply (self->y.parameter, self->y_values[row], experiment, error))
    return NULL;
  return g_steal_pointer (&experiment);
}

static gboolean
add_cells (ExpSweep *self, GError **error)
{
  self->cells = g_new0 (ExpEnsemble *, self->n_cells);
  for (gsize i = 0; i < self->n_cells; i++) {
    g_autoptr (ExpExperiment)
      experiment = make_experiment (self, i % self->n_columns, i / self->n_columns, error);

    if (experiment == NULL)
      return FALSE;
    self->cells[i] = exp_ensemble_new (experiment, self->measures, self->n_networks);
  }
  return TRUE;
}

/**
 * exp_sweep_new:
 * @experiment: a valid experiment, with the seed of the first network of each cell
 * @x: (nullable): what changes from column to column; %NULL for one column
 * @y: (nullable): what changes from row to row; %NULL for one row
 * @measures: what to measure on each network, a set of #ExpMeasure
 * @n_networks: how many networks in each cell
 * @error: set to %EXP_ERROR_VALUE
 *
 * Returns: (transfer full) (nullable): a sweep where all is still to be measured
 */
ExpSweep *
exp_sweep_new (const ExpExperiment *experiment,
               const ExpAxis *x,
               const ExpAxis *y,
               guint measures,
               gsize n_networks,
               GError **error)
{
  g_autoptr (ExpSweep) self = g_new0 (ExpSweep, 1);

  g_return_val_if_fail (measures != 0 && (measures & ~EXP_ALL_MEASURES) == 0, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->experiment = exp_experiment_copy (experiment);
  exp_experiment_set_pins (self->experiment, NULL);
  self->x = x != NULL ? *x : (ExpAxis){ 0 };
  self->y = y != NULL ? *y : (ExpAxis){ 0 };
  self->n_columns = x != NULL ? x->n_points : 1;
  self->n_rows = y != NULL ? y->n_points : 1;
  self->measures = measures;
  self->n_networks = n_networks;
  if (!check_axes (self, error))
    return NULL;
  self->n_cells = self->n_columns * self->n_rows;
  if (!check_size (self, error)) {
    self->n_cells = 0; /* there are none yet */
    return NULL;
  }
  self->x_values = x != NULL ? exp_axis_make_values (x) : NULL;
  self->y_values = y != NULL ? exp_axis_make_values (y) : NULL;
  if (!add_cells (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Wherever on the axis an experiment is, the sweep along it is the same. */
static void
move_along (const ExpSweep *self, const ExpAxis *axis, ExpExperiment *experiment)
{
  if (axis->parameter == NULL || axis->parameter->key == NULL)
    return;
  exp_key_set (
    axis->parameter->key, experiment, exp_key_get (axis->parameter->key, self->experiment), NULL);
  /* with a ridge comes its method */
  if (axis->parameter->parameter == RC_PARAMETER_RIDGE)
    experiment->method = self->experiment->method;
}

/**
 * exp_sweep_is_of:
 * @experiment: an experiment
 *
 * Returns: whether the sweep is one of this experiment; where that is on the sweep's axes, title,
 *   notes and what is kept for comparison make no difference
 */
gboolean
exp_sweep_is_of (const ExpSweep *self, const ExpExperiment *experiment)
{
  g_autoptr (ExpExperiment) copy = exp_experiment_copy (experiment);

  exp_experiment_set_pins (copy, NULL);
  move_along (self, &self->x, copy);
  move_along (self, &self->y, copy);
  g_free (copy->title);
  g_free (copy->notes);
  copy->title = g_strdup (self->experiment->title);
  copy->notes = g_strdup (self->experiment->notes);
  return exp_experiment_equal (self->experiment, copy);
}

static void
rescale_axis (ExpAxis *axis, double *values, double factor)
{
  axis->first /= factor;
  axis->last /= factor;
  for (gsize i = 0; i < axis->n_points; i++)
    values[i] /= factor;
}

/**
 * exp_sweep_rescale:
 * @experiment: an experiment
 *
 * Amplitudes are in units of the targets: networks over them are those of an experiment with twice
 * the targets, too, at half the amplitudes.
 *
 * Returns: (transfer full) (nullable): the same networks as a sweep of @experiment, with its cells
 *   shared; %NULL if amplitudes are on neither axis, or more is different than a factor of all
 *   targets
 */
ExpSweep *
exp_sweep_rescale (const ExpSweep *self, const ExpExperiment *experiment)
{
  gboolean across = self->x.parameter != NULL && self->x.parameter->key == NULL;
  gboolean upwards = self->y.parameter != NULL && self->y.parameter->key == NULL;
  g_autoptr (ExpExperiment) before = NULL;
  ExpSweep *other;
  double factor;

  if ((!across && !upwards) ||
      !exp_table_find_factor (experiment->targets, self->experiment->targets, &factor))
    return NULL;
  before = exp_experiment_copy (experiment);
  exp_table_free (before->targets);
  before->targets = exp_table_copy (self->experiment->targets);
  if (!exp_sweep_is_of (self, before))
    return NULL;
  other = exp_sweep_snapshot (self);
  exp_table_free (other->experiment->targets);
  other->experiment->targets = exp_table_copy (experiment->targets);
  if (across)
    rescale_axis (&other->x, other->x_values, factor);
  else
    rescale_axis (&other->y, other->y_values, factor);
  return other;
}

/* A cell that nobody else has. */
static ExpEnsemble *
own_cell (ExpSweep *self, gsize cell)
{
  ExpEnsemble *ensemble = self->cells[cell];

  if (!g_atomic_ref_count_compare (&ensemble->ref_count, 1)) {
    self->cells[cell] = exp_ensemble_copy (ensemble);
    exp_ensemble_unref (ensemble);
  }
  return self->cells[cell];
}

static void
count (ExpSweep *self, const ExpOutcome *outcome, int step)
{
  if (outcome == NULL)
    return;
  self->n_known += (gsize)step;
  self->n_failed += outcome->problem != NULL ? (gsize)step : 0;
  self->n_complete += exp_outcome_is_complete (outcome) ? (gsize)step : 0;
  if (exp_outcome_is_complete (outcome) && outcome->problem == NULL)
    self->n_measured += (gsize)step;
  self->n_transient += outcome->transient ? (gsize)step : 0;
}

/**
 * exp_sweep_take:
 * @self: a sweep being made, which belongs to the caller alone
 * @cell: of which cell
 * @network: of which of its networks
 * @outcome: (transfer full) (nullable): what came of it; %NULL for nothing yet
 *
 * Adds what is known of one network; the cells that others have too stay as they are.
 */
void
exp_sweep_take (ExpSweep *self, gsize cell, gsize network, ExpOutcome *outcome)
{
  ExpEnsemble *ensemble = own_cell (self, cell);

  count (self, ensemble->outcomes[network], -1);
  count (self, outcome, 1);
  g_clear_pointer (&ensemble->outcomes[network], exp_outcome_unref);
  ensemble->outcomes[network] = outcome;
}

/**
 * exp_sweep_take_theory:
 * @self: a sweep being made, which belongs to the caller alone
 * @cell: of which cell
 * @theory: (transfer full): what theory says will be measured there
 *
 * The cells that others have too stay as they are.
 */
void
exp_sweep_take_theory (ExpSweep *self, gsize cell, double *theory)
{
  ExpEnsemble *ensemble = own_cell (self, cell);

  g_free (ensemble->theory);
  ensemble->theory = theory;
}

/**
 * exp_sweep_forget_transient:
 * @self: a sweep being made, which belongs to the caller alone
 *
 * Networks that failed for want of memory become such that are still to be measured, or of which
 * what was missing is.
 */
void
exp_sweep_forget_transient (ExpSweep *self)
{
  for (gsize i = 0; i < self->n_cells; i++)
    for (gsize j = 0; j < self->n_networks; j++)
      if (self->cells[i]->outcomes[j] != NULL && self->cells[i]->outcomes[j]->transient)
        exp_sweep_take (self, i, j, exp_outcome_retry (self->cells[i]->outcomes[j]));
}

/**
 * exp_sweep_snapshot:
 *
 * Returns: (transfer full): the sweep as it is now. It shares its cells.
 */
ExpSweep *
exp_sweep_snapshot (const ExpSweep *self)
{
  ExpSweep *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->ref_count);
  copy->experiment = exp_experiment_copy (self->experiment);
  copy->x_values = g_memdup2 (self->x_values, self->n_columns * sizeof (double));
  copy->y_values = g_memdup2 (self->y_values, self->n_rows * sizeof (double));
  copy->cells = g_new (ExpEnsemble *, self->n_cells);
  for (gsize i = 0; i < self->n_cells; i++)
    copy->cells[i] = exp_ensemble_ref (self->cells[i]);
  return copy;
}

ExpSweep *
exp_sweep_ref (ExpSweep *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
exp_sweep_unref (ExpSweep *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  exp_experiment_free (self->experiment);
  g_free (self->x_values);
  g_free (self->y_values);
  for (gsize i = 0; self->cells != NULL && i < self->n_cells; i++)
    g_clear_pointer (&self->cells[i], exp_ensemble_unref);
  g_free (self->cells);
  g_free (self);
}

/**
 * exp_sweep_count:
 * @n_failed: (out) (optional): how many of these could not be measured
 *
 * Returns: of how many networks anything is known. Cost: none
 */
gsize
exp_sweep_count (const ExpSweep *self, gsize *n_failed)
{
  if (n_failed != NULL)
    *n_failed = self->n_failed;
  return self->n_known;
}

/**
 * exp_sweep_count_complete:
 *
 * Returns: of how many networks all is known that there is to be, or that it cannot be. Cost: none
 */
gsize
exp_sweep_count_complete (const ExpSweep *self)
{
  return self->n_complete;
}

/**
 * exp_sweep_count_transient:
 *
 * Returns: how many networks failed for want of memory, and are worth another try. Cost: none
 */
gsize
exp_sweep_count_transient (const ExpSweep *self)
{
  return self->n_transient;
}

/**
 * exp_sweep_count_measured:
 * @measures: some of those of the sweep, a set
 *
 * Returns: of how many networks any of these is known, or that it cannot be. Cost: linear
 */
gsize
exp_sweep_count_measured (const ExpSweep *self, guint measures)
{
  gsize n = 0;

  for (gsize i = 0; i < self->n_cells; i++)
    n += exp_ensemble_count_measured (self->cells[i], measures, NULL);
  return n;
}

/**
 * exp_sweep_make_order:
 *
 * Returns: (transfer full) (array): the indices of all cells in the order in which they are
 *   measured: a coarse grid first, then the places half way between
 */
gsize *
exp_sweep_make_order (const ExpSweep *self)
{
  gsize *order = g_new (gsize, self->n_cells), n = 0;

  for (gsize stride = FIRST_STRIDE; stride > 0; stride /= 2) {
    for (gsize i = 0; i < self->n_cells; i++) {
      gsize column = i % self->n_columns, row = i / self->n_columns;
      gboolean here = column % stride == 0 && row % stride == 0;
      gboolean before = stride < FIRST_STRIDE && column % (2 * stride) == 0 &&
                        row % (2 * stride) == 0;

      if (here && !before)
        order[n++] = i;
    }
  }
  g_assert (n == self->n_cells);
  return order;
}

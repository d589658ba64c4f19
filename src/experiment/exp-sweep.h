/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-axis.h"
#include "exp-ensemble.h"

G_BEGIN_DECLS

#define EXP_MAX_SWEEP_CELLS 10000
#define EXP_MAX_SWEEP_NETWORKS 1000000

/**
 * ExpSweep:
 * @experiment: what all cells have in common, with the seed of the first network of each
 * @x: what changes from column to column; without a parameter there is one column
 * @y: what changes from row to row; without a parameter there is one row
 * @x_values: (nullable): the parameter at each column
 * @y_values: (nullable): the parameter at each row
 * @n_columns: how many columns, at least 1
 * @n_rows: how many rows, at least 1
 * @measures: what is measured on each network, a set of #ExpMeasure
 * @n_networks: how many there are to be in each cell
 * @n_cells: n_rows × n_columns
 * @n_known: of how many networks anything is known …
 * @n_failed: … how many of these could not be measured …
 * @n_complete: … of how many all is known, or that it cannot be …
 * @n_measured: … of how many all was measured …
 * @n_transient: … and how many failed for want of memory: a window asks often, and there may be
 *   a million
 * @cells: (array length=n_cells): row after row, the networks at each place
 *
 * Networks of several seeds at each place of a curve or a map, beside theory; without axes,
 * of one experiment. Immutable, reference counted: a run makes one after another.
 */
typedef struct {
  gatomicrefcount ref_count;
  ExpExperiment *experiment;
  ExpAxis x;
  ExpAxis y;
  double *x_values;
  double *y_values;
  gsize n_columns;
  gsize n_rows;
  guint measures;
  gsize n_networks;
  gsize n_cells;
  gsize n_known;
  gsize n_failed;
  gsize n_complete;
  gsize n_measured;
  gsize n_transient;
  ExpEnsemble **cells;
} ExpSweep;

#define EXP_TYPE_SWEEP (exp_sweep_get_type ())
GType exp_sweep_get_type (void);

/**
 * ExpSweepObserver:
 * @progress: (nullable): told of the fraction of the whole, from any thread; it may block, and
 *   the run pauses
 * @network: (nullable): told that it is known what came of a network, from one thread at a
 *   time. The sweep is the one being made, which changes as soon as this returns:
 *   exp_sweep_snapshot() keeps it as it is
 * @user_data: for these
 *
 * Who hears of a sweep while it goes on.
 */
typedef struct {
  void (*progress) (double fraction, gpointer user_data);
  void (*network) (ExpSweep *sweep, gsize cell, gsize network, gpointer user_data);
  gpointer user_data;
} ExpSweepObserver;

ExpSweep *exp_sweep_new (const ExpExperiment *experiment,
                         const ExpAxis *x,
                         const ExpAxis *y,
                         guint measures,
                         gsize n_networks,
                         GError **error);
ExpSweep *exp_sweep_extend (const ExpSweep *plan, const ExpSweep *earlier);
ExpSweep *exp_sweep_resume (const ExpSweep *plan, const ExpSweep *earlier);
gboolean exp_sweep_has_all_of (const ExpSweep *self, const ExpSweep *other);
gboolean exp_sweep_run (ExpSweep **self,
                        GCancellable *cancellable,
                        const ExpSweepObserver *observer,
                        GError **error);
ExpSweep *exp_sweep_snapshot (const ExpSweep *self);
ExpSweep *exp_sweep_ref (ExpSweep *self);
void exp_sweep_unref (ExpSweep *self);

ExpSweep *exp_sweep_rescale (const ExpSweep *self, const ExpExperiment *experiment);
gboolean exp_sweep_is_of (const ExpSweep *self, const ExpExperiment *experiment);
gsize exp_sweep_count (const ExpSweep *self, gsize *n_failed);
gsize exp_sweep_count_complete (const ExpSweep *self);
gsize exp_sweep_count_transient (const ExpSweep *self);
gsize exp_sweep_count_measured (const ExpSweep *self, guint measures);
gsize *exp_sweep_make_order (const ExpSweep *self);
void exp_sweep_take (ExpSweep *self, gsize cell, gsize network, ExpOutcome *outcome);
void exp_sweep_take_theory (ExpSweep *self, gsize cell, double *theory);
void exp_sweep_forget_transient (ExpSweep *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpSweep, exp_sweep_unref)

G_END_DECLS

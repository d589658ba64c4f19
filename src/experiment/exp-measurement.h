/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "exp-experiment.h"
#include "exp-measured-attractor.h"
#include "exp-stage.h"
#include "exp-trainer.h"
#include "rc-closed-loop.h"
#include "rc-trained.h"

G_BEGIN_DECLS

/* What a run can be asked for: a bit, 1 << stage, for each. */
#define EXP_ALL_STAGES ((1u << EXP_N_STAGES) - 1)
/* With the spectrum: of each attractor the leading eigenvalue and the bulk's radius will do,
   which is faster by far. */
#define EXP_LEADING_ONLY (1u << EXP_N_STAGES)

/**
 * ExpMeasurement:
 * @done: a bit, 1 << stage, for each #ExpStage whose results are there; see
 *   exp_measurement_has()
 * @experiment: the parameters that the network was made with
 * @n_attractors: M
 * @n_outputs: K
 * @n_frequencies: as in the theory of the same experiment
 * @frequencies: ω
 * @times: EXP_N_TIMES, from 0 to the duration
 * @n_driven: at how many frequencies the network is driven …
 * @driven_frequencies: … and these
 * @n_trajectories: how many closed-loop trajectories
 * @trajectories: the outputs, n_trajectories × EXP_N_TIMES × K
 * @n_inputs: of how many neurons the inputs are kept
 * @n_units: of how many neurons the activity is kept …
 * @n_recorded: … along how many of the trajectories, the first ones
 * @activity: φ(x) there, n_recorded × EXP_N_TIMES × n_units
 * @trained: (nullable): the network itself, for whoever wants to go on with it
 * @training: (nullable): how on-line training went
 * @closed_loop: the fixed points of the closed loop, targets and others
 * @attractors: M of them
 * @success: all attractors are stable fixed points of the closed loop
 * @seconds: the time that each stage took, without that for which it was paused
 *
 * What was measured on one trained network. Immutable, reference counted. While a
 * run goes on there are measurements with the stages done so far: what belongs to
 * other stages is %NULL there, or 0.
 */
typedef struct _ExpMeasurement ExpMeasurement;
struct _ExpMeasurement {
  gatomicrefcount ref_count;
  ExpMeasurement *owner; /* private: (nullable): of all arrays but @attractors */
  guint done;
  ExpExperiment *experiment;
  gsize n_attractors;
  gsize n_outputs;
  gsize n_frequencies;
  double *frequencies;
  double *times;
  gsize n_driven;
  double *driven_frequencies;
  gsize n_trajectories;
  double *trajectories;
  gsize n_inputs;
  gsize n_units;
  gsize n_recorded;
  double *activity;
  RcTrained *trained;
  ExpTrainingTrace *training;
  RcClosedLoop *closed_loop;
  ExpMeasuredAttractor *attractors;
  gboolean success;
  double seconds[EXP_N_STAGES];
};

#define EXP_TYPE_MEASUREMENT (exp_measurement_get_type ())
GType exp_measurement_get_type (void);

typedef void (*ExpStageFunc) (ExpStage stage, double fraction, gpointer user_data);

/**
 * ExpObserver:
 * @stage: (nullable): told of stage and fraction, from any thread; it may block, and
 *   the run pauses
 * @training: (nullable): told on the worker thread at each interval of on-line
 *   training; it may block, and returns %FALSE to end the training and keep the readout
 * @partial: (nullable): gets, on the worker thread, the measurement so far each time
 *   that a stage is done
 * @waited: (nullable): for how long, in µs, @stage and @training have blocked so far; what a stage
 *   took is told without
 * @user_data: for these
 *
 * Who hears of a run while it goes on.
 */
typedef struct {
  ExpStageFunc stage;
  ExpTrainerFunc training;
  void (*partial) (ExpMeasurement *measurement, gpointer user_data);
  gint64 (*waited) (gpointer user_data);
  gpointer user_data;
} ExpObserver;

ExpMeasurement *exp_measurement_new (const ExpExperiment *experiment,
                                     GCancellable *cancellable,
                                     ExpStageFunc stage_func,
                                     gpointer user_data,
                                     GError **error);
ExpMeasurement *exp_measurement_run (const ExpExperiment *experiment,
                                     GCancellable *cancellable,
                                     const ExpObserver *observer,
                                     GError **error);
ExpMeasurement *exp_measurement_run_stages (const ExpExperiment *experiment,
                                            guint wanted,
                                            GCancellable *cancellable,
                                            const ExpObserver *observer,
                                            GError **error);
gboolean exp_measurement_holds (const ExpMeasurement *self, gsize attractor);
gboolean exp_measurement_has (const ExpMeasurement *self, ExpStage stage);
ExpMeasurement *exp_measurement_ref (ExpMeasurement *self);
void exp_measurement_unref (ExpMeasurement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpMeasurement, exp_measurement_unref)

G_END_DECLS

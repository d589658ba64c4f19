/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-measurement.h"

G_BEGIN_DECLS

/* Trajectories that are integrated with a common step; a fixed number, so that
   the result does not depend on the number of threads. */
#define EXP_RUN_GROUP 8

/**
 * ExpRun:
 * @self: the measurement in the making
 * @trained: (nullable): the network, once it is trained
 * @cancellable: (nullable): to stop the run
 * @observer: who hears of it
 * @stages: a bit for each stage that is wanted
 * @stage: the stage that goes on
 * @n_parts: of the stage, done side by side …
 * @progress: … and how much of each is done, in millionths; atomic
 *
 * A measurement while it is made: what its stages share. Private to them.
 */
typedef struct {
  ExpMeasurement *self;
  RcTrained *trained;
  GCancellable *cancellable;
  const ExpObserver *observer;
  guint stages;
  ExpStage stage;
  gsize n_parts;
  int *progress;
} ExpRun;

/**
 * ExpPart:
 *
 * One part of a stage; its monitor adds up all parts.
 */
typedef struct {
  RcMonitor monitor;
  ExpRun *run;
  gsize index;
} ExpPart;

void exp_part_init (ExpPart *self, ExpRun *run, gsize index);

ExpMeasurement *exp_measurement_new_empty (const ExpExperiment *experiment);
ExpMeasurement *exp_measurement_snapshot (ExpMeasurement *self);
void exp_measurement_judge (ExpMeasurement *self);

/* Stages, each for a range of attractors, or of groups of trajectories; @data is the run. */
gboolean exp_run_respond (gsize begin, gsize end, gpointer data, GError **error);
gboolean exp_run_follow (gsize begin, gsize end, gpointer data, GError **error);
gboolean exp_run_relax (gsize begin, gsize end, gpointer data, GError **error);
gboolean exp_run_measure_noise (gsize begin, gsize end, gpointer data, GError **error);
gboolean exp_run_drive (gsize begin, gsize end, gpointer data, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-job.h"

G_BEGIN_DECLS

/**
 * AttractorRunState:
 * @ATTRACTOR_RUN_WAITING: its turn has not come
 * @ATTRACTOR_RUN_RUNNING: it runs, or is paused
 * @ATTRACTOR_RUN_STOPPING: it was stopped, and the worker has not seen it yet
 * @ATTRACTOR_RUN_DONE: everything was measured
 * @ATTRACTOR_RUN_STOPPED: somebody stopped it before that
 * @ATTRACTOR_RUN_FAILED: a stage failed
 */
typedef enum {
  ATTRACTOR_RUN_WAITING,
  ATTRACTOR_RUN_RUNNING,
  ATTRACTOR_RUN_STOPPING,
  ATTRACTOR_RUN_DONE,
  ATTRACTOR_RUN_STOPPED,
  ATTRACTOR_RUN_FAILED,
} AttractorRunState;

#define ATTRACTOR_TYPE_RUN (attractor_run_get_type ())

G_DECLARE_FINAL_TYPE (AttractorRun, attractor_run, ATTRACTOR, RUN, GObject)

AttractorRun *attractor_run_new (guint number, const ExpExperiment *experiment);
guint attractor_run_get_number (AttractorRun *self);
const ExpExperiment *attractor_run_get_experiment (AttractorRun *self);
ExpJob *attractor_run_get_job (AttractorRun *self);
AttractorRunState attractor_run_get_state (AttractorRun *self);
const char *attractor_run_get_error (AttractorRun *self);
ExpMeasurement *attractor_run_get_measurement (AttractorRun *self);
double attractor_run_get_kept_after (AttractorRun *self);
ExpMeasurement *attractor_run_get_partial (AttractorRun *self);
gboolean attractor_run_has_ended (AttractorRun *self);
void attractor_run_start (AttractorRun *self, GAsyncReadyCallback callback, gpointer user_data);
void attractor_run_finish (AttractorRun *self, GAsyncResult *result);
void attractor_run_stop (AttractorRun *self);
void attractor_run_forget_network (AttractorRun *self);

G_END_DECLS

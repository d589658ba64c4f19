/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "exp-measurement.h"
#include "exp-theory.h"

G_BEGIN_DECLS

#define EXP_TYPE_JOB (exp_job_get_type ())

/**
 * ExpJob:
 *
 * One run of an experiment on a worker thread: draws a network, trains it and
 * measures it. Its properties change on the main thread only, at most once
 * per turn of the main loop, and each change is notified.
 *
 * Properties: "stage-label" (string, translated), "fraction" (double, 0 to 1,
 * over all stages), "running" (boolean), "paused" (boolean, writable), "learning"
 * (boolean: on-line training goes on, which can be ended and kept), "trace"
 * (#ExpTrainingTrace: how far on-line training has come, some 20 times a second) and
 * "measurement" (#ExpMeasurement: with the results of the stages done so far).
 */
G_DECLARE_FINAL_TYPE (ExpJob, exp_job, EXP, JOB, GObject)

ExpJob *exp_job_new (const ExpExperiment *experiment);
const ExpExperiment *exp_job_get_experiment (ExpJob *self);
void exp_job_run_async (ExpJob *self, GAsyncReadyCallback callback, gpointer user_data);
ExpMeasurement *exp_job_run_finish (ExpJob *self, GAsyncResult *result, GError **error);
void exp_job_cancel (ExpJob *self);
void exp_job_set_paused (ExpJob *self, gboolean paused);
gboolean exp_job_get_paused (ExpJob *self);
void exp_job_keep (ExpJob *self);
gboolean exp_job_get_learning (ExpJob *self);
ExpTrainingTrace *exp_job_get_trace (ExpJob *self);
ExpMeasurement *exp_job_get_measurement (ExpJob *self);
gboolean exp_job_get_running (ExpJob *self);
double exp_job_get_fraction (ExpJob *self);
const char *exp_job_get_stage_label (ExpJob *self);

G_END_DECLS

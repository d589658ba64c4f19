/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "exp-sweep.h"

G_BEGIN_DECLS

#define EXP_TYPE_SWEEP_JOB (exp_sweep_job_get_type ())

/**
 * ExpSweepJob:
 *
 * A sweep, or several networks of one experiment, on worker threads. Its properties change on
 * the thread that began it only, at most once per turn of the main loop, and each change is
 * notified.
 *
 * Properties: "stage-label" (string, translated: how many networks are measured), "fraction"
 * (double, 0 to 1, over all networks), "running" (boolean), "paused" (boolean, writable) and
 * "sweep" (#ExpSweep: what is known so far, some 20 times a second, and what was known at the
 * end also when it was cancelled).
 */
G_DECLARE_FINAL_TYPE (ExpSweepJob, exp_sweep_job, EXP, SWEEP_JOB, GObject)

ExpSweepJob *exp_sweep_job_new (ExpSweep *plan, GPtrArray *earlier);
void exp_sweep_job_run_async (ExpSweepJob *self, GAsyncReadyCallback callback, gpointer user_data);
ExpSweep *exp_sweep_job_run_finish (ExpSweepJob *self, GAsyncResult *result, GError **error);
void exp_sweep_job_cancel (ExpSweepJob *self);
void exp_sweep_job_set_paused (ExpSweepJob *self, gboolean paused);
gboolean exp_sweep_job_get_paused (ExpSweepJob *self);
ExpSweep *exp_sweep_job_get_sweep (ExpSweepJob *self);
GPtrArray *exp_sweep_job_get_earlier (ExpSweepJob *self);
gboolean exp_sweep_job_get_running (ExpSweepJob *self);
double exp_sweep_job_get_fraction (ExpSweepJob *self);
const char *exp_sweep_job_get_stage_label (ExpSweepJob *self);

G_END_DECLS

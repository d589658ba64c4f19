/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Times the theory: run by theory.py, which compares. One number a line. What runs on one
   thread is timed by the processor's time, so that other work on the machine does not count. */

#include <math.h>
#include <stdio.h>
#include <time.h>

#include "exp-theory.h"
#include "rc-local-dynamics.h"
#include "rc-parallel.h"
#include "rc-scan.h"

#define N_FREQUENCIES 200

static RcModel *
make_model (gsize n_targets, const double *targets)
{
  g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_TANH, 0.0);
  gsl_matrix_const_view view = gsl_matrix_const_view_array (targets, n_targets, 1);
  RcModel *model = rc_model_new (transfer, &view.matrix, NULL);

  model->gain = 0.9;
  return model;
}

static void
print (const char *name, double seconds)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  printf ("%s %s\n", name, g_ascii_dtostr (number, sizeof number, seconds));
}

/* Covariances, poles and the response on 200 frequencies, of three targets. */
static void
time_theory (void)
{
  static const double targets[] = { 1.6, 0.9, -0.6 };
  enum { REPEATS = 1000 };
  double frequencies[N_FREQUENCIES];
  double complex response[N_FREQUENCIES];
  clock_t begin;

  for (gsize i = 0; i < N_FREQUENCIES; i++)
    frequencies[i] = 0.01 + 0.05 * (double)i;
  begin = clock ();
  for (guint r = 0; r < REPEATS; r++) {
    g_autoptr (RcModel) model = make_model (3, targets);
    g_autoptr (RcMeanField) field = rc_mean_field_new (model, NULL);

    for (gsize k = 0; k < 3; k++) {
      g_autoptr (RcLocalDynamics) dynamics = rc_local_dynamics_new (field, k, NULL);

      rc_local_dynamics_responses (dynamics, N_FREQUENCIES, frequencies, response);
    }
  }
  print ("theory", (double)(clock () - begin) / CLOCKS_PER_SEC / REPEATS);
}

/* All that the figures of theory show, as a step of a slider asks for it. */
static void
time_slider (const char *name, const ExpExperiment *experiment, guint repeats)
{
  gint64 begin = g_get_monotonic_time ();

  for (guint r = 0; r < repeats; r++) {
    g_autoptr (ExpTheory) theory = exp_theory_new (experiment, NULL, NULL);

    g_assert_nonnull (theory);
  }
  print (name, 1e-6 * (double)(g_get_monotonic_time () - begin) / repeats);
}

/* The processor's time of a step, of all threads together, with formulas of all kinds and the
   gain on its way: the mean and the longest. The first step reads the formula. With a ridge
   the places of rest are looked for, whose states are much like those of the targets. */
static void
time_formulas (const char *name, ExpExperiment *experiment)
{
  static const char *const formulas[] = {
    "tanh(x)",
    "tanh(4*x)",
    "log(1 + exp(x))/2",
    "max(-1, min(x, 1))",
    "max(x - 0.5, 0)",
    "x/(1 + abs(x))",
    "tanh(max(x, 0) + 0.3*min(x, 0))",
  };
  g_autofree char *longest_name = g_strconcat (name, "-longest", NULL);
  g_autofree char *first_name = g_strconcat (name, "-first", NULL);
  enum { STEPS = 8 };
  double sum = 0.0, longest = 0.0, reading = 0.0;

  experiment->transfer = EXP_TRANSFER_FORMULA;
  for (gsize i = 0; i < G_N_ELEMENTS (formulas); i++) {
    g_free (experiment->formula);
    experiment->formula = g_strdup (formulas[i]);
    for (guint r = 0; r <= STEPS; r++) {
      g_autoptr (ExpTheory) theory = NULL;
      clock_t begin = clock ();
      double seconds;

      experiment->gain = 0.3 + 0.1 * r;
      theory = exp_theory_new (experiment, NULL, NULL);
      g_assert_nonnull (theory);
      seconds = (double)(clock () - begin) / CLOCKS_PER_SEC;
      if (r == 0) {
        reading = MAX (reading, seconds);
        continue;
      }
      sum += seconds;
      longest = MAX (longest, seconds);
    }
  }
  print (name, sum / (STEPS * G_N_ELEMENTS (formulas)));
  print (longest_name, longest);
  print (first_name, reading);
}

static void
time_sliders (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();

  time_slider ("slider", experiment, 50);
  time_formulas ("slider-formula", experiment);
  experiment->ridge = 0.01;
  time_formulas ("slider-formula-ridge", experiment);
  experiment->ridge = 0.0;
  experiment->transfer = EXP_TRANSFER_TANH;
  experiment->gain = 0.9;
  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (EXP_MAX_TARGETS, EXP_MAX_OUTPUTS);
  for (gsize i = 0; i < EXP_MAX_TARGETS * EXP_MAX_OUTPUTS; i++)
    experiment->targets->values[i] = sin (1.0 + 37.0 * (double)i);
  experiment->frequency_points = 5000;
  time_slider ("slider-largest", experiment, 1);
}

/* How long a map takes, and how much of the processors' time; below 0 if it cannot be had. */
static double
time_map (gsize n_targets, guint n_threads, gsize n, double *processor)
{
  double targets[16];
  g_autoptr (RcModel) model = NULL;
  RcAxis x = { RC_PARAMETER_GAIN, 0.1, 2.0, n, FALSE };
  RcAxis y = { RC_PARAMETER_AMPLITUDE, 0.2, 3.0, n, FALSE };
  RcQuantity quantity = { RC_SCALAR_LEADING_POLE, RC_SCALAR_ALL };
  g_autoptr (RcScan) scan = NULL;
  clock_t begin_processor;
  gint64 begin;

  for (gsize i = 0; i < n_targets; i++)
    targets[i] = 1.6 - 0.19 * (double)i;
  model = make_model (n_targets, targets);
  scan = rc_scan_new (model, &x, &y, &quantity, 1);
  rc_set_threads (n_threads);
  begin = g_get_monotonic_time ();
  begin_processor = clock ();
  if (!rc_scan_run (scan, NULL, NULL, NULL, NULL))
    return -1.0;
  *processor = (double)(clock () - begin_processor) / CLOCKS_PER_SEC;
  return 1e-6 * (double)(g_get_monotonic_time () - begin);
}

/* On one thread and on two in turn, the fastest of each: other work on the machine only makes
   them slower. */
static void
time_threads (void)
{
  enum { REPEATS = 3 };
  double fastest[2] = { INFINITY, INFINITY }, processor[2] = { INFINITY, INFINITY };

  for (guint r = 0; r < REPEATS; r++)
    for (guint i = 0; i < 2; i++) {
      double used = INFINITY, seconds = time_map (2, i + 1, 100, &used);

      fastest[i] = MIN (fastest[i], seconds);
      processor[i] = MIN (processor[i], used);
    }
  print ("map-1-thread", fastest[0]);
  print ("map-2-threads", fastest[1]);
  print ("map-1-thread-processor", processor[0]);
  print ("map-2-threads-processor", processor[1]);
}

int
main (void)
{
  rc_init ();
  time_theory ();
  time_sliders ();
  time_threads ();
  for (gsize m = 1; m <= 16; m *= 2) {
    g_autofree char *name = g_strdup_printf ("map-of-%zu", m);
    double processor = INFINITY;

    print (name, time_map (m, 0, 16, &processor));
  }
  return 0;
}

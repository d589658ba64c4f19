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
   gain on its way: the mean and the longest. The first step reads the formula. */
static void
time_formulas (ExpExperiment *experiment)
{
  static const char *const formulas[] = {
    "tanh(x)", "tanh(4*x)", "log(1 + exp(x))/2", "max(-1, min(x, 1))", "x/(1 + abs(x))",
  };
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
  print ("slider-formula", sum / (STEPS * G_N_ELEMENTS (formulas)));
  print ("slider-formula-longest", longest);
  print ("slider-formula-first", reading);
}

static void
time_sliders (void)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();

  time_slider ("slider", experiment, 50);
  time_formulas (experiment);
  experiment->transfer = EXP_TRANSFER_TANH;
  experiment->gain = 0.9;
  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (EXP_MAX_TARGETS, EXP_MAX_OUTPUTS);
  for (gsize i = 0; i < EXP_MAX_TARGETS * EXP_MAX_OUTPUTS; i++)
    experiment->targets->values[i] = sin (1.0 + 37.0 * (double)i);
  experiment->frequency_points = 5000;
  time_slider ("slider-largest", experiment, 1);
}

static void
time_map (const char *name, gsize n_targets, guint n_threads, gsize n)
{
  double targets[16];
  g_autoptr (RcModel) model = NULL;
  RcAxis x = { RC_PARAMETER_GAIN, 0.1, 2.0, n, FALSE };
  RcAxis y = { RC_PARAMETER_AMPLITUDE, 0.2, 3.0, n, FALSE };
  RcQuantity quantity = { RC_SCALAR_LEADING_POLE, RC_SCALAR_ALL };
  g_autoptr (RcScan) scan = NULL;
  gint64 begin;

  for (gsize i = 0; i < n_targets; i++)
    targets[i] = 1.6 - 0.19 * (double)i;
  model = make_model (n_targets, targets);
  scan = rc_scan_new (model, &x, &y, &quantity, 1);
  rc_set_threads (n_threads);
  begin = g_get_monotonic_time ();
  if (rc_scan_run (scan, NULL, NULL, NULL, NULL))
    print (name, 1e-6 * (double)(g_get_monotonic_time () - begin));
}

int
main (void)
{
  rc_init ();
  time_theory ();
  time_sliders ();
  time_map ("map-1-thread", 2, 1, 100);
  time_map ("map-2-threads", 2, 2, 100);
  for (gsize m = 1; m <= 16; m *= 2) {
    g_autofree char *name = g_strdup_printf ("map-of-%zu", m);

    time_map (name, m, 0, 16);
  }
  return 0;
}

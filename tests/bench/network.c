/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Usage: bench-network N FOLDER. Draws the default network of N neurons, writes it to
 * the folder for others to work on, runs the stages of a measurement one by one and
 * prints what each took, and how many products with W, as JSON.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "rc-open-loop.h"
#include "rc-parallel.h"
#include "rc-response.h"
#include "rc-spectrum.h"
#include "rc-trajectory.h"

#define N_TARGETS 3
#define N_TRAJECTORIES 16
#define N_TIMES 51
#define DURATION 50.0
#define N_FREQUENCIES 200
#define GLOBAL_ERROR 1e-4
#define N_PRODUCTS 20 /* to find the rate of a product */

static const double target_values[N_TARGETS] = { 1.6, 0.9, -0.6 };

/* The processors' time so far, of all threads: others may use them meanwhile. */
static double
now (void)
{
  return (double)clock () / CLOCKS_PER_SEC;
}

static gboolean
count_cb (double fraction, gpointer user_data)
{
  g_atomic_int_inc ((int *)user_data);
  return TRUE;
}

static void
write_numbers (const char *folder, const char *name, gsize n, const double *values)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  FILE *file = fopen (path, "wb");

  if (file == NULL || fwrite (values, sizeof (double), n, file) != n || fclose (file) != 0) {
    g_printerr ("%s cannot be written\n", path);
    exit (1);
  }
}

static RcTrained *
train (gsize n)
{
  g_autoptr (RcTransfer) transfer = rc_transfer_new (RC_TRANSFER_TANH, 0.0);
  gsl_matrix_const_view targets = gsl_matrix_const_view_array (target_values, N_TARGETS, 1);
  g_autoptr (RcModel) model = rc_model_new (transfer, &targets.matrix, NULL);
  g_autoptr (RcNetwork) network = NULL;
  double begin = now ();
  RcTrained *trained;

  model->gain = 0.9;
  network = rc_network_new (model, n, 1, NULL, NULL);
  printf ("{\"draw\": %.6f", now () - begin);
  trained = rc_trained_new (network, NULL, NULL);
  return trained;
}

static void
find_fixed_points (const RcTrained *trained)
{
  const RcNetwork *network = trained->network;
  gsl_matrix *states = gsl_matrix_alloc (network->size, N_TARGETS);
  double residuals[N_TARGETS], begin = now ();
  int n_products = 1;
  RcMonitor monitor = { count_cb, &n_products };

  rc_open_loop_find (
    network, network->model->targets, NULL, 1e-12, &monitor, states, residuals, NULL);
  printf (", \"fixed_points\": %.6f, \"fixed_point_products\": %d, \"fixed_point_residual\": %.3e",
          now () - begin,
          n_products,
          MAX (MAX (residuals[0], residuals[1]), residuals[2]));
  gsl_matrix_free (states);
}

static void
measure_response (const RcTrained *trained)
{
  double complex s[N_FREQUENCIES], response[N_FREQUENCIES];
  double residuals[N_FREQUENCIES], mean, largest = 0.0, begin = now ();

  for (gsize i = 0; i < N_FREQUENCIES; i++)
    s[i] = I * pow (10.0, -2.0 + 3.0 * (double)i / (N_FREQUENCIES - 1.0));
  rc_response_measure (trained, 0, N_FREQUENCIES, s, 1e-10, NULL, response, residuals, &mean, NULL);
  for (gsize i = 0; i < N_FREQUENCIES; i++)
    largest = MAX (largest, residuals[i]);
  printf (", \"response\": %.6f, \"response_residual\": %.3e", now () - begin, largest);
}

/* How far two sets of trajectories are apart at most. */
static double
find_difference (const double *z, const double *exact)
{
  double largest = 0.0;

  for (gsize i = 0; i < N_TRAJECTORIES * N_TIMES; i++)
    largest = MAX (largest, fabs (z[i] - exact[i]));
  return largest;
}

/* With the largest tolerance whose global error is small enough. */
static void
follow_trajectories (const RcTrained *trained, const char *folder)
{
  gsl_matrix *held = gsl_matrix_alloc (N_TRAJECTORIES, 1);
  gsl_matrix *start = gsl_matrix_alloc (trained->network->size, N_TRAJECTORIES);
  double z[N_TRAJECTORIES * N_TIMES], exact[N_TRAJECTORIES * N_TIMES], residual, error;
  double tolerance = 1e-2, begin;
  int n_products;
  RcMonitor monitor = { count_cb, &n_products };

  for (gsize i = 0; i < N_TRAJECTORIES; i++)
    gsl_matrix_set (held, i, 0, 1.3 * 1.6 * (2.0 * (double)i / (N_TRAJECTORIES - 1.0) - 1.0));
  rc_network_clamped_states (trained->network, held, NULL, 1e-10, NULL, start, &residual, NULL);
  rc_trajectory_run (trained, start, NULL, NULL, DURATION, N_TIMES, 1e-11, NULL, exact, NULL, NULL);
  write_numbers (folder, "start", start->size1 * start->size2, start->data);
  write_numbers (folder, "exact", N_TRAJECTORIES * N_TIMES, exact);
  do {
    tolerance *= 0.5;
    n_products = 0;
    begin = now ();
    rc_trajectory_run (
      trained, start, NULL, NULL, DURATION, N_TIMES, tolerance, &monitor, z, NULL, NULL);
    error = find_difference (z, exact);
  } while (error > GLOBAL_ERROR && tolerance > 1e-10);
  printf (", \"trajectories\": %.6f, \"trajectory_products\": %d, \"trajectory_error\": %.3e, "
          "\"tolerance\": %.3e",
          now () - begin,
          n_products,
          error,
          tolerance);
  gsl_matrix_free (held);
  gsl_matrix_free (start);
}

/* The machine's rate at a product of W with as many columns as there are trajectories. */
static void
time_product (const RcTrained *trained)
{
  gsize n = trained->network->size;
  gsl_matrix *x = gsl_matrix_alloc (n, N_TRAJECTORIES), *y = gsl_matrix_alloc (n, N_TRAJECTORIES);
  double begin;

  gsl_matrix_set_all (x, 0.5);
  rc_weights_multiply_columns (trained->network->recurrent, x, 0.0, y);
  begin = now ();
  for (guint i = 0; i < N_PRODUCTS; i++)
    rc_weights_multiply_columns (trained->network->recurrent, x, 0.0, y);
  printf (", \"product\": %.6f", (now () - begin) / N_PRODUCTS);
  gsl_matrix_free (x);
  gsl_matrix_free (y);
}

static void
find_spectrum (const RcTrained *trained)
{
  double begin = now ();
  g_autofree double complex *values = rc_spectrum_closed_loop (trained, 0, NULL, NULL);

  printf (", \"spectrum\": %.6f", now () - begin);
}

int
main (int argc, char **argv)
{
  gsize n = argc > 2 ? (gsize)g_ascii_strtoull (argv[1], NULL, 10) : 0;
  g_autoptr (RcTrained) trained = NULL;
  gsl_matrix *weights;

  if (n < 10) {
    g_printerr ("Usage: %s N FOLDER [no-spectrum]\n", argv[0]);
    return 2;
  }
  trained = train (n);
  weights = gsl_matrix_alloc (n, n);
  rc_weights_copy_to (trained->network->recurrent, weights);
  write_numbers (argv[2], "weights", n * n, weights->data);
  gsl_matrix_free (weights);
  write_numbers (argv[2], "feedback", n, trained->network->feedback->data);
  write_numbers (argv[2], "readout", n, trained->readout->data);
  write_numbers (argv[2], "states", n * N_TARGETS, trained->states->data);

  find_fixed_points (trained);
  measure_response (trained);
  time_product (trained);
  follow_trajectories (trained, argv[2]);
  if (argc == 3)
    find_spectrum (trained);
  puts ("}");
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Usage: bench-network N FOLDER. Draws the default network of N neurons, writes it to
 * the folder for others to work on, runs the stages of a measurement one by one and
 * prints what each took, and how many products with W, as JSON.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "rc-online.h"
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
#define EXACT_TOLERANCE 1e-11
/* What is over soon is repeated, up to so many times or seconds; the shortest time counts. */
#define MOST_REPEATS 20
#define REPEAT_SECONDS 0.5
/* FORCE, as an experiment file has it if it says nothing else, for some presentations. */
#define ONLINE_DURATION 40.0
#define ONLINE_PRESENTATION 10.0
#define ONLINE_INTERVAL 0.5

static const double target_values[N_TARGETS] = { 1.6, 0.9, -0.6 };

/* The processors' time so far, of all threads: others may use them meanwhile. */
static double
now (void)
{
  return (double)clock () / CLOCKS_PER_SEC;
}

/* The shortest time that @func takes. */
static double
time_shortest (void (*func) (gpointer data), gpointer data)
{
  double shortest = INFINITY, sum = 0.0;

  for (guint i = 0; i < MOST_REPEATS && sum < REPEAT_SECONDS; i++) {
    double begin = now (), seconds;

    func (data);
    seconds = now () - begin;
    sum += seconds;
    shortest = MIN (shortest, seconds);
  }
  return shortest;
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
  begin = now ();
  trained = rc_trained_new (network, NULL, NULL);
  printf (", \"train\": %.6f", now () - begin);
  return trained;
}

typedef struct {
  const RcTrained *trained;
  gsl_matrix *states;
  double residuals[N_TARGETS];
  int n_products;
} FixedPoints;

static void
find_fixed_points (gpointer data)
{
  FixedPoints *self = data;
  const RcNetwork *network = self->trained->network;
  RcMonitor monitor = { count_cb, &self->n_products };

  self->n_products = 1;
  rc_open_loop_find (
    network, network->model->targets, NULL, 1e-12, &monitor, self->states, self->residuals, NULL);
}

static void
time_fixed_points (const RcTrained *trained)
{
  FixedPoints self = { .trained = trained,
                       .states = gsl_matrix_alloc (trained->network->size, N_TARGETS) };
  double seconds = time_shortest (find_fixed_points, &self);

  printf (", \"fixed_points\": %.6f, \"fixed_point_products\": %d, \"fixed_point_residual\": %.3e",
          seconds,
          self.n_products,
          MAX (MAX (self.residuals[0], self.residuals[1]), self.residuals[2]));
  gsl_matrix_free (self.states);
}

typedef struct {
  const RcTrained *trained;
  double residuals[N_FREQUENCIES];
} Response;

static void
measure_response (gpointer data)
{
  Response *self = data;
  double complex s[N_FREQUENCIES], response[N_FREQUENCIES];
  double mean;

  for (gsize i = 0; i < N_FREQUENCIES; i++)
    s[i] = I * pow (10.0, -2.0 + 3.0 * (double)i / (N_FREQUENCIES - 1.0));
  rc_response_measure (
    self->trained, 0, N_FREQUENCIES, s, 1e-10, NULL, response, self->residuals, &mean, NULL);
}

static void
time_response (const RcTrained *trained)
{
  Response self = { .trained = trained };
  double largest = 0.0, seconds = time_shortest (measure_response, &self);

  for (gsize i = 0; i < N_FREQUENCIES; i++)
    largest = MAX (largest, self.residuals[i]);
  printf (", \"response\": %.6f, \"response_residual\": %.3e", seconds, largest);
}

static void
train_online (const RcTrained *trained)
{
  const RcOnlineSettings settings = { .rule = RC_ONLINE_FORCE,
                                      .duration = ONLINE_DURATION,
                                      .presentation = ONLINE_PRESENTATION,
                                      .settling = 0.5 * ONLINE_PRESENTATION,
                                      .interval = ONLINE_INTERVAL,
                                      .regularization = 1.0,
                                      .forgetting = 1.0 };
  double begin = now ();
  gsl_matrix *readout = rc_online_train (trained->network, &settings, 1, NULL, NULL, NULL, NULL);
  double seconds = now () - begin;
  RcTrained *online = rc_trained_with_readout (trained, readout);

  printf (", \"force\": %.6f, \"force_error\": %.3e", seconds, online->errors[N_TARGETS - 1]);
  rc_trained_unref (online);
  gsl_matrix_free (readout);
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

typedef struct {
  const RcTrained *trained;
  gsl_matrix *start;
  double tolerance;
  double z[N_TRAJECTORIES * N_TIMES];
  int n_products;
} Trajectories;

static void
run_trajectories (gpointer data)
{
  Trajectories *self = data;
  RcMonitor monitor = { count_cb, &self->n_products };

  self->n_products = 0;
  rc_trajectory_run (self->trained,
                     self->start,
                     NULL,
                     NULL,
                     DURATION,
                     N_TIMES,
                     self->tolerance,
                     &monitor,
                     self->z,
                     NULL,
                     NULL);
}

/* With the largest tolerance whose global error is small enough. */
static void
time_trajectories (const RcTrained *trained, const char *folder)
{
  gsl_matrix *held = gsl_matrix_alloc (N_TRAJECTORIES, 1);
  Trajectories self = { .trained = trained,
                        .start = gsl_matrix_alloc (trained->network->size, N_TRAJECTORIES),
                        .tolerance = EXACT_TOLERANCE };
  double exact[N_TRAJECTORIES * N_TIMES], residual, error;

  for (gsize i = 0; i < N_TRAJECTORIES; i++)
    gsl_matrix_set (held, i, 0, 1.3 * 1.6 * (2.0 * (double)i / (N_TRAJECTORIES - 1.0) - 1.0));
  rc_network_clamped_states (
    trained->network, held, NULL, 1e-10, NULL, self.start, &residual, NULL);
  run_trajectories (&self);
  memcpy (exact, self.z, sizeof exact);
  write_numbers (folder, "start", self.start->size1 * self.start->size2, self.start->data);
  write_numbers (folder, "exact", N_TRAJECTORIES * N_TIMES, exact);

  self.tolerance = 1e-2;
  do {
    self.tolerance *= 0.5;
    run_trajectories (&self);
    error = find_difference (self.z, exact);
  } while (error > GLOBAL_ERROR && self.tolerance > 1e-10);
  printf (", \"trajectories\": %.6f, \"trajectory_products\": %d, \"trajectory_error\": %.3e",
          time_shortest (run_trajectories, &self),
          self.n_products,
          error);
  gsl_matrix_free (held);
  gsl_matrix_free (self.start);
}

typedef struct {
  const RcWeights *weights;
  gsl_matrix *x;
  gsl_matrix *y;
} Multiplication;

static void
multiply (gpointer data)
{
  Multiplication *self = data;

  rc_weights_multiply_columns (self->weights, self->x, 0.0, self->y);
}

/* The machine's rate at a product of W with as many columns as there are trajectories. */
static void
time_product (const RcTrained *trained)
{
  gsize n = trained->network->size;
  Multiplication self = { trained->network->recurrent,
                          gsl_matrix_alloc (n, N_TRAJECTORIES),
                          gsl_matrix_alloc (n, N_TRAJECTORIES) };

  gsl_matrix_set_all (self.x, 0.5);
  printf (", \"product\": %.6f", time_shortest (multiply, &self));
  gsl_matrix_free (self.x);
  gsl_matrix_free (self.y);
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

  time_fixed_points (trained);
  time_response (trained);
  train_online (trained);
  time_product (trained);
  time_trajectories (trained, argv[2]);
  if (argc == 3)
    find_spectrum (trained);
  puts ("}");
  return 0;
}

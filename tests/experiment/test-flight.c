/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "exp-document.h"
#include "exp-flight.h"
#include "exp-theory.h"
#include "rc-parallel.h"

static const char experiment_text[] =
  "{\"format\": \"attractor-experiment\", \"version\": 1,"
  " \"network\": {\"size\": 300, \"gain\": 0.9, \"seed\": 4},"
  " \"task\": {\"targets\": [[1.6], [0.9], [-0.6]]},"
  " \"probe\": {\"kick\": 0.001, \"frequency_points\": 20},"
  " \"simulation\": {\"duration\": 20.0, \"trajectories\": 1, \"tolerance\": 1e-8}}";

static ExpMeasurement *measurement;

static void
quit_cb (ExpFlight *flight, GMainLoop *loop)
{
  g_main_loop_quit (loop);
}

static void
fly (ExpFlight *flight)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_signal_connect (flight, "finished", G_CALLBACK (quit_cb), loop);
  exp_flight_start (flight);
  if (!exp_flight_get_finished (flight))
    g_main_loop_run (loop);
  g_assert_true (exp_flight_get_finished (flight));
}

static double
read_at (ExpFlight *flight, double time)
{
  double output;
  gsize point = (gsize)lround (time / exp_flight_get_interval (flight));

  g_assert_cmpuint (exp_flight_read (flight, point, 1, &output), ==, 1);
  return output;
}

/* The same kick was measured along with others, at other times. */
static void
test_kicked (void)
{
  for (gsize k = 0; k < measurement->n_attractors; k++) {
    g_autoptr (ExpFlight) flight = exp_flight_new_kicked (measurement, measurement->experiment, k);
    double target = exp_table_get (measurement->experiment->targets, k, 0);

    fly (flight);
    g_assert_no_error (exp_flight_get_error (flight));
    for (gsize i = 0; i < EXP_N_TIMES; i += 25)
      g_assert_cmpfloat_with_epsilon (read_at (flight, measurement->times[i]) - target,
                                      measurement->attractors[k].relaxation[i],
                                      1e-7);
  }
}

/* The network is that which was trained; the kick is another now, and so is the time it is watched
 * for. A kick this small displaces in proportion. */
static void
test_other_protocol (void)
{
  g_autoptr (ExpExperiment) protocol = exp_experiment_copy (measurement->experiment);
  g_autoptr (ExpFlight) before = exp_flight_new_kicked (measurement, measurement->experiment, 0);
  g_autoptr (ExpFlight) twice = NULL;
  g_autoptr (ExpFlight) driven = NULL;
  double target = exp_table_get (measurement->experiment->targets, 0, 0);
  double size;

  protocol->kick *= 2.0;
  protocol->duration = 10.0;
  twice = exp_flight_new_kicked (measurement, protocol, 0);
  protocol->duration = 1000.0;
  driven = exp_flight_new_driven (measurement, protocol, 0, 1.0);
  fly (before);
  fly (twice);
  size = fabs (read_at (before, 0.0) - target);
  g_assert_cmpfloat (size, >, 0.0);
  g_assert_cmpfloat_with_epsilon (
    read_at (twice, 0.0) - target, 2.0 * (read_at (before, 0.0) - target), 0.01 * size);
  g_assert_cmpfloat_with_epsilon (exp_flight_get_duration (twice), 10.0, 1e-9);
  g_assert_cmpfloat (exp_flight_get_duration (driven), >, 999.0);
}

/* A network that is driven weakly answers as its linear response says, which was
 * found without any trajectory. */
static void
test_driven (void)
{
  guint n_stable = 0;

  for (gsize k = 0; k < measurement->n_attractors; k++) {
    /* elsewhere the network leaves, and there is nothing to compare */
    if (!measurement->attractors[k].stable)
      continue;
    n_stable++;
    for (gsize i = 9; i < 16; i += 3) {
      double frequency = measurement->frequencies[i], magnitude, phase;
      g_autoptr (ExpFlight)
        flight = exp_flight_new_driven (measurement, measurement->experiment, k, frequency);
      double complex expected = measurement->attractors[k].response[i];

      g_assert_false (exp_flight_measure_response (flight, &magnitude, &phase));
      fly (flight);
      g_assert_true (exp_flight_measure_response (flight, &magnitude, &phase));
      g_assert_cmpfloat_with_epsilon (magnitude, cabs (expected), 0.01 * cabs (expected));
      g_assert_cmpfloat_with_epsilon (phase, carg (expected), 0.01);
      g_assert_true (exp_flight_is_linear (flight, &magnitude, &phase));
      g_assert_cmpfloat_with_epsilon (magnitude, cabs (expected), 1e-4 * cabs (expected));
      g_assert_cmpfloat_with_epsilon (phase, carg (expected), 1e-4);
    }
  }
  g_assert_cmpuint (n_stable, >=, 2);
}

/* What drives a network out of its attractor, or kicks it out, says so; the same network knows its
 * linear response, whatever the drive. */
static void
test_left (void)
{
  g_autoptr (ExpExperiment) protocol = exp_experiment_copy (measurement->experiment);
  double frequency = measurement->frequencies[9], magnitude, phase;
  double expected = cabs (measurement->attractors[0].response[9]);
  g_autoptr (ExpFlight) weak = exp_flight_new_kicked (measurement, protocol, 0);
  g_autoptr (ExpFlight) driven = NULL;
  g_autoptr (ExpFlight) kicked = NULL;

  g_assert_true (measurement->attractors[0].stable);
  protocol->kick = -20.0;
  driven = exp_flight_new_driven (measurement, protocol, 0, frequency);
  kicked = exp_flight_new_kicked (measurement, protocol, 0);
  g_assert_true (exp_flight_has_come_back (kicked));
  fly (weak);
  fly (driven);
  fly (kicked);
  g_assert_true (exp_flight_has_come_back (weak));
  g_assert_true (exp_flight_has_come_back (driven));
  g_assert_false (exp_flight_has_come_back (kicked));
  g_assert_false (exp_flight_is_linear (driven, &magnitude, &phase));
  g_assert_cmpfloat_with_epsilon (magnitude, expected, 1e-4 * expected);
}

/* However fast the drive and long the experiment, there is an end to what is computed, and no
 * response is told of what had no time to settle. */
static void
test_driven_fast (void)
{
  double magnitude, phase;
  g_autoptr (ExpFlight)
    flight = exp_flight_new_driven (measurement, measurement->experiment, 0, 1e6);

  g_assert_cmpfloat (exp_flight_get_duration (flight), <, 1.0);
  fly (flight);
  g_assert_no_error (exp_flight_get_error (flight));
  g_assert_false (exp_flight_measure_response (flight, &magnitude, &phase));
}

/* What is held at a target and let go stays there; from elsewhere it begins
 * there, up to what the readout makes of a state that it was not trained for. */
static void
test_released (void)
{
  const double target = 1.6, elsewhere = 1.3;
  g_autoptr (ExpFlight)
    at_target = exp_flight_new_released (measurement, measurement->experiment, &target);
  g_autoptr (ExpFlight)
    between = exp_flight_new_released (measurement, measurement->experiment, &elsewhere);

  fly (at_target);
  fly (between);
  g_assert_cmpfloat_with_epsilon (read_at (at_target, 0.0), target, 1e-6);
  g_assert_cmpfloat_with_epsilon (read_at (at_target, 20.0), target, 1e-3);
  g_assert_cmpfloat_with_epsilon (read_at (between, 0.0), elsewhere, 0.1);
  g_assert_cmpfloat (fabs (read_at (between, 20.0) - target), <, fabs (elsewhere - target) / 2.0);
  g_assert_cmpuint (exp_flight_get_attractor (between), ==, 0);
}

/* What can be read while it is on its way is what it will be in the end. */
static void
test_on_the_way (void)
{
  g_autoptr (ExpFlight) flight = exp_flight_new_kicked (measurement, measurement->experiment, 1);
  gsize n_all = 1 +
                (gsize)lround (exp_flight_get_duration (flight) / exp_flight_get_interval (flight));
  g_autofree double *early = g_new (double, n_all);
  g_autofree double *late = g_new (double, n_all);
  gsize n = 0;
  guint n_pieces = 0;

  exp_flight_start (flight);
  while (n < n_all) {
    gsize more = exp_flight_read (flight, n, n_all - n, early + n);

    n_pieces += more > 0;
    n += more;
  }
  g_test_message ("%zu points in %u pieces", n_all, n_pieces);
  g_assert_cmpuint (exp_flight_read (flight, 0, n_all, late), ==, n_all);
  g_assert_cmpmem (early, n_all * sizeof (double), late, n_all * sizeof (double));
  for (gsize i = 0; i < n_all; i++)
    g_assert_true (isfinite (late[i]) && late[i] != 0.0);
  fly (flight);
}

/* What was computed until then can still be read. */
static void
test_cancel (void)
{
  g_autoptr (ExpFlight) flight = exp_flight_new_kicked (measurement, measurement->experiment, 0);

  exp_flight_cancel (flight);
  fly (flight);
  g_assert_error (exp_flight_get_error (flight), G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_autoptr (ExpExperiment) experiment = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  rc_init ();

  experiment = exp_document_parse (experiment_text, -1, "test", NULL, &error);
  g_assert_no_error (error);
  measurement = exp_measurement_new (experiment, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  g_test_add_func ("/flight/kicked", test_kicked);
  g_test_add_func ("/flight/other-protocol", test_other_protocol);
  g_test_add_func ("/flight/driven", test_driven);
  g_test_add_func ("/flight/left", test_left);
  g_test_add_func ("/flight/driven-fast", test_driven_fast);
  g_test_add_func ("/flight/released", test_released);
  g_test_add_func ("/flight/on-the-way", test_on_the_way);
  g_test_add_func ("/flight/cancel", test_cancel);
  status = g_test_run ();
  exp_measurement_unref (measurement);
  return status;
}

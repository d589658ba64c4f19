/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-flight.h"

#include <complex.h>
#include <math.h>
#include <string.h>

#include "exp-model.h"
#include "exp-monitor.h"
#include "rc-response.h"
#include "rc-trajectory.h"

#define CLAMP_TOLERANCE 1e-9
#define N_POINTS 1001
/* How far from a point the time may be that the integrator means to be at it. */
#define ROUNDING 1e-6
/* Of a driven network: so many periods are watched, so many points make one, and
 * the response is taken from the last ones. */
#define N_PERIODS 12.0
#define POINTS_PER_PERIOD 100.0
/* of one that is driven: where it oscillates fast it is shorter than the experiment's duration */
#define MAX_POINTS 20000.0
#define MEASURED_PERIODS 4.0
/* The answer is the linear one where it is within this part of it. */
#define LINEAR 0.1
#define RESPONSE_TOLERANCE 1e-6
/* What is kicked has not come back while it is, in the last part of its time, farther away than
 * this part of the farthest that it has been; what is less than this cannot be told from rest. */
#define LAST_PART 0.1
#define BACK 0.5
#define AT_REST 1e-5

struct _ExpFlight {
  GObject parent_instance;

  ExpMeasurement *measurement;
  ExpFlightKind kind;
  gsize attractor;
  double frequency;
  double *amplitude; /* K: of kick or drive */
  double *from;      /* K: of what is released */
  double interval;
  gsize n_points;
  double complex expected; /* of one that is driven: the linear response along the kick */

  GCancellable *cancellable;
  GMutex mutex;
  double *outputs; /* n_points × K; the first n_done of them, under the mutex */
  gsize n_done;
  gboolean started;
  gboolean finished;
  GError *error;
};

G_DEFINE_FINAL_TYPE (ExpFlight, exp_flight, G_TYPE_OBJECT)

enum {
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
exp_flight_finalize (GObject *object)
{
  ExpFlight *self = EXP_FLIGHT (object);

  g_clear_pointer (&self->measurement, exp_measurement_unref);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->amplitude);
  g_free (self->from);
  g_free (self->outputs);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (exp_flight_parent_class)->finalize (object);
}

static void
exp_flight_class_init (ExpFlightClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = exp_flight_finalize;

  /**
   * ExpFlight::finished:
   *
   * Emitted on the main thread when all points are there, or an error is.
   */
  signals[SIGNAL_FINISHED] = g_signal_new (
    "finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
exp_flight_init (ExpFlight *self)
{
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->mutex);
}

static ExpFlight *
new_flight (ExpMeasurement *measurement,
            const ExpExperiment *protocol,
            ExpFlightKind kind,
            gsize attractor)
{
  ExpFlight *self = g_object_new (EXP_TYPE_FLIGHT, NULL);

  self->measurement = exp_measurement_ref (measurement);
  self->kind = kind;
  self->attractor = attractor;
  self->amplitude = exp_model_kick (protocol);
  self->n_points = N_POINTS;
  self->interval = protocol->duration / (N_POINTS - 1);
  return self;
}

static void
allocate (ExpFlight *self)
{
  self->outputs = g_new0 (double, self->n_points * self->measurement->n_outputs);
}

/**
 * exp_flight_new_released:
 * @measurement: of a network that was kept
 * @protocol: what its duration is taken from; it has as many outputs
 * @output: K numbers: where it starts
 *
 * The network's feedback is held at @output until its state rests, as in
 * training, and is then let go. It has the static input of the target that is
 * nearest to @output.
 *
 * Returns: (transfer full): a flight that has not started
 */
ExpFlight *
exp_flight_new_released (ExpMeasurement *measurement,
                         const ExpExperiment *protocol,
                         const double *output)
{
  const ExpTable *targets = measurement->experiment->targets;
  double nearest = INFINITY;
  ExpFlight *self;

  g_return_val_if_fail (measurement->trained != NULL, NULL);
  g_return_val_if_fail (protocol->targets->n_columns == measurement->n_outputs, NULL);

  self = new_flight (measurement, protocol, EXP_FLIGHT_RELEASED, 0);
  self->from = g_memdup2 (output, measurement->n_outputs * sizeof (double));
  for (gsize k = 0; k < targets->n_rows; k++) {
    double square = 0.0;

    for (gsize j = 0; j < targets->n_columns; j++)
      square += pow (output[j] - exp_table_get (targets, k, j), 2.0);
    if (square < nearest) {
      nearest = square;
      self->attractor = k;
    }
  }
  allocate (self);
  return self;
}

/**
 * exp_flight_new_kicked:
 * @measurement: of a network that was kept
 * @protocol: what kick and duration are taken from, which the network itself does not depend
 *   on; it has as many outputs
 * @attractor: index
 *
 * Returns: (transfer full): a flight from the attractor, displaced through the
 *   probe by the kick, that has not started
 */
ExpFlight *
exp_flight_new_kicked (ExpMeasurement *measurement, const ExpExperiment *protocol, gsize attractor)
{
  ExpFlight *self;

  g_return_val_if_fail (measurement->trained != NULL, NULL);
  g_return_val_if_fail (protocol->targets->n_columns == measurement->n_outputs, NULL);
  g_return_val_if_fail (attractor < measurement->n_attractors, NULL);

  self = new_flight (measurement, protocol, EXP_FLIGHT_KICKED, attractor);
  allocate (self);
  return self;
}

/**
 * exp_flight_new_driven:
 * @measurement: of a network that was kept
 * @protocol: what kick and duration are taken from, as for exp_flight_new_kicked()
 * @attractor: index
 * @frequency: ω, positive
 *
 * Returns: (transfer full): a flight at the attractor, driven through the probe
 *   with the kick for an amplitude, that has not started
 */
ExpFlight *
exp_flight_new_driven (ExpMeasurement *measurement,
                       const ExpExperiment *protocol,
                       gsize attractor,
                       double frequency)
{
  double period = 2.0 * G_PI / frequency;
  ExpFlight *self;

  g_return_val_if_fail (measurement->trained != NULL, NULL);
  g_return_val_if_fail (protocol->targets->n_columns == measurement->n_outputs, NULL);
  g_return_val_if_fail (attractor < measurement->n_attractors && frequency > 0.0, NULL);

  self = new_flight (measurement, protocol, EXP_FLIGHT_DRIVEN, attractor);
  self->frequency = frequency;
  self->interval = period / POINTS_PER_PERIOD;
  /* long enough for what the beginning stirred up to settle */
  self->n_points = 1 + (gsize)fmin (
                         ceil (MAX (N_PERIODS * period, protocol->duration) / self->interval),
                         MAX_POINTS);
  allocate (self);
  return self;
}

/* Called by the integrator with how far it has come: what it has written up to there is there to be
   read. */
static gboolean
fly_cb (double fraction, gpointer user_data)
{
  ExpFlight *self = user_data;
  double last = floor (fraction * (double)(self->n_points - 1) - ROUNDING);

  g_mutex_lock (&self->mutex);
  if (last >= 0.0)
    self->n_done = MAX (self->n_done, (gsize)last + 1);
  g_mutex_unlock (&self->mutex);
  return !g_cancellable_is_cancelled (self->cancellable);
}

/* @input: (nullable): 1×L; @x: N×1 */
static gboolean
find_start (ExpFlight *self, const gsl_matrix *input, gsl_matrix *x, GError **error)
{
  const RcTrained *trained = self->measurement->trained;
  const RcNetwork *network = trained->network;
  gsize k = self->measurement->n_outputs;
  RcMonitor monitor = exp_monitor (self->cancellable);
  double residual;

  if (self->kind == EXP_FLIGHT_RELEASED) {
    gsl_matrix_const_view output = gsl_matrix_const_view_array (self->from, 1, k);

    /* Where no open-loop fixed point is found the last state serves to start from. */
    return rc_network_clamped_states (
      network, &output.matrix, input, CLAMP_TOLERANCE, &monitor, x, &residual, error);
  }
  for (gsize i = 0; i < network->size; i++) {
    double value = gsl_matrix_get (trained->rests, i, self->attractor);

    for (gsize j = 0; self->kind == EXP_FLIGHT_KICKED && j < k; j++)
      value += gsl_matrix_get (network->probe, i, j) * self->amplitude[j];
    gsl_matrix_set (x, i, 0, value);
  }
  return TRUE;
}

static gboolean
fly (ExpFlight *self, const gsl_matrix *input, const gsl_matrix *start, GError **error)
{
  gsl_matrix_const_view drive = gsl_matrix_const_view_array (
    self->amplitude, 1, self->measurement->n_outputs);
  RcProtocol protocol = { .drive = &drive.matrix, .frequencies = &self->frequency };
  RcMonitor monitor = { fly_cb, self };

  if (!rc_trajectory_run (self->measurement->trained,
                          start,
                          input,
                          self->kind == EXP_FLIGHT_DRIVEN ? &protocol : NULL,
                          exp_flight_get_duration (self),
                          self->n_points,
                          self->measurement->experiment->tolerance,
                          &monitor,
                          self->outputs,
                          NULL,
                          error))
    return FALSE;
  g_mutex_lock (&self->mutex);
  self->n_done = self->n_points;
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/* The network's linear response along what it is driven by, aᵀHa / |a|² */
static gboolean
find_expected (ExpFlight *self, GError **error)
{
  gsize k = self->measurement->n_outputs;
  g_autofree double complex *response = g_new (double complex, k *k);
  double complex s = I * self->frequency;
  RcMonitor monitor = exp_monitor (self->cancellable);
  double norm = 0.0;

  if (!rc_response_measure (self->measurement->trained,
                            self->attractor,
                            1,
                            &s,
                            RESPONSE_TOLERANCE,
                            &monitor,
                            response,
                            NULL,
                            NULL,
                            error))
    return FALSE;
  self->expected = 0.0;
  for (gsize i = 0; i < k; i++) {
    norm += self->amplitude[i] * self->amplitude[i];
    for (gsize j = 0; j < k; j++)
      self->expected += self->amplitude[i] * response[i * k + j] * self->amplitude[j];
  }
  self->expected /= norm;
  return TRUE;
}

static void
flight_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  ExpFlight *self = source_object;
  const RcNetwork *network = self->measurement->trained->network;
  const ExpTable *inputs = self->measurement->experiment->inputs;
  gsl_matrix *x = gsl_matrix_calloc (network->size, 1), *input = NULL;
  GError *error = NULL;

  if (network->input != NULL && inputs != NULL && inputs->n_columns > 0) {
    input = gsl_matrix_alloc (1, inputs->n_columns);
    for (gsize j = 0; j < inputs->n_columns; j++)
      gsl_matrix_set (input, 0, j, exp_table_get (inputs, self->attractor, j));
  }
  if (find_start (self, input, x, &error) && fly (self, input, x, &error) &&
      self->kind == EXP_FLIGHT_DRIVEN)
    find_expected (self, &error);
  gsl_matrix_free (x);
  g_clear_pointer (&input, gsl_matrix_free);
  exp_monitor_translate (cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ExpFlight *self = EXP_FLIGHT (source);

  g_task_propagate_boolean (G_TASK (result), &self->error);
  self->finished = TRUE;
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

/**
 * exp_flight_start:
 * @self: a flight
 *
 * Starts to compute it on a worker thread, once.
 */
void
exp_flight_start (ExpFlight *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (EXP_IS_FLIGHT (self));

  if (self->started)
    return;
  self->started = TRUE;
  task = g_task_new (self, self->cancellable, finished_cb, NULL);
  g_task_set_source_tag (task, exp_flight_start);
  g_task_run_in_thread (task, flight_thread);
}

/**
 * exp_flight_cancel:
 * @self: a flight
 *
 * Computes no more; what there is stays.
 */
void
exp_flight_cancel (ExpFlight *self)
{
  g_return_if_fail (EXP_IS_FLIGHT (self));

  g_cancellable_cancel (self->cancellable);
}

ExpFlightKind
exp_flight_get_kind (ExpFlight *self)
{
  g_return_val_if_fail (EXP_IS_FLIGHT (self), EXP_FLIGHT_RELEASED);

  return self->kind;
}

/**
 * exp_flight_get_attractor:
 * @self: a flight
 *
 * Returns: the attractor that it starts at; of one released, the nearest
 */
gsize
exp_flight_get_attractor (ExpFlight *self)
{
  g_return_val_if_fail (EXP_IS_FLIGHT (self), 0);

  return self->attractor;
}

/**
 * exp_flight_get_frequency:
 * @self: a flight
 *
 * Returns: ω of the drive; 0 without one
 */
double
exp_flight_get_frequency (ExpFlight *self)
{
  g_return_val_if_fail (EXP_IS_FLIGHT (self), 0.0);

  return self->frequency;
}

gsize
exp_flight_get_n_outputs (ExpFlight *self)
{
  g_return_val_if_fail (EXP_IS_FLIGHT (self), 0);

  return self->measurement->n_outputs;
}

/**
 * exp_flight_get_interval:
 * @self: a flight
 *
 * Returns: the time from one point to the next
 */
double
exp_flight_get_interval (ExpFlight *self)
{
  g_return_val_if_fail (EXP_IS_FLIGHT (self), 0.0);

  return self->interval;
}

/**
 * exp_flight_get_duration:
 * @self: a flight
 *
 * Returns: the time from its first point to the last one there will be
 */
double
exp_flight_get_duration (ExpFlight *self)
{
  g_return_val_if_fail (EXP_IS_FLIGHT (self), 0.0);

  return (double)(self->n_points - 1) * self->interval;
}

/**
 * exp_flight_get_finished:
 * @self: a flight
 *
 * Returns: whether there is nothing more to come
 */
gboolean
exp_flight_get_finished (ExpFlight *self)
{
  g_return_val_if_fail (EXP_IS_FLIGHT (self), FALSE);

  return self->finished;
}

/**
 * exp_flight_get_error:
 * @self: a flight
 *
 * Returns: (nullable): why it ended early
 */
const GError *
exp_flight_get_error (ExpFlight *self)
{
  g_return_val_if_fail (EXP_IS_FLIGHT (self), NULL);

  return self->error;
}

/**
 * exp_flight_read:
 * @self: a flight
 * @first: index of a point
 * @n_points: how many at most
 * @outputs: (out): n_points × K
 *
 * Copies what has been computed so far.
 *
 * Returns: how many points were copied
 */
gsize
exp_flight_read (ExpFlight *self, gsize first, gsize n_points, double *outputs)
{
  gsize k, n = 0;

  g_return_val_if_fail (EXP_IS_FLIGHT (self), 0);

  k = self->measurement->n_outputs;
  g_mutex_lock (&self->mutex);
  if (first < self->n_done) {
    n = MIN (n_points, self->n_done - first);
    memcpy (outputs, self->outputs + first * k, n * k * sizeof (double));
  }
  g_mutex_unlock (&self->mutex);
  return n;
}

/**
 * exp_flight_measure_response:
 * @self: a flight that is driven and finished
 * @magnitude: (out): |δz| over |a|, both along the kick
 * @phase: (out): of δz against the drive, in radians
 *
 * Fits c + A sin ωt + B cos ωt to the last periods of what sin ωt drives.
 *
 * Returns: %FALSE where that says nothing: not driven, not finished, diverged, or ended before
 *   what the beginning stirred up had the experiment's duration to settle
 */
gboolean
exp_flight_measure_response (ExpFlight *self, double *magnitude, double *phase)
{
  gsize k, n = (gsize)(MEASURED_PERIODS * POINTS_PER_PERIOD);
  double norm = 0.0, in_phase = 0.0, quadrature = 0.0;

  g_return_val_if_fail (EXP_IS_FLIGHT (self), FALSE);

  if (self->kind != EXP_FLIGHT_DRIVEN || !self->finished || self->error != NULL ||
      self->n_points > MAX_POINTS)
    return FALSE;
  k = self->measurement->n_outputs;
  for (gsize j = 0; j < k; j++)
    norm += self->amplitude[j] * self->amplitude[j];
  /* Over whole periods, evenly spaced, the three terms are orthogonal. */
  for (gsize i = self->n_points - n; i < self->n_points; i++) {
    double along = 0.0, angle = self->frequency * self->interval * (double)i;

    for (gsize j = 0; j < k; j++)
      along += self->outputs[i * k + j] * self->amplitude[j] / norm;
    in_phase += 2.0 / (double)n * along * sin (angle);
    quadrature += 2.0 / (double)n * along * cos (angle);
  }
  *magnitude = hypot (in_phase, quadrature);
  *phase = atan2 (quadrature, in_phase);
  return isfinite (*magnitude) && norm > 0.0;
}

/**
 * exp_flight_is_linear:
 * @self: a flight that is driven and finished
 * @magnitude: (out): of the network's linear response at its attractor, at the drive's frequency
 *   and along the kick
 * @phase: (out): of it, in radians
 *
 * Returns: whether exp_flight_measure_response() finds that response; not so where the drive is too
 *   strong for it, as where the network has left its attractor
 */
gboolean
exp_flight_is_linear (ExpFlight *self, double *magnitude, double *phase)
{
  double found, angle;

  g_return_val_if_fail (EXP_IS_FLIGHT (self), FALSE);

  *magnitude = cabs (self->expected);
  *phase = carg (self->expected);
  return exp_flight_measure_response (self, &found, &angle) &&
         cabs (found * cexp (I * angle) - self->expected) <= LINEAR * *magnitude;
}

/**
 * exp_flight_has_come_back:
 * @self: a flight
 *
 * Returns: %FALSE for one that was kicked and is finished, if towards its end its output was still
 *   more than half as far from the attractor as it has ever been; %TRUE for all others
 */
gboolean
exp_flight_has_come_back (ExpFlight *self)
{
  double farthest = 0.0, last = 0.0, size = 0.0;
  const gsl_matrix *rests;

  g_return_val_if_fail (EXP_IS_FLIGHT (self), TRUE);

  if (self->kind != EXP_FLIGHT_KICKED || !self->finished || self->error != NULL)
    return TRUE;
  rests = self->measurement->trained->rest_outputs;
  for (gsize j = 0; j < rests->size2; j++)
    size = hypot (size, gsl_matrix_get (rests, self->attractor, j));
  for (gsize i = 0; i < self->n_points; i++) {
    double distance = 0.0;

    for (gsize j = 0; j < rests->size2; j++)
      distance = hypot (
        distance, self->outputs[i * rests->size2 + j] - gsl_matrix_get (rests, self->attractor, j));
    farthest = fmax (farthest, distance);
    if ((double)i >= (1.0 - LAST_PART) * (double)self->n_points)
      last = fmax (last, distance);
  }
  return last <= BACK * farthest || last <= AT_REST * (1.0 + size);
}

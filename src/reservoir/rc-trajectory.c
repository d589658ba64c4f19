/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-trajectory.h"

#include <math.h>
#include <string.h>

#include "rc-error.h"

/*
 * The explicit Runge-Kutta pair of orders 5 and 4 of J. R. Dormand and
 * P. J. Prince, J. Comput. Appl. Math. 6, 19 (1980); its seventh stage is the
 * first of the next step. The solution between the steps is the fourth-order
 * interpolant of L. F. Shampine, Math. Comput. 46, 135 (1986).
 */
#define N_STAGES 7

static const double a[N_STAGES][N_STAGES - 1] = {
  { 0.0 },
  { 1.0 / 5.0 },
  { 3.0 / 40.0, 9.0 / 40.0 },
  { 44.0 / 45.0, -56.0 / 15.0, 32.0 / 9.0 },
  { 19372.0 / 6561.0, -25360.0 / 2187.0, 64448.0 / 6561.0, -212.0 / 729.0 },
  { 9017.0 / 3168.0, -355.0 / 33.0, 46732.0 / 5247.0, 49.0 / 176.0, -5103.0 / 18656.0 },
  { 35.0 / 384.0, 0.0, 500.0 / 1113.0, 125.0 / 192.0, -2187.0 / 6784.0, 11.0 / 84.0 },
};

/* where in the step the stages are */
static const double c[N_STAGES] = {
  0.0, 1.0 / 5.0, 3.0 / 10.0, 4.0 / 5.0, 8.0 / 9.0, 1.0, 1.0,
};

/* the difference between the weights of the two orders */
static const double e[N_STAGES] = {
  71.0 / 57600.0,      0.0,          -71.0 / 16695.0, 71.0 / 1920.0,
  -17253.0 / 339200.0, 22.0 / 525.0, -1.0 / 40.0,
};

/* A first step changes the state by this fraction of it, or of 1 where it is less,
   but it is no smaller than that many time constants. */
#define FIRST_CHANGE 1e-2
#define FIRST_STEP 1e-2
#define LARGEST_STEP 2.0 /* the neurons' own decay makes larger ones unstable */
#define SMALLEST_STEP 1e-9
/* Beyond this a trajectory counts as diverged. */
#define LARGEST_STATE 1e9

typedef struct {
  RcVectorField *loop;
  double t;
  gsl_matrix *x;    /* N×P */
  gsl_matrix *next; /* likewise */
  gsl_matrix *stages[N_STAGES];
  gboolean *diverged; /* P: these are left out */
  double *errors;     /* P, of the latest step */
  double tolerance;
  const RcUnits *units; /* (nullable) */
} Integrator;

/* One step from self->x to self->next, stopped between its stages if need be. */
static gboolean
try_step (Integrator *self, double h, const RcMonitor *monitor, double done, GError **error)
{
  gsize n = self->x->size1, p = self->x->size2;
  /* Before a break the last stages must not see what comes after it. */
  double end = nextafter (self->t + h, self->t);

  for (gsize stage = 1; stage < N_STAGES; stage++) {
    for (gsize i = 0; i < n * p; i++) {
      double sum = 0.0;

      for (gsize j = 0; j < stage; j++)
        sum += a[stage][j] * self->stages[j]->data[i];
      self->next->data[i] = self->x->data[i] + h * sum;
    }
    rc_vector_field_derivative (
      self->loop, end - (1.0 - c[stage]) * h, self->next, self->stages[stage]);
    if (!rc_monitor_report (monitor, done, error))
      return FALSE;
  }
  return TRUE;
}

/* The estimated error of the step over the tolerance: root mean square over
   neurons, largest over trajectories. */
static double
find_error (Integrator *self, double h)
{
  gsize n = self->x->size1, p = self->x->size2;
  double worst = 0.0;

  for (gsize column = 0; column < p; column++) {
    double sum = 0.0;

    for (gsize i = column; i < n * p; i += p) {
      double size = MAX (fabs (self->x->data[i]), fabs (self->next->data[i]));
      double error = 0.0;

      for (gsize j = 0; j < N_STAGES; j++)
        error += e[j] * self->stages[j]->data[i];
      error *= h / (self->tolerance * (1.0 + size));
      sum += error * error;
    }
    self->errors[column] = sqrt (sum / (double)n);
    if (!self->diverged[column] && isfinite (self->errors[column]))
      worst = MAX (worst, self->errors[column]);
  }
  return worst;
}

/* Takes out the trajectories that left the range where anything can be said of
   them, so that they neither spoil the others nor set their step. Their states
   become 0 and their outputs NaN. Returns whether there were any. */
static gboolean
drop_diverged (Integrator *self, gboolean all)
{
  gsize n = self->x->size1, p = self->x->size2;
  gboolean any = FALSE;

  for (gsize column = 0; column < p; column++) {
    double largest = 0.0;

    for (gsize i = column; i < n * p; i += p)
      largest = MAX (largest, fabs (self->x->data[i]));
    if (!all && isfinite (self->errors[column]) && largest < LARGEST_STATE)
      continue;
    any = any || !self->diverged[column];
    self->diverged[column] = TRUE;
    for (gsize i = column; i < n * p; i += p)
      self->x->data[i] = 0.0;
  }
  return any;
}

/* The state at a fraction of the step just made, into @x. */
static void
interpolate (const Integrator *self, double h, double fraction, gsl_matrix *x)
{
  double t = fraction, tt = t * t;
  double b[N_STAGES] = {
    t * (1.0 + t * (-1337.0 / 480.0 + t * (1039.0 / 360.0 + t * (-1163.0 / 1152.0)))),
    0.0,
    100.0 * tt * (1054.0 / 9275.0 + t * (-4682.0 / 27825.0 + t * (379.0 / 5565.0))) / 3.0,
    -5.0 * tt * (27.0 / 40.0 + t * (-9.0 / 5.0 + t * (83.0 / 96.0))) / 2.0,
    18225.0 * tt * (-3.0 / 250.0 + t * (22.0 / 375.0 + t * (-37.0 / 600.0))) / 848.0,
    -22.0 * tt * (-3.0 / 10.0 + t * (29.0 / 30.0 + t * (-17.0 / 24.0))) / 7.0,
    0.0,
  };

  for (gsize i = 0; i < x->size1 * x->size2; i++) {
    double sum = 0.0;

    for (gsize j = 0; j < N_STAGES - 1; j++)
      sum += b[j] * self->stages[j]->data[i];
    x->data[i] = self->x->data[i] + h * sum;
  }
}

static double
distance (const gsl_matrix *x, const gsl_matrix *origin, gsize column)
{
  double sum = 0.0;

  for (gsize i = 0; i < x->size1; i++) {
    double difference = gsl_matrix_get (x, i, column) - gsl_matrix_get (origin, i, column);

    sum += difference * difference;
  }
  return sqrt (sum / (double)x->size1);
}

static void
write_units (const Integrator *self, const gsl_matrix *x, gsize time, gsize n_times)
{
  const RcUnits *units = self->units;
  const gsl_matrix *activity = rc_vector_field_get_activity (self->loop);

  for (gsize i = 0; i < units->n_trajectories; i++)
    for (gsize j = 0; j < units->n_units; j++)
      units->activity[(i * n_times + time) * units->n_units + j] = self->diverged[i]
                                                                     ? NAN
                                                                     : gsl_matrix_get (
                                                                         activity, j, i);
  for (gsize i = 0; units->origin != NULL && i < x->size2; i++)
    units->distances[i * n_times + time] = self->diverged[i] ? NAN : distance (x, units->origin, i);
  if (units->last != NULL && time + 1 == n_times)
    gsl_matrix_memcpy (units->last, x);
}

static void
write_output (Integrator *self, const gsl_matrix *x, gsize time, gsize n_times, double *output)
{
  const gsl_matrix *outputs = rc_vector_field_read_out (self->loop, x);
  gsize k = outputs->size1, p = outputs->size2;

  for (gsize i = 0; i < p; i++)
    for (gsize j = 0; j < k; j++) {
      double z = gsl_matrix_get (outputs, j, i);

      output[(i * n_times + time) * k + j] = isfinite (z) && !self->diverged[i] ? z : NAN;
    }
  if (self->units != NULL)
    write_units (self, x, time, n_times);
}

/* The end of the step becomes the beginning of the next one. */
static void
advance (Integrator *self)
{
  gsl_matrix *x = self->x, *first = self->stages[0];

  self->x = self->next;
  self->next = x;
  self->stages[0] = self->stages[N_STAGES - 1];
  self->stages[N_STAGES - 1] = first;
}

/* The derivative where the next step begins, anew: after a jump. Returns the length
   of a step to try. */
static double
begin_anew (Integrator *self)
{
  gsize n = self->x->size1, p = self->x->size2;
  double step = LARGEST_STEP;

  rc_vector_field_derivative (self->loop, self->t, self->x, self->stages[0]);
  for (gsize column = 0; column < p; column++) {
    double size = 0.0, speed = 0.0;

    for (gsize i = column; i < n * p; i += p) {
      size += self->x->data[i] * self->x->data[i];
      speed += self->stages[0]->data[i] * self->stages[0]->data[i];
    }
    size = MAX (sqrt (size / (double)n), 1.0);
    speed = sqrt (speed / (double)n);
    if (step * speed > FIRST_CHANGE * size)
      step = FIRST_CHANGE * size / speed;
  }
  return CLAMP (step, FIRST_STEP, LARGEST_STEP);
}

static gboolean
integrate (Integrator *self,
           double duration,
           gsize n_times,
           const RcMonitor *monitor,
           double *output,
           GError **error)
{
  gsl_matrix *between = gsl_matrix_alloc (self->x->size1, self->x->size2);
  double h, interval = duration / (double)(n_times - 1);
  gboolean success = TRUE;
  gsize time = 0;

  write_output (self, self->x, time++, n_times, output);
  h = begin_anew (self);
  while (success && time < n_times) {
    double stop = rc_vector_field_next_break (self->loop, self->t);
    gboolean stops = self->t + h >= stop;
    double wanted = h, size;

    h = stops ? stop - self->t : h;
    success = try_step (self, h, monitor, self->t / duration, error);
    if (!success)
      break;
    size = find_error (self, h);
    if (drop_diverged (self, h < SMALLEST_STEP && !stops)) {
      h = begin_anew (self);
      continue;
    }
    if (size <= 1.0) {
      for (; time < n_times && (double)time * interval <= self->t + h; time++) {
        interpolate (self, h, ((double)time * interval - self->t) / h, between);
        write_output (self, between, time, n_times, output);
      }
      self->t = stops ? stop : self->t + h;
      advance (self);
      if (stops) {
        h = MIN (wanted, begin_anew (self));
        continue;
      }
    }
    h = MIN (h * CLAMP (0.9 * pow (size, -0.2), 0.2, 5.0), LARGEST_STEP);
  }
  gsl_matrix_free (between);
  return success;
}

/**
 * rc_trajectory_run:
 * @trained: a trained network
 * @start: N×P, the states to start from, one a column
 * @inputs: (nullable): P×L, the static input to each trajectory
 * @protocol: (nullable): what is done to the trajectories while they run
 * @duration: how long, in time constants of the neurons; positive
 * @n_times: how many points in time, at least 2, the first at 0
 * @tolerance: the error allowed in one step, relative to 1 + |x|, root mean
 *   square over neurons
 * @monitor: (nullable): who watches
 * @output: (out): z, P × n_times × K; NaN from where a trajectory diverges
 * @units: (nullable): what to record of the neurons
 * @error: set to %RC_ERROR_CANCELLED
 *
 * Runs the closed loop from several states at once, with one adaptive step
 * for all of them, so that each stage is one product of W with N×P. Cost: six
 * such products a step.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_trajectory_run (const RcTrained *trained,
                   const gsl_matrix *start,
                   const gsl_matrix *inputs,
                   const RcProtocol *protocol,
                   double duration,
                   gsize n_times,
                   double tolerance,
                   const RcMonitor *monitor,
                   double *output,
                   const RcUnits *units,
                   GError **error)
{
  gsize n = start->size1, p = start->size2;
  Integrator self = { .tolerance = tolerance, .units = units };
  gboolean success;

  g_return_val_if_fail (duration > 0.0 && n_times >= 2 && tolerance > 0.0, FALSE);
  g_return_val_if_fail (units == NULL || (units->n_units <= n && units->n_trajectories <= p),
                        FALSE);

  self.loop = rc_vector_field_new (trained, p, inputs, protocol);
  self.x = gsl_matrix_alloc (n, p);
  self.next = gsl_matrix_alloc (n, p);
  self.diverged = g_new0 (gboolean, p);
  self.errors = g_new0 (double, p);
  for (gsize i = 0; i < N_STAGES; i++)
    self.stages[i] = gsl_matrix_alloc (n, p);
  gsl_matrix_memcpy (self.x, start);

  success = integrate (&self, duration, n_times, monitor, output, error);

  rc_vector_field_free (self.loop);
  gsl_matrix_free (self.x);
  gsl_matrix_free (self.next);
  g_free (self.diverged);
  g_free (self.errors);
  for (gsize i = 0; i < N_STAGES; i++)
    gsl_matrix_free (self.stages[i]);
  return success;
}

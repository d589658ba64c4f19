/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-key.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-error.h"

static const char *const transfers[] = {
  "tanh", "erf", "logistic", "relu", "softplus", "piecewise-linear", "formula", NULL,
};
static const char *const transfer_labels[] = {
  N_ ("Hyperbolic tangent"), N_ ("Error function"),   N_ ("Logistic"), N_ ("Rectified linear"),
  N_ ("Softplus"),           N_ ("Piecewise linear"), N_ ("Formula"),  NULL,
};
static const char *const methods[] = { "least-squares", "ridge", "force", "delta-rule", NULL };
static const char *const method_labels[] = {
  N_ ("Least squares"), N_ ("Ridge regression"), N_ ("FORCE"), N_ ("Delta rule"), NULL,
};

#define OFFSET(field) G_STRUCT_OFFSET (ExpExperiment, field)

static const ExpKey keys[] = {
  { "network.size",
    N_ ("Neurons"),
    N_ ("The number N of neurons in the network that is trained; theory is its limit N → ∞."),
    EXP_KEY_INTEGER,
    10,
    1e6,
    FALSE,
    1000,
    100,
    4000,
    TRUE,
    0,
    NULL,
    NULL,
    OFFSET (size) },
  { "network.gain",
    N_ ("Gain g"),
    N_ ("The strength of the random recurrent weights, whose variance is g²/N."),
    EXP_KEY_REAL,
    0,
    10,
    FALSE,
    0.9,
    0,
    2,
    FALSE,
    3,
    NULL,
    NULL,
    OFFSET (gain) },
  { "network.transfer.kind",
    N_ ("Transfer function φ"),
    N_ ("How a neuron’s activity depends on its input."),
    EXP_KEY_CHOICE,
    0,
    EXP_TRANSFER_FORMULA,
    FALSE,
    EXP_TRANSFER_TANH,
    0,
    EXP_TRANSFER_FORMULA,
    FALSE,
    0,
    transfers,
    transfer_labels,
    OFFSET (transfer) },
  { "network.transfer.threshold",
    N_ ("Threshold θ"),
    N_ ("The input at which a rectified linear neuron begins to be active."),
    EXP_KEY_REAL,
    -10,
    10,
    FALSE,
    0,
    -2,
    2,
    FALSE,
    3,
    NULL,
    NULL,
    OFFSET (threshold) },
  { "network.density",
    N_ ("Connection density p"),
    N_ ("The probability that one neuron is connected to another; the variance of the weights is "
        "scaled so that the gain stays the same."),
    EXP_KEY_REAL,
    1e-6,
    1,
    FALSE,
    1,
    0.01,
    1,
    FALSE,
    3,
    NULL,
    NULL,
    OFFSET (density) },
  { "network.feedback_scale",
    N_ ("Feedback scale σ"),
    N_ ("The standard deviation of the weights by which the outputs are fed back."),
    EXP_KEY_REAL,
    0,
    10,
    TRUE,
    1,
    0.1,
    3,
    FALSE,
    3,
    NULL,
    NULL,
    OFFSET (feedback_scale) },
  { "network.seed",
    N_ ("Seed"),
    N_ ("Names the network that is drawn: the same seed gives the same network."),
    EXP_KEY_INTEGER,
    0,
    9007199254740991.0,
    FALSE,
    1,
    1,
    100,
    FALSE,
    0,
    NULL,
    NULL,
    OFFSET (seed) },
  { "training.method",
    N_ ("Method"),
    N_ ("How the readout weights are found."),
    EXP_KEY_CHOICE,
    0,
    EXP_METHOD_DELTA_RULE,
    FALSE,
    EXP_METHOD_LEAST_SQUARES,
    0,
    EXP_METHOD_DELTA_RULE,
    FALSE,
    0,
    methods,
    method_labels,
    OFFSET (method) },
  { "training.ridge",
    N_ ("Ridge λ"),
    N_ ("How strongly ridge regression keeps the readout weights small."),
    EXP_KEY_REAL,
    0,
    1e3,
    FALSE,
    0,
    1e-6,
    1,
    TRUE,
    6,
    NULL,
    NULL,
    OFFSET (ridge) },
  { "training.duration",
    N_ ("Training time"),
    N_ ("How long the network is trained on-line, in time constants of the neurons."),
    EXP_KEY_REAL,
    0,
    1e5,
    TRUE,
    180,
    20,
    2000,
    TRUE,
    1,
    NULL,
    NULL,
    OFFSET (training_duration) },
  { "training.presentation",
    N_ ("Presentation"),
    N_ ("How long each target is presented before the next one, in turn."),
    EXP_KEY_REAL,
    0,
    1e4,
    TRUE,
    20,
    5,
    100,
    FALSE,
    1,
    NULL,
    NULL,
    OFFSET (training_presentation) },
  { "training.settling",
    N_ ("Settling"),
    N_ ("For how long of each presentation the output is held at the target first, before the loop "
        "is closed and the readout learns."),
    EXP_KEY_REAL,
    0,
    1e4,
    FALSE,
    10,
    0,
    50,
    FALSE,
    1,
    NULL,
    NULL,
    OFFSET (training_settling) },
  { "training.interval",
    N_ ("Update interval"),
    N_ ("The time between two changes of the readout."),
    EXP_KEY_REAL,
    1e-3,
    100,
    FALSE,
    0.2,
    0.05,
    2,
    TRUE,
    3,
    NULL,
    NULL,
    OFFSET (training_interval) },
  { "training.noise",
    N_ ("Training noise"),
    N_ ("The strength of the white noise that each neuron receives during on-line training."),
    EXP_KEY_REAL,
    0,
    10,
    FALSE,
    0,
    0,
    1,
    FALSE,
    3,
    NULL,
    NULL,
    OFFSET (training_noise) },
  { "training.regularization",
    N_ ("Regularization α"),
    N_ (
      "How strongly FORCE keeps the readout weights small: a large value learns slowly at first."),
    EXP_KEY_REAL,
    1e-8,
    1e6,
    FALSE,
    1,
    1e-3,
    100,
    TRUE,
    4,
    NULL,
    NULL,
    OFFSET (regularization) },
  { "training.forgetting",
    N_ ("Forgetting factor"),
    N_ ("What is left of an old sample’s weight in FORCE each time that a new one is like it: 1 "
        "forgets nothing."),
    EXP_KEY_REAL,
    0.5,
    1,
    FALSE,
    1,
    0.9,
    1,
    FALSE,
    4,
    NULL,
    NULL,
    OFFSET (forgetting) },
  { "training.rate",
    N_ ("Learning rate"),
    N_ ("How fast the delta rule changes the readout."),
    EXP_KEY_REAL,
    0,
    1e4,
    TRUE,
    1,
    0.01,
    100,
    TRUE,
    3,
    NULL,
    NULL,
    OFFSET (rate) },
  { "probe.overlap",
    N_ ("Overlap ρ"),
    N_ ("How much of the probe enters along the feedback weights: 1 all of it, 0 none."),
    EXP_KEY_REAL,
    -1,
    1,
    FALSE,
    1,
    -1,
    1,
    FALSE,
    3,
    NULL,
    NULL,
    OFFSET (overlap) },
  { "probe.frequency_min",
    N_ ("Lowest frequency"),
    N_ ("Where the frequency response begins, as an angular frequency in units of the inverse time "
        "constant of the neurons."),
    EXP_KEY_REAL,
    1e-6,
    1e4,
    FALSE,
    0.01,
    1e-3,
    1,
    TRUE,
    4,
    NULL,
    NULL,
    OFFSET (frequency_min) },
  { "probe.frequency_max",
    N_ ("Highest frequency"),
    N_ ("Where the frequency response ends, as an angular frequency in units of the inverse time "
        "constant of the neurons."),
    EXP_KEY_REAL,
    1e-6,
    1e4,
    FALSE,
    10,
    0.1,
    100,
    TRUE,
    4,
    NULL,
    NULL,
    OFFSET (frequency_max) },
  { "probe.frequency_points",
    N_ ("Frequencies"),
    N_ ("At how many frequencies the response is computed and measured."),
    EXP_KEY_INTEGER,
    2,
    5000,
    FALSE,
    200,
    20,
    1000,
    TRUE,
    0,
    NULL,
    NULL,
    OFFSET (frequency_points) },
  { "probe.driven_points",
    N_ ("Driven frequencies"),
    N_ ("At how many frequencies the response is also measured by driving the network, which takes "
        "its time; 0 for none."),
    EXP_KEY_INTEGER,
    0,
    20,
    FALSE,
    0,
    0,
    10,
    FALSE,
    0,
    NULL,
    NULL,
    OFFSET (driven_points) },
  { "probe.kick",
    N_ ("Kick"),
    N_ ("The size of the brief push through the probe after which the output relaxes."),
    EXP_KEY_REAL,
    -10,
    10,
    FALSE,
    0.1,
    0,
    1,
    FALSE,
    3,
    NULL,
    NULL,
    OFFSET (kick) },
  { "probe.step",
    N_ ("Step"),
    N_ ("The size of a lasting input through the probe, to which the output answers; 0 for none."),
    EXP_KEY_REAL,
    -10,
    10,
    FALSE,
    0,
    0,
    1,
    FALSE,
    3,
    NULL,
    NULL,
    OFFSET (step) },
  { "probe.noise",
    N_ ("Noise"),
    N_ ("The strength η of the white noise η dB that each neuron receives along trajectories."),
    EXP_KEY_REAL,
    0,
    10,
    FALSE,
    0,
    0,
    1,
    FALSE,
    3,
    NULL,
    NULL,
    OFFSET (noise) },
  { "simulation.duration",
    N_ ("Duration"),
    N_ ("How long each trajectory is followed, in time constants of the neurons."),
    EXP_KEY_REAL,
    0,
    1e4,
    TRUE,
    50,
    5,
    200,
    FALSE,
    1,
    NULL,
    NULL,
    OFFSET (duration) },
  { "simulation.tolerance",
    N_ ("Tolerance"),
    N_ ("The error that the integration may make in one step."),
    EXP_KEY_REAL,
    1e-12,
    1e-2,
    FALSE,
    1e-6,
    1e-9,
    1e-3,
    TRUE,
    9,
    NULL,
    NULL,
    OFFSET (tolerance) },
  { "simulation.trajectories",
    N_ ("Trajectories"),
    N_ ("How many starting points are followed in the closed loop."),
    EXP_KEY_INTEGER,
    1,
    500,
    FALSE,
    16,
    1,
    64,
    FALSE,
    0,
    NULL,
    NULL,
    OFFSET (trajectories) },
};

/**
 * exp_key_list:
 * @n_keys: (out): how many
 *
 * Returns: all parameters but the tables, title and notes, in the file's order
 */
const ExpKey *
exp_key_list (gsize *n_keys)
{
  *n_keys = G_N_ELEMENTS (keys);
  return keys;
}

/**
 * exp_key_find:
 * @path: section and name, as "network.gain"
 *
 * Returns: (nullable): the key, or %NULL if there is none of that name
 */
const ExpKey *
exp_key_find (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i].path, path) == 0)
      return &keys[i];
  return NULL;
}

/**
 * exp_key_get:
 *
 * Returns: the value; for a choice, its index
 */
double
exp_key_get (const ExpKey *key, const ExpExperiment *experiment)
{
  gconstpointer field = (const char *)experiment + key->offset;

  switch (key->type) {
  case EXP_KEY_REAL:
    return *(const double *)field;
  case EXP_KEY_INTEGER:
    return (double)*(const gint64 *)field;
  case EXP_KEY_CHOICE:
  default:
    return *(const int *)field;
  }
}

/**
 * exp_key_check:
 * @value: a value for it
 * @error: set to %EXP_ERROR_VALUE, with the key, the value and the range
 *
 * Returns: %TRUE if the key may have this value
 */
gboolean
exp_key_check (const ExpKey *key, double value, GError **error)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE], minimum[G_ASCII_DTOSTR_BUF_SIZE];
  char maximum[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean in_range = value <= key->maximum &&
                      (key->open_minimum ? value > key->minimum : value >= key->minimum);

  if (in_range && (key->type == EXP_KEY_REAL || value == floor (value)))
    return TRUE;

  g_ascii_formatd (number, sizeof number, "%.10g", value);
  g_ascii_formatd (minimum, sizeof minimum, "%.16g", key->minimum);
  g_ascii_formatd (maximum, sizeof maximum, "%.16g", key->maximum);
  if (in_range)
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("%s is %s, but must be a whole number"),
                 key->path,
                 number);
  else if (key->open_minimum)
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("%s is %s, but must be greater than %s and at most %s"),
                 key->path,
                 number,
                 minimum,
                 maximum);
  else
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("%s is %s, but must be from %s to %s"),
                 key->path,
                 number,
                 minimum,
                 maximum);
  return FALSE;
}

/**
 * exp_key_set:
 * @experiment: what to change
 * @value: the new value; for a choice, its index
 * @error: set to %EXP_ERROR_VALUE if the value is out of range
 *
 * Returns: %TRUE if the value was set; otherwise nothing has changed
 */
gboolean
exp_key_set (const ExpKey *key, ExpExperiment *experiment, double value, GError **error)
{
  gpointer field = (char *)experiment + key->offset;

  if (!exp_key_check (key, value, error))
    return FALSE;

  switch (key->type) {
  case EXP_KEY_REAL:
    *(double *)field = value;
    break;
  case EXP_KEY_INTEGER:
    *(gint64 *)field = (gint64)value;
    break;
  case EXP_KEY_CHOICE:
  default:
    *(int *)field = (int)value;
    break;
  }
  return TRUE;
}

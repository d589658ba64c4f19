/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-network-text.h"

#include <math.h>

#include <glib/gi18n.h>

#include "exp-agreement.h"
#include "exp-key.h"

#include "attractor-number.h"

/* What the number of neurons is rounded up to: two digits */
#define DIGITS 2

/* The rate that decides: of the output's leading pole, or of the edge of the bulk */
static double
get_rate (const RcLocalDynamics *dynamics)
{
  return fmax (creal (dynamics->output_pole), dynamics->bulk_radius - 1.0);
}

/* How many neurons it takes until a deviation, which falls as 1/√N, is less than @distance */
static double
get_size (double size, double deviation, double distance)
{
  double ratio = deviation / distance, wanted = size * ratio * ratio;
  double unit = pow (10.0, floor (log10 (wanted)) + 1.0 - DIGITS);

  return ceil (wanted / unit) * unit;
}

static char *
explain_loss (double size, double predicted, double found)
{
  double wanted = get_size (size, found - predicted, -predicted);
  g_autofree char *neurons = attractor_number_format (size);
  g_autofree char *theory = attractor_number_with_sign (predicted);
  g_autofree char *network = attractor_number_with_sign (found);
  g_autofree char *number = attractor_number_format (wanted);

  return g_strdup_printf (
    /* TRANSLATORS: a number of neurons, two rates with their signs, a number of neurons */
    _ ("The network of %s neurons loses it: its leading eigenvalue has the real part %s, where "
       "theory has %s. Such differences fall as 1/√N: this one does no harm from about %s "
       "neurons on."),
    neurons,
    network,
    theory,
    number);
}

static char *
explain_luck (double size, double predicted, double found)
{
  g_autofree char *neurons = attractor_number_format (size);
  g_autofree char *theory = attractor_number_with_sign (predicted);
  g_autofree char *network = attractor_number_with_sign (found);
  g_autofree char *scatter = attractor_number_to_words (1.0 / sqrt (size));

  return g_strdup_printf (
    /* TRANSLATORS: a number of neurons, two rates with their signs, and 1/√N */
    _ ("The network of %s neurons holds it all the same: its leading eigenvalue has the real "
       "part %s, where theory has %s. Networks of this size scatter by about 1/√N = %s."),
    neurons,
    network,
    theory,
    scatter);
}

/* Theory is about the readout that least squares or a ridge find; another rule comes to another. */
static char *
explain_method (ExpMethod method, double predicted, double found)
{
  g_autofree char *theory = attractor_number_with_sign (predicted);
  g_autofree char *network = attractor_number_with_sign (found);

  return g_strdup_printf (
    /* TRANSLATORS: a method of training, and two rates with their signs */
    _ ("%s has found another readout than the one that theory is about, that of least squares: "
       "the leading eigenvalue of this network has the real part %s, where theory has %s."),
    _ (exp_key_find ("training.method")->choice_labels[method]),
    network,
    theory);
}

/**
 * attractor_network_explain:
 * @theory: what theory says
 * @measurement: (nullable): what a network of the same parameters says
 * @attractor: index
 *
 * Returns: (transfer full) (nullable): why the network does something else there than
 *   theory says; %NULL if it does the same, or nothing is known of it
 */
char *
attractor_network_explain (const ExpTheory *theory,
                           const ExpMeasurement *measurement,
                           gsize attractor)
{
  const RcLocalDynamics *dynamics = theory->attractors[attractor].dynamics;
  const ExpMeasuredAttractor *measured;
  gssize target = exp_agreement_find_target (theory, measurement, attractor);
  double size, predicted, found;

  if (target < 0 || !exp_measurement_has (measurement, EXP_STAGE_SPECTRUM))
    return NULL;

  measured = &measurement->attractors[target];
  if (!measured->fixed_point || measured->verdict == RC_VERDICT_MARGINAL)
    return dynamics->stable ? exp_measured_attractor_describe (measured) : NULL;
  /* Theory has no fixed point whose rate could be compared. */
  if (dynamics->verdict == RC_VERDICT_ABSENT)
    return NULL;

  size = (double)measurement->experiment->size;
  predicted = get_rate (dynamics);
  found = creal (measured->leading_eigenvalue);
  if (measured->stable == dynamics->stable || !isfinite (predicted) || !isfinite (found))
    return NULL;
  if (exp_method_is_online (theory->experiment->method))
    return explain_method (theory->experiment->method, predicted, found);
  if (!measured->stable)
    return predicted < 0.0 && found > predicted ? explain_loss (size, predicted, found) : NULL;
  return explain_luck (size, predicted, found);
}

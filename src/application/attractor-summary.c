/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-summary.h"

#include <glib/gi18n.h>

static char *
summarize_theory (const ExpTheory *theory)
{
  int n_attractors = (int)theory->n_attractors;
  int n_stable = 0;

  for (int i = 0; i < n_attractors; i++)
    n_stable += theory->attractors[i].dynamics->stable;

  if (n_attractors == 1)
    return g_strdup (n_stable == 1 ? _ ("Theory: the attractor is stable.")
                                   : _ ("Theory: the attractor is not stable."));
  if (n_stable == n_attractors && n_attractors == 2)
    return g_strdup (_ ("Theory: both attractors are stable."));
  if (n_stable == n_attractors)
    return g_strdup_printf (ngettext ("Theory: all %d attractors are stable.",
                                      "Theory: all %d attractors are stable.",
                                      n_attractors),
                            n_attractors);

  return g_strdup_printf (ngettext ("Theory: %d of %d attractors is stable.",
                                    "Theory: %d of %d attractors are stable.",
                                    n_stable),
                          n_stable,
                          n_attractors);
}

static char *
summarize_measurement (const ExpMeasurement *measurement, gboolean current)
{
  int n_attractors = (int)measurement->n_attractors;
  int n_stable = 0, n_marginal = 0;
  int size = (int)measurement->experiment->size;

  if (!current)
    return g_strdup_printf (
      ngettext ("The network of %d neuron was trained with other parameters.",
                "The network of %d neurons was trained with other parameters.",
                size),
      size);

  for (int i = 0; i < n_attractors; i++) {
    n_stable += exp_measurement_holds (measurement, (gsize)i);
    n_marginal += measurement->attractors[i].verdict == RC_VERDICT_MARGINAL;
  }

  if (measurement->success && n_attractors == 1)
    return g_strdup_printf (
      ngettext ("The network of %d neuron holds it.", "The network of %d neurons holds it.", size),
      size);
  if (measurement->success)
    return g_strdup_printf (ngettext ("The network of %d neuron holds all of them.",
                                      "The network of %d neurons holds all of them.",
                                      size),
                            size);

  if (n_marginal > 0 && n_attractors == 1)
    return g_strdup_printf (ngettext ("In the network of %d neuron it is marginal.",
                                      "In the network of %d neurons it is marginal.",
                                      size),
                            size);
  if (n_marginal > 0)
    return g_strdup_printf (ngettext ("The network, N = %d, holds %d of %d; %d is marginal.",
                                      "The network, N = %d, holds %d of %d; %d are marginal.",
                                      n_marginal),
                            size,
                            n_stable,
                            n_attractors,
                            n_marginal);
  return g_strdup_printf (ngettext ("The network of %d neuron holds %d of %d.",
                                    "The network of %d neurons holds %d of %d.",
                                    size),
                          size,
                          n_stable,
                          n_attractors);
}

/**
 * attractor_summary_new:
 * @theory: what theory says
 * @measurement: (nullable): what was measured last
 * @current: whether that is of the parameters of @theory
 *
 * They take as much room, or nearly, whether the network is of these parameters or not: a longer
 * summary takes height from the figures, which would change their size as a slider passes by.
 *
 * Returns: (transfer full): sentences that say how many attractors are stable, and how many of
 *   them a network holds
 */
char *
attractor_summary_new (const ExpTheory *theory, const ExpMeasurement *measurement, gboolean current)
{
  g_autofree char *first = summarize_theory (theory);
  g_autofree char *second = NULL;

  if (measurement == NULL)
    return g_steal_pointer (&first);

  second = summarize_measurement (measurement, current);
  return g_strjoin (" ", first, second, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-kind.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "fig-attractors.h"
#include "fig-frequency-response.h"
#include "fig-neurons.h"
#include "fig-relaxation.h"
#include "fig-spectrum.h"
#include "fig-sweep.h"
#include "fig-time-constants.h"
#include "fig-training.h"

static const FigKind attractors = {
  "attractors",       N_ ("Attractors"),    NULL, "attractor-attractors-symbolic",
  fig_attractors_new, FIG_NEEDS_RETURN_MAP,
};

static const FigKind relaxation = {
  "relaxation",       N_ ("Relaxation"), NULL, "attractor-relaxation-symbolic",
  fig_relaxation_new, FIG_NEEDS_NOTHING,
};

static const FigKind frequency_response = {
  "frequency-response",       N_ ("Frequency response"),
  NC_ ("short", "Response"),  "attractor-frequency-response-symbolic",
  fig_frequency_response_new, FIG_NEEDS_NOTHING,
};

static const FigKind spectrum = {
  "spectrum",       N_ ("Spectrum"),   NULL, "attractor-spectrum-symbolic",
  fig_spectrum_new, FIG_NEEDS_NOTHING,
};

static const FigKind time_constants = {
  "time-constants",       N_ ("Time constants"),
  NC_ ("short", "Times"), "attractor-time-constants-symbolic",
  fig_time_constants_new, FIG_NEEDS_CURVE,
};

static const FigKind sweep = {
  "sweep", N_ ("Sweep"), NULL, "attractor-sweep-symbolic", fig_sweep_new, FIG_NEEDS_MAP,
};

static const FigKind training = {
  "training",       N_ ("Training"),    NULL, "attractor-training-symbolic",
  fig_training_new, FIG_NEEDS_TRAINING,
};

static const FigKind neurons = {
  "neurons", N_ ("Neurons"), NULL, "attractor-neurons-symbolic", fig_neurons_new, FIG_NEEDS_NOTHING,
};

static const FigKind *const kinds[] = {
  &attractors,     &relaxation, &frequency_response, &spectrum,
  &time_constants, &sweep,      &training,           &neurons,
};

/**
 * fig_kind_list:
 * @n_kinds: (out): how many
 *
 * Returns: (transfer none) (array length=n_kinds): all kinds of figures
 */
const FigKind *const *
fig_kind_list (gsize *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

/**
 * fig_kind_find:
 * @name: as on the command line
 *
 * Returns: (transfer none) (nullable): the kind of that name
 */
const FigKind *
fig_kind_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i]->name, name) == 0)
      return kinds[i];
  return NULL;
}

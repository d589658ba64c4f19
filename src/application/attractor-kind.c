/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-kind.h"

#include <string.h>

#include <glib/gi18n.h>

typedef struct {
  const char *kind;
  const char *title;
} Kind;

/* The kinds of series that say more of a point than the series' name does */
static const Kind telling[] = {
  { "theory", N_ ("Theory") },
  { "network", N_ ("Network") },
  { "network-escape", N_ ("Network, its output leaves") },
  { "target", N_ ("Target") },
  { "start", N_ ("Start") },
  { "live", N_ ("Live") },
  { "basin", N_ ("Basin") },
  { "network-basin", N_ ("Basin of the network") },
  { "fixed-point", N_ ("Fixed point") },
  { "unstable-fixed-point", N_ ("Unstable fixed point") },
  { "spurious-attractor", N_ ("Spurious attractor") },
  { "saddle", N_ ("Unstable fixed point") },
  { "resonance", N_ ("Resonance") },
  { "driven", N_ ("Driven simulation") },
  { "step-theory", N_ ("Lasting input, theory") },
  { "step-network", N_ ("Lasting input, network") },
  { NULL, NULL },
};

/* The others, for a list of all that is in a figure */
static const Kind others[] = {
  { "basin-edge", N_ ("Edge of a basin") },
  { "boundary", N_ ("Limit of learnability") },
  { "bulk", N_ ("Edge of the bulk") },
  { "edge-of-chaos", N_ ("Edge of chaos") },
  { "eigenvalues", N_ ("Eigenvalues") },
  { "error", N_ ("Error") },
  { "error-escape", N_ ("Error, the output leaves") },
  { "escape", N_ ("Theory, the output leaves") },
  { "experiment", N_ ("Present experiment") },
  { "flow", N_ ("Flow") },
  { "formal-resonance", N_ ("Formal resonance") },
  { "guide", N_ ("Guide line") },
  { "interval", N_ ("Standard error") },
  { "networks", N_ ("Networks") },
  { "networks-escape", N_ ("Networks, the output leaves") },
  { "network-failure", N_ ("Network, fails") },
  { "network-success", N_ ("Network, succeeds") },
  { "neurons", N_ ("Neurons, root mean square") },
  { "outliers", N_ ("Outliers") },
  { "overlap", N_ ("Overlap") },
  { "return-map", N_ ("Return map") },
  { "value", N_ ("Value") },
  { NULL, NULL },
};

static const char *
find (const Kind *kinds, const char *kind)
{
  for (; kinds->kind != NULL; kinds++)
    if (strcmp (kinds->kind, kind) == 0)
      return _ (kinds->title);
  return NULL;
}

/**
 * attractor_kind_get_title:
 * @kind: of a #FigSeries
 *
 * Returns: (nullable): what it says of the series, for a reader; %NULL if nothing that the
 *   series' name does not say
 */
const char *
attractor_kind_get_title (const char *kind)
{
  return find (telling, kind);
}

/**
 * attractor_kind_get_name:
 * @kind: of a #FigSeries
 *
 * Returns: what to call it in a list of all that a figure has; @kind itself if it has no name
 */
const char *
attractor_kind_get_name (const char *kind)
{
  const char *title = find (telling, kind);

  if (title == NULL)
    title = find (others, kind);
  return title != NULL ? title : kind;
}

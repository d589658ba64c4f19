/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attractor-comparisons.h"

#include "attractor-live-study.h"
#include "attractor-live-theory.h"

G_BEGIN_DECLS

/**
 * AttractorComparisons:
 *
 * The results that belong to the pins of a document. Theory is computed as soon
 * as there is a pin; what a network says is there if it was measured in this
 * window, and otherwise when asked for: the seed names the same network.
 */
struct _AttractorComparisons {
  GObject parent_instance;

  GPtrArray *entries;
  GQueue *removed; /* of what networks say of pins that may come back, latest first */
  guint last_id;
};

enum {
  STUDY_RETURN_MAP,
  STUDY_CURVE,
  N_STUDIES,
};

/* One pin; reference counted */
typedef struct {
  AttractorComparisons *owner; /* not owned; NULL when it is forgotten */
  guint id;
  char *name;
  ExpExperiment *experiment;
  AttractorLiveTheory *theory;
  AttractorLiveStudy *studies[N_STUDIES]; /* for figures that ask for them */
  ExpMeasurement *measurement;
  ExpJob *job;
  gboolean stopping;
  char *error; /* (nullable): why the last run failed */
  gboolean visible;
} AttractorComparison;

/* attractor-comparisons.c */
AttractorComparison *attractor_comparisons_get_entry (AttractorComparisons *self, guint index);
void attractor_comparisons_tell (AttractorComparisons *self);
void attractor_comparisons_tell_progress (AttractorComparisons *self);
void attractor_comparison_unref (AttractorComparison *entry);

G_END_DECLS

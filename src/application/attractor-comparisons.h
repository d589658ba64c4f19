/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "exp-job.h"
#include "exp-pins.h"
#include "fig-comparison.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_COMPARISONS (attractor_comparisons_get_type ())

G_DECLARE_FINAL_TYPE (AttractorComparisons, attractor_comparisons, ATTRACTOR, COMPARISONS, GObject)

/**
 * AttractorMeasuring:
 * @first: index of the first pin whose network is being measured
 * @fraction: how far all of these are, from 0 to 1
 * @paused: whether nothing of it goes on
 * @stopping: whether all of it is being stopped
 *
 * What is under way of measuring networks of pins.
 */
typedef struct {
  guint first;
  double fraction;
  gboolean paused;
  gboolean stopping;
} AttractorMeasuring;

AttractorComparisons *attractor_comparisons_new (void);
void attractor_comparisons_set_pins (AttractorComparisons *self, const ExpPins *pins);
void attractor_comparisons_forget_removed (AttractorComparisons *self);
void attractor_comparisons_offer (AttractorComparisons *self, ExpMeasurement *measurement);
void attractor_comparisons_measure (AttractorComparisons *self, guint index);
void attractor_comparisons_stop_one (AttractorComparisons *self, guint index);
void attractor_comparisons_stop (AttractorComparisons *self);
void attractor_comparisons_set_paused (AttractorComparisons *self, gboolean paused);
guint attractor_comparisons_get_progress (AttractorComparisons *self, AttractorMeasuring *progress);
guint attractor_comparisons_get_n (AttractorComparisons *self);
const char *attractor_comparisons_get_name (AttractorComparisons *self, guint index);
const ExpExperiment *attractor_comparisons_get_experiment (AttractorComparisons *self, guint index);
ExpTheory *attractor_comparisons_get_theory (AttractorComparisons *self, guint index);
ExpMeasurement *attractor_comparisons_get_measurement (AttractorComparisons *self, guint index);
guint attractor_comparisons_get_id (AttractorComparisons *self, guint index);
ExpJob *attractor_comparisons_get_job (AttractorComparisons *self, guint index);
gboolean attractor_comparisons_get_stopping (AttractorComparisons *self, guint index);
const char *attractor_comparisons_get_error (AttractorComparisons *self, guint index);
gboolean attractor_comparisons_get_visible (AttractorComparisons *self, guint index);
void attractor_comparisons_set_visible (AttractorComparisons *self, guint index, gboolean visible);
GArray *attractor_comparisons_list (AttractorComparisons *self,
                                    const FigKind *kind,
                                    const FigChoice *choice);

G_END_DECLS

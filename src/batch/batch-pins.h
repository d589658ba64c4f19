/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-pins.h"
#include "fig-comparison.h"

G_BEGIN_DECLS

/**
 * BatchPinsShown:
 * @BATCH_PINS_THEORY: what theory says of them
 * @BATCH_PINS_NETWORKS: and what their networks say
 * @BATCH_PINS_NONE: none of them
 *
 * What figures show of what was kept for comparison.
 */
typedef enum {
  BATCH_PINS_THEORY,
  BATCH_PINS_NETWORKS,
  BATCH_PINS_NONE,
} BatchPinsShown;

/**
 * BatchPins:
 *
 * The results that belong to the pins of a file, to be laid over figures.
 */
typedef struct _BatchPins BatchPins;

gboolean batch_pins_parse (const char *name, BatchPinsShown *shown);
BatchPins *batch_pins_new (const ExpPins *pins, BatchPinsShown shown);
void batch_pins_free (BatchPins *self);
gboolean batch_pins_study (BatchPins *self, FigNeeds needs, const FigChoice *choice);
FigFigure *
batch_pins_build_figure (const BatchPins *self, const FigKind *kind, const FigSource *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatchPins, batch_pins_free)

G_END_DECLS

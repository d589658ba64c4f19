/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-table.h"

G_BEGIN_DECLS

/**
 * ExpArrangementKind:
 * @EXP_ARRANGEMENT_LINE: at equal distances from @from to @to, for one output
 * @EXP_ARRANGEMENT_RING: at equal angles on a circle of radius @extent about 0, for
 *   two outputs; the first target lies on the first axis
 * @EXP_ARRANGEMENT_GRID: @n_columns × @n_rows of them that fill the square from
 *   -@extent to @extent, for two outputs
 * @EXP_ARRANGEMENT_RANDOM: each output drawn evenly from -@extent to @extent
 */
typedef enum {
  EXP_ARRANGEMENT_LINE,
  EXP_ARRANGEMENT_RING,
  EXP_ARRANGEMENT_GRID,
  EXP_ARRANGEMENT_RANDOM,
} ExpArrangementKind;

/**
 * ExpArrangement:
 * @kind: how the targets lie
 * @n_outputs: how many numbers each of them has
 * @n_targets: how many there are, but in a grid
 * @n_columns: of a grid
 * @n_rows: of a grid
 * @from: where a line begins
 * @to: where it ends
 * @extent: how far from 0 the others reach, above 0
 * @seed: which targets are drawn at random
 */
typedef struct {
  ExpArrangementKind kind;
  gsize n_outputs;
  gsize n_targets;
  gsize n_columns;
  gsize n_rows;
  double from;
  double to;
  double extent;
  gint64 seed;
} ExpArrangement;

gboolean exp_arrangement_is_possible (ExpArrangementKind kind, gsize n_outputs);
gsize exp_arrangement_get_n_targets (const ExpArrangement *self);
ExpTable *exp_arrangement_create (const ExpArrangement *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-return-map.h"
#include "fig-series.h"

G_BEGIN_DECLS

#define FIG_BASINS_NOWHERE (-1)

/**
 * FigBasins:
 * @n_columns: how many places along the first output
 * @n_rows: how many along the second
 * @width: the distance between two of the first …
 * @height: … and of the second
 * @places: z1 and z2 of each, row by row
 * @ends: which fixed point of the return map the slow output comes to from there;
 *   %FIG_BASINS_NOWHERE where to none, as on a line of marginal ones
 * @across: (nullable): for each that ends elsewhere than the next along the first output, which
 *   part of the way there, from 0 to 1, belongs to its basin; %NULL where one half is as good as
 *   anything
 * @upwards: (nullable): likewise along the second
 *
 * Which attractor the flow dz/dt = F(z) - z leads to, from each place of the plane.
 */
typedef struct {
  gsize n_columns;
  gsize n_rows;
  double width;
  double height;
  double *places;
  int *ends;
  double *across;
  double *upwards;
} FigBasins;

FigBasins *fig_basins_new (const ExpReturnMap *map);
FigSeries *fig_basins_select (const FigBasins *self, const char *name, const char *kind, int end);
char *fig_basins_name_other (const double *output, gsize n_outputs);
void fig_basins_free (FigBasins *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigBasins, fig_basins_free)

G_END_DECLS

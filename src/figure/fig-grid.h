/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-figure.h"
#include "fig-place.h"

G_BEGIN_DECLS

/**
 * FigGrid:
 * @room: what the panels take up with their labels; set by whoever owns the grid
 * @places: (element-type FigPlace): the panels, row by row
 * @n_columns: how many are in a row
 * @n_rows: how many rows
 *
 * The panels of a figure in rows and columns.
 */
typedef struct {
  FigRect room;
  GPtrArray *places;
  guint n_columns;
  guint n_rows;
  gboolean shared; /* private, as are the rest: the axis across */
  const FigStyle *style;
  const FigDetail *detail;
  double line_height;   /* of titles */
  double label_height;  /* of numbers below an axis */
  double *label_widths; /* of each column */
  double overhang;      /* of numbers beyond the last column */
} FigGrid;

FigGrid *fig_grid_new (FigFigure *figure, PangoContext *context, const FigStyle *style);
void fig_grid_free (FigGrid *self);
void fig_grid_set_columns (FigGrid *self, guint n_columns, const FigDetail *detail);
double fig_grid_rate (const FigGrid *self);
gboolean fig_grid_is_large_enough (const FigGrid *self, double smallest);
gboolean fig_grid_get_gap (const FigGrid *self, FigRect *gap);
gboolean fig_grid_arrange (FigGrid *self, double allowed, double smallest);
void fig_grid_finish (FigGrid *self, double allowed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigGrid, fig_grid_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fig-figure.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_FIGURE_ROW (attractor_figure_row_get_type ())
#define ATTRACTOR_TYPE_FIGURE_ROWS (attractor_figure_rows_get_type ())

G_DECLARE_FINAL_TYPE (AttractorFigureRow, attractor_figure_row, ATTRACTOR, FIGURE_ROW, GObject)
G_DECLARE_FINAL_TYPE (AttractorFigureRows, attractor_figure_rows, ATTRACTOR, FIGURE_ROWS, GObject)

/**
 * AttractorFigureColumn:
 *
 * What a row tells of a point, in the order of the columns.
 */
typedef enum {
  ATTRACTOR_FIGURE_COLUMN_PANEL,
  ATTRACTOR_FIGURE_COLUMN_SERIES,
  ATTRACTOR_FIGURE_COLUMN_KIND,
  ATTRACTOR_FIGURE_COLUMN_X,
  ATTRACTOR_FIGURE_COLUMN_Y,
  ATTRACTOR_N_FIGURE_COLUMNS,
} AttractorFigureColumn;

AttractorFigureRows *attractor_figure_rows_new (FigFigure *figure);
char *attractor_figure_row_dup_shown (AttractorFigureRow *self, AttractorFigureColumn column);
char *attractor_figure_row_dup_text (AttractorFigureRow *self, AttractorFigureColumn column);

G_END_DECLS

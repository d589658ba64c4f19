/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FIG_MAX_COLUMNS 4

/**
 * FigColumn:
 * @name: what it is, as "error"; a word that is never translated
 * @values: a number for each point of the series
 */
typedef struct {
  char *name;
  double *values;
} FigColumn;

/**
 * FigSeries:
 * @name: whose data it is, as "z = 0.9"; plain text, the same in every language
 * @kind: what it says of it, as "theory"; a word that is never translated
 * @n_points: how many points
 * @x: their first coordinates; NaN for a gap
 * @y: their second coordinates; NaN for a gap
 * @n_columns: how many more numbers there are for each point
 * @columns: these, where two coordinates do not say all
 *
 * Data as drawn and as exported. Immutable once it is part of a layer.
 */
typedef struct {
  char *name;
  char *kind;
  gsize n_points;
  double *x;
  double *y;
  gsize n_columns;
  FigColumn columns[FIG_MAX_COLUMNS];
} FigSeries;

FigSeries *fig_series_new (
  const char *name, const char *kind, gsize n_points, const double *x, const double *y);
void fig_series_add_column (FigSeries *self, const char *name, const double *values);
char *fig_series_get_title (const FigSeries *self);
void fig_series_free (FigSeries *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigSeries, fig_series_free)

G_END_DECLS

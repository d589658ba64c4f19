/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FigSeries:
 * @name: whose data it is, as "z = 0.9"; plain text
 * @kind: what it says of it, as "theory"; a word that is never translated
 * @n_points: how many points
 * @x: their first coordinates; NaN for a gap
 * @y: their second coordinates; NaN for a gap
 *
 * Data as drawn and as exported. Immutable.
 */
typedef struct {
  char *name;
  char *kind;
  gsize n_points;
  double *x;
  double *y;
} FigSeries;

FigSeries *fig_series_new (
  const char *name, const char *kind, gsize n_points, const double *x, const double *y);
void fig_series_free (FigSeries *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigSeries, fig_series_free)

G_END_DECLS

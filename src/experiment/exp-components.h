/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ExpComponents:
 * @n_dimensions: D
 * @mean: of the points, D numbers
 * @directions: D×D, row i the direction of component i, of length 1; its largest
 *   element is positive
 * @shares: of the variance, for each component, in falling order; all 0 where
 *   the points are one
 *
 * The principal components of points in many dimensions.
 */
typedef struct {
  gsize n_dimensions;
  double *mean;
  double *directions;
  double *shares;
} ExpComponents;

ExpComponents *exp_components_new (gsize n_points, gsize n_dimensions, const double *points);
void exp_components_free (ExpComponents *self);
double exp_components_project (const ExpComponents *self, gsize component, const double *point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpComponents, exp_components_free)

G_END_DECLS

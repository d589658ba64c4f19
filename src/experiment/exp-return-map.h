/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-theory.h"
#include "rc-fixed-points.h"

G_BEGIN_DECLS

#define EXP_MAX_MAP_OUTPUTS 2 /* the largest K whose return map is made */

/**
 * ExpReturnMap:
 * @experiment: the parameters it belongs to
 * @attractor: whose static input the network gets
 * @n_outputs: K, 1 or 2
 * @lower: the least z along each output
 * @upper: the largest
 * @n_points: how many points along each; 1 along the second for K = 1
 * @outputs: z at each point, (∏ n_points)×K; the last component runs fastest
 * @returned: F(z) there, likewise; NaN where the activity has no bound
 * @fixed_points: all z of the region with F(z) = z, spurious attractors and
 *   saddles included, each with its dynamics
 *
 * What the output feels when it moves slowly: for K = 1 the curve F(z), for K = 2
 * the field F(z) - z on a grid. Immutable, reference counted.
 */
typedef struct {
  gatomicrefcount ref_count;
  ExpExperiment *experiment;
  gsize attractor;
  gsize n_outputs;
  double lower[EXP_MAX_MAP_OUTPUTS];
  double upper[EXP_MAX_MAP_OUTPUTS];
  gsize n_points[EXP_MAX_MAP_OUTPUTS];
  double *outputs;
  double *returned;
  RcFixedPoints *fixed_points;
} ExpReturnMap;

ExpReturnMap *exp_return_map_new (const ExpTheory *theory,
                                  gsize attractor,
                                  const double *lower,
                                  const double *upper,
                                  GCancellable *cancellable,
                                  GError **error);
ExpReturnMap *exp_return_map_ref (ExpReturnMap *self);
void exp_return_map_unref (ExpReturnMap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpReturnMap, exp_return_map_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_matrix.h>

#include "rc-monitor.h"

G_BEGIN_DECLS

/* Up to this density only the weights that are not zero are kept. */
#define RC_WEIGHTS_SPARSE_DENSITY 0.1

/**
 * RcWeights:
 *
 * The random weights W between N neurons, N×N, as an operator: row i holds the
 * weights onto neuron i. Kept as a matrix, or, where few connections exist, as
 * the list of those that do; nobody else needs to know which. Immutable once
 * drawn; a seed gives the same weights bit for bit, whatever the number of threads.
 */
typedef struct _RcWeights RcWeights;

guint64 rc_weights_memory (gsize size, double density);
RcWeights *rc_weights_new (
  gsize size, double gain, double density, guint64 seed, const RcMonitor *monitor, GError **error);
RcWeights *rc_weights_new_from_matrix (const gsl_matrix *matrix);
void rc_weights_free (RcWeights *self);
gsize rc_weights_get_size (const RcWeights *self);
gboolean rc_weights_is_sparse (const RcWeights *self);
guint64 rc_weights_get_n_connections (const RcWeights *self);
double rc_weights_get (const RcWeights *self, gsize i, gsize j);
void rc_weights_copy_to (const RcWeights *self, gsl_matrix *matrix);
void rc_weights_multiply (const RcWeights *self, const double *x, double *y);
void rc_weights_multiply_transposed (const RcWeights *self, const double *x, double *y);
void rc_weights_multiply_columns (const RcWeights *self,
                                  const gsl_matrix *x,
                                  double beta,
                                  gsl_matrix *y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcWeights, rc_weights_free)

G_END_DECLS

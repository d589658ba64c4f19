/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_matrix.h>

#include "rc-monitor.h"

G_BEGIN_DECLS

/**
 * RcSparse:
 * @size: N
 * @begin: N + 1: where in the list each row begins
 * @column: of each connection, ascending in a row
 * @value: of each connection
 *
 * A square matrix of which only the elements that are not zero are kept, row by row.
 */
typedef struct {
  gsize size;
  guint64 *begin;
  guint32 *column;
  double *value;
} RcSparse;

RcSparse *rc_sparse_draw (gsize size,
                          double deviation,
                          double density,
                          guint64 seed,
                          const RcMonitor *monitor,
                          GError **error);
void rc_sparse_free (RcSparse *self);
double rc_sparse_get (const RcSparse *self, gsize i, gsize j);
void rc_sparse_copy_to (const RcSparse *self, gsl_matrix *matrix);
void rc_sparse_multiply (const RcSparse *self, gsize begin, gsize end, const double *x, double *y);
void rc_sparse_multiply_columns (
  const RcSparse *self, gsize begin, gsize end, const gsl_matrix *x, double beta, gsl_matrix *y);
void rc_sparse_multiply_transposed (const RcSparse *self, const double *x, double *y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSparse, rc_sparse_free)

G_END_DECLS

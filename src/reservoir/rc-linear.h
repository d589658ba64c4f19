/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include <glib.h>

G_BEGIN_DECLS

gboolean rc_eigenvalues (gsize n, double *matrix, double complex *values, GError **error);
gboolean rc_eigenvectors (gsize n,
                          const double *matrix,
                          double complex *values,
                          double complex *left,
                          double complex *right,
                          GError **error);
gboolean rc_schur (gsize n, double complex *matrix, double complex *vectors, GError **error);
void rc_sort_by_real_part (gsize n, double complex *values);
gboolean
rc_solve_complex (gsize n, gsize n_columns, double complex *matrix, double complex *columns);
double rc_largest_singular_value (gsize n,
                                  const double complex *matrix,
                                  double complex *left,
                                  double complex *right);

G_END_DECLS

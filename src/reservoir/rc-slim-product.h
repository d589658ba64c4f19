/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_matrix.h>

G_BEGIN_DECLS

/* Numbers of rows that are multiples of this are the fastest. */
#define RC_SLIM_PRODUCT_STRIP 24

gboolean rc_slim_product_is_fast (gsize n_columns);
double *rc_slim_product_pack (const gsl_matrix *x);
void rc_slim_product_multiply (
  const gsl_matrix *rows, gsize n_columns, const double *packed, double beta, gsl_matrix *y);

G_END_DECLS

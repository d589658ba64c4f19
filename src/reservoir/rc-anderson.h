/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_matrix.h>

G_BEGIN_DECLS

/**
 * RcAnderson:
 *
 * Anderson's acceleration of fixed-point iterations x ← f(x), for the
 * columns of a matrix, each by itself: D. G. Anderson, J. ACM 12, 547 (1965).
 */
typedef struct _RcAnderson RcAnderson;

RcAnderson *rc_anderson_new (gsize n, gsize n_columns);
void rc_anderson_free (RcAnderson *self);
double rc_anderson_step (RcAnderson *self, gsl_matrix *x, const gsl_matrix *fx, double *residuals);
void rc_anderson_drop (RcAnderson *self, gsize column);

G_END_DECLS

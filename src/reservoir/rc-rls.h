/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_matrix.h>

G_BEGIN_DECLS

/**
 * RcRls:
 *
 * Recursive least squares: the readout W that makes Σ |Wᵀr - f|² + α|W|² least
 * over all samples (r, f) so far, brought up to date sample by sample. It keeps
 * P = (Σ r rᵀ + αI)^-1, N×N.
 */
typedef struct _RcRls RcRls;

RcRls *rc_rls_new (gsize size, double regularization, double forgetting, GError **error);
void rc_rls_free (RcRls *self);
void rc_rls_learn (RcRls *self, const double *activity, const double *error, gsl_matrix *readout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcRls, rc_rls_free)

G_END_DECLS

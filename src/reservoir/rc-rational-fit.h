/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include <glib.h>

G_BEGIN_DECLS

double rc_rational_fit (gsize n_points,
                        const double *frequencies,
                        gsize n_elements,
                        const double complex *values,
                        gsize order,
                        double complex *poles);
gsize rc_rational_fit_lowest (gsize n_points,
                              const double *frequencies,
                              gsize n_elements,
                              const double complex *values,
                              double tolerance,
                              gsize max_order,
                              double complex *poles,
                              double *error);

G_END_DECLS

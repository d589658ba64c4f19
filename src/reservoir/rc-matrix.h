/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_matrix.h>

G_BEGIN_DECLS

gsl_matrix *rc_matrix_try_new (gsize n_rows, gsize n_columns);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include <gsl/gsl_matrix.h>
#include <json-glib/json-glib.h>

#include "exp-table.h"

G_BEGIN_DECLS

JsonArray *exp_report_make_complex (double complex value);
JsonArray *exp_report_make_complex_list (gsize n, const double complex *values);
JsonArray *exp_report_make_target (const ExpTable *targets, gsize row);
JsonArray *exp_report_make_matrix (const gsl_matrix *matrix);
void exp_report_set_complex (JsonObject *object, const char *name, double complex value);
void exp_report_set_matrix (JsonObject *object, const char *name, const gsl_matrix *matrix);
void exp_report_set_numbers (JsonObject *object, const char *name, gsize n, const double *numbers);
void exp_report_add_response (JsonObject *object,
                              gsize n_outputs,
                              gsize n_frequencies,
                              const double *frequencies,
                              const double complex *response);
void exp_report_add_step_response (JsonObject *object,
                                   gsize n_outputs,
                                   const double *times,
                                   const double *response);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-parameter.h"
#include "rc-scan.h"

G_BEGIN_DECLS

#define EXP_MAX_AXIS_POINTS 10000

/**
 * ExpAxis:
 * @parameter: what changes along it
 * @first: its first value
 * @last: its last value
 * @n_points: how many, from 1 to %EXP_MAX_AXIS_POINTS
 * @logarithmic: spaced evenly in the logarithm; both ends above 0 then
 */
typedef struct {
  const ExpParameter *parameter;
  double first;
  double last;
  gsize n_points;
  gboolean logarithmic;
} ExpAxis;

gboolean exp_axis_check_range (const ExpAxis *self, GError **error);
gboolean exp_axis_check (const ExpAxis *self, const ExpExperiment *experiment, GError **error);
gboolean exp_axis_equal (const ExpAxis *a, const ExpAxis *b);
gboolean exp_axis_parse (ExpAxis *self, const char *text, GError **error);
char *exp_axis_print (const ExpAxis *self);
RcAxis exp_axis_for_theory (const ExpAxis *self);
ExpAxis exp_axis_widen (const ExpAxis *self);
double *exp_axis_make_values (const ExpAxis *self);

G_END_DECLS

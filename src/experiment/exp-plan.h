/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-axis.h"
#include "exp-measure.h"

G_BEGIN_DECLS

/**
 * ExpPlan:
 * @x: the axis across
 * @y: the axis upwards; without a parameter where there is none
 * @n_networks: how many networks are measured at each place
 * @shown: what maps show
 * @measures: a set: what is measured besides
 *
 * What a person has chosen to sweep. Neither theory nor a network follows from it, so it is no
 * parameter: an experiment has it among what its file had besides, and is equal to another
 * without it.
 */
typedef struct {
  ExpAxis x;
  ExpAxis y;
  guint n_networks;
  ExpMeasure shown;
  guint measures;
} ExpPlan;

gboolean exp_plan_read (ExpPlan *self, const ExpExperiment *experiment, GError **error);
void exp_plan_keep (const ExpPlan *self, ExpExperiment *experiment);
gboolean exp_plan_equal (const ExpPlan *a, const ExpPlan *b);
const char *exp_plan_name_change (const ExpPlan *before, const ExpPlan *after);
gboolean exp_plan_is_kept_in_both (const ExpExperiment *a, const ExpExperiment *b);

G_END_DECLS

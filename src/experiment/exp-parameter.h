/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-key.h"
#include "rc-parameter.h"

G_BEGIN_DECLS

/* What all targets are multiplied by: a parameter that is no key of the file. */
#define EXP_PARAMETER_AMPLITUDE "amplitude"

/**
 * ExpParameter:
 * @path: the key in the file, as "network.gain", or %EXP_PARAMETER_AMPLITUDE
 * @label: (translatable) what a person calls it
 * @minimum: the least value allowed
 * @maximum: the largest value allowed
 * @open_minimum: whether @minimum itself is not allowed
 * @first: where an axis begins that nobody has chosen
 * @last: where it ends
 * @parameter: what it is to the theory
 * @key: (nullable): the key
 *
 * A parameter that curves and maps of the theory can be drawn over.
 */
typedef struct {
  const char *path;
  const char *label;
  double minimum;
  double maximum;
  gboolean open_minimum;
  double first;
  double last;
  RcParameter parameter;
  const ExpKey *key;
} ExpParameter;

const ExpParameter *exp_parameter_list (gsize *n_parameters);
char *exp_parameter_dup_paths (void);
const ExpParameter *exp_parameter_find (const char *path);
gboolean exp_parameter_matters (const ExpParameter *self, const ExpExperiment *experiment);
gboolean exp_parameter_check (const ExpParameter *self, double value, GError **error);
gboolean exp_parameter_apply (const ExpParameter *self,
                              double value,
                              ExpExperiment *experiment,
                              GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-experiment.h"

G_BEGIN_DECLS

typedef enum {
  EXP_KEY_REAL,
  EXP_KEY_INTEGER,
  EXP_KEY_CHOICE,
} ExpKeyType;

/**
 * ExpKey:
 * @path: section and name in the file, as "network.gain"
 * @label: (translatable) what a person calls it
 * @description: (translatable) what it does in the model, one sentence
 * @type: what kind of value
 * @minimum: the least value allowed
 * @maximum: the largest value allowed
 * @open_minimum: whether @minimum itself is not allowed
 * @fallback: the default
 * @slider_minimum: where a slider begins; the range that is of interest
 * @slider_maximum: where a slider ends
 * @logarithmic: whether a slider should be logarithmic
 * @digits: decimals that an entry shows
 * @choices: (nullable): %NULL-terminated, the words in the file, for a choice
 * @choice_labels: (nullable): (translatable) the same for a person
 *
 * One parameter, described once: the file reader, the messages, the
 * interface and the command line all take it from here.
 */
typedef struct {
  const char *path;
  const char *label;
  const char *description;
  ExpKeyType type;
  double minimum;
  double maximum;
  gboolean open_minimum;
  double fallback;
  double slider_minimum;
  double slider_maximum;
  gboolean logarithmic;
  guint digits;
  const char *const *choices;
  const char *const *choice_labels;
  gsize offset; /* private: of the value in ExpExperiment */
} ExpKey;

const ExpKey *exp_key_list (gsize *n_keys);
const ExpKey *exp_key_find (const char *path);
double exp_key_get (const ExpKey *key, const ExpExperiment *experiment);
gboolean exp_key_set (const ExpKey *key, ExpExperiment *experiment, double value, GError **error);
gboolean exp_key_check (const ExpKey *key, double value, GError **error);

G_END_DECLS

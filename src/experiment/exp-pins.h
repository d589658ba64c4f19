/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-experiment.h"

G_BEGIN_DECLS

#define EXP_MAX_PINS 16

/**
 * ExpPin:
 * @name: what a person calls it
 * @experiment: its parameters; has no pins itself
 *
 * Parameters that were kept to be compared with others. What follows from them is
 * computed again when needed: theory at once, and the seed names the very same
 * network.
 */
typedef struct {
  char *name;
  ExpExperiment *experiment;
} ExpPin;

/**
 * ExpPins:
 * @n_pins: how many
 * @pins: in the order in which they were made
 *
 * Immutable, reference counted: the copies of an experiment share them, on any
 * thread.
 */
struct _ExpPins {
  gatomicrefcount ref_count;
  gsize n_pins;
  ExpPin *pins;
};

ExpPins *exp_pins_new_with (const ExpPins *self, const char *name, const ExpExperiment *experiment);
ExpPins *exp_pins_new_without (const ExpPins *self, gsize index);
ExpPins *exp_pins_new_renamed (const ExpPins *self, gsize index, const char *name);
ExpPins *exp_pins_ref (ExpPins *self);
void exp_pins_unref (ExpPins *self);
gsize exp_pins_get_n (const ExpPins *self);
gboolean exp_pins_equal (const ExpPins *a, const ExpPins *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpPins, exp_pins_unref)

G_END_DECLS

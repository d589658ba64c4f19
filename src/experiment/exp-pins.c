/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-pins.h"

static ExpPins *
new_with_size (gsize n_pins)
{
  ExpPins *self = g_new0 (ExpPins, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_pins = n_pins;
  self->pins = g_new0 (ExpPin, n_pins);
  return self;
}

static void
set_pin (ExpPin *pin, const char *name, const ExpExperiment *experiment)
{
  pin->name = g_strdup (name);
  pin->experiment = exp_experiment_copy (experiment);
  g_clear_pointer (&pin->experiment->pins, exp_pins_unref);
}

/**
 * exp_pins_new_with:
 * @self: (nullable): the pins there are
 * @name: of another one
 * @experiment: its parameters
 *
 * Returns: (transfer full): the pins with another one at the end
 */
ExpPins *
exp_pins_new_with (const ExpPins *self, const char *name, const ExpExperiment *experiment)
{
  gsize n = exp_pins_get_n (self);
  ExpPins *pins = new_with_size (n + 1);

  for (gsize i = 0; i < n; i++)
    set_pin (&pins->pins[i], self->pins[i].name, self->pins[i].experiment);
  set_pin (&pins->pins[n], name, experiment);
  return pins;
}

/**
 * exp_pins_new_without:
 * @self: the pins there are
 * @index: which of them to leave out
 *
 * Returns: (transfer full) (nullable): the others; %NULL if there are none
 */
ExpPins *
exp_pins_new_without (const ExpPins *self, gsize index)
{
  ExpPins *pins;

  g_return_val_if_fail (index < exp_pins_get_n (self), NULL);

  if (self->n_pins == 1)
    return NULL;
  pins = new_with_size (self->n_pins - 1);
  for (gsize i = 0; i < pins->n_pins; i++) {
    const ExpPin *pin = &self->pins[i < index ? i : i + 1];

    set_pin (&pins->pins[i], pin->name, pin->experiment);
  }
  return pins;
}

/**
 * exp_pins_new_renamed:
 * @self: the pins there are
 * @index: which of them to rename
 * @name: its new name
 *
 * Returns: (transfer full): the pins
 */
ExpPins *
exp_pins_new_renamed (const ExpPins *self, gsize index, const char *name)
{
  ExpPins *pins;

  g_return_val_if_fail (index < exp_pins_get_n (self), NULL);

  pins = new_with_size (self->n_pins);
  for (gsize i = 0; i < pins->n_pins; i++)
    set_pin (&pins->pins[i], i == index ? name : self->pins[i].name, self->pins[i].experiment);
  return pins;
}

ExpPins *
exp_pins_ref (ExpPins *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
exp_pins_unref (ExpPins *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (gsize i = 0; i < self->n_pins; i++) {
    g_free (self->pins[i].name);
    exp_experiment_free (self->pins[i].experiment);
  }
  g_free (self->pins);
  g_free (self);
}

/**
 * exp_pins_get_n:
 * @self: (nullable): pins
 *
 * Returns: how many there are; 0 for %NULL
 */
gsize
exp_pins_get_n (const ExpPins *self)
{
  return self != NULL ? self->n_pins : 0;
}

/**
 * exp_pins_equal:
 * @a: (nullable): pins
 * @b: (nullable): others
 *
 * Returns: whether they are the same, name by name and parameter by parameter
 */
gboolean
exp_pins_equal (const ExpPins *a, const ExpPins *b)
{
  if (a == b)
    return TRUE;
  if (exp_pins_get_n (a) != exp_pins_get_n (b))
    return FALSE;
  for (gsize i = 0; i < exp_pins_get_n (a); i++)
    if (!g_str_equal (a->pins[i].name, b->pins[i].name) ||
        !exp_experiment_equal (a->pins[i].experiment, b->pins[i].experiment))
      return FALSE;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-comparisons.h"

#define N_PINS 3
/* Of which one has a place among what is kept of removed pins, and two have not */
#define LARGE 5000
/* Two have, three have not */
#define MEDIUM 4000
#define SMALL 50

static ExpExperiment *
make_experiment (int size, int seed)
{
  ExpExperiment *experiment = exp_experiment_new ();

  experiment->size = size;
  experiment->seed = seed;
  experiment->frequency_points = 5;
  return experiment;
}

/* What a network of so many neurons would say, as far as anybody looks here */
static ExpMeasurement *
pretend (int size, int seed)
{
  g_autoptr (ExpExperiment) experiment = make_experiment (SMALL, seed);
  const ExpObserver observer = { NULL };
  g_autoptr (GError) error = NULL;
  ExpMeasurement *measurement = exp_measurement_run_stages (experiment, 0, NULL, &observer, &error);

  g_assert_no_error (error);
  measurement->experiment->size = size;
  return measurement;
}

/* Pins of networks of so many neurons, all of them measured */
static AttractorComparisons *
make_comparisons (int size, ExpPins **pins)
{
  AttractorComparisons *self = attractor_comparisons_new ();

  *pins = NULL;
  for (int seed = 1; seed <= N_PINS; seed++) {
    g_autoptr (ExpExperiment) experiment = make_experiment (size, seed);
    g_autoptr (ExpPins) before = *pins;
    g_autofree char *name = g_strdup_printf ("Pin %d", seed);

    *pins = exp_pins_new_with (before, name, experiment);
  }
  attractor_comparisons_set_pins (self, *pins);
  for (int seed = 1; seed <= N_PINS; seed++) {
    g_autoptr (ExpMeasurement) measurement = pretend (size, seed);

    attractor_comparisons_offer (self, measurement);
  }
  return self;
}

static void
assert_measured (AttractorComparisons *self, guint n)
{
  g_assert_cmpuint (attractor_comparisons_get_n (self), ==, N_PINS);
  for (guint i = 0; i < N_PINS; i++)
    g_assert_true ((attractor_comparisons_get_measurement (self, i) != NULL) == (i >= N_PINS - n));
}

static void
test_removed (void)
{
  g_autoptr (ExpPins) pins = NULL;
  g_autoptr (AttractorComparisons) self = make_comparisons (SMALL, &pins);

  for (int i = 0; i < 2 * N_PINS; i++) {
    attractor_comparisons_set_pins (self, NULL);
    g_assert_cmpuint (attractor_comparisons_get_n (self), ==, 0);
    attractor_comparisons_set_pins (self, pins);
    assert_measured (self, N_PINS);
  }
}

/* Large networks are kept of the latest only: memory is bounded, whatever is removed. */
static void
test_removed_large (void)
{
  g_autoptr (ExpPins) pins = NULL;
  g_autoptr (AttractorComparisons) self = make_comparisons (LARGE, &pins);

  assert_measured (self, N_PINS);
  attractor_comparisons_set_pins (self, NULL);
  attractor_comparisons_set_pins (self, pins);
  assert_measured (self, 1);
}

/* Compares with those of @pins whose bits are set in @which. */
static void
set_some (AttractorComparisons *self, const ExpPins *pins, guint which)
{
  g_autoptr (ExpPins) some = NULL;

  for (gsize i = 0; i < exp_pins_get_n (pins); i++) {
    g_autoptr (ExpPins) before = g_steal_pointer (&some);

    some = (which >> i & 1) != 0
             ? exp_pins_new_with (before, pins->pins[i].name, pins->pins[i].experiment)
             : g_steal_pointer (&before);
  }
  attractor_comparisons_set_pins (self, some);
}

/* One that is back takes the place of none that is not. */
static void
test_removed_some (void)
{
  g_autoptr (ExpPins) pins = NULL;
  g_autoptr (AttractorComparisons) self = make_comparisons (MEDIUM, &pins);

  set_some (self, pins, 6);
  set_some (self, pins, 4);
  set_some (self, pins, 6);
  set_some (self, pins, 2);
  set_some (self, pins, 7);
  assert_measured (self, N_PINS);
}

static void
test_forgotten (void)
{
  g_autoptr (ExpPins) pins = NULL;
  g_autoptr (AttractorComparisons) self = make_comparisons (SMALL, &pins);

  attractor_comparisons_set_pins (self, NULL);
  attractor_comparisons_forget_removed (self);
  attractor_comparisons_set_pins (self, pins);
  assert_measured (self, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/comparisons/removed", test_removed);
  g_test_add_func ("/comparisons/removed-large", test_removed_large);
  g_test_add_func ("/comparisons/removed-some", test_removed_some);
  g_test_add_func ("/comparisons/forgotten", test_forgotten);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "exp-error.h"
#include "exp-key.h"

static void
test_ranges (void)
{
  gsize n_keys;
  const ExpKey *keys = exp_key_list (&n_keys);

  for (gsize i = 0; i < n_keys; i++) {
    const ExpKey *key = &keys[i];
    g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
    const double refused[] = {
      NAN, INFINITY, -INFINITY, key->maximum * 1.01 + 1.0, key->minimum - 1.0
    };

    g_assert_true (exp_key_find (key->path) == key);
    g_assert_cmpfloat (exp_key_get (key, experiment), ==, key->fallback);
    g_assert_cmpfloat (key->slider_minimum, >=, key->minimum);
    g_assert_cmpfloat (key->slider_maximum, <=, key->maximum);
    if (key->logarithmic)
      g_assert_cmpfloat (key->slider_minimum, >, 0.0);
    g_assert_cmpint (exp_key_check (key, key->minimum, NULL), ==, !key->open_minimum);
    g_assert_true (exp_key_set (key, experiment, key->maximum, NULL));
    g_assert_cmpfloat (exp_key_get (key, experiment), ==, key->maximum);
    for (gsize j = 0; j < G_N_ELEMENTS (refused); j++) {
      g_autoptr (GError) error = NULL;

      g_assert_false (exp_key_set (key, experiment, refused[j], &error));
      g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
      g_assert_cmpfloat (exp_key_get (key, experiment), ==, key->maximum);
    }
  }
  g_assert_null (exp_key_find ("network.nonsense"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key/ranges", test_ranges);
  return g_test_run ();
}

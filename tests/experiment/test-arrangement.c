/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-arrangement.h"

#include <math.h>

static void
assert_row (const ExpTable *table, gsize row, double x, double y)
{
  g_assert_cmpfloat (exp_table_get (table, row, 0), ==, x);
  g_assert_cmpfloat (exp_table_get (table, row, 1), ==, y);
}

static void
test_line (void)
{
  const ExpArrangement line = {
    .kind = EXP_ARRANGEMENT_LINE, .n_outputs = 1, .n_targets = 4, .from = 0.4, .to = -0.8
  };
  const ExpArrangement one = {
    .kind = EXP_ARRANGEMENT_LINE, .n_outputs = 1, .n_targets = 1, .from = 1.0, .to = 2.0
  };
  const double expected[] = { 0.4, 0.0, -0.4, -0.8 };
  g_autoptr (ExpTable) targets = exp_arrangement_create (&line);
  g_autoptr (ExpTable) middle = exp_arrangement_create (&one);

  g_assert_cmpuint (targets->n_rows, ==, 4);
  g_assert_cmpuint (targets->n_columns, ==, 1);
  for (gsize i = 0; i < 4; i++)
    g_assert_cmpfloat (exp_table_get (targets, i, 0), ==, expected[i]);
  g_assert_false (signbit (exp_table_get (targets, 1, 0)));
  g_assert_cmpfloat (exp_table_get (middle, 0, 0), ==, 1.5);
}

static void
test_ring (void)
{
  const ExpArrangement ring = {
    .kind = EXP_ARRANGEMENT_RING, .n_outputs = 2, .n_targets = 6, .extent = 1.2
  };
  g_autoptr (ExpTable) targets = exp_arrangement_create (&ring);

  g_assert_cmpuint (targets->n_rows, ==, 6);
  assert_row (targets, 0, 1.2, 0.0);
  assert_row (targets, 1, 0.6, 1.0392); /* 1.2 cos 60°, 1.2 sin 60° */
  assert_row (targets, 3, -1.2, 0.0);
  for (gsize i = 0; i < 3; i++)
    assert_row (targets, i + 3, -exp_table_get (targets, i, 0), -exp_table_get (targets, i, 1));
}

static void
test_grid (void)
{
  const ExpArrangement grid = {
    .kind = EXP_ARRANGEMENT_GRID, .n_outputs = 2, .n_columns = 3, .n_rows = 2, .extent = 0.5
  };
  const ExpArrangement row = {
    .kind = EXP_ARRANGEMENT_GRID, .n_outputs = 2, .n_columns = 2, .n_rows = 1, .extent = 0.5
  };
  g_autoptr (ExpTable) targets = exp_arrangement_create (&grid);
  g_autoptr (ExpTable) flat = exp_arrangement_create (&row);

  g_assert_cmpuint (targets->n_rows, ==, 6);
  assert_row (targets, 0, -0.5, 0.5);
  assert_row (targets, 1, 0.0, 0.5);
  assert_row (targets, 2, 0.5, 0.5);
  assert_row (targets, 5, 0.5, -0.5);
  assert_row (flat, 0, -0.5, 0.0);
  assert_row (flat, 1, 0.5, 0.0);
}

static void
test_random (void)
{
  ExpArrangement random = {
    .kind = EXP_ARRANGEMENT_RANDOM, .n_outputs = 3, .n_targets = 32, .extent = 2.0, .seed = 7
  };
  g_autoptr (ExpTable) targets = exp_arrangement_create (&random);
  g_autoptr (ExpTable) again = exp_arrangement_create (&random);
  g_autoptr (ExpTable) other = NULL;
  double sum = 0.0, sum_of_squares = 0.0, n = 32.0 * 3.0;

  g_assert_true (exp_table_equal (targets, again));
  random.seed = 8;
  other = exp_arrangement_create (&random);
  g_assert_false (exp_table_equal (targets, other));

  for (gsize i = 0; i < 32 * 3; i++) {
    g_assert_cmpfloat (fabs (targets->values[i]), <=, 2.0);
    sum += targets->values[i];
    sum_of_squares += targets->values[i] * targets->values[i];
  }
  /* Even from -a to a: mean 0 and variance a²/3, within 4 standard errors */
  g_assert_cmpfloat (fabs (sum / n), <, 4.0 * sqrt (4.0 / 3.0 / n));
  g_assert_cmpfloat (fabs (sum_of_squares / n - 4.0 / 3.0), <, 4.0 * sqrt (64.0 / 45.0 / n));
}

static void
test_possible (void)
{
  g_assert_true (exp_arrangement_is_possible (EXP_ARRANGEMENT_LINE, 1));
  g_assert_false (exp_arrangement_is_possible (EXP_ARRANGEMENT_LINE, 2));
  g_assert_false (exp_arrangement_is_possible (EXP_ARRANGEMENT_RING, 1));
  g_assert_true (exp_arrangement_is_possible (EXP_ARRANGEMENT_GRID, 2));
  g_assert_true (exp_arrangement_is_possible (EXP_ARRANGEMENT_RANDOM, 8));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/arrangement/line", test_line);
  g_test_add_func ("/arrangement/ring", test_ring);
  g_test_add_func ("/arrangement/grid", test_grid);
  g_test_add_func ("/arrangement/random", test_random);
  g_test_add_func ("/arrangement/possible", test_possible);

  return g_test_run ();
}

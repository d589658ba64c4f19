/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "exp-components.h"

/* A cloud stretched along known directions, with a point that is none. */
static void
test_directions (void)
{
  enum { N = 4001, D = 3 };
  const double axes[D][D] = { { 0.6, 0.8, 0.0 }, { -0.8, 0.6, 0.0 }, { 0.0, 0.0, 1.0 } };
  const double widths[D] = { 3.0, 1.0, 0.5 };
  g_autofree double *points = g_new (double, N *D);
  g_autoptr (ExpComponents) components = NULL;

  for (gsize i = 0; i < N; i++)
    for (gsize j = 0; j < D; j++) {
      points[i * D + j] = 10.0 * (double)j;
      /* three frequencies over whole periods have no correlation */
      for (gsize k = 0; k < D; k++)
        points[i * D + j] += widths[k] * sqrt (2.0) * axes[k][j] *
                             sin (2.0 * G_PI * (double)((k + 1) * i) / (N - 1));
    }
  points[(N - 1) * D + 1] = NAN;
  components = exp_components_new (N, D, points);
  for (gsize k = 0; k < D; k++) {
    double sign = k == 1 ? -1.0 : 1.0; /* the largest element is positive */

    g_assert_cmpfloat_with_epsilon (components->mean[k], 10.0 * (double)k, 1e-9);
    g_assert_cmpfloat_with_epsilon (components->shares[k], widths[k] * widths[k] / 10.25, 1e-9);
    for (gsize j = 0; j < D; j++)
      g_assert_cmpfloat_with_epsilon (components->directions[k * D + j], sign * axes[k][j], 1e-9);
  }
  g_assert_cmpfloat_with_epsilon (
    exp_components_project (components, 0, (double[]){ 0.6, 10.8, 27.0 }), 1.0, 1e-9);
}

static void
test_degenerate (void)
{
  const double points[] = { 1.0, 2.0, 1.0, 2.0, NAN, NAN };
  g_autoptr (ExpComponents) one = exp_components_new (3, 2, points);
  g_autoptr (ExpComponents) none = exp_components_new (0, 2, points);

  g_assert_cmpfloat (one->shares[0], ==, 0.0);
  g_assert_cmpfloat (exp_components_project (one, 0, points), ==, 0.0);
  g_assert_cmpfloat (none->mean[0], ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/experiment/components/directions", test_directions);
  g_test_add_func ("/experiment/components/degenerate", test_degenerate);
  return g_test_run ();
}

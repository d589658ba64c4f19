/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "fig-study.h"
#include "fig-test.h"

static FigStudy *
study (FigNeeds needs, const ExpTheory *theory, const FigChoice *choice)
{
  g_autoptr (GError) error = NULL;
  FigStudy *self = fig_study_new (needs, theory, choice, NULL, &error);

  g_assert_no_error (error);
  return self;
}

/* A curve goes through what theory says of the experiment itself. */
static void
test_curve (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (FigStudy) self = study (FIG_NEEDS_CURVE, theory, NULL);
  gsize near = 0;

  g_assert_null (self->return_map);
  g_assert_null (self->map);
  for (gsize i = 0; i < self->curve->n_points; i++)
    if (fabs (self->curve->x_values[i] - 0.9) < fabs (self->curve->x_values[near] - 0.9))
      near = i;
  g_assert_cmpfloat_with_epsilon (self->curve->x_values[near], 0.9, 0.01);
  for (gsize k = 0; k < 3; k++) {
    const RcLocalDynamics *dynamics = theory->attractors[k].dynamics;
    const double expected[] = { dynamics->time_constant,
                                dynamics->open_loop_time_constant,
                                dynamics->bulk_time_constant,
                                dynamics->bulk_radius };

    for (guint q = 0; q < FIG_STUDY_N_QUANTITIES; q++)
      g_assert_cmpfloat_with_epsilon (
        fig_study_get_curve (self, k, q)[near], expected[q], 0.1 * fabs (expected[q]));
  }
}

/* A curve holds wherever on its axis the experiment is, a return map only where
 * it was made. */
static void
test_current (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (FigStudy) curve = study (FIG_NEEDS_CURVE, theory, NULL);
  g_autoptr (FigStudy) map = study (FIG_NEEDS_RETURN_MAP, theory, NULL);
  g_autoptr (ExpExperiment) other = exp_experiment_copy (theory->experiment);
  const FigChoice choice = { "network.feedback_scale", NULL };

  g_assert_true (fig_study_is_current (curve, other, NULL));
  g_assert_true (fig_study_is_current (map, other, NULL));
  g_assert_false (fig_study_is_current (curve, other, &choice));
  other->gain = 0.7;
  g_assert_true (fig_study_is_current (curve, other, NULL));
  g_assert_false (fig_study_is_current (map, other, NULL));
  other->gain = 9.0; /* beyond its end */
  g_assert_false (fig_study_is_current (curve, other, NULL));
  other->gain = 0.9;
  other->feedback_scale = 0.8;
  g_assert_false (fig_study_is_current (curve, other, NULL));
}

static void
test_return_map (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (ExpTheory)
    wide = fig_test_theory ("{\"format\": \"attractor-experiment\", \"version\": 1,"
                            "\"task\": {\"targets\": [[1, 0, 0], [0, 1, 0]]}}");
  g_autoptr (FigStudy) self = study (FIG_NEEDS_RETURN_MAP, theory, NULL);
  g_autoptr (FigStudy) none = study (FIG_NEEDS_RETURN_MAP, wide, NULL);

  /* the targets, their mirror images and 0 */
  g_assert_cmpuint (self->return_map->fixed_points->n_points, ==, 7);
  /* there is none with three outputs; and what is not there is not the other's */
  g_assert_null (none->return_map);
  g_assert_null (none->problem);
  g_assert_true (fig_study_is_current (none, wide->experiment, NULL));
  g_assert_false (fig_study_is_current (none, theory->experiment, NULL));
}

static void
test_bad_choice (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  const FigChoice choice = { "network.size", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (fig_study_new (FIG_NEEDS_CURVE, theory, &choice, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "network.size"));
}

static void
test_cancelled (void)
{
  g_autoptr (ExpTheory) theory = fig_test_theory (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (fig_study_new (FIG_NEEDS_MAP, theory, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/study/curve", test_curve);
  g_test_add_func ("/figure/study/current", test_current);
  g_test_add_func ("/figure/study/return-map", test_return_map);
  g_test_add_func ("/figure/study/bad-choice", test_bad_choice);
  g_test_add_func ("/figure/study/cancelled", test_cancelled);
  return g_test_run ();
}

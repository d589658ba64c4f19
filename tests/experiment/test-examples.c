/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The examples that come with the program do what their notes say, in theory and in a
 * network. */

#include <complex.h>
#include <math.h>

#include "exp-document.h"
#include "exp-example.h"
#include "exp-measurement.h"
#include "exp-return-map.h"

#define MAX_ATTRACTORS 5
/* Five times the 1/√N of 600 neurons */
#define SCATTER 0.2

/* What training must come to: stable, unstable, or what chance decides */
typedef enum {
  CHANCE,
  STABLE,
  UNSTABLE,
} Outcome;

/**
 * Claim:
 * @verdicts: of each attractor, in theory
 * @pole: the leading one of the first attractor, and to which error the notes give it
 * @error: of @pole
 * @resonances: a bit for each attractor that has a resonance
 * @n_spurious: how many stable fixed points are no target, for the first static input;
 *   -1 where that is not claimed
 * @outcomes: of each attractor, in a network
 * @success: whether training as a whole succeeds; with chance, not claimed
 */
typedef struct {
  const char *name;
  RcVerdict verdicts[MAX_ATTRACTORS];
  double complex pole;
  double error;
  guint resonances;
  int n_spurious;
  Outcome outcomes[MAX_ATTRACTORS];
  Outcome success;
} Claim;

#define YES RC_VERDICT_STABLE
#define NO RC_VERDICT_UNSTABLE
#define LINE RC_VERDICT_MARGINAL

static const Claim claims[] = {
  { "three-targets", { YES, NO, YES }, -0.161, 5e-4, 4, 2, { STABLE, UNSTABLE, STABLE }, UNSTABLE },
  { "resonance", { YES, NO, YES }, -0.089, 5e-4, 4, 2, { STABLE, UNSTABLE, STABLE }, UNSTABLE },
  { "one-target", { YES }, -0.571, 5e-4, 0, 1, { STABLE }, STABLE },
  { "threshold-above-zero", { NO, NO }, 0.42, 5e-3, 0, 1, { UNSTABLE, UNSTABLE }, UNSTABLE },
  { "threshold-below-zero", { YES, YES }, -0.15, 5e-3, 0, 0, { STABLE, STABLE }, STABLE },
  { "line-attractor", { LINE }, 0.0, 1e-9, 0, -1, { CHANCE }, UNSTABLE },
  { "edge-of-chaos", { YES }, -1.0 / 1.4, 0.03, 0, 1, { STABLE }, STABLE },
  { "ring", { YES, YES, YES, YES, YES }, -0.006, 5e-4, 0, 5, { CHANCE }, CHANCE },
  { "spurious-attractors", { YES, YES }, -0.135, 5e-4, 0, 2, { STABLE, STABLE }, STABLE },
  { "ridge", { YES }, -0.526, 5e-4, 0, -1, { STABLE }, STABLE },
  { "force", { YES, YES }, -0.33, 5e-3, 0, 0, { STABLE, STABLE }, STABLE },
  { "cues", { YES, YES, YES }, -0.772, 5e-4, 0, 0, { STABLE, STABLE, STABLE }, STABLE },
};

static ExpExperiment *
load (const char *name)
{
  g_autofree char *file_name = g_strconcat (name, ".attractor", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("ATTRACTOR_EXAMPLES"), file_name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (GStrv) unknown_keys = NULL;
  g_autoptr (GError) error = NULL;
  ExpExperiment *experiment = exp_document_load (file, &unknown_keys, &error);

  g_assert_no_error (error);
  g_assert_true (unknown_keys == NULL || unknown_keys[0] == NULL);
  return experiment;
}

static ExpTheory *
create_theory (const ExpExperiment *experiment)
{
  g_autoptr (GError) error = NULL;
  ExpTheory *theory = exp_theory_new (experiment, NULL, &error);

  g_assert_no_error (error);
  return theory;
}

static double complex
get_pole (const ExpTheory *theory, gsize attractor)
{
  return theory->attractors[attractor].dynamics->poles[0];
}

/* The stable fixed points that are not where @theory has an attractor */
static int
count_spurious (const ExpTheory *theory, gsize input)
{
  double lower[EXP_MAX_MAP_OUTPUTS] = { -4.0, -4.0 }, upper[EXP_MAX_MAP_OUTPUTS] = { 4.0, 4.0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpReturnMap) map = exp_return_map_new (theory, input, lower, upper, NULL, &error);
  int n_stable = 0;

  g_assert_no_error (error);
  for (gsize i = 0; i < map->fixed_points->n_points; i++)
    if (map->fixed_points->points[i].target < 0 &&
        map->fixed_points->points[i].dynamics->verdict == RC_VERDICT_STABLE)
      n_stable++;
  return n_stable;
}

/* There is an example for each file and a file for each example, and both say the same. */
static void
test_list (void)
{
  g_autoptr (GDir) folder = g_dir_open (g_getenv ("ATTRACTOR_EXAMPLES"), 0, NULL);
  gsize n_examples, n_files = 0;
  const ExpExample *examples = exp_example_list (&n_examples);

  g_assert_nonnull (folder);
  while (g_dir_read_name (folder) != NULL)
    n_files++;
  g_assert_cmpuint (n_files, ==, n_examples);
  g_assert_cmpuint (n_examples, ==, G_N_ELEMENTS (claims));

  for (gsize i = 0; i < n_examples; i++) {
    g_autoptr (ExpExperiment) experiment = load (examples[i].name);

    g_assert_cmpstr (examples[i].name, ==, claims[i].name);
    g_assert_cmpstr (experiment->title, ==, examples[i].title);
    g_assert_cmpstr (experiment->notes, ==, examples[i].notes);
    exp_example_translate (experiment);
    g_assert_cmpstr (experiment->title, ==, examples[i].title);
    g_assert_cmpstr (experiment->notes, ==, examples[i].notes);
  }
}

static void
test_theory (gconstpointer data)
{
  const Claim *claim = data;
  g_autoptr (ExpExperiment) experiment = load (claim->name);
  g_autoptr (ExpTheory) theory = create_theory (experiment);

  for (gsize k = 0; k < theory->n_attractors; k++) {
    const RcLocalDynamics *dynamics = theory->attractors[k].dynamics;

    g_assert_cmpint (dynamics->verdict, ==, claim->verdicts[k]);
    g_assert_cmpint (!isnan (dynamics->resonance_frequency), ==, (claim->resonances >> k) & 1);
  }
  g_assert_cmpfloat (cabs (get_pole (theory, 0) - claim->pole), <=, claim->error);
  if (claim->n_spurious >= 0)
    g_assert_cmpint (count_spurious (theory, 0), ==, claim->n_spurious);
}

/* A run of the same network with as little measured besides as can be */
static ExpMeasurement *
train (const char *name)
{
  g_autoptr (ExpExperiment) experiment = load (name);
  g_autoptr (GError) error = NULL;
  ExpMeasurement *measurement;

  experiment->frequency_points = 2;
  experiment->duration = 2.0;
  experiment->trajectories = 1;
  measurement = exp_measurement_new (experiment, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return measurement;
}

static void
test_network (gconstpointer data)
{
  const Claim *claim = data;
  g_autoptr (ExpExperiment) experiment = load (claim->name);
  g_autoptr (ExpTheory) theory = create_theory (experiment);
  g_autoptr (ExpMeasurement) measurement = train (claim->name);

  for (gsize k = 0; k < measurement->n_attractors; k++) {
    const ExpMeasuredAttractor *attractor = &measurement->attractors[k];

    if (claim->outcomes[k] != CHANCE)
      g_assert_cmpint (attractor->stable, ==, claim->outcomes[k] == STABLE);
    /* The bulk hides the pole where that lies within; it cannot lie right of both. */
    g_assert_cmpfloat (creal (attractor->leading_eigenvalue),
                       <,
                       fmax (creal (get_pole (theory, k)), attractor->bulk_radius - 1.0) + SCATTER);
  }
  if (claim->success != CHANCE)
    g_assert_cmpint (measurement->success, ==, claim->success == STABLE);
}

/* What the notes say of other parameters than those of the file */

static void
test_three_targets (void)
{
  g_autoptr (ExpExperiment) experiment = load ("three-targets");
  g_autoptr (ExpTheory) before = create_theory (experiment);
  g_autoptr (ExpTheory) after = NULL;

  g_assert_cmpfloat_with_epsilon (creal (get_pole (before, 1)), 0.095, 5e-4);
  exp_table_set (experiment->targets, 1, 0, 0.5);
  after = create_theory (experiment);
  g_assert_true (after->attractors[1].dynamics->stable);
  g_assert_false (after->attractors[2].dynamics->stable);
}

static void
test_resonance (void)
{
  g_autoptr (ExpExperiment) experiment = load ("resonance");
  g_autoptr (ExpTheory) before = create_theory (experiment);
  g_autoptr (ExpTheory) after = NULL;

  g_assert_cmpfloat (cabs (get_pole (before, 2) - (-0.10 + 0.30 * I)), <, 6e-3);
  g_assert_cmpfloat_with_epsilon (before->attractors[2].dynamics->resonance_frequency, 0.29, 5e-3);
  experiment->gain = 0.7;
  after = create_theory (experiment);
  g_assert_cmpfloat (cimag (get_pole (after, 2)), <, cimag (get_pole (before, 2)));
  g_assert_cmpfloat (after->attractors[2].dynamics->resonance_frequency,
                     <,
                     before->attractors[2].dynamics->resonance_frequency);
}

/* The gain at which the bulk of the only attractor reaches the imaginary axis */
static void
check_edge (const char *name, double edge)
{
  g_autoptr (ExpExperiment) experiment = load (name);

  for (int side = -1; side <= 1; side += 2) {
    g_autoptr (ExpTheory) theory = NULL;

    experiment->gain = edge + 0.01 * side;
    theory = create_theory (experiment);
    g_assert_cmpint (theory->attractors[0].dynamics->verdict,
                     ==,
                     side < 0 ? RC_VERDICT_STABLE : RC_VERDICT_CHAOTIC);
    g_assert_cmpfloat (creal (get_pole (theory, 0)), <, -0.5);
  }
}

static void
test_edges (void)
{
  check_edge ("one-target", 2.22);
  check_edge ("edge-of-chaos", 1.96);
}

static void
test_thresholds (void)
{
  static const double thresholds[] = { -0.1, 0.1 };

  for (gsize i = 0; i < G_N_ELEMENTS (thresholds); i++) {
    g_autoptr (ExpExperiment) one = load ("line-attractor");
    g_autoptr (ExpExperiment) two = load ("threshold-above-zero");
    g_autoptr (ExpTheory) theory = NULL;
    g_autoptr (ExpTheory) other = NULL;

    one->threshold = two->threshold = thresholds[i];
    theory = create_theory (one);
    other = create_theory (two);
    g_assert_cmpint (theory->attractors[0].dynamics->stable, ==, thresholds[i] < 0.0);
    for (gsize k = 0; k < 2; k++)
      g_assert_cmpint (other->attractors[k].dynamics->stable, ==, thresholds[i] < 0.0);
  }
}

static void
test_ridge (void)
{
  g_autoptr (ExpExperiment) experiment = load ("ridge");
  g_autoptr (ExpTheory) theory = create_theory (experiment);
  g_autoptr (ExpTheory) larger = NULL;
  g_autoptr (ExpMeasurement) measurement = train ("ridge");
  double nearest = G_MAXDOUBLE;

  g_assert_cmpfloat_with_epsilon (theory->attractors[0].state->output[0], 0.91, 5e-3);
  for (gsize i = 0; i < measurement->closed_loop->n_points; i++)
    nearest = fmin (nearest, fabs (measurement->closed_loop->points[i].output[0] - 0.907));
  g_assert_cmpfloat (nearest, <, 0.05);

  experiment->ridge = 1.0;
  larger = create_theory (experiment);
  g_assert_cmpint (larger->attractors[0].dynamics->verdict, ==, RC_VERDICT_ABSENT);
}

static void
test_logistic (void)
{
  g_autoptr (ExpExperiment) experiment = load ("spurious-attractors");
  g_autoptr (ExpTheory) theory = NULL;

  experiment->transfer = EXP_TRANSFER_LOGISTIC;
  theory = create_theory (experiment);
  g_assert_cmpint (count_spurious (theory, 0), ==, 0);
}

static void
test_cues (void)
{
  g_autoptr (ExpExperiment) experiment = load ("cues");
  g_autoptr (ExpTheory) before = create_theory (experiment);
  g_autoptr (ExpTheory) after = NULL;

  for (gsize k = 0; k < 3; k++) {
    g_assert_cmpint (count_spurious (before, k), ==, 0);
    exp_table_set (experiment->inputs, k, k, 0.3);
  }
  after = create_theory (experiment);
  g_assert_true (after->attractors[1].dynamics->stable);
  g_assert_false (after->attractors[2].dynamics->stable);
  g_assert_cmpint (count_spurious (after, 2), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/examples/list", test_list);
  for (gsize i = 0; i < G_N_ELEMENTS (claims); i++) {
    g_autofree char *theory = g_strconcat ("/examples/theory/", claims[i].name, NULL);
    g_autofree char *network = g_strconcat ("/examples/network/", claims[i].name, NULL);

    g_test_add_data_func (theory, &claims[i], test_theory);
    g_test_add_data_func (network, &claims[i], test_network);
  }
  g_test_add_func ("/examples/notes/three-targets", test_three_targets);
  g_test_add_func ("/examples/notes/resonance", test_resonance);
  g_test_add_func ("/examples/notes/edges", test_edges);
  g_test_add_func ("/examples/notes/thresholds", test_thresholds);
  g_test_add_func ("/examples/notes/ridge", test_ridge);
  g_test_add_func ("/examples/notes/logistic", test_logistic);
  g_test_add_func ("/examples/notes/cues", test_cues);
  return g_test_run ();
}

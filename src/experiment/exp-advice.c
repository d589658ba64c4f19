/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-advice.h"

#include <math.h>

#include "exp-key.h"
#include "exp-model.h"
#include "exp-monitor.h"
#include "rc-edge.h"
#include "rc-parallel.h"
#include "rc-rest.h"

/* Values tried on either side of the present one, before roots are refined */
#define N_STEPS 48
/* Steps grow with distance by this power: a small change is the better advice. */
#define GROWTH 1.5
/* How narrow the bracket of a root is in the end, in terms of the range */
#define PRECISION 1e-7
/* How many times the gain at the edge of chaos is tried at most: beyond, the
 * activity is chaotic or has no bound. */
#define BEYOND_EDGE 1.05
#define MAX_AMPLITUDE 4.0
#define MIN_AMPLITUDE 0.05
/* How far a target is moved, in terms of the largest */
#define REACH 2.0
#define POINTS_AT_ONCE 2
/* With more targets than this, which take much longer, no target is moved, and
 * what is looked for makes all of them stable. */
#define MAX_MOVED 6
/* How far a trained output may be from its target, in terms of the largest one */
#define READOUT_TOLERANCE 1e-6

/* Bit k: theory finds attractor k stable. */
typedef guint32 Stable;

G_STATIC_ASSERT (EXP_MAX_TARGETS <= 8 * sizeof (Stable));

/*
 * The values tried for one change: outwards from the present one, which is
 * values[0], to one end of the range.
 */
typedef struct {
  const ExpExperiment *experiment;
  GCancellable *cancellable;
  ExpChange change;
  double values[N_STEPS + 1];
  Stable stable[N_STEPS + 1];
} Path;

/* Whether the readout can have the outputs that it is trained for: not where two
 * targets are at one place, and not where the neurons are silent. */
static gboolean
is_trained (const RcMeanField *field)
{
  const gsl_matrix *targets = field->model->targets;
  double largest = MAX (gsl_matrix_max (targets), -gsl_matrix_min (targets));

  return field->model->ridge > 0.0 || field->readout_error <= READOUT_TOLERANCE * largest;
}

/* Nothing is stable once it was cancelled: what comes of it is thrown away. */
static Stable
evaluate (const Path *path, double value)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_copy (path->experiment);
  RcMonitor monitor = exp_monitor (path->cancellable);
  g_autoptr (RcModel) model = NULL;
  g_autoptr (RcMeanField) field = NULL;
  Stable stable = 0;

  if (g_cancellable_is_cancelled (path->cancellable))
    return 0;
  exp_change_apply (&path->change, value, experiment);
  model = exp_model_new (experiment);
  field = rc_mean_field_new_watched (model, &monitor, NULL);
  if (field == NULL || !is_trained (field))
    return 0;
  for (gsize k = 0; k < experiment->targets->n_rows; k++) {
    g_autoptr (RcLocalDynamics) dynamics = rc_rest_dynamics (field, k, &monitor, NULL, NULL);

    if (dynamics != NULL && dynamics->stable)
      stable |= (Stable)1 << k;
  }
  return stable;
}

static gboolean
evaluate_range (gsize begin, gsize end, gpointer data, GError **error)
{
  Path *path = data;

  for (gsize i = begin; i < end; i++)
    path->stable[i] = evaluate (path, path->values[i]);
  return TRUE;
}

static gboolean
evaluate_path (Path *path, double end, GError **error)
{
  double value = exp_change_get (&path->change, path->experiment);
  RcMonitor monitor = exp_monitor (path->cancellable);

  for (gsize i = 0; i <= N_STEPS; i++)
    path->values[i] = value + (end - value) * pow ((double)i / N_STEPS, GROWTH);
  path->values[N_STEPS] = end;
  return rc_parallel_for (N_STEPS + 1, POINTS_AT_ONCE, evaluate_range, path, &monitor, error);
}

/* The range that is worth trying, within what the file allows */
static void
get_range (const ExpChange *change, const ExpExperiment *experiment, double *from, double *to)
{
  const ExpTable *targets = experiment->targets;
  double now = exp_change_get (change, experiment), largest = 0.0;
  g_autofree char *path = exp_change_dup_path (change);
  const ExpKey *key = exp_key_find (path);

  for (gsize i = 0; i < targets->n_rows * targets->n_columns; i++)
    largest = MAX (largest, fabs (targets->values[i]));
  if (change->kind == EXP_CHANGE_TARGET) {
    double reach = REACH * MAX (largest, 1.0);

    *from = MAX (now - reach, targets->n_columns == 1 ? -EXP_MAX_TARGET : 0.0);
    *to = MIN (now + reach, EXP_MAX_TARGET);
  } else if (change->kind == EXP_CHANGE_AMPLITUDE) {
    *from = MIN_AMPLITUDE;
    *to = largest > 0.0 ? MIN (MAX_AMPLITUDE, EXP_MAX_TARGET / largest) : 1.0;
  } else {
    *from = MIN (key->slider_minimum, now);
    *to = MAX (key->slider_maximum, now);
  }
}

/* Beyond the edges of chaos of all attractors there is nothing to find. */
static double
get_last_gain (const ExpExperiment *experiment)
{
  g_autoptr (ExpExperiment) quiet = exp_experiment_copy (experiment);
  g_autoptr (RcModel) model = NULL;
  g_autoptr (RcMeanField) field = NULL;
  double last = 0.0;

  /* The edge takes of the field only what does not depend on the gain. */
  quiet->gain = 0.0;
  model = exp_model_new (quiet);
  field = rc_mean_field_new (model, NULL);
  for (gsize k = 0; field != NULL && k < experiment->targets->n_rows; k++) {
    double edge = rc_edge_gain (field, k);

    if (isfinite (edge))
      last = MAX (last, BEYOND_EDGE * edge);
  }
  return last > 0.0 ? MIN (last, exp_key_find ("network.gain")->maximum) : INFINITY;
}

static Stable
every (gsize m)
{
  return (Stable)(((guint64)1 << m) - 1);
}

static gboolean
is_stable (Stable stable, Stable wanted)
{
  return (stable & wanted) == wanted;
}

/* How far it helps, and what that costs; the present value is the path's first. */
static void
weigh (const Path *path, gsize i, Stable wanted, ExpRemedy *remedy)
{
  Stable always = path->stable[i], ever = path->stable[i];

  remedy->always_takes = TRUE;
  for (gsize j = i; j <= N_STEPS && is_stable (path->stable[j], wanted); j++) {
    remedy->end = path->values[j];
    always &= path->stable[j];
    ever |= path->stable[j];
    if (is_stable (path->stable[j], path->stable[0]))
      remedy->always_takes = FALSE;
  }
  remedy->lost = path->stable[0] & ~ever;
  remedy->endangered = path->stable[0] & ever & ~always;
}

/* Bisects between a value that does not do and the next one that does. */
static void
refine (const Path *path, gsize i, Stable wanted, double width, ExpRemedy *remedy)
{
  double bad = path->values[i - 1], good = path->values[i];

  while (fabs (good - bad) > width) {
    double middle = 0.5 * (bad + good);

    if (is_stable (evaluate (path, middle), wanted))
      good = middle;
    else
      bad = middle;
  }
  remedy->unstable = bad;
  remedy->limit = good;
  remedy->end = path->values[i];
  weigh (path, i, wanted, remedy);
}

static void
search_path (const Path *path, Stable wanted, const ExpRemedy *pattern, GArray *remedies)
{
  double width = PRECISION * (pattern->to - pattern->from);

  for (gsize i = 1; i <= N_STEPS; i++) {
    if (is_stable (path->stable[i], wanted)) {
      ExpRemedy remedy = *pattern;

      remedy.found = TRUE;
      refine (path, i, wanted, width, &remedy);
      g_array_append_val (remedies, remedy);
      return;
    }
  }
}

/* Attractor k, or all where k = m */
static void
search_for (const Path *paths, gsize k, gsize m, ExpRemedy *pattern, GArray *remedies)
{
  Stable wanted = k < m ? (Stable)1 << k : every (m);
  guint n_before = remedies->len;

  pattern->attractor = k < m ? k : EXP_ADVICE_ALL;
  for (gsize side = 0; side < 2; side++)
    search_path (&paths[side], wanted, pattern, remedies);
  if (remedies->len == n_before)
    g_array_append_val (remedies, *pattern);
}

/* Whether it is worth knowing what helps attractor k, or all where k = m */
static gboolean
concerns (gsize k, gsize m, Stable failing)
{
  if (k == m)
    return m > 1;
  return m <= MAX_MOVED && (failing & ((Stable)1 << k)) != 0;
}

static gboolean
search (const ExpExperiment *experiment,
        const ExpChange *change,
        Stable failing,
        GArray *remedies,
        GCancellable *cancellable,
        GError **error)
{
  gsize m = experiment->targets->n_rows;
  Path paths[2] = {
    [0] = { .experiment = experiment, .cancellable = cancellable, .change = *change },
  };
  ExpRemedy pattern = { .change = *change, .unstable = NAN, .limit = NAN, .end = NAN };

  pattern.value = exp_change_get (change, experiment);
  get_range (change, experiment, &pattern.from, &pattern.to);
  if (change->kind == EXP_CHANGE_GAIN) {
    double last = get_last_gain (experiment);

    pattern.to = isfinite (last) ? last : pattern.to;
  }
  paths[1] = paths[0];
  for (gsize side = 0; side < 2; side++) {
    double end = side == 0 ? MIN (pattern.from, pattern.value) : MAX (pattern.to, pattern.value);

    if (!evaluate_path (&paths[side], end, error))
      return FALSE;
  }

  for (gsize k = 0; k <= m; k++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (concerns (k, m, failing))
      search_for (paths, k, m, &pattern, remedies);
  }
  return TRUE;
}

/* What becomes of the others without target j */
static void
search_removal (const ExpExperiment *experiment,
                gsize j,
                Stable failing,
                GArray *remedies,
                GCancellable *cancellable)
{
  Path path = {
    .experiment = experiment,
    .cancellable = cancellable,
    .change = { EXP_CHANGE_REMOVAL, j },
  };
  gsize m = experiment->targets->n_rows;
  Stable rest = evaluate (&path, NAN);
  Stable before = rest & every (j), after = rest & ~every (j);
  Stable stable = before | after << 1;

  for (gsize k = 0; k <= m; k++) {
    ExpRemedy remedy = { .attractor = k < m ? k : EXP_ADVICE_ALL, .change = path.change };
    Stable wanted = k < m ? (Stable)1 << k : every (m) & ~((Stable)1 << j);

    if (k == j || !is_stable (stable, wanted) || (k < m && !(failing & wanted)))
      continue;
    remedy.found = TRUE;
    /* The removed one is lost as well, if it was held. */
    remedy.lost = every (m) & ~failing & ~(stable & ~((Stable)1 << j));
    remedy.always_takes = remedy.lost != 0;
    remedy.value = remedy.unstable = remedy.limit = remedy.end = remedy.from = remedy.to = NAN;
    g_array_append_val (remedies, remedy);
  }
}

static int
compare (gconstpointer first, gconstpointer second)
{
  const ExpRemedy *a = first, *b = second;

  if (a->attractor != b->attractor)
    return a->attractor < b->attractor ? -1 : 1;
  if (a->found != b->found)
    return a->found ? -1 : 1;
  if (a->change.kind != b->change.kind)
    return a->change.kind < b->change.kind ? -1 : 1;
  if (a->change.target != b->change.target)
    return a->change.target < b->change.target ? -1 : 1;
  return (a->limit > b->limit) - (a->limit < b->limit);
}

static gboolean
search_all (ExpAdvice *self, GArray *remedies, GCancellable *cancellable, GError **error)
{
  const ExpExperiment *experiment = self->experiment;
  Path present = { .experiment = experiment, .change = { EXP_CHANGE_AMPLITUDE, 0 } };
  gsize m = experiment->targets->n_rows;
  Stable failing = ~evaluate (&present, 1.0) & every (m);

  if (failing == 0)
    return TRUE;
  for (gsize k = 0; m > 1 && k < m; k++)
    search_removal (experiment, k, failing, remedies, cancellable);
  for (guint kind = 0; kind < EXP_CHANGE_REMOVAL; kind++) {
    for (gsize k = 0; k < (kind == EXP_CHANGE_TARGET ? m : 1); k++) {
      ExpChange change = { kind, k };

      if (kind == EXP_CHANGE_TARGET && m > MAX_MOVED)
        continue;
      if (exp_change_is_possible (&change, experiment) &&
          !search (experiment, &change, failing, remedies, cancellable, error))
        return FALSE;
    }
  }
  g_array_sort (remedies, compare);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * exp_advice_new:
 * @experiment: a valid experiment
 * @cancellable: (nullable): to stop it
 * @error: set to %G_IO_ERROR_CANCELLED
 *
 * Searches what would make every attractor stable, by root finding on the theory:
 * along each change that is possible, outwards from the present value in both
 * directions, for the nearest value at which theory finds the attractor stable.
 * Blocks; cost: some 100 mean fields for each change, and 20 for each root;
 * a tenth of a second for three targets. With more than six targets, none is moved and
 * only what helps all of them is sought.
 *
 * Returns: (transfer full) (nullable): the advice, without remedies where all is
 *   stable
 */
ExpAdvice *
exp_advice_new (const ExpExperiment *experiment, GCancellable *cancellable, GError **error)
{
  g_autoptr (ExpAdvice) self = g_new0 (ExpAdvice, 1);
  g_autoptr (GArray) remedies = g_array_new (FALSE, FALSE, sizeof (ExpRemedy));

  g_atomic_ref_count_init (&self->ref_count);
  self->experiment = exp_experiment_copy (experiment);
  /* What follows from the parameters does not depend on what they are compared with. */
  exp_experiment_set_pins (self->experiment, NULL);
  if (!search_all (self, remedies, cancellable, error)) {
    /* The loop over values says so in words of its own layer. */
    if (g_cancellable_is_cancelled (cancellable)) {
      g_clear_error (error);
      g_cancellable_set_error_if_cancelled (cancellable, error);
    }
    return NULL;
  }
  self->n_remedies = remedies->len;
  self->remedies = (ExpRemedy *)(gpointer)g_array_free (g_steal_pointer (&remedies), FALSE);
  return g_steal_pointer (&self);
}

ExpAdvice *
exp_advice_ref (ExpAdvice *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
exp_advice_unref (ExpAdvice *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  exp_experiment_free (self->experiment);
  g_free (self->remedies);
  g_free (self);
}

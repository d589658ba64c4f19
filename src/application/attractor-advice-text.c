/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-advice-text.h"

#include <math.h>

#include <glib/gi18n.h>

#include "rc-edge.h"

#include "attractor-number.h"

/* How many remedies of one attractor are told, the smallest changes first */
#define MAX_REMEDIES 4
/* A rounded limit lies no deeper than this in the range that helps. */
#define MAX_ROUNDING 0.1
#define MAX_DECIMALS 9
/* How deep in that range the value is that is proposed */
#define DEPTH 0.3

static char *
number_to_text (double value)
{
  return attractor_number_row_to_text (1, &value);
}

static char *
target_to_words (const ExpTable *targets, gsize row)
{
  return attractor_number_row_to_text (targets->n_columns,
                                       targets->values + row * targets->n_columns);
}

static char *
explain_unstable (const RcLocalDynamics *dynamics)
{
  double rate = creal (dynamics->poles[0]), frequency = fabs (cimag (dynamics->poles[0]));
  g_autofree char *pole = attractor_number_with_sign (rate);
  g_autofree char *time = attractor_number_to_words (1.0 / rate);
  g_autofree char *omega = attractor_number_to_words (frequency);

  if (frequency == 0.0)
    return g_strdup_printf (
      /* TRANSLATORS: a rate with its sign, and a time */
      _ ("it has a real pole at %s: a small deviation of the output grows e-fold in %s τ."),
      pole,
      time);
  return g_strdup_printf (
    /* TRANSLATORS: real and imaginary part of a pole, a frequency, and a time */
    _ ("it has a pair of poles at %s ± %s i: an oscillation of the output with ω = %s grows "
       "e-fold in %s τ."),
    pole,
    omega,
    omega,
    time);
}

static char *
explain_stable (const RcLocalDynamics *dynamics)
{
  double frequency = fabs (cimag (dynamics->output_pole));
  g_autofree char *time = attractor_number_to_words (dynamics->time_constant);
  g_autofree char *omega = attractor_number_to_words (frequency);

  if (isnan (dynamics->time_constant))
    return g_strdup (_ ("nothing of it can be read out, and the output is always 0."));
  if (frequency <= dynamics->tolerance)
    return g_strdup_printf (_ ("a small deviation of the output falls to 1/e in %s τ."), time);
  return g_strdup_printf (
    /* TRANSLATORS: a time, and a frequency */
    _ ("a small deviation of the output falls to 1/e in %s τ, in an oscillation with ω = %s."),
    time,
    omega);
}

/**
 * attractor_advice_explain:
 * @theory: what theory says
 * @attractor: index
 *
 * Returns: (transfer full): why the attractor is what it is, half a sentence that
 *   goes on after a colon
 */
char *
attractor_advice_explain (const ExpTheory *theory, gsize attractor)
{
  const RcLocalDynamics *dynamics = theory->attractors[attractor].dynamics;
  g_autofree char *radius = attractor_number_to_words (dynamics->bulk_radius);

  switch (dynamics->verdict) {
  case RC_VERDICT_STABLE:
    return explain_stable (dynamics);
  case RC_VERDICT_UNSTABLE:
    return explain_unstable (dynamics);
  case RC_VERDICT_CHAOTIC: {
    double edge = rc_edge_gain (theory->mean_field, attractor);
    g_autofree char *gain = attractor_number_to_words (edge);

    return g_strdup_printf (
      /* TRANSLATORS: a radius, and a value of g */
      _ ("the bulk of the eigenvalues has the radius %s, so that the activity is chaotic; the "
         "edge of chaos is at g = %s."),
      radius,
      gain);
  }
  case RC_VERDICT_MARGINAL:
  default:
    return g_strdup (
      _ ("its leading pole, or the bulk, lies at 0 as exactly as it is known: a deviation of the "
         "output neither grows nor dies out."));
  }
}

/* The limit as few decimals tell it, on the side that helps */
static double
round_limit (const ExpRemedy *remedy)
{
  double depth = remedy->end - remedy->limit;

  for (int decimals = 2; decimals <= MAX_DECIMALS; decimals++) {
    double unit = pow (10.0, -decimals);
    double value = depth >= 0.0 ? ceil (remedy->limit / unit) * unit
                                : floor (remedy->limit / unit) * unit;

    value = round (value / unit) / pow (10.0, decimals);
    if (fabs (value - remedy->limit) <= MAX_ROUNDING * fabs (depth))
      return value;
  }
  return remedy->limit;
}

static double
round_to (double value, int decimals)
{
  double unit = pow (10.0, decimals);

  return round (value * unit) / unit;
}

/**
 * attractor_advice_choose:
 * @remedy: one that was found
 *
 * Returns: a round value well within the range that helps
 */
double
attractor_advice_choose (const ExpRemedy *remedy)
{
  double least = MIN (remedy->limit, remedy->end), most = MAX (remedy->limit, remedy->end);
  double value = remedy->limit + DEPTH * (remedy->end - remedy->limit);

  for (int decimals = 2; decimals <= MAX_DECIMALS; decimals++) {
    double rounded = round_to (value, decimals);

    if (rounded > least && rounded < most)
      return rounded;
  }
  return value;
}

/* Whether the remedy helps as far as was looked */
static gboolean
is_open (const ExpRemedy *remedy)
{
  return fabs (remedy->end - (remedy->limit > remedy->value ? remedy->to : remedy->from)) <
         1e-9 * (remedy->to - remedy->from);
}

/* What is changed, for a sentence such as "when the gain is below 0.7" */
static char *
name_change (const ExpRemedy *remedy, const ExpExperiment *experiment)
{
  g_autofree char *target = NULL;

  switch (remedy->change.kind) {
  case EXP_CHANGE_GAIN:
    return g_strdup (_ ("g"));
  case EXP_CHANGE_FEEDBACK_SCALE:
    return g_strdup (_ ("σ"));
  case EXP_CHANGE_THRESHOLD:
    return g_strdup (_ ("θ"));
  case EXP_CHANGE_RIDGE:
    return g_strdup (_ ("λ"));
  case EXP_CHANGE_AMPLITUDE:
    return g_strdup (_ ("a factor of all targets"));
  case EXP_CHANGE_TARGET:
  case EXP_CHANGE_REMOVAL:
  case EXP_N_CHANGES:
  default:
    break;
  }
  target = target_to_words (experiment->targets, remedy->change.target);
  if (remedy->change.kind == EXP_CHANGE_TARGET && experiment->targets->n_columns > 1)
    return g_strdup_printf (_ ("the size of the target %s"), target);
  return g_strdup_printf (_ ("the target %s"), target);
}

/* Under which condition it helps, as "g is below 0.71" */
static char *
describe_condition (const ExpRemedy *remedy, const ExpExperiment *experiment)
{
  g_autofree char *what = name_change (remedy, experiment);
  g_autofree char *limit = NULL;
  g_autofree char *end = NULL;
  gboolean up = remedy->limit > remedy->value;

  if (remedy->change.kind == EXP_CHANGE_REMOVAL && remedy->lost == 0 &&
      remedy->attractor != EXP_ADVICE_ALL)
    /* TRANSLATORS: "the target 0.9, which is not held either, is removed" */
    return g_strdup_printf (_ ("%s, which is not held either, is removed"), what);
  if (remedy->change.kind == EXP_CHANGE_REMOVAL)
    /* TRANSLATORS: "the target 0.9 is removed" */
    return g_strdup_printf (_ ("%s is removed"), what);

  limit = number_to_text (round_limit (remedy));
  end = number_to_text (round_to (remedy->end, 2));
  if (is_open (remedy))
    /* TRANSLATORS: "g is above 0.71", "the target 0.9 is below 0.6" */
    return g_strdup_printf (up ? _ ("%s is above %s") : _ ("%s is below %s"), what, limit);
  /* TRANSLATORS: "g is between 0.71 and 0.9" */
  return g_strdup_printf (_ ("%s is between %s and %s"), what, up ? limit : end, up ? end : limit);
}

static gulong
count (guint32 rows)
{
  gulong n = 0;

  for (; rows != 0; rows &= rows - 1)
    n++;
  return n;
}

/* The target that the remedy moves is at its old value no longer. */
static char *
list_targets (const ExpRemedy *remedy, const ExpTable *targets, guint32 rows)
{
  GString *text = g_string_new (NULL);

  for (gsize k = 0; k < targets->n_rows; k++) {
    g_autofree char *target = target_to_words (targets, k);

    if ((rows & ((guint32)1 << k)) == 0)
      continue;
    if (text->len > 0)
      g_string_append (text, C_ ("list", "; "));
    if (remedy->change.kind == EXP_CHANGE_TARGET && remedy->change.target == k)
      /* TRANSLATORS: a target, by what it was before it is moved: "−0.6 (moved)" */
      g_string_append_printf (text, _ ("%s (moved)"), target);
    else
      g_string_append (text, target);
  }
  return g_string_free (text, FALSE);
}

/* What is lost besides the target whose removal the condition tells */
static guint32
get_other_losses (const ExpRemedy *remedy)
{
  if (remedy->change.kind == EXP_CHANGE_REMOVAL)
    return remedy->lost & ~((guint32)1 << remedy->change.target);
  return remedy->lost;
}

/* What is lost, as "the target −0.6 is lost"; NULL where nothing is */
static char *
describe_losses (const ExpRemedy *remedy, const ExpTable *targets)
{
  guint32 rows = get_other_losses (remedy);
  g_autofree char *lost = list_targets (remedy, targets, rows);
  g_autofree char *endangered = list_targets (remedy, targets, remedy->endangered);

  if (rows == 0 && remedy->endangered == 0)
    return NULL;
  if (remedy->endangered == 0)
    return g_strdup_printf (
      ngettext ("the target %s is lost", "these targets are lost: %s", count (rows)), lost);
  if (rows == 0 && remedy->always_takes)
    /* TRANSLATORS: two targets or more, of which at each value one is lost at least */
    return g_strdup_printf (_ ("at each of these values one or more of these targets are lost: %s"),
                            endangered);
  if (rows == 0)
    /* TRANSLATORS: where they are lost at some of the values only */
    return g_strdup_printf (ngettext ("at some of these values the target %s is lost",
                                      "at some of these values one or more of these targets are "
                                      "lost: %s",
                                      count (remedy->endangered)),
                            endangered);
  /* TRANSLATORS: targets that are lost at all values, and others that are at some */
  return g_strdup_printf (
    _ ("lost are: %s, and at some of these values also: %s"), lost, endangered);
}

/* The condition, and what is lost by it */
static char *
describe (const ExpRemedy *remedy, const ExpExperiment *experiment)
{
  g_autofree char *condition = describe_condition (remedy, experiment);
  g_autofree char *losses = describe_losses (remedy, experiment->targets);

  if (losses == NULL)
    return g_steal_pointer (&condition);
  /* TRANSLATORS: a condition and its price: "g is below 0.5 – then the target −0.6 is lost" */
  return g_strdup_printf (_ ("%s – then %s"), condition, losses);
}

/* What a remedy takes from other attractors; the least comes first. */
typedef enum {
  PRICE_NONE,
  PRICE_PERHAPS, /* at some of its values */
  PRICE_CERTAIN,
} Price;

static Price
get_price (const ExpRemedy *remedy)
{
  if (remedy->attractor == EXP_ADVICE_ALL)
    return remedy->change.kind == EXP_CHANGE_REMOVAL ? PRICE_CERTAIN : PRICE_NONE;
  if (remedy->always_takes)
    return PRICE_CERTAIN;
  return remedy->endangered != 0 ? PRICE_PERHAPS : PRICE_NONE;
}

static double
get_cost (const ExpRemedy *remedy)
{
  if (remedy->change.kind == EXP_CHANGE_REMOVAL)
    return 1.0;
  return fabs (remedy->limit - remedy->value) / (remedy->to - remedy->from);
}

static int
compare_cost (gconstpointer first, gconstpointer second)
{
  double a = get_cost (*(const ExpRemedy *const *)first);
  double b = get_cost (*(const ExpRemedy *const *)second);
  Price price_a = get_price (*(const ExpRemedy *const *)first);
  Price price_b = get_price (*(const ExpRemedy *const *)second);

  if (price_a != price_b)
    return price_a < price_b ? -1 : 1;
  return (a > b) - (a < b);
}

/* The remedies that take nothing else, and then those that change least */
static GPtrArray *
select_remedies (const ExpAdvice *advice, gsize attractor)
{
  GPtrArray *remedies = g_ptr_array_new ();

  for (gsize i = 0; i < advice->n_remedies; i++)
    if (advice->remedies[i].attractor == attractor && advice->remedies[i].found)
      g_ptr_array_add (remedies, &advice->remedies[i]);
  g_ptr_array_sort (remedies, compare_cost);
  if (remedies->len > MAX_REMEDIES)
    g_ptr_array_set_size (remedies, MAX_REMEDIES);
  return remedies;
}

/* What does not help, as "Changing only one of these does not help: g (tried from 0 to 1.2); …." */
static char *
list_failures (const ExpAdvice *advice, gsize attractor)
{
  GString *text = g_string_new (NULL);
  g_autofree char *list = NULL;
  gulong n = 0;

  for (gsize i = 0; i < advice->n_remedies; i++) {
    const ExpRemedy *remedy = &advice->remedies[i];
    g_autofree char *what = NULL;
    g_autofree char *from = NULL;
    g_autofree char *to = NULL;

    if (remedy->attractor != attractor || remedy->found)
      continue;
    what = name_change (remedy, advice->experiment);
    from = number_to_text (round_to (remedy->from, 2));
    to = number_to_text (round_to (remedy->to, 2));
    if (text->len > 0)
      /* TRANSLATORS: between the parts of a list */
      g_string_append (text, C_ ("list", "; "));
    /* TRANSLATORS: what was changed in vain, and between which values: "g (tried from 0 to 1.2)" */
    g_string_append_printf (text, _ ("%s (tried from %s to %s)"), what, from, to);
    n++;
  }
  if (text->len == 0) {
    g_string_free (text, TRUE);
    return NULL;
  }
  list = g_string_free (text, FALSE);
  return g_strdup_printf (ngettext ("Changing only this does not help: %s.",
                                    "Changing only one of these does not help: %s.",
                                    n),
                          list);
}

static void
append_remedy (GString *text, const ExpAdvice *advice, const ExpRemedy *remedy, gboolean markup)
{
  g_autofree char *plain = describe (remedy, advice->experiment);
  g_autofree char *escaped = g_markup_escape_text (plain, -1);

  if (markup)
    g_string_append_printf (text,
                            "\n• <a href=\"%" G_GSIZE_FORMAT "\">%s</a>",
                            (gsize)(remedy - advice->remedies),
                            escaped);
  else
    g_string_append_printf (text, "\n• %s", plain);
}

/* What the remedies come to is said before they are told: nobody is to take one for the solution
 * that takes another attractor. */
static const char *
introduce (const ExpAdvice *advice, gsize attractor, Price price, gboolean first)
{
  if (attractor == EXP_ADVICE_ALL)
    return price == PRICE_NONE ? _ ("All attractors become stable when")
                               : _ ("All that remain become stable when");
  if (advice->experiment->targets->n_rows == 1)
    return _ ("It becomes stable when");
  if (price == PRICE_NONE)
    return _ ("It becomes stable, and no other is lost, when");
  if (price == PRICE_PERHAPS)
    return first ? _ ("It becomes stable, though another may be lost, when")
                 : _ ("It also becomes stable, though another may be lost, when");
  return first ? _ ("It becomes stable only at the cost of another, when")
               : _ ("It also becomes stable, at the cost of another, when");
}

static void
append_remedies (GString *text, const ExpAdvice *advice, gsize attractor, gboolean markup)
{
  g_autoptr (GPtrArray) remedies = select_remedies (advice, attractor);

  for (guint i = 0; i < remedies->len; i++) {
    const ExpRemedy *remedy = g_ptr_array_index (remedies, i);
    Price price = get_price (remedy);

    if (i > 0 && price == get_price (g_ptr_array_index (remedies, i - 1))) {
      append_remedy (text, advice, remedy, markup);
      continue;
    }
    if (i > 0)
      g_string_append_c (text, '\n');
    g_string_append (text, introduce (advice, attractor, price, i == 0));
    append_remedy (text, advice, remedy, markup);
  }
}

/**
 * attractor_advice_list:
 * @advice: what was found
 * @attractor: index, or %EXP_ADVICE_ALL
 * @markup: whether each remedy is a link to its index
 *
 * Returns: (transfer full) (nullable): what would make the attractor stable, and
 *   what would not, a line each; %NULL where there is nothing to say
 */
char *
attractor_advice_list (const ExpAdvice *advice, gsize attractor, gboolean markup)
{
  g_autofree char *failures = list_failures (advice, attractor);
  GString *text = g_string_new (NULL);

  append_remedies (text, advice, attractor, markup);
  if (text->len == 0 && failures != NULL && attractor == EXP_ADVICE_ALL)
    g_string_append (text, _ ("No single change makes all attractors stable."));
  if (failures != NULL && text->len > 0)
    g_string_append_c (text, '\n');
  if (failures != NULL) {
    g_autofree char *escaped = g_markup_escape_text (failures, -1);

    g_string_append (text, markup ? escaped : failures);
  }
  return g_string_free (text, text->len == 0);
}

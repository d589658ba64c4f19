/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "attractor-advice-text.h"

/* Advice about the attractor 0 of four targets that holds @remedies, and not a search's. */
static char *
list (gsize n_remedies, const ExpRemedy *remedies)
{
  const double targets[] = { 0.9, 1.6, -0.6, -1.2 };
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autofree ExpRemedy *copies = g_memdup2 (remedies, n_remedies * sizeof *remedies);
  ExpAdvice advice = { .experiment = experiment, .n_remedies = n_remedies, .remedies = copies };

  exp_table_free (experiment->targets);
  experiment->targets = exp_table_new (G_N_ELEMENTS (targets), 1);
  for (gsize k = 0; k < G_N_ELEMENTS (targets); k++)
    experiment->targets->values[k] = targets[k];
  return attractor_advice_list (&advice, remedies[0].attractor, FALSE);
}

static ExpRemedy
lower (ExpChangeKind kind, double limit, guint32 lost, guint32 endangered)
{
  return (ExpRemedy){ .change = { kind, 0 },
                      .value = 1.0,
                      .found = TRUE,
                      .unstable = limit,
                      .limit = limit,
                      .end = 0.0,
                      .lost = lost,
                      .endangered = endangered,
                      .always_takes = lost != 0,
                      .from = 0.0,
                      .to = 1.5 };
}

static ExpRemedy
removal (gsize target, guint32 lost)
{
  return (ExpRemedy){ .change = { EXP_CHANGE_REMOVAL, target },
                      .value = NAN,
                      .found = TRUE,
                      .limit = NAN,
                      .end = NAN,
                      .lost = lost,
                      .always_takes = lost != 0 };
}

static void
assert_says (ExpRemedy remedy, const char *expected)
{
  g_autofree char *text = list (1, &remedy);

  g_assert_cmpstr (text, ==, expected);
}

/* What stands above a remedy says of its price what the remedy itself says. */
static void
test_prices (void)
{
  ExpRemedy moved = lower (EXP_CHANGE_TARGET, 0.5, 5, 0);
  ExpRemedy now_this_now_that = lower (EXP_CHANGE_GAIN, 0.5, 0, 12);

  assert_says (lower (EXP_CHANGE_GAIN, 0.5, 0, 0),
               "It becomes stable, and no other is lost, when\n• g is below 0.5");
  assert_says (lower (EXP_CHANGE_GAIN, 0.5, 0, 4),
               "It becomes stable, though another may be lost, when\n"
               "• g is below 0.5 – then at some of these values the target −0.6 is lost");
  assert_says (lower (EXP_CHANGE_GAIN, 0.5, 0, 12),
               "It becomes stable, though another may be lost, when\n"
               "• g is below 0.5 – then at some of these values one or more of these targets are "
               "lost: −0.6; −1.2");
  now_this_now_that.always_takes = TRUE;
  assert_says (now_this_now_that,
               "It becomes stable only at the cost of another, when\n"
               "• g is below 0.5 – then at each of these values one or more of these targets are "
               "lost: −0.6; −1.2");
  assert_says (lower (EXP_CHANGE_GAIN, 0.5, 4, 0),
               "It becomes stable only at the cost of another, when\n"
               "• g is below 0.5 – then the target −0.6 is lost");
  assert_says (lower (EXP_CHANGE_GAIN, 0.5, 12, 0),
               "It becomes stable only at the cost of another, when\n"
               "• g is below 0.5 – then these targets are lost: −0.6; −1.2");
  assert_says (lower (EXP_CHANGE_GAIN, 0.5, 4, 8),
               "It becomes stable only at the cost of another, when\n"
               "• g is below 0.5 – then lost are: −0.6, and at some of these values also: −1.2");
  /* Where it is moved to, it is not what it is called here. */
  assert_says (moved,
               "It becomes stable only at the cost of another, when\n"
               "• the target 0.9 is below 0.5 – then these targets are lost: 0.9 (moved); −0.6");
}

/* The removed target is a price only if it is held at present. */
static void
test_removals (void)
{
  ExpRemedy all = removal (1, 2);

  assert_says (removal (1, 0),
               "It becomes stable, and no other is lost, when\n"
               "• the target 1.6, which is not held either, is removed");
  assert_says (removal (1, 2),
               "It becomes stable only at the cost of another, when\n"
               "• the target 1.6 is removed");
  assert_says (removal (1, 6),
               "It becomes stable only at the cost of another, when\n"
               "• the target 1.6 is removed – then the target −0.6 is lost");
  all.attractor = EXP_ADVICE_ALL;
  assert_says (all, "All that remain become stable when\n• the target 1.6 is removed");
}

/* What takes nothing comes first, what may take something next, whatever is changed by it. */
static void
test_order (void)
{
  const ExpRemedy remedies[] = { removal (1, 2),
                                 lower (EXP_CHANGE_GAIN, 0.9, 0, 4),
                                 lower (EXP_CHANGE_AMPLITUDE, 0.2, 0, 0) };
  g_autofree char *text = list (G_N_ELEMENTS (remedies), remedies);

  g_assert_cmpstr (text,
                   ==,
                   "It becomes stable, and no other is lost, when\n"
                   "• a factor of all targets is below 0.2\n"
                   "It also becomes stable, though another may be lost, when\n"
                   "• g is below 0.9 – then at some of these values the target −0.6 is lost\n"
                   "It also becomes stable, at the cost of another, when\n"
                   "• the target 1.6 is removed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/advice-text/prices", test_prices);
  g_test_add_func ("/advice-text/removals", test_removals);
  g_test_add_func ("/advice-text/order", test_order);

  return g_test_run ();
}

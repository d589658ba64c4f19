/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-notes.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "rc-redundancy.h"

#include "exp-number.h"

/* Poles known to fewer decimals are worth a word. */
#define FEW_DIGITS 6.0

typedef gboolean (*IsMeant) (const ExpTheoryAttractor *attractor);

static gboolean
has_moved (const ExpTheoryAttractor *attractor)
{
  return attractor->state != NULL;
}

static gboolean
is_absent (const ExpTheoryAttractor *attractor)
{
  return attractor->dynamics->verdict == RC_VERDICT_ABSENT;
}

static gboolean
is_uncertain (const ExpTheoryAttractor *attractor)
{
  return attractor->dynamics->digits < FEW_DIGITS;
}

/* Adds one target, counted from 1 and with what it is, as "2 (0.9)": who reads lists that begin
 * with 0 is not to take it for another. */
static void
append_target (GString *list, const ExpTable *targets, gsize row)
{
  if (list->len > 0)
    /* Translators: between the parts of a list */
    g_string_append (list, C_ ("list", "; "));
  g_string_append_printf (list, "%zu (", row + 1);
  for (gsize j = 0; j < targets->n_columns; j++) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append_printf (
      list, "%s%s", j > 0 ? ", " : "", exp_number_print (exp_table_get (targets, row, j), buffer));
  }
  g_string_append_c (list, ')');
}

/* The attractors that are meant, as "1 (1.6); 3 (-0.6)"; NULL if none is */
static char *
list_attractors (const ExpTheory *theory, IsMeant is_meant)
{
  GString *list = g_string_new (NULL);

  for (gsize k = 0; k < theory->n_attractors; k++)
    if (is_meant (&theory->attractors[k]))
      append_target (list, theory->experiment->targets, k);
  return g_string_free (list, list->len == 0);
}

/* Those that are redundant, and of which they are, likewise */
static char *
list_redundant (const ExpTheory *theory, const RcRedundancy *redundancies)
{
  GString *list = g_string_new (NULL);

  for (gsize k = 0; k < theory->n_attractors; k++) {
    gboolean meant = redundancies[k].kind != RC_REDUNDANCY_NONE;

    for (gsize i = 0; i < theory->n_attractors; i++)
      meant = meant || (redundancies[i].kind != RC_REDUNDANCY_NONE && redundancies[i].partner == k);
    if (meant)
      append_target (list, theory->experiment->targets, k);
  }
  return g_string_free (list, list->len == 0);
}

static void
add_redundancy (GPtrArray *notes, const ExpTheory *theory)
{
  g_autofree RcRedundancy *redundancies = rc_redundancy_new (theory->mean_field);
  g_autofree char *text = rc_redundancy_describe (redundancies, theory->mean_field);
  g_autofree char *list = list_redundant (theory, redundancies);

  if (text != NULL && list != NULL)
    g_ptr_array_add (notes,
                     /* Translators: sentences about targets by their numbers, and these with
                      * what the targets are, as "1 (1.6); 3 (-1.6)" */
                     g_strdup_printf (_ ("%s The targets meant, counted from 1: %s."), text, list));
  else if (text != NULL)
    g_ptr_array_add (notes, g_steal_pointer (&text));
}

static void
add_note (GPtrArray *notes, const ExpTheory *theory, IsMeant is_meant, const char *format)
{
  g_autofree char *list = list_attractors (theory, is_meant);
  GString *text;

  if (list == NULL)
    return;
  text = g_string_new (format);
  g_string_replace (text, "%s", list, 1);
  g_ptr_array_add (notes, g_string_free (text, FALSE));
}

/**
 * exp_notes_new:
 * @theory: the theory
 *
 * Says in words what its numbers do not: which targets are redundant, where the closed
 * loop does not rest at the target, and where rounding leaves few digits.
 *
 * Returns: (transfer full): sentences for a person to read; empty if there is nothing to
 *   say
 */
GStrv
exp_notes_new (const ExpTheory *theory)
{
  GPtrArray *notes = g_ptr_array_new ();

  add_redundancy (notes, theory);
  add_note (notes,
            theory,
            has_moved,
            /* Translators: %s is one target or several, as "1 (1.6); 3 (-0.6)" */
            _ ("The readout does not hold these targets exactly: %s. What is said of them is of "
               "the fixed point of the closed loop near each."));
  add_note (notes,
            theory,
            is_absent,
            /* Translators: %s is one target or several, as "1 (1.6); 3 (-0.6)" */
            _ ("The closed loop has no fixed point near these targets: %s. What is said of them is "
               "of the network with its feedback clamped to the target."));
  add_note (notes,
            theory,
            is_uncertain,
            /* Translators: %s is one target or several, as "1 (1.6); 3 (-0.6)" */
            _ ("The states of the targets are so alike that rounding leaves few decimals of the "
               "poles at these: %s."));
  g_ptr_array_add (notes, NULL);
  return (GStrv)g_ptr_array_free (notes, FALSE);
}

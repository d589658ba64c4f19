/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-notes.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "rc-redundancy.h"

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

/* The numbers of the attractors that are meant, as "1, 3"; NULL if none is */
static char *
list_attractors (const ExpTheory *theory, IsMeant is_meant)
{
  GString *list = g_string_new (NULL);

  for (gsize k = 0; k < theory->n_attractors; k++)
    if (is_meant (&theory->attractors[k]))
      g_string_append_printf (list, "%s%zu", list->len > 0 ? ", " : "", k + 1);
  return g_string_free (list, list->len == 0);
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
  g_autofree RcRedundancy *redundancies = rc_redundancy_new (theory->mean_field);
  char *redundancy = rc_redundancy_describe (redundancies, theory->mean_field);

  if (redundancy != NULL)
    g_ptr_array_add (notes, redundancy);
  add_note (notes,
            theory,
            has_moved,
            /* Translators: %s is one number or several, as "1, 3" */
            _ ("The readout does not hold these targets exactly: %s. What is said of them is of "
               "the fixed point of the closed loop near each."));
  add_note (notes,
            theory,
            is_absent,
            /* Translators: %s is one number or several, as "1, 3" */
            _ ("The closed loop has no fixed point near these targets: %s. What is said of them is "
               "of the network with its feedback clamped to the target."));
  add_note (notes,
            theory,
            is_uncertain,
            /* Translators: %s is one number or several, as "1, 3" */
            _ ("The states of the targets are so alike that rounding leaves few decimals of the "
               "poles at these: %s."));
  g_ptr_array_add (notes, NULL);
  return (GStrv)g_ptr_array_free (notes, FALSE);
}

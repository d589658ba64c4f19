/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-turns.h"

#include <math.h>
#include <string.h>

#include "fig-rule-layer.h"

/* A line of more points is a trajectory that nobody follows by its dashes. */
#define MAX_POINTS 3000
/* What is looked at first, as few lines lie one upon the other */
#define N_PROBES 5

/* Lines that belong to somebody; what is faint stands back. */
static gboolean
can_share (const FigLayer *layer)
{
  return (layer->class->connected || fig_layer_is_rule (layer)) && layer->look.owner >= 0 &&
         !layer->look.faint && layer->look.stroke == 0 && layer->series->n_points > 0 &&
         layer->series->n_points <= MAX_POINTS;
}

static gboolean
is_near (const FigScale *scale, double a, double b, double distance)
{
  double first = fig_scale_map (scale, a), second = fig_scale_map (scale, b);

  return fabs (first - second) <= distance || (isnan (first) && isnan (second));
}

static gboolean
are_near (const FigLayer *a, const FigLayer *b, const FigView *view, double distance, gsize stride)
{
  for (gsize i = 0; i < a->series->n_points; i += stride)
    if (!is_near (&view->x, a->series->x[i], b->series->x[i], distance) ||
        !is_near (&view->y, a->series->y[i], b->series->y[i], distance))
      return FALSE;
  return TRUE;
}

static gboolean
are_together (const FigLayer *a, const FigLayer *b, const FigView *view, double distance)
{
  gsize n = a->series->n_points;

  return a->class == b->class && a->look.owner != b->look.owner && n == b->series->n_points &&
         strcmp (a->series->kind, b->series->kind) == 0 &&
         are_near (a, b, view, distance, MAX (n / N_PROBES, 1)) &&
         are_near (a, b, view, distance, 1);
}

/**
 * fig_turns_find:
 * @panel: a panel
 * @view: where its data is drawn
 * @distance: how far apart lines may be, in units of the page
 *
 * Finds the lines of different attractors that are at the same place all along, as those of
 * targets that are each other's mirror image. Cost: for each pair of lines a look at some of
 * their points.
 *
 * Returns: (transfer full) (nullable) (array): one for each layer; %NULL where all lines are alone
 */
FigTurn *
fig_turns_find (const FigPanel *panel, const FigView *view, double distance)
{
  guint n = panel->layers->len;
  g_autofree guint *first = g_new (guint, n + 1);
  g_autofree FigTurn *turns = g_new0 (FigTurn, n + 1);
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++) {
    const FigLayer *layer = g_ptr_array_index (panel->layers, i);

    first[i] = i;
    for (guint j = 0; j < i && can_share (layer); j++) {
      const FigLayer *other = g_ptr_array_index (panel->layers, j);

      if (first[j] != j || !can_share (other) || !are_together (layer, other, view, distance))
        continue;
      first[i] = j;
      turns[j].n_turns = MAX (turns[j].n_turns, 1);
      turns[i].turn = turns[j].n_turns++;
      any = TRUE;
      break;
    }
  }
  for (guint i = 0; i < n; i++)
    turns[i].n_turns = turns[first[i]].n_turns;
  return any ? g_steal_pointer (&turns) : NULL;
}

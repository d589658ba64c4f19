/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-simplifier.h"

#include <math.h>

/* in terms of a pixel */
#define COLUMN_WIDTH 0.5
#define TOLERANCE 0.06 /* how far a point that is left out may be off */

/**
 * fig_simplifier_init:
 * @self: a simplifier
 * @pixel: the size of a pixel
 * @func: called with each point that is kept, in their order
 * @user_data: for @func
 */
void
fig_simplifier_init (FigSimplifier *self, double pixel, FigPointFunc func, gpointer user_data)
{
  *self = (FigSimplifier){ .func = func, .user_data = user_data, .pixel = pixel };
}

static void
keep (FigSimplifier *self, double x, double y)
{
  self->func (x, y, self->user_data);
  self->anchored = TRUE;
  self->anchor_x = x;
  self->anchor_y = y;
  self->pending = FALSE;
}

/* A straight line from the anchor may go through the point, give or take the
 * tolerance: so far may it turn. */
static void
narrow (FigSimplifier *self, double turn, double length)
{
  double tolerance = TOLERANCE * self->pixel;
  double slack = length > tolerance ? asin (tolerance / length) : G_PI;

  self->low_turn = MAX (self->low_turn, turn - slack);
  self->high_turn = MIN (self->high_turn, turn + slack);
}

static void
straighten (FigSimplifier *self, double x, double y)
{
  double dx, dy, length, turn;

  if (!self->anchored || self->rough) {
    keep (self, x, y);
    return;
  }
  dx = x - self->anchor_x;
  dy = y - self->anchor_y;
  length = hypot (dx, dy);
  if (self->pending) {
    turn = remainder (atan2 (dy, dx) - self->direction, 2.0 * G_PI);
    /* a line that comes back is no longer straight */
    if (turn < self->low_turn || turn > self->high_turn || length < self->reach) {
      keep (self, self->pending_x, self->pending_y);
      dx = x - self->anchor_x;
      dy = y - self->anchor_y;
      length = hypot (dx, dy);
    } else {
      narrow (self, turn, length);
    }
  }
  if (!self->pending) {
    self->direction = atan2 (dy, dx);
    self->low_turn = -G_PI;
    self->high_turn = G_PI;
    narrow (self, 0.0, length);
  }
  self->pending = TRUE;
  self->pending_x = x;
  self->pending_y = y;
  self->reach = length;
}

/* Lets go of the points that were held back. */
static void
end_column (FigSimplifier *self)
{
  if (self->n_held > 1) {
    if (self->low_first)
      straighten (self, self->low_x, self->low_y);
    straighten (self, self->high_x, self->high_y);
    if (!self->low_first)
      straighten (self, self->low_x, self->low_y);
  }
  if (self->n_held > 0)
    straighten (self, self->last_x, self->last_y);
  self->n_held = 0;
}

static void
hold (FigSimplifier *self, double x, double y)
{
  if (self->n_held == 0 || y < self->low_y) {
    self->low_x = x;
    self->low_y = y;
    self->low_first = FALSE;
  }
  if (self->n_held == 0 || y > self->high_y) {
    self->high_x = x;
    self->high_y = y;
    self->low_first = TRUE;
  }
  self->last_x = x;
  self->last_y = y;
  self->n_held++;
}

/**
 * fig_simplifier_add:
 * @self: a simplifier
 * @x: the next point of the line
 * @y: likewise
 */
void
fig_simplifier_add (FigSimplifier *self, double x, double y)
{
  double column = floor (x / (COLUMN_WIDTH * self->pixel));

  if (self->started && column == self->column) {
    hold (self, x, y);
    return;
  }
  end_column (self);
  self->started = TRUE;
  self->column = column;
  straighten (self, x, y);
}

/**
 * fig_simplifier_end:
 * @self: a simplifier
 *
 * Ends a piece of line; the next point begins another.
 */
void
fig_simplifier_end (FigSimplifier *self)
{
  end_column (self);
  if (self->pending)
    keep (self, self->pending_x, self->pending_y);
  self->started = FALSE;
  self->anchored = FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*FigPointFunc) (double x, double y, gpointer user_data);

/**
 * FigSimplifier:
 *
 * Leaves out points of a line that make no difference on a screen, one piece of
 * line after the other: of many points within half a pixel across it keeps the
 * first, the highest, the lowest and the last; of what remains it leaves out
 * points that are hardly off the straight line between those that it keeps.
 */
typedef struct {
  FigPointFunc func; /* private, as are the rest */
  gpointer user_data;
  double pixel;   /* its size */
  gboolean rough; /* whether to keep what could only be left out with much computing */

  gboolean started;
  double column; /* index of the column of the points that are held back */
  guint n_held;
  double low_x, low_y;
  double high_x, high_y;
  double last_x, last_y;
  gboolean low_first; /* of lowest and highest, which came first */

  gboolean anchored;
  double anchor_x, anchor_y; /* the last point that was kept */
  gboolean pending;
  double pending_x, pending_y; /* the end of a straight line from there */
  double reach;                /* its length */
  double direction;            /* the first direction from there, as an angle */
  double low_turn, high_turn;  /* how far the line may turn from that */
} FigSimplifier;

void fig_simplifier_init (FigSimplifier *self, double pixel, FigPointFunc func, gpointer user_data);
void fig_simplifier_add (FigSimplifier *self, double x, double y);
void fig_simplifier_end (FigSimplifier *self);

G_END_DECLS

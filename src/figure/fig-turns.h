/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-panel.h"

G_BEGIN_DECLS

/**
 * FigTurn:
 * @turn: which of the lines that lie one upon the other a layer is, from 0
 * @n_turns: how many these are; 0 for a layer that is alone
 *
 * How lines share one place, as the last one would hide the others.
 */
typedef struct {
  guint turn;
  guint n_turns;
} FigTurn;

FigTurn *fig_turns_find (const FigPanel *panel, const FigView *view, double distance);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "exp-flight.h"
#include "exp-theory.h"

#include "attractor-plot.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_PLAYER (attractor_player_get_type ())

G_DECLARE_FINAL_TYPE (AttractorPlayer, attractor_player, ATTRACTOR, PLAYER, AdwBin)

void attractor_player_set_theory (AttractorPlayer *self, ExpTheory *theory);
void attractor_player_add (AttractorPlayer *self, ExpFlight *flight, const char *name, int owner);
void attractor_player_clear (AttractorPlayer *self);
GPtrArray *attractor_player_dup_traces (AttractorPlayer *self);
void attractor_player_set_playing (AttractorPlayer *self, gboolean playing);
gboolean attractor_player_get_playing (AttractorPlayer *self);
AttractorPlot *attractor_player_get_plot (AttractorPlayer *self);

G_END_DECLS

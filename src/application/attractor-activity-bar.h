/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AttractorActivity:
 * @text: what goes on, and how far it has come; %NULL if nothing does
 * @fraction: how far, from 0 to 1
 * @paused: it waits, for somebody to let it go on
 * @stopping: it was stopped, and will be over soon
 */
typedef struct {
  const char *text;
  double fraction;
  gboolean paused;
  gboolean stopping;
} AttractorActivity;

#define ATTRACTOR_TYPE_ACTIVITY_BAR (attractor_activity_bar_get_type ())

G_DECLARE_FINAL_TYPE (AttractorActivityBar, attractor_activity_bar, ATTRACTOR, ACTIVITY_BAR, AdwBin)

void attractor_activity_bar_tell (AttractorActivityBar *self, const AttractorActivity *activity);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-detail.h"

/* What is drawn, from what is kept longest to what goes first as room gets less */
#define WITH_LABELS .labels = TRUE
#define WITH_PANEL_TITLES WITH_LABELS, .panel_titles = TRUE
#define WITH_AXIS_TITLES WITH_PANEL_TITLES, .axis_titles = TRUE
#define WITH_NOTES WITH_AXIS_TITLES, .notes = TRUE, .minor = TRUE
#define WITH_LEGEND WITH_NOTES, .legend = TRUE
#define WITH_TITLE WITH_LEGEND, .title = TRUE
#define WITH_SUBTITLE WITH_TITLE, .subtitle = TRUE

static const FigDetail details[] = {
  { WITH_SUBTITLE, .min_width = 12.0, .min_height = 7.0 },
  { WITH_SUBTITLE, .min_width = 11.0, .min_height = 6.0 },
  { WITH_SUBTITLE, .min_width = 9.0, .min_height = 5.0 },
  { WITH_SUBTITLE, .min_width = 7.0, .min_height = 3.4 },
  { WITH_TITLE, .min_width = 6.0, .min_height = 3.4 },
  { WITH_TITLE, .min_width = 6.0, .min_height = 2.8 },
  { WITH_LEGEND, .min_width = 6.0, .min_height = 2.8 },
  { WITH_NOTES, .min_width = 5.0, .min_height = 3.0 },
  { WITH_AXIS_TITLES, .min_width = 4.0, .min_height = 2.5 },
  { WITH_PANEL_TITLES, .min_width = 3.0, .min_height = 2.0 },
  { WITH_LABELS, .min_width = 2.5, .min_height = 1.5 },
  { .min_width = 0.0, .min_height = 0.0 },
};

/**
 * fig_detail_list:
 * @n_details: how many there are
 *
 * What is drawn when there is room, and how large panels must remain for it: from everything down
 * to bare axes.
 *
 * Returns: (transfer none) (array length=n_details): all of them
 */
const FigDetail *
fig_detail_list (gsize *n_details)
{
  *n_details = G_N_ELEMENTS (details);
  return details;
}

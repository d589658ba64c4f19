/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-detail.h"

static const FigDetail details[] = {
  { TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, 12.0, 7.0 },
  { TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, 11.0, 6.0 },
  { TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, 9.0, 5.0 },
  { TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, 7.0, 3.4 },
  { TRUE, FALSE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, 6.0, 3.4 },
  { TRUE, FALSE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, 6.0, 2.8 },
  { FALSE, FALSE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, 6.0, 2.8 },
  { FALSE, FALSE, FALSE, TRUE, TRUE, TRUE, TRUE, TRUE, 5.0, 3.0 },
  { FALSE, FALSE, FALSE, TRUE, TRUE, FALSE, FALSE, TRUE, 4.0, 2.5 },
  { FALSE, FALSE, FALSE, FALSE, TRUE, FALSE, FALSE, TRUE, 3.0, 2.0 },
  { FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, TRUE, 2.5, 1.5 },
  { FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, 0.0, 0.0 },
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

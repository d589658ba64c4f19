/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FigDetail:
 * @title: the figure's title
 * @subtitle: what stands beside it
 * @legend: the legend
 * @axis_titles: what the axes measure
 * @panel_titles: headings of panels
 * @notes: what is said within panels
 * @minor: minor ticks
 * @labels: the numbers at ticks
 * @min_width: how wide a panel must remain, in terms of the size of text
 * @min_height: likewise
 *
 * How much of a figure there is room for.
 */
typedef struct {
  gboolean title;
  gboolean subtitle;
  gboolean legend;
  gboolean axis_titles;
  gboolean panel_titles;
  gboolean notes;
  gboolean minor;
  gboolean labels;
  double min_width;
  double min_height;
} FigDetail;

const FigDetail *fig_detail_list (gsize *n_details);

G_END_DECLS

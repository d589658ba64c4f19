/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-legend.h"
#include "fig-text.h"

G_BEGIN_DECLS

/**
 * FigLegendBox:
 * @width: of all entries as they are arranged
 * @height: likewise
 * @n_columns: in how many columns, unless it @flows
 * @flows: each row has as many entries as have room in it, below each other or not
 * @starts: which entry of the order each row of samples begins with, and the end
 * @n_sample_rows: how many such rows there are
 *
 * A legend measured and arranged in columns, with remarks, which have no sample, in rows of their
 * own below.
 */
typedef struct {
  double width;
  double height;
  guint n_columns;
  gboolean flows;
  guint *starts;
  guint n_sample_rows;
  const FigLegend *legend; /* private, as are the rest */
  const FigStyle *style;
  GPtrArray *texts;
  guint *order; /* of the entries: those that have a sample, then remarks */
  guint n_samples;
  double x;
  double y;
} FigLegendBox;

FigLegendBox *fig_legend_box_new (const FigLegend *legend,
                                  PangoContext *context,
                                  const FigStyle *style,
                                  double max_text_width);
void fig_legend_box_free (FigLegendBox *self);
void fig_legend_box_arrange (FigLegendBox *self, guint n_columns);
gboolean fig_legend_box_fit_width (FigLegendBox *self, double width);
gboolean fig_legend_box_fit_rows (FigLegendBox *self, double width);
gboolean fig_legend_box_fit_height (FigLegendBox *self, double height);
void fig_legend_box_place (FigLegendBox *self, double x, double y);
guint fig_legend_box_get_n_texts (const FigLegendBox *self);
const FigText *fig_legend_box_get_text (const FigLegendBox *self, guint index);
FigRect fig_legend_box_get_entry (const FigLegendBox *self, guint index);
void fig_legend_box_draw (const FigLegendBox *self, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigLegendBox, fig_legend_box_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-look.h"

G_BEGIN_DECLS

/**
 * FigSample:
 * @FIG_SAMPLE_NONE: a remark
 * @FIG_SAMPLE_LINE: a piece of line
 * @FIG_SAMPLE_POINT: a marker
 * @FIG_SAMPLE_BOTH: a marker on a piece of line
 *
 * What stands beside the text of an entry.
 */
typedef enum {
  FIG_SAMPLE_NONE,
  FIG_SAMPLE_LINE,
  FIG_SAMPLE_POINT,
  FIG_SAMPLE_BOTH,
} FigSample;

/**
 * FigLegendEntry:
 * @sample: what stands beside the text
 * @look: of the sample
 * @markup: the text as Pango markup
 * @text: the text alone
 * @starts_group: whether it is set off from the entry before
 * @kind: (nullable): the kind of series whose meaning it gives, as "network"
 * @hidden: whether the layers that it stands for are out of sight
 */
typedef struct {
  FigSample sample;
  FigLook look;
  char *markup;
  char *text;
  gboolean starts_group;
  char *kind;
  gboolean hidden;
} FigLegendEntry;

/**
 * FigLegend:
 *
 * What the looks of a figure's layers mean: a list of entries.
 */
typedef struct _FigLegend FigLegend;

FigLegend *fig_legend_new (void);
FigLegend *fig_legend_copy (const FigLegend *self);
void fig_legend_free (FigLegend *self);
void fig_legend_add (FigLegend *self, FigSample sample, const FigLook *look, const char *markup);
void fig_legend_start_group (FigLegend *self);
void fig_legend_set_kind (FigLegend *self, const char *kind);
void fig_legend_set_hidden (FigLegend *self, guint index, gboolean hidden);
void fig_legend_remove (FigLegend *self, guint index);
guint fig_legend_get_n_entries (const FigLegend *self);
const FigLegendEntry *fig_legend_get_entry (const FigLegend *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigLegend, fig_legend_free)

G_END_DECLS

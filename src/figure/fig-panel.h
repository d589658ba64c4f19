/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-axis.h"
#include "fig-layer.h"

G_BEGIN_DECLS

/**
 * FigPanel:
 * @id: a word that is never translated, as "magnitude"
 * @title: (nullable): heads the panel where there are several, as Pango markup
 * @short_title: (nullable): the same where there is no room for it
 * @note: (nullable): said within the panel where data is missing, likewise
 * @hint: whether the note says only what a person might do, beside data that is there
 * @x: the axis across
 * @y: the axis upwards
 * @layers: (element-type FigLayer): the data, the lowest first
 * @equal: whether both axes have the same unit and are to have the same length for it
 * @weight: how high it is in terms of the other panels
 * @bar: a colour bar: as low as a line of text, and without an axis upwards
 *
 * One coordinate system and what is drawn in it.
 */
typedef struct {
  char *id;
  char *title;
  char *short_title;
  char *note;
  gboolean hint;
  FigAxis x;
  FigAxis y;
  GPtrArray *layers;
  gboolean equal;
  double weight;
  gboolean bar;
} FigPanel;

FigPanel *fig_panel_new (const char *id);
FigPanel *fig_panel_copy (const FigPanel *self);
void fig_panel_free (FigPanel *self);
void fig_panel_set_hint (FigPanel *self, const char *hint);
const char *fig_panel_get_note (const FigPanel *self, const FigStyle *style);
FigLayer *fig_panel_take_layer (FigPanel *self, FigLayer *layer);
void fig_panel_get_range (const FigPanel *self, FigRange *x, FigRange *y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigPanel, fig_panel_free)

G_END_DECLS

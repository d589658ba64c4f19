/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-figure.h"

G_BEGIN_DECLS

/**
 * FigDirection:
 * @FIG_ACROSS: the axis across
 * @FIG_UPWARDS: the axis upwards
 */
typedef enum {
  FIG_ACROSS,
  FIG_UPWARDS,
} FigDirection;

/**
 * FigViewport:
 *
 * What of a figure is in sight, and how: the limits and the scale of each axis,
 * and which entries of the legend are hidden. It names panels and entries by
 * what they are, so that it outlives the figure and holds for the next one of
 * the same kind.
 */
typedef struct _FigViewport FigViewport;

FigViewport *fig_viewport_new (void);
FigViewport *fig_viewport_new_from_text (const char *text);
char *fig_viewport_to_text (const FigViewport *self);
FigViewport *fig_viewport_copy (const FigViewport *self);
void fig_viewport_free (FigViewport *self);

void fig_viewport_set_limits (FigViewport *self,
                              FigFigure *figure,
                              guint panel,
                              FigDirection direction,
                              const FigRange *limits);
void fig_viewport_set_scale (
  FigViewport *self, FigFigure *figure, guint panel, FigDirection direction, FigScaleKind kind);
gboolean fig_viewport_can_set_scale (FigFigure *figure,
                                     guint panel,
                                     FigDirection direction,
                                     FigScaleKind kind);
FigScaleKind
fig_viewport_choose_logarithmic (FigFigure *figure, guint panel, FigDirection direction);
void fig_viewport_set_hidden (FigViewport *self, FigFigure *figure, guint entry, gboolean hidden);
gboolean fig_viewport_get_hidden (const FigViewport *self, FigFigure *figure, guint entry);
gboolean fig_viewport_can_hide (FigFigure *figure, guint entry);
void fig_viewport_reset_limits (FigViewport *self);
void fig_viewport_reset (FigViewport *self);
gboolean fig_viewport_is_home (const FigViewport *self);
gboolean fig_viewport_equal (const FigViewport *a, const FigViewport *b);
FigFigure *fig_viewport_apply (const FigViewport *self, FigFigure *figure, gboolean keep_entries);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigViewport, fig_viewport_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-figure.h"

G_BEGIN_DECLS

/**
 * FigTrace:
 * @name: what it is called in the read-out and in data files
 * @owner: the attractor that it belongs to, or %FIG_OWNER_NONE
 * @n_points: how many points
 * @n_outputs: K
 * @times: n_points
 * @outputs: n_points × K; NaN for a gap
 *
 * The output of a network along one trajectory, to be laid over whatever figure
 * measures outputs. Immutable, reference counted.
 */
typedef struct {
  gatomicrefcount ref_count;
  char *name;
  int owner;
  gsize n_points;
  gsize n_outputs;
  double *times;
  double *outputs;
} FigTrace;

FigTrace *fig_trace_new (const char *name,
                         int owner,
                         double interval,
                         gsize n_points,
                         gsize n_outputs,
                         const double *outputs);
FigTrace *fig_trace_ref (FigTrace *self);
void fig_trace_unref (FigTrace *self);
gboolean fig_trace_fits (FigFigure *figure);
void fig_trace_add_to (const FigTrace *self, FigFigure *figure, gboolean widen);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigTrace, fig_trace_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "fig-figure.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_FIGURE_CONTENT (attractor_figure_content_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorFigureContent, attractor_figure_content, ATTRACTOR, FIGURE_CONTENT, GdkContentProvider)

/**
 * AttractorFigureMaker:
 * @data: what it is made from
 * @cancellable: (nullable): to stop it
 * @error: (out): why there is none
 *
 * Makes a figure, on a worker; may block.
 *
 * Returns: (transfer full) (nullable): the figure
 */
typedef FigFigure *(*AttractorFigureMaker) (gpointer data,
                                            GCancellable *cancellable,
                                            GError **error);

GdkContentProvider *
attractor_figure_content_new (AttractorFigureMaker make, gpointer data, GDestroyNotify free_data);

G_END_DECLS

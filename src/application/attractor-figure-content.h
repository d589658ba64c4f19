/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "fig-figure.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_FIGURE_CONTENT (attractor_figure_content_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorFigureContent, attractor_figure_content, ATTRACTOR, FIGURE_CONTENT, GdkContentProvider)

GdkContentProvider *attractor_figure_content_new (FigFigure *figure);

G_END_DECLS

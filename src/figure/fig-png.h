/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "fig-figure.h"

G_BEGIN_DECLS

GByteArray *fig_png_encode (cairo_surface_t *surface,
                            double resolution,
                            FigFigure *figure,
                            const char *description);
GByteArray *fig_png_encode_image (cairo_surface_t *image);

G_END_DECLS

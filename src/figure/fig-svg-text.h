/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

#include "fig-color.h"
#include "fig-svg.h"

G_BEGIN_DECLS

void fig_svg_take_text (FigSvg *self,
                        PangoLayout *layout,
                        double x,
                        double y,
                        double anchor,
                        gboolean upwards,
                        const FigColor *color);

G_END_DECLS

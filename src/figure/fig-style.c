/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-style.h"

/* The hues of Okabe and Ito, with the lightness of each moved until it has a
 * contrast of 3 with the background and differs from the others for people
 * who lack one kind of cone. */
static const FigColor palette_on_light[] = {
  FIG_COLOR (0x0060ad), /* blue */
  FIG_COLOR (0xd55e00), /* vermilion */
  FIG_COLOR (0x15a070), /* bluish green */
  FIG_COLOR (0xcf6fa8), /* reddish purple */
  FIG_COLOR (0x6b4e00), /* dark ochre */
  FIG_COLOR (0x4199d3), /* sky blue */
  FIG_COLOR (0x4b2a6a), /* violet */
};

static const FigColor palette_on_dark[] = {
  FIG_COLOR (0x4aa3f0), /* blue */
  FIG_COLOR (0xef7a2f), /* vermilion */
  FIG_COLOR (0x82e6bd), /* bluish green */
  FIG_COLOR (0xdd86bd), /* reddish purple */
  FIG_COLOR (0xf8e56a), /* yellow */
  FIG_COLOR (0x4678d8), /* deep blue */
  FIG_COLOR (0xa8743f), /* brown */
};

static const FigStyle styles[FIG_N_SCHEMES] = {
  [FIG_SCHEME_LIGHT] = {
    .scheme = FIG_SCHEME_LIGHT,
    .font_family = "Cantarell, Sans",
    .font_size = 13.0,
    .label_scale = 0.92,
    .title_scale = 1.15,
    .axis_width = 1.0,
    .tick_length = 5.0,
    .line_width = 1.8,
    .marker_size = 6.5,
    .show_title = TRUE,
    .snap = TRUE,
    .background = FIG_COLOR (0xffffff),
    .foreground = FIG_COLOR (0x2e2e33),
    .axis = FIG_COLOR (0x5e5c64),
    .muted = FIG_COLOR (0x77767b),
    .palette = palette_on_light,
    .n_colors = G_N_ELEMENTS (palette_on_light),
  },
  [FIG_SCHEME_DARK] = {
    .scheme = FIG_SCHEME_DARK,
    .font_family = "Cantarell, Sans",
    .font_size = 13.0,
    .label_scale = 0.92,
    .title_scale = 1.15,
    .axis_width = 1.0,
    .tick_length = 5.0,
    .line_width = 1.8,
    .marker_size = 6.5,
    .show_title = TRUE,
    .snap = TRUE,
    .background = FIG_COLOR (0x1e1e1e),
    .foreground = FIG_COLOR (0xf2f2f2),
    .axis = FIG_COLOR (0xaaaaaf),
    .muted = FIG_COLOR (0x9a9996),
    .palette = palette_on_dark,
    .n_colors = G_N_ELEMENTS (palette_on_dark),
  },
  [FIG_SCHEME_PRINT] = {
    .scheme = FIG_SCHEME_PRINT,
    .font_family = "Helvetica, Nimbus Sans, Liberation Sans, Arial, Sans",
    .font_size = 8.5,
    .label_scale = 0.9,
    .title_scale = 1.1,
    .axis_width = 0.6,
    .tick_length = 3.0,
    .line_width = 1.1,
    .marker_size = 4.0,
    .show_title = FALSE,
    .snap = FALSE,
    .background = FIG_COLOR (0xffffff),
    .foreground = FIG_COLOR (0x000000),
    .axis = FIG_COLOR (0x000000),
    .muted = FIG_COLOR (0x6e6e6e),
    .palette = palette_on_light,
    .n_colors = G_N_ELEMENTS (palette_on_light),
  },
};

/**
 * fig_style_get:
 * @scheme: a scheme
 *
 * Returns: (transfer none): its style
 */
const FigStyle *
fig_style_get (FigScheme scheme)
{
  g_return_val_if_fail ((guint)scheme < FIG_N_SCHEMES, &styles[FIG_SCHEME_LIGHT]);

  return &styles[scheme];
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-style.h"

#include <string.h>

#define LEAST_SIZE 5.0 /* points, as journals ask for */

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

/* With high contrast every colour has one of 4.5 or more. */
static const FigColor palette_on_white[] = {
  FIG_COLOR (0x0078c3), /* blue */
  FIG_COLOR (0x872d0f), /* rust */
  FIG_COLOR (0x78781e), /* olive */
  FIG_COLOR (0xd20f87), /* magenta */
  FIG_COLOR (0x2d0f96), /* indigo */
  FIG_COLOR (0x2d00f0), /* deep blue */
  FIG_COLOR (0x5a0f00), /* dark brown */
};

static const FigColor palette_on_black[] = {
  FIG_COLOR (0x87f0ff), /* sky blue */
  FIG_COLOR (0xe13c3c), /* red */
  FIG_COLOR (0xa54bff), /* violet */
  FIG_COLOR (0x009696), /* teal */
  FIG_COLOR (0xd2f000), /* lime */
  FIG_COLOR (0xf0961e), /* orange */
  FIG_COLOR (0xa5a5f0), /* lavender */
};

static const char *const names[FIG_N_SCHEMES] = {
  [FIG_SCHEME_LIGHT] = "light",
  [FIG_SCHEME_DARK] = "dark",
  [FIG_SCHEME_PRINT] = "print",
  [FIG_SCHEME_CONTRAST] = "high-contrast",
  [FIG_SCHEME_CONTRAST_DARK] = "high-contrast-dark",
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
    .show_hints = TRUE,
    .legend_beside = TRUE,
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
    .show_hints = TRUE,
    .legend_beside = TRUE,
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
    .least_size = LEAST_SIZE,
    .axis_width = 0.6,
    .tick_length = 3.0,
    .line_width = 1.1,
    .marker_size = 4.0,
    .show_title = FALSE,
    .legend_beside = TRUE,
    .snap = FALSE,
    .background = FIG_COLOR (0xffffff),
    .foreground = FIG_COLOR (0x000000),
    .axis = FIG_COLOR (0x000000),
    .muted = FIG_COLOR (0x6e6e6e),
    .palette = palette_on_light,
    .n_colors = G_N_ELEMENTS (palette_on_light),
  },
  [FIG_SCHEME_CONTRAST] = {
    .scheme = FIG_SCHEME_CONTRAST,
    .font_family = "Cantarell, Sans",
    .font_size = 13.0,
    .label_scale = 0.96,
    .title_scale = 1.15,
    .axis_width = 1.5,
    .tick_length = 6.0,
    .line_width = 2.6,
    .marker_size = 8.0,
    .show_title = TRUE,
    .show_hints = TRUE,
    .legend_beside = TRUE,
    .snap = TRUE,
    .background = FIG_COLOR (0xffffff),
    .foreground = FIG_COLOR (0x000000),
    .axis = FIG_COLOR (0x000000),
    .muted = FIG_COLOR (0x4a4a4a),
    .palette = palette_on_white,
    .n_colors = G_N_ELEMENTS (palette_on_white),
  },
  [FIG_SCHEME_CONTRAST_DARK] = {
    .scheme = FIG_SCHEME_CONTRAST_DARK,
    .font_family = "Cantarell, Sans",
    .font_size = 13.0,
    .label_scale = 0.96,
    .title_scale = 1.15,
    .axis_width = 1.5,
    .tick_length = 6.0,
    .line_width = 2.6,
    .marker_size = 8.0,
    .show_title = TRUE,
    .show_hints = TRUE,
    .legend_beside = TRUE,
    .snap = TRUE,
    .background = FIG_COLOR (0x000000),
    .foreground = FIG_COLOR (0xffffff),
    .axis = FIG_COLOR (0xffffff),
    .muted = FIG_COLOR (0xc8c8c8),
    .palette = palette_on_black,
    .n_colors = G_N_ELEMENTS (palette_on_black),
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

/**
 * fig_scheme_get_name:
 * @scheme: a scheme
 *
 * Returns: (transfer none): the word on the command line
 */
const char *
fig_scheme_get_name (FigScheme scheme)
{
  g_return_val_if_fail ((guint)scheme < FIG_N_SCHEMES, NULL);

  return names[scheme];
}

/**
 * fig_scheme_find:
 * @name: the word on the command line
 * @scheme: (out): the scheme
 *
 * Returns: whether there is one of that name
 */
gboolean
fig_scheme_find (const char *name, FigScheme *scheme)
{
  for (FigScheme i = 0; i < FIG_N_SCHEMES; i++)
    if (strcmp (names[i], name) == 0) {
      *scheme = i;
      return TRUE;
    }
  return FALSE;
}

/**
 * fig_style_init_for_page:
 * @self: (out caller-allocates): a style
 * @scheme: whose colours it is to have
 *
 * Makes a style for files, in points: one for a screen becomes as small as that
 * for print.
 */
void
fig_style_init_for_page (FigStyle *self, FigScheme scheme)
{
  const FigStyle *print = fig_style_get (FIG_SCHEME_PRINT);

  *self = *fig_style_get (scheme);
  self->show_hints = FALSE;
  if (scheme == FIG_SCHEME_PRINT)
    return;
  fig_style_scale (self, print->font_size / self->font_size);
  self->least_size = LEAST_SIZE;
  self->snap = FALSE;
  self->show_title = FALSE;
}

/**
 * fig_style_scale:
 * @self: a copy of a style
 * @factor: how much larger everything becomes
 */
void
fig_style_scale (FigStyle *self, double factor)
{
  self->font_size *= factor;
  self->axis_width *= factor;
  self->tick_length *= factor;
  self->line_width *= factor;
  self->marker_size *= factor;
}

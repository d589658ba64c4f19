/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "batch-page.h"

#include <math.h>

#include <glib/gi18n.h>

#include "batch-command.h"
#include "fig-preset.h"

#define POINTS_PER_MILLIMETRE (72.0 / 25.4)
#define MAX_FONT_SIZE 1000.0
#define MAX_LINE_WIDTH 100.0

static char *size_name;
static char *style_name;
static char *font_family;
/* NaN where they are not given */
static double font_size = NAN;
static double line_width = NAN;
static double resolution = NAN;
static gboolean transparent;
static gboolean with_title;
static gboolean without_title;

const GOptionEntry batch_page_entries[] = {
  { "size",
    0,
    0,
    G_OPTION_ARG_STRING,
    &size_name,
    N_ ("one-column, two-columns, slide, or width and height in millimetres, as 86x60"),
    N_ ("SIZE") },
  { "style",
    0,
    0,
    G_OPTION_ARG_STRING,
    &style_name,
    N_ ("print, light, dark, high-contrast or high-contrast-dark"),
    N_ ("STYLE") },
  { "font", 0, 0, G_OPTION_ARG_STRING, &font_family, N_ ("Font family"), N_ ("FAMILY") },
  { "font-size",
    0,
    0,
    G_OPTION_ARG_DOUBLE,
    &font_size,
    N_ ("Size of the axes’ titles in points; all other letters follow"),
    N_ ("POINTS") },
  { "line-width", 0, 0, G_OPTION_ARG_DOUBLE, &line_width, N_ ("Width of curves"), N_ ("POINTS") },
  { "resolution",
    0,
    0,
    G_OPTION_ARG_DOUBLE,
    &resolution,
    N_ ("Pixels per inch of PNG (default: 300)"),
    N_ ("PIXELS") },
  { "transparent", 0, 0, G_OPTION_ARG_NONE, &transparent, N_ ("Draw no background"), NULL },
  { "title", 0, 0, G_OPTION_ARG_NONE, &with_title, N_ ("Write the title above the figure"), NULL },
  { "no-title", 0, 0, G_OPTION_ARG_NONE, &without_title, N_ ("Write no title"), NULL },
  G_OPTION_ENTRY_NULL,
};

/* "86x60", in millimetres */
static gboolean
parse_size (FigExportOptions *options)
{
  char *end;
  double width = g_ascii_strtod (size_name, &end);

  if (end == size_name || *end != 'x')
    return FALSE;
  options->width = width * POINTS_PER_MILLIMETRE;
  size_name = end + 1;
  options->height = g_ascii_strtod (size_name, &end) * POINTS_PER_MILLIMETRE;
  return end != size_name && *end == '\0';
}

static gboolean
apply_size (BatchPage *self)
{
  const FigPreset *preset = size_name != NULL ? fig_preset_find (size_name) : NULL;
  g_autofree char *given = g_strdup (size_name);

  if (preset != NULL) {
    self->options.width = preset->width;
    self->options.height = preset->height;
    self->options.growth = preset->growth;
    fig_preset_apply (preset, &self->style);
    return TRUE;
  }
  if (size_name == NULL || parse_size (&self->options))
    return TRUE;
  batch_print_error (
    _ ("--size is “%s”, but must be one-column, two-columns, slide, or width and height in "
       "millimetres, as 86x60"),
    given);
  return FALSE;
}

/* Those that are out of all proportion; what is exported has limits of its own. */
static gboolean
check_length (const char *option, double value, double maximum)
{
  if (isnan (value) || (value > 0.0 && value <= maximum))
    return TRUE;
  batch_print_error (_ ("--%s is %g, but must be above 0, to %g"), option, value, maximum);
  return FALSE;
}

/**
 * batch_page_init:
 * @self: (out caller-allocates): a page; must stay where it is
 *
 * Takes what the options of batch_page_entries were set to.
 *
 * Returns: %FALSE, after a message, where one of them cannot be
 */
gboolean
batch_page_init (BatchPage *self)
{
  FigScheme scheme = FIG_SCHEME_PRINT;

  self->options = (FigExportOptions)FIG_EXPORT_OPTIONS_INIT;
  if (style_name != NULL && !fig_scheme_find (style_name, &scheme)) {
    batch_print_error (
      _ ("--style is “%s”, but must be print, light, dark, high-contrast or high-contrast-dark"),
      style_name);
    return FALSE;
  }
  fig_style_init_for_page (&self->style, scheme);
  if (!apply_size (self) || !check_length ("font-size", font_size, MAX_FONT_SIZE) ||
      !check_length ("line-width", line_width, MAX_LINE_WIDTH))
    return FALSE;
  if (font_family != NULL)
    self->style.font_family = font_family;
  if (!isnan (font_size))
    self->style.font_size = font_size;
  if (!isnan (line_width))
    self->style.line_width = line_width;
  if (!isnan (resolution))
    self->options.resolution = resolution;
  if (transparent)
    self->style.background.alpha = 0.0;
  if (with_title || without_title)
    self->style.show_title = with_title;
  self->options.style = &self->style;
  return TRUE;
}

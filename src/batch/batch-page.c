/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "batch-page.h"

#include <glib/gi18n.h>

#include "batch-command.h"
#include "fig-font.h"
#include "fig-preset.h"

#define POINTS_PER_INCH 72.0
#define POINTS_PER_MILLIMETRE (POINTS_PER_INCH / 25.4)
#define MAX_FONT_SIZE 1000.0
#define MAX_LINE_WIDTH 100.0

static char *size_name;
static char *style_name;
static char *font_family;
/* What nobody gives, not even as “nan” */
#define NOT_GIVEN (-G_MAXDOUBLE)

static double font_size = NOT_GIVEN;
static double line_width = NOT_GIVEN;
static double resolution = NOT_GIVEN;
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

/* "86x60" */
static gboolean
parse_size (double *width, double *height)
{
  const char *second;
  char *end;

  *width = g_ascii_strtod (size_name, &end);
  if (end == size_name || *end != 'x')
    return FALSE;
  second = end + 1;
  *height = g_ascii_strtod (second, &end);
  return end != second && *end == '\0';
}

static gboolean
is_side (double millimetres)
{
  double points = millimetres * POINTS_PER_MILLIMETRE;

  return points >= FIG_EXPORT_MIN_SIZE && points <= FIG_EXPORT_MAX_SIZE;
}

/* In millimetres */
static gboolean
set_own_size (FigExportOptions *options, double width, double height)
{
  if (is_side (width) && is_side (height)) {
    options->width = width * POINTS_PER_MILLIMETRE;
    options->height = height * POINTS_PER_MILLIMETRE;
    return TRUE;
  }
  batch_print_error (_ ("--size is “%s”, but width and height must be from %.1f to %.0f mm"),
                     size_name,
                     FIG_EXPORT_MIN_SIZE / POINTS_PER_MILLIMETRE,
                     FIG_EXPORT_MAX_SIZE / POINTS_PER_MILLIMETRE);
  return FALSE;
}

static gboolean
apply_size (BatchPage *self)
{
  const FigPreset *preset = size_name != NULL ? fig_preset_find (size_name) : NULL;
  double width, height;

  if (preset != NULL) {
    self->options.width = preset->width;
    self->options.height = preset->height;
    self->options.growth = preset->growth;
    fig_preset_apply (preset, &self->style);
    return TRUE;
  }
  if (size_name == NULL)
    return TRUE;
  if (parse_size (&width, &height))
    return set_own_size (&self->options, width, height);
  batch_print_error (
    _ ("--size is “%s”, but must be one-column, two-columns, slide, or width and height in "
       "millimetres, as 86x60"),
    size_name);
  return FALSE;
}

/* Those that are out of all proportion; what is exported has limits of its own. */
static gboolean
check_length (const char *option, double value, double maximum)
{
  if (value == NOT_GIVEN || (value > 0.0 && value <= maximum))
    return TRUE;
  batch_print_error (_ ("--%s is %g, but must be above 0, to %g"), option, value, maximum);
  return FALSE;
}

/* What all pixels of a picture come to is said by the page and the resolution together. A page
 * that grows with its figure is checked again when that is there; the smallest fails at once. */
static gboolean
check_pixels (const FigExportOptions *options)
{
  double width, height;

  if (!(options->resolution >= FIG_EXPORT_MIN_RESOLUTION &&
        options->resolution <= FIG_EXPORT_MAX_RESOLUTION)) {
    batch_print_error (_ ("--resolution is %g, but must be from %g to %g pixels per inch"),
                       options->resolution,
                       FIG_EXPORT_MIN_RESOLUTION,
                       FIG_EXPORT_MAX_RESOLUTION);
    return FALSE;
  }
  if (fig_export_check_pixels (options, &width, &height))
    return TRUE;
  batch_print_error (_ ("--resolution is %g, which makes %.0f × %.0f pixels of %.0f × %.0f mm; a "
                        "picture may have %d on a side and %d million in all"),
                     options->resolution,
                     width,
                     height,
                     options->width / POINTS_PER_MILLIMETRE,
                     options->height / POINTS_PER_MILLIMETRE,
                     FIG_EXPORT_MAX_SIDE,
                     (int)(FIG_EXPORT_MAX_PIXELS / 1e6));
  return FALSE;
}

static gboolean
check_font (void)
{
  if (font_family == NULL || fig_font_is_suitable (font_family))
    return TRUE;
  if (fig_font_is_known (font_family))
    batch_print_error (_ ("--font is “%s”, but that family has no Latin letters and digits"),
                       font_family);
  else
    batch_print_error (_ ("--font is “%s”, but there is no such family on this computer"),
                       font_family);
  return FALSE;
}

/**
 * batch_page_init:
 * @self: (out caller-allocates): a page; must stay where it is
 * @format: what is to be written
 *
 * Takes what the options of batch_page_entries were set to.
 *
 * Returns: %FALSE, after a message, where one of them cannot be
 */
gboolean
batch_page_init (BatchPage *self, FigFormat format)
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
      !check_length ("line-width", line_width, MAX_LINE_WIDTH) || !check_font ())
    return FALSE;
  if (font_family != NULL)
    self->style.font_family = font_family;
  if (font_size != NOT_GIVEN)
    self->style.font_size = font_size;
  if (line_width != NOT_GIVEN)
    self->style.line_width = line_width;
  if (resolution != NOT_GIVEN)
    self->options.resolution = resolution;
  if (transparent)
    self->style.background.alpha = 0.0;
  if (with_title || without_title)
    self->style.show_title = with_title;
  self->options.style = &self->style;
  self->options.strict = TRUE;
  return format != FIG_FORMAT_PNG || check_pixels (&self->options);
}

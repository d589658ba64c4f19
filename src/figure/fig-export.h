/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fig-figure.h"
#include "fig-style.h"

G_BEGIN_DECLS

/**
 * FigFormat:
 *
 * What a figure can be written as; the extension of the file decides.
 */
typedef enum {
  FIG_FORMAT_SVG,
  FIG_FORMAT_PDF,
  FIG_FORMAT_PNG,
  FIG_FORMAT_CSV,
} FigFormat;

/* in points */
#define FIG_EXPORT_MIN_SIZE 36.0
#define FIG_EXPORT_MAX_SIZE 7200.0
/* in pixels per inch */
#define FIG_EXPORT_MIN_RESOLUTION 1.0
#define FIG_EXPORT_MAX_RESOLUTION 4800.0
#define FIG_EXPORT_MAX_SIDE 20000 /* pixels */
#define FIG_EXPORT_MAX_PIXELS 200000000.0

/**
 * FigExportOptions:
 * @width: in points (1/72 inch), from 36 to 7200
 * @height: likewise
 * @resolution: pixels per inch, PNG only
 * @style: (nullable): the style; %NULL for print
 * @growth: by how much of @height the page is higher for each pair of panels beyond
 *   the first; 0 for the same height whatever is on it
 * @strict: whether it is an error if letters have no room that the figure cannot be read without,
 *   or not the font that they should have, instead of being left out, or set in another
 */
typedef struct {
  double width;
  double height;
  double resolution;
  const FigStyle *style;
  double growth;
  gboolean strict;
} FigExportOptions;

#define FIG_EXPORT_OPTIONS_INIT           \
  {                                       \
    432.0, 288.0, 300.0, NULL, 0.0, FALSE \
  }

gboolean fig_format_from_path (const char *path, FigFormat *format, GError **error);
const char *fig_format_get_extension (FigFormat format);
gboolean fig_export_check (FigFigure *figure,
                           FigFormat format,
                           const FigExportOptions *options,
                           char **left_out,
                           GError **error);
GBytes *fig_export_to_bytes (FigFigure *figure,
                             FigFormat format,
                             const FigExportOptions *options,
                             GError **error);
gboolean fig_export_check_pixels (const FigExportOptions *options, double *width, double *height);
gboolean fig_export (FigFigure *figure,
                     GFile *file,
                     FigFormat format,
                     const FigExportOptions *options,
                     GError **error);

G_END_DECLS

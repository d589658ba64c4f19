/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-export.h"

#include <math.h>
#include <string.h>

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "exp-error.h"
#include "exp-file.h"
#include "fig-csv.h"
#include "fig-fit.h"
#include "fig-font.h"
#include "fig-layout.h"
#include "fig-metadata.h"
#include "fig-paint.h"
#include "fig-png.h"

#define POINTS_PER_INCH 72.0
#define POINTS_PER_MILLIMETRE (POINTS_PER_INCH / 25.4)

static const struct {
  const char *extension;
  FigFormat format;
} extensions[] = {
  { ".svg", FIG_FORMAT_SVG },
  { ".pdf", FIG_FORMAT_PDF },
  { ".png", FIG_FORMAT_PNG },
  { ".csv", FIG_FORMAT_CSV },
};

/**
 * fig_format_from_path:
 * @path: a file name
 * @format: (out): what its extension stands for
 * @error: set to %EXP_ERROR_VALUE where it stands for nothing
 *
 * Returns: whether a figure can be written to a file of that name
 */
gboolean
fig_format_from_path (const char *path, FigFormat *format, GError **error)
{
  g_autofree char *name = g_ascii_strdown (path, -1);
  g_autofree char *display = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (g_str_has_suffix (name, extensions[i].extension)) {
      *format = extensions[i].format;
      return TRUE;
    }
  display = g_filename_display_name (path);
  g_set_error (error,
               EXP_ERROR,
               EXP_ERROR_VALUE,
               _ ("“%s” must end in .svg, .pdf, .png or .csv for a figure to be written to it"),
               display);
  return FALSE;
}

static gboolean
check_number (const char *name, double value, double minimum, double maximum, GError **error)
{
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];
  char given[G_ASCII_DTOSTR_BUF_SIZE];

  if (value >= minimum && value <= maximum)
    return TRUE;
  g_ascii_formatd (given, sizeof given, "%g", value);
  g_ascii_formatd (low, sizeof low, "%g", minimum);
  g_ascii_formatd (high, sizeof high, "%g", maximum);
  g_set_error (error,
               EXP_ERROR,
               EXP_ERROR_VALUE,
               /* Translators: width, height or resolution; a number; its range */
               _ ("The %s of a figure cannot be %s; it must be from %s to %s"),
               name,
               given,
               low,
               high);
  return FALSE;
}

/**
 * fig_export_check_pixels:
 * @options: a page, as high as it is
 * @width: (out) (optional): how many pixels a picture of it has across, at least 1
 * @height: (out) (optional): and upwards
 *
 * Returns: whether a picture may have so many
 */
gboolean
fig_export_check_pixels (const FigExportOptions *options, double *width, double *height)
{
  double across = MAX (round (options->width * options->resolution / POINTS_PER_INCH), 1.0);
  double upwards = MAX (round (options->height * options->resolution / POINTS_PER_INCH), 1.0);

  if (width != NULL)
    *width = across;
  if (height != NULL)
    *height = upwards;
  return across <= FIG_EXPORT_MAX_SIDE && upwards <= FIG_EXPORT_MAX_SIDE &&
         across * upwards <= FIG_EXPORT_MAX_PIXELS;
}

static gboolean
check_pixels (const FigExportOptions *options, GError **error)
{
  double width, height;

  if (!check_number (_ ("resolution"),
                     options->resolution,
                     FIG_EXPORT_MIN_RESOLUTION,
                     FIG_EXPORT_MAX_RESOLUTION,
                     error))
    return FALSE;
  if (fig_export_check_pixels (options, &width, &height))
    return TRUE;
  g_set_error (error,
               EXP_ERROR,
               EXP_ERROR_VALUE,
               _ ("A picture of %.0f × %.0f pixels is too large; it may have %d on a side and %d "
                  "million in all"),
               width,
               height,
               FIG_EXPORT_MAX_SIDE,
               (int)(FIG_EXPORT_MAX_PIXELS / 1e6));
  return FALSE;
}

static gboolean
check_options (const FigExportOptions *options, FigFormat format, GError **error)
{
  if (format == FIG_FORMAT_CSV)
    return TRUE;
  if (!check_number (
        _ ("width"), options->width, FIG_EXPORT_MIN_SIZE, FIG_EXPORT_MAX_SIZE, error) ||
      !check_number (
        _ ("height"), options->height, FIG_EXPORT_MIN_SIZE, FIG_EXPORT_MAX_SIZE, error))
    return FALSE;
  return format != FIG_FORMAT_PNG || check_pixels (options, error);
}

static const FigStyle *
get_style (const FigExportOptions *options)
{
  return options->style != NULL ? options->style : fig_style_get (FIG_SCHEME_PRINT);
}

/* Letters are from the font that was asked for. */
static gboolean
check_font (const char *family, GError **error)
{
  if (!fig_font_is_known (family)) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("There is no font family “%s” on this computer"),
                 family);
    return FALSE;
  }
  if (!fig_font_is_suitable (family)) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("The font family “%s” has no Latin letters and digits to set a figure in"),
                 family);
    return FALSE;
  }
  return TRUE;
}

/* Nothing is left out that the figure cannot be read without. */
static gboolean
check_room (FigFigure *figure,
            GPtrArray *omissions,
            const FigExportOptions *options,
            GError **error)
{
  g_autofree char *missing = fig_fit_describe (omissions, TRUE);
  char size[G_ASCII_DTOSTR_BUF_SIZE];

  if (missing == NULL)
    return TRUE;
  g_ascii_formatd (size, sizeof size, "%.4g", get_style (options)->font_size);
  g_set_error (
    error,
    EXP_ERROR,
    EXP_ERROR_VALUE,
    /* TRANSLATORS: the title of a figure; its size; the size of its letters; a list of
     * what has no room, such as "the legend, titles of the axes" */
    _ ("“%s” has no room on a page of %.0f × %.0f mm, in letters of %s pt, for: %s; make "
       "the page larger or the letters smaller"),
    fig_figure_get_title (figure),
    options->width / POINTS_PER_MILLIMETRE,
    options->height / POINTS_PER_MILLIMETRE,
    size,
    missing);
  return FALSE;
}

static cairo_status_t
write_cb (void *user_data, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (user_data, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A figure on the page that it is written to. */
typedef struct {
  FigExportOptions options;
  FigLayout *layout;
  char *left_out;    /* for want of room, though it can be read without that; %NULL for nothing */
  char *description; /* with that */
} Page;

static void
page_clear (Page *self)
{
  g_clear_pointer (&self->layout, fig_layout_free);
  g_free (self->left_out);
  g_free (self->description);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

/* Draws and finishes; consumes the surface. */
static gboolean
draw_page (const FigLayout *layout, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  fig_layout_draw (layout, cr);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status == CAIRO_STATUS_SUCCESS;
}

static GByteArray *
encode_svg (FigFigure *figure, const Page *page)
{
  g_autoptr (FigSvg) svg = fig_svg_new (page->options.width, page->options.height);
  g_autofree char *metadata = fig_metadata_print_svg (figure);
  cairo_t *cr = fig_paint_create_for_svg (svg);
  gboolean drawn;
  GString *text;

  fig_layout_draw (page->layout, cr);
  drawn = cairo_status (cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  if (!drawn)
    return NULL;
  text = fig_svg_finish (svg, fig_figure_get_title (figure), page->description, metadata);
  if (text == NULL)
    return NULL;
  return g_bytes_unref_to_array (g_string_free_to_bytes (text));
}

static GByteArray *
encode_pdf (FigFigure *figure, const Page *page)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
    write_cb, bytes, page->options.width, page->options.height);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, fig_figure_get_title (figure));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, page->description);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, fig_metadata_get_program ());
  /* in which objects can be added */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  /* the same figure is the same file, whenever it is made */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "1970-01-01T00:00:00Z");
  if (!draw_page (page->layout, surface))
    return NULL;
  fig_metadata_add_to_pdf (figure, bytes);
  return g_steal_pointer (&bytes);
}

static GByteArray *
encode_png (FigFigure *figure, const Page *page)
{
  const FigExportOptions *options = &page->options;
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cr;
  GByteArray *bytes = NULL;

  fig_export_check_pixels (options, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int)width, (int)height);
  cr = cairo_create (surface);

  cairo_scale (cr, width / options->width, height / options->height);
  fig_layout_draw (page->layout, cr);
  if (cairo_status (cr) == CAIRO_STATUS_SUCCESS)
    bytes = fig_png_encode (surface, options->resolution, figure, page->description);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return bytes;
}

static GByteArray *
encode_csv (FigFigure *figure)
{
  char *text = fig_csv_print (figure);

  return g_byte_array_new_take ((guint8 *)text, strlen (text));
}

/* Of panels beyond the first two, which have half the room that they would have together
 * in a pair of their own; colour bars are none. */
static double
count_further_pairs (FigFigure *figure)
{
  guint n_panels = 0;

  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++)
    n_panels += !fig_figure_get_panel (figure, i)->bar;
  return n_panels == 2 ? 0.5 : n_panels > 2 ? floor (0.5 * (n_panels - 1)) : 0.0;
}

/* What is not to be seen is told to who asks what the file is. */
static char *
describe (FigFigure *figure, const char *left_out)
{
  const char *description = fig_figure_get_description (figure);

  if (left_out == NULL)
    return g_strdup (description);
  /* TRANSLATORS: a description of a figure; a list, such as "the title “Three targets”" */
  return g_strdup_printf (_ ("%s Left out for want of room: %s."), description, left_out);
}

/* Arranges a figure, and finds out what is wrong with that. Data have no page. */
static gboolean
page_init (
  Page *self, FigFigure *figure, FigFormat format, const FigExportOptions *options, GError **error)
{
  static const FigExportOptions defaults = FIG_EXPORT_OPTIONS_INIT;
  g_autoptr (GPtrArray) omissions = NULL;

  *self = (Page){ .options = options != NULL ? *options : defaults };
  self->options.height *= 1.0 + self->options.growth * count_further_pairs (figure);
  if (!check_options (&self->options, format, error))
    return FALSE;
  if (format == FIG_FORMAT_CSV)
    return TRUE;
  self->layout = fig_layout_new (
    figure, self->options.width, self->options.height, self->options.style);
  omissions = fig_fit_list_omissions (self->layout, figure);
  if (self->options.strict && (!check_font (get_style (&self->options)->font_family, error) ||
                               !check_room (figure, omissions, &self->options, error)))
    return FALSE;
  self->left_out = fig_fit_describe (omissions, FALSE);
  self->description = describe (figure, self->left_out);
  return TRUE;
}

/**
 * fig_export_check:
 * @figure: a figure
 * @format: what to write
 * @options: (nullable): size and style; %NULL for the defaults
 * @left_out: (out) (transfer full) (nullable): a list, for people, of what has no room, though the
 *   figure can be read without it; %NULL for nothing
 * @error: set as by fig_export_to_bytes()
 *
 * Finds out what would become of an export, without writing it. Takes some milliseconds, and
 * time proportional to the number of points; may be called from any thread.
 *
 * Returns: whether the figure would be written
 */
gboolean
fig_export_check (FigFigure *figure,
                  FigFormat format,
                  const FigExportOptions *options,
                  char **left_out,
                  GError **error)
{
  g_auto (Page) page = { 0 };

  *left_out = NULL;
  if (!page_init (&page, figure, format, options, error))
    return FALSE;
  *left_out = g_steal_pointer (&page.left_out);
  return TRUE;
}

/**
 * fig_export_to_bytes:
 * @figure: a figure
 * @format: what to write
 * @options: (nullable): size and style; %NULL for the defaults
 * @error: set to %EXP_ERROR_VALUE where @options are out of range or, if they are strict, where
 *   letters have no room that the figure cannot be read without, or their family is not known;
 *   or %EXP_ERROR_NO_MEMORY
 *
 * What fig_export() would write, as for a clipboard.
 *
 * Returns: (transfer full) (nullable): the file's contents
 */
GBytes *
fig_export_to_bytes (FigFigure *figure,
                     FigFormat format,
                     const FigExportOptions *options,
                     GError **error)
{
  g_auto (Page) page = { 0 };
  GByteArray *bytes = NULL;

  if (!page_init (&page, figure, format, options, error))
    return NULL;
  switch (format) {
  case FIG_FORMAT_SVG:
    bytes = encode_svg (figure, &page);
    break;
  case FIG_FORMAT_PDF:
    bytes = encode_pdf (figure, &page);
    break;
  case FIG_FORMAT_PNG:
    bytes = encode_png (figure, &page);
    break;
  case FIG_FORMAT_CSV:
    bytes = encode_csv (figure);
    break;
  default:
    g_return_val_if_reached (NULL);
  }
  if (bytes == NULL) {
    g_set_error_literal (
      error, EXP_ERROR, EXP_ERROR_NO_MEMORY, _ ("There is not enough memory to draw the figure"));
    return NULL;
  }
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * fig_export:
 * @figure: a figure
 * @file: where to write
 * @format: what to write
 * @options: (nullable): size and style; %NULL for the defaults
 * @error: set to %EXP_ERROR_VALUE where @options are out of range,
 *   %EXP_ERROR_NO_MEMORY or %EXP_ERROR_FILE
 *
 * Writes a figure to a file, through the code that draws it on the screen. The
 * same figure gives the same bytes. A file that was there is replaced all at
 * once, or left as it was after an error. Blocks; may be called from any
 * thread.
 *
 * Returns: %TRUE on success
 */
gboolean
fig_export (
  FigFigure *figure, GFile *file, FigFormat format, const FigExportOptions *options, GError **error)
{
  g_autoptr (GBytes) bytes = fig_export_to_bytes (figure, format, options, error);
  gsize length;
  const char *data;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &length);
  return exp_file_save (file, data, length, error);
}

/**
 * fig_format_get_extension:
 * @format: a format
 *
 * Returns: (transfer none): with what its file names end, with the point
 */
const char *
fig_format_get_extension (FigFormat format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (extensions[i].format == format)
      return extensions[i].extension;
  g_return_val_if_reached (".svg");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "batch-figure-writer.h"

#include <glib/gi18n.h>

#include "batch-command.h"
#include "exp-error.h"

/* Axes that cannot be logarithmic, as those of a map, stay as they are. */
static FigFigure *
choose_axes (const BatchFigureWriter *self, FigFigure *figure)
{
  g_autoptr (FigViewport) viewport = fig_viewport_new ();

  for (guint panel = 0; panel < fig_figure_get_n_panels (figure); panel++)
    for (FigDirection direction = FIG_ACROSS; direction <= FIG_UPWARDS; direction++) {
      FigScaleKind kind = fig_viewport_choose_logarithmic (figure, panel, direction);

      if (self->logarithmic[direction] &&
          fig_viewport_can_set_scale (figure, panel, direction, kind))
        fig_viewport_set_scale (viewport, figure, panel, direction, kind);
    }
  return fig_viewport_apply (viewport, figure, TRUE);
}

/* The figure can be read without it, but nobody is to think that it was never there. */
static void
warn_of_omissions (const BatchFigureWriter *self, FigFigure *figure, GFile *file)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *left_out = NULL;

  if (fig_export_check (figure, self->format, self->options, &left_out, NULL) && left_out != NULL)
    /* TRANSLATORS: the name of a file; a list, such as "the title “Three targets”" */
    batch_print_error (_ ("%s: left out for want of room: %s"), name, left_out);
}

/**
 * batch_figure_writer_write:
 * @self: a writer
 * @kind: which figure
 * @file: where to write it
 *
 * Says on the standard error stream what went wrong, and what was left out of the figure. What
 * has no room is a matter of the options.
 *
 * Returns: the exit status
 */
int
batch_figure_writer_write (const BatchFigureWriter *self, const FigKind *kind, GFile *file)
{
  g_autoptr (FigFigure) built = batch_pins_build_figure (self->pins, kind, self->source);
  g_autoptr (FigFigure) figure = choose_axes (self, built);
  g_autoptr (GError) error = NULL;

  if (fig_export (figure, file, self->format, self->options, &error)) {
    warn_of_omissions (self, figure, file);
    return BATCH_EXIT_SUCCESS;
  }
  batch_print_error ("%s", error->message);
  return g_error_matches (error, EXP_ERROR, EXP_ERROR_VALUE) ? BATCH_EXIT_USAGE : BATCH_EXIT_FAILED;
}

/**
 * batch_figure_writer_write_all:
 * @self: a writer
 * @folder: where to write, made if need be
 *
 * Writes each kind of figure into a file that is named after it.
 *
 * Returns: the exit status, of the first that fails
 */
int
batch_figure_writer_write_all (const BatchFigureWriter *self, GFile *folder)
{
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);
  g_autofree char *path = g_file_get_parse_name (folder);
  g_autoptr (GError) error = NULL;
  int status = BATCH_EXIT_SUCCESS;

  if (!g_file_make_directory_with_parents (folder, NULL, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS)) {
    batch_print_error ("%s: %s", path, error->message);
    return BATCH_EXIT_FAILED;
  }
  if (g_file_query_file_type (folder, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_DIRECTORY) {
    batch_print_error (_ ("%s is a file, but all figures are written into a folder"), path);
    return BATCH_EXIT_USAGE;
  }
  for (gsize i = 0; i < n_kinds; i++) {
    g_autofree char *name = g_strconcat (
      kinds[i]->name, fig_format_get_extension (self->format), NULL);
    g_autoptr (GFile) file = g_file_get_child (folder, name);
    int own = batch_figure_writer_write (self, kinds[i], file);

    status = status == BATCH_EXIT_SUCCESS ? own : status;
  }
  return status;
}

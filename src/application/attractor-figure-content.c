/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-figure-content.h"

#include "fig-export.h"

/**
 * AttractorFigureContent:
 *
 * A figure on the clipboard. It is written when somebody pastes it, in the
 * format that is asked for, on a worker thread.
 */
struct _AttractorFigureContent {
  GdkContentProvider parent_instance;

  FigFigure *figure;
};

G_DEFINE_FINAL_TYPE (AttractorFigureContent, attractor_figure_content, GDK_TYPE_CONTENT_PROVIDER)

static const struct {
  const char *mime_type;
  FigFormat format;
} formats[] = {
  { "image/svg+xml", FIG_FORMAT_SVG },
  { "image/png", FIG_FORMAT_PNG },
};

typedef struct {
  FigFigure *figure;
  GOutputStream *stream;
  gsize format;
} Writing;

static void
writing_free (Writing *writing)
{
  fig_figure_unref (writing->figure);
  g_object_unref (writing->stream);
  g_free (writing);
}

static gboolean
write_figure (Writing *writing, GCancellable *cancellable, GError **error)
{
  FigExportOptions options = FIG_EXPORT_OPTIONS_INIT;
  g_autoptr (GBytes)
    bytes = fig_export_to_bytes (writing->figure, formats[writing->format].format, &options, error);
  gconstpointer data;
  gsize length;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &length);
  return g_output_stream_write_all (writing->stream, data, length, NULL, cancellable, error);
}

static void
write_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_figure (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
attractor_figure_content_write_mime_type_async (GdkContentProvider *provider,
                                                const char *mime_type,
                                                GOutputStream *stream,
                                                int io_priority,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data)
{
  AttractorFigureContent *self = ATTRACTOR_FIGURE_CONTENT (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, attractor_figure_content_write_mime_type_async);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    Writing *writing;

    if (g_strcmp0 (mime_type, formats[i].mime_type) != 0)
      continue;
    writing = g_new0 (Writing, 1);
    writing->figure = fig_figure_ref (self->figure);
    writing->stream = g_object_ref (stream);
    writing->format = i;
    g_task_set_task_data (task, writing, (GDestroyNotify)writing_free);
    g_task_run_in_thread (task, write_thread);
    return;
  }
  g_task_return_new_error (
    task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "A figure cannot be copied as “%s”.", mime_type);
}

static gboolean
attractor_figure_content_write_mime_type_finish (GdkContentProvider *provider,
                                                 GAsyncResult *result,
                                                 GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static GdkContentFormats *
attractor_figure_content_ref_formats (GdkContentProvider *provider)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    gdk_content_formats_builder_add_mime_type (builder, formats[i].mime_type);
  return gdk_content_formats_builder_free_to_formats (builder);
}

static void
attractor_figure_content_finalize (GObject *object)
{
  g_clear_pointer (&ATTRACTOR_FIGURE_CONTENT (object)->figure, fig_figure_unref);

  G_OBJECT_CLASS (attractor_figure_content_parent_class)->finalize (object);
}

static void
attractor_figure_content_class_init (AttractorFigureContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = attractor_figure_content_finalize;
  provider_class->ref_formats = attractor_figure_content_ref_formats;
  provider_class->write_mime_type_async = attractor_figure_content_write_mime_type_async;
  provider_class->write_mime_type_finish = attractor_figure_content_write_mime_type_finish;
}

static void
attractor_figure_content_init (AttractorFigureContent *self)
{
}

/**
 * attractor_figure_content_new:
 * @figure: what to copy
 *
 * Returns: (transfer full): content for the clipboard
 */
GdkContentProvider *
attractor_figure_content_new (FigFigure *figure)
{
  AttractorFigureContent *self = g_object_new (ATTRACTOR_TYPE_FIGURE_CONTENT, NULL);

  self->figure = fig_figure_ref (figure);
  return GDK_CONTENT_PROVIDER (self);
}

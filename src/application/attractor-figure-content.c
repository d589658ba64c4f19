/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-figure-content.h"

#include "fig-export.h"

/* Shared with those who are writing; atomically reference counted */
typedef struct {
  AttractorFigureMaker make;
  gpointer data;
  GDestroyNotify free_data;
} Source;

/**
 * AttractorFigureContent:
 *
 * A figure on the clipboard. It is made and written when somebody pastes it, in the
 * format that is asked for, on a worker thread.
 */
struct _AttractorFigureContent {
  GdkContentProvider parent_instance;

  Source *source;
};

G_DEFINE_FINAL_TYPE (AttractorFigureContent, attractor_figure_content, GDK_TYPE_CONTENT_PROVIDER)

static const struct {
  const char *mime_type;
  FigFormat format;
} formats[] = {
  { "image/svg+xml", FIG_FORMAT_SVG },
  { "image/png", FIG_FORMAT_PNG },
};

static void
source_clear (gpointer data)
{
  Source *source = data;

  if (source->free_data != NULL)
    source->free_data (source->data);
}

static void
source_unref (Source *source)
{
  g_atomic_rc_box_release_full (source, source_clear);
}

typedef struct {
  Source *source;
  GOutputStream *stream;
  gsize format;
} Writing;

static void
writing_free (Writing *writing)
{
  source_unref (writing->source);
  g_object_unref (writing->stream);
  g_free (writing);
}

static gboolean
write_figure (Writing *writing, GCancellable *cancellable, GError **error)
{
  FigExportOptions options = FIG_EXPORT_OPTIONS_INIT;
  g_autoptr (FigFigure) figure = writing->source->make (writing->source->data, cancellable, error);
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize length;

  if (figure == NULL)
    return FALSE;
  bytes = fig_export_to_bytes (figure, formats[writing->format].format, &options, error);
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
    writing->source = g_atomic_rc_box_acquire (self->source);
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
  g_clear_pointer (&ATTRACTOR_FIGURE_CONTENT (object)->source, source_unref);

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
 * @make: makes the figure, on a worker, each time that it is pasted
 * @data: (transfer full): for @make
 * @free_data: (nullable): frees @data
 *
 * Returns: (transfer full): content for the clipboard
 */
GdkContentProvider *
attractor_figure_content_new (AttractorFigureMaker make, gpointer data, GDestroyNotify free_data)
{
  AttractorFigureContent *self = g_object_new (ATTRACTOR_TYPE_FIGURE_CONTENT, NULL);

  self->source = g_atomic_rc_box_new0 (Source);
  self->source->make = make;
  self->source->data = data;
  self->source->free_data = free_data;
  return GDK_CONTENT_PROVIDER (self);
}

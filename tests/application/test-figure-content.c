/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "attractor-figure-content.h"
#include "fig-line-layer.h"

static FigFigure *
make_figure (gpointer data, GCancellable *cancellable, GError **error)
{
  static const double x[] = { 0.0, 1.0, 2.0 }, y[] = { 0.5, -0.5, 1.5 };
  FigFigure *figure = fig_figure_new (data);
  FigLook look = { .owner = 0 };

  fig_panel_take_layer (fig_figure_add_panel (figure, "panel"),
                        fig_line_layer_new (fig_series_new ("curve", "theory", 3, x, y), &look));
  return figure;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

/* What somebody who pastes gets. */
static GBytes *
paste (GdkContentProvider *content, const char *mime_type, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;

  gdk_content_provider_write_mime_type_async (
    content, mime_type, stream, G_PRIORITY_DEFAULT, NULL, written_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!gdk_content_provider_write_mime_type_finish (content, result, error))
    return NULL;
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
test_formats (void)
{
  g_autoptr (GdkContentProvider)
    content = attractor_figure_content_new (make_figure, g_strdup ("Copied"), g_free);
  g_autoptr (GdkContentFormats) formats = gdk_content_provider_ref_formats (content);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) other = NULL;
  gsize length;
  const char *data;

  g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/svg+xml"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/png"));
  svg = paste (content, "image/svg+xml", &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (svg, &length);
  g_assert_nonnull (g_strstr_len (data, (gssize)length, "<svg"));
  g_assert_nonnull (g_strstr_len (data, (gssize)length, "curve"));
  png = paste (content, "image/png", &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (png, &length);
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpmem (data, 8, "\x89PNG\r\n\x1a\n", 8);
  other = paste (content, "image/gif", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_null (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/application/figure-content/formats", test_formats);
  return g_test_run ();
}

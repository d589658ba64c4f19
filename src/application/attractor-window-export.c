/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

#include "attractor-data-table.h"
#include "attractor-export-dialog.h"
#include "attractor-figure-content.h"
#include "attractor-refusal.h"

/* Figures leave the window: to a file, to the clipboard, or as a table. */

/* A figure that is being made, for a plot of a window */
typedef struct {
  AttractorWindow *window;
  AttractorPlot *plot;
  GdkContentProvider *content; /* (nullable): on the clipboard */
} Making;

static void
making_free (Making *making)
{
  g_object_unref (making->window);
  g_object_unref (making->plot);
  g_clear_object (&making->content);
  g_free (making);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Making, making_free)

/* While theory of what was entered last is on its way, figures are of the parameters before. */
static AttractorPrint *
make_print (AttractorWindow *self, AttractorPlot *plot)
{
  return attractor_print_new (plot,
                              attractor_document_get_experiment (self->document),
                              attractor_live_theory_get_busy (self->theory));
}

static FigFigure *
make_figure (gpointer print, GCancellable *cancellable, GError **error)
{
  return attractor_print_make (print, cancellable, error);
}

static void
make_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  FigFigure *figure = attractor_print_make (task_data, cancellable, &error);

  if (figure != NULL)
    g_task_return_pointer (task, figure, (GDestroyNotify)fig_figure_unref);
  else
    g_task_return_error (task, error);
}

/* @print: (transfer full); @callback: gets a Making to be freed. No worker holds widgets. */
static void
make_async (AttractorWindow *self,
            AttractorPlot *plot,
            AttractorPrint *print,
            GdkContentProvider *content,
            GCancellable *cancellable,
            GAsyncReadyCallback callback)
{
  Making *making = g_new0 (Making, 1);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, making);

  making->window = g_object_ref (self);
  making->plot = g_object_ref (plot);
  g_set_object (&making->content, content);
  g_task_set_source_tag (task, make_async);
  g_task_set_task_data (task, print, (GDestroyNotify)attractor_print_unref);
  g_task_run_in_thread (task, make_thread);
}

/* The figure, or %NULL, and the window says why, if it is still there. */
static FigFigure *
make_finish (const Making *making, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  FigFigure *figure = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *message = NULL;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      gtk_window_get_application (GTK_WINDOW (making->window)) == NULL)
    return figure;
  message = attractor_refusal_to_words (error->message);
  attractor_window_show_message (making->window, message);
  return NULL;
}

/* The clipboard does not offer what cannot be made. */
static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Making) making = user_data;
  g_autoptr (FigFigure) figure = make_finish (making, result);
  GdkClipboard *clipboard = gdk_display_get_clipboard (gdk_display_get_default ());

  /* else something else was copied meanwhile */
  if (gdk_clipboard_get_content (clipboard) != making->content)
    return;
  if (figure == NULL)
    gdk_clipboard_set_content (clipboard, NULL);
  else if (gtk_window_get_application (GTK_WINDOW (making->window)) != NULL)
    attractor_window_show_message (making->window, _ ("The figure is in the clipboard."));
}

/* It is made at once, on a worker: the clipboard is not to hold a network for as long as it has
 * the figure, and whether there is one is told to who copies it. */
static void
copy_cb (AttractorWindow *self, AttractorPlot *plot)
{
  AttractorPrint *print = make_print (self, plot);
  g_autoptr (GdkContentProvider) content = NULL;

  if (print == NULL) {
    attractor_window_show_message (self, _ ("There is no figure to copy."));
    return;
  }
  content = attractor_figure_content_new (
    make_figure, attractor_print_ref (print), (GDestroyNotify)attractor_print_unref);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (plot)), content);
  g_cancellable_cancel (self->copying);
  g_clear_object (&self->copying);
  self->copying = g_cancellable_new ();
  make_async (self, plot, print, content, self->copying, copied_cb);
}

static void
tabled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Making) making = user_data;
  g_autoptr (FigFigure) figure = make_finish (making, result);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (making->plot));

  /* else its window was closed meanwhile */
  if (figure != NULL && root != NULL)
    gtk_window_present (GTK_WINDOW (attractor_data_table_new (GTK_WINDOW (root), figure)));
}

/* It stays as it is while parameters change: so it is of those that were entered last, whole. */
static void
data_table_cb (AttractorWindow *self, AttractorPlot *plot)
{
  AttractorPrint *print = make_print (self, plot);

  if (print == NULL)
    attractor_window_show_message (self, _ ("There is no figure to show as a table."));
  else
    make_async (self, plot, print, NULL, NULL, tabled_cb);
}

/**
 * attractor_window_export_figure:
 * @self: a window
 * @plot: a plot
 *
 * Asks how and where to export the figure of a plot.
 */
void
attractor_window_export_figure (AttractorWindow *self, AttractorPlot *plot)
{
  g_autoptr (AttractorPrint) print = make_print (self, plot);
  g_autoptr (GFile) folder = attractor_document_get_folder (self->document);
  GtkWidget *dialog;

  if (print == NULL) {
    attractor_window_show_message (self, _ ("There is no figure to export."));
    return;
  }

  dialog = attractor_export_dialog_new (GTK_WINDOW (self), self->exporter, folder, print);
  for (guint i = 0; i < self->plots->len; i++) {
    g_autoptr (AttractorPrint) other = make_print (self, g_ptr_array_index (self->plots, i));

    if (other != NULL)
      attractor_export_dialog_add (ATTRACTOR_EXPORT_DIALOG (dialog), other);
  }
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * attractor_window_connect_copies:
 * @self: a window
 * @plot: a plot of its experiment
 *
 * Makes the window copy and export the figure, and show its numbers.
 */
void
attractor_window_connect_copies (AttractorWindow *self, AttractorPlot *plot)
{
  g_signal_connect_object (plot, "copy", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    plot, "export", G_CALLBACK (attractor_window_export_figure), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plot, "data-table", G_CALLBACK (data_table_cb), self, G_CONNECT_SWAPPED);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

#include "attractor-export-dialog.h"
#include "attractor-figure-content.h"

/* Figures leave the window: to a file, or to the clipboard. */

/* While theory of what was entered last is on its way, figures are of the parameters before. */
static AttractorPrint *
make_print (AttractorWindow *self, AttractorPlot *plot)
{
  gboolean busy = attractor_live_theory_get_busy (self->theory);

  return attractor_print_new (plot,
                              busy ? attractor_document_get_experiment (self->document) : NULL);
}

static FigFigure *
make_figure (gpointer print, GCancellable *cancellable, GError **error)
{
  return attractor_print_make (print, cancellable, error);
}

/* Who pastes it has it made, on a worker. */
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
    make_figure, print, (GDestroyNotify)attractor_print_unref);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (plot)), content);
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
 * Makes the window copy and export the figure.
 */
void
attractor_window_connect_copies (AttractorWindow *self, AttractorPlot *plot)
{
  g_signal_connect_object (plot, "copy", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    plot, "export", G_CALLBACK (attractor_window_export_figure), self, G_CONNECT_SWAPPED);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

#include "attractor-export-dialog.h"

/* What is done with the mouse in a figure, done to the experiment. */

/* Choosing the same attractor again lets go of it. */
static void
selected_cb (AttractorWindow *self, int attractor)
{
  int now = attractor_selection_get_attractor (self->selection);

  attractor_selection_set_attractor (self->selection, attractor == now ? -1 : attractor);
}

static void
selection_cb (AttractorSelection *selection, GParamSpec *pspec, AttractorPlot *plot)
{
  attractor_plot_set_selected (plot, attractor_selection_get_attractor (selection));
}

/* The outputs that the figure's axes measure; the others stay as they are. */
static void
move_target (AttractorWindow *self, guint target, const FigPick *pick)
{
  const ExpTable *targets = attractor_document_get_experiment (self->document)->targets;

  if (target >= targets->n_rows)
    return;
  for (guint i = 0; i < targets->n_columns; i++) {
    g_autoptr (GError) error = NULL;
    double value;

    if (fig_pick_get_output (pick, i, &value) &&
        !attractor_document_set_target (self->document, target, i, value, &error))
      attractor_window_show_message (self, error->message);
    /* another experiment now */
    targets = attractor_document_get_experiment (self->document)->targets;
  }
}

static void
target_dragged_cb (AttractorWindow *self, guint target, const FigPick *pick, int phase)
{
  switch ((AttractorDragPhase)phase) {
  case ATTRACTOR_DRAG_BEGIN:
    attractor_document_begin_group (self->document);
    break;
  case ATTRACTOR_DRAG_UPDATE:
    move_target (self, target, pick);
    break;
  case ATTRACTOR_DRAG_END:
    move_target (self, target, pick);
    attractor_document_end_group (self->document);
    break;
  case ATTRACTOR_DRAG_CANCEL:
  default:
    attractor_document_end_group (self->document);
    attractor_document_undo (self->document);
  }
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
  FigFigure *figure = attractor_plot_get_figure (plot);
  g_autoptr (GFile) folder = attractor_document_get_folder (self->document);

  if (figure == NULL) {
    attractor_window_show_message (self, _ ("There is no figure to export."));
    return;
  }

  gtk_window_present (GTK_WINDOW (attractor_export_dialog_new (
    GTK_WINDOW (self), folder, attractor_plot_get_kind (plot), figure)));
}

/**
 * attractor_window_connect_plot:
 * @self: a window
 * @plot: a plot of its experiment
 *
 * Makes the window do what people do in the plot, and the plot show what is
 * selected elsewhere.
 */
void
attractor_window_connect_plot (AttractorWindow *self, AttractorPlot *plot)
{
  g_signal_connect_object (plot, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    plot, "target-dragged", G_CALLBACK (target_dragged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    plot, "export", G_CALLBACK (attractor_window_export_figure), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->selection, "notify::attractor", G_CALLBACK (selection_cb), plot, 0);
  selection_cb (self->selection, NULL, plot);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

#include "attractor-figure-window.h"
#include "attractor-overview.h"
#include "attractor-refusal.h"

static void
update_view (AttractorWindow *self, AttractorPlot *plot)
{
  const GError *error = attractor_live_theory_get_error (self->theory);
  ExpTheory *theory = attractor_live_theory_get_theory (self->theory);
  ExpMeasurement *shown = attractor_window_get_shown (self);

  attractor_plot_set_basins (plot, attractor_basins_get (self->basins, shown));
  if (error != NULL) {
    g_autofree char *message = attractor_refusal_to_words (error->message);

    attractor_plot_set_error (plot, message);
  } else if (theory != NULL) {
    attractor_plot_set_source (plot, theory, shown);
  }
}

/**
 * attractor_window_update_views:
 * @self: a window
 *
 * Makes every figure tell what is known now: those on pages, those in the overview
 * and those in windows of their own.
 */
void
attractor_window_update_views (AttractorWindow *self)
{
  for (guint i = 0; i < self->views->len; i++)
    update_view (self, g_ptr_array_index (self->views, i));
}

/**
 * attractor_window_add_view:
 * @self: a window
 * @plot: a figure in this window or in one that belongs to it
 *
 * Makes @plot show the results of this window from now on.
 */
void
attractor_window_add_view (AttractorWindow *self, AttractorPlot *plot)
{
  g_ptr_array_add (self->views, plot);
  attractor_window_connect_plot (self, plot);
  attractor_plot_set_comparisons (plot, self->comparisons);
  attractor_window_choose_axes (self, plot);
  attractor_plot_set_busy (plot, attractor_live_theory_get_busy (self->theory));
  update_view (self, plot);
}

/**
 * attractor_window_create_overview:
 * @self: a window
 *
 * Adds the page with the main figures at once.
 */
void
attractor_window_create_overview (AttractorWindow *self)
{
  GtkWidget *overview = attractor_overview_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GPtrArray *plots = attractor_overview_get_plots (ATTRACTOR_OVERVIEW (overview));
  AdwViewStackPage *page;

  gtk_scrolled_window_set_policy (
    GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), overview);
  page = adw_view_stack_add_titled (self->stack, scrolled, "overview", _ ("Overview"));
  adw_view_stack_page_set_icon_name (page, "view-grid-symbolic");
  for (guint i = 0; i < plots->len; i++)
    attractor_window_add_view (self, g_ptr_array_index (plots, i));
  self->overview = ATTRACTOR_OVERVIEW (overview);
}

static AttractorPlot *
find_focused (GPtrArray *plots, GtkWidget *focus)
{
  for (guint i = 0; i < plots->len; i++) {
    GtkWidget *plot = g_ptr_array_index (plots, i);

    if (focus != NULL && (focus == plot || gtk_widget_is_ancestor (focus, plot)))
      return ATTRACTOR_PLOT (plot);
  }
  return NULL;
}

/**
 * attractor_window_get_current_plot:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the figure that the keys and the menu mean:
 *   that of the figure's window in which somebody is, or else that in sight; in
 *   the overview the one with the focus, or the first; %NULL where the page has no
 *   figure
 */
AttractorPlot *
attractor_window_get_current_plot (AttractorWindow *self)
{
  GtkWidget *page = adw_view_stack_get_visible_child (self->stack);

  for (guint i = 0; i < self->figure_windows->len; i++) {
    AttractorFigureWindow *window = g_ptr_array_index (self->figure_windows, i);

    if (gtk_window_is_active (GTK_WINDOW (window)))
      return attractor_figure_window_get_plot (window);
  }
  for (guint i = 0; i < self->plots->len; i++) {
    GtkWidget *plot = g_ptr_array_index (self->plots, i);

    if (plot == page || gtk_widget_is_ancestor (plot, page))
      return ATTRACTOR_PLOT (plot);
  }
  if (gtk_widget_is_ancestor (GTK_WIDGET (self->overview), page)) {
    GPtrArray *plots = attractor_overview_get_plots (self->overview);
    AttractorPlot *focused = find_focused (plots, gtk_window_get_focus (GTK_WINDOW (self)));

    return focused != NULL ? focused : g_ptr_array_index (plots, 0);
  }
  return NULL;
}

static void
figure_window_gone_cb (AttractorFigureWindow *window, AttractorWindow *self)
{
  g_ptr_array_remove (self->views, attractor_figure_window_get_plot (window));
  g_ptr_array_remove (self->figure_windows, window);
}

/**
 * attractor_window_detach_figure:
 * @self: a window
 * @kind: what to show
 *
 * Opens a window for one figure alone.
 */
void
attractor_window_detach_figure (AttractorWindow *self, const FigKind *kind)
{
  AttractorFigureWindow *window = attractor_figure_window_new (GTK_WINDOW (self), kind);
  g_autofree char *name = attractor_document_dup_name (self->document);

  attractor_figure_window_set_document_name (window, name);
  g_ptr_array_add (self->figure_windows, window);
  g_signal_connect (window, "destroy", G_CALLBACK (figure_window_gone_cb), self);
  attractor_window_add_view (self, attractor_figure_window_get_plot (window));
  gtk_window_present (GTK_WINDOW (window));
}

/**
 * attractor_window_update_figure_titles:
 * @self: a window
 *
 * Tells the figures' windows what the document is called.
 */
void
attractor_window_update_figure_titles (AttractorWindow *self)
{
  g_autofree char *name = attractor_document_dup_name (self->document);

  for (guint i = 0; i < self->figure_windows->len; i++)
    attractor_figure_window_set_document_name (g_ptr_array_index (self->figure_windows, i), name);
}

/**
 * attractor_window_close_figures:
 * @self: a window that goes
 *
 * Closes the windows of its figures.
 */
void
attractor_window_close_figures (AttractorWindow *self)
{
  while (self->figure_windows->len > 0) {
    AttractorFigureWindow *window = g_ptr_array_index (self->figure_windows, 0);

    /* It may outlive this function, as when it handles the key that closes all. */
    g_signal_handlers_disconnect_by_func (window, figure_window_gone_cb, self);
    figure_window_gone_cb (window, self);
    gtk_window_destroy (GTK_WINDOW (window));
  }
}

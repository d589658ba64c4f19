/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-figure-window.h"

#include <glib/gi18n.h>

/**
 * AttractorFigureWindow:
 *
 * One figure in a window of its own, for a second screen. It shows what the window
 * that it came from shows, follows that window's parameters, takes its keys and
 * closes with it.
 */
struct _AttractorFigureWindow {
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *content;
  AttractorPlot *plot;
};

G_DEFINE_FINAL_TYPE (AttractorFigureWindow, attractor_figure_window, ADW_TYPE_WINDOW)

static void
toggle_fullscreen_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkWindow *window = GTK_WINDOW (widget);

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
attractor_figure_window_class_init (AttractorFigureWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-figure-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorFigureWindow, title);
  gtk_widget_class_bind_template_child (widget_class, AttractorFigureWindow, content);
  gtk_widget_class_install_action (widget_class, "figure.fullscreen", NULL, toggle_fullscreen_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "figure.fullscreen", NULL);
}

static void
attractor_figure_window_init (AttractorFigureWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * attractor_figure_window_new:
 * @owner: the window whose results it shows; its actions are this one's too
 * @kind: what it shows
 *
 * Returns: a window whose figure has nothing to show yet
 */
AttractorFigureWindow *
attractor_figure_window_new (GtkWindow *owner, const FigKind *kind)
{
  AttractorFigureWindow *self;

  g_return_val_if_fail (G_IS_ACTION_GROUP (owner), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  self = g_object_new (
    ATTRACTOR_TYPE_FIGURE_WINDOW, "application", gtk_window_get_application (owner), NULL);
  self->plot = ATTRACTOR_PLOT (attractor_plot_new (kind));
  gtk_widget_set_vexpand (GTK_WIDGET (self->plot), TRUE);
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->plot));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (owner));
  gtk_widget_insert_action_group (
    GTK_WIDGET (self), "app", G_ACTION_GROUP (gtk_window_get_application (owner)));
  adw_window_title_set_title (self->title, _ (kind->title));
  return self;
}

/**
 * attractor_figure_window_get_plot:
 * @self: a figure's window
 *
 * Returns: (transfer none): the figure
 */
AttractorPlot *
attractor_figure_window_get_plot (AttractorFigureWindow *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_FIGURE_WINDOW (self), NULL);

  return self->plot;
}

/**
 * attractor_figure_window_set_document_name:
 * @self: a figure's window
 * @name: of the document that the figure belongs to
 */
void
attractor_figure_window_set_document_name (AttractorFigureWindow *self, const char *name)
{
  g_autofree char *title = NULL;

  g_return_if_fail (ATTRACTOR_IS_FIGURE_WINDOW (self));

  if (g_strcmp0 (adw_window_title_get_subtitle (self->title), name) == 0)
    return;
  adw_window_title_set_subtitle (self->title, name);
  title = g_strdup_printf ("%s – %s", adw_window_title_get_title (self->title), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

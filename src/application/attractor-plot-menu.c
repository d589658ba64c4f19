/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-plot-private.h"

#include <glib/gi18n.h>

#include "attractor-number.h"

static void
copy_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  attractor_plot_emit_copy (ATTRACTOR_PLOT (widget));
}

static void
export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  attractor_plot_emit_export (ATTRACTOR_PLOT (widget));
}

static void
data_table_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  attractor_plot_emit_data_table (ATTRACTOR_PLOT (widget));
}

static void
reset_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  attractor_plot_reset_view (ATTRACTOR_PLOT (widget));
}

static void
box_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ATTRACTOR_PLOT (widget)->box_mode = TRUE;
}

/* What a click does, where the menu was opened */
static void
pick_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AttractorPlot *self = ATTRACTOR_PLOT (widget);

  if (self->menu_figure != NULL)
    attractor_plot_emit_picked (self, &self->menu_pick);
}

static FigScaleKind
choose_scale (AttractorPlot *self, guint panel, FigDirection direction, gboolean logarithmic)
{
  return logarithmic ? fig_viewport_choose_logarithmic (self->figure, panel, direction)
                     : FIG_SCALE_LINEAR;
}

/**
 * attractor_plot_get_logarithmic:
 * @self: a plot
 * @direction: which axis
 *
 * Returns: whether this axis of the panel that menus are about is logarithmic
 */
gboolean
attractor_plot_get_logarithmic (AttractorPlot *self, FigDirection direction)
{
  const FigPanel *panel;

  if (!attractor_plot_ensure_layout (self))
    return FALSE;
  panel = fig_figure_get_panel (self->shown, attractor_plot_get_panel (self));
  return (direction == FIG_ACROSS ? panel->x.kind : panel->y.kind) != FIG_SCALE_LINEAR;
}

/**
 * attractor_plot_set_logarithmic:
 * @self: a plot
 * @direction: which axis
 * @logarithmic: whether this axis of the panel that menus are about is to be
 *   logarithmic
 */
void
attractor_plot_set_logarithmic (AttractorPlot *self, FigDirection direction, gboolean logarithmic)
{
  FigScaleKind kind;
  guint panel;

  if (!attractor_plot_ensure_layout (self))
    return;
  panel = attractor_plot_get_panel (self);
  kind = choose_scale (self, panel, direction, logarithmic);
  if (!fig_viewport_can_set_scale (self->figure, panel, direction, kind))
    return;
  fig_viewport_set_scale (self->viewport, self->figure, panel, direction, kind);
  attractor_plot_view_changed (self);
}

/**
 * attractor_plot_class_add_actions:
 * @widget_class: the class of plots
 *
 * Adds what the context menu does.
 */
void
attractor_plot_class_add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "plot.pick", NULL, pick_cb);
  gtk_widget_class_install_action (widget_class, "plot.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "plot.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "plot.data-table", NULL, data_table_cb);
  gtk_widget_class_install_action (widget_class, "plot.reset", NULL, reset_cb);
  gtk_widget_class_install_action (widget_class, "plot.box", NULL, box_cb);
  gtk_widget_class_install_property_action (
    widget_class, "plot.logarithmic-across", "logarithmic-across");
  gtk_widget_class_install_property_action (
    widget_class, "plot.logarithmic-upwards", "logarithmic-upwards");
}

static gboolean
can_toggle (AttractorPlot *self, guint panel, FigDirection direction)
{
  gboolean now = attractor_plot_get_logarithmic (self, direction);

  return fig_viewport_can_set_scale (
    self->figure, panel, direction, choose_scale (self, panel, direction, !now));
}

/**
 * attractor_plot_update_actions:
 * @self: a plot
 *
 * Offers what can be done with the figure as it is.
 */
void
attractor_plot_update_actions (AttractorPlot *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean figure = attractor_plot_ensure_layout (self);
  guint panel = figure ? attractor_plot_get_panel (self) : 0;

  gtk_widget_action_set_enabled (widget, "plot.copy", figure);
  gtk_widget_action_set_enabled (widget, "plot.export", figure);
  gtk_widget_action_set_enabled (widget, "plot.data-table", figure);
  gtk_widget_action_set_enabled (widget, "plot.box", figure);
  gtk_widget_action_set_enabled (
    widget, "plot.reset", figure && !fig_viewport_is_home (self->viewport));
  gtk_widget_action_set_enabled (
    widget, "plot.logarithmic-across", figure && can_toggle (self, panel, FIG_ACROSS));
  gtk_widget_action_set_enabled (
    widget, "plot.logarithmic-upwards", figure && can_toggle (self, panel, FIG_UPWARDS));
  g_object_notify (G_OBJECT (self), "logarithmic-across");
  g_object_notify (G_OBJECT (self), "logarithmic-upwards");
}

/* What a click at a place would do; %NULL for nothing */
static char *
name_pick (const FigPick *pick)
{
  double frequency;

  if (fig_pick_has (pick, FIG_QUANTITY_PARAMETER))
    return g_strdup (_ ("_Take the Parameters from Here"));
  if (fig_pick_get_frequency (pick, &frequency)) {
    g_autofree char *omega = attractor_number_to_words (frequency);

    /* TRANSLATORS: in a figure's menu; %s is the angular frequency of the place that was clicked */
    return g_strdup_printf (_ ("Dri_ve the Network at ω = %s"), omega);
  }
  if (fig_pick_has (pick, FIG_QUANTITY_OUTPUT) && pick->owner < 0)
    return g_strdup (_ ("Re_lease the Network Here"));
  return NULL;
}

/* The figure stays while the menu is open: the place has a meaning in this one alone. */
static void
offer_pick (AttractorPlot *self, double x, double y)
{
  int panel = fig_layout_find_panel (self->layout, x, y);
  g_autofree char *label = NULL;

  g_menu_remove_all (self->place_menu);
  g_clear_pointer (&self->menu_figure, fig_figure_unref);
  if (panel < 0 || !attractor_plot_can_pick (self) ||
      !attractor_plot_find_pick (self, (guint)panel, x, y, &self->menu_pick))
    return;
  attractor_plot_take_frequency (self, &self->menu_pick);
  label = name_pick (&self->menu_pick);
  if (label == NULL)
    return;
  self->menu_figure = fig_figure_ref (self->shown);
  g_menu_append (self->place_menu, label, "plot.pick");
}

/* GTK leaves the focus with nobody where an item that has it is made anew. */
static void
menu_closed_cb (AttractorPlot *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *before = self->menu_focus;

  if (before != NULL && root != NULL && gtk_widget_get_root (before) == root &&
      (focus == NULL || gtk_widget_is_ancestor (focus, self->menu))) {
    if (GTK_IS_TEXT (before))
      gtk_text_grab_focus_without_selecting (GTK_TEXT (before));
    else
      gtk_widget_grab_focus (before);
  }
  g_clear_weak_pointer (&self->menu_focus);
}

/**
 * attractor_plot_open_menu:
 * @self: a plot
 * @x: where
 * @y: likewise
 */
void
attractor_plot_open_menu (AttractorPlot *self, double x, double y)
{
  GdkRectangle place = { (int)x, (int)y, 1, 1 };

  if (!attractor_plot_ensure_layout (self))
    return;
  if (self->menu == NULL) {
    self->menu = gtk_popover_menu_new_from_model (self->menu_model);
    gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
    /* A popover's start is the left in every language. */
    gtk_widget_set_halign (self->menu,
                           gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
                             ? GTK_ALIGN_END
                             : GTK_ALIGN_START);
    gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    g_signal_connect_object (
      self->menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
  }
  g_set_weak_pointer (&self->menu_focus,
                      gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  offer_pick (self, x, y);
  attractor_plot_update_actions (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

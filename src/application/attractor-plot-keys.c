/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-plot-private.h"

#include <glib/gi18n.h>

#include "fig-text.h"

#define KEY_FACTOR 1.25
#define KEY_STEP 0.1 /* of a panel */

static guint
n_entries (AttractorPlot *self)
{
  return fig_legend_get_n_entries (fig_figure_get_legend (self->shown));
}

static gboolean
is_stop (AttractorPlot *self, int stop)
{
  FigRect box;

  if (stop < (int)n_entries (self))
    return fig_layout_get_entry (self->layout, (guint)stop, &box) &&
           fig_viewport_can_hide (self->figure, (guint)stop);
  return stop < (int)(n_entries (self) + fig_figure_get_n_panels (self->shown));
}

/**
 * attractor_plot_get_stop:
 * @self: a plot with a layout
 * @box: (out): where the keys are
 *
 * Returns: whether the keys are at an entry of the legend or in a panel
 */
gboolean
attractor_plot_get_stop (AttractorPlot *self, FigRect *box)
{
  if (self->stop < 0 || !is_stop (self, self->stop))
    return FALSE;
  if (self->stop < (int)n_entries (self))
    return fig_layout_get_entry (self->layout, (guint)self->stop, box);
  *box = fig_layout_get_place (self->layout, (guint)self->stop - n_entries (self))->view.area;
  return TRUE;
}

static void
announce_entry (AttractorPlot *self, guint entry)
{
  const FigLegendEntry *shown = fig_legend_get_entry (fig_figure_get_legend (self->shown), entry);
  g_autofree char *text = NULL;

  if (shown->hidden)
    /* TRANSLATORS: %s is an entry of a figure's legend */
    text = g_strdup_printf (_ ("Legend: %s, hidden"), shown->text);
  else
    /* TRANSLATORS: %s is an entry of a figure's legend */
    text = g_strdup_printf (_ ("Legend: %s, shown"), shown->text);
  attractor_plot_describe (self, text);
}

/* The first point in sight of the panel, from the top layer down. */
static gboolean
find_first (AttractorPlot *self, guint panel, FigHit *hit)
{
  const GPtrArray *layers = fig_figure_get_panel (self->shown, panel)->layers;

  for (guint i = 0; i < layers->len; i++) {
    const FigLayer *layer = g_ptr_array_index (layers, i);

    *hit = (FigHit){ .panel = panel, .layer = i };
    for (hit->point = 0; hit->point < layer->series->n_points; hit->point++)
      if (fig_hit_locate (hit, self->shown, self->layout))
        return TRUE;
  }
  return FALSE;
}

static void
enter_stop (AttractorPlot *self, int stop)
{
  FigHit hit;

  self->stop = stop;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (stop >= (int)n_entries (self)) {
    if (find_first (self, (guint)stop - n_entries (self), &hit))
      attractor_plot_set_hit (self, &hit, TRUE);
    return;
  }
  attractor_plot_set_hit (self, NULL, TRUE);
  if (stop >= 0)
    announce_entry (self, (guint)stop);
  else
    attractor_plot_describe (self, NULL);
}

/* The next stop in a direction, -1 where there is none. */
static int
find_stop (AttractorPlot *self, int stop, int step)
{
  int n_stops = (int)(n_entries (self) + fig_figure_get_n_panels (self->shown));

  for (stop += step; stop >= 0 && stop < n_stops; stop += step)
    if (is_stop (self, stop))
      return stop;
  return -1;
}

/**
 * attractor_plot_focus:
 * @widget: a plot
 * @direction: where the focus is to go
 *
 * The Tab key goes from the figure as a whole to the entries of its legend,
 * then to its panels, and then on to whatever comes after the figure.
 *
 * Returns: whether the focus stays in the plot
 */
gboolean
attractor_plot_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AttractorPlot *self = ATTRACTOR_PLOT (widget);
  int step = direction == GTK_DIR_TAB_BACKWARD ? -1 : 1, stop;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;
  if (!gtk_widget_get_focusable (widget) || !gtk_widget_is_sensitive (widget))
    return FALSE;
  if (!gtk_widget_has_focus (widget)) {
    self->stop = -1;
    return gtk_widget_grab_focus (widget);
  }
  if (!attractor_plot_ensure_layout (self))
    return FALSE;

  stop = find_stop (self, self->stop, step);
  if (stop < 0 && !(step < 0 && self->stop >= 0)) {
    enter_stop (self, -1);
    return FALSE;
  }
  enter_stop (self, stop);
  return TRUE;
}

/* In the legend the arrows go from one entry to the next, and no further than that. */
static void
go_in_legend (AttractorPlot *self, int step)
{
  int stop = find_stop (self, self->stop, step);

  if (stop >= 0 && stop < (int)n_entries (self))
    enter_stop (self, stop);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static gboolean
pan_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  AttractorPlot *self = ATTRACTOR_PLOT (widget);
  const FigRect *area;
  guint panel;
  double dx, dy;

  if (!attractor_plot_ensure_layout (self))
    return FALSE;
  g_variant_get (arguments, "(dd)", &dx, &dy);
  if (self->stop >= 0 && self->stop < (int)n_entries (self)) {
    go_in_legend (self, dx > 0.0 || dy > 0.0 ? -1 : 1);
    return TRUE;
  }
  panel = attractor_plot_get_panel (self);
  area = &fig_layout_get_place (self->layout, panel)->view.area;
  attractor_plot_pan (self, panel, dx * area->width, dy * area->height);
  return TRUE;
}

/* About the point that is read out, else about the middle. */
static gboolean
zoom_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  AttractorPlot *self = ATTRACTOR_PLOT (widget);
  double factor = g_variant_get_double (arguments);

  if (!attractor_plot_ensure_layout (self))
    return FALSE;
  if (self->has_hit) {
    attractor_plot_zoom (self, self->hit.x, self->hit.y, factor);
  } else {
    guint panel = attractor_plot_get_panel (self);
    const FigRect *area = &fig_layout_get_place (self->layout, panel)->view.area;

    attractor_plot_zoom (self, area->x + area->width / 2.0, area->y + area->height / 2.0, factor);
  }
  return TRUE;
}

static gboolean
reset_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  attractor_plot_reset_limits (ATTRACTOR_PLOT (widget));
  return TRUE;
}

static gboolean
step_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  AttractorPlot *self = ATTRACTOR_PLOT (widget);
  int layers, points;
  FigHit hit = self->hit;

  if (!attractor_plot_ensure_layout (self))
    return FALSE;
  g_variant_get (arguments, "(ii)", &layers, &points);
  if (!self->has_hit) {
    if (!find_first (self, attractor_plot_get_panel (self), &hit))
      return TRUE;
  } else if (!fig_hit_step (&hit, self->shown, self->layout, layers, points)) {
    gtk_widget_error_bell (widget);
    return TRUE;
  }
  attractor_plot_set_hit (self, &hit, TRUE);
  return TRUE;
}

/* What a click does, at the point that is read out */
static gboolean
activate_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  AttractorPlot *self = ATTRACTOR_PLOT (widget);
  FigPick pick;

  if (!attractor_plot_ensure_layout (self))
    return FALSE;
  if (self->stop >= 0 && self->stop < (int)n_entries (self)) {
    attractor_plot_toggle_entry (self, (guint)self->stop);
    if (attractor_plot_ensure_layout (self) && is_stop (self, self->stop))
      announce_entry (self, (guint)self->stop);
    return TRUE;
  }
  if (!self->has_hit ||
      !fig_pick_init (&pick, self->shown, self->layout, self->hit.panel, self->hit.x, self->hit.y))
    return FALSE;
  attractor_plot_mark_pick (self, &self->hit, &pick);
  if (pick.owner >= 0)
    attractor_plot_emit_selected (self, pick.owner);
  attractor_plot_emit_picked (self, &pick);
  return TRUE;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  AttractorPlot *self = ATTRACTOR_PLOT (widget);

  if (attractor_plot_cancel_drag (self))
    return TRUE;
  if (self->stop < 0 && !self->has_hit && !self->box_mode)
    return FALSE;
  self->box_mode = FALSE;
  if (attractor_plot_ensure_layout (self))
    enter_stop (self, -1);
  return TRUE;
}

static gboolean
menu_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  AttractorPlot *self = ATTRACTOR_PLOT (widget);
  const FigRect *area;

  if (!attractor_plot_ensure_layout (self))
    return FALSE;
  area = &fig_layout_get_place (self->layout, attractor_plot_get_panel (self))->view.area;
  if (self->has_hit)
    attractor_plot_open_menu (self, self->hit.x, self->hit.y);
  else
    attractor_plot_open_menu (self, area->x + area->width / 2.0, area->y + area->height / 2.0);
  return TRUE;
}

static gboolean
copy_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  attractor_plot_emit_copy (ATTRACTOR_PLOT (widget));
  return TRUE;
}

static void
add_steps (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    int layers;
    int points;
  } steps[] = {
    { GDK_KEY_Left, 0, -1 }, { GDK_KEY_Right, 0, 1 },     { GDK_KEY_Up, 1, 0 },
    { GDK_KEY_Down, -1, 0 }, { GDK_KEY_Page_Up, 0, -10 }, { GDK_KEY_Page_Down, 0, 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding (widget_class,
                                  steps[i].key,
                                  GDK_CONTROL_MASK,
                                  step_cb,
                                  "(ii)",
                                  steps[i].layers,
                                  steps[i].points);
}

/**
 * attractor_plot_class_add_keys:
 * @widget_class: the class of plots
 *
 * Adds what keys do: all that the pointer does.
 */
void
attractor_plot_class_add_keys (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    double dx;
    double dy;
  } pans[] = {
    { GDK_KEY_Left, KEY_STEP, 0.0 },    { GDK_KEY_Right, -KEY_STEP, 0.0 },
    { GDK_KEY_Up, 0.0, KEY_STEP },      { GDK_KEY_Down, 0.0, -KEY_STEP },
    { GDK_KEY_KP_Left, KEY_STEP, 0.0 }, { GDK_KEY_KP_Right, -KEY_STEP, 0.0 },
    { GDK_KEY_KP_Up, 0.0, KEY_STEP },   { GDK_KEY_KP_Down, 0.0, -KEY_STEP },
  };
  static const struct {
    guint key;
    GdkModifierType modifiers;
    GtkShortcutFunc callback;
  } others[] = {
    { GDK_KEY_0, 0, reset_cb },
    { GDK_KEY_KP_0, 0, reset_cb },
    { GDK_KEY_space, 0, activate_cb },
    { GDK_KEY_Return, 0, activate_cb },
    { GDK_KEY_KP_Enter, 0, activate_cb },
    { GDK_KEY_Escape, 0, escape_cb },
    { GDK_KEY_Menu, 0, menu_cb },
    { GDK_KEY_F10, GDK_SHIFT_MASK, menu_cb },
    { GDK_KEY_c, GDK_CONTROL_MASK, copy_cb },
  };
  static const guint in[] = { GDK_KEY_plus, GDK_KEY_equal, GDK_KEY_KP_Add };
  static const guint out[] = { GDK_KEY_minus, GDK_KEY_KP_Subtract };

  for (gsize i = 0; i < G_N_ELEMENTS (pans); i++)
    gtk_widget_class_add_binding (
      widget_class, pans[i].key, 0, pan_cb, "(dd)", pans[i].dx, pans[i].dy);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    gtk_widget_class_add_binding (
      widget_class, others[i].key, others[i].modifiers, others[i].callback, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (in); i++)
    gtk_widget_class_add_binding (widget_class, in[i], 0, zoom_cb, "d", KEY_FACTOR);
  for (gsize i = 0; i < G_N_ELEMENTS (out); i++)
    gtk_widget_class_add_binding (widget_class, out[i], 0, zoom_cb, "d", 1.0 / KEY_FACTOR);
  add_steps (widget_class);
}

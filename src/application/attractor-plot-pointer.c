/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-plot-private.h"

#include <math.h>

#include "fig-zoom.h"

#define WHEEL_FACTOR 1.2 /* of one notch of the wheel */
#define GRAB_REACH 9.0   /* of the pointer to a point that it seizes */
#define CLICK_REACH 4.0  /* that a hand moves while it clicks */

static void
update_cursor (AttractorPlot *self)
{
  FigHit hit;
  const char *name = NULL;

  if (self->drag == PLOT_DRAG_PAN || self->drag == PLOT_DRAG_TARGET)
    name = "grabbing";
  else if (self->box_mode)
    name = "crosshair";
  else if (!attractor_plot_ensure_layout (self))
    name = NULL;
  else if (fig_layout_find_entry (self->layout, self->pointer_x, self->pointer_y) >= 0)
    name = "pointer";
  else if (fig_hit_find_role (&hit,
                              self->shown,
                              self->layout,
                              FIG_ROLE_TARGET,
                              self->pointer_x,
                              self->pointer_y,
                              GRAB_REACH))
    name = "grab";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

static void
motion_cb (AttractorPlot *self, double x, double y)
{
  FigHit hit;

  if (self->pointer_x == x && self->pointer_y == y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  if (self->drag != PLOT_DRAG_NONE || !attractor_plot_ensure_layout (self))
    return;

  if (fig_hit_find (&hit, self->shown, self->layout, x, y, ATTRACTOR_PLOT_READ_REACH))
    attractor_plot_set_hit (self, &hit, FALSE);
  else
    attractor_plot_set_hit (self, NULL, FALSE);
  update_cursor (self);
}

static void
leave_cb (AttractorPlot *self)
{
  self->pointer_x = self->pointer_y = -1.0;
  if (!self->keyboard)
    attractor_plot_set_hit (self, NULL, FALSE);
}

static gboolean
scroll_cb (AttractorPlot *self, double dx, double dy)
{
  if (self->figure == NULL || dy == 0.0)
    return GDK_EVENT_PROPAGATE;

  attractor_plot_zoom (self, self->pointer_x, self->pointer_y, pow (WHEEL_FACTOR, -dy));
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (AttractorPlot *self)
{
  self->pinch_scale = 1.0;
}

static void
pinch_cb (AttractorPlot *self, double scale, GtkGesture *gesture)
{
  double x, y;

  if (!(scale > 0.0) || !gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    return;
  attractor_plot_zoom (self, x, y, scale / self->pinch_scale);
  self->pinch_scale = scale;
}

/**
 * attractor_plot_mark_pick:
 * @self: a plot
 * @hit: what is at a place
 * @pick: what the place means
 *
 * Says in @pick whose the point there is, if it is one: a place in an area is a place, and
 * nothing that could be taken hold of.
 */
void
attractor_plot_mark_pick (AttractorPlot *self, const FigHit *hit, FigPick *pick)
{
  const FigLayer *layer = fig_hit_get_layer (hit, self->shown);

  if (layer->class->fills)
    return;
  pick->owner = layer->look.owner;
  pick->role = layer->role;
}

/**
 * attractor_plot_find_pick:
 * @self: a plot
 * @panel: a panel
 * @x: a place
 * @y: likewise
 * @pick: (out): what the place means in that panel, and what the pointer would take hold of there
 *
 * Returns: whether there is a figure
 */
gboolean
attractor_plot_find_pick (AttractorPlot *self, guint panel, double x, double y, FigPick *pick)
{
  FigHit hit;

  if (!attractor_plot_ensure_layout (self) ||
      !fig_pick_init (pick, self->shown, self->layout, panel, x, y))
    return FALSE;
  if (fig_hit_find (&hit, self->shown, self->layout, x, y, GRAB_REACH))
    attractor_plot_mark_pick (self, &hit, pick);
  return TRUE;
}

static gboolean
get_pick (AttractorPlot *self, double x, double y, FigPick *pick)
{
  return attractor_plot_find_pick (self, self->drag_panel, x, y, pick);
}

/**
 * attractor_plot_take_frequency:
 * @self: a plot
 * @pick: (inout): a place where the pointer is
 *
 * A frequency is the one that is read out, though the pointer may be beside the point.
 */
void
attractor_plot_take_frequency (AttractorPlot *self, FigPick *pick)
{
  FigPick read;

  if (pick->x.quantity == FIG_QUANTITY_FREQUENCY && self->has_hit && !self->keyboard &&
      self->hit.panel == pick->panel &&
      fig_pick_init (&read, self->shown, self->layout, self->hit.panel, self->hit.x, self->hit.y))
    pick->x.value = read.x.value;
}

/* A click chooses what is there; on nothing that belongs to an attractor it
 * is the place that is meant. */
static void
click (AttractorPlot *self, double x, double y)
{
  int entry;
  FigPick pick;

  if (!attractor_plot_ensure_layout (self))
    return;
  entry = fig_layout_find_entry (self->layout, x, y);
  if (entry >= 0) {
    attractor_plot_toggle_entry (self, (guint)entry);
    return;
  }
  if (fig_layout_find_panel (self->layout, x, y) < 0 || !get_pick (self, x, y, &pick))
    return;
  attractor_plot_take_frequency (self, &pick);
  if (pick.owner >= 0)
    attractor_plot_emit_selected (self, pick.owner);
  attractor_plot_emit_picked (self, &pick);
}

static void
drag_begin_cb (AttractorPlot *self, double x, double y, GtkGesture *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
    GTK_EVENT_CONTROLLER (gesture));
  int panel;
  const FigView *view;
  FigHit hit;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->drag = PLOT_DRAG_NONE;
  if (!attractor_plot_ensure_layout (self))
    return;
  self->stop = -1;
  self->drag_start_x = x;
  self->drag_start_y = y;
  self->drag_dx = self->drag_dy = 0.0;
  panel = fig_layout_find_panel (self->layout, x, y);
  if (panel < 0)
    return;

  self->drag_panel = (guint)panel;
  view = &fig_layout_get_place (self->layout, self->drag_panel)->view;
  self->drag_x = view->x;
  self->drag_y = view->y;
  if (self->box_mode || (state & GDK_SHIFT_MASK) != 0) {
    self->drag = PLOT_DRAG_BOX;
  } else if (fig_hit_find_role (
               &hit, self->shown, self->layout, FIG_ROLE_TARGET, x, y, GRAB_REACH)) {
    self->drag = PLOT_DRAG_TARGET;
    self->target = (guint)fig_hit_get_layer (&hit, self->shown)->look.owner;
  } else {
    self->drag = PLOT_DRAG_PAN;
  }
}

static gboolean
has_moved (AttractorPlot *self)
{
  return hypot (self->drag_dx, self->drag_dy) > CLICK_REACH;
}

/* Every place of the pointer means what it meant when the drag began: as a target moves, the legend
 * may get other rows, and the panel another place. However a drag ends, that is told. */
static void
drag_target (AttractorPlot *self, AttractorDragPhase phase)
{
  double place_x = self->drag_start_x + self->drag_dx;
  double place_y = self->drag_start_y + self->drag_dy;
  FigRange x = { self->drag_x.minimum, self->drag_x.maximum };
  FigRange y = { self->drag_y.minimum, self->drag_y.maximum };

  /* The ground must not move under what is dragged. */
  if (phase == ATTRACTOR_DRAG_BEGIN) {
    g_clear_pointer (&self->view_before, fig_viewport_free);
    self->view_before = fig_viewport_copy (self->viewport);
    get_pick (self, place_x, place_y, &self->drag_pick);
    attractor_plot_set_limits (self, self->drag_panel, &x, &y);
  }
  fig_pick_move (&self->drag_pick, &self->drag_x, &self->drag_y, place_x, place_y);
  attractor_plot_emit_target_dragged (self, self->target, &self->drag_pick, phase);
  if (phase >= ATTRACTOR_DRAG_END && self->view_before != NULL) {
    fig_viewport_free (self->viewport);
    self->viewport = g_steal_pointer (&self->view_before);
    attractor_plot_view_changed (self);
  }
}

static void
drag_update_cb (AttractorPlot *self, double dx, double dy, GtkGesture *gesture)
{
  gboolean had_moved = has_moved (self);
  FigRange x, y;

  self->drag_dx = dx;
  self->drag_dy = dy;
  if (!had_moved && !has_moved (self)) {
    self->drag_dx = self->drag_dy = 0.0;
    return;
  }
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  update_cursor (self);

  switch (self->drag) {
  case PLOT_DRAG_PAN:
    x = fig_zoom_shift (&self->drag_x, dx);
    y = fig_zoom_shift (&self->drag_y, dy);
    attractor_plot_set_limits (self, self->drag_panel, &x, &y);
    break;
  case PLOT_DRAG_TARGET:
    if (!had_moved)
      drag_target (self, ATTRACTOR_DRAG_BEGIN);
    drag_target (self, ATTRACTOR_DRAG_UPDATE);
    break;
  case PLOT_DRAG_BOX:
  case PLOT_DRAG_NONE:
  default:
    gtk_widget_queue_draw (GTK_WIDGET (self));
  }
}

static void
zoom_to_box (AttractorPlot *self)
{
  double x = self->drag_start_x, y = self->drag_start_y;
  FigRange x_range = fig_zoom_between (&self->drag_x, x, x + self->drag_dx);
  FigRange y_range = fig_zoom_between (&self->drag_y, y, y + self->drag_dy);

  attractor_plot_set_limits (self, self->drag_panel, &x_range, &y_range);
}

static void
drag_end_cb (AttractorPlot *self)
{
  PlotDrag drag = self->drag;

  self->drag = PLOT_DRAG_NONE;
  if (!has_moved (self)) {
    if (drag != PLOT_DRAG_BOX)
      click (self, self->drag_start_x, self->drag_start_y);
  } else if (drag == PLOT_DRAG_BOX) {
    zoom_to_box (self);
    self->box_mode = FALSE;
  } else if (drag == PLOT_DRAG_TARGET) {
    drag_target (self, ATTRACTOR_DRAG_END);
  }
  attractor_plot_settle_view (self);
  update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * attractor_plot_cancel_drag:
 * @self: a plot
 *
 * Ends a drag, if there is one, as if it had never been: a target goes back to where it was.
 *
 * Returns: whether there was one
 */
gboolean
attractor_plot_cancel_drag (AttractorPlot *self)
{
  gboolean dragged = self->drag != PLOT_DRAG_NONE;

  if (self->drag == PLOT_DRAG_TARGET && has_moved (self))
    drag_target (self, ATTRACTOR_DRAG_CANCEL);
  self->drag = PLOT_DRAG_NONE;
  attractor_plot_settle_view (self);
  update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return dragged;
}

/* Twice on the figure shows all data again, where that is not so already. */
static void
pressed_cb (AttractorPlot *self, int n_presses, double x, double y, GtkGesture *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));

  if (event != NULL && gdk_event_triggers_context_menu (event)) {
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
    self->pointer_x = x;
    self->pointer_y = y;
    attractor_plot_open_menu (self, x, y);
  } else if (button == GDK_BUTTON_PRIMARY && n_presses == 2 &&
             attractor_plot_ensure_layout (self) &&
             fig_layout_find_entry (self->layout, x, y) < 0) {
    attractor_plot_reset_limits (self);
  }
}

static void
long_pressed_cb (AttractorPlot *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  attractor_plot_open_menu (self, x, y);
}

static GtkEventController *
add (AttractorPlot *self, gpointer controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  return controller;
}

/**
 * attractor_plot_add_controllers:
 * @self: a plot
 *
 * Adds what the pointer, the wheel and fingers do.
 */
void
attractor_plot_add_controllers (AttractorPlot *self)
{
  GtkEventController *motion = add (self, gtk_event_controller_motion_new ());
  GtkEventController *scroll = add (
    self, gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL));
  GtkEventController *pinch = add (self, gtk_gesture_zoom_new ());
  GtkEventController *click = add (self, gtk_gesture_click_new ());
  GtkEventController *drag = add (self, gtk_gesture_drag_new ());
  GtkEventController *press = add (self, gtk_gesture_long_press_new ());

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  gtk_gesture_group (GTK_GESTURE (click), GTK_GESTURE (drag));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (attractor_plot_cancel_drag), self);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (long_pressed_cb), self);
}

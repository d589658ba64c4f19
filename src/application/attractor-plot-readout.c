/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-plot-private.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "fig-crowd.h"
#include "fig-number.h"
#include "fig-text.h"

#include "attractor-kind.h"

#define RING 6.0   /* radius of the ring around a point */
#define GAP 12.0   /* between a point and what is said of it */
#define MARGIN 6.0 /* of the plot */

/**
 * attractor_plot_dup_readout:
 * @self: a plot with a hit
 *
 * Returns: (transfer full): what the point is, and its values, as Pango markup
 */
char *
attractor_plot_dup_readout (AttractorPlot *self)
{
  const FigLayer *layer = fig_hit_get_layer (&self->hit, self->shown);
  const char *kind = attractor_kind_get_title (layer->series->kind);
  g_autofree char *title = fig_series_get_title (layer->series);
  g_autofree char *name = g_markup_escape_text (title, -1);
  g_autofree char *values = fig_hit_describe (&self->hit, self->shown, self->layout);
  g_autofree char *markup = kind == NULL
                              ? g_strdup_printf ("<b>%s</b>\n%s", name, values)
                              : g_strdup_printf ("<b>%s</b> – %s\n%s", name, kind, values);

  return fig_number_localize (markup, localeconv ()->decimal_point);
}

static void
measure_readout (AttractorPlot *self, int width, int *natural_width, int *natural_height)
{
  GtkWidget *label = GTK_WIDGET (self->readout);

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, natural_width, NULL, NULL);
  *natural_width = MIN (*natural_width, width);
  gtk_widget_measure (
    label, GTK_ORIENTATION_VERTICAL, *natural_width, NULL, natural_height, NULL, NULL);
}

/* How much of the figure it would hide there, as far as there is a layout. */
static guint
count_hidden (AttractorPlot *self, const FigRect *box)
{
  return self->layout != NULL && self->shown != NULL
           ? fig_crowd_count (self->shown, self->layout, box)
           : 0;
}

/* Beside the point where there is room, so that it does not hide what is pointed at: below it to
 * the right, or to the side where it hides least of what else there is. */
static void
allocate_readout (AttractorPlot *self, int width, int height)
{
  int natural_width, natural_height;
  double x = self->hit.x + GAP, y = self->hit.y + GAP;
  guint least = G_MAXUINT;

  measure_readout (self, width, &natural_width, &natural_height);
  /* where no side has room for all of it */
  if (x + natural_width + MARGIN > width)
    x = self->hit.x - GAP - natural_width;
  if (y + natural_height + MARGIN > height)
    y = self->hit.y - GAP - natural_height;
  for (guint corner = 0; corner < 4; corner++) {
    FigRect box = {
      corner % 2 == 0 ? self->hit.x + GAP : self->hit.x - GAP - natural_width,
      corner / 2 == 0 ? self->hit.y + GAP : self->hit.y - GAP - natural_height,
      natural_width,
      natural_height,
    };
    guint n_hidden = count_hidden (self, &box);

    if (box.x < 0.0 || box.y < 0.0 || box.x + box.width + MARGIN > width ||
        box.y + box.height + MARGIN > height || n_hidden >= least)
      continue;
    least = n_hidden;
    x = box.x;
    y = box.y;
  }
  x = CLAMP (x, 0.0, MAX (width - natural_width, 0));
  y = CLAMP (y, 0.0, MAX (height - natural_height, 0));
  gtk_widget_size_allocate (GTK_WIDGET (self->readout),
                            &(GtkAllocation){ (int)x, (int)y, natural_width, natural_height },
                            -1);
}

static void
measure_cb (GtkWidget *widget,
            GtkOrientation orientation,
            int for_size,
            int *minimum,
            int *natural,
            int *minimum_baseline,
            int *natural_baseline)
{
  GtkWidget *readout = GTK_WIDGET (ATTRACTOR_PLOT (widget)->readout);

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int child_minimum, child_natural;

    if (child == readout || !gtk_widget_should_layout (child))
      continue;
    gtk_widget_measure (child, orientation, for_size, &child_minimum, &child_natural, NULL, NULL);
    *minimum = MAX (*minimum, child_minimum);
    *natural = MAX (*natural, child_natural);
  }
}

static void
allocate_cb (GtkWidget *widget, int width, int height, int baseline)
{
  AttractorPlot *self = ATTRACTOR_PLOT (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (!gtk_widget_should_layout (child))
      continue;
    if (child == GTK_WIDGET (self->readout))
      allocate_readout (self, width, height);
    else
      gtk_widget_size_allocate (child, &(GtkAllocation){ 0, 0, width, height }, -1);
  }
}

/**
 * attractor_plot_create_layout:
 *
 * Returns: (transfer full): what gives a plot's children their places: the read-out is where
 *   its point is, and asks for no room of its own, so that the window can be as narrow with it
 *   as without; the others have the whole plot
 */
GtkLayoutManager *
attractor_plot_create_layout (void)
{
  return gtk_custom_layout_new (NULL, measure_cb, allocate_cb);
}

/* The pointer means the place where it is, whatever has come there meanwhile; keys, and who
 * drags, have chosen a point. */
static gboolean
find_again (AttractorPlot *self)
{
  if (!attractor_plot_ensure_layout (self))
    return FALSE;
  if (self->keyboard || self->drag != PLOT_DRAG_NONE)
    return fig_hit_locate (&self->hit, self->shown, self->layout);
  return self->pointer_x >= 0.0 && fig_hit_find (&self->hit,
                                                 self->shown,
                                                 self->layout,
                                                 self->pointer_x,
                                                 self->pointer_y,
                                                 ATTRACTOR_PLOT_READ_REACH);
}

/* Where the pointer is now: a plot that has moved below it, or has gone from there, is not told
 * so by an event before the pointer moves itself. */
static void
ask_pointer (AttractorPlot *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));
  GdkDevice *pointer = seat != NULL ? gdk_seat_get_pointer (seat) : NULL;
  double x, y, left, top;
  GtkWidget *below = NULL;

  self->pointer_x = self->pointer_y = -1.0;
  if (native == NULL || pointer == NULL ||
      !gdk_surface_get_device_position (gtk_native_get_surface (native), pointer, &x, &y, NULL))
    return;
  gtk_native_get_surface_transform (native, &left, &top);
  below = gtk_widget_pick (GTK_WIDGET (native), x - left, y - top, GTK_PICK_DEFAULT);
  if (below == widget || (below != NULL && gtk_widget_is_ancestor (below, widget)))
    gtk_widget_translate_coordinates (
      GTK_WIDGET (native), widget, x - left, y - top, &self->pointer_x, &self->pointer_y);
}

static gboolean
await_cb (gpointer user_data)
{
  AttractorPlot *self = user_data;

  self->readout_source = 0;
  if (!self->keyboard && self->drag == PLOT_DRAG_NONE)
    ask_pointer (self);
  attractor_plot_update_readout (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/**
 * attractor_plot_await_readout:
 * @self: a plot that has another size than before
 *
 * Says again what is read out, but not while sizes are given out.
 */
void
attractor_plot_await_readout (AttractorPlot *self)
{
  if (self->has_hit && self->readout_source == 0)
    self->readout_source = g_idle_add (await_cb, self);
}

/**
 * attractor_plot_update_readout:
 * @self: a plot
 *
 * Says again what is known of the point that is read out, or of what is under the pointer
 * now, after figure or view have changed; nothing more if there is no longer anything.
 */
void
attractor_plot_update_readout (AttractorPlot *self)
{
  g_autofree char *markup = NULL;

  if (self->has_hit && !find_again (self))
    self->has_hit = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->readout), self->has_hit);
  if (!self->has_hit)
    return;

  markup = attractor_plot_dup_readout (self);
  if (strcmp (gtk_label_get_label (self->readout), markup) != 0)
    gtk_label_set_markup (self->readout, markup);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * attractor_plot_set_hit:
 * @self: a plot with a layout
 * @hit: (nullable): a point to read out; %NULL for none
 * @keyboard: whether it was come to by keys, and is to be announced
 */
void
attractor_plot_set_hit (AttractorPlot *self, const FigHit *hit, gboolean keyboard)
{
  if (hit == NULL && !self->has_hit)
    return;

  self->has_hit = hit != NULL;
  self->keyboard = keyboard;
  if (hit != NULL)
    self->hit = *hit;
  attractor_plot_update_readout (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->has_hit && keyboard) {
    g_autofree char *text = fig_text_from_markup (gtk_label_get_label (self->readout));

    attractor_plot_describe (self, text);
  }
}

static void
get_color (AttractorPlot *self, const char *name, GdkRGBA *color)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));

  if (!gtk_style_context_lookup_color (context, name, color))
    gtk_style_context_get_color (context, color);
}

/* That of the series whose point is read out: where lines cross, the ring tells which of them is
 * meant, and another colour would tell it wrong. On a map, which has all colours, that of text. */
static void
get_series_color (AttractorPlot *self, GdkRGBA *color)
{
  const FigLayer *layer = fig_hit_get_layer (&self->hit, self->shown);
  FigColor own;

  get_color (self, "view_fg_color", color);
  if (layer == NULL || layer->class->fills)
    return;
  own = fig_look_get_color (&layer->look, &self->style);
  *color = (GdkRGBA){ (float)own.red, (float)own.green, (float)own.blue, 1.0f };
}

static void
append_outline (GtkSnapshot *snapshot,
                const graphene_rect_t *rect,
                float radius,
                const GdkRGBA *color)
{
  const float widths[] = { 2.0f, 2.0f, 2.0f, 2.0f };
  const GdkRGBA colors[] = { *color, *color, *color, *color };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, rect, radius);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
append_box (AttractorPlot *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  const FigRect *area = &fig_layout_get_place (self->layout, self->drag_panel)->view.area;
  double x1 = CLAMP (self->drag_start_x, area->x, area->x + area->width);
  double y1 = CLAMP (self->drag_start_y, area->y, area->y + area->height);
  double x2 = CLAMP (self->drag_start_x + self->drag_dx, area->x, area->x + area->width);
  double y2 = CLAMP (self->drag_start_y + self->drag_dy, area->y, area->y + area->height);
  graphene_rect_t rect = GRAPHENE_RECT_INIT (
    (float)MIN (x1, x2), (float)MIN (y1, y2), (float)fabs (x2 - x1), (float)fabs (y2 - y1));
  GdkRGBA inside = *color;

  inside.alpha = 0.15f;
  gtk_snapshot_append_color (snapshot, &inside, &rect);
  append_outline (snapshot, &rect, 0.0f, color);
}

/**
 * attractor_plot_snapshot_marks:
 * @self: a plot that shows a figure
 * @snapshot: what to draw with
 *
 * Draws what lies above the figure: a ring around the point that is read out,
 * the box that is being marked, and where the keys are.
 */
void
attractor_plot_snapshot_marks (AttractorPlot *self, GtkSnapshot *snapshot)
{
  graphene_rect_t rect;
  GdkRGBA color;
  FigRect box;

  if (self->has_hit) {
    get_series_color (self, &color);
    graphene_rect_init (&rect,
                        (float)(self->hit.x - RING),
                        (float)(self->hit.y - RING),
                        (float)(2.0 * RING),
                        (float)(2.0 * RING));
    append_outline (snapshot, &rect, (float)RING, &color);
  }
  get_color (self, "accent_color", &color);
  if (self->drag == PLOT_DRAG_BOX && attractor_plot_ensure_layout (self))
    append_box (self, snapshot, &color);
  if (self->stop >= 0 && gtk_widget_has_visible_focus (GTK_WIDGET (self)) &&
      attractor_plot_ensure_layout (self) && attractor_plot_get_stop (self, &box)) {
    color.alpha = 0.5f;
    graphene_rect_init (&rect, (float)box.x, (float)box.y, (float)box.width, (float)box.height);
    append_outline (snapshot, &rect, 4.0f, &color);
  }
}

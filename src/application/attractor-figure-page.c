/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-figure-page.h"

#include "attractor-widget.h"

/* At least, of the controls where they stand beside the figure */
#define CONTROLS_WIDTH 350
#define MIN_FIGURE_WIDTH 340
/* Of the figure where it stands above them, and how much of a larger text goes into it: it is not
 * to fill a small window */
#define FIGURE_HEIGHT 260
#define FIGURE_GROWTH 0.6
#define SPACING 18
/* In ms; a window is in sight by then. */
#define FILL_DELAY 1000
#define MARGIN 12

/**
 * AttractorFigurePage:
 *
 * A figure and the controls that belong to it: side by side where there is room,
 * and then the controls scroll; otherwise the figure stands above, and the page is
 * as high as both need, for whatever it is in to scroll.
 */
struct _AttractorFigurePage {
  GtkWidget parent_instance;

  GtkWidget *figure;
  GtkWidget *scrolled;
  GtkWidget *box;

  AttractorFigurePageFunc fill; /* (nullable): until it has been called */
  gpointer user_data;
  guint fill_source;
};

G_DEFINE_FINAL_TYPE (AttractorFigurePage, attractor_figure_page, GTK_TYPE_WIDGET)

static int
get_minimum (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* Where they stand beside the figure; more where words are long or letters large */
static int
get_controls_width (AttractorFigurePage *self)
{
  return MAX (CONTROLS_WIDTH, get_minimum (self->scrolled, GTK_ORIENTATION_HORIZONTAL, -1));
}

static gboolean
is_wide (AttractorFigurePage *self, int width)
{
  return width >= MIN_FIGURE_WIDTH + get_controls_width (self);
}

static GtkSizeRequestMode
attractor_figure_page_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Where it stands above the controls */
static int
get_figure_height (AttractorFigurePage *self)
{
  double larger = attractor_widget_get_text_scale (GTK_WIDGET (self)) - 1.0;

  return (int)(FIGURE_HEIGHT * (1.0 + FIGURE_GROWTH * MAX (larger, 0.0)));
}

static void
attractor_figure_page_measure (GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline)
{
  AttractorFigurePage *self = ATTRACTOR_FIGURE_PAGE (widget);
  int figure = get_minimum (self->figure, orientation, -1);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = MAX (figure, get_minimum (self->scrolled, orientation, -1));
    *natural = MAX (*minimum, MIN_FIGURE_WIDTH + get_controls_width (self));
  } else if (for_size < 0 || is_wide (self, for_size)) {
    *minimum = *natural = MAX (figure, get_minimum (self->scrolled, orientation, -1));
  } else {
    *minimum = *natural = MAX (figure, get_figure_height (self)) +
                          get_minimum (self->box, orientation, for_size);
  }
}

static void
attractor_figure_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AttractorFigurePage *self = ATTRACTOR_FIGURE_PAGE (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation figure = { 0, 0, width, height }, controls = figure;

  if (is_wide (self, width)) {
    controls.width = get_controls_width (self);
    figure.width = width - controls.width;
    if (rtl)
      figure.x = controls.width;
    else
      controls.x = figure.width;
  } else {
    controls.height = get_minimum (self->box, GTK_ORIENTATION_VERTICAL, width);
    controls.height = MIN (controls.height, height);
    controls.y = figure.height = height - controls.height;
  }
  /* A widget must have been asked before it gets a place. */
  get_minimum (self->figure, GTK_ORIENTATION_HORIZONTAL, -1);
  gtk_widget_size_allocate (self->figure, &figure, -1);
  get_minimum (self->scrolled, GTK_ORIENTATION_HORIZONTAL, -1);
  gtk_widget_size_allocate (self->scrolled, &controls, -1);
}

static void
add_controls (AttractorFigurePage *self)
{
  AttractorFigurePageFunc func = g_steal_pointer (&self->fill);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  if (func != NULL)
    func (self, self->user_data);
}

static gboolean
fill_cb (gpointer user_data)
{
  AttractorFigurePage *self = user_data;

  self->fill_source = 0;
  add_controls (self);
  return G_SOURCE_REMOVE;
}

static void
attractor_figure_page_map (GtkWidget *widget)
{
  add_controls (ATTRACTOR_FIGURE_PAGE (widget));

  GTK_WIDGET_CLASS (attractor_figure_page_parent_class)->map (widget);
}

static void
attractor_figure_page_dispose (GObject *object)
{
  AttractorFigurePage *self = ATTRACTOR_FIGURE_PAGE (object);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  self->fill = NULL;

  g_clear_pointer (&self->figure, gtk_widget_unparent);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);

  G_OBJECT_CLASS (attractor_figure_page_parent_class)->dispose (object);
}

static void
attractor_figure_page_class_init (AttractorFigurePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_figure_page_dispose;
  widget_class->get_request_mode = attractor_figure_page_get_request_mode;
  widget_class->map = attractor_figure_page_map;
  widget_class->measure = attractor_figure_page_measure;
  widget_class->size_allocate = attractor_figure_page_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "figurepage");
}

static void
attractor_figure_page_init (AttractorFigurePage *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  gtk_widget_set_margin_top (self->box, MARGIN);
  gtk_widget_set_margin_bottom (self->box, SPACING);
  gtk_widget_set_margin_start (self->box, MARGIN);
  gtk_widget_set_margin_end (self->box, MARGIN);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (
    GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->box);
}

/**
 * attractor_figure_page_new:
 * @figure: what the page is about
 * @fill: adds the controls
 * @user_data: for @fill
 *
 * The controls are made when the page comes into sight, or when there is nothing else to do: a
 * window does not wait for what nobody has asked for yet.
 *
 * Returns: a page with no controls yet
 */
GtkWidget *
attractor_figure_page_new (GtkWidget *figure, AttractorFigurePageFunc fill, gpointer user_data)
{
  AttractorFigurePage *self = g_object_new (ATTRACTOR_TYPE_FIGURE_PAGE, NULL);

  self->figure = figure;
  self->fill = fill;
  self->user_data = user_data;
  self->fill_source = g_timeout_add_full (G_PRIORITY_LOW, FILL_DELAY, fill_cb, self, NULL);
  gtk_widget_set_parent (figure, GTK_WIDGET (self));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/**
 * attractor_figure_page_add:
 * @self: a figure's page
 * @group: controls, below those that are there
 */
void
attractor_figure_page_add (AttractorFigurePage *self, GtkWidget *group)
{
  g_return_if_fail (ATTRACTOR_IS_FIGURE_PAGE (self));

  gtk_box_append (GTK_BOX (self->box), group);
}

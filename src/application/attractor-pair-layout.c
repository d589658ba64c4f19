/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-pair-layout.h"

/* Between the two, in pixels */
#define SPACING 6

/**
 * AttractorPairLayout:
 *
 * Two children, such as words and what is done about them. They stand side by side where both
 * have the room that they would like so, and otherwise, as with large text, one below the other,
 * each with all of the width: words are not broken within.
 */
struct _AttractorPairLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (AttractorPairLayout, attractor_pair_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct {
  GtkWidget *widget;
  int minimum; /* its widths */
  int natural;
} Half;

static void
get_halves (GtkWidget *widget, Half halves[2])
{
  halves[0].widget = gtk_widget_get_first_child (widget);
  halves[1].widget = gtk_widget_get_last_child (widget);
  for (int i = 0; i < 2; i++)
    gtk_widget_measure (halves[i].widget,
                        GTK_ORIENTATION_HORIZONTAL,
                        -1,
                        &halves[i].minimum,
                        &halves[i].natural,
                        NULL,
                        NULL);
}

static gboolean
is_beside (const Half halves[2], int width)
{
  return width < 0 || halves[0].natural + SPACING + halves[1].natural <= width;
}

static int
get_height (GtkWidget *widget, int width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkLayoutManager *manager,
         GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  Half halves[2];

  get_halves (widget, halves);
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = MAX (halves[0].minimum, halves[1].minimum);
    *natural = halves[0].natural + SPACING + halves[1].natural;
  } else if (is_beside (halves, for_size)) {
    *natural = MAX (get_height (halves[0].widget, halves[0].natural),
                    get_height (halves[1].widget, halves[1].natural));
    *minimum = *natural;
  } else {
    *natural = get_height (halves[0].widget, for_size) + get_height (halves[1].widget, for_size);
    *minimum = *natural;
  }
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation first = { 0, 0, width, height };
  GtkAllocation second = { 0, 0, width, height };
  Half halves[2];

  get_halves (widget, halves);
  if (is_beside (halves, width)) {
    second.width = halves[1].natural;
    second.x = mirrored ? 0 : width - second.width;
    first.width = width - second.width - SPACING;
    first.x = mirrored ? width - first.width : 0;
  } else {
    first.height = get_height (halves[0].widget, width);
    second.y = first.height;
    second.height = height - first.height;
  }
  gtk_widget_size_allocate (halves[0].widget, &first, -1);
  gtk_widget_size_allocate (halves[1].widget, &second, -1);
}

static void
attractor_pair_layout_class_init (AttractorPairLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = get_request_mode;
  layout_class->measure = measure;
  layout_class->allocate = allocate;
}

static void
attractor_pair_layout_init (AttractorPairLayout *self)
{
}

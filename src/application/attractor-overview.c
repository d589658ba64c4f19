/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-overview.h"

#include <glib/gi18n.h>

#include "attractor-widget.h"

#define SPACING 1
#define TITLE_MARGIN 12
/* From two such columns on, figures stand side by side; where text is larger they need more. */
#define MIN_COLUMN_WIDTH 280
#define MIN_ROW_HEIGHT 190
/* How much of a larger text goes into the height: better smaller letters than a page to scroll */
#define ROW_GROWTH 0.3
/* Of a figure that has a row for itself, in terms of its width */
#define ASPECT 0.7

/* The figures that say most, in the order of reading */
static const char *const main_kinds[] = {
  "attractors",
  "relaxation",
  "frequency-response",
  "spectrum",
};

/**
 * AttractorOverview:
 *
 * The main figures at once: two by two where there is room, and otherwise one
 * below the other. Each has buttons that show it in full size, and in a window of
 * its own.
 */
struct _AttractorOverview {
  GtkWidget parent_instance;

  GPtrArray *plots; /* borrowed from the children */
};

G_DEFINE_FINAL_TYPE (AttractorOverview, attractor_overview, GTK_TYPE_WIDGET)

static int
get_n_children (GtkWidget *widget)
{
  return (int)ATTRACTOR_OVERVIEW (widget)->plots->len;
}

static int
get_n_columns (GtkWidget *widget, int width)
{
  int column = (int)(MIN_COLUMN_WIDTH * attractor_widget_get_text_scale (widget));

  return width >= 2 * column + SPACING ? MIN (2, get_n_children (widget)) : 1;
}

static int
get_row_height (GtkWidget *widget, int width)
{
  double larger = attractor_widget_get_text_scale (widget) - 1.0;
  int height = (int)(MIN_ROW_HEIGHT * (1.0 + ROW_GROWTH * MAX (larger, 0.0)));

  return get_n_columns (widget, width) == 1 ? MAX (height, (int)(ASPECT * width)) : height;
}

static int
get_n_rows (GtkWidget *widget, int width)
{
  int n_columns = get_n_columns (widget, width);

  return (get_n_children (widget) + n_columns - 1) / n_columns;
}

static GtkSizeRequestMode
attractor_overview_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
attractor_overview_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = MIN_COLUMN_WIDTH;
    *natural = 2 * MIN_COLUMN_WIDTH + SPACING;
  } else {
    int width = for_size < 0 ? 2 * MIN_COLUMN_WIDTH + SPACING : for_size;
    int n_rows = get_n_rows (widget, width);

    *minimum = *natural = n_rows * get_row_height (widget, width) + (n_rows - 1) * SPACING;
  }
}

static void
attractor_overview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int n_columns = get_n_columns (widget, width), n_rows = get_n_rows (widget, width);
  int cell_width = (width - (n_columns - 1) * SPACING) / n_columns;
  int cell_height = (height - (n_rows - 1) * SPACING) / n_rows;
  int i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++) {
    int column = rtl ? n_columns - 1 - i % n_columns : i % n_columns;
    GtkAllocation allocation = {
      column * (cell_width + SPACING),
      i / n_columns * (cell_height + SPACING),
      cell_width,
      cell_height,
    };

    /* A widget must have been asked before it gets a place. */
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
    gtk_widget_size_allocate (child, &allocation, -1);
  }
}

static void
attractor_overview_dispose (GObject *object)
{
  GtkWidget *child;

  g_ptr_array_set_size (ATTRACTOR_OVERVIEW (object)->plots, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (attractor_overview_parent_class)->dispose (object);
}

static void
attractor_overview_finalize (GObject *object)
{
  g_clear_pointer (&ATTRACTOR_OVERVIEW (object)->plots, g_ptr_array_unref);

  G_OBJECT_CLASS (attractor_overview_parent_class)->finalize (object);
}

static void
attractor_overview_class_init (AttractorOverviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_overview_dispose;
  object_class->finalize = attractor_overview_finalize;
  widget_class->get_request_mode = attractor_overview_get_request_mode;
  widget_class->measure = attractor_overview_measure;
  widget_class->size_allocate = attractor_overview_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "overview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
create_button (const char *icon_name, const char *label, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
create_header (const FigKind *kind)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *title = gtk_label_new (_ (kind->title));
  /* TRANSLATORS: %s is a figure, such as "Relaxation" */
  g_autofree char *full_size = g_strdup_printf (_ ("%s in Full Size"), _ (kind->title));
  /* TRANSLATORS: %s is a figure, such as "Relaxation" */
  g_autofree char *own_window = g_strdup_printf (_ ("%s in a Window of Its Own"), _ (kind->title));

  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_margin_start (title, TITLE_MARGIN);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (
    GTK_BOX (box),
    create_button (
      "window-new-symbolic", own_window, "win.detach-figure", g_variant_new_string (kind->name)));
  gtk_box_append (
    GTK_BOX (box),
    create_button (
      "view-fullscreen-symbolic", full_size, "win.show-figure", g_variant_new_string (kind->name)));
  return box;
}

static void
add_figure (AttractorOverview *self, const FigKind *kind)
{
  /* Title and buttons have a line of their own: no place in a figure is free for sure, and each
   * figure's own title would begin with that of the experiment. */
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *plot = attractor_plot_new (kind);

  gtk_widget_add_css_class (cell, "view");
  gtk_widget_set_vexpand (plot, TRUE);
  attractor_plot_set_titled (ATTRACTOR_PLOT (plot), FALSE);
  gtk_box_append (GTK_BOX (cell), create_header (kind));
  gtk_box_append (GTK_BOX (cell), plot);
  gtk_widget_set_parent (cell, GTK_WIDGET (self));
  g_ptr_array_add (self->plots, plot);
}

static void
attractor_overview_init (AttractorOverview *self)
{
  self->plots = g_ptr_array_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (main_kinds); i++) {
    const FigKind *kind = fig_kind_find (main_kinds[i]);

    g_assert (kind != NULL);
    add_figure (self, kind);
  }
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Overview"), -1);
}

/**
 * attractor_overview_new:
 *
 * Returns: an overview that has nothing to show yet
 */
GtkWidget *
attractor_overview_new (void)
{
  return g_object_new (ATTRACTOR_TYPE_OVERVIEW, NULL);
}

/**
 * attractor_overview_get_plots:
 * @self: an overview
 *
 * Returns: (transfer none) (element-type AttractorPlot): its figures
 */
GPtrArray *
attractor_overview_get_plots (AttractorOverview *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_OVERVIEW (self), NULL);

  return self->plots;
}

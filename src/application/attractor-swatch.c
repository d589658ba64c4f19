/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-swatch.h"

#include <adwaita.h>

#include "fig-look.h"

#define SIZE 14
#define MARKER_SIZE 10.0

/**
 * AttractorSwatch:
 *
 * The marker that an attractor has in the figures, in its colour. It only
 * goes with a text beside it, so assistive technology passes over it.
 */
struct _AttractorSwatch {
  GtkWidget parent_instance;

  gsize index;
};

G_DEFINE_FINAL_TYPE (AttractorSwatch, attractor_swatch, GTK_TYPE_WIDGET)

static void
attractor_swatch_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
attractor_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttractorSwatch *self = ATTRACTOR_SWATCH (widget);
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  gboolean dark = adw_style_manager_get_dark (manager);
  const FigStyle *style = fig_style_get (dark ? FIG_SCHEME_DARK : FIG_SCHEME_LIGHT);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  FigLook look = { .owner = (int)self->index };
  FigColor color = fig_look_get_color (&look, style);

  fig_color_set_source (&color, cr);
  fig_marker_add_path (fig_look_get_marker (&look), cr, width / 2.0, height / 2.0, MARKER_SIZE);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
attractor_swatch_class_init (AttractorSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = attractor_swatch_measure;
  widget_class->snapshot = attractor_swatch_snapshot;

  gtk_widget_class_set_css_name (widget_class, "swatch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
attractor_swatch_init (AttractorSwatch *self)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (
    gtk_widget_get_display (GTK_WIDGET (self)));

  g_signal_connect_object (
    manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * attractor_swatch_set_index:
 * @self: a swatch
 * @index: which attractor
 *
 * Gives the swatch the colour that attractor @index has in every figure.
 */
void
attractor_swatch_set_index (AttractorSwatch *self, gsize index)
{
  g_return_if_fail (ATTRACTOR_IS_SWATCH (self));

  if (self->index == index)
    return;

  self->index = index;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-swatch.h"

#include <glib/gi18n.h>

#include "fig-look.h"

#include "attractor-widget.h"

#define MARKER_SIZE 10.0

/**
 * AttractorSwatch:
 *
 * The marker that an attractor has in the figures, in its colour. It is a button
 * that makes the attractor stand out in all figures and tables of the window: the
 * action "win.select-attractor" is what they have in common, or "win.select-found" where they
 * stand for what is in the findings.
 */
struct _AttractorSwatch {
  GtkToggleButton parent_instance;

  gsize index;
};

G_DEFINE_FINAL_TYPE (AttractorSwatch, attractor_swatch, GTK_TYPE_TOGGLE_BUTTON)

static void
attractor_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttractorSwatch *self = ATTRACTOR_SWATCH (widget);
  const FigStyle *style = fig_style_get (attractor_widget_get_scheme (widget));
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height);
  FigLook look = { .owner = (int)self->index };
  FigColor color = fig_look_get_color (&look, style);
  cairo_t *cr;

  GTK_WIDGET_CLASS (attractor_swatch_parent_class)->snapshot (widget, snapshot);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  fig_color_set_source (&color, cr);
  fig_marker_add_path (fig_look_get_marker (&look), cr, width / 2.0, height / 2.0, MARKER_SIZE);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
attractor_swatch_class_init (AttractorSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = attractor_swatch_snapshot;
}

static void
attractor_swatch_init (AttractorSwatch *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_add_css_class (widget, "swatch");
  gtk_widget_add_css_class (widget, "flat");
  gtk_widget_add_css_class (widget, "circular");
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (widget, _ ("Make this attractor stand out in all figures"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.select-attractor");
  attractor_swatch_set_index (self, 0);
  attractor_widget_follow_scheme (widget, G_CALLBACK (gtk_widget_queue_draw));
}

/**
 * attractor_swatch_set_index:
 * @self: a swatch
 * @index: which attractor
 *
 * Makes it stand for an attractor, in the colour that it has in every figure.
 */
void
attractor_swatch_set_index (AttractorSwatch *self, gsize index)
{
  g_autofree char *label = NULL;

  g_return_if_fail (ATTRACTOR_IS_SWATCH (self));

  label = g_strdup_printf (_ ("Select Attractor %d"), (int)index + 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  self->index = index;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "i", (gint32)index);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

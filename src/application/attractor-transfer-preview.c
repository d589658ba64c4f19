/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-transfer-preview.h"

#include <glib/gi18n.h>

#include "fig-transfer.h"

#include "attractor-number.h"
#include "attractor-widget.h"

/* Text of a figure that is as small as this one, in terms of the style's */
#define TEXT_SCALE 0.85

/**
 * AttractorTransferPreview:
 *
 * A small picture of a transfer function and its slope, in the window's
 * colours.
 */
struct _AttractorTransferPreview {
  GtkWidget parent_instance;

  FigFigure *figure; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (AttractorTransferPreview, attractor_transfer_preview, GTK_TYPE_WIDGET)

static void
attractor_transfer_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttractorTransferPreview *self = ATTRACTOR_TRANSFER_PREVIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height);
  FigStyle style;
  cairo_t *cr;

  if (self->figure == NULL || width <= 0 || height <= 0)
    return;

  attractor_widget_init_style (widget, &style);
  style.font_size *= TEXT_SCALE;
  style.show_title = FALSE;
  style.background.alpha = 0.0; /* that of the row */
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  fig_figure_draw (self->figure, cr, width, height, &style);
  cairo_destroy (cr);
}

static void
attractor_transfer_preview_dispose (GObject *object)
{
  AttractorTransferPreview *self = ATTRACTOR_TRANSFER_PREVIEW (object);

  g_clear_pointer (&self->figure, fig_figure_unref);

  G_OBJECT_CLASS (attractor_transfer_preview_parent_class)->dispose (object);
}

static void
attractor_transfer_preview_class_init (AttractorTransferPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = attractor_transfer_preview_dispose;
  widget_class->snapshot = attractor_transfer_preview_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
attractor_transfer_preview_init (AttractorTransferPreview *self)
{
  attractor_widget_follow_scheme (GTK_WIDGET (self), G_CALLBACK (gtk_widget_queue_draw));
}

/**
 * attractor_transfer_preview_set_transfer:
 * @self: a preview
 * @transfer: what to show
 *
 * Shows φ and φ' of @transfer.
 */
void
attractor_transfer_preview_set_transfer (AttractorTransferPreview *self, RcTransfer *transfer)
{
  g_autofree char *description = NULL;

  g_return_if_fail (ATTRACTOR_IS_TRANSFER_PREVIEW (self));
  g_return_if_fail (transfer != NULL);

  g_clear_pointer (&self->figure, fig_figure_unref);
  self->figure = fig_transfer_new (transfer);
  description = attractor_number_localize (fig_figure_get_description (self->figure));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  fig_figure_get_title (self->figure),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description,
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), description);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

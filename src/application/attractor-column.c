/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-column.h"

/* How far, in pixels, what a child draws may reach beyond its place: its shadow */
#define REACH 24.0f

/**
 * AttractorColumn:
 *
 * A box that is scrolled, and draws those of its children only that are in sight. GTK's renderer
 * in software goes through all that was drawn, in sight or not, for each frame, which takes it
 * longer than anything else where most of a long column is out of sight.
 */
struct _AttractorColumn {
  GtkBox parent_instance;

  GtkAdjustment *adjustment; /* (nullable): of what it is scrolled in */
};

G_DEFINE_FINAL_TYPE (AttractorColumn, attractor_column, GTK_TYPE_BOX)

static void
attractor_column_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  graphene_rect_t sight, bounds;
  gboolean limited = viewport != NULL && gtk_widget_compute_bounds (viewport, widget, &sight);

  if (limited)
    graphene_rect_inset (&sight, -REACH, -REACH);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!limited || !gtk_widget_compute_bounds (child, widget, &bounds) ||
        graphene_rect_intersection (&sight, &bounds, NULL))
      gtk_widget_snapshot_child (widget, child, snapshot);
}

static void
stop_following (AttractorColumn *self)
{
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_clear_object (&self->adjustment);
}

/* GTK moves what is scrolled as it was drawn before. */
static void
attractor_column_root (GtkWidget *widget)
{
  AttractorColumn *self = ATTRACTOR_COLUMN (widget);
  GtkWidget *viewport;

  GTK_WIDGET_CLASS (attractor_column_parent_class)->root (widget);

  stop_following (self);
  viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  if (viewport == NULL)
    return;
  self->adjustment = g_object_ref (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)));
  g_signal_connect_swapped (
    self->adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (gtk_widget_queue_draw), self);
}

static void
attractor_column_unroot (GtkWidget *widget)
{
  stop_following (ATTRACTOR_COLUMN (widget));

  GTK_WIDGET_CLASS (attractor_column_parent_class)->unroot (widget);
}

static void
attractor_column_class_init (AttractorColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = attractor_column_snapshot;
  widget_class->root = attractor_column_root;
  widget_class->unroot = attractor_column_unroot;
}

static void
attractor_column_init (AttractorColumn *self)
{
}

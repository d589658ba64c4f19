/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-plot-private.h"

#include <math.h>

/* With more points than this, drawing them would take longer than a frame. */
#define MANY_POINTS 20000
/* A picture that is enlarged further than this says nothing any longer. */
#define LARGEST_SCALE 64.0

/*
 * The data of a figure with very many points is drawn to a picture, on a worker
 * thread. While that goes on the picture before is shown in its place, moved and
 * stretched to where its values are now; axes and texts are always drawn anew.
 */
struct _PlotRaster {
  FigFigure *figure;
  FigStyle style;
  int width;
  int height;
  int scale; /* pixels for each unit of the page */
  FigView *views;
  guint n_views;
  cairo_surface_t *surface;
  GskRenderNode *node;
};

void
attractor_plot_raster_free (PlotRaster *raster)
{
  fig_figure_unref (raster->figure);
  g_free (raster->views);
  g_clear_pointer (&raster->node, gsk_render_node_unref);
  g_clear_pointer (&raster->surface, cairo_surface_destroy);
  g_free (raster);
}

/**
 * attractor_plot_has_many_points:
 * @self: a plot that shows a figure
 *
 * Returns: whether the figure has so many points that they are drawn by a worker
 */
gboolean
attractor_plot_has_many_points (AttractorPlot *self)
{
  gsize n_points = 0;

  for (guint i = 0; i < fig_figure_get_n_panels (self->shown); i++) {
    const GPtrArray *layers = fig_figure_get_panel (self->shown, i)->layers;

    for (guint j = 0; j < layers->len; j++)
      n_points += ((const FigLayer *)g_ptr_array_index (layers, j))->series->n_points;
  }
  return n_points > MANY_POINTS;
}

static void
draw_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  PlotRaster *raster = task_data;
  /* of its own: texts are measured with what belongs to a thread */
  g_autoptr (FigLayout)
    layout = fig_fit_layout (raster->figure, raster->width, raster->height, &raster->style);
  cairo_t *cr;

  raster->surface = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, raster->width * raster->scale, raster->height * raster->scale);
  cairo_surface_set_device_scale (raster->surface, raster->scale, raster->scale);
  cr = cairo_create (raster->surface);
  fig_layout_draw_data (layout, cr);
  cairo_destroy (cr);
  cairo_surface_flush (raster->surface);
  if (!fig_layout_is_empty (layout)) {
    raster->n_views = fig_figure_get_n_panels (raster->figure);
    raster->views = g_new (FigView, raster->n_views);
    for (guint i = 0; i < raster->n_views; i++)
      raster->views[i] = fig_layout_get_place (layout, i)->view;
  }
  g_task_return_boolean (task, TRUE);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorPlot) self = user_data;
  PlotRaster *raster = g_task_get_task_data (G_TASK (result));

  self->drawing = FALSE;
  if (cairo_surface_status (raster->surface) == CAIRO_STATUS_SUCCESS && raster->n_views > 0) {
    PlotRaster *kept = g_memdup2 (raster, sizeof *raster);

    kept->figure = fig_figure_ref (raster->figure);
    raster->views = NULL;
    raster->surface = NULL;
    kept->node = attractor_plot_make_node (kept->surface, kept->width, kept->height);
    g_clear_pointer (&self->raster, attractor_plot_raster_free);
    self->raster = kept;
  }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_application_release (g_application_get_default ());
}

static gboolean
is_current (AttractorPlot *self, int scale)
{
  const PlotRaster *raster = self->raster;

  return raster != NULL && raster->figure == self->shown && raster->scale == scale &&
         raster->width == self->layout_width && raster->height == self->layout_height &&
         raster->style.scheme == self->style.scheme &&
         raster->style.selected == self->style.selected &&
         raster->style.font_size == self->style.font_size;
}

static void
start (AttractorPlot *self, int scale)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, drawn_cb, g_object_ref (self));
  PlotRaster *raster = g_new0 (PlotRaster, 1);

  raster->figure = fig_figure_ref (self->shown);
  raster->style = self->style;
  raster->width = self->layout_width;
  raster->height = self->layout_height;
  raster->scale = scale;
  self->drawing = TRUE;
  /* The process must not end under a worker's feet. */
  g_application_hold (g_application_get_default ());
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, raster, (GDestroyNotify)attractor_plot_raster_free);
  attractor_plot_draw_in_thread (task, draw_thread);
}

/* Where the values are now that were at the ends of a scale. */
static gboolean
get_shift (const FigScale *before, const FigScale *now, float *scale, float *shift)
{
  double begin = fig_scale_map (now, fig_scale_unmap (before, before->begin));
  double end = fig_scale_map (now, fig_scale_unmap (before, before->end));
  double factor = (end - begin) / (before->end - before->begin);

  *scale = (float)factor;
  *shift = (float)(begin - factor * before->begin);
  return before->kind == now->kind && isfinite (factor) && factor > 1.0 / LARGEST_SCALE &&
         factor < LARGEST_SCALE;
}

static void
append_panel (const PlotRaster *raster, guint panel, const FigView *now, GtkSnapshot *snapshot)
{
  const FigView *before = &raster->views[panel];
  float x_scale, y_scale, x, y;
  graphene_rect_t clip;

  if (!get_shift (&before->x, &now->x, &x_scale, &x) ||
      !get_shift (&before->y, &now->y, &y_scale, &y))
    return;
  graphene_rect_init (&clip,
                      (float)now->area.x - 1.0f,
                      (float)now->area.y - 1.0f,
                      (float)now->area.width + 2.0f,
                      (float)now->area.height + 2.0f);
  gtk_snapshot_push_clip (snapshot, &clip);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_scale (snapshot, x_scale, y_scale);
  graphene_rect_init (&clip,
                      (float)before->area.x - 1.0f,
                      (float)before->area.y - 1.0f,
                      (float)before->area.width + 2.0f,
                      (float)before->area.height + 2.0f);
  gtk_snapshot_push_clip (snapshot, &clip);
  gtk_snapshot_append_node (snapshot, raster->node);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

/**
 * attractor_plot_snapshot_raster:
 * @self: a plot with a layout
 * @snapshot: what to draw with
 *
 * Shows the data as it was drawn last, and has it drawn anew where that is not how
 * it is in sight now.
 */
void
attractor_plot_snapshot_raster (AttractorPlot *self, GtkSnapshot *snapshot)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  for (guint i = 0; self->raster != NULL && i < self->raster->n_views &&
                    i < fig_figure_get_n_panels (self->shown);
       i++)
    append_panel (self->raster, i, &fig_layout_get_place (self->layout, i)->view, snapshot);
  if (!self->drawing && !is_current (self, scale))
    start (self, scale);
}

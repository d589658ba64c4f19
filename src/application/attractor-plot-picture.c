/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-plot-private.h"

#include "attractor-frame-log.h"
#include "attractor-widget.h"

/* Of which there are some, all the time: fonts are looked for once in each. */
#define N_THREADS 2
/* How many new pictures a window takes in one frame, where GTK draws in software: with two of them
 * a frame is in time, with all that the overview has it would not be. */
#define MAX_IN_FRAME 2

/*
 * All of a figure as it was drawn last. While the parameters move there is a new
 * figure for each frame, and making, laying out and drawing all that are in sight takes longer
 * than a frame. So a worker does that, and until it is done the picture before stays, stretched
 * where the window was resized. Where there is none that suits the background, the figure is
 * drawn at once, so that nothing flickers.
 */
struct _PlotPicture {
  PlotSource *source; /* (nullable): where the figure had to be made first */
  FigFigure *whole;   /* (nullable): as it was made of that */
  FigFigure *figure;  /* as it is seen */
  guint version;      /* of the plot's figure, when that began */
  FigStyle style;
  int width;
  int height;
  int scale; /* pixels for each unit of the page */
  cairo_surface_t *surface;
  GskRenderNode *node;
};

void
attractor_plot_picture_free (PlotPicture *picture)
{
  g_clear_pointer (&picture->source, attractor_plot_source_free);
  g_clear_pointer (&picture->whole, fig_figure_unref);
  g_clear_pointer (&picture->figure, fig_figure_unref);
  g_clear_pointer (&picture->node, gsk_render_node_unref);
  g_clear_pointer (&picture->surface, cairo_surface_destroy);
  g_free (picture);
}

static PlotPicture *
picture_new (AttractorPlot *self, const FigStyle *style)
{
  PlotPicture *picture = g_new0 (PlotPicture, 1);

  if (self->figure == NULL)
    picture->source = attractor_plot_source_new (self);
  else
    picture->figure = fig_figure_ref (self->shown);
  picture->version = self->version;
  picture->style = *style;
  picture->width = gtk_widget_get_width (GTK_WIDGET (self));
  picture->height = gtk_widget_get_height (GTK_WIDGET (self));
  picture->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  return picture;
}

static void
take_picture (AttractorPlot *self, PlotPicture *picture)
{
  g_clear_pointer (&self->picture, attractor_plot_picture_free);
  self->picture = picture;
}

static void
draw_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  PlotPicture *picture = task_data;
  g_autoptr (FigLayout) layout = NULL;
  cairo_t *cr;

  if (picture->source != NULL) {
    picture->whole = attractor_plot_source_build (picture->source);
    picture->figure = attractor_plot_source_show (picture->source, picture->whole, TRUE);
  }
  /* of its own: texts are measured with what belongs to a thread */
  layout = fig_fit_layout (picture->figure, picture->width, picture->height, &picture->style);
  picture->surface = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, picture->width * picture->scale, picture->height * picture->scale);
  cairo_surface_set_device_scale (picture->surface, picture->scale, picture->scale);
  cr = cairo_create (picture->surface);
  if (!fig_layout_is_empty (layout))
    fig_layout_draw (layout, cr);
  cairo_destroy (cr);
  cairo_surface_flush (picture->surface);
  g_task_return_boolean (task, TRUE);
}

static void
run_thread (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  GTaskThreadFunc func = g_object_get_data (G_OBJECT (task), "func");

  func (task, NULL, g_task_get_task_data (task), NULL);
}

/**
 * attractor_plot_draw_in_thread:
 * @task: a task
 * @func: what draws
 *
 * Calls @func with @task on one of the threads that draw.
 */
void
attractor_plot_draw_in_thread (GTask *task, GTaskThreadFunc func)
{
  static GThreadPool *pool;

  if (pool == NULL)
    pool = g_thread_pool_new (run_thread, NULL, N_THREADS, FALSE, NULL);
  g_object_set_data (G_OBJECT (task), "func", func);
  g_thread_pool_push (pool, g_object_ref (task), NULL);
}

/* A pattern that shows a surface as it is. One that Cairo makes of a surface keeps that as it was
 * when it was drawn with: when the surface goes, all of it would be copied for that. */

static cairo_surface_t *
acquire_cb (cairo_pattern_t *pattern,
            void *surface,
            cairo_surface_t *target,
            const cairo_rectangle_int_t *extents)
{
  return cairo_surface_reference (surface);
}

static void
release_cb (cairo_pattern_t *pattern, void *user_data, cairo_surface_t *surface)
{
  cairo_surface_destroy (surface);
}

static cairo_status_t
copy_cb (cairo_pattern_t *pattern, void *surface, const cairo_pattern_t *other)
{
  cairo_surface_reference (surface);
  return CAIRO_STATUS_SUCCESS;
}

static void
finish_cb (cairo_pattern_t *pattern, void *surface)
{
  cairo_surface_destroy (surface);
}

static cairo_pattern_t *
create_pattern (cairo_surface_t *surface)
{
  cairo_pattern_t *pattern = cairo_pattern_create_raster_source (
    cairo_surface_reference (surface),
    CAIRO_CONTENT_COLOR_ALPHA,
    cairo_image_surface_get_width (surface),
    cairo_image_surface_get_height (surface));
  cairo_matrix_t matrix;
  double x_scale, y_scale;

  cairo_raster_source_pattern_set_acquire (pattern, acquire_cb, release_cb);
  cairo_raster_source_pattern_set_copy (pattern, copy_cb);
  cairo_raster_source_pattern_set_finish (pattern, finish_cb);
  cairo_surface_get_device_scale (surface, &x_scale, &y_scale);
  cairo_matrix_init_scale (&matrix, x_scale, y_scale);
  cairo_pattern_set_matrix (pattern, &matrix);
  return pattern;
}

/**
 * attractor_plot_make_node:
 * @surface: a picture that does not change any longer
 * @width: how wide it is to be
 * @height: how high
 *
 * No texture: GTK's renderer in software would convert all of it once more for each frame.
 *
 * Returns: (transfer full): the same to be shown
 */
GskRenderNode *
attractor_plot_make_node (cairo_surface_t *surface, int width, int height)
{
  GskRenderNode *node = gsk_cairo_node_new (
    &GRAPHENE_RECT_INIT (0.0f, 0.0f, (float)width, (float)height));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);
  cairo_pattern_t *pattern = create_pattern (surface);

  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_pattern_destroy (pattern);
  cairo_destroy (cr);
  return node;
}

static void
tell (AttractorPlot *self)
{
  attractor_frame_log_note (self->measurement != NULL ? "network" : "theory", self->kind->name);
}

static void
show_drawn (AttractorPlot *self, GTask *task)
{
  PlotPicture *drawn = g_task_get_task_data (task);

  self->drawing = FALSE;
  if (cairo_surface_status (drawn->surface) == CAIRO_STATUS_SUCCESS) {
    PlotPicture *picture = g_memdup2 (drawn, sizeof *drawn);

    picture->source = NULL;
    picture->whole = NULL;
    picture->figure = fig_figure_ref (drawn->figure);
    drawn->surface = NULL;
    picture->node = attractor_plot_make_node (picture->surface, picture->width, picture->height);
    take_picture (self, picture);
    tell (self);
    /* Unless there was something else to show meanwhile, or somebody could not wait */
    if (drawn->whole != NULL && drawn->version == self->version && self->figure == NULL &&
        gtk_widget_get_mapped (GTK_WIDGET (self)))
      attractor_plot_take_figure (self, drawn->whole, drawn->figure);
  }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Takes one of the places that a frame of the window has for new pictures, if there is one.
 * @ahead: 0 for the frame that is being made, 1 for the next */
static gboolean
take_place (AttractorPlot *self, guint ahead)
{
  static GQuark frame_quark, count_quark;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  guint frame, count;

  if (clock == NULL || !GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native)))
    return TRUE;

  if (frame_quark == 0) {
    frame_quark = g_quark_from_static_string ("attractor-plot-frame");
    count_quark = g_quark_from_static_string ("attractor-plot-count");
  }
  frame = (guint)gdk_frame_clock_get_frame_counter (clock) + ahead;
  count = frame == GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (clock), frame_quark))
            ? GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (clock), count_quark))
            : 0;
  if (count == MAX_IN_FRAME)
    return FALSE;
  g_object_set_qdata (G_OBJECT (clock), frame_quark, GUINT_TO_POINTER (frame));
  g_object_set_qdata (G_OBJECT (clock), count_quark, GUINT_TO_POINTER (count + 1));
  return TRUE;
}

static gboolean
show_waiting_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  if (!take_place (ATTRACTOR_PLOT (widget), 0))
    return G_SOURCE_CONTINUE;
  show_drawn (ATTRACTOR_PLOT (widget), user_data);
  return G_SOURCE_REMOVE;
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorPlot) self = user_data;

  if (take_place (self, 1))
    show_drawn (self, G_TASK (result));
  else
    gtk_widget_add_tick_callback (
      GTK_WIDGET (self), show_waiting_cb, g_object_ref (result), g_object_unref);
  g_application_release (g_application_get_default ());
}

static void
start (AttractorPlot *self, const FigStyle *style)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, drawn_cb, g_object_ref (self));

  self->drawing = TRUE;
  /* The process must not end under a worker's feet. */
  g_application_hold (g_application_get_default ());
  g_task_set_source_tag (task, start);
  g_task_set_task_data (
    task, picture_new (self, style), (GDestroyNotify)attractor_plot_picture_free);
  attractor_plot_draw_in_thread (task, draw_thread);
}

static void
draw_now (AttractorPlot *self, const FigStyle *style)
{
  PlotPicture *picture = picture_new (self, style);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float)picture->width, (float)picture->height);
  cairo_t *cr;

  picture->node = gsk_cairo_node_new (&bounds);
  cr = gsk_cairo_node_get_draw_context (picture->node);
  if (attractor_plot_ensure_layout (self))
    fig_layout_draw (self->layout, cr);
  cairo_destroy (cr);
  take_picture (self, picture);
  tell (self);
}

static gboolean
is_current (AttractorPlot *self, const FigStyle *style)
{
  const PlotPicture *picture = self->picture;

  return picture->figure == self->shown && picture->style.selected == style->selected &&
         picture->style.font_size == style->font_size &&
         picture->width == gtk_widget_get_width (GTK_WIDGET (self)) &&
         picture->height == gtk_widget_get_height (GTK_WIDGET (self)) &&
         picture->scale == gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static void
append (AttractorPlot *self, GtkSnapshot *snapshot)
{
  float width = (float)gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float)gtk_widget_get_height (GTK_WIDGET (self));
  const PlotPicture *picture = self->picture;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, width / (float)picture->width, height / (float)picture->height);
  gtk_snapshot_append_node (snapshot, picture->node);
  gtk_snapshot_restore (snapshot);
}

/**
 * attractor_plot_has_picture:
 * @self: a plot
 *
 * Returns: whether it has one that can be seen until a worker has drawn the next
 */
gboolean
attractor_plot_has_picture (AttractorPlot *self)
{
  return self->picture != NULL && self->raster == NULL &&
         self->picture->style.scheme == attractor_widget_get_scheme (GTK_WIDGET (self));
}

/**
 * attractor_plot_snapshot_picture:
 * @self: a plot that shows a figure, or has a picture
 * @snapshot: what to draw with
 *
 * Shows the figure as it was drawn last, and has it drawn anew where that is not how it
 * is now.
 */
void
attractor_plot_snapshot_picture (AttractorPlot *self, GtkSnapshot *snapshot)
{
  FigStyle style;

  g_clear_pointer (&self->raster, attractor_plot_raster_free);
  attractor_plot_get_style (self, &style);
  if (!attractor_plot_has_picture (self))
    draw_now (self, &style);
  else if (!self->drawing && !is_current (self, &style))
    start (self, &style);
  append (self, snapshot);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-example-picture.h"

#include "exp-document.h"
#include "fig-kind.h"

#include "attractor-examples.h"
#include "attractor-widget.h"

#define MIN_WIDTH 180
#define NATURAL_WIDTH 260
#define ASPECT 0.62
/* Of letters, in terms of those of a figure in full size */
#define TEXT_SCALE 0.72

/**
 * AttractorExamplePicture:
 *
 * What theory says of an example, as a small figure. A worker thread computes and
 * draws it, in the size and the colours in which it is seen.
 */
struct _AttractorExamplePicture {
  GtkWidget parent_instance;

  const ExpExample *example;
  FigFigure *figure; /* (nullable): once it was computed */
  GdkTexture *texture;
  int width; /* of the texture, in units of the page; and how it was drawn */
  int height;
  int scale;
  FigScheme scheme;
  gboolean drawing;
  gboolean failed; /* there is nothing to draw */
};

G_DEFINE_FINAL_TYPE (AttractorExamplePicture, attractor_example_picture, GTK_TYPE_WIDGET)

typedef struct {
  const ExpExample *example;
  FigFigure *figure;
  int width;
  int height;
  int scale;
  FigStyle style;
  GdkTexture *texture;
} Drawing;

static void
drawing_free (Drawing *drawing)
{
  g_clear_pointer (&drawing->figure, fig_figure_unref);
  g_clear_object (&drawing->texture);
  g_free (drawing);
}

static FigFigure *
build_figure (const ExpExample *example, GError **error)
{
  const FigKind *kind = fig_kind_find (example->figure);
  g_autoptr (GFile) file = attractor_examples_get_file (example);
  g_autoptr (ExpExperiment) experiment = exp_document_load (file, NULL, error);
  g_autoptr (ExpTheory) theory = NULL;
  g_autoptr (FigStudy) study = NULL;
  FigSource source = { 0 };

  if (experiment == NULL)
    return NULL;
  theory = exp_theory_new (experiment, NULL, error);
  if (theory == NULL)
    return NULL;
  study = fig_study_new (kind->needs, theory, NULL, NULL, error);
  if (study == NULL)
    return NULL;

  source.theory = theory;
  source.study = study;
  return kind->build (&source);
}

static GdkTexture *
draw (const Drawing *drawing)
{
  int width = drawing->width * drawing->scale, height = drawing->height * drawing->scale;
  int stride = cairo_format_stride_for_width (CAIRO_FORMAT_ARGB32, width);
  guchar *pixels = g_malloc0 ((gsize)stride * (gsize)height);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, (gsize)stride * (gsize)height);
  FigStyle style = drawing->style;
  cairo_surface_t *surface;
  cairo_t *cr;

  fig_style_scale (&style, TEXT_SCALE);
  style.show_title = FALSE;
  style.show_hints = FALSE;
  style.background.alpha = 0.0;
  surface = cairo_image_surface_create_for_data (
    pixels, CAIRO_FORMAT_ARGB32, width, height, stride);
  cr = cairo_create (surface);
  cairo_scale (cr, drawing->scale, drawing->scale);
  fig_figure_draw (drawing->figure, cr, drawing->width, drawing->height, &style);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize)stride);
}

static void
draw_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Drawing *drawing = task_data;
  GError *error = NULL;

  if (drawing->figure == NULL)
    drawing->figure = build_figure (drawing->example, &error);
  if (drawing->figure == NULL) {
    g_task_return_error (task, error);
    return;
  }
  drawing->texture = draw (drawing);
  g_task_return_boolean (task, TRUE);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorExamplePicture) self = user_data;
  Drawing *drawing = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  self->drawing = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error)) {
    g_clear_pointer (&self->figure, fig_figure_unref);
    self->figure = fig_figure_ref (drawing->figure);
    g_set_object (&self->texture, drawing->texture);
    self->width = drawing->width;
    self->height = drawing->height;
    self->scale = drawing->scale;
    self->scheme = drawing->style.scheme;
    gtk_widget_queue_draw (GTK_WIDGET (self));
  } else {
    g_warning ("%s: %s", drawing->example->name, error->message);
    self->failed = TRUE;
  }
  g_application_release (g_application_get_default ());
}

static void
start (AttractorExamplePicture *self, int width, int height, int scale)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, drawn_cb, g_object_ref (self));
  Drawing *drawing = g_new0 (Drawing, 1);

  drawing->example = self->example;
  drawing->figure = self->figure != NULL ? fig_figure_ref (self->figure) : NULL;
  drawing->width = width;
  drawing->height = height;
  drawing->scale = scale;
  attractor_widget_init_style (GTK_WIDGET (self), &drawing->style);
  self->drawing = TRUE;
  /* The process must not end under a worker's feet. */
  g_application_hold (g_application_get_default ());
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, drawing, (GDestroyNotify)drawing_free);
  g_task_run_in_thread (task, draw_thread);
}

static void
attractor_example_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttractorExamplePicture *self = ATTRACTOR_EXAMPLE_PICTURE (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  FigScheme scheme = attractor_widget_get_scheme (widget);

  if (width <= 0 || height <= 0)
    return;
  if (self->texture != NULL)
    gtk_snapshot_append_texture (
      snapshot, self->texture, &GRAPHENE_RECT_INIT (0.0f, 0.0f, (float)width, (float)height));
  if (self->example != NULL && !self->drawing && !self->failed &&
      (self->texture == NULL || self->width != width || self->height != height ||
       self->scale != scale || self->scheme != scheme))
    start (self, width, height, scale);
}

static GtkSizeRequestMode
attractor_example_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
attractor_example_picture_measure (GtkWidget *widget,
                                   GtkOrientation orientation,
                                   int for_size,
                                   int *minimum,
                                   int *natural,
                                   int *minimum_baseline,
                                   int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = MIN_WIDTH;
    *natural = NATURAL_WIDTH;
  } else {
    *minimum = *natural = (int)(ASPECT * (for_size < 0 ? NATURAL_WIDTH : for_size));
  }
}

static void
attractor_example_picture_finalize (GObject *object)
{
  AttractorExamplePicture *self = ATTRACTOR_EXAMPLE_PICTURE (object);

  g_clear_pointer (&self->figure, fig_figure_unref);
  g_clear_object (&self->texture);

  G_OBJECT_CLASS (attractor_example_picture_parent_class)->finalize (object);
}

static void
attractor_example_picture_class_init (AttractorExamplePictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = attractor_example_picture_finalize;
  widget_class->get_request_mode = attractor_example_picture_get_request_mode;
  widget_class->measure = attractor_example_picture_measure;
  widget_class->snapshot = attractor_example_picture_snapshot;

  /* The card that it is in says in words what is to be seen. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
attractor_example_picture_init (AttractorExamplePicture *self)
{
  attractor_widget_follow_scheme (GTK_WIDGET (self), G_CALLBACK (gtk_widget_queue_draw));
}

/**
 * attractor_example_picture_set_example:
 * @self: a picture
 * @example: what it is to show
 */
void
attractor_example_picture_set_example (AttractorExamplePicture *self, const ExpExample *example)
{
  g_return_if_fail (ATTRACTOR_IS_EXAMPLE_PICTURE (self));
  g_return_if_fail (example != NULL);
  g_return_if_fail (self->example == NULL);

  self->example = example;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

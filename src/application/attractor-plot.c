/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-plot.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* What takes less time than this, in ms, is not worth telling */
#define BUSY_DELAY 400

/**
 * AttractorPlot:
 *
 * Shows one kind of figure. The figure is made from theory and measurement
 * when it is in sight, and not before.
 */
struct _AttractorPlot {
  GtkWidget parent_instance;

  AdwStatusPage *message_page;
  GtkSpinner *spinner;

  const FigKind *kind;
  ExpTheory *theory;
  ExpMeasurement *measurement;
  FigFigure *figure; /* NULL if it must be made anew */
  char *error;
  guint busy_source;
  gboolean busy; /* for longer than BUSY_DELAY */
};

G_DEFINE_FINAL_TYPE (AttractorPlot, attractor_plot, GTK_TYPE_WIDGET)

static void
describe (AttractorPlot *self, const char *description)
{
  const char *title = _ (self->kind->title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description,
                                  -1);
}

static void
ensure_figure (AttractorPlot *self)
{
  FigSource source = { self->theory, self->measurement };

  if (self->figure != NULL || self->theory == NULL)
    return;

  self->figure = self->kind->build (&source);
  describe (self, fig_figure_get_description (self->figure));
}

static void
update (AttractorPlot *self)
{
  if (self->error != NULL) {
    adw_status_page_set_description (self->message_page, self->error);
    describe (self, self->error);
  } else if (self->theory == NULL) {
    describe (self, _ ("The figure is being computed."));
  } else if (gtk_widget_get_mapped (GTK_WIDGET (self))) {
    ensure_figure (self);
  }

  gtk_widget_set_visible (GTK_WIDGET (self->message_page), self->error != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
attractor_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttractorPlot *self = ATTRACTOR_PLOT (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->figure != NULL && self->error == NULL && width > 0 && height > 0) {
    AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
    gboolean dark = adw_style_manager_get_dark (manager);
    graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
    cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

    fig_figure_draw (
      self->figure, cr, width, height, fig_style_get (dark ? FIG_SCHEME_DARK : FIG_SCHEME_LIGHT));
    cairo_destroy (cr);
  }

  GTK_WIDGET_CLASS (attractor_plot_parent_class)->snapshot (widget, snapshot);
}

static void
attractor_plot_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (attractor_plot_parent_class)->map (widget);

  update (ATTRACTOR_PLOT (widget));
}

static void
attractor_plot_dispose (GObject *object)
{
  AttractorPlot *self = ATTRACTOR_PLOT (object);

  g_clear_handle_id (&self->busy_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTRACTOR_TYPE_PLOT);

  G_OBJECT_CLASS (attractor_plot_parent_class)->dispose (object);
}

static void
attractor_plot_finalize (GObject *object)
{
  AttractorPlot *self = ATTRACTOR_PLOT (object);

  g_clear_pointer (&self->figure, fig_figure_unref);
  g_clear_pointer (&self->theory, exp_theory_unref);
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  g_clear_pointer (&self->error, g_free);

  G_OBJECT_CLASS (attractor_plot_parent_class)->finalize (object);
}

static void
attractor_plot_class_init (AttractorPlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_plot_dispose;
  object_class->finalize = attractor_plot_finalize;
  widget_class->map = attractor_plot_map;
  widget_class->snapshot = attractor_plot_snapshot;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/attractor/Attractor/attractor-plot.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorPlot, message_page);
  gtk_widget_class_bind_template_child (widget_class, AttractorPlot, spinner);

  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
attractor_plot_init (AttractorPlot *self)
{
  AdwStyleManager *manager;

  gtk_widget_init_template (GTK_WIDGET (self));

  manager = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_signal_connect_object (
    manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * attractor_plot_new:
 * @kind: what it shows
 *
 * Returns: a plot that has nothing to show yet
 */
GtkWidget *
attractor_plot_new (const FigKind *kind)
{
  AttractorPlot *self;

  g_return_val_if_fail (kind != NULL, NULL);

  self = g_object_new (ATTRACTOR_TYPE_PLOT, NULL);
  self->kind = kind;
  update (self);
  return GTK_WIDGET (self);
}

/**
 * attractor_plot_get_kind:
 * @self: a plot
 *
 * Returns: (transfer none): what it shows
 */
const FigKind *
attractor_plot_get_kind (AttractorPlot *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_PLOT (self), NULL);

  return self->kind;
}

/**
 * attractor_plot_get_figure:
 * @self: a plot
 *
 * Returns: (nullable) (transfer none): the figure, unless there is an error
 *   or nothing has been computed yet
 */
FigFigure *
attractor_plot_get_figure (AttractorPlot *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_PLOT (self), NULL);

  if (self->error != NULL)
    return NULL;

  ensure_figure (self);
  return self->figure;
}

/**
 * attractor_plot_set_source:
 * @self: a plot
 * @theory: what theory says
 * @measurement: (nullable): what a network says
 *
 * Shows a figure of @theory and @measurement.
 */
void
attractor_plot_set_source (AttractorPlot *self, ExpTheory *theory, ExpMeasurement *measurement)
{
  g_return_if_fail (ATTRACTOR_IS_PLOT (self));
  g_return_if_fail (theory != NULL);

  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->figure, fig_figure_unref);

  exp_theory_ref (theory);
  g_clear_pointer (&self->theory, exp_theory_unref);
  self->theory = theory;

  if (measurement != NULL)
    exp_measurement_ref (measurement);
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  self->measurement = measurement;

  update (self);
}

/**
 * attractor_plot_set_error:
 * @self: a plot
 * @message: why there is no figure, one sentence
 *
 * Shows @message in place of a figure.
 */
void
attractor_plot_set_error (AttractorPlot *self, const char *message)
{
  g_return_if_fail (ATTRACTOR_IS_PLOT (self));
  g_return_if_fail (message != NULL);

  g_free (self->error);
  self->error = g_strdup (message);
  update (self);
}

static gboolean
busy_cb (gpointer user_data)
{
  AttractorPlot *self = user_data;

  self->busy_source = 0;
  self->busy = TRUE;
  update (self);
  return G_SOURCE_REMOVE;
}

/**
 * attractor_plot_set_busy:
 * @self: a plot
 * @busy: whether what it shows is being computed
 *
 * Tells that there is something to come, if that takes a while.
 */
void
attractor_plot_set_busy (AttractorPlot *self, gboolean busy)
{
  g_return_if_fail (ATTRACTOR_IS_PLOT (self));

  g_clear_handle_id (&self->busy_source, g_source_remove);
  if (busy) {
    self->busy_source = g_timeout_add (BUSY_DELAY, busy_cb, self);
  } else if (self->busy) {
    self->busy = FALSE;
    update (self);
  }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-plot-private.h"

#include <glib/gi18n.h>

#include "attractor-number.h"
#include "attractor-settings.h"
#include "attractor-widget.h"

/**
 * AttractorPlot:
 *
 * Shows one kind of figure, and lets people look at it closely: zoom and pan,
 * read values out, hide and show what the legend names. It knows no kind of
 * figure. What it says of the places that people point at, in #FigPick, comes
 * from what the figure's axes measure and what its layers are.
 *
 * The figure is made from theory and measurement when it is in sight, and not
 * before.
 */
G_DEFINE_FINAL_TYPE (AttractorPlot, attractor_plot, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_LOGARITHMIC_ACROSS,
  PROP_LOGARITHMIC_UPWARDS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/**
 * attractor_plot_describe:
 * @self: a plot
 * @text: (nullable): what is to be seen in it, or what the keys have come to;
 *   %NULL for the figure's own description
 *
 * Says it to assistive technology, which reads out what changes of the widget
 * that has the focus.
 */
void
attractor_plot_describe (AttractorPlot *self, const char *text)
{
  g_autofree char *local = NULL;

  if (text == NULL && self->figure != NULL)
    text = fig_figure_get_description (self->figure);
  /* Each time is a message to the accessibility bus, and a drag changes the figure each frame. */
  if (self->described != NULL && g_strcmp0 (self->described, text != NULL ? text : "") == 0)
    return;
  g_free (self->described);
  self->described = g_strdup (text != NULL ? text : "");
  local = attractor_number_localize (self->described);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (self->kind->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  local,
                                  -1);
}

static void
ensure_figure (AttractorPlot *self)
{
  g_autoptr (PlotSource) source = NULL;

  if (self->figure != NULL || self->theory == NULL)
    return;

  source = attractor_plot_source_new (self);
  self->figure = attractor_plot_source_build (source);
  attractor_plot_describe (self, NULL);
}

/**
 * attractor_plot_get_style:
 * @self: a plot
 * @style: (out): how it is to be drawn now
 */
void
attractor_plot_get_style (AttractorPlot *self, FigStyle *style)
{
  attractor_widget_init_style (GTK_WIDGET (self), style);
  style->selected = self->selected;
  style->show_title = style->show_title && !self->untitled;
  /* Whoever wants large texts wants them in figures too, as far as there is room. */
  style->smallest_size = style->font_size;
  style->font_size *= attractor_widget_get_text_scale (GTK_WIDGET (self));
}

/**
 * attractor_plot_forget_layout:
 * @self: a plot
 *
 * Nothing that was laid out or drawn holds any longer.
 */
void
attractor_plot_forget_layout (AttractorPlot *self)
{
  g_clear_pointer (&self->layout, fig_layout_free);
  g_clear_pointer (&self->node, gsk_render_node_unref);
}

static void
forget_figure (AttractorPlot *self)
{
  attractor_plot_forget_layout (self);
  self->version++;
  g_clear_pointer (&self->shown, fig_figure_unref);
}

/**
 * attractor_plot_take_figure:
 * @self: a plot whose figure was to be made anew
 * @figure: that figure
 * @shown: as it is in sight
 *
 * Keeps what a worker has made.
 */
void
attractor_plot_take_figure (AttractorPlot *self, FigFigure *figure, FigFigure *shown)
{
  g_return_if_fail (self->figure == NULL && self->shown == NULL);

  self->figure = fig_figure_ref (figure);
  self->shown = fig_figure_ref (shown);
  attractor_plot_describe (self, NULL);
}

static FigFigure *
show_figure (AttractorPlot *self, gboolean keep_entries)
{
  g_autoptr (PlotSource) source = attractor_plot_source_new (self);

  return attractor_plot_source_show (source, self->figure, keep_entries);
}

/**
 * attractor_plot_ensure_shown:
 * @self: a plot
 *
 * Makes the figure as it is in sight, unless that is done.
 *
 * Returns: whether there is one, and room for it
 */
gboolean
attractor_plot_ensure_shown (AttractorPlot *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->error != NULL || width <= 0 || height <= 0)
    return FALSE;
  ensure_figure (self);
  if (self->figure == NULL)
    return FALSE;
  if (self->layout != NULL && (self->layout_width != width || self->layout_height != height)) {
    attractor_plot_forget_layout (self);
    attractor_plot_await_readout (self);
  }
  if (self->shown == NULL)
    self->shown = show_figure (self, TRUE);
  return TRUE;
}

/**
 * attractor_plot_ensure_layout:
 * @self: a plot
 *
 * Lays the figure out as it is in sight, unless that is done.
 *
 * Returns: whether there is anything to see
 */
gboolean
attractor_plot_ensure_layout (AttractorPlot *self)
{
  if (!attractor_plot_ensure_shown (self))
    return FALSE;
  if (self->layout == NULL) {
    int width = gtk_widget_get_width (GTK_WIDGET (self));
    int height = gtk_widget_get_height (GTK_WIDGET (self));

    attractor_plot_get_style (self, &self->style);
    self->layout = fig_fit_layout (self->shown, width, height, &self->style);
    self->layout_width = width;
    self->layout_height = height;
  }
  return !fig_layout_is_empty (self->layout);
}

/**
 * attractor_plot_view_changed:
 * @self: a plot
 *
 * Draws what is in sight now.
 */
void
attractor_plot_view_changed (AttractorPlot *self)
{
  forget_figure (self);
  attractor_plot_update_readout (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  attractor_plot_settle_view (self);
}

/* Few figures ever need the page that says it. */
static void
show_error (AttractorPlot *self)
{
  if (self->message_page == NULL) {
    self->message_page = ADW_STATUS_PAGE (adw_status_page_new ());
    adw_status_page_set_icon_name (self->message_page, "dialog-warning-symbolic");
    adw_status_page_set_title (self->message_page, _ ("No Figure"));
    gtk_widget_add_css_class (GTK_WIDGET (self->message_page), "compact");
    gtk_widget_insert_before (
      GTK_WIDGET (self->message_page), GTK_WIDGET (self), GTK_WIDGET (self->spinner));
  }
  adw_status_page_set_description (self->message_page, self->error);
}

/**
 * attractor_plot_update:
 * @self: a plot
 *
 * Shows what there is now: a figure, that it is being made, or why there is none.
 */
void
attractor_plot_update (AttractorPlot *self)
{
  if (self->error != NULL) {
    show_error (self);
    attractor_plot_describe (self, self->error);
  } else if (self->theory == NULL) {
    attractor_plot_describe (self, _ ("The figure is being computed."));
  } else if (gtk_widget_get_mapped (GTK_WIDGET (self))) {
    /* The figure is made when it is drawn: of those that come meanwhile only the last. */
    attractor_live_study_request (self->study, self->theory);
  }

  if (self->message_page != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->message_page), self->error != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
  attractor_plot_update_readout (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Drawn once for each view: what moves with the pointer lies above it. */
static void
snapshot_many_points (AttractorPlot *self, GtkSnapshot *snapshot)
{
  graphene_rect_t bounds;
  cairo_t *cr;

  if (!attractor_plot_ensure_layout (self))
    return;
  attractor_plot_snapshot_raster (self, snapshot);
  if (self->node == NULL) {
    graphene_rect_init (&bounds, 0, 0, (float)self->layout_width, (float)self->layout_height);
    self->node = gsk_cairo_node_new (&bounds);
    cr = gsk_cairo_node_get_draw_context (self->node);
    fig_layout_draw_frame (self->layout, cr);
    cairo_destroy (cr);
  }
  gtk_snapshot_append_node (snapshot, self->node);
}

/* What a worker makes and draws needs nothing of it here. */
static void
snapshot_figure (AttractorPlot *self, GtkSnapshot *snapshot)
{
  if (self->figure == NULL && attractor_plot_has_picture (self)) {
    attractor_plot_snapshot_picture (self, snapshot);
  } else if (attractor_plot_ensure_shown (self)) {
    if (attractor_plot_has_many_points (self))
      snapshot_many_points (self, snapshot);
    else
      attractor_plot_snapshot_picture (self, snapshot);
  }
}

static void
attractor_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttractorPlot *self = ATTRACTOR_PLOT (widget);

  if (self->error == NULL && self->theory != NULL && gtk_widget_get_width (widget) > 0 &&
      gtk_widget_get_height (widget) > 0) {
    snapshot_figure (self, snapshot);
    attractor_plot_snapshot_marks (self, snapshot);
  }

  GTK_WIDGET_CLASS (attractor_plot_parent_class)->snapshot (widget, snapshot);
}

static void
attractor_plot_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (attractor_plot_parent_class)->map (widget);

  attractor_plot_update (ATTRACTOR_PLOT (widget));
}

static void
attractor_plot_dispose (GObject *object)
{
  AttractorPlot *self = ATTRACTOR_PLOT (object);

  g_clear_handle_id (&self->busy_source, g_source_remove);
  g_clear_handle_id (&self->readout_source, g_source_remove);
  if (self->study != NULL)
    attractor_live_study_stop (self->study);
  g_clear_weak_pointer (&self->menu_focus);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->message_page != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->message_page));
  self->message_page = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTRACTOR_TYPE_PLOT);

  G_OBJECT_CLASS (attractor_plot_parent_class)->dispose (object);
}

static void
attractor_plot_finalize (GObject *object)
{
  AttractorPlot *self = ATTRACTOR_PLOT (object);

  forget_figure (self);
  g_clear_pointer (&self->picture, attractor_plot_picture_free);
  g_clear_pointer (&self->raster, attractor_plot_raster_free);
  g_clear_pointer (&self->menu_figure, fig_figure_unref);
  g_clear_pointer (&self->viewport, fig_viewport_free);
  g_clear_pointer (&self->settled, fig_viewport_free);
  g_clear_pointer (&self->traces, g_ptr_array_unref);
  g_clear_pointer (&self->view_before, fig_viewport_free);
  g_clear_pointer (&self->figure, fig_figure_unref);
  g_clear_pointer (&self->theory, exp_theory_unref);
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  g_clear_object (&self->study);
  g_clear_pointer (&self->training, exp_training_trace_unref);
  g_clear_pointer (&self->sweep, exp_sweep_unref);
  g_clear_pointer (&self->basins, exp_basins_unref);
  g_clear_object (&self->comparisons);
  g_clear_pointer (&self->error, g_free);

  g_clear_pointer (&self->described, g_free);
  G_OBJECT_CLASS (attractor_plot_parent_class)->finalize (object);
}

static void
attractor_plot_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  AttractorPlot *self = ATTRACTOR_PLOT (object);

  switch (prop_id) {
  case PROP_LOGARITHMIC_ACROSS:
    g_value_set_boolean (value, attractor_plot_get_logarithmic (self, FIG_ACROSS));
    break;
  case PROP_LOGARITHMIC_UPWARDS:
    g_value_set_boolean (value, attractor_plot_get_logarithmic (self, FIG_UPWARDS));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_plot_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  AttractorPlot *self = ATTRACTOR_PLOT (object);

  switch (prop_id) {
  case PROP_LOGARITHMIC_ACROSS:
    attractor_plot_set_logarithmic (self, FIG_ACROSS, g_value_get_boolean (value));
    break;
  case PROP_LOGARITHMIC_UPWARDS:
    attractor_plot_set_logarithmic (self, FIG_UPWARDS, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_plot_class_init (AttractorPlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_plot_dispose;
  object_class->finalize = attractor_plot_finalize;
  object_class->get_property = attractor_plot_get_property;
  object_class->set_property = attractor_plot_set_property;
  widget_class->focus = attractor_plot_focus;
  widget_class->map = attractor_plot_map;
  widget_class->snapshot = attractor_plot_snapshot;

  properties[PROP_LOGARITHMIC_ACROSS] = g_param_spec_boolean (
    "logarithmic-across", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOGARITHMIC_UPWARDS] = g_param_spec_boolean (
    "logarithmic-upwards", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  attractor_plot_install_signals (G_TYPE_FROM_CLASS (klass));

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/attractor/Attractor/attractor-plot.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorPlot, spinner);
  gtk_widget_class_bind_template_child (widget_class, AttractorPlot, readout);
  gtk_widget_class_bind_template_child (widget_class, AttractorPlot, menu_model);
  gtk_widget_class_bind_template_child (widget_class, AttractorPlot, place_menu);
  attractor_plot_class_add_keys (widget_class);
  attractor_plot_class_add_actions (widget_class);

  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
attractor_plot_init (AttractorPlot *self)
{
  AdwStyleManager *manager;

  self->viewport = fig_viewport_new ();
  self->settled = fig_viewport_new ();
  self->stop = -1;
  self->pointer_x = self->pointer_y = -1.0;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), attractor_plot_create_layout ());
  attractor_plot_add_controllers (self);

  g_signal_connect_object (gtk_settings_get_default (),
                           "notify::gtk-xft-dpi",
                           G_CALLBACK (attractor_plot_view_changed),
                           self,
                           G_CONNECT_SWAPPED);
  manager = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_signal_connect_object (
    manager, "notify::dark", G_CALLBACK (attractor_plot_view_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager,
                           "notify::high-contrast",
                           G_CALLBACK (attractor_plot_view_changed),
                           self,
                           G_CONNECT_SWAPPED);
  attractor_settings_follow ("figure-colors", G_CALLBACK (attractor_plot_view_changed), self);
}

/**
 * attractor_plot_source_changed:
 * @self: a plot
 *
 * Makes the figure anew, as what it is made from is something else now.
 */
void
attractor_plot_source_changed (AttractorPlot *self)
{
  g_clear_pointer (&self->figure, fig_figure_unref);
  forget_figure (self);
  attractor_plot_update (self);
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
  FigNeeds needs;

  g_return_val_if_fail (kind != NULL, NULL);

  self = g_object_new (ATTRACTOR_TYPE_PLOT, NULL);
  self->kind = kind;
  /* Networks along one parameter are drawn beside a curve of theory. */
  needs = kind->needs | ((kind->needs & FIG_NEEDS_MAP) != 0 ? FIG_NEEDS_CURVE : 0);
  self->study = attractor_live_study_new (needs);
  g_signal_connect_object (
    self->study, "updated", G_CALLBACK (attractor_plot_source_changed), self, G_CONNECT_SWAPPED);
  attractor_plot_update (self);
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

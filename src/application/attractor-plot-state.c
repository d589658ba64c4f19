/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-plot-private.h"

#include "fig-trace.h"

/* What takes less time than this, in ms, is not worth telling */
#define BUSY_DELAY 400

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
  attractor_plot_update (self);
}

static gboolean
busy_cb (gpointer user_data)
{
  AttractorPlot *self = user_data;

  self->busy_source = 0;
  self->busy = TRUE;
  attractor_plot_update (self);
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
    attractor_plot_update (self);
  }
}

/**
 * attractor_plot_set_selected:
 * @self: a plot
 * @attractor: index of the attractor that stands out; -1 for none
 */
void
attractor_plot_set_selected (AttractorPlot *self, int attractor)
{
  guint selected = attractor >= 0 ? (guint)attractor + 1 : 0;

  g_return_if_fail (ATTRACTOR_IS_PLOT (self));

  if (self->selected == selected)
    return;
  self->selected = selected;
  attractor_plot_forget_layout (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * attractor_plot_set_titled:
 * @self: a plot
 * @titled: whether the figure has its title, which it has unless it is told
 *
 * Leaves the title to whoever says above the plot what it shows.
 */
void
attractor_plot_set_titled (AttractorPlot *self, gboolean titled)
{
  g_return_if_fail (ATTRACTOR_IS_PLOT (self));

  self->untitled = !titled;
  attractor_plot_view_changed (self);
}

/**
 * attractor_plot_set_traces:
 * @self: a plot
 * @traces: (nullable) (element-type FigTrace): trajectories to lay over the figure,
 *   where it measures outputs; not changed afterwards
 * @widen: whether axes make room for them
 */
void
attractor_plot_set_traces (AttractorPlot *self, GPtrArray *traces, gboolean widen)
{
  g_return_if_fail (ATTRACTOR_IS_PLOT (self));

  if (traces != NULL)
    g_ptr_array_ref (traces);
  g_clear_pointer (&self->traces, g_ptr_array_unref);
  self->traces = traces;
  self->widen = widen;
  if (self->figure == NULL || fig_trace_fits (self->figure))
    attractor_plot_view_changed (self);
}

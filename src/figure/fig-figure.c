/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-figure.h"

#include "fig-layout.h"
#include "fig-text.h"

struct _FigFigure {
  gatomicrefcount ref_count;
  char *title;
  char *subtitle;
  char *description;
  ExpExperiment *experiment;
  gboolean flow;
  gboolean shared;
  GPtrArray *panels;
  FigLegend *legend;
};

/**
 * fig_figure_new:
 * @title: what it shows, as plain text
 *
 * Returns: (transfer full): a figure without panels
 */
FigFigure *
fig_figure_new (const char *title)
{
  FigFigure *self = g_new0 (FigFigure, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->title = fig_text_from_person (title);
  self->shared = TRUE;
  self->panels = g_ptr_array_new_with_free_func ((GDestroyNotify)fig_panel_free);
  self->legend = fig_legend_new ();
  return self;
}

/**
 * fig_figure_copy:
 * @self: a figure
 *
 * Takes time proportional to the number of layers: their data is shared.
 *
 * Returns: (transfer full): the same, as a figure being built
 */
FigFigure *
fig_figure_copy (FigFigure *self)
{
  FigFigure *copy = g_new0 (FigFigure, 1);

  *copy = *self;
  g_atomic_ref_count_init (&copy->ref_count);
  copy->title = g_strdup (self->title);
  copy->subtitle = g_strdup (self->subtitle);
  copy->description = g_strdup (self->description);
  if (self->experiment != NULL)
    copy->experiment = exp_experiment_copy (self->experiment);
  copy->panels = g_ptr_array_new_with_free_func ((GDestroyNotify)fig_panel_free);
  for (guint i = 0; i < self->panels->len; i++)
    g_ptr_array_add (copy->panels, fig_panel_copy (g_ptr_array_index (self->panels, i)));
  copy->legend = fig_legend_copy (self->legend);
  return copy;
}

FigFigure *
fig_figure_ref (FigFigure *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
fig_figure_unref (FigFigure *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->description);
  g_clear_pointer (&self->experiment, exp_experiment_free);
  g_ptr_array_unref (self->panels);
  fig_legend_free (self->legend);
  g_free (self);
}

/**
 * fig_figure_set_subtitle:
 * @self: a figure being built
 * @subtitle: what it was made from, as Pango markup
 */
void
fig_figure_set_subtitle (FigFigure *self, const char *subtitle)
{
  g_free (self->subtitle);
  self->subtitle = g_strdup (subtitle);
}

/**
 * fig_figure_set_description:
 * @self: a figure being built
 * @description: what is to be seen in it, for those who cannot see it
 */
void
fig_figure_set_description (FigFigure *self, const char *description)
{
  g_free (self->description);
  self->description = g_strdup (description);
}

/**
 * fig_figure_set_experiment:
 * @self: a figure being built
 * @experiment: what it was made from, copied; goes into the files it is
 *   exported to
 */
void
fig_figure_set_experiment (FigFigure *self, const ExpExperiment *experiment)
{
  g_clear_pointer (&self->experiment, exp_experiment_free);
  self->experiment = exp_experiment_copy (experiment);
}

/**
 * fig_figure_set_flow:
 * @self: a figure being built
 * @flow: whether panels fill rows and columns as there is room; they are
 *   stacked otherwise
 */
void
fig_figure_set_flow (FigFigure *self, gboolean flow)
{
  self->flow = flow;
}

/**
 * fig_figure_set_shared:
 * @self: a figure being built
 * @shared: whether all panels have the same axis across, as they do at first;
 *   else each has its own, with its own numbers and titles
 */
void
fig_figure_set_shared (FigFigure *self, gboolean shared)
{
  self->shared = shared;
}

/**
 * fig_figure_add_panel:
 * @self: a figure being built
 * @id: what to call the panel in data files
 *
 * All panels share the axis across, unless fig_figure_set_shared() says not.
 *
 * Returns: (transfer none): a new panel, after those before
 */
FigPanel *
fig_figure_add_panel (FigFigure *self, const char *id)
{
  FigPanel *panel = fig_panel_new (id);

  g_ptr_array_add (self->panels, panel);
  return panel;
}

/**
 * fig_figure_get_title:
 * @self: a figure
 *
 * Returns: (transfer none): what it shows, as plain text
 */
const char *
fig_figure_get_title (FigFigure *self)
{
  return self->title;
}

/**
 * fig_figure_get_subtitle:
 * @self: a figure
 *
 * Returns: (transfer none) (nullable): what it was made from, as Pango markup
 */
const char *
fig_figure_get_subtitle (FigFigure *self)
{
  return self->subtitle;
}

/**
 * fig_figure_get_description:
 * @self: a figure
 *
 * Returns: (transfer none): what is to be seen in it, in a sentence or two
 */
const char *
fig_figure_get_description (FigFigure *self)
{
  return self->description != NULL ? self->description : self->title;
}

/**
 * fig_figure_get_experiment:
 * @self: a figure
 *
 * Returns: (transfer none) (nullable): what it was made from
 */
const ExpExperiment *
fig_figure_get_experiment (FigFigure *self)
{
  return self->experiment;
}

/**
 * fig_figure_get_flow:
 * @self: a figure
 *
 * Returns: whether panels fill rows and columns as there is room
 */
gboolean
fig_figure_get_flow (FigFigure *self)
{
  return self->flow;
}

/**
 * fig_figure_get_shared:
 * @self: a figure
 *
 * Returns: whether all panels have the same axis across
 */
gboolean
fig_figure_get_shared (FigFigure *self)
{
  return self->shared;
}

/**
 * fig_figure_get_n_panels:
 * @self: a figure
 *
 * Returns: how many panels it has
 */
guint
fig_figure_get_n_panels (FigFigure *self)
{
  return self->panels->len;
}

/**
 * fig_figure_edit_panel:
 * @self: a figure being built
 * @index: less than the number of panels
 *
 * Returns: (transfer none): a panel, to be changed
 */
FigPanel *
fig_figure_edit_panel (FigFigure *self, guint index)
{
  g_return_val_if_fail (index < self->panels->len, NULL);

  return g_ptr_array_index (self->panels, index);
}

/**
 * fig_figure_get_panel:
 * @self: a figure
 * @index: less than the number of panels
 *
 * Returns: (transfer none): a panel
 */
const FigPanel *
fig_figure_get_panel (FigFigure *self, guint index)
{
  g_return_val_if_fail (index < self->panels->len, NULL);

  return g_ptr_array_index (self->panels, index);
}

/**
 * fig_figure_get_legend:
 * @self: a figure
 *
 * Returns: (transfer none): what the looks of its layers mean
 */
FigLegend *
fig_figure_get_legend (FigFigure *self)
{
  return self->legend;
}

/**
 * fig_figure_draw:
 * @self: a figure
 * @cr: what to draw with; the figure begins at its origin
 * @width: of the page, in units of the style
 * @height: likewise
 * @style: (nullable): how it looks; %NULL for print
 *
 * Draws the figure into a page of any size. What there is no room for is left
 * out, the least important first; nothing overlaps and nothing is cut off.
 */
void
fig_figure_draw (FigFigure *self, cairo_t *cr, double width, double height, const FigStyle *style)
{
  g_autoptr (FigLayout) layout = fig_layout_new (self, width, height, style);

  fig_layout_draw (layout, cr);
}

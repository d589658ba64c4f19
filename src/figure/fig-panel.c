/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-panel.h"

/**
 * fig_panel_new:
 * @id: what to call it in data files
 *
 * Returns: (transfer full): an empty panel with linear axes, whose data
 *   touches the ends of the axis across and keeps a little off the others
 */
FigPanel *
fig_panel_new (const char *id)
{
  FigPanel *self = g_new0 (FigPanel, 1);

  self->id = g_strdup (id);
  self->weight = 1.0;
  self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify)fig_layer_unref);
  fig_axis_init (&self->x, 0.0);
  fig_axis_init (&self->y, 0.06);
  return self;
}

/**
 * fig_panel_copy:
 * @self: a panel
 *
 * Returns: (transfer full): a panel with axes of its own and the same layers,
 *   to which some may be added and from which some may be taken
 */
FigPanel *
fig_panel_copy (const FigPanel *self)
{
  FigPanel *copy = g_new0 (FigPanel, 1);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->title = g_strdup (self->title);
  copy->short_title = g_strdup (self->short_title);
  copy->note = g_strdup (self->note);
  fig_axis_init_copy (&copy->x, &self->x);
  fig_axis_init_copy (&copy->y, &self->y);
  copy->layers = g_ptr_array_new_with_free_func ((GDestroyNotify)fig_layer_unref);
  for (guint i = 0; i < self->layers->len; i++)
    g_ptr_array_add (copy->layers, fig_layer_ref (g_ptr_array_index (self->layers, i)));
  return copy;
}

void
fig_panel_free (FigPanel *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->short_title);
  g_free (self->note);
  fig_axis_clear (&self->x);
  fig_axis_clear (&self->y);
  g_ptr_array_unref (self->layers);
  g_free (self);
}

/**
 * fig_panel_set_hint:
 * @hint: what a person might do to see more in the panel
 *
 * Makes @hint the panel's note, which the window shows and a page does not.
 */
void
fig_panel_set_hint (FigPanel *self, const char *hint)
{
  g_free (self->note);
  self->note = g_strdup (hint);
  self->hint = TRUE;
}

/**
 * fig_panel_get_note:
 * @style: how the panel is drawn
 *
 * Returns: (nullable): what is said within the panel
 */
const char *
fig_panel_get_note (const FigPanel *self, const FigStyle *style)
{
  return self->hint && !style->show_hints ? NULL : self->note;
}

/**
 * fig_panel_take_layer:
 * @self: a panel
 * @layer: (transfer full): a layer, drawn above those before; what is faint is
 *   drawn below all that is not
 *
 * Returns: (transfer none): the layer
 */
FigLayer *
fig_panel_take_layer (FigPanel *self, FigLayer *layer)
{
  guint index = self->layers->len;

  while (layer->look.faint && index > 0) {
    const FigLayer *below = g_ptr_array_index (self->layers, index - 1);

    if (below->look.faint)
      break;
    index--;
  }
  g_ptr_array_insert (self->layers, (int)index, layer);
  return layer;
}

/**
 * fig_panel_get_range:
 * @self: a panel
 * @x: (out): the range of the data across
 * @y: (out): the range of the data upwards
 *
 * Takes time proportional to the number of points.
 */
void
fig_panel_get_range (const FigPanel *self, FigRange *x, FigRange *y)
{
  *x = self->x.range;
  *y = self->y.range;
  for (guint i = 0; i < self->layers->len; i++)
    fig_layer_extend (g_ptr_array_index (self->layers, i), self->x.kind, self->y.kind, x, y);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-viewport.h"

#include <math.h>
#include <string.h>

/* What is set of one axis of one panel */
typedef struct {
  FigRange limits; /* empty for all data */
  gboolean has_kind;
  FigScaleKind kind;
} Sight;

struct _FigViewport {
  GHashTable *sights; /* name of an axis → Sight */
  GHashTable *hidden; /* names of entries */
};

/**
 * fig_viewport_new:
 *
 * Returns: (transfer full): one that shows everything as the figure has it
 */
FigViewport *
fig_viewport_new (void)
{
  FigViewport *self = g_new0 (FigViewport, 1);

  self->sights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * fig_viewport_copy:
 * @self: a viewport
 *
 * Returns: (transfer full): the same
 */
FigViewport *
fig_viewport_copy (const FigViewport *self)
{
  FigViewport *copy = fig_viewport_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->sights);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->sights, g_strdup (key), g_memdup2 (value, sizeof (Sight)));
  g_hash_table_iter_init (&iter, self->hidden);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (copy->hidden, g_strdup (key));
  return copy;
}

void
fig_viewport_free (FigViewport *self)
{
  g_hash_table_unref (self->sights);
  g_hash_table_unref (self->hidden);
  g_free (self);
}

/**
 * fig_viewport_to_text:
 * @self: a viewport
 *
 * Returns: (transfer full): it in a line of text, from which fig_viewport_new_from_text() makes the
 *   same
 */
char *
fig_viewport_to_text (const FigViewport *self)
{
  g_auto (GVariantBuilder) sights = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sddbi)"));
  g_auto (GVariantBuilder) hidden = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("as"));
  g_autoptr (GVariant) variant = NULL;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->sights);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    const Sight *sight = value;

    g_variant_builder_add (&sights,
                           "(sddbi)",
                           key,
                           sight->limits.minimum,
                           sight->limits.maximum,
                           sight->has_kind,
                           (int)sight->kind);
  }
  g_hash_table_iter_init (&iter, self->hidden);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_variant_builder_add (&hidden, "s", key);
  variant = g_variant_ref_sink (g_variant_new ("(a(sddbi)as)", &sights, &hidden));
  return g_variant_print (variant, FALSE);
}

/**
 * fig_viewport_new_from_text:
 * @text: any text
 *
 * Returns: (transfer full) (nullable): the viewport that fig_viewport_to_text() was given; %NULL
 * for a text that is none of its
 */
FigViewport *
fig_viewport_new_from_text (const char *text)
{
  g_autoptr (GVariant)
    variant = g_variant_parse (G_VARIANT_TYPE ("(a(sddbi)as)"), text, NULL, NULL, NULL);
  g_autoptr (GVariantIter) sights = NULL;
  g_autoptr (GVariantIter) hidden = NULL;
  g_autoptr (FigViewport) self = NULL;
  const char *name;
  Sight sight;
  int kind;

  if (variant == NULL)
    return NULL;
  self = fig_viewport_new ();
  g_variant_get (variant, "(a(sddbi)as)", &sights, &hidden);
  while (g_variant_iter_next (sights,
                              "(&sddbi)",
                              &name,
                              &sight.limits.minimum,
                              &sight.limits.maximum,
                              &sight.has_kind,
                              &kind)) {
    if (!isfinite (sight.limits.minimum) || !isfinite (sight.limits.maximum) ||
        kind < FIG_SCALE_LINEAR || kind > FIG_SCALE_SYMMETRIC)
      return NULL;
    sight.kind = (FigScaleKind)kind;
    g_hash_table_insert (self->sights, g_strdup (name), g_memdup2 (&sight, sizeof sight));
  }
  while (g_variant_iter_next (hidden, "&s", &name))
    g_hash_table_add (self->hidden, g_strdup (name));
  return g_steal_pointer (&self);
}

static const FigAxis *
get_axis (const FigPanel *panel, FigDirection direction)
{
  return direction == FIG_ACROSS ? &panel->x : &panel->y;
}

/* Panels that measure the same across move together, whatever they show upwards. */
static char *
name_axis (const FigPanel *panel, FigDirection direction)
{
  if (direction == FIG_ACROSS && panel->x.title != NULL)
    return g_strconcat ("across ", panel->x.title, NULL);
  return g_strconcat (direction == FIG_ACROSS ? "across panel " : "upwards ", panel->id, NULL);
}

/* Entries are named by what they stand for: the text may change with a number. */
static char *
name_entry (const FigLegendEntry *entry)
{
  const FigLook *look = &entry->look;

  if (entry->kind != NULL)
    return g_strconcat ("kind ", entry->kind, NULL);
  if (look->owner >= 0)
    return g_strdup_printf ("owner %d", look->owner);
  return g_strdup_printf (
    "look %d %d %d %g", look->owner, look->broken, look->hollow, look->weight);
}

static Sight *
ensure_sight (FigViewport *self, const FigPanel *panel, FigDirection direction)
{
  g_autofree char *name = name_axis (panel, direction);
  Sight *sight = g_hash_table_lookup (self->sights, name);

  if (sight == NULL) {
    FigRange empty = FIG_RANGE_EMPTY;

    sight = g_new0 (Sight, 1);
    sight->limits = empty;
    g_hash_table_insert (self->sights, g_steal_pointer (&name), sight);
  }
  return sight;
}

static const Sight *
find_sight (const FigViewport *self, const FigPanel *panel, FigDirection direction)
{
  g_autofree char *name = name_axis (panel, direction);

  return g_hash_table_lookup (self->sights, name);
}

/**
 * fig_viewport_set_limits:
 * @self: a viewport
 * @figure: a figure of the kind that it is for
 * @panel: index of one of its panels
 * @direction: which axis
 * @limits: what the axis is to show; empty for all data
 *
 * Panels with the same title below the axis across share its limits.
 */
void
fig_viewport_set_limits (
  FigViewport *self, FigFigure *figure, guint panel, FigDirection direction, const FigRange *limits)
{
  ensure_sight (self, fig_figure_get_panel (figure, panel), direction)->limits = *limits;
}

/**
 * fig_viewport_can_set_scale:
 * @figure: a figure
 * @panel: index of one of its panels
 * @direction: which axis
 * @kind: a scale
 *
 * Returns: whether the axis has anything to show on such a scale, and no unit
 *   in common with the other axis
 */
gboolean
fig_viewport_can_set_scale (FigFigure *figure,
                            guint panel,
                            FigDirection direction,
                            FigScaleKind kind)
{
  const FigPanel *shown = fig_figure_get_panel (figure, panel);
  FigRange x, y;

  if (get_axis (shown, direction)->kind == kind)
    return TRUE;
  if (shown->equal)
    return FALSE;
  if (kind != FIG_SCALE_LOGARITHMIC)
    return TRUE;
  fig_panel_get_range (shown, &x, &y);
  return direction == FIG_ACROSS ? x.maximum > 0.0 : y.maximum > 0.0;
}

/**
 * fig_viewport_set_scale:
 * @self: a viewport
 * @figure: a figure of the kind that it is for
 * @panel: index of one of its panels
 * @direction: which axis
 * @kind: the scale
 *
 * The axis then shows all data that has a place on the scale.
 */
void
fig_viewport_set_scale (
  FigViewport *self, FigFigure *figure, guint panel, FigDirection direction, FigScaleKind kind)
{
  const FigPanel *shown = fig_figure_get_panel (figure, panel);
  Sight *sight = ensure_sight (self, shown, direction);
  FigRange empty = FIG_RANGE_EMPTY;

  sight->limits = empty;
  sight->kind = kind;
  sight->has_kind = kind != get_axis (shown, direction)->kind;
}

static gboolean
stands_for (const FigLegendEntry *entry, const FigLayer *layer)
{
  const FigLook *a = &entry->look, *b = &layer->look;

  if (entry->kind != NULL)
    return g_strcmp0 (entry->kind, layer->series->kind) == 0;
  if (entry->sample == FIG_SAMPLE_NONE)
    return FALSE;
  if (a->owner >= 0)
    return a->owner == b->owner;
  return a->owner == b->owner && a->broken == b->broken && a->hollow == b->hollow &&
         a->weight == b->weight;
}

/**
 * fig_viewport_can_hide:
 * @figure: a figure
 * @entry: index of an entry of its legend
 *
 * Returns: whether the entry stands for anything that could be hidden
 */
gboolean
fig_viewport_can_hide (FigFigure *figure, guint entry)
{
  const FigLegendEntry *shown = fig_legend_get_entry (fig_figure_get_legend (figure), entry);

  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    const GPtrArray *layers = fig_figure_get_panel (figure, i)->layers;

    for (guint j = 0; j < layers->len; j++)
      if (stands_for (shown, g_ptr_array_index (layers, j)))
        return TRUE;
  }
  return FALSE;
}

/**
 * fig_viewport_get_hidden:
 * @self: a viewport
 * @figure: a figure of the kind that it is for
 * @entry: index of an entry of its legend
 *
 * Returns: whether what the entry stands for is hidden
 */
gboolean
fig_viewport_get_hidden (const FigViewport *self, FigFigure *figure, guint entry)
{
  g_autofree char *name = name_entry (fig_legend_get_entry (fig_figure_get_legend (figure), entry));

  return g_hash_table_contains (self->hidden, name);
}

/**
 * fig_viewport_choose_logarithmic:
 * @figure: the figure as it is built
 * @panel: index
 * @direction: which of its axes
 *
 * Returns: what a logarithmic axis is there: for what is not all positive it goes both
 *   ways from zero
 */
FigScaleKind
fig_viewport_choose_logarithmic (FigFigure *figure, guint panel, FigDirection direction)
{
  const FigPanel *own = fig_figure_get_panel (figure, panel);
  FigScaleKind kind = direction == FIG_ACROSS ? own->x.kind : own->y.kind;
  FigRange x, y;

  if (kind != FIG_SCALE_LINEAR)
    return kind;
  fig_panel_get_range (own, &x, &y);
  return (direction == FIG_ACROSS ? x.minimum : y.minimum) > 0.0 ? FIG_SCALE_LOGARITHMIC
                                                                 : FIG_SCALE_SYMMETRIC;
}

/**
 * fig_viewport_set_hidden:
 * @self: a viewport
 * @figure: a figure of the kind that it is for
 * @entry: index of an entry of its legend
 * @hidden: whether to hide what it stands for: the series of its kind, all that
 *   belongs to its attractor, or what looks the same
 */
void
fig_viewport_set_hidden (FigViewport *self, FigFigure *figure, guint entry, gboolean hidden)
{
  g_autofree char *name = name_entry (fig_legend_get_entry (fig_figure_get_legend (figure), entry));

  if (hidden)
    g_hash_table_add (self->hidden, g_steal_pointer (&name));
  else
    g_hash_table_remove (self->hidden, name);
}

/**
 * fig_viewport_reset_limits:
 * @self: a viewport
 *
 * Shows all data again; scales stay as they are, and hidden what is hidden.
 */
void
fig_viewport_reset_limits (FigViewport *self)
{
  GHashTableIter iter;
  gpointer sight;
  FigRange empty = FIG_RANGE_EMPTY;

  g_hash_table_iter_init (&iter, self->sights);
  while (g_hash_table_iter_next (&iter, NULL, &sight))
    ((Sight *)sight)->limits = empty;
}

/**
 * fig_viewport_reset:
 * @self: a viewport
 *
 * Shows everything again as the figure has it.
 */
void
fig_viewport_reset (FigViewport *self)
{
  g_hash_table_remove_all (self->sights);
  g_hash_table_remove_all (self->hidden);
}

/**
 * fig_viewport_is_home:
 * @self: a viewport
 *
 * Returns: whether everything is shown as the figure has it
 */
gboolean
fig_viewport_is_home (const FigViewport *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->sights);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Sight *sight = value;

    if (sight->has_kind || !fig_range_is_empty (&sight->limits))
      return FALSE;
  }
  return g_hash_table_size (self->hidden) == 0;
}

static gboolean
are_limits_equal (const FigRange *a, const FigRange *b)
{
  if (fig_range_is_empty (a) || fig_range_is_empty (b))
    return fig_range_is_empty (a) && fig_range_is_empty (b);
  return a->minimum == b->minimum && a->maximum == b->maximum;
}

/* Whether @b has all that @a sets, of axes; what is set back is as good as unset. */
static gboolean
has_sights_of (const FigViewport *b, const FigViewport *a)
{
  const Sight home = { .limits = FIG_RANGE_EMPTY };
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, a->sights);
  while (g_hash_table_iter_next (&iter, &name, &value)) {
    const Sight *sight = value, *other = g_hash_table_lookup (b->sights, name);

    if (other == NULL)
      other = &home;
    if (!are_limits_equal (&sight->limits, &other->limits) || sight->has_kind != other->has_kind ||
        (sight->has_kind && sight->kind != other->kind))
      return FALSE;
  }
  return TRUE;
}

/**
 * fig_viewport_equal:
 * @a: a viewport
 * @b: another for the same kind of figure
 *
 * Returns: whether both show the same of any figure
 */
gboolean
fig_viewport_equal (const FigViewport *a, const FigViewport *b)
{
  GHashTableIter iter;
  gpointer name;

  if (g_hash_table_size (a->hidden) != g_hash_table_size (b->hidden))
    return FALSE;
  g_hash_table_iter_init (&iter, a->hidden);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (b->hidden, name))
      return FALSE;
  return has_sights_of (b, a) && has_sights_of (a, b);
}

static void
apply_to_axis (const FigViewport *self,
               const FigPanel *panel,
               FigDirection direction,
               FigAxis *axis)
{
  const Sight *sight = find_sight (self, panel, direction);
  FigRange empty = FIG_RANGE_EMPTY;

  if (sight == NULL)
    return;
  axis->limits = sight->limits;
  if (!sight->has_kind || axis->kind == sight->kind)
    return;
  axis->kind = sight->kind;
  if (axis->kind == FIG_SCALE_LOGARITHMIC && axis->range.minimum <= 0.0)
    axis->range = empty;
}

static gboolean
is_hidden (const FigViewport *self, FigFigure *figure, const FigLayer *layer)
{
  const FigLegend *legend = fig_figure_get_legend (figure);

  for (guint i = 0; i < fig_legend_get_n_entries (legend); i++)
    if (stands_for (fig_legend_get_entry (legend, i), layer) &&
        fig_viewport_get_hidden (self, figure, i))
      return TRUE;
  return FALSE;
}

static void
hide_layers (const FigViewport *self, FigFigure *figure, FigPanel *panel)
{
  for (guint i = panel->layers->len; i-- > 0;)
    if (is_hidden (self, figure, g_ptr_array_index (panel->layers, i)))
      g_ptr_array_remove_index (panel->layers, i);
}

/**
 * fig_viewport_apply:
 * @self: a viewport
 * @figure: a figure of the kind that it is for
 * @keep_entries: whether the legend goes on to name what is hidden, so that it
 *   can be shown again; on paper it does not
 *
 * Takes time proportional to the number of layers.
 *
 * Returns: (transfer full): the figure as it is to be seen
 */
FigFigure *
fig_viewport_apply (const FigViewport *self, FigFigure *figure, gboolean keep_entries)
{
  FigFigure *shown = fig_figure_copy (figure);
  FigLegend *legend = fig_figure_get_legend (shown);

  for (guint i = 0; i < fig_figure_get_n_panels (shown); i++) {
    FigPanel *panel = fig_figure_edit_panel (shown, i);

    apply_to_axis (self, panel, FIG_ACROSS, &panel->x);
    apply_to_axis (self, panel, FIG_UPWARDS, &panel->y);
    if (g_hash_table_size (self->hidden) > 0)
      hide_layers (self, figure, panel);
  }
  for (guint i = fig_legend_get_n_entries (legend); i-- > 0;) {
    if (!fig_viewport_get_hidden (self, figure, i) || !fig_viewport_can_hide (figure, i))
      continue;
    if (keep_entries)
      fig_legend_set_hidden (legend, i, TRUE);
    else
      fig_legend_remove (legend, i);
  }
  return shown;
}

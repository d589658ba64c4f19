/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-legend.h"

#include "fig-text.h"

struct _FigLegend {
  GPtrArray *entries;
  gboolean starting; /* the next entry starts a group */
};

static void
entry_free (gpointer data)
{
  FigLegendEntry *entry = data;

  g_free (entry->markup);
  g_free (entry->text);
  g_free (entry->kind);
  g_free (entry);
}

/**
 * fig_legend_new:
 *
 * Returns: (transfer full): an empty legend
 */
FigLegend *
fig_legend_new (void)
{
  FigLegend *self = g_new0 (FigLegend, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  return self;
}

/**
 * fig_legend_copy:
 * @self: a legend
 *
 * Returns: (transfer full): the same
 */
FigLegend *
fig_legend_copy (const FigLegend *self)
{
  FigLegend *copy = fig_legend_new ();

  copy->starting = self->starting;
  for (guint i = 0; i < self->entries->len; i++) {
    const FigLegendEntry *entry = g_ptr_array_index (self->entries, i);
    FigLegendEntry *other = g_memdup2 (entry, sizeof *entry);

    other->markup = g_strdup (entry->markup);
    other->text = g_strdup (entry->text);
    other->kind = g_strdup (entry->kind);
    g_ptr_array_add (copy->entries, other);
  }
  return copy;
}

void
fig_legend_free (FigLegend *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * fig_legend_add:
 * @self: a legend
 * @sample: what stands beside the text
 * @look: (nullable): of the sample
 * @markup: what it means, as Pango markup
 */
void
fig_legend_add (FigLegend *self, FigSample sample, const FigLook *look, const char *markup)
{
  FigLegendEntry *entry = g_new0 (FigLegendEntry, 1);

  entry->sample = look != NULL ? sample : FIG_SAMPLE_NONE;
  if (look != NULL)
    entry->look = *look;
  entry->markup = g_strdup (markup);
  entry->text = fig_text_from_markup (markup);
  entry->starts_group = self->starting && self->entries->len > 0;
  self->starting = FALSE;
  g_ptr_array_add (self->entries, entry);
}

/**
 * fig_legend_start_group:
 * @self: a legend
 *
 * Sets the next entry off from those before.
 */
void
fig_legend_start_group (FigLegend *self)
{
  self->starting = TRUE;
}

/**
 * fig_legend_set_kind:
 * @self: a legend
 * @kind: a kind of series, as "network"
 *
 * Says that the entry added last stands for all series of a kind. An entry
 * whose look has an owner stands for all that belongs to this attractor, any
 * other for what looks the same.
 */
void
fig_legend_set_kind (FigLegend *self, const char *kind)
{
  FigLegendEntry *entry;

  g_return_if_fail (self->entries->len > 0);

  entry = g_ptr_array_index (self->entries, self->entries->len - 1);
  g_free (entry->kind);
  entry->kind = g_strdup (kind);
}

/**
 * fig_legend_set_hidden:
 * @self: a legend
 * @index: less than the number of entries
 * @hidden: whether the layers that the entry stands for are out of sight
 */
void
fig_legend_set_hidden (FigLegend *self, guint index, gboolean hidden)
{
  g_return_if_fail (index < self->entries->len);

  ((FigLegendEntry *)g_ptr_array_index (self->entries, index))->hidden = hidden;
}

/**
 * fig_legend_remove:
 * @self: a legend
 * @index: less than the number of entries
 *
 * Removes an entry. What it set off from the entries before stays set off.
 */
void
fig_legend_remove (FigLegend *self, guint index)
{
  FigLegendEntry *entry;

  g_return_if_fail (index < self->entries->len);

  entry = g_ptr_array_index (self->entries, index);
  if (entry->starts_group && index + 1 < self->entries->len && index > 0)
    ((FigLegendEntry *)g_ptr_array_index (self->entries, index + 1))->starts_group = TRUE;
  g_ptr_array_remove_index (self->entries, index);
  if (self->entries->len > 0)
    ((FigLegendEntry *)g_ptr_array_index (self->entries, 0))->starts_group = FALSE;
}

/**
 * fig_legend_get_n_entries:
 * @self: a legend
 *
 * Returns: how many entries it has
 */
guint
fig_legend_get_n_entries (const FigLegend *self)
{
  return self->entries->len;
}

/**
 * fig_legend_get_entry:
 * @self: a legend
 * @index: less than the number of entries
 *
 * Returns: (transfer none): an entry
 */
const FigLegendEntry *
fig_legend_get_entry (const FigLegend *self, guint index)
{
  g_return_val_if_fail (index < self->entries->len, NULL);

  return g_ptr_array_index (self->entries, index);
}

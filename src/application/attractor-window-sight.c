/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include "attractor-view-state.h"

#define PAGE "page"
#define NOTES "notes"
#define AWAY "away"

/* Those of the overview apart from those with a page of their own; none of a figure's window */
static char *
dup_name (AttractorWindow *self, AttractorPlot *plot)
{
  const char *kind = attractor_plot_get_kind (plot)->name;

  if (g_ptr_array_find (self->plots, plot, NULL))
    return g_strdup (kind);
  if (gtk_widget_is_ancestor (GTK_WIDGET (plot), GTK_WIDGET (self->overview)))
    return g_strconcat ("overview-", kind, NULL);
  return NULL;
}

/**
 * attractor_window_restore_sight:
 * @self: a window whose document has been read
 *
 * Shows its notes, unless they were put away, and the page and what was in sight of its figures
 * when the document was closed last.
 */
void
attractor_window_restore_sight (AttractorWindow *self)
{
  GFile *file = attractor_document_get_file (self->document);
  g_autoptr (GHashTable) state = NULL;
  const char *page;

  attractor_notes_set_shown (self->notes, TRUE);
  if (file == NULL)
    return;
  state = attractor_view_state_load (file);
  for (guint i = 0; i < self->views->len; i++) {
    AttractorPlot *plot = g_ptr_array_index (self->views, i);
    g_autofree char *name = dup_name (self, plot);
    const char *text = name != NULL ? g_hash_table_lookup (state, name) : NULL;
    FigViewport *view = text != NULL ? fig_viewport_new_from_text (text) : NULL;

    if (view != NULL)
      fig_viewport_free (attractor_plot_swap_view (plot, view));
  }
  if (g_hash_table_contains (state, NOTES))
    attractor_notes_set_shown (self->notes, FALSE);
  page = g_hash_table_lookup (state, PAGE);
  if (page != NULL && adw_view_stack_get_child_by_name (self->stack, page) != NULL)
    adw_view_stack_set_visible_child_name (self->stack, page);
}

/**
 * attractor_window_save_sight:
 * @self: a window that goes
 *
 * Remembers what is in sight of its document.
 */
void
attractor_window_save_sight (AttractorWindow *self)
{
  GFile *file = attractor_document_get_file (self->document);
  const char *page = adw_view_stack_get_visible_child_name (self->stack);
  g_autoptr (GHashTable) state = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (file == NULL)
    return;
  if (page != NULL)
    g_hash_table_insert (state, g_strdup (PAGE), g_strdup (page));
  if (!attractor_notes_get_shown (self->notes))
    g_hash_table_insert (state, g_strdup (NOTES), g_strdup (AWAY));
  for (guint i = 0; i < self->views->len; i++) {
    AttractorPlot *plot = g_ptr_array_index (self->views, i);
    const FigViewport *view = attractor_plot_get_view (plot);
    char *name = fig_viewport_is_home (view) ? NULL : dup_name (self, plot);

    if (name != NULL)
      g_hash_table_insert (state, name, fig_viewport_to_text (view));
  }
  attractor_view_state_save (file, state);
}

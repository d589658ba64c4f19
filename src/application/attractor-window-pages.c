/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

/* How many figures the switcher offers at once, after the overview; more would not fit,
 * and the menu beside it has them all. */
#define N_SWITCHED 4

/* A page that the switcher has no place for gets the last one while it is in sight: so one
 * sees where one is, and the switcher stays as wide as it is. */
static void
mark_page (AttractorWindow *self)
{
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (self->stack);
  GListModel *list = G_LIST_MODEL (pages);
  GtkWidget *shown = adw_view_stack_get_visible_child (self->stack);
  g_autoptr (AdwViewStackPage) last = g_list_model_get_item (list, N_SWITCHED);
  gboolean switched = TRUE;

  for (guint i = N_SWITCHED + 1; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (AdwViewStackPage) page = g_list_model_get_item (list, i);
    gboolean here = adw_view_stack_page_get_child (page) == shown;

    switched = switched && !here;
    adw_view_stack_page_set_visible (page, here);
  }
  adw_view_stack_page_set_visible (last, switched);
}

static void
page_changed_cb (AttractorWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "show-page");
  const char *name = adw_view_stack_get_visible_child_name (self->stack);

  mark_page (self);
  attractor_findings_set_brief (self->findings, g_strcmp0 (name, "overview") == 0);
  for (guint i = 0; action != NULL && i < self->plots->len; i++)
    if (g_strcmp0 (attractor_plot_get_kind (g_ptr_array_index (self->plots, i))->name, name) == 0)
      g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_int32 ((int)i));
}

/* Where there is more to do than to look, the figure has controls beside it. */
static GtkWidget *
create_page (AttractorWindow *self, GtkWidget *plot)
{
  const FigKind *kind = attractor_plot_get_kind (ATTRACTOR_PLOT (plot));
  GtkWidget *page, *scrolled;

  if ((kind->needs & FIG_NEEDS_TRAINING) != 0)
    page = attractor_window_create_training (self, plot);
  else if ((kind->needs & FIG_NEEDS_MAP) != 0)
    page = attractor_window_create_sweep (self, plot);
  else if ((kind->needs & FIG_NEEDS_CURVE) != 0)
    page = attractor_window_create_curves (self, plot);
  else
    return plot;
  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (
    GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), page);
  return scrolled;
}

/**
 * attractor_window_create_pages:
 * @self: a window
 *
 * Makes a page for each kind of figure, and the menu that has them all.
 */
void
attractor_window_create_pages (AttractorWindow *self)
{
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);
  g_autoptr (GMenu) menu = g_menu_new ();

  attractor_window_create_overview (self);
  g_menu_append (menu, _ ("Overview"), "win.show-figure('overview')");
  for (gsize i = 0; i < n_kinds; i++) {
    GtkWidget *plot = attractor_plot_new (kinds[i]);
    AdwViewStackPage *page = adw_view_stack_add_titled (
      self->stack, create_page (self, plot), kinds[i]->name, _ (kinds[i]->title));
    g_autoptr (GMenuItem) item = g_menu_item_new (_ (kinds[i]->title), NULL);

    adw_view_stack_page_set_icon_name (page, kinds[i]->icon_name);
    adw_view_stack_page_set_visible (page, i < N_SWITCHED);
    g_ptr_array_add (self->plots, plot);
    attractor_window_add_view (self, ATTRACTOR_PLOT (plot));
    g_menu_item_set_action_and_target (item, "win.show-page", "i", (int)i);
    g_menu_append_item (menu, item);
  }
  attractor_window_create_comparison (self);
  g_menu_append (menu, _ ("Comparison"), "win.show-figure('comparison')");
  adw_view_stack_set_visible_child_name (self->stack, kinds[0]->name);
  gtk_menu_button_set_menu_model (self->figures_button, G_MENU_MODEL (menu));
  /* Not before all pages are there: for each one they would make their buttons anew. */
  adw_view_switcher_set_stack (ADW_VIEW_SWITCHER (self->switcher), self->stack);
  adw_view_switcher_bar_set_stack (self->switcher_bar, self->stack);
  g_signal_connect_object (
    self->stack, "notify::visible-child", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
}

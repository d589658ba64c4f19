/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

#include "attractor-widget.h"

/* How many figures the switcher offers at once, after the overview; more would not fit,
 * and the menu beside it has them all. */
#define N_SWITCHED 4

/* What a tab of the bar has around its words, in pixels */
#define TAB_MARGIN 6
/* How large they are, of usual text */
#define TAB_SCALE 0.75

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

/* What is above them needs the height: many figures, or one and what is played below it. */
static void
fit_findings (AttractorWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->stack);

  attractor_findings_set_brief (self->findings,
                                g_strcmp0 (name, "overview") == 0 ||
                                  gtk_widget_get_visible (GTK_WIDGET (self->player)));
}

static void
page_changed_cb (AttractorWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "show-page");
  const char *name = adw_view_stack_get_visible_child_name (self->stack);

  mark_page (self);
  attractor_window_fit_switcher (self);
  fit_findings (self);
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

static int
get_width (PangoLayout *layout, const char *words)
{
  int width;

  pango_layout_set_text (layout, words, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* What the tab of a page says in @room: the shorter word where there is no room for its title */
static const char *
choose_words (PangoLayout *layout, GListModel *pages, guint index, int room)
{
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);
  g_autoptr (AdwViewStackPage) page = g_list_model_get_item (pages, index);
  const char *title = adw_view_stack_page_get_title (page);

  /* The overview stands before the kinds. */
  if (get_width (layout, title) <= room || index == 0 || index > n_kinds ||
      kinds[index - 1]->short_title == NULL)
    return title;
  return g_dpgettext2 (NULL, "short", kinds[index - 1]->short_title);
}

/* Words as large as those of the bar */
static PangoLayout *
create_layout (AttractorWindow *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->switcher_bar), NULL);

  pango_attr_list_insert (attributes, pango_attr_scale_new (TAB_SCALE));
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static void
set_words (GtkWidget *tab, const char *words, gboolean show)
{
  if (GTK_IS_LABEL (tab) && GTK_IS_BOX (gtk_widget_get_parent (tab))) {
    gtk_label_set_label (GTK_LABEL (tab), words);
    gtk_widget_set_visible (tab, show);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (tab); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_words (child, words, show);
}

/* Tabs are buttons, in the order of their pages. */
static void
set_all_words (GtkWidget *widget, GPtrArray *words, gboolean show)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (guint i = 0; child != NULL; i++, child = gtk_widget_get_next_sibling (child)) {
    if (GTK_IS_TOGGLE_BUTTON (child) && i < words->len)
      set_words (child, g_ptr_array_index (words, i), show);
    else
      set_all_words (child, words, show);
  }
}

/**
 * attractor_window_fit_switcher:
 * @self: a window
 *
 * Gives the bar's tabs shorter words where there is no room for the titles of their pages, and
 * leaves them their pictures alone where large text would shorten even these to a syllable;
 * tooltips have the titles. Not while sizes are given out.
 */
void
attractor_window_fit_switcher (AttractorWindow *self)
{
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (self->stack);
  g_autoptr (PangoLayout) layout = create_layout (self);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  int room = gtk_widget_get_width (GTK_WIDGET (self->stack)) / (N_SWITCHED + 1) - TAB_MARGIN;
  int n_too_wide = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++) {
    g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);
    const char *chosen = choose_words (layout, G_LIST_MODEL (pages), i, room);

    g_ptr_array_add (words, (gpointer)chosen);
    if (adw_view_stack_page_get_visible (page) && get_width (layout, chosen) > room)
      n_too_wide++;
  }
  set_all_words (GTK_WIDGET (self->switcher_bar), words, n_too_wide <= 1);
}

/* Both switchers have a button for each page, in their order. */
static void
explain_tabs (GtkWidget *widget, GListModel *pages)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (guint i = 0; child != NULL; i++, child = gtk_widget_get_next_sibling (child)) {
    g_autoptr (AdwViewStackPage) page = g_list_model_get_item (pages, i);

    if (GTK_IS_TOGGLE_BUTTON (child) && page != NULL)
      gtk_widget_set_tooltip_text (child, adw_view_stack_page_get_title (page));
    else
      explain_tabs (child, pages);
  }
}

/**
 * attractor_window_focus_page:
 * @self: a window
 *
 * Gives the focus to the figure of the page in sight, or where it has none to what comes first.
 */
void
attractor_window_focus_page (AttractorWindow *self)
{
  GtkWidget *page = adw_view_stack_get_visible_child (self->stack);

  for (guint i = 0; i < self->plots->len; i++) {
    GtkWidget *plot = g_ptr_array_index (self->plots, i);

    if ((plot == page || gtk_widget_is_ancestor (plot, page)) && gtk_widget_grab_focus (plot))
      return;
  }
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static gboolean
refocus_cb (gpointer user_data)
{
  AttractorWindow *self = user_data;

  self->focus_source = 0;
  if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    attractor_window_focus_page (self);
  return G_SOURCE_REMOVE;
}

/* Where what had the focus becomes insensitive or goes, nothing has it, unless somebody sees to it:
 * keys would lead nowhere. */
static void
focus_cb (AttractorWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL && self->focus_source == 0 && !gtk_widget_in_destruction (GTK_WIDGET (self)))
    self->focus_source = g_idle_add (refocus_cb, self);
}

/**
 * attractor_window_show_page:
 * @self: a window
 * @name: of a page
 *
 * Shows the page. A focus that was in the one before goes to it: left alone it would go to
 * whatever comes next in the window.
 */
void
attractor_window_show_page (AttractorWindow *self, const char *name)
{
  gboolean inside = attractor_widget_has_focus_in (GTK_WIDGET (self->stack));

  adw_view_stack_set_visible_child_name (self->stack, name);
  if (inside)
    attractor_window_focus_page (self);
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
  g_autoptr (GtkSelectionModel) pages = NULL;

  attractor_window_create_overview (self);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_cb), NULL);
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
  pages = adw_view_stack_get_pages (self->stack);
  explain_tabs (self->switcher, G_LIST_MODEL (pages));
  explain_tabs (GTK_WIDGET (self->switcher_bar), G_LIST_MODEL (pages));
  g_signal_connect_object (
    self->stack, "notify::visible-child", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->player, "notify::visible", G_CALLBACK (fit_findings), self, G_CONNECT_SWAPPED);
}

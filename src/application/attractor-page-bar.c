/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-page-bar.h"

/**
 * AttractorPageBar:
 *
 * Goes from page to page of a stack where the header has no room for that: with
 * a button for each page, or with a list to choose from where the window is too
 * narrow for these too.
 */
struct _AttractorPageBar {
  AdwBin parent_instance;

  AdwViewSwitcher *switcher;
  GtkDropDown *chooser;

  AdwViewStack *stack;
};

G_DEFINE_FINAL_TYPE (AttractorPageBar, attractor_page_bar, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_STACK,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
chosen_cb (AttractorPageBar *self)
{
  AdwViewStackPage *page = gtk_drop_down_get_selected_item (self->chooser);

  if (page != NULL)
    adw_view_stack_set_visible_child (self->stack, adw_view_stack_page_get_child (page));
}

static void
page_changed_cb (AttractorPageBar *self)
{
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (self->stack);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    if (gtk_selection_model_is_selected (pages, i))
      gtk_drop_down_set_selected (self->chooser, i);
}

static void
set_stack (AttractorPageBar *self, AdwViewStack *stack)
{
  g_autoptr (GtkSelectionModel) pages = NULL;

  if (stack == NULL)
    return;

  self->stack = g_object_ref (stack);
  adw_view_switcher_set_stack (self->switcher, stack);
  pages = adw_view_stack_get_pages (stack);
  gtk_drop_down_set_expression (
    self->chooser, gtk_property_expression_new (ADW_TYPE_VIEW_STACK_PAGE, NULL, "title"));
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (pages));
  g_signal_connect_object (
    stack, "notify::visible-child", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
attractor_page_bar_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_STACK:
    set_stack (ATTRACTOR_PAGE_BAR (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_page_bar_dispose (GObject *object)
{
  g_clear_object (&ATTRACTOR_PAGE_BAR (object)->stack);

  G_OBJECT_CLASS (attractor_page_bar_parent_class)->dispose (object);
}

static void
attractor_page_bar_class_init (AttractorPageBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_page_bar_dispose;
  object_class->set_property = attractor_page_bar_set_property;

  properties[PROP_STACK] = g_param_spec_object (
    "stack", NULL, NULL, ADW_TYPE_VIEW_STACK, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-page-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorPageBar, switcher);
  gtk_widget_class_bind_template_child (widget_class, AttractorPageBar, chooser);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
attractor_page_bar_init (AttractorPageBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * attractor_page_bar_set_reveal:
 * @self: a page bar
 * @reveal: whether it is needed
 */
void
attractor_page_bar_set_reveal (AttractorPageBar *self, gboolean reveal)
{
  g_return_if_fail (ATTRACTOR_IS_PAGE_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self), reveal);
}

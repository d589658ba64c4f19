/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-welcome.h"

#include <glib/gi18n.h>

#include "exp-example.h"

#include "attractor-example-card.h"
#include "attractor-file-name.h"
#include "attractor-file-opener.h"
#include "attractor-pair-layout.h"
#include "attractor-recent.h"
#include "attractor-widget.h"

#define MAX_RECENT 5

/**
 * AttractorWelcome:
 *
 * Where the program begins when no file was asked for: the experiments that were
 * open last, the examples, and a new experiment. What is chosen opens in a window
 * of its own, for which this one makes room.
 */
struct _AttractorWelcome {
  AdwApplicationWindow parent_instance;

  GtkMenuButton *menu_button;
  AttractorNotice *notice;
  GtkWidget *recent;
  GtkListBox *recent_list;
  GtkFlowBox *examples;
  char *contents; /* of the list of recent files, as it is shown */
};

G_DEFINE_FINAL_TYPE (AttractorWelcome, attractor_welcome, ADW_TYPE_APPLICATION_WINDOW)

static GtkWidget *
create_forget_button (const char *name, const char *uri)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  /* TRANSLATORS: %s is the name of a file */
  g_autofree char *label = g_strdup_printf (_ ("Remove %s from the List"), name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove from the List; the File Stays"));
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", uri);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "welcome.forget");
  return button;
}

static GtkWidget *
create_recent_row (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *name = attractor_file_name_dup (file);
  g_autofree char *folder = attractor_file_name_dup_folder (file);
  gboolean exists = attractor_recent_exists (file);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  if (exists) {
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), folder);
    gtk_widget_set_tooltip_text (row, _ ("Open This Experiment"));
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", uri);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-uri");
  } else {
    /* TRANSLATORS: %s is a folder */
    g_autofree char *missing = g_strdup_printf (_ ("No longer in %s"), folder);

    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), missing);
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
    gtk_widget_add_css_class (row, "dim-label");
  }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_forget_button (name, uri));
  return row;
}

/* What the list of recent files shows, to tell a change of it from one of other lists. */
static char *
dup_contents (GPtrArray *files)
{
  GString *contents = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++) {
    GFile *file = g_ptr_array_index (files, i);
    g_autofree char *uri = g_file_get_uri (file);

    g_string_append_printf (contents, "%s %d\n", uri, attractor_recent_exists (file));
  }
  return g_string_free (contents, FALSE);
}

/* Gives the focus to the row that took the place of the one that had it. */
static void
restore_focus (AttractorWelcome *self, int index, guint n_rows)
{
  int last = (int)n_rows - 1;

  if (last < 0)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (
      GTK_WIDGET (gtk_list_box_get_row_at_index (self->recent_list, MIN (index, last))));
}

static void
recent_cb (AttractorWelcome *self)
{
  g_autoptr (GPtrArray) files = attractor_recent_list (MAX_RECENT, TRUE);
  g_autofree char *contents = dup_contents (files);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->recent_list));
  int focused = GTK_IS_LIST_BOX_ROW (focus) ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus))
                                            : -1;
  GtkListBoxRow *row;

  /* The desktop tells of every change of every program's files. */
  if (g_strcmp0 (contents, self->contents) == 0)
    return;
  g_free (self->contents);
  self->contents = g_steal_pointer (&contents);

  while ((row = gtk_list_box_get_row_at_index (self->recent_list, 0)) != NULL)
    gtk_list_box_remove (self->recent_list, GTK_WIDGET (row));
  for (guint i = 0; i < files->len; i++)
    gtk_list_box_append (self->recent_list, create_recent_row (g_ptr_array_index (files, i)));
  gtk_widget_set_visible (self->recent, files->len > 0);
  if (focused >= 0)
    restore_focus (self, focused, files->len);
}

static void
forget_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  attractor_recent_remove (file);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  attractor_file_opener_ask (user_data, NULL);
}

static void
add_examples (AttractorWelcome *self)
{
  gsize n_examples;
  const ExpExample *examples = exp_example_list (&n_examples);

  for (gsize i = 0; i < n_examples; i++) {
    GtkWidget *child = gtk_flow_box_child_new ();

    gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child),
                                  attractor_example_card_new (&examples[i]));
    /* The button in it has the focus. */
    gtk_widget_set_focusable (child, FALSE);
    gtk_flow_box_append (self->examples, child);
  }
}

static void
attractor_welcome_finalize (GObject *object)
{
  g_free (ATTRACTOR_WELCOME (object)->contents);

  G_OBJECT_CLASS (attractor_welcome_parent_class)->finalize (object);
}

static void
attractor_welcome_class_init (AttractorWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = attractor_welcome_finalize;

  g_type_ensure (ATTRACTOR_TYPE_NOTICE);
  g_type_ensure (ATTRACTOR_TYPE_PAIR_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorWelcome, notice);
  gtk_widget_class_bind_template_child (widget_class, AttractorWelcome, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorWelcome, recent);
  gtk_widget_class_bind_template_child (widget_class, AttractorWelcome, recent_list);
  gtk_widget_class_bind_template_child (widget_class, AttractorWelcome, examples);
  gtk_widget_class_install_action (widget_class, "welcome.forget", "s", forget_cb);
}

static void
attractor_welcome_init (AttractorWelcome *self)
{
  static const GActionEntry actions[] = {
    { .name = "open", .activate = open_cb },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  attractor_widget_fit_menu (self->menu_button);
  attractor_file_opener_add_drop_target (GTK_WINDOW (self));
  add_examples (self);
  g_signal_connect_object (
    gtk_recent_manager_get_default (), "changed", G_CALLBACK (recent_cb), self, G_CONNECT_SWAPPED);
  recent_cb (self);
}

/**
 * attractor_welcome_find:
 * @application: the application
 *
 * Returns: (transfer none) (nullable): its window to begin from, if that is open
 */
AttractorWelcome *
attractor_welcome_find (GtkApplication *application)
{
  GList *windows;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  windows = gtk_application_get_windows (application);
  for (GList *l = windows; l != NULL; l = l->next) {
    if (ATTRACTOR_IS_WELCOME (l->data))
      return l->data;
  }
  return NULL;
}

/**
 * attractor_welcome_present:
 * @application: the application
 *
 * Brings the window to begin from into sight; there is one at most.
 *
 * Returns: (transfer none): that window
 */
AttractorWelcome *
attractor_welcome_present (GtkApplication *application)
{
  AttractorWelcome *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  self = attractor_welcome_find (application);
  if (self == NULL)
    self = g_object_new (ATTRACTOR_TYPE_WELCOME, "application", application, NULL);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/**
 * attractor_welcome_get_notice:
 * @self: the window to begin from
 *
 * Returns: (transfer none): where it says which files cannot be opened
 */
AttractorNotice *
attractor_welcome_get_notice (AttractorWelcome *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_WELCOME (self), NULL);

  return self->notice;
}

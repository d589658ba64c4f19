/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-application.h"

#include <glib/gi18n.h>

#include "fig-kind.h"

#include "attractor-examples.h"
#include "attractor-file-opener.h"
#include "attractor-frame-log.h"
#include "attractor-number.h"
#include "attractor-preferences.h"
#include "attractor-quiet-popovers.h"
#include "attractor-recovery.h"
#include "attractor-settings.h"
#include "attractor-welcome.h"
#include "attractor-window.h"

/**
 * AttractorApplication:
 *
 * The running program: its windows, what concerns all of them, and the keys.
 */
struct _AttractorApplication {
  AdwApplication parent_instance;

  gboolean recovered;
  GtkWindow *preferences; /* (nullable): weak */
};

G_DEFINE_FINAL_TYPE (AttractorApplication, attractor_application, ADW_TYPE_APPLICATION)

static const struct {
  const char *action;
  const char *accelerators[3];
} shortcuts[] = {
  { "app.new-window", { "<Control>n" } },
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.shortcuts", { "<Control>question" } },
  { "win.open", { "<Control>o" } },
  { "win.save", { "<Control>s" } },
  { "win.save-as", { "<Control><Shift>s" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.export", { "<Control>e" } },
  { "win.pin", { "<Control>b" } },
  { "win.show-figure('comparison')", { "<Control><Shift>b" } },
  { "win.detach-current", { "<Control>d" } },
  { "win.show-figure('overview')", { "<Alt>0" } },
  { "win.train", { "<Control>t", "<Control>Return" } },
  { "win.queue-run", { "<Control><Shift>t" } },
  { "win.pause", { "<Control>p" } },
  { "win.keep-run", { "<Control><Shift>k" } },
  { "win.kick", { "<Control>k" } },
  { "win.basins", { "<Control>m" } },
  { "win.sidebar", { "F9" } },
  { "window.close", { "<Control>w" } },
};

static void
set_accelerators (GtkApplication *application)
{
  gsize n_kinds;

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (
      application, shortcuts[i].action, shortcuts[i].accelerators);

  fig_kind_list (&n_kinds);
  for (gsize i = 0; i < MIN (n_kinds, 9); i++) {
    g_autofree char *action = g_strdup_printf ("win.show-page(%d)", (int)i);
    g_autofree char *accelerator = g_strdup_printf ("<Alt>%d", (int)i + 1);
    const char *accelerators[] = { accelerator, NULL };

    gtk_application_set_accels_for_action (application, action, accelerators);
  }
}

/* What was lost when the program ended last comes back by itself; whoever does
 * not want it undoes it. */
static void
recover (AttractorApplication *self)
{
  g_auto (GStrv) paths = NULL;

  if (self->recovered)
    return;

  self->recovered = TRUE;
  paths = attractor_recovery_claim ();
  for (gsize i = 0; paths[i] != NULL; i++) {
    AttractorWindow *window = attractor_window_new (GTK_APPLICATION (self));

    attractor_window_recover (window, paths[i]);
    gtk_window_present (GTK_WINDOW (window));
  }
}

static void
attractor_application_activate (GApplication *application)
{
  GtkWindow *window;

  recover (ATTRACTOR_APPLICATION (application));

  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  if (window != NULL)
    gtk_window_present (window);
  else
    attractor_welcome_present (GTK_APPLICATION (application));
}

static void
attractor_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GtkApplication *self = GTK_APPLICATION (application);

  recover (ATTRACTOR_APPLICATION (self));
  attractor_file_opener_open (
    self, files, (gsize)n_files, gtk_application_get_active_window (self));
}

static void
open_uri_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  attractor_file_opener_open (user_data, &file, 1, gtk_application_get_active_window (user_data));
}

static void
open_example_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const ExpExample *example = attractor_examples_find (g_variant_get_string (parameter, NULL));

  if (example != NULL)
    attractor_file_opener_open_example (
      user_data, example, gtk_application_get_active_window (user_data));
}

static void
welcome_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  attractor_welcome_present (user_data);
}

static int
attractor_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version")) {
    g_print ("attractor %s\n", PACKAGE_VERSION);
    return 0;
  }

  /* Before GTK finds out by itself and ends the program in its own words */
  if (!gtk_init_check ()) {
    g_printerr ("%s\n",
                _ ("attractor: No display could be opened. Without one, use "
                   "attractor-batch, which computes the same."));
    return 1;
  }

  return -1;
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorWelcome *welcome = attractor_welcome_find (user_data);

  gtk_window_present (GTK_WINDOW (attractor_window_new (user_data)));
  if (welcome != NULL)
    gtk_window_close (GTK_WINDOW (welcome));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList)
    windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  /* Each may have something to save; the program ends with the last of them. */
  for (GList *l = windows; l != NULL; l = l->next) {
    if (ATTRACTOR_IS_WINDOW (l->data) || ATTRACTOR_IS_WELCOME (l->data))
      gtk_window_close (l->data);
  }
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  GtkWidget *about = g_object_new (
    ADW_TYPE_ABOUT_WINDOW,
    "transient-for",
    parent,
    "modal",
    TRUE,
    "application-name",
    _ ("Attractor"),
    "application-icon",
    APPLICATION_ID,
    "version",
    PACKAGE_VERSION,
    "license-type",
    GTK_LICENSE_GPL_3_0,
    "comments",
    _ ("Explore recurrent networks that are trained to hold fixed points: "
       "what theory predicts, and what a network does."),
    /* TRANSLATORS: your names, one a line */
    "translator-credits",
    _ ("translator-credits"),
    NULL);

  adw_about_window_add_legal_section (
    ADW_ABOUT_WINDOW (about),
    _ ("Theory"),
    NULL,
    GTK_LICENSE_CUSTOM,
    "A. Rivkind, O. Barak: <i>Local Dynamics in Trained Recurrent Neural Networks</i>, "
    "Phys. Rev. Lett. 118, 258101 (2017). "
    "<a href=\"https://doi.org/10.1103/PhysRevLett.118.258101\">"
    "doi:10.1103/PhysRevLett.118.258101</a>");
  gtk_window_present (GTK_WINDOW (about));
}

/* GTK would make one for each window before anybody asks for it. */
static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder)
    builder = gtk_builder_new_from_resource ("/io/github/attractor/Attractor/help-overlay.ui");
  GtkWindow *overlay = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (overlay, gtk_application_get_active_window (user_data));
  gtk_window_present (overlay);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorApplication *self = user_data;

  if (self->preferences == NULL)
    g_set_weak_pointer (&self->preferences,
                        attractor_preferences_new (gtk_application_get_active_window (user_data)));
  gtk_window_present (self->preferences);
}

/* Where nothing is remembered there is nothing to prefer. */
static void
add_preferences_action (AttractorApplication *self)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("preferences", NULL);

  g_signal_connect (action, "activate", G_CALLBACK (preferences_cb), self);
  g_simple_action_set_enabled (action, attractor_settings_get () != NULL);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

static void
attractor_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "new-window", .activate = new_window_cb },
    { .name = "quit", .activate = quit_cb },
    { .name = "about", .activate = about_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
    { .name = "open-uri", .activate = open_uri_cb, .parameter_type = "s" },
    { .name = "open-example", .activate = open_example_cb, .parameter_type = "s" },
    { .name = "welcome", .activate = welcome_cb },
  };

  G_APPLICATION_CLASS (attractor_application_parent_class)->startup (application);

  g_action_map_add_action_entries (
    G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  attractor_quiet_popovers_init ();
  attractor_frame_log_start (GTK_APPLICATION (application));
  attractor_number_set_isolated (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL);
  attractor_settings_start ();
  add_preferences_action (ATTRACTOR_APPLICATION (application));
  set_accelerators (GTK_APPLICATION (application));
}

static void
attractor_application_shutdown (GApplication *application)
{
  G_APPLICATION_CLASS (attractor_application_parent_class)->shutdown (application);

  g_clear_weak_pointer (&ATTRACTOR_APPLICATION (application)->preferences);
  attractor_recovery_end ();
}

static void
attractor_application_class_init (AttractorApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = attractor_application_activate;
  application_class->open = attractor_application_open;
  application_class->handle_local_options = attractor_application_handle_local_options;
  application_class->startup = attractor_application_startup;
  application_class->shutdown = attractor_application_shutdown;
}

static void
attractor_application_init (AttractorApplication *self)
{
  static const GOptionEntry options[] = {
    { "version", 'v', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
}

/**
 * attractor_application_new:
 *
 * Returns: (transfer full): the application
 */
AttractorApplication *
attractor_application_new (void)
{
  return g_object_new (ATTRACTOR_TYPE_APPLICATION,
                       "application-id",
                       APPLICATION_ID,
                       "flags",
                       G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

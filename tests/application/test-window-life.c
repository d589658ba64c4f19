/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "attractor-application.h"
#include "attractor-replace-files.h"
#include "attractor-window.h"

#include "fig-kind.h"
#include "rc-parallel.h"

/* Under memory checkers it takes long. */
#define PATIENCE (120 * G_USEC_PER_SEC)

#define HEAD "{\"format\": \"attractor-experiment\", \"version\": 1, \"network\": {\"size\": "
#define SMALL HEAD "100}}"
#define LARGE HEAD "2000}}"

static GtkApplication *application;

typedef struct {
  GtkWidget *widget; /* NULL when it has gone */
  const char *type;
} Life;

static void
wait_until (gboolean (*done) (gpointer data), gpointer data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (!done (data) && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
follow (GPtrArray *lives, GtkWidget *widget)
{
  Life *life;

  /* GTK has one for all windows of a display. */
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkTooltipWindow"))
    return;

  life = g_new0 (Life, 1);
  life->type = G_OBJECT_TYPE_NAME (widget);
  g_set_weak_pointer (&life->widget, widget);
  g_ptr_array_add (lives, life);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    follow (lives, child);
}

static void
life_free (gpointer data)
{
  Life *life = data;

  g_clear_weak_pointer (&life->widget);
  g_free (life);
}

static gboolean
are_gone (gpointer data)
{
  GPtrArray *lives = data;

  for (guint i = 0; i < lives->len; i++)
    if (((Life *)g_ptr_array_index (lives, i))->widget != NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_read (gpointer window)
{
  return attractor_window_get_file (window) != NULL && !attractor_window_is_waiting (window);
}

static AttractorWindow *
open_window (const char *experiment)
{
  AttractorWindow *window = attractor_window_new (application);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "life.attractor", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, experiment, -1, NULL));
  attractor_window_load (window, file, TRUE);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (is_read, window);
  return window;
}

static void
close_and_see (AttractorWindow *window)
{
  g_autoptr (GPtrArray) lives = g_ptr_array_new_with_free_func (life_free);

  follow (lives, GTK_WIDGET (window));
  g_assert_cmpuint (lives->len, >, 100);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (are_gone, lives);
  for (guint i = 0; i < lives->len; i++) {
    Life *life = g_ptr_array_index (lives, i);

    if (life->widget != NULL)
      g_error ("there still is a %s", life->type);
  }
}

static gboolean
is_running (gpointer window)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), "pause-run");
}

static gboolean
is_idle (gpointer window)
{
  return !is_running (window);
}

static void
rest (void)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 2;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
act (AttractorWindow *window, const char *action, GVariant *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, parameter);
}

/* Pages fill themselves when they are seen first. */
static void
see_all_pages (AttractorWindow *window)
{
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);

  for (gsize i = 0; i < n_kinds; i++) {
    act (window, "show-figure", g_variant_new_string (kinds[i]->name));
    rest ();
  }
  act (window, "show-figure", g_variant_new_string ("comparison"));
  rest ();
  act (window, "show-figure", g_variant_new_string ("overview"));
  rest ();
}

/* Nothing of a window outlives it: its timers and searches would go on. */
static void
test_rested (void)
{
  AttractorWindow *window = open_window (SMALL);

  see_all_pages (window);
  close_and_see (window);
}

static void
test_with_network (void)
{
  AttractorWindow *window = open_window (SMALL);

  act (window, "train", NULL);
  wait_until (is_running, window);
  wait_until (is_idle, window);
  see_all_pages (window);
  act (window, "pin", NULL);
  act (window, "kick", NULL);
  rest ();
  close_and_see (window);
}

static void
test_while_training (void)
{
  AttractorWindow *window = open_window (LARGE);

  act (window, "train", NULL);
  wait_until (is_running, window);
  rest ();
  g_assert_true (is_running (window));
  close_and_see (window);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  int *answer = user_data;

  *answer = attractor_replace_files_ask_finish (result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
is_answered (gpointer answer)
{
  return *(int *)answer >= 0;
}

/* Who closes a window before it is known what is in a folder is not asked about that. */
static void
test_no_question (void)
{
  AttractorWindow *window = open_window (SMALL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  int answer = -1;

  g_ptr_array_add (files, g_object_ref (attractor_window_get_file (window)));
  attractor_replace_files_ask_async (GTK_WINDOW (window), files, asked_cb, &answer);
  close_and_see (window);
  wait_until (is_answered, &answer);
  g_assert_false (answer);
}

static double
get_part (float level)
{
  return level <= 0.03928F ? level / 12.92 : pow ((level + 0.055) / 1.055, 2.4);
}

/* With high contrast a link is read as text is: WCAG 2 asks for 7 to 1 then. */
static void
test_link (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *link = gtk_link_button_new ("about:blank");
  GdkRGBA color;
  double luminance;

  gtk_window_set_child (GTK_WINDOW (window), link);
  gtk_window_present (GTK_WINDOW (window));
  gtk_style_context_get_color (gtk_widget_get_style_context (link), &color);
  luminance = 0.2126 * get_part (color.red) + 0.7152 * get_part (color.green) +
              0.0722 * get_part (color.blue);
  g_test_message ("luminance %g, opacity %g", luminance, (double)color.alpha);
  /* on the window's ground, which is a little darker than white */
  g_assert_cmpfloat (0.95 / (luminance + 0.05), >, 7.0);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  int status;

  rc_init ();
  g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  gtk_init ();
  g_test_init (&argc, &argv, NULL);
  application = GTK_APPLICATION (attractor_application_new ());
  g_application_set_application_id (G_APPLICATION (application), NULL);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_hold (G_APPLICATION (application));

  g_test_add_func ("/window-life/rested", test_rested);
  g_test_add_func ("/window-life/with-network", test_with_network);
  g_test_add_func ("/window-life/while-training", test_while_training);
  g_test_add_func ("/window-life/no-question", test_no_question);
  g_test_add_func ("/window-life/link", test_link);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}

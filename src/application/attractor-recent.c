/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-recent.h"

#define MEDIA_TYPE "application/x-attractor+json"
#define MENU_LENGTH 8

/**
 * attractor_recent_add:
 * @file: an experiment that was opened or saved
 *
 * Puts @file into the desktop's list of recent files.
 */
void
attractor_recent_add (GFile *file)
{
  g_autofree char *uri = NULL;
  char *groups[] = { (char *)"attractor", NULL };
  GtkRecentData data = {
    .mime_type = (char *)MEDIA_TYPE,
    .app_name = (char *)APPLICATION_ID,
    .app_exec = (char *)"attractor %u",
    .groups = groups,
  };

  g_return_if_fail (G_IS_FILE (file));

  uri = g_file_get_uri (file);
  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  GDateTime *time_a = gtk_recent_info_get_modified (*(GtkRecentInfo **)a);
  GDateTime *time_b = gtk_recent_info_get_modified (*(GtkRecentInfo **)b);

  return g_date_time_compare (time_b, time_a);
}

static gboolean
is_ours (GtkRecentInfo *info)
{
  return g_strcmp0 (gtk_recent_info_get_mime_type (info), MEDIA_TYPE) == 0 ||
         gtk_recent_info_has_application (info, APPLICATION_ID);
}

/**
 * attractor_recent_list:
 * @max_files: how many at most
 * @missing_too: whether to list those too that do not exist any longer
 *
 * Returns: (transfer full) (element-type GFile): the experiments that were
 *   used last, the newest first
 */
GPtrArray *
attractor_recent_list (guint max_files, gboolean missing_too)
{
  GList *all = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  g_autoptr (GPtrArray) infos = g_ptr_array_new ();
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (GList *l = all; l != NULL; l = l->next) {
    if (is_ours (l->data))
      g_ptr_array_add (infos, l->data);
  }
  g_ptr_array_sort (infos, compare_newest_first);

  for (guint i = 0; i < infos->len && files->len < max_files; i++) {
    GtkRecentInfo *info = g_ptr_array_index (infos, i);

    if (missing_too || gtk_recent_info_exists (info))
      g_ptr_array_add (files, g_file_new_for_uri (gtk_recent_info_get_uri (info)));
  }

  g_list_free_full (all, (GDestroyNotify)gtk_recent_info_unref);
  return files;
}

/**
 * attractor_recent_exists:
 * @file: from attractor_recent_list()
 *
 * Returns: whether @file is still there; of one that is on another computer, which is
 *   not asked, it is assumed
 */
gboolean
attractor_recent_exists (GFile *file)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  path = g_file_get_path (file);
  return path == NULL || g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * attractor_recent_remove:
 * @file: from attractor_recent_list()
 *
 * Takes @file from the desktop's list of recent files; the file itself stays.
 */
void
attractor_recent_remove (GFile *file)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (G_IS_FILE (file));

  uri = g_file_get_uri (file);
  gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), uri, NULL);
}

/**
 * attractor_recent_fill_menu:
 * @menu: a menu
 *
 * Makes @menu the list of recent files, each of which app.open-uri opens.
 */
void
attractor_recent_fill_menu (GMenu *menu)
{
  g_autoptr (GPtrArray) files = NULL;

  g_return_if_fail (G_IS_MENU (menu));

  files = attractor_recent_list (MENU_LENGTH, FALSE);
  g_menu_remove_all (menu);
  for (guint i = 0; i < files->len; i++) {
    GFile *file = g_ptr_array_index (files, i);
    g_autofree char *basename = g_file_get_basename (file);
    g_autofree char *name = g_filename_display_name (basename);
    g_auto (GStrv) parts = g_strsplit (name, "_", -1);
    g_autofree char *label = g_strjoinv ("__", parts);
    g_autofree char *uri = g_file_get_uri (file);
    g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

    g_menu_item_set_action_and_target (item, "app.open-uri", "s", uri);
    g_menu_append_item (menu, item);
  }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-view-state.h"

/*
 * How documents were looked at last: the page, and what was in sight of each figure. It is no part
 * of a document, which others may look at otherwise, so it is kept in a file of its own, with a
 * group for each document, the latest last. What cannot be read or written is forgotten.
 */
#define N_DOCUMENTS 50

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "attractor", "views.ini", NULL);
}

/* An address may have brackets, which a group must not have. */
static char *
dup_group (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  return g_uri_escape_string (uri, ":/", FALSE);
}

static GKeyFile *
read_all (void)
{
  g_autofree char *path = dup_path ();
  GKeyFile *all = g_key_file_new ();

  g_key_file_load_from_file (all, path, G_KEY_FILE_NONE, NULL);
  return all;
}

/**
 * attractor_view_state_load:
 * @file: a document's file
 *
 * Returns: (transfer full) (element-type utf8 utf8): texts by their names, as they were saved; none
 *   of a document that is not known
 */
GHashTable *
attractor_view_state_load (GFile *file)
{
  GHashTable *state = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GKeyFile) all = read_all ();
  g_autofree char *group = NULL;
  g_auto (GStrv) keys = NULL;

  g_return_val_if_fail (G_IS_FILE (file), state);

  group = dup_group (file);
  keys = g_key_file_get_keys (all, group, NULL, NULL);
  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++) {
    char *text = g_key_file_get_string (all, group, keys[i], NULL);

    if (text != NULL)
      g_hash_table_insert (state, g_strdup (keys[i]), text);
  }
  return state;
}

/**
 * attractor_view_state_save:
 * @file: a document's file
 * @state: (element-type utf8 utf8): texts by their names, of letters and hyphens
 *
 * Remembers this of the document, and forgets those that were looked at longest ago.
 */
void
attractor_view_state_save (GFile *file, GHashTable *state)
{
  g_autoptr (GKeyFile) all = read_all ();
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *group = NULL;
  g_auto (GStrv) groups = NULL;
  gsize n_groups;
  GHashTableIter iter;
  gpointer name, text;

  g_return_if_fail (G_IS_FILE (file));

  group = dup_group (file);
  g_key_file_remove_group (all, group, NULL);
  groups = g_key_file_get_groups (all, &n_groups);
  for (gsize i = 0; i + N_DOCUMENTS <= n_groups; i++)
    g_key_file_remove_group (all, groups[i], NULL);
  g_hash_table_iter_init (&iter, state);
  while (g_hash_table_iter_next (&iter, &name, &text))
    g_key_file_set_string (all, group, name, text);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    g_key_file_save_to_file (all, path, NULL);
}

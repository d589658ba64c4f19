/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-file-name.h"

#include <string.h>

#include <glib/gi18n.h>

#define EXTENSION ".attractor"

/**
 * attractor_file_name_dup:
 * @file: a file
 *
 * Returns: (transfer full): its name for people to read, without the extension of
 *   experiments
 */
char *
attractor_file_name_dup (GFile *file)
{
  g_autofree char *basename = NULL;
  char *name;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  basename = g_file_get_basename (file);
  name = g_filename_display_name (basename);
  if (g_str_has_suffix (name, EXTENSION) && strlen (name) > strlen (EXTENSION))
    name[strlen (name) - strlen (EXTENSION)] = '\0';
  return name;
}

/**
 * attractor_file_name_dup_folder:
 * @file: (nullable): a file
 *
 * Returns: (transfer full): the folder that it is in, for people to read; nothing
 *   where there is no file
 */
char *
attractor_file_name_dup_folder (GFile *file)
{
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;
  const char *home = g_get_home_dir ();

  if (path == NULL)
    return folder != NULL ? g_file_get_parse_name (folder) : g_strdup ("");
  /* Not "~": a line that short is narrower than the dots that would shorten it. */
  if (strcmp (path, home) == 0)
    return g_strdup (_ ("Home folder"));
  if (g_str_has_prefix (path, home) && path[strlen (home)] == '/')
    return g_strconcat ("~", path + strlen (home), NULL);

  return g_filename_display_name (path);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-recovery.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "exp-document.h"
#include "exp-error.h"
#include "exp-file.h"
#include "exp-json.h"

#define FORMAT "attractor-recovery"
#define SUFFIX ".recovery"
#define LOCK "lock"

/*
 * Unsaved work is kept in the state folder, in a folder for each process. The
 * process holds a lock there, which the kernel takes back when the process
 * ends in whatever way; a folder without one has what was lost. A lock on the
 * folder of the folders is held while these are made and looked through.
 */
static char *own_folder;
static GArray *locks; /* of folders, open until the program ends */
static guint n_paths;

static char *
get_root (void)
{
  return g_build_filename (g_get_user_state_dir (), "attractor", "recovery", NULL);
}

/* Returns the lock, or -1 if another process has it or there can be none. */
static int
lock_folder (const char *folder, gboolean wait)
{
  g_autofree char *path = g_build_filename (folder, LOCK, NULL);
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    return -1;
  if (flock (fd, wait ? LOCK_EX : LOCK_EX | LOCK_NB) != 0) {
    close (fd);
    return -1;
  }

  return fd;
}

static void
keep_lock (int fd)
{
  if (locks == NULL)
    locks = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_append_val (locks, fd);
}

static gboolean
set_error (GError **error, const char *path)
{
  int number = errno;

  g_set_error (error,
               EXP_ERROR,
               EXP_ERROR_FILE,
               _ ("Unsaved work cannot be kept safe in “%s”: %s"),
               path,
               g_strerror (number));
  return FALSE;
}

static gboolean
make_own_folder (GError **error)
{
  g_autofree char *root = get_root ();
  g_autofree char *folder = g_build_filename (root, "XXXXXX", NULL);
  int root_lock;
  int own_lock;

  if (g_mkdir_with_parents (root, 0700) != 0 || (root_lock = lock_folder (root, TRUE)) < 0)
    return set_error (error, root);

  own_lock = g_mkdtemp (folder) != NULL ? lock_folder (folder, FALSE) : -1;
  if (own_lock < 0)
    set_error (error, root);
  close (root_lock);
  if (own_lock < 0)
    return FALSE;

  keep_lock (own_lock);
  own_folder = g_steal_pointer (&folder);
  return TRUE;
}

/**
 * attractor_recovery_new_path:
 * @error: return location for why there can be none
 *
 * Returns: (transfer full): where a document may keep its unsaved work
 */
char *
attractor_recovery_new_path (GError **error)
{
  g_autofree char *name = NULL;

  if (own_folder == NULL && !make_own_folder (error))
    return NULL;

  name = g_strdup_printf ("%u" SUFFIX, ++n_paths);
  return g_build_filename (own_folder, name, NULL);
}

/* Adds what is in @folder, or removes it if that is nothing. */
static void
claim_folder (const char *folder, GPtrArray *paths)
{
  g_autoptr (GDir) dir = NULL;
  guint n_before = paths->len;
  int fd = lock_folder (folder, FALSE);

  if (fd < 0)
    return;

  dir = g_dir_open (folder, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;) {
    if (g_str_has_suffix (name, SUFFIX))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  }

  if (paths->len > n_before) {
    keep_lock (fd);
  } else {
    g_autofree char *lock = g_build_filename (folder, LOCK, NULL);

    g_unlink (lock);
    g_rmdir (folder);
    close (fd);
  }
}

/**
 * attractor_recovery_claim:
 *
 * Looks for what processes have left that ended before their work was saved.
 * From now on it is this process's to keep.
 *
 * Returns: (transfer full): the paths of files for attractor_recovery_read()
 */
GStrv
attractor_recovery_claim (void)
{
  g_autofree char *root = get_root ();
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  int root_lock = dir != NULL ? lock_folder (root, TRUE) : -1;

  for (const char *name; root_lock >= 0 && (name = g_dir_read_name (dir)) != NULL;) {
    g_autofree char *folder = g_build_filename (root, name, NULL);

    if (g_file_test (folder, G_FILE_TEST_IS_DIR) && g_strcmp0 (folder, own_folder) != 0)
      claim_folder (folder, paths);
  }
  if (root_lock >= 0)
    close (root_lock);

  g_ptr_array_add (paths, NULL);
  return (GStrv)g_ptr_array_steal (paths, NULL);
}

/**
 * attractor_recovery_end:
 *
 * Tidies up when the program ends in good order.
 */
void
attractor_recovery_end (void)
{
  if (own_folder != NULL) {
    g_autofree char *lock = g_build_filename (own_folder, LOCK, NULL);

    /* Where work is left, it stays, and so does the folder. */
    g_unlink (lock);
    g_rmdir (own_folder);
  }
  g_clear_pointer (&own_folder, g_free);

  for (guint i = 0; locks != NULL && i < locks->len; i++)
    close (g_array_index (locks, int, i));
  g_clear_pointer (&locks, g_array_unref);
}

/**
 * attractor_recovery_write:
 * @path: from attractor_recovery_new_path() or attractor_recovery_claim()
 * @experiment: the work
 * @saved: what was saved last, to which undo goes back
 * @file: (nullable): the file that it belongs to
 * @error: return location for why it cannot be kept
 *
 * Keeps both experiments at @path. After a failure, what was there before still is.
 * Blocks; may be called from any thread.
 *
 * Returns: %TRUE on success
 */
gboolean
attractor_recovery_write (const char *path,
                          const ExpExperiment *experiment,
                          const ExpExperiment *saved,
                          GFile *file,
                          GError **error)
{
  g_autofree char *content = exp_document_print (experiment);
  g_autofree char *saved_content = exp_document_print (saved);
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;
  g_autoptr (GFile) destination = g_file_new_for_path (path);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "format", FORMAT);
  if (uri != NULL)
    json_object_set_string_member (object, "file", uri);
  json_object_set_string_member (object, "experiment", content);
  json_object_set_string_member (object, "saved", saved_content);
  json_node_set_object (node, object);

  text = exp_json_print (node);
  return exp_file_save (destination, text, strlen (text), error);
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

/* The object, which @parser keeps, or %NULL */
static JsonObject *
parse (JsonParser *parser, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *text = NULL;
  gsize length;
  JsonNode *root = NULL;
  JsonObject *object;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  if (json_parser_load_from_data (parser, text, (gssize)length, NULL))
    root = json_parser_get_root (parser);
  object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object != NULL && g_strcmp0 (get_string (object, "format"), FORMAT) == 0 &&
      get_string (object, "experiment") != NULL)
    return object;

  g_set_error (
    error, EXP_ERROR, EXP_ERROR_FORMAT, _ ("“%s” has no unsaved work of this program"), name);
  return NULL;
}

static GFile *
get_file (JsonObject *object)
{
  const char *uri = get_string (object, "file");

  return uri != NULL ? g_file_new_for_uri (uri) : NULL;
}

/**
 * attractor_recovery_find_file:
 * @path: from attractor_recovery_claim()
 *
 * Blocks for as long as it takes to read some kilobytes.
 *
 * Returns: (transfer full) (nullable): the file that the work belongs to
 */
GFile *
attractor_recovery_find_file (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObject *object = parse (parser, path, NULL);

  return object != NULL ? get_file (object) : NULL;
}

/**
 * attractor_recovery_read:
 * @path: from attractor_recovery_claim()
 * @experiment: (out) (transfer full): the work
 * @saved: (out) (transfer full) (nullable): what was saved last, if that is known
 * @file: (out) (transfer full) (nullable): the file that it belongs to
 * @error: return location for why there is none
 *
 * Blocks; may be called from any thread.
 *
 * Returns: %TRUE on success
 */
gboolean
attractor_recovery_read (
  const char *path, ExpExperiment **experiment, ExpExperiment **saved, GFile **file, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *name = g_filename_display_name (path);
  JsonObject *object = parse (parser, path, error);
  const char *saved_content;

  if (object == NULL)
    return FALSE;

  *experiment = exp_document_parse (get_string (object, "experiment"), -1, name, NULL, error);
  if (*experiment == NULL)
    return FALSE;

  saved_content = get_string (object, "saved");
  *saved = saved_content != NULL ? exp_document_parse (saved_content, -1, name, NULL, NULL) : NULL;
  *file = get_file (object);
  return TRUE;
}

/**
 * attractor_recovery_put_aside:
 * @path: what cannot be read
 *
 * Keeps it, but no longer where it is looked for.
 */
void
attractor_recovery_put_aside (const char *path)
{
  g_autofree char *aside = g_strconcat (path, ".unreadable", NULL);

  g_rename (path, aside);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "exp-error.h"

/* How often a file that has just been replaced is opened anew. */
#define MAX_TRIALS 20

/**
 * exp_file_get_reason:
 * @error: why a file could not be read or written, as GLib says it
 *
 * Returns: the reason alone, in the reader's language: GLib's sentences begin with what
 *   failed, and may speak of a temporary file
 */
const char *
exp_file_get_reason (const GError *error)
{
  static const struct {
    int file_code;
    int io_code;
    int number;
  } reasons[] = {
    { G_FILE_ERROR_NOENT, G_IO_ERROR_NOT_FOUND, ENOENT },
    { G_FILE_ERROR_ACCES, G_IO_ERROR_PERMISSION_DENIED, EACCES },
    { G_FILE_ERROR_PERM, -1, EPERM },
    { G_FILE_ERROR_ROFS, G_IO_ERROR_READ_ONLY, EROFS },
    { G_FILE_ERROR_NOSPC, G_IO_ERROR_NO_SPACE, ENOSPC },
    { G_FILE_ERROR_ISDIR, G_IO_ERROR_IS_DIRECTORY, EISDIR },
    { G_FILE_ERROR_NOTDIR, G_IO_ERROR_NOT_DIRECTORY, ENOTDIR },
    { G_FILE_ERROR_NAMETOOLONG, G_IO_ERROR_FILENAME_TOO_LONG, ENAMETOOLONG },
    { G_FILE_ERROR_IO, -1, EIO },
    { G_FILE_ERROR_LOOP, G_IO_ERROR_TOO_MANY_LINKS, ELOOP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if ((error->domain == G_FILE_ERROR && error->code == reasons[i].file_code) ||
        (error->domain == G_IO_ERROR && error->code == reasons[i].io_code))
      return g_strerror (reasons[i].number);
  return error->message;
}

/* Unlike g_file_replace_contents(), this leaves an old file as it was when the
 * new one cannot be written to its end. */
static gboolean
replace_local (const char *path, const char *data, gsize length, GError **error)
{
  /* where a link leads is replaced, not the link */
  char *target = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? realpath (path, NULL) : NULL;
  const char *name = target != NULL ? target : path;
  gboolean written = FALSE;

  if (g_file_test (name, G_FILE_TEST_IS_DIR))
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR, "");
  else if (g_file_test (name, G_FILE_TEST_EXISTS) && !g_file_test (name, G_FILE_TEST_IS_REGULAR))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("It is not a file"));
  else
    written = g_file_set_contents_full (
      name, data, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error);
  free (target);
  return written;
}

/**
 * exp_file_save:
 * @file: where to write
 * @data: what to write
 * @length: how many bytes
 * @error: set to %EXP_ERROR_FILE
 *
 * Replaces a file all at once; after an error it is as it was. Blocks; may be
 * called from any thread.
 *
 * Returns: %TRUE on success
 */
gboolean
exp_file_save (GFile *file, const char *data, gsize length, GError **error)
{
  const char *path = g_file_peek_path (file);
  g_autoptr (GError) reason = NULL;
  gboolean saved;

  if (path != NULL)
    saved = replace_local (path, data, length, &reason);
  else
    saved = g_file_replace_contents (
      file, data, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &reason);
  if (!saved) {
    g_autofree char *name = g_file_get_parse_name (file);

    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_FILE,
                 _ ("“%s” cannot be saved: %s"),
                 name,
                 exp_file_get_reason (reason));
  }
  return saved;
}

/* Whether the file that is open is still the one of that name. */
static gboolean
is_in_place (int fd, const char *path)
{
  struct stat ours, named;

  return fstat (fd, &ours) == 0 && stat (path, &named) == 0 && ours.st_dev == named.st_dev &&
         ours.st_ino == named.st_ino;
}

/**
 * exp_file_open_locked:
 * @path: where, in the file system's encoding
 * @error: set to %EXP_ERROR_FILE, also where another process has it
 *
 * Opens a file for reading and for writing at its end, makes it if it is not there, and keeps
 * other callers away until it is closed. exp_file_save() puts another file in its place, and a
 * lock of the old one keeps nobody away: what is returned is the one of that name.
 *
 * Returns: a descriptor; -1 after an error
 */
int
exp_file_open_locked (const char *path, GError **error)
{
  for (guint i = 0;; i++) {
    int fd = g_open (path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666);

    if (fd < 0) {
      g_set_error (error,
                   EXP_ERROR,
                   EXP_ERROR_FILE,
                   _ ("“%s” cannot be written: %s"),
                   path,
                   g_strerror (errno));
      return -1;
    }
    if (flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      g_set_error (
        error, EXP_ERROR, EXP_ERROR_FILE, _ ("“%s” is being written by another run"), path);
      close (fd);
      return -1;
    }
    /* there may be file systems that never tell */
    if (is_in_place (fd, path) || i == MAX_TRIALS)
      return fd;
    close (fd);
  }
}

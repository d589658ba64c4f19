/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* RTLD_NEXT */
#endif
#include <dlfcn.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "exp-error.h"
#include "exp-file.h"

typedef int (*Lock) (int fd, int operation);

/* What another process does between the opening of the file and its locking: it saves. */
static char *replaced;

static void
save (const char *path, const char *text)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  exp_file_save (file, text, strlen (text), &error);
  g_assert_no_error (error);
}

int
flock (int fd, int operation)
{
  Lock real;
  gpointer symbol = dlsym (RTLD_NEXT, "flock");

  memcpy (&real, &symbol, sizeof real);
  if (replaced != NULL)
    save (replaced, "new");
  replaced = NULL;
  return real (fd, operation);
}

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("file-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "table.csv", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static int
open_locked (const Fixture *self)
{
  g_autoptr (GError) error = NULL;
  int fd = exp_file_open_locked (self->path, &error);

  g_assert_no_error (error);
  return fd;
}

static void
assert_locked (const Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (exp_file_open_locked (self->path, &error), ==, -1);
  g_assert_error (error, EXP_ERROR, EXP_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, self->path));
}

/* One at a time, until it is closed. */
static void
test_lock (Fixture *self, gconstpointer data)
{
  int fd = open_locked (self);

  assert_locked (self);
  close (fd);
  fd = open_locked (self);
  close (fd);
}

/* The file that is locked is the one that has the name then. */
static void
test_replaced (Fixture *self, gconstpointer data)
{
  char text[4] = "";
  int fd;

  save (self->path, "old");
  replaced = self->path;
  fd = open_locked (self);
  g_assert_cmpint (pread (fd, text, 3, 0), ==, 3);
  g_assert_cmpstr (text, ==, "new");
  assert_locked (self);
  close (fd);
}

static void
test_nowhere (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (exp_file_open_locked (self->folder, &error), ==, -1);
  g_assert_error (error, EXP_ERROR, EXP_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, self->folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/file/lock", Fixture, NULL, set_up, test_lock, tear_down);
  g_test_add ("/file/replaced", Fixture, NULL, set_up, test_replaced, tear_down);
  g_test_add ("/file/nowhere", Fixture, NULL, set_up, test_nowhere, tear_down);
  return g_test_run ();
}

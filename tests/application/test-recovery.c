/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-recovery.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "attractor-autosave.h"
#include "exp-document.h"

/* Seconds until what must happen counts as missing */
#define PATIENCE 20

static void
count_cb (guint *n_times)
{
  (*n_times)++;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("Nothing came of it within %d s", PATIENCE);
  return G_SOURCE_REMOVE;
}

static void
wait_until_exists (const char *path, gboolean exists)
{
  guint timeout = g_timeout_add_seconds (PATIENCE, give_up_cb, NULL);

  while (g_file_test (path, G_FILE_TEST_EXISTS) != exists)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

static ExpExperiment *
make_work (double gain)
{
  ExpExperiment *experiment = exp_experiment_new ();

  experiment->gain = gain;
  g_free (experiment->notes);
  experiment->notes = g_strdup ("Über “quotes”\nand lines");
  return experiment;
}

/* Whatever other tests have left is not to be found here. */
static void
claim_all (void)
{
  g_auto (GStrv) paths = attractor_recovery_claim ();

  for (gsize i = 0; paths[i] != NULL; i++)
    g_unlink (paths[i]);
}

/* With all that is below it */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_folder (child);
  }
  g_remove (path);
}

static void
test_round_trip (void)
{
  g_autofree char *path = attractor_recovery_new_path (NULL);
  g_autofree char *other = attractor_recovery_new_path (NULL);
  g_autoptr (ExpExperiment) work = make_work (0.3);
  g_autoptr (ExpExperiment) saved = make_work (0.2);
  g_autoptr (ExpExperiment) found = NULL;
  g_autoptr (ExpExperiment) found_saved = NULL;
  g_autoptr (GFile) file = g_file_new_for_path ("/a folder/ä.attractor");
  g_autoptr (GFile) found_file = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (path, !=, other);
  g_assert_true (attractor_recovery_write (path, work, saved, file, &error));
  g_assert_no_error (error);
  g_assert_true (attractor_recovery_read (path, &found, &found_saved, &found_file, &error));
  g_assert_no_error (error);
  g_assert_true (exp_experiment_equal (work, found));
  g_assert_true (exp_experiment_equal (saved, found_saved));
  g_assert_true (g_file_equal (file, found_file));
  g_unlink (path);
}

static void
test_unreadable (void)
{
  const char *const texts[] = {
    "",
    "no JSON",
    "[]",
    "{}",
    "{ \"format\": \"attractor-recovery\" }",
    "{ \"format\": \"attractor-recovery\", \"experiment\": 1 }",
    "{ \"format\": \"attractor-recovery\", \"experiment\": \"{}\" }",
  };
  g_autofree char *path = attractor_recovery_new_path (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    ExpExperiment *experiment = NULL;
    ExpExperiment *saved = NULL;
    GFile *file = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
    g_assert_false (attractor_recovery_read (path, &experiment, &saved, &file, &error));
    g_assert_nonnull (error);
    g_assert_null (experiment);
  }
  g_unlink (path);
}

/* What a living process keeps is its own; what a killed one has left is found
 * once. The first test: the child must not have its parent's folder. */
static void
test_claim (void)
{
  g_autoptr (ExpExperiment) work = make_work (0.4);
  g_autoptr (ExpExperiment) found = NULL;
  g_autoptr (ExpExperiment) found_saved = NULL;
  g_autoptr (GFile) file = NULL;
  g_auto (GStrv) while_alive = NULL;
  g_auto (GStrv) after = NULL;
  g_auto (GStrv) again = NULL;
  int ready[2];
  char byte;
  pid_t child;

  claim_all ();
  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  if (child == 0) {
    g_autofree char *path = NULL;

    path = attractor_recovery_new_path (NULL);
    attractor_recovery_write (path, work, work, NULL, NULL);
    if (write (ready[1], "x", 1) == 1)
      pause ();
    _exit (1);
  }

  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  while_alive = attractor_recovery_claim ();
  g_assert_cmpuint (g_strv_length (while_alive), ==, 0);

  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  after = attractor_recovery_claim ();
  g_assert_cmpuint (g_strv_length (after), ==, 1);
  g_assert_true (attractor_recovery_read (after[0], &found, &found_saved, &file, NULL));
  g_assert_true (exp_experiment_equal (work, found));
  g_assert_null (file);

  again = attractor_recovery_claim ();
  g_assert_cmpuint (g_strv_length (again), ==, 0);
  g_unlink (after[0]);
  close (ready[0]);
  close (ready[1]);
}

/* A disk that is full, as far as a process can make it so */
static void
test_full_disk (void)
{
  g_autofree char *path = attractor_recovery_new_path (NULL);
  g_autoptr (ExpExperiment) before = make_work (0.4);
  g_autoptr (ExpExperiment) after = make_work (0.5);
  g_autoptr (ExpExperiment) found = NULL;
  g_autoptr (ExpExperiment) found_saved = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit unlimited;
  struct rlimit full;

  g_assert_true (attractor_recovery_write (path, before, before, NULL, &error));
  g_assert_no_error (error);

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &unlimited), ==, 0);
  full = unlimited;
  full.rlim_cur = 64;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_assert_false (attractor_recovery_write (path, after, before, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &unlimited), ==, 0);
  g_assert_nonnull (error);

  g_assert_true (attractor_recovery_read (path, &found, &found_saved, &file, NULL));
  g_assert_true (exp_experiment_equal (before, found));
  g_unlink (path);
}

static void
test_autosave (void)
{
  g_autoptr (AttractorDocument) document = attractor_document_new ();
  g_autoptr (AttractorAutosave) autosave = attractor_autosave_new (document);
  g_autofree char *path = attractor_recovery_new_path (NULL);
  g_autoptr (ExpExperiment) found = NULL;
  g_autoptr (ExpExperiment) found_saved = NULL;
  g_autoptr (GFile) file = NULL;

  attractor_autosave_adopt (autosave, path);
  attractor_document_set_number (document, exp_key_find ("network.gain"), 0.5, NULL);
  wait_until_exists (path, TRUE);
  g_assert_true (attractor_recovery_read (path, &found, &found_saved, &file, NULL));
  g_assert_cmpfloat (found->gain, ==, 0.5);

  /* Nothing is left to lose. */
  attractor_document_undo (document);
  wait_until_exists (path, FALSE);
  attractor_document_redo (document);
  wait_until_exists (path, TRUE);

  attractor_autosave_close (autosave);
  wait_until_exists (path, FALSE);
}

/* It is told once, and no work in the window is lost. */
static void
test_autosave_fails (void)
{
  g_autoptr (AttractorDocument) document = attractor_document_new ();
  g_autoptr (AttractorAutosave) autosave = attractor_autosave_new (document);
  guint n_failures = 0;
  guint timeout = g_timeout_add_seconds (PATIENCE, give_up_cb, NULL);

  g_signal_connect_swapped (autosave, "failed", G_CALLBACK (count_cb), &n_failures);
  attractor_autosave_adopt (autosave, "/dev/null/none/1.recovery");
  attractor_document_set_number (document, exp_key_find ("network.gain"), 0.5, NULL);
  while (n_failures == 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);

  attractor_document_set_number (document, exp_key_find ("network.gain"), 0.6, NULL);
  attractor_autosave_close (autosave);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_failures, ==, 1);
  g_assert_cmpfloat (attractor_document_get_experiment (document)->gain, ==, 0.6);
}

#define FILE_WITH_GAIN(gain) \
  "{ \"format\": \"attractor-experiment\", \"version\": 1, \"network\": { \"gain\": " gain " } }"

static void
recover (AttractorDocument *document, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  attractor_document_recover_async (document, path, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (attractor_document_recover_finish (document, result, &error));
  g_assert_no_error (error);
}

static gboolean
save (AttractorDocument *document, GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attractor_document_save_async (document, file, FALSE, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return attractor_document_save_finish (document, result, error);
}

/* What was saved last is what undo goes back to, and what the file should have. */
static void
test_recover (void)
{
  static const struct {
    const char *text; /* of the file when the program starts again; NULL if that is gone */
    gboolean modified;
    gboolean saves;
  } cases[] = {
    { FILE_WITH_GAIN ("0.2"), TRUE, TRUE },
    { FILE_WITH_GAIN ("0.7"), TRUE, FALSE },
    { FILE_WITH_GAIN ("0.4"), FALSE, TRUE },
    { NULL, TRUE, TRUE },
  };
  g_autofree char *path = attractor_recovery_new_path (NULL);
  g_autofree char *saved_path = g_strconcat (path, ".attractor", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (saved_path);
  g_autoptr (ExpExperiment)
    work = exp_document_parse (FILE_WITH_GAIN ("0.4"), -1, "work", NULL, NULL);
  g_autoptr (ExpExperiment)
    saved = exp_document_parse (FILE_WITH_GAIN ("0.2"), -1, "saved", NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (AttractorDocument) document = attractor_document_new ();
    g_autoptr (GError) error = NULL;

    if (cases[i].text != NULL)
      g_assert_true (g_file_set_contents (saved_path, cases[i].text, -1, NULL));
    else
      g_unlink (saved_path);
    g_assert_true (attractor_recovery_write (path, work, saved, file, NULL));
    recover (document, path);

    g_assert_true (g_file_equal (attractor_document_get_file (document), file));
    g_assert_cmpfloat (attractor_document_get_experiment (document)->gain, ==, 0.4);
    g_assert_true (attractor_document_get_modified (document) == cases[i].modified);
    attractor_document_undo (document);
    g_assert_cmpfloat (
      attractor_document_get_experiment (document)->gain, ==, cases[i].modified ? 0.2 : 0.4);
    g_assert_false (attractor_document_get_modified (document));

    attractor_document_redo (document);
    g_assert_true (save (document, file, &error) == cases[i].saves);
    if (!cases[i].saves)
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  }
  g_unlink (path);
  g_unlink (saved_path);
}

/* Before it was kept what was saved last, there was the file alone to go back to. */
static void
test_recover_without_saved (void)
{
  g_autoptr (AttractorDocument) document = attractor_document_new ();
  g_autofree char *path = attractor_recovery_new_path (NULL);
  g_autofree char *saved_path = g_strconcat (path, ".attractor", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (saved_path);
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *text = g_strdup_printf (
    "{ \"format\": \"attractor-recovery\", \"file\": \"%s\", \"experiment\": "
    "\"{ \\\"format\\\": \\\"attractor-experiment\\\", \\\"version\\\": 1 }\" }",
    uri);

  g_assert_true (g_file_set_contents (saved_path, FILE_WITH_GAIN ("0.2"), -1, NULL));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  recover (document, path);
  g_assert_true (attractor_document_get_modified (document));
  attractor_document_undo (document);
  g_assert_cmpfloat (attractor_document_get_experiment (document)->gain, ==, 0.2);
  g_unlink (path);
  g_unlink (saved_path);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("attractor-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recovery/claim", test_claim);
  g_test_add_func ("/recovery/round-trip", test_round_trip);
  g_test_add_func ("/recovery/unreadable", test_unreadable);
  g_test_add_func ("/recovery/full-disk", test_full_disk);
  g_test_add_func ("/recovery/autosave", test_autosave);
  g_test_add_func ("/recovery/autosave-fails", test_autosave_fails);
  g_test_add_func ("/recovery/recover", test_recover);
  g_test_add_func ("/recovery/recover-without-saved", test_recover_without_saved);
  status = g_test_run ();

  claim_all ();
  attractor_recovery_end ();
  remove_folder (folder);
  return status;
}

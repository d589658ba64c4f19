/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-document.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "attractor-refusal.h"
#include "exp-error.h"
#include "fig-export.h"

typedef struct {
  AttractorDocument *document;
  char *folder;
  guint n_changes;
  GAsyncResult *result;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->document = attractor_document_new ();
  fixture->folder = g_dir_make_tmp ("attractor-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  g_signal_connect_swapped (fixture->document, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);

  for (const char *name; (name = g_dir_read_name (folder)) != NULL;) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

    g_assert_no_errno (g_unlink (path));
  }
  g_assert_no_errno (g_rmdir (fixture->folder));
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_object (&fixture->document);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_null (fixture->result);
  fixture->result = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&fixture->result);
}

static gboolean
load (Fixture *fixture, GFile *file, GStrv *unknown_keys, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attractor_document_load_async (fixture->document, file, NULL, done_cb, fixture);
  result = wait_for_result (fixture);
  return attractor_document_load_finish (fixture->document, result, unknown_keys, error);
}

static gboolean
save_or_replace (Fixture *fixture, GFile *file, gboolean replace, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attractor_document_save_async (fixture->document, file, replace, NULL, done_cb, fixture);
  result = wait_for_result (fixture);
  return attractor_document_save_finish (fixture->document, result, error);
}

static gboolean
save (Fixture *fixture, GFile *file, GError **error)
{
  return save_or_replace (fixture, file, FALSE, error);
}

static GFile *
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

static double
get_gain (Fixture *fixture)
{
  return attractor_document_get_experiment (fixture->document)->gain;
}

static void
set_gain (Fixture *fixture, double gain)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
    attractor_document_set_number (fixture->document, exp_key_find ("network.gain"), gain, &error));
  g_assert_no_error (error);
}

static void
test_change (Fixture *fixture, gconstpointer data)
{
  double fallback = get_gain (fixture);

  g_assert_false (attractor_document_get_modified (fixture->document));
  set_gain (fixture, 0.5);
  g_assert_cmpfloat (get_gain (fixture), ==, 0.5);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_true (attractor_document_get_modified (fixture->document));

  /* Nothing changes: nobody is told. */
  set_gain (fixture, 0.5);
  g_assert_cmpuint (fixture->n_changes, ==, 1);

  /* Changed back is not modified. */
  set_gain (fixture, fallback);
  g_assert_false (attractor_document_get_modified (fixture->document));
}

static void
test_refusal (Fixture *fixture, gconstpointer data)
{
  double fallback = get_gain (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (
    attractor_document_set_number (fixture->document, exp_key_find ("network.gain"), -1.0, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  g_clear_error (&error);

  /* In its own range, but not below the other end of the frequencies */
  g_assert_false (attractor_document_set_number (
    fixture->document, exp_key_find ("probe.frequency_min"), 1000.0, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  g_clear_error (&error);

  g_assert_false (attractor_document_set_target (fixture->document, 0, 0, 1e9, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);

  g_assert_cmpfloat (get_gain (fixture), ==, fallback);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_false (attractor_document_get_modified (fixture->document));
}

static void
test_targets (Fixture *fixture, gconstpointer data)
{
  const ExpTable *targets = attractor_document_get_experiment (fixture->document)->targets;
  gsize n_before = targets->n_rows;
  double second = exp_table_get (targets, 1, 0);
  g_autoptr (GError) error = NULL;

  attractor_document_remove_target (fixture->document, 0);
  targets = attractor_document_get_experiment (fixture->document)->targets;
  g_assert_cmpuint (targets->n_rows, ==, n_before - 1);
  g_assert_cmpfloat (exp_table_get (targets, 0, 0), ==, second);

  attractor_document_set_n_outputs (fixture->document, 2);
  g_assert_true (attractor_document_set_target (fixture->document, 0, 1, -0.25, &error));
  g_assert_no_error (error);
  targets = attractor_document_get_experiment (fixture->document)->targets;
  g_assert_cmpfloat (exp_table_get (targets, 0, 0), ==, second);
  g_assert_cmpfloat (exp_table_get (targets, 0, 1), ==, -0.25);
  g_assert_cmpfloat (exp_table_get (targets, 1, 1), ==, 0.0);
}

/* As many as there may be, and no two of them the same while there is room */
static void
test_many_targets (Fixture *fixture, gconstpointer data)
{
  const ExpTable *targets;
  g_autoptr (GError) error = NULL;

  while ((targets = attractor_document_get_experiment (fixture->document)->targets)->n_rows <
         EXP_MAX_TARGETS)
    attractor_document_add_target (fixture->document);

  for (gsize i = 0; i < targets->n_rows; i++) {
    for (gsize j = 0; j < i; j++)
      g_assert_cmpfloat (exp_table_get (targets, i, 0), !=, exp_table_get (targets, j, 0));
  }
  g_assert_true (
    exp_experiment_validate (attractor_document_get_experiment (fixture->document), &error));
  g_assert_no_error (error);

  for (gsize i = EXP_MAX_TARGETS; i > 1; i--)
    attractor_document_remove_target (fixture->document, i / 2);
  targets = attractor_document_get_experiment (fixture->document)->targets;
  g_assert_cmpuint (targets->n_rows, ==, 1);
}

static void
test_inputs_follow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (
    fixture,
    "inputs.attractor",
    "{ \"format\": \"attractor-experiment\", \"version\": 1, "
    "\"task\": { \"targets\": [[1], [-1]], \"inputs\": [[0.5, 1], [0.25, 2]] } }");
  const ExpExperiment *experiment;
  g_autoptr (GError) error = NULL;

  g_assert_true (load (fixture, file, NULL, &error));
  g_assert_no_error (error);

  attractor_document_add_target (fixture->document);
  experiment = attractor_document_get_experiment (fixture->document);
  g_assert_cmpuint (experiment->inputs->n_rows, ==, 3);
  g_assert_true (exp_experiment_validate (experiment, &error));

  attractor_document_remove_target (fixture->document, 0);
  experiment = attractor_document_get_experiment (fixture->document);
  g_assert_cmpuint (experiment->inputs->n_rows, ==, 2);
  g_assert_cmpfloat (exp_table_get (experiment->inputs, 0, 1), ==, 2.0);
  g_assert_true (exp_experiment_validate (experiment, &error));
  g_assert_no_error (error);
}

static void
test_save_and_load (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "some name.attractor", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = NULL;
  g_auto (GStrv) unknown_keys = NULL;
  g_autoptr (GError) error = NULL;

  set_gain (fixture, 0.75);
  attractor_document_set_title (fixture->document, "A title, “quoted”");
  attractor_document_set_notes (fixture->document, "Two\nlines");

  g_assert_true (save (fixture, file, &error));
  g_assert_no_error (error);
  g_assert_false (attractor_document_get_modified (fixture->document));
  name = attractor_document_dup_name (fixture->document);
  g_assert_cmpstr (name, ==, "some name");

  set_gain (fixture, 0.25);
  g_assert_true (attractor_document_get_modified (fixture->document));
  g_assert_true (load (fixture, file, &unknown_keys, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (get_gain (fixture), ==, 0.75);
  g_assert_cmpstr (attractor_document_get_experiment (fixture->document)->notes, ==, "Two\nlines");
  g_assert_false (attractor_document_get_modified (fixture->document));
  g_assert_true (unknown_keys == NULL || unknown_keys[0] == NULL);
}

/* What is written is what there was when saving began. */
static void
test_change_while_saving (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.attractor", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  set_gain (fixture, 0.75);
  attractor_document_save_async (fixture->document, file, FALSE, NULL, done_cb, fixture);
  set_gain (fixture, 0.25);
  result = wait_for_result (fixture);
  g_assert_true (attractor_document_save_finish (fixture->document, result, &error));
  g_assert_no_error (error);
  g_assert_true (attractor_document_get_modified (fixture->document));

  g_assert_true (load (fixture, file, NULL, &error));
  g_assert_cmpfloat (get_gain (fixture), ==, 0.75);
}

/* A slow save that is done after another file was opened: its name must not
 * stick to the other one. */
static void
test_open_while_saving (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) first = g_file_new_build_filename (fixture->folder, "first.attractor", NULL);
  g_autoptr (GFile) second = write_file (
    fixture,
    "second.attractor",
    "{ \"format\": \"attractor-experiment\", \"version\": 1, \"network\": { \"gain\": 0.3 } }");
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GError) error = NULL;

  set_gain (fixture, 0.75);
  attractor_document_save_async (fixture->document, first, FALSE, NULL, done_cb, fixture);
  saved = wait_for_result (fixture);
  g_assert_true (load (fixture, second, NULL, &error));
  g_assert_no_error (error);

  g_assert_true (attractor_document_save_finish (fixture->document, saved, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_query_exists (first, NULL));
  g_assert_true (g_file_equal (attractor_document_get_file (fixture->document), second));
  g_assert_false (attractor_document_get_modified (fixture->document));
  g_assert_cmpfloat (get_gain (fixture), ==, 0.3);
}

/* Of two files, the one that was asked for last counts, for opening as for
 * saving, whichever is done first. */
static void
test_last_file_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) a = g_file_new_build_filename (fixture->folder, "a.attractor", NULL);
  g_autoptr (GFile) b = g_file_new_build_filename (fixture->folder, "b.attractor", NULL);
  g_autoptr (GAsyncResult) to_a = NULL;
  g_autoptr (GAsyncResult) to_b = NULL;
  g_autoptr (GAsyncResult) from_a = NULL;
  g_autoptr (GAsyncResult) from_b = NULL;
  g_autoptr (GError) error = NULL;

  set_gain (fixture, 0.75);
  attractor_document_save_async (fixture->document, a, FALSE, NULL, done_cb, fixture);
  to_a = wait_for_result (fixture);
  set_gain (fixture, 0.25);
  attractor_document_save_async (fixture->document, b, FALSE, NULL, done_cb, fixture);
  to_b = wait_for_result (fixture);
  g_assert_true (attractor_document_save_finish (fixture->document, to_b, &error));
  g_assert_true (attractor_document_save_finish (fixture->document, to_a, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_equal (attractor_document_get_file (fixture->document), b));
  g_assert_false (attractor_document_get_modified (fixture->document));

  attractor_document_load_async (fixture->document, b, NULL, done_cb, fixture);
  from_b = wait_for_result (fixture);
  attractor_document_load_async (fixture->document, a, NULL, done_cb, fixture);
  from_a = wait_for_result (fixture);
  g_assert_true (attractor_document_load_finish (fixture->document, from_a, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (attractor_document_load_finish (fixture->document, from_b, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_equal (attractor_document_get_file (fixture->document), a));
  g_assert_cmpfloat (get_gain (fixture), ==, 0.75);
}

static void
test_bad_file (Fixture *fixture, gconstpointer data)
{
  const char *const texts[] = {
    "",
    "no JSON",
    "[]",
    "{ \"format\": \"another\", \"version\": 1 }",
    "{ \"format\": \"attractor-experiment\", \"version\": 99 }",
    "{ \"format\": \"attractor-experiment\", \"version\": 1, \"network\": { \"gain\": \"high\" } }",
    "{ \"format\": \"attractor-experiment\", \"version\": 1, \"network\": { \"gain\": 1e9 } }",
    "{ \"format\": \"attractor-experiment\", \"version\": 1, \"task\": { \"targets\": [] } }",
  };
  g_autoptr (GFile) missing = g_file_new_build_filename (fixture->folder, "missing", NULL);
  g_autoptr (GError) error = NULL;

  set_gain (fixture, 0.5);
  fixture->n_changes = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GFile) file = write_file (fixture, "bad.attractor", texts[i]);

    g_assert_false (load (fixture, file, NULL, &error));
    g_assert_true (error->domain == EXP_ERROR);
    g_assert_cmpuint (strlen (error->message), >, 10);
    g_clear_error (&error);
  }
  g_assert_false (load (fixture, missing, NULL, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_FILE);

  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_cmpfloat (get_gain (fixture), ==, 0.5);
  g_assert_null (attractor_document_get_file (fixture->document));
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_build_filename (fixture->folder, "none", "a.attractor", NULL);
  g_autoptr (GError) error = NULL;

  set_gain (fixture, 0.5);
  g_assert_false (save (fixture, file, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_FILE);
  g_assert_true (attractor_document_get_modified (fixture->document));
  g_assert_null (attractor_document_get_file (fixture->document));
}

static void
test_unknown_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (
    fixture,
    "new.attractor",
    "{ \"format\": \"attractor-experiment\", \"version\": 1, \"colour\": \"blue\" }");
  g_auto (GStrv) unknown_keys = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (load (fixture, file, &unknown_keys, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (unknown_keys), ==, 1);
  g_assert_nonnull (strstr (unknown_keys[0], "colour"));

  set_gain (fixture, 0.5);
  g_assert_true (save (fixture, file, &error));
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "blue"));
}

/* Another program may keep there what this one does not know. */
static void
test_unknown_key_of_another (Fixture *fixture, gconstpointer data)
{
  static const char *const others[] = {
    "{ \"format\": \"attractor-experiment\", \"version\": 1, \"colour\": \"red\" }",
    "{ \"format\": \"attractor-experiment\", \"version\": 1,"
    " \"network\": { \"future\": [null] }, \"colour\": \"blue\" }",
    "{ \"format\": \"attractor-experiment\", \"version\": 1 }",
  };
  const char *own =
    "{ \"format\": \"attractor-experiment\", \"version\": 1, \"colour\": \"blue\" }";
  g_autoptr (GFile) file = write_file (fixture, "new.attractor", own);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (load (fixture, file, NULL, &error));
  set_gain (fixture, 0.5);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autoptr (GFile) changed = write_file (fixture, "new.attractor", others[i]);
    g_autofree char *found = NULL;

    g_assert_false (save (fixture, changed, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
    g_clear_error (&error);
    g_assert_true (g_file_load_contents (changed, NULL, &found, NULL, NULL, NULL));
    g_assert_cmpstr (found, ==, others[i]);
  }

  /* The order of the keys says nothing. */
  g_object_unref (
    write_file (fixture,
                "new.attractor",
                "{ \"colour\": \"blue\", \"version\": 1, \"format\": \"attractor-experiment\" }"));
  g_assert_true (save (fixture, file, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "blue"));
}

static void
test_gone_or_broken_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.attractor", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  set_gain (fixture, 0.5);
  g_assert_true (save (fixture, file, &error));

  /* Where nothing is, nothing is lost. */
  g_assert_no_errno (g_unlink (path));
  set_gain (fixture, 0.6);
  g_assert_true (save (fixture, file, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  g_object_unref (write_file (fixture, "a.attractor", "{ broken"));
  set_gain (fixture, 0.7);
  g_assert_false (save (fixture, file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "{ broken");
  g_assert_true (attractor_document_get_modified (fixture->document));

  g_assert_true (save_or_replace (fixture, file, TRUE, &error));
  g_assert_no_error (error);
  g_assert_false (attractor_document_get_modified (fixture->document));
  g_assert_true (load (fixture, file, NULL, &error));
  g_assert_cmpfloat (get_gain (fixture), ==, 0.7);
}

/* Nobody knows whether it was changed. A folder cannot be read by anybody, root included. */
static void
test_unreadable_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.attractor", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  set_gain (fixture, 0.5);
  g_assert_true (save (fixture, file, &error));
  g_assert_no_errno (g_unlink (path));
  g_assert_no_errno (g_mkdir (path, 0700));

  set_gain (fixture, 0.6);
  g_assert_false (save (fixture, file, &error));
  g_assert_error (error, EXP_ERROR, EXP_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, "a.attractor"));
  g_assert_true (attractor_document_get_modified (fixture->document));
  g_assert_no_errno (g_rmdir (path));
}

static double
get_target (Fixture *fixture, gsize row)
{
  return exp_table_get (attractor_document_get_experiment (fixture->document)->targets, row, 0);
}

/* As a drag does, which passes through many values */
static void
drag_target (Fixture *fixture, double to)
{
  double from = get_target (fixture, 0);

  attractor_document_begin_group (fixture->document);
  for (int i = 1; i <= 10; i++)
    attractor_document_set_target (
      fixture->document, 0, 0, i == 10 ? to : from + (to - from) * i / 10.0, NULL);
  attractor_document_end_group (fixture->document);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

/* Who reads the file anew, and then rather replaces it, keeps what replaces it, whichever of the
 * two is done first. */
static void
test_replace_while_reloading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (
    fixture, "a.attractor", "{\"format\": \"attractor-experiment\", \"version\": 1}");
  g_autoptr (GAsyncResult) reloaded = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (load (fixture, file, NULL, &error));
  set_gain (fixture, 0.5);
  attractor_document_load_async (fixture->document, file, NULL, finished_cb, &reloaded);
  attractor_document_save_async (fixture->document, file, TRUE, NULL, finished_cb, &saved);
  while (reloaded == NULL || saved == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (attractor_document_save_finish (fixture->document, saved, &error));
  g_assert_no_error (error);
  g_assert_false (attractor_document_reload_finish (fixture->document, reloaded, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpfloat (get_gain (fixture), ==, 0.5);
  g_assert_false (attractor_document_get_modified (fixture->document));
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  AttractorDocument *document = fixture->document;
  double gain = get_gain (fixture);
  double target = get_target (fixture, 0);
  gsize n_targets = attractor_document_get_experiment (document)->targets->n_rows;

  g_assert_false (attractor_document_get_can_undo (document));
  attractor_document_undo (document);
  g_assert_cmpuint (fixture->n_changes, ==, 0);

  set_gain (fixture, 0.5);
  drag_target (fixture, 1.1);
  drag_target (fixture, 0.2);
  attractor_document_add_target (document);
  attractor_document_set_title (document, "Title");

  attractor_document_undo (document);
  g_assert_cmpstr (attractor_document_get_experiment (document)->title, ==, "");
  attractor_document_undo (document);
  g_assert_cmpuint (attractor_document_get_experiment (document)->targets->n_rows, ==, n_targets);
  g_assert_cmpfloat (get_target (fixture, 0), ==, 0.2);
  attractor_document_undo (document);
  g_assert_cmpfloat (get_target (fixture, 0), ==, 1.1);
  attractor_document_undo (document);
  g_assert_cmpfloat (get_target (fixture, 0), ==, target);
  g_assert_true (attractor_document_get_modified (document));
  attractor_document_undo (document);
  g_assert_cmpfloat (get_gain (fixture), ==, gain);
  g_assert_false (attractor_document_get_modified (document));
  g_assert_false (attractor_document_get_can_undo (document));

  for (int i = 0; i < 5; i++)
    attractor_document_redo (document);
  g_assert_false (attractor_document_get_can_redo (document));
  g_assert_cmpstr (attractor_document_get_experiment (document)->title, ==, "Title");
  g_assert_cmpfloat (get_gain (fixture), ==, 0.5);
  g_assert_true (attractor_document_get_modified (document));

  /* A change in the past has a future of its own. */
  attractor_document_undo (document);
  attractor_document_undo (document);
  set_gain (fixture, 0.6);
  g_assert_false (attractor_document_get_can_redo (document));
}

/* The same thing in quick succession is one step, and no step at all when it
 * comes back to where it began; another thing begins a new one. */
static void
test_undo_merges (Fixture *fixture, gconstpointer data)
{
  double gain = get_gain (fixture);

  for (int i = 1; i <= 5; i++)
    set_gain (fixture, i / 10.0);
  g_assert_true (
    attractor_document_set_number (fixture->document, exp_key_find ("network.density"), 0.5, NULL));
  set_gain (fixture, 0.7);
  attractor_document_undo (fixture->document);
  g_assert_cmpfloat (get_gain (fixture), ==, 0.5);
  attractor_document_undo (fixture->document);
  attractor_document_undo (fixture->document);
  g_assert_cmpfloat (get_gain (fixture), ==, gain);
  g_assert_false (attractor_document_get_can_undo (fixture->document));

  set_gain (fixture, 0.1);
  set_gain (fixture, gain);
  g_assert_false (attractor_document_get_can_undo (fixture->document));

  attractor_document_begin_group (fixture->document);
  set_gain (fixture, 0.1);
  set_gain (fixture, gain);
  set_gain (fixture, 0.2);
  attractor_document_end_group (fixture->document);
  set_gain (fixture, 0.3);
  attractor_document_undo (fixture->document);
  g_assert_cmpfloat (get_gain (fixture), ==, 0.2);
  attractor_document_undo (fixture->document);
  g_assert_cmpfloat (get_gain (fixture), ==, gain);
}

static void
test_undo_after_saving (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_build_filename (fixture->folder, "a.attractor", NULL);
  double gain = get_gain (fixture);
  g_autoptr (GError) error = NULL;

  set_gain (fixture, 0.5);
  g_assert_true (save (fixture, file, &error));
  g_assert_no_error (error);
  /* Not merged with what was saved, however quick it comes */
  set_gain (fixture, 0.6);
  g_assert_true (attractor_document_get_modified (fixture->document));

  attractor_document_undo (fixture->document);
  g_assert_cmpfloat (get_gain (fixture), ==, 0.5);
  g_assert_false (attractor_document_get_modified (fixture->document));
  attractor_document_undo (fixture->document);
  g_assert_cmpfloat (get_gain (fixture), ==, gain);
  g_assert_true (attractor_document_get_modified (fixture->document));
  attractor_document_redo (fixture->document);
  g_assert_false (attractor_document_get_modified (fixture->document));

  /* Another document has another past. */
  g_assert_true (load (fixture, file, NULL, &error));
  g_assert_false (attractor_document_get_can_undo (fixture->document));
  g_assert_false (attractor_document_get_can_redo (fixture->document));
}

/* Random edits: undone to the end and redone to the end, all is as it was. */
static void
test_undo_at_random (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ExpExperiment)
    first = exp_experiment_copy (attractor_document_get_experiment (fixture->document));
  g_autoptr (ExpExperiment) last = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 400; i++) {
    const ExpTable *targets = attractor_document_get_experiment (fixture->document)->targets;

    switch (g_rand_int_range (rand, 0, 7)) {
    case 0:
      set_gain (fixture, g_rand_int_range (rand, 0, 20) / 10.0);
      break;
    case 1:
      if (targets->n_rows < EXP_MAX_TARGETS)
        attractor_document_add_target (fixture->document);
      break;
    case 2:
      if (targets->n_rows > 1)
        attractor_document_remove_target (fixture->document,
                                          g_rand_int_range (rand, 0, (int)targets->n_rows));
      break;
    case 3:
      attractor_document_set_n_outputs (fixture->document, g_rand_int_range (rand, 1, 4));
      break;
    case 4:
      attractor_document_set_n_inputs (fixture->document, g_rand_int_range (rand, 0, 3));
      break;
    case 5:
      drag_target (fixture, g_rand_double_range (rand, -2.0, 2.0));
      break;
    default:
      attractor_document_undo (fixture->document);
    }
    g_assert_true (
      exp_experiment_validate (attractor_document_get_experiment (fixture->document), NULL));
  }

  while (attractor_document_get_can_redo (fixture->document))
    attractor_document_redo (fixture->document);
  last = exp_experiment_copy (attractor_document_get_experiment (fixture->document));
  while (attractor_document_get_can_undo (fixture->document))
    attractor_document_undo (fixture->document);
  g_assert_true (
    exp_experiment_equal (attractor_document_get_experiment (fixture->document), first));
  while (attractor_document_get_can_redo (fixture->document))
    attractor_document_redo (fixture->document);
  g_assert_true (
    exp_experiment_equal (attractor_document_get_experiment (fixture->document), last));
}

/* A person sees rows and not the file. */
static void
test_refusal_names_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
    attractor_document_set_number (fixture->document, exp_key_find ("network.gain"), 77, &error));
  g_assert_cmpstr (error->message, ==, "Gain g cannot be 77: it lies from 0 to 10.");
  g_clear_error (&error);

  g_assert_false (
    attractor_document_set_number (fixture->document, exp_key_find ("network.size"), NAN, &error));
  g_assert_nonnull (strstr (error->message, "Neurons"));
  g_clear_error (&error);

  g_assert_false (attractor_document_set_target (fixture->document, 1, 0, 1e9, &error));
  g_assert_nonnull (strstr (error->message, "Target 2"));
  g_assert_null (strstr (error->message, "task."));
  g_clear_error (&error);

  g_assert_false (attractor_document_set_number (
    fixture->document, exp_key_find ("probe.frequency_min"), 1000.0, &error));
  g_assert_nonnull (strstr (error->message, "Lowest frequency"));
  g_assert_nonnull (strstr (error->message, "Highest frequency"));
  g_assert_null (strstr (error->message, "probe."));
}

/* What the engine says of the file, in terms of what is to be seen. */
static void
test_keys_become_rows (void)
{
  static const struct {
    const char *message;
    const char *words;
  } cases[] = {
    { "network.size is 9, which needs 4 GiB", "Neurons is 9, which needs 4 GiB" },
    { "task.targets[1][0] is 2e6.", "Target 2 (number 1) is 2×10⁶." },
    { "task.inputs must have a row", "The table of static inputs must have a row" },
    { "network.channel_covariance is not symmetric",
      "The covariance of the channels is not symmetric" },
    { "mytask.targets and task.targetsx", "mytask.targets and task.targetsx" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *words = attractor_refusal_to_words (cases[i].message);

    g_assert_cmpstr (words, ==, cases[i].words);
  }
}

/* What comes from a figure has no file yet: to save it there would replace the
 * figure. */
static void
test_figure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (FigFigure) figure = fig_figure_new ("a figure");
  g_autofree char *path = g_build_filename (fixture->folder, "a.svg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  experiment->gain = 0.75;
  fig_figure_set_description (figure, "without panels");
  fig_figure_set_experiment (figure, experiment);
  fig_export (figure, file, FIG_FORMAT_SVG, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (load (fixture, file, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (get_gain (fixture), ==, 0.75);
  g_assert_null (attractor_document_get_file (fixture->document));
  g_assert_false (attractor_document_get_modified (fixture->document));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/document/change", test_change);
  ADD ("/document/refusal", test_refusal);
  ADD ("/document/targets", test_targets);
  ADD ("/document/many-targets", test_many_targets);
  ADD ("/document/inputs-follow", test_inputs_follow);
  ADD ("/document/save-and-load", test_save_and_load);
  ADD ("/document/change-while-saving", test_change_while_saving);
  ADD ("/document/open-while-saving", test_open_while_saving);
  ADD ("/document/last-file-counts", test_last_file_counts);
  ADD ("/document/bad-file", test_bad_file);
  ADD ("/document/unwritable", test_unwritable);
  ADD ("/document/unknown-keys", test_unknown_keys);
  ADD ("/document/unknown-key-of-another", test_unknown_key_of_another);
  ADD ("/document/gone-or-broken-meanwhile", test_gone_or_broken_meanwhile);
  ADD ("/document/unreadable-meanwhile", test_unreadable_meanwhile);
  ADD ("/document/replace-while-reloading", test_replace_while_reloading);
  ADD ("/document/undo", test_undo);
  ADD ("/document/undo-merges", test_undo_merges);
  ADD ("/document/undo-after-saving", test_undo_after_saving);
  ADD ("/document/undo-at-random", test_undo_at_random);
  ADD ("/document/refusal-names-row", test_refusal_names_row);
  g_test_add_func ("/document/keys-become-rows", test_keys_become_rows);
  ADD ("/document/figure", test_figure);
#undef ADD

  return g_test_run ();
}

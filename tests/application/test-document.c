/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-document.h"

#include <string.h>

#include <glib/gstdio.h>

#include "exp-error.h"

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
save (Fixture *fixture, GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attractor_document_save_async (fixture->document, file, NULL, done_cb, fixture);
  result = wait_for_result (fixture);
  return attractor_document_save_finish (fixture->document, result, error);
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
  attractor_document_save_async (fixture->document, file, NULL, done_cb, fixture);
  set_gain (fixture, 0.25);
  result = wait_for_result (fixture);
  g_assert_true (attractor_document_save_finish (fixture->document, result, &error));
  g_assert_no_error (error);
  g_assert_true (attractor_document_get_modified (fixture->document));

  g_assert_true (load (fixture, file, NULL, &error));
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
  ADD ("/document/bad-file", test_bad_file);
  ADD ("/document/unwritable", test_unwritable);
  ADD ("/document/unknown-keys", test_unknown_keys);
#undef ADD

  return g_test_run ();
}

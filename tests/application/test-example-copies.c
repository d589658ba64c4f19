/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-example.h"

#include "attractor-document.h"
#include "attractor-examples.h"

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

/* An example that is opened is a copy: it has no file, and nothing in it is unsaved. */
static void
test_copy (void)
{
  gsize n_examples;
  const ExpExample *examples = exp_example_list (&n_examples);

  for (gsize i = 0; i < n_examples; i++) {
    g_autoptr (AttractorDocument) document = attractor_document_new ();
    g_autoptr (GFile) file = attractor_examples_get_file (&examples[i]);
    g_autoptr (GAsyncResult) result = NULL;
    g_autofree char *name = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (attractor_examples_contain (file));
    g_assert_true (attractor_examples_find (examples[i].name) == &examples[i]);
    attractor_document_load_async (document, file, NULL, loaded_cb, &result);
    while (result == NULL)
      g_main_context_iteration (NULL, TRUE);
    g_assert_true (attractor_document_load_finish (document, result, NULL, &error));
    g_assert_no_error (error);
    g_assert_null (attractor_document_get_file (document));
    g_assert_false (attractor_document_get_modified (document));
    g_assert_false (attractor_document_get_can_undo (document));
    name = attractor_document_dup_name (document);
    g_assert_cmpstr (name, ==, examples[i].title);

    attractor_document_set_title (document, "Mine");
    g_assert_true (attractor_document_get_modified (document));
  }
}

static void
test_other_files (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/examples/ring.attractor");

  g_assert_false (attractor_examples_contain (file));
  g_assert_null (attractor_examples_find ("none"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/example-copies/copy", test_copy);
  g_test_add_func ("/example-copies/other-files", test_other_files);
  return g_test_run ();
}

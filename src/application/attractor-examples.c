/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-examples.h"

#include <string.h>

/* The program has the files within, so that they are there however it was started. */
#define FOLDER "resource:///io/github/attractor/Attractor/examples/"

/**
 * attractor_examples_get_file:
 * @example: an example
 *
 * Returns: (transfer full): the file in which it is
 */
GFile *
attractor_examples_get_file (const ExpExample *example)
{
  g_autofree char *uri = NULL;

  g_return_val_if_fail (example != NULL, NULL);

  uri = g_strconcat (FOLDER, example->name, ".attractor", NULL);
  return g_file_new_for_uri (uri);
}

/**
 * attractor_examples_find:
 * @name: of an example
 *
 * Returns: (transfer none) (nullable): the example
 */
const ExpExample *
attractor_examples_find (const char *name)
{
  gsize n_examples;
  const ExpExample *examples = exp_example_list (&n_examples);

  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < n_examples; i++)
    if (strcmp (examples[i].name, name) == 0)
      return &examples[i];
  return NULL;
}

/**
 * attractor_examples_contain:
 * @file: a file
 *
 * Returns: whether @file is an example's: one that is copied, never written to
 */
gboolean
attractor_examples_contain (GFile *file)
{
  g_autofree char *uri = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  uri = g_file_get_uri (file);
  return g_str_has_prefix (uri, FOLDER);
}

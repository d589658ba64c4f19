/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "batch-command.h"
#include "batch-measure.h"
#include "batch-page.h"
#include "fig-export.h"
#include "fig-kind.h"

static char *output_path;
static char *format_name;
static gboolean theory_only;
static BatchPage page;
static char *x_path;
static char *y_path;

static const GOptionEntry entries[] = {
  { "output",
    'o',
    0,
    G_OPTION_ARG_FILENAME,
    &output_path,
    N_ ("Where to write the figure; the extension decides: .svg, .pdf, .png, or .csv for its data. "
        "For all figures, a folder"),
    N_ ("FILE") },
  { "format",
    0,
    0,
    G_OPTION_ARG_STRING,
    &format_name,
    N_ ("What all figures are written as: svg (the default), pdf, png or csv"),
    N_ ("FORMAT") },
  { "theory-only",
    0,
    0,
    G_OPTION_ARG_NONE,
    &theory_only,
    N_ ("Draw what theory says, and train no network"),
    NULL },
  { "over",
    'x',
    0,
    G_OPTION_ARG_STRING,
    &x_path,
    N_ ("What time constants and sweeps are drawn over: “network.gain”, “amplitude” or another "
        "parameter of the theory"),
    N_ ("PARAMETER") },
  { "and-over",
    'y',
    0,
    G_OPTION_ARG_STRING,
    &y_path,
    N_ ("The second parameter of a sweep"),
    N_ ("PARAMETER") },
  G_OPTION_ENTRY_NULL,
};

static const FigKind *
find_kind (const char *name)
{
  const FigKind *kind = fig_kind_find (name);
  g_autoptr (GString) names = NULL;
  const FigKind *const *kinds;
  gsize n_kinds;

  if (kind != NULL)
    return kind;

  names = g_string_new (NULL);
  kinds = fig_kind_list (&n_kinds);
  for (gsize i = 0; i < n_kinds; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", kinds[i]->name);
  batch_print_error (_ ("there is no figure of the kind “%s”; there are: %s"), name, names->str);
  return NULL;
}

static gboolean
write_figure (const FigKind *kind, const FigSource *source, GFile *file, FigFormat format)
{
  g_autoptr (FigFigure) figure = kind->build (source);
  g_autoptr (GError) error = NULL;

  if (fig_export (figure, file, format, &page.options, &error))
    return TRUE;
  batch_print_error ("%s", error->message);
  return FALSE;
}

/* Each into a file of the folder that is named after its kind. */
static gboolean
write_all (const FigSource *source, GFile *folder, FigFormat format)
{
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);
  g_autoptr (GError) error = NULL;
  gboolean success = TRUE;

  if (!g_file_make_directory_with_parents (folder, NULL, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS)) {
    batch_print_error ("%s: %s", output_path, error->message);
    return FALSE;
  }
  for (gsize i = 0; i < n_kinds; i++) {
    g_autofree char *name = g_strconcat (kinds[i]->name, fig_format_get_extension (format), NULL);
    g_autoptr (GFile) file = g_file_get_child (folder, name);

    success = write_figure (kinds[i], source, file, format) && success;
  }
  return success;
}

/* @kind: %NULL for all */
static FigNeeds
find_needs (const FigKind *kind)
{
  FigNeeds needs = FIG_NEEDS_NOTHING;
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);

  for (gsize i = 0; i < n_kinds; i++)
    if (kind == NULL || kind == kinds[i])
      needs |= kinds[i]->needs;
  return needs;
}

/* @kind: %NULL for all */
static int
draw (const FigKind *kind, const char *path, FigFormat format)
{
  g_autoptr (ExpExperiment) experiment = batch_load (path);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (output_path);
  g_autoptr (ExpTheory) theory = NULL;
  g_autoptr (ExpMeasurement) measurement = NULL;
  g_autoptr (FigStudy) study = NULL;
  g_autoptr (GError) error = NULL;
  FigChoice choice = { x_path, y_path };
  FigSource source;
  gboolean success;

  if (experiment == NULL)
    return BATCH_EXIT_USAGE;
  theory = exp_theory_new (experiment, NULL, &error);
  if (theory == NULL) {
    batch_print_error ("%s: %s", path, error->message);
    return BATCH_EXIT_FAILED;
  }
  study = fig_study_new (find_needs (kind), theory, &choice, NULL, &error);
  if (study == NULL) {
    batch_print_error ("%s", error->message);
    return BATCH_EXIT_USAGE;
  }
  if (!theory_only) {
    measurement = batch_measure (experiment);
    if (measurement == NULL)
      return BATCH_EXIT_FAILED;
  }

  source = (FigSource){ theory, measurement, study };
  success = kind != NULL ? write_figure (kind, &source, file, format)
                         : write_all (&source, file, format);
  return success ? BATCH_EXIT_SUCCESS : BATCH_EXIT_FAILED;
}

/* Of one figure the name of its file says it, of all an option. */
static gboolean
find_format (gboolean all, FigFormat *format)
{
  g_autofree char *name = g_strconcat (".", format_name != NULL ? format_name : "svg", NULL);
  g_autoptr (GError) error = NULL;

  if (fig_format_from_path (all ? name : output_path, format, &error))
    return TRUE;
  if (all)
    batch_print_error (_ ("--format is “%s”, but must be svg, pdf, png or csv"), format_name);
  else
    batch_print_error ("%s", error->message);
  return FALSE;
}

/* What is drawn, and how. */
static GArray *
join_entries (void)
{
  GArray *joined = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));

  g_array_append_vals (joined, entries, G_N_ELEMENTS (entries) - 1);
  for (const GOptionEntry *entry = batch_page_entries; entry->long_name != NULL; entry++)
    g_array_append_val (joined, *entry);
  return joined;
}

static int
run (int argc, char **argv)
{
  const FigKind *kind = NULL;
  gboolean all;
  FigFormat format;
  g_autoptr (GArray) options = join_entries ();

  if (!batch_parse_arguments (
        &batch_figure_command, (const GOptionEntry *)options->data, &argc, &argv, 2))
    return BATCH_EXIT_USAGE;
  all = strcmp (argv[1], "all") == 0;
  if (!all) {
    kind = find_kind (argv[1]);
    if (kind == NULL)
      return BATCH_EXIT_USAGE;
  }
  if (output_path == NULL) {
    batch_print_error ("%s", _ ("where should the figure be written? Give -o FILE"));
    return BATCH_EXIT_USAGE;
  }
  if (!find_format (all, &format) || !batch_page_init (&page))
    return BATCH_EXIT_USAGE;
  return draw (kind, argv[2], format);
}

const BatchCommand batch_figure_command = {
  "figure",
  N_ ("Write one figure, or all, or their data"),
  "KIND|all FILE -o OUT.svg",
  run,
};

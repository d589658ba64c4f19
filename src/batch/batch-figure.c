/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "batch-command.h"
#include "batch-measure.h"
#include "fig-export.h"
#include "fig-kind.h"

static char *output_path;
static gboolean theory_only;

static const GOptionEntry entries[] = {
  { "output",
    'o',
    0,
    G_OPTION_ARG_FILENAME,
    &output_path,
    N_ ("Where to write the figure; the extension decides: .svg, .pdf, .png, or .csv for its data"),
    N_ ("FILE") },
  { "theory-only",
    0,
    0,
    G_OPTION_ARG_NONE,
    &theory_only,
    N_ ("Draw what theory says, and train no network"),
    NULL },
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

static int
draw (const FigKind *kind, const char *path, FigFormat format)
{
  g_autoptr (ExpExperiment) experiment = batch_load (path);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (output_path);
  g_autoptr (ExpTheory) theory = NULL;
  g_autoptr (ExpMeasurement) measurement = NULL;
  g_autoptr (FigFigure) figure = NULL;
  g_autoptr (GError) error = NULL;
  FigExportOptions options = FIG_EXPORT_OPTIONS_INIT;

  if (experiment == NULL)
    return BATCH_EXIT_USAGE;
  theory = exp_theory_new (experiment, &error);
  if (theory == NULL) {
    batch_print_error ("%s: %s", path, error->message);
    return BATCH_EXIT_FAILED;
  }
  if (!theory_only) {
    measurement = batch_measure (experiment);
    if (measurement == NULL)
      return BATCH_EXIT_FAILED;
  }

  figure = kind->build (&(FigSource){ theory, measurement });
  if (!fig_export (figure, file, format, &options, &error)) {
    batch_print_error ("%s", error->message);
    return BATCH_EXIT_FAILED;
  }
  return BATCH_EXIT_SUCCESS;
}

static int
run (int argc, char **argv)
{
  const FigKind *kind;
  g_autoptr (GError) error = NULL;
  FigFormat format;

  if (!batch_parse_arguments (&batch_figure_command, entries, &argc, &argv, 2))
    return BATCH_EXIT_USAGE;
  kind = find_kind (argv[1]);
  if (kind == NULL)
    return BATCH_EXIT_USAGE;
  if (output_path == NULL) {
    batch_print_error ("%s", _ ("where should the figure be written? Give -o FILE"));
    return BATCH_EXIT_USAGE;
  }
  if (!fig_format_from_path (output_path, &format, &error)) {
    batch_print_error ("%s", error->message);
    return BATCH_EXIT_USAGE;
  }
  return draw (kind, argv[2], format);
}

const BatchCommand batch_figure_command = {
  "figure",
  N_ ("Write one figure, or its data"),
  "KIND FILE -o OUT.svg",
  run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "batch-command.h"
#include "batch-figure-writer.h"
#include "batch-measure.h"
#include "batch-page.h"
#include "batch-pins.h"
#include "batch-subject.h"

static char *output_path;
static char *format_name;
static BatchPage page;
static BatchSubjectOptions wanted;
static gboolean with_basins;
static char *pins_name;
static BatchPinsShown shown_pins;
static gboolean logarithmic_across;
static gboolean logarithmic_upwards;

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
    &wanted.theory_only,
    N_ ("Draw what theory says, and train no network"),
    NULL },
  { "over",
    'x',
    0,
    G_OPTION_ARG_STRING,
    &wanted.x_path,
    N_ ("What time constants and sweeps are drawn over: “network.gain”, “amplitude” or another "
        "parameter of the theory; with :FIRST:LAST:POINTS after it, from where to where, and at "
        "how many places networks are measured"),
    N_ ("PARAMETER") },
  { "and-over",
    'y',
    0,
    G_OPTION_ARG_STRING,
    &wanted.y_path,
    N_ ("The second parameter of a sweep"),
    N_ ("PARAMETER") },
  { "networks",
    'n',
    0,
    G_OPTION_ARG_INT,
    &wanted.n_networks,
    N_ ("Measure so many networks at each place that time constants or a sweep are drawn over"),
    N_ ("R") },
  { "measure",
    0,
    0,
    G_OPTION_ARG_STRING,
    &wanted.measure_name,
    N_ ("What a sweep is drawn of: “success” (the default), “bulk-radius” or another number that "
        "“sweep” measures"),
    N_ ("NAME") },
  { "basins",
    0,
    0,
    G_OPTION_ARG_NONE,
    &with_basins,
    N_ ("Shade the basins of attraction of the network in the figure of attractors, for one "
        "output or two"),
    NULL },
  { "pins",
    0,
    0,
    G_OPTION_ARG_STRING,
    &pins_name,
    N_ ("What is laid over the figure of the results that the file has pinned: theory (the "
        "default), networks, which are trained for it, or none"),
    N_ ("WHAT") },
  { "logarithmic-across",
    0,
    0,
    G_OPTION_ARG_NONE,
    &logarithmic_across,
    N_ ("Make the axes across logarithmic; both ways from zero where not all is positive"),
    NULL },
  { "logarithmic-upwards",
    0,
    0,
    G_OPTION_ARG_NONE,
    &logarithmic_upwards,
    N_ ("Make the axes upwards logarithmic, likewise"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

static char *
dup_kinds (void)
{
  gsize n;
  const FigKind *const *kinds = fig_kind_list (&n);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", kinds[i]->name);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_names (void)
{
  g_autofree char *kinds = dup_kinds ();
  g_autofree char *paths = exp_parameter_dup_paths ();

  return g_strdup_printf (_ ("KIND is one of: %s\nPARAMETER is one of: %s"), kinds, paths);
}

static const FigKind *
find_kind (const char *name)
{
  const FigKind *kind = fig_kind_find (name);
  g_autofree char *kinds = NULL;

  if (kind != NULL)
    return kind;

  kinds = dup_kinds ();
  batch_print_error (_ ("there is no figure of the kind “%s”; there are: %s"), name, kinds);
  return NULL;
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
static FigNeeds
find_pin_needs (const FigKind *kind)
{
  FigNeeds needs = FIG_NEEDS_NOTHING;
  gsize n_kinds;
  const FigKind *const *kinds = fig_kind_list (&n_kinds);

  for (gsize i = 0; i < n_kinds; i++)
    if (kind == NULL || kind == kinds[i])
      needs |= fig_comparison_get_needs (kinds[i]);
  return needs;
}

/* Besides a network, or several, theory is needed of each figure; @kind: %NULL for all */
static gboolean
measure (BatchSubject *self,
         const FigKind *kind,
         const FigStudy *study,
         ExpMeasurement **measurement)
{
  gboolean from_table = self->sweep != NULL;
  const ExpScan *scan = study->map != NULL ? study->map : study->curve;

  if (wanted.n_networks > 0 && !from_table) {
    if (scan == NULL) {
      batch_print_error ("%s", study->problem);
      return FALSE;
    }
    if (!batch_subject_measure (self, &wanted, scan, study->map != NULL))
      return FALSE;
  }
  if (wanted.theory_only || from_table)
    return TRUE;
  *measurement = batch_measure (self->experiment);
  return *measurement != NULL;
}

/* Networks over one parameter are drawn with a curve of the theory instead of a map. */
static FigNeeds
find_all_needs (const FigKind *kind, const BatchSubject *subject)
{
  FigNeeds needs = find_needs (kind);

  if ((needs & FIG_NEEDS_MAP) != 0 && subject->sweep != NULL && subject->sweep->y.parameter == NULL)
    needs |= FIG_NEEDS_CURVE;
  return needs;
}

/* With the first attractor's static input, as the return map. */
static gboolean
find_basins (const ExpMeasurement *measurement, ExpBasins **basins)
{
  g_autoptr (GError) error = NULL;

  if (!with_basins)
    return TRUE;
  if (measurement == NULL) {
    batch_print_error ("%s", _ ("--basins needs a network, which a table does not have"));
    return FALSE;
  }
  *basins = exp_basins_new (measurement, 0, NULL, NULL, NULL, NULL, &error);
  if (*basins == NULL)
    batch_print_error ("%s", error->message);
  return *basins != NULL;
}

/* @kind: %NULL for all */
static int
draw (const FigKind *kind, const char *path, FigFormat format)
{
  g_auto (BatchSubject) subject = { 0 };
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (output_path);
  g_autoptr (ExpTheory) theory = NULL;
  g_autoptr (ExpMeasurement) measurement = NULL;
  g_autoptr (ExpBasins) basins = NULL;
  g_autoptr (BatchPins) pins = NULL;
  g_autoptr (FigStudy) study = NULL;
  g_autoptr (GError) error = NULL;
  FigSource source;
  BatchFigureWriter writer;

  if (!batch_subject_load (&subject, path, &wanted))
    return BATCH_EXIT_USAGE;
  theory = exp_theory_new (subject.experiment, NULL, &error);
  if (theory == NULL) {
    batch_print_error ("%s: %s", path, error->message);
    return BATCH_EXIT_FAILED;
  }
  study = fig_study_new (find_all_needs (kind, &subject), theory, &subject.choice, NULL, &error);
  if (study == NULL) {
    batch_print_error ("%s", error->message);
    return BATCH_EXIT_USAGE;
  }
  if (!measure (&subject, kind, study, &measurement) || !find_basins (measurement, &basins))
    return BATCH_EXIT_FAILED;

  pins = batch_pins_new (subject.experiment->pins, shown_pins);
  if (pins == NULL)
    return BATCH_EXIT_FAILED;
  if (!batch_pins_study (pins, find_pin_needs (kind), &subject.choice))
    return BATCH_EXIT_USAGE;

  source = (FigSource){ .theory = theory,
                        .measurement = measurement,
                        .study = study,
                        .sweep = subject.sweep,
                        .basins = basins };
  writer = (BatchFigureWriter){
    &source, pins, format, &page.options, { logarithmic_across, logarithmic_upwards }
  };
  return kind != NULL ? batch_figure_writer_write (&writer, kind, file)
                      : batch_figure_writer_write_all (&writer, file);
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

/* Only some figures are over parameters. */
static gboolean
check_axes (const FigKind *kind)
{
  FigNeeds needs = find_needs (kind);

  if (wanted.x_path != NULL && (needs & (FIG_NEEDS_CURVE | FIG_NEEDS_MAP)) == 0) {
    batch_print_error ("%s", _ ("--over is for the figures time-constants and sweep"));
    return FALSE;
  }
  if (wanted.y_path != NULL && (needs & FIG_NEEDS_MAP) == 0) {
    batch_print_error ("%s", _ ("--and-over is for the figure sweep"));
    return FALSE;
  }
  if (wanted.measure_name != NULL && (needs & FIG_NEEDS_MAP) == 0) {
    batch_print_error ("%s", _ ("--measure is for the figure sweep"));
    return FALSE;
  }
  return TRUE;
}

static gboolean
takes_networks (const FigKind *kind)
{
  return wanted.n_networks > 0 && kind != NULL &&
         (kind->needs & (FIG_NEEDS_CURVE | FIG_NEEDS_MAP)) != 0;
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
  if (!check_axes (kind))
    return BATCH_EXIT_USAGE;
  if (wanted.n_networks != 0 && !takes_networks (kind)) {
    batch_print_error (
      "%s", _ ("--networks is at least 1, and for the figures time-constants and sweep"));
    return BATCH_EXIT_USAGE;
  }
  if (with_basins && (wanted.theory_only || (!all && (kind->needs & FIG_NEEDS_RETURN_MAP) == 0))) {
    batch_print_error (
      "%s", _ ("--basins is for the figure attractors, and not together with --theory-only"));
    return BATCH_EXIT_USAGE;
  }
  if (!batch_pins_parse (pins_name, &shown_pins))
    return BATCH_EXIT_USAGE;
  if (wanted.theory_only && shown_pins == BATCH_PINS_NETWORKS) {
    batch_print_error ("%s", _ ("--pins networks is not together with --theory-only"));
    return BATCH_EXIT_USAGE;
  }
  if (output_path == NULL) {
    batch_print_error ("%s", _ ("where should the figure be written? Give -o FILE"));
    return BATCH_EXIT_USAGE;
  }
  if (!find_format (all, &format) || !batch_page_init (&page, format))
    return BATCH_EXIT_USAGE;
  return draw (kind, argv[2], format);
}

const BatchCommand batch_figure_command = {
  "figure",
  N_ ("Write one figure, or all, or their data"),
  "KIND|all FILE|TABLE.csv -o OUT.svg",
  run,
  dup_names,
};

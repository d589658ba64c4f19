/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "batch-command.h"
#include "batch-networks.h"
#include "batch-output.h"
#include "exp-file.h"
#include "exp-plan.h"
#include "exp-sweep-report.h"
#include "exp-sweep-table.h"

/* Instead of an axis, for what the file has as its sweep not to be taken */
#define NO_AXIS "none"

#define NOT_GIVEN G_MININT

static char *output_path;
static char *x_text;
static char *y_text;
static char **measure_texts;
static int n_networks = NOT_GIVEN;

static const GOptionEntry entries[] = {
  { "output",
    'o',
    0,
    G_OPTION_ARG_FILENAME,
    &output_path,
    N_ ("Where to write the table of all networks; if it is there, what is missing in it is "
        "measured"),
    N_ ("FILE") },
  { "over",
    'x',
    0,
    G_OPTION_ARG_STRING,
    &x_text,
    N_ ("What changes: a parameter, its first and its last value, and in how many points; with "
        ":log after it in even steps of the logarithm; none for the experiment as it is (default: "
        "the axes that the file has as its sweep, if it has one)"),
    N_ ("PARAMETER:FIRST:LAST:POINTS") },
  { "and-over",
    'y',
    0,
    G_OPTION_ARG_STRING,
    &y_text,
    N_ ("What changes besides"),
    N_ ("PARAMETER:FIRST:LAST:POINTS") },
  { "seeds",
    's',
    0,
    G_OPTION_ARG_INT,
    &n_networks,
    N_ ("How many networks at each place, of seeds that follow one another (default: as many as "
        "the file’s sweep has, or 1)"),
    N_ ("R") },
  { "measure",
    'm',
    0,
    G_OPTION_ARG_STRING_ARRAY,
    &measure_texts,
    N_ ("What to measure on each network, with commas between (default: what the file’s sweep "
        "has, or success, leading-eigenvalue, pole-time-constant, bulk-radius)"),
    N_ ("NAMES") },
  G_OPTION_ENTRY_NULL,
};

/**
 * Table:
 *
 * The file that is being written, locked as long as it is.
 */
typedef struct {
  int fd;
  int error; /* errno of what could not be written, or 0 */
} Table;

static gboolean
write_all (Table *self, const char *text)
{
  gsize length = strlen (text), done = 0;

  while (done < length) {
    gssize n = write (self->fd, text + done, length - done);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      self->error = errno;
      return FALSE;
    }
    done += (gsize)n;
  }
  return TRUE;
}

/* At once: what is measured is not lost, whatever happens to the program. */
static gboolean
network_cb (ExpSweep *sweep, gsize cell, gsize network, gpointer user_data)
{
  g_autofree char *row = NULL;

  if (sweep->cells[cell]->outcomes[network]->transient)
    return TRUE;
  row = exp_sweep_table_print_row (sweep, cell, network);
  return write_all (user_data, row);
}

static ExpPlan
get_plan (const ExpSweep *sweep)
{
  return (ExpPlan){
    .x = sweep->x,
    .y = sweep->y,
    .n_networks = (guint)sweep->n_networks,
    .measures = sweep->measures,
  };
}

/* For what the command line does not say: how the table was made if the file is one, or else what
 * the file has as its sweep. */
static gboolean
get_defaults (const char *path, const ExpExperiment *experiment, ExpPlan *plan, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GError) local = NULL;

  if (exp_sweep_table_is_file (file)) {
    g_autoptr (ExpSweep) table = exp_sweep_table_load (file, error);

    if (table != NULL)
      *plan = get_plan (table);
    return table != NULL;
  }

  if (exp_plan_read (plan, experiment, &local)) {
    plan->measures |= 1u << plan->shown;
    return TRUE;
  }
  *plan = (ExpPlan){ .n_networks = 1, .measures = BATCH_USUAL_MEASURES };
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_plan (const char *path, const ExpExperiment *experiment, ExpPlan *plan, GError **error)
{
  if (!get_defaults (path, experiment, plan, error))
    return FALSE;
  if (x_text != NULL || y_text != NULL) {
    plan->x = (ExpAxis){ 0 };
    plan->y = (ExpAxis){ 0 };
  }
  if ((x_text != NULL && strcmp (x_text, NO_AXIS) != 0 &&
       !exp_axis_parse (&plan->x, x_text, error)) ||
      (y_text != NULL && !exp_axis_parse (&plan->y, y_text, error)))
    return FALSE;
  if (n_networks != NOT_GIVEN)
    plan->n_networks = (guint)MAX (n_networks, 0);
  return batch_parse_measures (measure_texts, &plan->measures);
}

static ExpSweep *
make_sweep (const ExpExperiment *experiment, const ExpPlan *plan, GError **error)
{
  return exp_sweep_new (experiment,
                        plan->x.parameter != NULL ? &plan->x : NULL,
                        plan->y.parameter != NULL ? &plan->y : NULL,
                        plan->measures,
                        plan->n_networks,
                        error);
}

/* What the table has already goes into the sweep; FALSE after a message. */
static gboolean
take_earlier (ExpSweep **sweep, const char *text, gsize length, gsize *complete)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpSweep)
    earlier = exp_sweep_table_parse (text, length, output_path, complete, &error);
  g_autoptr (ExpSweep) plan = NULL;
  ExpSweep *resumed = NULL;
  ExpPlan choices = get_plan (*sweep);

  if (earlier == NULL) {
    batch_print_error (_ ("%s. To begin anew, give another name or remove it"), error->message);
    return FALSE;
  }
  /* networks that are there already stay there, also when fewer are asked for now */
  choices.n_networks = (guint)MAX ((*sweep)->n_networks, earlier->n_networks);
  plan = make_sweep ((*sweep)->experiment, &choices, &error);
  if (plan != NULL && plan->measures == earlier->measures)
    resumed = exp_sweep_resume (plan, earlier);
  if (resumed == NULL) {
    batch_print_error (_ ("“%s” is the table of another sweep: the experiment, the axes or what is "
                          "measured are others. Give another name or remove it"),
                       output_path);
    return FALSE;
  }
  exp_sweep_unref (*sweep);
  *sweep = resumed;
  return TRUE;
}

static gboolean
open_table (Table *self, ExpSweep **sweep)
{
  g_autofree char *header = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;
  gsize length, complete = 0;

  self->fd = exp_file_open_locked (output_path, &problem);
  if (self->fd < 0) {
    batch_print_error ("%s", problem->message);
    return FALSE;
  }
  if (!g_file_get_contents (output_path, &text, &length, NULL))
    length = 0;
  if (length > 0 && !take_earlier (sweep, text, length, &complete))
    return FALSE;
  /* a row that was being written when the program was killed */
  if (complete < length && ftruncate (self->fd, (off_t)complete) != 0)
    self->error = errno;
  header = exp_sweep_table_print_header (*sweep);
  if (self->error != 0 || (complete == 0 && !write_all (self, header))) {
    batch_print_error (_ ("“%s” cannot be written: %s"), output_path, g_strerror (self->error));
    return FALSE;
  }
  return TRUE;
}

/* In the order of places and seeds, so that the table does not depend on who was first. */
static gboolean
finish_table (const ExpSweep *sweep, GError **error)
{
  g_autofree char *text = exp_sweep_table_print (sweep);
  g_autoptr (GFile) file = g_file_new_for_path (output_path); /* as it was opened */

  return exp_file_save (file, text, strlen (text), error);
}

static int
run_sweep (ExpSweep **sweep)
{
  Table table = { -1, 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *summaries = NULL;
  gboolean success;
  gsize n_left;

  if (!open_table (&table, sweep)) {
    if (table.fd >= 0)
      close (table.fd);
    return BATCH_EXIT_USAGE;
  }
  success = batch_run_networks (sweep, network_cb, &table, &error) && finish_table (*sweep, &error);
  close (table.fd);
  if (table.error != 0) {
    batch_print_error (_ ("“%s” cannot be written: %s"), output_path, g_strerror (table.error));
    return BATCH_EXIT_FAILED;
  }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    batch_print_error (
      _ ("stopped; %zu of %zu networks are in “%s”, and the same command measures the others"),
      exp_sweep_count (*sweep, NULL) - exp_sweep_count_transient (*sweep),
      (*sweep)->n_cells * (*sweep)->n_networks,
      output_path);
    return BATCH_EXIT_FAILED;
  }
  if (!success) {
    batch_print_error ("%s", error->message);
    return BATCH_EXIT_FAILED;
  }
  n_left = exp_sweep_count_transient (*sweep);
  if (n_left > 0) {
    batch_print_error (_ ("for want of memory %zu of %zu networks could not be measured; the same "
                          "command tries again"),
                       n_left,
                       (*sweep)->n_cells * (*sweep)->n_networks);
    return BATCH_EXIT_FAILED;
  }
  summaries = exp_sweep_report_summaries (*sweep);
  return batch_print (summaries);
}

static char *
dup_names (void)
{
  g_autofree char *paths = exp_parameter_dup_paths ();
  g_autofree char *measures = batch_dup_measures ();

  return g_strdup_printf (_ ("PARAMETER is one of: %s\nNAMES are of: %s"), paths, measures);
}

static int
run (int argc, char **argv)
{
  g_autoptr (ExpExperiment) experiment = NULL;
  g_autoptr (ExpSweep) sweep = NULL;
  g_autoptr (GError) error = NULL;
  ExpPlan plan;

  if (!batch_parse_arguments (&batch_sweep_command, entries, &argc, &argv, 1))
    return BATCH_EXIT_USAGE;
  if (output_path == NULL) {
    batch_print_error ("%s", _ ("where should the table be written? Give -o FILE"));
    return BATCH_EXIT_USAGE;
  }
  experiment = batch_load (argv[1]);
  if (experiment == NULL)
    return BATCH_EXIT_USAGE;
  if (read_plan (argv[1], experiment, &plan, &error))
    sweep = make_sweep (experiment, &plan, &error);
  if (sweep == NULL) {
    if (error != NULL)
      batch_print_error ("%s", error->message);
    return BATCH_EXIT_USAGE;
  }
  return run_sweep (&sweep);
}

const BatchCommand batch_sweep_command = {
  "sweep",
  N_ ("Train and measure many networks over one parameter or two, and write them as a table"),
  "FILE -o TABLE.csv",
  run,
  dup_names,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "batch-networks.h"

#include <unistd.h>

#include <glib/gi18n.h>

#include "batch-command.h"
#include "batch-signals.h"

/* In a file that keeps what is said, one line for so much of the whole. */
#define LINE_PERCENT 10

/**
 * Progress:
 * @terminal: standard error is a terminal, where a line can be written over
 * @percent: what was done when something was said last
 * @stopped: what ends the run
 *
 * Used by one thread at a time.
 */
typedef struct {
  gboolean terminal;
  int percent;
  gint64 begin;
  gsize n_before;
  gsize n_done;
  gsize n_failed;
  gsize n_all;
  GCancellable *stopped;
  BatchNetworksFunc func;
  gpointer user_data;
} Progress;

/* "12 of 110 networks, 1 failed, about 3 min left" */
static void
say (Progress *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  double seconds = 1e-6 * (double)(g_get_monotonic_time () - self->begin);

  g_string_append_printf (
    text,
    ngettext ("%zu of %zu network", "%zu of %zu networks", (gulong)self->n_all),
    self->n_done,
    self->n_all);
  if (self->n_failed > 0)
    g_string_append_printf (text, _ (", %zu failed"), self->n_failed);
  if (self->n_done > self->n_before && self->n_done < self->n_all) {
    double left = seconds / (double)(self->n_done - self->n_before) *
                  (double)(self->n_all - self->n_done);

    if (left < 90.0)
      g_string_append_printf (text, _ (", about %.0f s left"), left);
    else if (left < 5400.0)
      g_string_append_printf (text, _ (", about %.0f min left"), left / 60.0);
    else
      g_string_append_printf (text, _ (", about %.1f h left"), left / 3600.0);
  }
  g_printerr (self->terminal ? "\r\033[K%s" : "%s\n", text->str);
}

static void
network_cb (ExpSweep *sweep, gsize cell, gsize network, gpointer user_data)
{
  Progress *self = user_data;
  int percent;

  self->n_done++;
  self->n_failed += sweep->cells[cell]->outcomes[network]->problem != NULL;
  if (self->func != NULL && !self->func (sweep, cell, network, self->user_data))
    g_cancellable_cancel (self->stopped);
  percent = (int)(100 * self->n_done / self->n_all);
  if (self->terminal || percent / LINE_PERCENT != self->percent / LINE_PERCENT)
    say (self);
  self->percent = percent;
}

static void
cancelled_cb (GCancellable *interrupted, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/**
 * batch_dup_measures:
 *
 * Returns: (transfer full): the names of all measures, with commas between
 */
char *
batch_dup_measures (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < EXP_N_MEASURES; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", exp_measure_get_id ((ExpMeasure)i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * batch_parse_measures:
 * @texts: (nullable): names of measures, several of them in one with commas between
 * @measures: (inout): the set of these; as it was without @texts
 *
 * Returns: %FALSE, after a message, if there is one that is not known
 */
gboolean
batch_parse_measures (char **texts, guint *measures)
{
  if (texts == NULL)
    return TRUE;
  *measures = 0;
  for (; *texts != NULL; texts++) {
    g_auto (GStrv) names = g_strsplit (*texts, ",", -1);

    /* of nothing at all g_strsplit() makes no name */
    for (gsize i = 0; i == 0 || names[i] != NULL; i++) {
      const char *name = names[i] != NULL ? names[i] : "";
      g_autofree char *all = NULL;
      ExpMeasure measure;

      if (exp_measure_find (name, &measure)) {
        *measures |= 1u << measure;
        continue;
      }
      all = batch_dup_measures ();
      batch_print_error (_ ("--measure is “%s”, but what can be measured is: %s"), name, all);
      return FALSE;
    }
  }
  return TRUE;
}

/**
 * batch_run_networks:
 * @sweep: (inout): a sweep; becomes one with what is known at the end
 * @func: (nullable): told of each network, from one thread at a time
 * @user_data: for @func
 * @error: set to what exp_sweep_run() says
 *
 * Measures the networks that are not measured yet, and says on the standard error stream how
 * far it has come; an interrupt stops it.
 *
 * Returns: %TRUE if all networks are measured
 */
gboolean
batch_run_networks (ExpSweep **sweep, BatchNetworksFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GCancellable) stopped = g_cancellable_new ();
  GCancellable *interrupted = batch_watch_signals ();
  Progress progress = { .terminal = isatty (STDERR_FILENO),
                        .begin = g_get_monotonic_time (),
                        .n_all = (*sweep)->n_cells * (*sweep)->n_networks,
                        .stopped = stopped,
                        .func = func,
                        .user_data = user_data };
  const ExpSweepObserver observer = { NULL, network_cb, &progress };
  gulong handler = g_cancellable_connect (interrupted, G_CALLBACK (cancelled_cb), stopped, NULL);
  gboolean success;

  progress.n_before = progress.n_done = exp_sweep_count (*sweep, &progress.n_failed);
  progress.percent = (int)(100 * progress.n_done / progress.n_all);
  success = exp_sweep_run (sweep, stopped, &observer, error);
  if (progress.terminal)
    g_printerr ("\r\033[K");
  g_cancellable_disconnect (interrupted, handler);
  return success;
}

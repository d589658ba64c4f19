/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-export-job.h"

#include <glib/gi18n.h>

#include "attractor-refusal.h"

struct _AttractorExportJob {
  GPtrArray *prints;
  GPtrArray *files; /* likewise; not there where figures are only checked */
  GFile *target;    /* what it is called when done: the file, or a folder */
  guint n_written;  /* atomic */
  FigFormat format;
  FigExportOptions options;
  FigStyle style;
  char *font_family;
};

/**
 * attractor_export_job_new:
 * @format: what to write
 * @options: how, with a style; copied
 *
 * Returns: (transfer full): a job without figures
 */
AttractorExportJob *
attractor_export_job_new (FigFormat format, const FigExportOptions *options)
{
  AttractorExportJob *self = g_new0 (AttractorExportJob, 1);

  self->prints = g_ptr_array_new_with_free_func ((GDestroyNotify)attractor_print_unref);
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->format = format;
  self->options = *options;
  self->style = *options->style;
  self->options.style = &self->style;
  self->font_family = g_strdup (options->style->font_family);
  self->style.font_family = self->font_family;
  return self;
}

void
attractor_export_job_free (AttractorExportJob *self)
{
  g_ptr_array_unref (self->prints);
  g_ptr_array_unref (self->files);
  g_clear_object (&self->target);
  g_free (self->font_family);
  g_free (self);
}

/**
 * attractor_export_job_add:
 * @self: a job that was not begun yet
 * @print: a figure
 * @file: (nullable): where to write it; %NULL if it is only checked
 */
void
attractor_export_job_add (AttractorExportJob *self, AttractorPrint *print, GFile *file)
{
  g_ptr_array_add (self->prints, attractor_print_ref (print));
  if (file != NULL)
    g_ptr_array_add (self->files, g_object_ref (file));
}

/* Of several figures, each says whose it is. */
static char *
list_omissions (const AttractorExportJob *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->prints->len; i++) {
    g_autoptr (FigFigure)
      figure = attractor_print_make (g_ptr_array_index (self->prints, i), cancellable, error);
    g_autofree char *left_out = NULL;

    if (figure == NULL || g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !fig_export_check (figure, self->format, &self->options, &left_out, error))
      return NULL;
    if (left_out == NULL)
      continue;
    if (text->len > 0)
      g_string_append (text, "; ");
    if (self->prints->len > 1)
      /* TRANSLATORS: the title of a figure; a list, such as "the note “Being computed”" */
      g_string_append_printf (text, _ ("of “%s” %s"), fig_figure_get_title (figure), left_out);
    else
      g_string_append (text, left_out);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
check_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *left_out = list_omissions (task_data, cancellable, &error);

  if (left_out == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, left_out, g_free);
}

/**
 * attractor_export_job_check_async:
 * @self: (transfer full): a job
 * @cancellable: (nullable): to lose interest
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Finds out on a worker what would become of the figures, without writing them.
 */
void
attractor_export_job_check_async (AttractorExportJob *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, attractor_export_job_check_async);
  g_task_set_task_data (task, self, (GDestroyNotify)attractor_export_job_free);
  g_task_run_in_thread (task, check_thread);
}

/**
 * attractor_export_job_check_finish:
 * @result: what the callback was given
 * @error: set as by fig_export_check() where a figure would not be written
 *
 * Returns: (transfer full) (nullable): a list, for people, of what would be left out for want of
 *   room; empty for nothing
 */
char *
attractor_export_job_check_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  AttractorExportJob *self = task_data;
  GError *error = NULL;
  char *left_out;

  for (guint i = 0; i < self->prints->len; i++) {
    g_autoptr (FigFigure)
      figure = attractor_print_make (g_ptr_array_index (self->prints, i), cancellable, &error);

    if (figure == NULL || g_cancellable_set_error_if_cancelled (cancellable, &error) ||
        !fig_export (
          figure, g_ptr_array_index (self->files, i), self->format, &self->options, &error)) {
      g_task_return_error (task, error);
      return;
    }
    g_atomic_int_inc (&self->n_written);
  }
  /* All is written by now, and nobody stops that. */
  left_out = list_omissions (self, NULL, &error);
  if (left_out == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, left_out, g_free);
}

/**
 * attractor_export_job_get_n:
 * @self: a job
 *
 * Returns: how many figures it has
 */
guint
attractor_export_job_get_n (const AttractorExportJob *self)
{
  return self->prints->len;
}

/**
 * attractor_export_job_get_n_written:
 * @self: a job
 *
 * Can be called while it runs.
 *
 * Returns: how many figures are written
 */
guint
attractor_export_job_get_n_written (const AttractorExportJob *self)
{
  return (guint)g_atomic_int_get (&self->n_written);
}

/**
 * attractor_export_job_run_async:
 * @self: (transfer full): a job whose figures have files
 * @target: what to call it when it is done: the file, or the folder of all
 * @cancellable: (nullable): to stop it before the next figure
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Computes on a worker what of the figures is not computed yet, and writes them. The job is there
 * until @callback returns.
 */
void
attractor_export_job_run_async (AttractorExportJob *self,
                                GFile *target,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  self->target = g_object_ref (target);
  g_task_set_source_tag (task, attractor_export_job_run_async);
  g_task_set_task_data (task, self, (GDestroyNotify)attractor_export_job_free);
  g_task_run_in_thread (task, run_thread);
}

static char *
describe_stop (const AttractorExportJob *self)
{
  guint n = attractor_export_job_get_n (self),
        n_written = attractor_export_job_get_n_written (self);

  return g_strdup_printf (ngettext ("The export was stopped: %u of %u figure is written.",
                                    "The export was stopped: %u of %u figures are written.",
                                    n),
                          n_written,
                          n);
}

/* @left_out is empty for nothing. */
static char *
describe_success (const AttractorExportJob *self, const char *left_out)
{
  g_autofree char *basename = g_file_get_basename (self->target);
  g_autofree char *name = g_filename_display_name (basename);
  g_autofree char *done = NULL;
  guint n = attractor_export_job_get_n (self);

  if (n == 1)
    /* TRANSLATORS: %s is the name of a file */
    done = g_strdup_printf (_ ("Exported “%s”"), name);
  else
    /* TRANSLATORS: how many; %s is the name of a folder */
    done = g_strdup_printf (
      ngettext ("Exported %u figure to “%s”", "Exported %u figures to “%s”", n), n, name);
  if (*left_out == '\0')
    return g_steal_pointer (&done);
  /* TRANSLATORS: as "Exported “response.svg”"; a list, such as "the title “Three targets”" */
  return g_strdup_printf (_ ("%s; left out for want of room: %s"), done, left_out);
}

/**
 * attractor_export_job_run_finish:
 * @result: what the callback was given
 * @failed: (out): whether not all is written, though nobody stopped it
 *
 * Returns: (transfer full): how it went, in words
 */
char *
attractor_export_job_run_finish (GAsyncResult *result, gboolean *failed)
{
  const AttractorExportJob *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *left_out = g_task_propagate_pointer (G_TASK (result), &error);

  *failed = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return describe_stop (self);
  *failed = left_out == NULL;
  if (*failed)
    return attractor_refusal_to_words (error->message);
  return describe_success (self, left_out);
}

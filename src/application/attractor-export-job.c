/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-export-job.h"

#include <glib/gi18n.h>

#include "attractor-refusal.h"
#include "attractor-widget.h"

struct _AttractorExportJob {
  GPtrArray *figures;
  GPtrArray *files; /* likewise; not there where figures are only checked */
  GFile *target;    /* what it is called when done: the file, or a folder */
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

  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify)fig_figure_unref);
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
  g_ptr_array_unref (self->figures);
  g_ptr_array_unref (self->files);
  g_clear_object (&self->target);
  g_free (self->font_family);
  g_free (self);
}

/**
 * attractor_export_job_add:
 * @self: a job that was not begun yet
 * @figure: a figure
 * @file: (nullable): where to write it; %NULL if it is only checked
 */
void
attractor_export_job_add (AttractorExportJob *self, FigFigure *figure, GFile *file)
{
  g_ptr_array_add (self->figures, fig_figure_ref (figure));
  if (file != NULL)
    g_ptr_array_add (self->files, g_object_ref (file));
}

/* Of several figures, each says whose it is. */
static char *
list_omissions (const AttractorExportJob *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->figures->len; i++) {
    FigFigure *figure = g_ptr_array_index (self->figures, i);
    g_autofree char *left_out = NULL;

    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !fig_export_check (figure, self->format, &self->options, &left_out, error))
      return NULL;
    if (left_out == NULL)
      continue;
    if (text->len > 0)
      g_string_append (text, "; ");
    if (self->figures->len > 1)
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

  for (guint i = 0; i < self->figures->len; i++)
    if (!fig_export (g_ptr_array_index (self->figures, i),
                     g_ptr_array_index (self->files, i),
                     self->format,
                     &self->options,
                     &error)) {
      g_task_return_error (task, error);
      return;
    }
  left_out = list_omissions (self, cancellable, &error);
  if (left_out == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, left_out, g_free);
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  const AttractorExportJob *self = g_task_get_task_data (G_TASK (result));
  g_autofree char *basename = g_file_get_basename (self->target);
  g_autofree char *name = g_filename_display_name (basename);
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *left_out = g_task_propagate_pointer (G_TASK (result), &error);

  if (left_out == NULL)
    message = attractor_refusal_to_words (error->message);
  else if (*left_out == '\0')
    /* TRANSLATORS: %s is the name of a file */
    message = g_strdup_printf (_ ("Exported “%s”"), name);
  else
    /* TRANSLATORS: the name of a file; a list, such as "the title “Three targets”" */
    message = g_strdup_printf (_ ("Exported “%s”; left out for want of room: %s"), name, left_out);

  attractor_widget_show_message (parent, message);
  g_application_release (g_application_get_default ());
}

/**
 * attractor_export_job_run:
 * @self: (transfer full): a job whose figures have files
 * @parent: a widget in the window that is told how it went
 * @target: what to call it then: the file, or the folder of all
 *
 * Writes the figures on a worker.
 */
void
attractor_export_job_run (AttractorExportJob *self, GtkWidget *parent, GFile *target)
{
  /* Not the task's source: the worker may be the last to let go of that, and
   * must not be of a widget. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, run_cb, g_object_ref (parent));

  self->target = g_object_ref (target);
  g_task_set_source_tag (task, attractor_export_job_run);
  g_task_set_task_data (task, self, (GDestroyNotify)attractor_export_job_free);
  /* The process must not end before the file is written. */
  g_application_hold (g_application_get_default ());
  g_task_run_in_thread (task, run_thread);
}

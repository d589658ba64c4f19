/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-exporter.h"

/* How often it is asked how far workers have come, in ms */
#define INTERVAL 100

/**
 * AttractorExporter:
 *
 * Has figures written on workers, for one window, and knows how far they have come.
 */
struct _AttractorExporter {
  GObject parent_instance;

  GPtrArray *jobs;           /* not owned: those that run */
  GCancellable *cancellable; /* (nullable): of all of them */
  guint n_told;              /* how many figures were written when it was told last */
  guint source;
};

G_DEFINE_FINAL_TYPE (AttractorExporter, attractor_exporter, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
attractor_exporter_finalize (GObject *object)
{
  AttractorExporter *self = ATTRACTOR_EXPORTER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_ptr_array_unref (self->jobs);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (attractor_exporter_parent_class)->finalize (object);
}

static void
attractor_exporter_class_init (AttractorExporterClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = attractor_exporter_finalize;

  /**
   * AttractorExporter::changed:
   *
   * Emitted when an export begins, is stopped or ends, and when a figure is written.
   */
  signals[SIGNAL_CHANGED] = g_signal_new (
    "changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * AttractorExporter::done:
   * @message: how it went, for people
   * @failed: whether not all is written, though nobody stopped it
   *
   * Emitted when an export has ended.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done",
                                       type,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       2,
                                       G_TYPE_STRING,
                                       G_TYPE_BOOLEAN);
}

static void
attractor_exporter_init (AttractorExporter *self)
{
  self->jobs = g_ptr_array_new ();
}

/**
 * attractor_exporter_new:
 *
 * Returns: (transfer full): one that writes nothing yet
 */
AttractorExporter *
attractor_exporter_new (void)
{
  return g_object_new (ATTRACTOR_TYPE_EXPORTER, NULL);
}

static gboolean
look_cb (gpointer user_data)
{
  AttractorExporter *self = user_data;
  guint n_written;

  attractor_exporter_get_n (self, &n_written);
  if (self->n_told != n_written) {
    self->n_told = n_written;
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  }
  return G_SOURCE_CONTINUE;
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorExporter) self = user_data;
  gboolean failed;
  g_autofree char *message = attractor_export_job_run_finish (result, &failed);

  g_ptr_array_remove (self->jobs, g_task_get_task_data (G_TASK (result)));
  if (self->jobs->len == 0) {
    g_clear_object (&self->cancellable);
    g_clear_handle_id (&self->source, g_source_remove);
  }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_DONE], 0, message, failed);
  g_application_release (g_application_get_default ());
}

/**
 * attractor_exporter_run:
 * @self: an exporter
 * @job: (transfer full): figures and their files
 * @target: what to call them at the end: the file, or the folder of all
 *
 * Has them written on a worker. Others may be on their way.
 */
void
attractor_exporter_run (AttractorExporter *self, AttractorExportJob *job, GFile *target)
{
  g_return_if_fail (ATTRACTOR_IS_EXPORTER (self));

  /* Those that are being stopped do not stop this one. */
  if (self->cancellable == NULL || g_cancellable_is_cancelled (self->cancellable)) {
    g_clear_object (&self->cancellable);
    self->cancellable = g_cancellable_new ();
  }
  if (self->source == 0)
    self->source = g_timeout_add (INTERVAL, look_cb, self);
  g_ptr_array_add (self->jobs, job);
  /* The process must not end before the files are written. */
  g_application_hold (g_application_get_default ());
  attractor_export_job_run_async (job, target, self->cancellable, ran_cb, g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * attractor_exporter_stop:
 * @self: an exporter
 *
 * Stops all exports; what is written by then stays.
 */
void
attractor_exporter_stop (AttractorExporter *self)
{
  g_return_if_fail (ATTRACTOR_IS_EXPORTER (self));

  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * attractor_exporter_get_stopping:
 * @self: an exporter
 *
 * Returns: whether it was stopped, and the workers have not seen it yet
 */
gboolean
attractor_exporter_get_stopping (AttractorExporter *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_EXPORTER (self), FALSE);

  return self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable);
}

/**
 * attractor_exporter_get_n:
 * @self: an exporter
 * @n_written: (out): how many of them are written
 *
 * Returns: how many figures are on their way; 0 where none is
 */
guint
attractor_exporter_get_n (AttractorExporter *self, guint *n_written)
{
  guint n = 0;

  g_return_val_if_fail (ATTRACTOR_IS_EXPORTER (self), 0);

  *n_written = 0;
  for (guint i = 0; i < self->jobs->len; i++) {
    const AttractorExportJob *job = g_ptr_array_index (self->jobs, i);

    n += attractor_export_job_get_n (job);
    *n_written += attractor_export_job_get_n_written (job);
  }
  return n;
}

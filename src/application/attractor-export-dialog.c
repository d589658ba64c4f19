/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-export-dialog.h"

#include <glib/gi18n.h>

#include "fig-export.h"

#include "attractor-file-saver.h"
#include "attractor-widget.h"

#define POINTS_PER_INCH 72.0

/**
 * AttractorExportDialog:
 *
 * Asks how to write a figure, and where, and writes it on a worker thread.
 */
struct _AttractorExportDialog {
  AdwWindow parent_instance;

  AdwComboRow *format_row;
  AdwComboRow *size_row;
  GtkWidget *resolution_row;
  GtkSpinButton *resolution_button;

  GFile *folder;
  const FigKind *kind;
  FigFigure *figure;
};

G_DEFINE_FINAL_TYPE (AttractorExportDialog, attractor_export_dialog, ADW_TYPE_WINDOW)

/* In the order of the template's list */
static const char *const extensions[] = {
  [FIG_FORMAT_SVG] = "svg",
  [FIG_FORMAT_PDF] = "pdf",
  [FIG_FORMAT_PNG] = "png",
  [FIG_FORMAT_CSV] = "csv",
};

/* In inches, in the order of the template's list */
static const struct {
  double width;
  double height;
} sizes[] = {
  { 3.4, 2.6 },
  { 7.0, 4.4 },
  { 10.0, 5.625 },
};

typedef struct {
  FigFigure *figure;
  GFile *file;
  FigFormat format;
  FigExportOptions options;
} Export;

static void
export_free (Export *export)
{
  fig_figure_unref (export->figure);
  g_object_unref (export->file);
  g_free (export);
}

static void
export_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Export *export = task_data;
  GError *error = NULL;

  if (fig_export (export->figure, export->file, export->format, &export->options, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autofree char *basename = g_file_get_basename (export->file);
  g_autofree char *name = g_filename_display_name (basename);
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    /* TRANSLATORS: %s is the name of a file */
    message = g_strdup_printf (_ ("Exported “%s”"), name);
  else
    message = g_strdup (error->message);

  attractor_widget_show_message (parent, message);
  g_application_release (g_application_get_default ());
}

static FigFormat
get_format (AttractorExportDialog *self)
{
  return (FigFormat)adw_combo_row_get_selected (self->format_row);
}

/* The dialog has done its part by now: what comes belongs to its parent. */
static void
start_export (AttractorExportDialog *self, GFile *file)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  guint size = adw_combo_row_get_selected (self->size_row);
  g_autofree char *path = g_file_get_parse_name (file);
  /* Not the task's source: the worker may be the last to let go of that, and
   * must not be of a widget. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, exported_cb, g_object_ref (parent));
  Export *export = g_new0 (Export, 1);
  FigExportOptions options = FIG_EXPORT_OPTIONS_INIT;

  options.width = sizes[size].width * POINTS_PER_INCH;
  options.height = sizes[size].height * POINTS_PER_INCH;
  options.resolution = gtk_spin_button_get_value (self->resolution_button);

  export->figure = fig_figure_ref (self->figure);
  export->file = g_object_ref (file);
  export->options = options;
  if (!fig_format_from_path (path, &export->format, NULL))
    export->format = get_format (self);

  g_task_set_source_tag (task, start_export);
  g_task_set_task_data (task, export, (GDestroyNotify)export_free);
  /* The process must not end before the file is written. */
  g_application_hold (g_application_get_default ());
  g_task_run_in_thread (task, export_thread);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorExportDialog) self = user_data;
  g_autoptr (GFile) file = NULL;

  file = attractor_file_saver_choose_finish (GTK_WINDOW (source), result, NULL);
  if (file == NULL)
    return;

  start_export (self, file);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
export_clicked_cb (AttractorExportDialog *self)
{
  FigFormat format = get_format (self);
  g_autofree char *name = g_strconcat (self->kind->name, ".", extensions[format], NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  const char *accepted[G_N_ELEMENTS (extensions) + 1] = { extensions[format], NULL };
  gsize n_accepted = 1;

  gtk_file_filter_set_name (filter, _ ("Figures"));
  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++) {
    g_autofree char *pattern = g_strconcat ("*.", extensions[i], NULL);

    gtk_file_filter_add_pattern (filter, pattern);
    if (i != format)
      accepted[n_accepted++] = extensions[i];
  }
  accepted[n_accepted] = NULL;

  attractor_file_saver_choose_async (GTK_WINDOW (self),
                                     _ ("Export Figure"),
                                     self->folder,
                                     name,
                                     accepted,
                                     filter,
                                     chosen_cb,
                                     g_object_ref (self));
}

static void
format_changed_cb (AttractorExportDialog *self)
{
  FigFormat format = get_format (self);

  gtk_widget_set_visible (self->resolution_row, format == FIG_FORMAT_PNG);
  /* Data have no size. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->size_row), format != FIG_FORMAT_CSV);
}

static void
attractor_export_dialog_finalize (GObject *object)
{
  AttractorExportDialog *self = ATTRACTOR_EXPORT_DIALOG (object);

  g_clear_object (&self->folder);
  g_clear_pointer (&self->figure, fig_figure_unref);

  G_OBJECT_CLASS (attractor_export_dialog_parent_class)->finalize (object);
}

static void
attractor_export_dialog_class_init (AttractorExportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = attractor_export_dialog_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, size_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, resolution_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, resolution_button);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
attractor_export_dialog_init (AttractorExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  attractor_widget_name_spin_buttons (self->resolution_button, _ ("Resolution"));
}

/**
 * attractor_export_dialog_new:
 * @parent: the window, which tells how it went
 * @folder: (nullable): where to begin
 * @kind: what the figure shows, after which the file is named
 * @figure: the figure
 *
 * Returns: the dialog, to be presented
 */
GtkWidget *
attractor_export_dialog_new (GtkWindow *parent,
                             GFile *folder,
                             const FigKind *kind,
                             FigFigure *figure)
{
  AttractorExportDialog *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (figure != NULL, NULL);

  self = g_object_new (ATTRACTOR_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
  g_set_object (&self->folder, folder);
  self->kind = kind;
  self->figure = fig_figure_ref (figure);
  return GTK_WIDGET (self);
}

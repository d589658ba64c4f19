/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-export-dialog.h"

#include <glib/gi18n.h>

#include "fig-export.h"
#include "fig-preset.h"

#include "attractor-file-saver.h"
#include "attractor-widget.h"

#define DEFAULT_SIZE 1 /* two columns of a journal */

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
  AdwPreferencesGroup *look_group;
  AdwComboRow *style_row;
  GtkFontButton *font_button;
  GtkSpinButton *line_button;
  GtkSwitch *background_switch;
  GtkSwitch *title_switch;
  GtkWidget *all_row;
  GtkSwitch *all_switch;
  gboolean own_font; /* somebody chose one */
  gboolean own_line;
  gboolean updating;

  GFile *folder;
  const FigKind *kind;
  FigFigure *figure;
  GPtrArray *all_kinds; /* not owned */
  GPtrArray *all_figures;
};

G_DEFINE_FINAL_TYPE (AttractorExportDialog, attractor_export_dialog, ADW_TYPE_WINDOW)

/* In the order of the template's list */
static const char *const extensions[] = {
  [FIG_FORMAT_SVG] = "svg",
  [FIG_FORMAT_PDF] = "pdf",
  [FIG_FORMAT_PNG] = "png",
  [FIG_FORMAT_CSV] = "csv",
};

/* In the order of the template's list */
static const FigScheme schemes[] = {
  FIG_SCHEME_PRINT,
  FIG_SCHEME_LIGHT,
  FIG_SCHEME_DARK,
  FIG_SCHEME_CONTRAST,
};

typedef struct {
  GPtrArray *figures;
  GPtrArray *files;
  GFile *target; /* what it is called when done: the file, or a folder */
  FigFormat format;
  FigExportOptions options;
  FigStyle style;
  char *font_family;
} Export;

static void
export_free (Export *export)
{
  g_ptr_array_unref (export->figures);
  g_ptr_array_unref (export->files);
  g_object_unref (export->target);
  g_free (export->font_family);
  g_free (export);
}

static void
export_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Export *export = task_data;
  GError *error = NULL;

  for (guint i = 0; i < export->figures->len; i++)
    if (!fig_export (g_ptr_array_index (export->figures, i),
                     g_ptr_array_index (export->files, i),
                     export->format,
                     &export->options,
                     &error)) {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_boolean (task, TRUE);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autofree char *basename = g_file_get_basename (export->target);
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

static const FigPreset *
get_preset (AttractorExportDialog *self)
{
  gsize n_presets;
  const FigPreset *presets = fig_preset_list (&n_presets);

  return &presets[MIN (adw_combo_row_get_selected (self->size_row), n_presets - 1)];
}

/* Letters and lines as they are for the page, without those somebody chose. */
static void
init_style (AttractorExportDialog *self, FigStyle *style)
{
  fig_style_init_for_page (style, schemes[adw_combo_row_get_selected (self->style_row)]);
  fig_preset_apply (get_preset (self), style);
}

/* Which of the families in the style's list it is, on this computer. */
static PangoFontDescription *
find_font (AttractorExportDialog *self, const FigStyle *style)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontDescription *description = pango_font_description_from_string (style->font_family);
  g_autoptr (PangoFont) font = pango_context_load_font (context, description);

  if (font != NULL) {
    pango_font_description_free (description);
    description = pango_font_describe (font);
  }
  pango_font_description_set_size (description, (int)(style->font_size * PANGO_SCALE));
  return description;
}

/* Shows the letters and lines that the page has, unless somebody chose others. */
static void
show_style_cb (AttractorExportDialog *self)
{
  g_autoptr (PangoFontDescription) font = NULL;
  FigStyle style;

  init_style (self, &style);
  self->updating = TRUE;
  if (!self->own_font) {
    font = find_font (self, &style);
    gtk_font_chooser_set_font_desc (GTK_FONT_CHOOSER (self->font_button), font);
  }
  if (!self->own_line)
    gtk_spin_button_set_value (self->line_button, style.line_width);
  self->updating = FALSE;
}

static void
font_set_cb (AttractorExportDialog *self)
{
  self->own_font = TRUE;
}

static void
line_changed_cb (AttractorExportDialog *self)
{
  self->own_line = self->own_line || !self->updating;
}

static void
fill_options (AttractorExportDialog *self, Export *export)
{
  const FigPreset *preset = get_preset (self);

  init_style (self, &export->style);
  if (self->own_font) {
    g_autoptr (PangoFontDescription)
      font = gtk_font_chooser_get_font_desc (GTK_FONT_CHOOSER (self->font_button));

    export->font_family = g_strdup (pango_font_description_get_family (font));
    export->style.font_family = export->font_family;
    export->style.font_size = (double)pango_font_description_get_size (font) / PANGO_SCALE;
  }
  if (self->own_line)
    export->style.line_width = gtk_spin_button_get_value (self->line_button);
  if (gtk_switch_get_active (self->background_switch))
    export->style.background.alpha = 0.0;
  export->style.show_title = gtk_switch_get_active (self->title_switch);
  export->options = (FigExportOptions){
    preset->width,  preset->height, gtk_spin_button_get_value (self->resolution_button),
    &export->style, preset->growth, TRUE,
  };
}

/* The dialog has done its part by now: what comes belongs to its parent. */
static void
start_export (AttractorExportDialog *self, GFile *target, gboolean all)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *path = g_file_get_parse_name (target);
  /* Not the task's source: the worker may be the last to let go of that, and
   * must not be of a widget. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, exported_cb, g_object_ref (parent));
  Export *export = g_new0 (Export, 1);

  export->target = g_object_ref (target);
  export->figures = g_ptr_array_new_with_free_func ((GDestroyNotify)fig_figure_unref);
  export->files = g_ptr_array_new_with_free_func (g_object_unref);
  fill_options (self, export);
  if (all || !fig_format_from_path (path, &export->format, NULL))
    export->format = get_format (self);
  for (guint i = 0; all && i < self->all_figures->len; i++) {
    const FigKind *kind = g_ptr_array_index (self->all_kinds, i);
    g_autofree char *name = g_strconcat (kind->name, ".", extensions[export->format], NULL);

    g_ptr_array_add (export->figures, fig_figure_ref (g_ptr_array_index (self->all_figures, i)));
    g_ptr_array_add (export->files, g_file_get_child (target, name));
  }
  if (!all) {
    g_ptr_array_add (export->figures, fig_figure_ref (self->figure));
    g_ptr_array_add (export->files, g_object_ref (target));
  }

  g_task_set_source_tag (task, start_export);
  g_task_set_task_data (task, export, (GDestroyNotify)export_free);
  /* The process must not end before the file is written. */
  g_application_hold (g_application_get_default ());
  g_task_run_in_thread (task, export_thread);
}

static void
folder_response_cb (AttractorExportDialog *self, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GFile) folder = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  if (folder == NULL)
    return;

  start_export (self, folder, TRUE);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
choose_folder (AttractorExportDialog *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Export All Figures"),
                                                              GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                                              _ ("_Export"),
                                                              _ ("_Cancel"));

  if (self->folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), self->folder, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (
    dialog, "response", G_CALLBACK (folder_response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorExportDialog) self = user_data;
  g_autoptr (GFile) file = NULL;

  file = attractor_file_saver_choose_finish (GTK_WINDOW (source), result, NULL);
  if (file == NULL)
    return;

  start_export (self, file, FALSE);
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

  if (gtk_switch_get_active (self->all_switch)) {
    choose_folder (self);
    return;
  }
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
  gtk_widget_set_sensitive (GTK_WIDGET (self->look_group), format != FIG_FORMAT_CSV);
}

static void
attractor_export_dialog_finalize (GObject *object)
{
  AttractorExportDialog *self = ATTRACTOR_EXPORT_DIALOG (object);

  g_clear_object (&self->folder);
  g_clear_pointer (&self->figure, fig_figure_unref);
  g_clear_pointer (&self->all_kinds, g_ptr_array_unref);
  g_clear_pointer (&self->all_figures, g_ptr_array_unref);

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
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, look_group);
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, style_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, font_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, line_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, background_switch);
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, title_switch);
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, all_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, all_switch);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_style_cb);
  gtk_widget_class_bind_template_callback (widget_class, font_set_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
attractor_export_dialog_init (AttractorExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  attractor_widget_name_spin_buttons (self->resolution_button, _ ("Resolution"));
  attractor_widget_name_spin_buttons (self->line_button, _ ("Line width"));
  /* What takes the focus is the button within. */
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->font_button))),
    GTK_ACCESSIBLE_PROPERTY_LABEL,
    _ ("Font"),
    -1);
  self->all_kinds = g_ptr_array_new ();
  self->all_figures = g_ptr_array_new_with_free_func ((GDestroyNotify)fig_figure_unref);
  adw_combo_row_set_selected (self->size_row, DEFAULT_SIZE);
  show_style_cb (self);
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

/**
 * attractor_export_dialog_add:
 * @self: a dialog that was not presented yet
 * @kind: what the figure shows, after which its file is named
 * @figure: the figure
 *
 * Adds a figure to those that are exported when all are asked for.
 */
void
attractor_export_dialog_add (AttractorExportDialog *self, const FigKind *kind, FigFigure *figure)
{
  g_return_if_fail (ATTRACTOR_IS_EXPORT_DIALOG (self));
  g_return_if_fail (kind != NULL && figure != NULL);

  g_ptr_array_add (self->all_kinds, (gpointer)kind);
  g_ptr_array_add (self->all_figures, fig_figure_ref (figure));
  gtk_widget_set_visible (self->all_row, self->all_figures->len > 1);
}

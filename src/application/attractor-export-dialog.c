/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-export-dialog.h"

#include <glib/gi18n.h>

#include "fig-font.h"
#include "fig-preset.h"

#include "attractor-combo-list.h"
#include "attractor-file-saver.h"
#include "attractor-refusal.h"
#include "attractor-replace-files.h"
#include "attractor-widget.h"

#define DEFAULT_SIZE 1 /* two columns of a journal */

/**
 * AttractorExportDialog:
 *
 * Asks how to write a figure, and where, says what the page has no room for, and has it written.
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
  GtkWidget *remark;
  GtkImage *remark_icon;
  GtkLabel *remark_label;
  GtkWidget *export_button;
  gboolean own_font; /* somebody chose one */
  gboolean own_line;
  gboolean updating;

  AttractorExporter *exporter;
  GFile *folder;
  AttractorPrint *print;
  GPtrArray *all_prints;
  GFile *chosen; /* (nullable): where all are to go, while it is asked whether they may */
  AttractorExportJob *asked_job; /* (nullable): of the files that it is asked about */
  GCancellable *checking;        /* what the page has room for */
  GCancellable *learning;        /* which fonts have letters */
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
  PangoFontDescription *description = fig_font_parse (style->font_family);
  g_autoptr (PangoFont) font = pango_context_load_font (context, description);

  if (font != NULL) {
    pango_font_description_free (description);
    description = pango_font_describe (font);
  }
  pango_font_description_set_size (description, (int)(style->font_size * PANGO_SCALE));
  return description;
}

static AttractorExportJob *
make_job (AttractorExportDialog *self, FigFormat format)
{
  const FigPreset *preset = get_preset (self);
  g_autoptr (PangoFontDescription) font = NULL;
  FigExportOptions options = {
    preset->width, preset->height, gtk_spin_button_get_value (self->resolution_button),
    NULL,          preset->growth, TRUE,
  };
  FigStyle style;

  init_style (self, &style);
  if (self->own_font) {
    font = gtk_font_chooser_get_font_desc (GTK_FONT_CHOOSER (self->font_button));
    style.font_family = pango_font_description_get_family (font);
    style.font_size = (double)pango_font_description_get_size (font) / PANGO_SCALE;
  }
  if (self->own_line)
    style.line_width = gtk_spin_button_get_value (self->line_button);
  if (gtk_switch_get_active (self->background_switch))
    style.background.alpha = 0.0;
  style.show_title = gtk_switch_get_active (self->title_switch);
  options.style = &style;
  return attractor_export_job_new (format, &options);
}

/* @text: (nullable): %NULL for nothing to be said */
static void
show_remark (AttractorExportDialog *self, const char *text, gboolean refused)
{
  const char *class = refused ? "error" : "warning";

  gtk_widget_remove_css_class (GTK_WIDGET (self->remark_icon), refused ? "warning" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->remark_icon), class);
  gtk_image_set_from_icon_name (self->remark_icon,
                                refused ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  gtk_label_set_text (self->remark_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->remark, text != NULL);
  gtk_widget_set_sensitive (self->export_button, !refused);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *left_out = attractor_export_job_check_finish (result, &error);
  g_autofree char *text = NULL;

  /* by then another is on its way, or the dialog is gone */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (left_out != NULL && *left_out != '\0')
    /* TRANSLATORS: a list, such as "the title “Three targets”" */
    text = g_strdup_printf (_ ("There is no room for: %s"), left_out);
  if (error != NULL)
    text = attractor_refusal_to_words (error->message);
  show_remark (self, text, error != NULL);
}

/* Says what would be left out, or why the figure would not be written, before anybody asks. */
static void
check_cb (AttractorExportDialog *self)
{
  AttractorExportJob *job;

  if (self->updating || self->print == NULL)
    return;
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  self->checking = g_cancellable_new ();
  job = make_job (self, get_format (self));
  for (guint i = 0; gtk_switch_get_active (self->all_switch) && i < self->all_prints->len; i++)
    attractor_export_job_add (job, g_ptr_array_index (self->all_prints, i), NULL);
  if (!gtk_switch_get_active (self->all_switch))
    attractor_export_job_add (job, self->print, NULL);
  attractor_export_job_check_async (job, self->checking, checked_cb, g_object_ref (self));
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
  check_cb (self);
}

static void
font_set_cb (AttractorExportDialog *self)
{
  self->own_font = TRUE;
  check_cb (self);
}

static void
line_changed_cb (AttractorExportDialog *self)
{
  self->own_line = self->own_line || !self->updating;
  check_cb (self);
}

static void
export_one (AttractorExportDialog *self, GFile *file)
{
  g_autofree char *path = g_file_get_parse_name (file);
  FigFormat format = get_format (self);
  AttractorExportJob *job;

  fig_format_from_path (path, &format, NULL);
  job = make_job (self, format);
  attractor_export_job_add (job, self->print, file);
  attractor_exporter_run (self->exporter, job, file);
}

static GFile *
get_file (AttractorExportDialog *self, GFile *folder, AttractorPrint *print)
{
  const FigKind *kind = attractor_print_get_kind (print);
  g_autofree char *name = g_strconcat (kind->name, ".", extensions[get_format (self)], NULL);

  return g_file_get_child (folder, name);
}

/* Has all figures written to the folder; returns their files, in their order. */
static GPtrArray *
add_all (AttractorExportDialog *self, AttractorExportJob *job, GFile *folder)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->all_prints->len; i++) {
    AttractorPrint *print = g_ptr_array_index (self->all_prints, i);
    GFile *file = get_file (self, folder, print);

    attractor_export_job_add (job, print, file);
    g_ptr_array_add (files, file);
  }
  return files;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = g_steal_pointer (&self->chosen);
  g_autoptr (AttractorExportJob) job = g_steal_pointer (&self->asked_job);
  gboolean may = attractor_replace_files_ask_finish (result, &error);

  /* else the dialog has gone */
  if (error != NULL || !may)
    return;
  attractor_exporter_run (self->exporter, g_steal_pointer (&job), folder);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
folder_response_cb (AttractorExportDialog *self, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GPtrArray) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  if (folder == NULL)
    return;

  /* Who changes the format meanwhile was not asked about files of that one. */
  self->asked_job = make_job (self, get_format (self));
  files = add_all (self, self->asked_job, folder);
  self->chosen = g_steal_pointer (&folder);
  attractor_replace_files_ask_async (GTK_WINDOW (self), files, asked_cb, g_object_ref (self));
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

  export_one (self, file);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
export_clicked_cb (AttractorExportDialog *self)
{
  FigFormat format = get_format (self);
  g_autofree char *name = g_strconcat (
    attractor_print_get_kind (self->print)->name, ".", extensions[format], NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  const char *accepted[G_N_ELEMENTS (extensions) + 1] = { extensions[format], NULL };
  gsize n_accepted = 1;

  if (self->chosen != NULL)
    return;
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
  check_cb (self);
}

/* Has been learnt by now: the main thread does not read fonts. */
static gboolean
has_letters_cb (const PangoFontFamily *family, const PangoFontFace *face, gpointer user_data)
{
  return fig_font_is_suitable (pango_font_family_get_name ((PangoFontFamily *)family));
}

static void
learn_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  fig_font_learn (cancellable);
  g_task_return_boolean (task, TRUE);
}

static void
learnt_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttractorExportDialog) self = user_data;

  /* others would stand for the letters that a font of symbols has not */
  if (g_task_propagate_boolean (G_TASK (result), NULL))
    gtk_font_chooser_set_filter_func (
      GTK_FONT_CHOOSER (self->font_button), has_letters_cb, NULL, NULL);
}

/* Fonts without letters are offered until it is known which these are; they are refused. */
static void
learn_fonts (AttractorExportDialog *self)
{
  g_autoptr (GTask) task = NULL;

  self->learning = g_cancellable_new ();
  task = g_task_new (NULL, self->learning, learnt_cb, g_object_ref (self));
  g_task_set_source_tag (task, learn_fonts);
  g_task_run_in_thread (task, learn_thread);
}

/* A check holds the dialog, and the figures that an export waits for. */
static void
attractor_export_dialog_unmap (GtkWidget *widget)
{
  g_cancellable_cancel (ATTRACTOR_EXPORT_DIALOG (widget)->checking);

  GTK_WIDGET_CLASS (attractor_export_dialog_parent_class)->unmap (widget);
}

static void
attractor_export_dialog_dispose (GObject *object)
{
  AttractorExportDialog *self = ATTRACTOR_EXPORT_DIALOG (object);

  g_cancellable_cancel (self->learning);
  g_clear_object (&self->learning);

  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);

  G_OBJECT_CLASS (attractor_export_dialog_parent_class)->dispose (object);
}

static void
attractor_export_dialog_finalize (GObject *object)
{
  AttractorExportDialog *self = ATTRACTOR_EXPORT_DIALOG (object);

  g_clear_object (&self->folder);
  g_clear_object (&self->chosen);
  g_clear_pointer (&self->asked_job, attractor_export_job_free);
  g_clear_object (&self->exporter);
  g_clear_pointer (&self->print, attractor_print_unref);
  g_clear_pointer (&self->all_prints, g_ptr_array_unref);

  G_OBJECT_CLASS (attractor_export_dialog_parent_class)->finalize (object);
}

static void
attractor_export_dialog_class_init (AttractorExportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_export_dialog_dispose;
  object_class->finalize = attractor_export_dialog_finalize;
  widget_class->unmap = attractor_export_dialog_unmap;

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
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, remark);
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, remark_icon);
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, remark_label);
  gtk_widget_class_bind_template_child (widget_class, AttractorExportDialog, export_button);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_style_cb);
  gtk_widget_class_bind_template_callback (widget_class, font_set_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* The name of a font, which may be long, takes several lines where large text has no room. */
static void
wrap_labels (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget)) {
    gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
    gtk_label_set_natural_wrap_mode (GTK_LABEL (widget), GTK_NATURAL_WRAP_NONE);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    wrap_labels (child);
}

static void
attractor_export_dialog_init (AttractorExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  attractor_combo_list_set_up (self->size_row);
  attractor_combo_list_set_up (self->style_row);

  attractor_widget_set_up_spin_button (self->resolution_button, _ ("Resolution"));
  attractor_widget_set_up_spin_button (self->line_button, _ ("Line width"));
  /* What takes the focus is the button within. */
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->font_button))),
    GTK_ACCESSIBLE_PROPERTY_LABEL,
    _ ("Font"),
    -1);
  learn_fonts (self);
  wrap_labels (GTK_WIDGET (self->font_button));
  self->all_prints = g_ptr_array_new_with_free_func ((GDestroyNotify)attractor_print_unref);
  adw_combo_row_set_selected (self->size_row, DEFAULT_SIZE);
  show_style_cb (self);
}

/* Of a window there is one dialog: that for the figure that was asked for last. */
static void
close_others (GtkWindow *parent)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ATTRACTOR_IS_EXPORT_DIALOG (l->data) && gtk_window_get_transient_for (l->data) == parent)
      gtk_window_destroy (l->data);
}

/**
 * attractor_export_dialog_new:
 * @parent: the window, which stays usable
 * @exporter: what writes the figures, and tells how it went
 * @folder: (nullable): where to begin
 * @print: the figure
 *
 * Returns: the dialog, to be presented
 */
GtkWidget *
attractor_export_dialog_new (GtkWindow *parent,
                             AttractorExporter *exporter,
                             GFile *folder,
                             AttractorPrint *print)
{
  AttractorExportDialog *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (ATTRACTOR_IS_EXPORTER (exporter), NULL);
  g_return_val_if_fail (print != NULL, NULL);

  close_others (parent);
  self = g_object_new (ATTRACTOR_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
  self->exporter = g_object_ref (exporter);
  g_set_object (&self->folder, folder);
  self->print = attractor_print_ref (print);
  check_cb (self);
  /* not in the template: what is in the header would have it when that is made */
  gtk_window_set_focus (GTK_WINDOW (self), self->export_button);
  return GTK_WIDGET (self);
}

/**
 * attractor_export_dialog_add:
 * @self: a dialog that was not presented yet
 * @print: a figure
 *
 * Adds it to those that are exported when all are asked for.
 */
void
attractor_export_dialog_add (AttractorExportDialog *self, AttractorPrint *print)
{
  g_return_if_fail (ATTRACTOR_IS_EXPORT_DIALOG (self));
  g_return_if_fail (print != NULL);

  g_ptr_array_add (self->all_prints, attractor_print_ref (print));
  gtk_widget_set_visible (self->all_row, self->all_prints->len > 1);
}

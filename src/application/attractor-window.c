/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

#include "attractor-file-name.h"
#include "attractor-file-opener.h"
#include "attractor-follower.h"
#include "attractor-parameter-pane.h"
#include "attractor-refusal.h"
#include "attractor-settings.h"
#include "attractor-widget.h"

/* In seconds; an error takes longer to read than a file name */
#define MESSAGE_TIMEOUT 8
/* Pixels beside its words, with its button */
#define MESSAGE_MARGIN 110
/* In a line of a message */
#define MAX_LETTERS 60

/**
 * AttractorWindow:
 *
 * One open experiment: its parameters on the left, the figures, and the
 * findings below them. Theory follows the parameters; a network is trained
 * when asked for.
 */
G_DEFINE_FINAL_TYPE (AttractorWindow, attractor_window, ADW_TYPE_APPLICATION_WINDOW)

static void
update_title (AttractorWindow *self)
{
  g_autofree char *name = attractor_document_dup_name (self->document);
  g_autofree char *folder = attractor_file_name_dup_folder (
    attractor_document_get_file (self->document));
  g_autofree char *title = NULL;

  if (attractor_document_get_modified (self->document))
    /* TRANSLATORS: a document with unsaved changes; %s is its name */
    title = g_strdup_printf (_ ("• %s"), name);
  else
    title = g_strdup (name);

  /* For each one the X server is told, and the title laid out anew. */
  if (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (self)), title) != 0)
    gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->document_title, title);
  adw_window_title_set_subtitle (self->document_title, folder);
  adw_window_title_set_title (self->narrow_title, title);
  attractor_window_update_figure_titles (self);
}

static void
document_changed_cb (AttractorWindow *self)
{
  const ExpExperiment *now = attractor_document_get_experiment (self->document);

  attractor_live_theory_request (self->theory, now);
  /* at once: their rows are known by their places, and theory may take its time */
  attractor_comparisons_set_pins (self->comparisons, now->pins);
  attractor_window_await_rest (self);
  attractor_window_check_selection (self);
  update_title (self);
}

/* Undo does not lead there any more. */
static void
document_replaced_cb (AttractorWindow *self)
{
  attractor_comparisons_forget_removed (self->comparisons);
  attractor_runs_forget_removed (self->runs);
}

static void
busy_cb (AttractorWindow *self)
{
  gboolean busy = attractor_live_theory_get_busy (self->theory);

  for (guint i = 0; i < self->views->len; i++)
    attractor_plot_set_busy (g_ptr_array_index (self->views, i), busy);
}

/* Where the pane stands beside the figures, the window's buttons at the start
 * are in the pane's header. */
static void
flap_cb (AttractorWindow *self)
{
  gboolean beside = adw_flap_get_reveal_flap (self->flap) && !adw_flap_get_folded (self->flap);

  adw_header_bar_set_show_start_title_buttons (self->header, !beside);
}

/* Not while sizes are given out. */
static gboolean
fold_findings_cb (gpointer user_data)
{
  AttractorWindow *self = user_data;

  self->fold_source = 0;
  attractor_findings_set_narrow (self->findings, adw_flap_get_folded (self->flap));
  return G_SOURCE_REMOVE;
}

static void
folded_cb (AttractorWindow *self)
{
  flap_cb (self);
  if (self->fold_source == 0)
    self->fold_source = g_idle_add (fold_findings_cb, self);
}

static gboolean
move_switcher_cb (gpointer user_data)
{
  AttractorWindow *self = user_data;
  gboolean squeezed = adw_squeezer_get_visible_child (self->title_squeezer) != self->switcher;

  self->move_source = 0;
  attractor_window_fit_switcher (self);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, squeezed);
  return G_SOURCE_REMOVE;
}

/* Where the header has no room for the switcher, it goes to the bottom; not while
 * sizes are given out, when what comes into sight would be given none. */
static void
title_squeezed_cb (AttractorWindow *self)
{
  if (self->move_source == 0)
    self->move_source = g_idle_add (move_switcher_cb, self);
}

static void
realize_cb (AttractorWindow *self)
{
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)),
                           "notify::gtk-xft-dpi",
                           G_CALLBACK (title_squeezed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (self)),
                           "notify::width",
                           G_CALLBACK (title_squeezed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/* Messages stand above the tabs at the bottom, where these are there. */
static void
lift_toasts (AttractorWindow *self)
{
  GtkWidget *overlay = GTK_WIDGET (self->toast_overlay);
  int height = 0;

  if (adw_view_switcher_bar_get_reveal (self->switcher_bar))
    height = gtk_widget_get_height (GTK_WIDGET (self->switcher_bar));
  for (GtkWidget *child = gtk_widget_get_first_child (overlay); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (child != adw_toast_overlay_get_child (self->toast_overlay))
      gtk_widget_set_margin_bottom (child, height);
}

static void
toast_dismissed_cb (AttractorWindow *self)
{
  g_clear_pointer (&self->message, g_free);
}

/* How many letters have room beside each other in a toast: it would not wrap those
 * that it could have in a wider window. Before a window has a size it has room. */
static int
count_letters (AttractorWindow *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = pango_font_metrics_get_approximate_char_width (metrics);
  int room = gtk_widget_get_width (GTK_WIDGET (self)) - MESSAGE_MARGIN;

  pango_font_metrics_unref (metrics);
  if (room <= 0)
    return MAX_LETTERS;
  return CLAMP (room * PANGO_SCALE / MAX (width, 1), 10, MAX_LETTERS);
}

/**
 * attractor_window_show_message:
 * @self: a window
 * @message: one sentence
 *
 * Shows @message for a while, all of it even where the window is narrow.
 *
 * Returns: (transfer none) (nullable): it; %NULL if it is in sight already
 */
AdwToast *
attractor_window_show_message (AttractorWindow *self, const char *message)
{
  AdwToast *toast;
  GtkWidget *label;

  /* A slider that is held at its limit says so once. */
  if (g_strcmp0 (self->message, message) == 0)
    return NULL;

  label = gtk_label_new (message);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  /* or it would take two short lines for one, as the button beside it is that high */
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), count_letters (self));
  gtk_label_set_xalign (GTK_LABEL (label), 0.0);

  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, label);
  adw_toast_set_timeout (toast, MESSAGE_TIMEOUT);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_object (
    toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
  lift_toasts (self);

  g_free (self->message);
  self->message = g_strdup (message);
  return toast;
}

/**
 * attractor_window_update_figures:
 * @self: a window
 *
 * Makes figures and findings tell what is known now.
 */
void
attractor_window_update_figures (AttractorWindow *self)
{
  const GError *error = attractor_live_theory_get_error (self->theory);
  ExpTheory *theory = attractor_live_theory_get_theory (self->theory);

  if (error != NULL) {
    g_autofree char *message = attractor_refusal_to_words (error->message);

    attractor_findings_set_error (self->findings, message);
  } else if (theory != NULL) {
    attractor_findings_update (self->findings, theory, self->measurement);
    attractor_window_update_found (self);
    attractor_player_set_theory (self->player, theory);
  }

  attractor_window_update_comparison (self);
  attractor_window_update_views (self);
}

/**
 * attractor_window_set_measurement:
 * @self: a window
 * @measurement: (nullable): what a network says
 */
void
attractor_window_set_measurement (AttractorWindow *self, ExpMeasurement *measurement)
{
  if (measurement != NULL)
    exp_measurement_ref (measurement);
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  self->measurement = measurement;
  attractor_player_clear (self->player);
  attractor_window_find_basins (self);

  attractor_window_update_figures (self);
}

static void
restore_state (AttractorWindow *self)
{
  GSettings *settings = attractor_settings_get ();
  g_autofree char *page = NULL;

  if (settings == NULL)
    return;

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  adw_flap_set_reveal_flap (self->flap, g_settings_get_boolean (settings, "sidebar"));
  page = g_settings_get_string (settings, "page");
  if (adw_view_stack_get_child_by_name (self->stack, page) != NULL)
    adw_view_stack_set_visible_child_name (self->stack, page);
}

static void
save_state (AttractorWindow *self)
{
  GSettings *settings = attractor_settings_get ();
  const char *page = adw_view_stack_get_visible_child_name (self->stack);
  int width, height;

  if (settings == NULL)
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width > 0 && height > 0) {
    g_settings_set_int (settings, "window-width", width);
    g_settings_set_int (settings, "window-height", height);
  }
  g_settings_set_boolean (
    settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  /* A pane that lies over the figures is there for the moment. */
  if (!adw_flap_get_folded (self->flap))
    g_settings_set_boolean (settings, "sidebar", adw_flap_get_reveal_flap (self->flap));
  if (page != NULL)
    g_settings_set_string (settings, "page", page);
}

static gboolean
attractor_window_close_request (GtkWindow *window)
{
  AttractorWindow *self = ATTRACTOR_WINDOW (window);

  /* What is being written may be what is to be saved. */
  if (!self->closing && !attractor_widget_enter_text (window))
    return GDK_EVENT_STOP;
  if (attractor_window_wait_for_exports (self))
    return GDK_EVENT_STOP;
  if (!self->closing && attractor_document_get_modified (self->document)) {
    attractor_window_close_guarded (self);
    return GDK_EVENT_STOP;
  }

  save_state (self);
  attractor_window_save_sight (self);
  attractor_window_close_figures (self);
  attractor_comparisons_stop (self->comparisons);
  attractor_autosave_close (self->autosave);
  attractor_window_forget_run (self);
  return GTK_WINDOW_CLASS (attractor_window_parent_class)->close_request (window);
}

static void
attractor_window_constructed (GObject *object)
{
  AttractorWindow *self = ATTRACTOR_WINDOW (object);

  G_OBJECT_CLASS (attractor_window_parent_class)->constructed (object);

  g_signal_connect_object (
    self->document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->document, "replaced", G_CALLBACK (document_replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->document, "notify", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->theory, "updated", G_CALLBACK (attractor_window_update_figures), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->theory, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->flap, "notify::reveal-flap", G_CALLBACK (flap_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->flap, "notify::folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect (self, "realize", G_CALLBACK (realize_cb), NULL);
  attractor_window_create_pages (self);
  attractor_window_add_actions (self);
  attractor_window_follow_runs (self);
  attractor_window_follow_activity (self);
  attractor_window_connect_copies (self, attractor_player_get_plot (self->player));
  attractor_file_opener_add_drop_target (GTK_WINDOW (self));
  attractor_settings_follow ("digits", G_CALLBACK (attractor_window_update_figures), self);
  attractor_window_follow_recent (self);
  attractor_widget_fit_menu (self->menu_button);
  attractor_widget_fit_menu (self->figures_button);
  restore_state (self);
  flap_cb (self);
  document_changed_cb (self);
}

static void
attractor_window_dispose (GObject *object)
{
  AttractorWindow *self = ATTRACTOR_WINDOW (object);

  g_clear_handle_id (&self->move_source, g_source_remove);
  g_clear_handle_id (&self->fold_source, g_source_remove);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  attractor_window_forget_run (self);
  attractor_window_close_figures (self);
  attractor_window_remove_actions (self);
  g_ptr_array_set_size (self->views, 0);
  g_ptr_array_set_size (self->plots, 0);

  G_OBJECT_CLASS (attractor_window_parent_class)->dispose (object);
}

static void
attractor_window_finalize (GObject *object)
{
  AttractorWindow *self = ATTRACTOR_WINDOW (object);

  g_clear_object (&self->document);
  g_clear_object (&self->autosave);
  g_clear_object (&self->opening);
  g_clear_object (&self->theory);
  g_clear_object (&self->selection);
  g_clear_object (&self->runs);
  g_clear_object (&self->exporter);
  g_clear_object (&self->copying);
  g_clear_object (&self->statistics);
  g_clear_object (&self->plan);
  g_clear_object (&self->sweeper);
  g_clear_object (&self->comparisons);
  g_clear_pointer (&self->plots, g_ptr_array_unref);
  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_clear_pointer (&self->figure_windows, g_ptr_array_unref);
  g_clear_pointer (&self->measurement, exp_measurement_unref);
  g_clear_pointer (&self->before, exp_experiment_free);
  g_clear_pointer (&self->message, g_free);

  G_OBJECT_CLASS (attractor_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, header);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, document_title);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, title_squeezer);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, narrow_title);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, open_notice);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, save_notice);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, changed_notice);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, safety_notice);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, notes);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, switcher_bar);
  gtk_widget_class_bind_template_callback (widget_class, title_squeezed_cb);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, player);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, basins);
  gtk_widget_class_bind_template_callback (widget_class, attractor_window_update_traces);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, figures_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, findings);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, train_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, train_label);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, train_image);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, run_bar);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, sweep_bar);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, statistics_bar);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, pins_bar);
  gtk_widget_class_bind_template_child (widget_class, AttractorWindow, export_bar);
}

static void
attractor_window_class_init (AttractorWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = attractor_window_constructed;
  object_class->dispose = attractor_window_dispose;
  object_class->finalize = attractor_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = attractor_window_close_request;

  g_type_ensure (ATTRACTOR_TYPE_ACTIVITY_BAR);
  g_type_ensure (ATTRACTOR_TYPE_BASINS);
  g_type_ensure (ATTRACTOR_TYPE_FINDINGS);
  g_type_ensure (ATTRACTOR_TYPE_NOTES);
  g_type_ensure (ATTRACTOR_TYPE_NOTICE);
  g_type_ensure (ATTRACTOR_TYPE_PLAYER);
  g_type_ensure (ATTRACTOR_TYPE_PARAMETER_PANE);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
attractor_window_init (AttractorWindow *self)
{
  self->document = attractor_document_new ();
  self->autosave = attractor_autosave_new (self->document);
  g_queue_init (&self->saves);
  self->theory = attractor_live_theory_new ();
  self->selection = attractor_selection_new ();
  self->before = exp_experiment_copy (attractor_document_get_experiment (self->document));
  self->runs = attractor_runs_new ();
  self->exporter = attractor_exporter_new ();
  self->statistics = attractor_sweeper_new ();
  self->plan = attractor_sweep_plan_new ();
  self->sweeper = attractor_sweeper_new ();
  self->plots = g_ptr_array_new ();
  self->views = g_ptr_array_new ();
  self->comparisons = attractor_comparisons_new ();
  self->figure_windows = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  attractor_follower_set_within (GTK_WIDGET (self), self->document);
  g_signal_connect_object (self->autosave,
                           "failed",
                           G_CALLBACK (attractor_notice_add),
                           self->safety_notice,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->autosave,
                           "resumed",
                           G_CALLBACK (attractor_notice_clear),
                           self->safety_notice,
                           G_CONNECT_SWAPPED);
}

/**
 * attractor_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window with the default experiment
 */
AttractorWindow *
attractor_window_new (GtkApplication *application)
{
  return g_object_new (ATTRACTOR_TYPE_WINDOW, "application", application, NULL);
}

/**
 * attractor_window_is_pristine:
 * @self: a window
 *
 * Returns: whether nothing has been done in it, so that a file may be opened
 *   there without loss
 */
gboolean
attractor_window_is_pristine (AttractorWindow *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_WINDOW (self), FALSE);

  return self->opening == NULL && attractor_document_get_file (self->document) == NULL &&
         !attractor_document_get_modified (self->document) &&
         !attractor_document_get_edited (self->document) && self->job == NULL &&
         self->measurement == NULL && self->n_saves == 0;
}

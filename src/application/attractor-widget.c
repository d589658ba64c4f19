/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-widget.h"

#include <locale.h>

#include <adwaita.h>
#include <glib/gi18n.h>

#include "attractor-settings.h"

/* What the items of a menu have around their words, and room for a check mark, in pixels */
#define MENU_MARGIN 110

/**
 * attractor_widget_show_message:
 * @widget: a widget in a window
 * @message: one sentence for the person
 *
 * Shows @message as a toast of the window that @widget is in.
 */
void
attractor_widget_show_message (GtkWidget *widget, const char *message)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (message != NULL);

  gtk_widget_activate_action (widget, "win.show-message", "s", message);
}

/**
 * attractor_widget_ignore_scrolling:
 * @widget: a slider or an entry in a scrolled pane
 *
 * Lets the pane have the wheel: a value must not change because the pointer
 * came across it while somebody scrolled.
 */
void
attractor_widget_ignore_scrolling (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  controllers = gtk_widget_observe_controllers (widget);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
      gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
  }
}

/**
 * attractor_widget_set_up_spin_button:
 * @spin_button: a spin button
 * @label: what it sets
 *
 * Names the two buttons inside @spin_button, which have a picture only, and lets its number
 * read as attractor_widget_show_number() says. It may be called again with another label.
 */
void
attractor_widget_set_up_spin_button (GtkSpinButton *spin_button, const char *label)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_SPIN_BUTTON (spin_button));
  g_return_if_fail (label != NULL);

  for (child = gtk_widget_get_first_child (GTK_WIDGET (spin_button)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    g_autofree char *name = NULL;

    if (gtk_widget_has_css_class (child, "down"))
      /* TRANSLATORS: of a button; %s is a parameter, such as "Gain" */
      name = g_strdup_printf (_ ("Decrease %s"), label);
    else if (gtk_widget_has_css_class (child, "up"))
      /* TRANSLATORS: of a button; %s is a parameter, such as "Gain" */
      name = g_strdup_printf (_ ("Increase %s"), label);
    else
      name = g_strdup (label);

    gtk_accessible_update_property (
      GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  }
  attractor_widget_show_number (GTK_WIDGET (spin_button));
}

/**
 * attractor_widget_wrap_button:
 * @button: a button with words, which it has already
 *
 * Lets the words of @button, and those that it gets later, take several lines where large
 * text leaves no room for them in one.
 */
void
attractor_widget_wrap_button (GtkButton *button)
{
  GtkWidget *label = gtk_button_get_child (button);

  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (button), "wrapped");
}

/* Lets the labels below @widget be so wide at most. */
static void
fit_items (GtkWidget *widget, int max_letters)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (GTK_IS_LABEL (child)) {
      gtk_label_set_wrap (GTK_LABEL (child), TRUE);
      gtk_label_set_xalign (GTK_LABEL (child), 0.0f);
      gtk_label_set_max_width_chars (GTK_LABEL (child), max_letters);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (child), GTK_NATURAL_WRAP_NONE);
    } else {
      fit_items (child, max_letters);
    }
  }
}

static void
menu_shown_cb (GtkWidget *popover)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (popover));
  PangoContext *context = gtk_widget_get_pango_context (popover);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int letter = pango_font_metrics_get_approximate_char_width (metrics);
  int room = gtk_widget_get_width (window);

  pango_font_metrics_unref (metrics);
  if (room > MENU_MARGIN)
    fit_items (popover, (room - MENU_MARGIN) * PANGO_SCALE / MAX (letter, 1));
}

/**
 * attractor_widget_fit_menu:
 * @button: a button with a menu
 *
 * Lets the words of the menu's items take several lines where large text makes it wider than the
 * window.
 */
void
attractor_widget_fit_menu (GtkMenuButton *button)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  g_signal_connect (gtk_menu_button_get_popover (button), "show", G_CALLBACK (menu_shown_cb), NULL);
}

/**
 * attractor_widget_show_number:
 * @widget: a label or an entry that has numbers, without words
 *
 * Lets it read from left to right in every language: where the rest reads from right to
 * left, signs would stand behind their numbers. There a label is aligned to the other side as
 * all others are, and an entry to the right, where digits stand below each other.
 */
void
attractor_widget_show_number (GtkWidget *widget)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (GTK_IS_EDITABLE (widget)) {
    gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (widget))),
                              GTK_TEXT_DIR_LTR);
    if (mirrored)
      gtk_editable_set_alignment (GTK_EDITABLE (widget), 1.0f);
    return;
  }

  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  if (mirrored && GTK_IS_LABEL (widget))
    gtk_label_set_xalign (GTK_LABEL (widget), 1.0f - gtk_label_get_xalign (GTK_LABEL (widget)));
}

/**
 * attractor_widget_get_scheme:
 * @widget: a widget that shows figures or their colours
 *
 * Returns: the colours that suit the window: light or dark, and with high
 *   contrast where the desktop or the preferences ask for it
 */
FigScheme
attractor_widget_get_scheme (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  gboolean dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager) || attractor_settings_get_contrast ())
    return dark ? FIG_SCHEME_CONTRAST_DARK : FIG_SCHEME_CONTRAST;
  return dark ? FIG_SCHEME_DARK : FIG_SCHEME_LIGHT;
}

/**
 * attractor_widget_init_style:
 * @widget: a widget that shows a figure
 * @style: (out caller-allocates): how it is to look: in the colours that suit the window, and with
 *   the decimal sign that all numbers in it have
 */
void
attractor_widget_init_style (GtkWidget *widget, FigStyle *style)
{
  *style = *fig_style_get (attractor_widget_get_scheme (widget));
  style->decimal_sign = localeconv ()->decimal_point;
}

/**
 * attractor_widget_get_text_scale:
 * @widget: a widget
 *
 * Returns: how much larger than usual the desktop wants text to be, from 0.5 to 3
 */
double
attractor_widget_get_text_scale (GtkWidget *widget)
{
  int dpi = 0; /* in 1/1024 */

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / (1024.0 * 96.0), 0.5, 3.0) : 1.0;
}

/**
 * attractor_widget_follow_scheme:
 * @widget: a widget that shows figures or their colours
 * @callback: called with @widget alone when attractor_widget_get_scheme() may say
 *   something else than before
 */
void
attractor_widget_follow_scheme (GtkWidget *widget, GCallback callback)
{
  AdwStyleManager *manager;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (callback != NULL);

  manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  g_signal_connect_object (manager, "notify::dark", callback, widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", callback, widget, G_CONNECT_SWAPPED);
  attractor_settings_follow ("figure-colors", callback, widget);
}

/**
 * attractor_widget_has_focus_in:
 * @widget: something in a window
 *
 * Returns: whether the focus is in @widget, and goes with it when that is out of sight
 */
gboolean
attractor_widget_has_focus_in (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Whether what was written there was refused; of an entry in a row, what holds it is marked. */
static gboolean
is_refused (GtkWidget *text)
{
  return gtk_widget_has_css_class (gtk_widget_get_parent (text), "error");
}

/**
 * attractor_widget_enter_text:
 * @window: a window
 *
 * Enters what is being written in an entry of the window, as leaving that does: what
 * follows is then of what is in sight. Focus and cursor stay.
 *
 * Returns: %FALSE if it was refused just now, which the entry says; what was refused before
 *   and not written anew is no longer the matter
 */
gboolean
attractor_widget_enter_text (GtkWindow *window)
{
  g_autoptr (GtkWidget) text = NULL;
  gboolean refused_before;

  g_return_val_if_fail (GTK_IS_WINDOW (window), TRUE);

  if (!GTK_IS_TEXT (gtk_window_get_focus (window)))
    return TRUE;
  text = g_object_ref (gtk_window_get_focus (window));
  refused_before = is_refused (text);
  gtk_window_set_focus (window, NULL);
  /* A table whose shape changes makes its cells anew. */
  if (gtk_widget_get_root (text) != GTK_ROOT (window))
    return TRUE;
  gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
  return refused_before || !is_refused (text);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "fig-style.h"

G_BEGIN_DECLS

void attractor_widget_show_message (GtkWidget *widget, const char *message);
void attractor_widget_ignore_scrolling (GtkWidget *widget);
void attractor_widget_set_up_spin_button (GtkSpinButton *spin_button, const char *label);
void attractor_widget_wrap_button (GtkButton *button);
void attractor_widget_fit_menu (GtkMenuButton *button);
void attractor_widget_show_number (GtkWidget *widget);
FigScheme attractor_widget_get_scheme (GtkWidget *widget);
double attractor_widget_get_text_scale (GtkWidget *widget);
void attractor_widget_init_style (GtkWidget *widget, FigStyle *style);
void attractor_widget_follow_scheme (GtkWidget *widget, GCallback callback);
gboolean attractor_widget_has_focus_in (GtkWidget *widget);
gboolean attractor_widget_enter_text (GtkWindow *window);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void attractor_widget_show_message (GtkWidget *widget, const char *message);
void attractor_widget_ignore_scrolling (GtkWidget *widget);
void attractor_widget_name_spin_buttons (GtkSpinButton *spin_button, const char *label);

G_END_DECLS

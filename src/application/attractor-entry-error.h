/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *attractor_entry_error_dup (const char *name, const char *text, const char *kept);
void attractor_entry_error_show (GtkWidget *entry, GtkLabel *label, const char *message);
void attractor_entry_error_clear (GtkWidget *entry, GtkLabel *label, const char *explanation);

G_END_DECLS

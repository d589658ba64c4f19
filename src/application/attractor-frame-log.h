/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void attractor_frame_log_start (GtkApplication *application);
void attractor_frame_log_note (const char *what, const char *detail);

G_END_DECLS

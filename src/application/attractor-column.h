/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_COLUMN (attractor_column_get_type ())
G_DECLARE_FINAL_TYPE (AttractorColumn, attractor_column, ATTRACTOR, COLUMN, GtkBox)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fig-figure.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_DATA_TABLE (attractor_data_table_get_type ())

G_DECLARE_FINAL_TYPE (AttractorDataTable, attractor_data_table, ATTRACTOR, DATA_TABLE, AdwWindow)

GtkWidget *attractor_data_table_new (GtkWindow *parent, FigFigure *figure);

G_END_DECLS

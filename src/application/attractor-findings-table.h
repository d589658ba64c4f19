/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "exp-measurement.h"
#include "exp-theory.h"

G_BEGIN_DECLS

void attractor_findings_table_init (GtkGrid *grid);
void attractor_findings_table_set_n_rows (GtkGrid *grid, gsize wanted, gboolean narrow);
void attractor_findings_table_set_narrow (GtkGrid *grid, gboolean narrow);
void attractor_findings_table_update (GtkGrid *grid,
                                      const ExpTheory *theory,
                                      const ExpMeasurement *measurement,
                                      gboolean current,
                                      gsize attractor);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "attractor-document.h"

G_BEGIN_DECLS

/**
 * AttractorTableKind:
 * @get: reads a number; %FALSE if there is none at that place
 * @set: changes it; %FALSE and an error if it is refused
 * @paste: changes several, beginning at that place; %FALSE and an error if they are
 *   refused
 *
 * A table of numbers that the document has.
 */
typedef struct {
  gboolean (*get) (const ExpExperiment *experiment, gsize row, gsize column, double *number);
  gboolean (*set) (
    AttractorDocument *document, gsize row, gsize column, double number, GError **error);
  gboolean (*paste) (
    AttractorDocument *document, const ExpTable *numbers, gsize row, gsize column, GError **error);
} AttractorTableKind;

#define ATTRACTOR_TYPE_TABLE_CELL (attractor_table_cell_get_type ())

G_DECLARE_FINAL_TYPE (AttractorTableCell, attractor_table_cell, ATTRACTOR, TABLE_CELL, GtkEntry)

GtkWidget *attractor_table_cell_new (AttractorDocument *document,
                                     const AttractorTableKind *kind,
                                     gsize row,
                                     gsize column,
                                     const char *name,
                                     const char *tooltip,
                                     GtkLabel *error_label);
gsize attractor_table_cell_get_row (AttractorTableCell *self);
gsize attractor_table_cell_get_column (AttractorTableCell *self);
void attractor_table_cell_retire (AttractorTableCell *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attractor-plot.h"

G_BEGIN_DECLS

/**
 * AttractorPrint:
 *
 * A figure that is to be written to a file, as it is in sight in a plot. It is made where that is
 * done, on a worker, and what of it is not computed yet is computed first. Reference counted, on
 * any thread.
 */
typedef struct _AttractorPrint AttractorPrint;

AttractorPrint *
attractor_print_new (AttractorPlot *plot, const ExpExperiment *document, gboolean busy);
AttractorPrint *attractor_print_ref (AttractorPrint *self);
void attractor_print_unref (AttractorPrint *self);
const FigKind *attractor_print_get_kind (const AttractorPrint *self);
FigFigure *attractor_print_make (AttractorPrint *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttractorPrint, attractor_print_unref)

G_END_DECLS

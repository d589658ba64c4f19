/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "batch-pins.h"
#include "fig-export.h"
#include "fig-kind.h"
#include "fig-viewport.h"

G_BEGIN_DECLS

/**
 * BatchFigureWriter:
 * @source: what figures are made from
 * @pins: what is laid over them
 * @format: what they are written as
 * @options: the page
 * @logarithmic: by #FigDirection, whether axes are made logarithmic that are not so by themselves
 *
 * Writes figures to files.
 */
typedef struct {
  const FigSource *source;
  const BatchPins *pins;
  FigFormat format;
  const FigExportOptions *options;
  gboolean logarithmic[2];
} BatchFigureWriter;

int batch_figure_writer_write (const BatchFigureWriter *self, const FigKind *kind, GFile *file);
int batch_figure_writer_write_all (const BatchFigureWriter *self, GFile *folder);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-export.h"

G_BEGIN_DECLS

/**
 * BatchPage:
 * @options: what figures are exported with; its style is the next
 * @style: how they look
 *
 * How figures are to look, as the command line says. What is left out is as for
 * two columns of a journal.
 */
typedef struct {
  FigExportOptions options;
  FigStyle style;
} BatchPage;

extern const GOptionEntry batch_page_entries[];

gboolean batch_page_init (BatchPage *self, FigFormat format);

G_END_DECLS

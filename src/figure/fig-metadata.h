/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-figure.h"

G_BEGIN_DECLS

const char *fig_metadata_get_program (void);
char *fig_metadata_print_experiment (FigFigure *figure);
char *fig_metadata_print_svg (FigFigure *figure);
void fig_metadata_add_to_pdf (FigFigure *figure, GByteArray *pdf);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fig-kind.h"

G_BEGIN_DECLS

FigFigure *fig_training_new (const FigSource *source);

G_END_DECLS

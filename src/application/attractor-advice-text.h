/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-advice.h"
#include "exp-theory.h"

G_BEGIN_DECLS

char *attractor_advice_explain (const ExpTheory *theory, gsize attractor);
double attractor_advice_choose (const ExpRemedy *remedy);
char *attractor_advice_list (const ExpAdvice *advice, gsize attractor, gboolean markup);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-theory.h"

G_BEGIN_DECLS

GStrv exp_notes_new (const ExpTheory *theory);

G_END_DECLS

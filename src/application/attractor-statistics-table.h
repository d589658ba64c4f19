/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-ensemble.h"

G_BEGIN_DECLS

GPtrArray *attractor_statistics_table_new (const ExpEnsemble *ensemble);

G_END_DECLS

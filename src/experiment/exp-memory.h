/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-experiment.h"

G_BEGIN_DECLS

guint64 exp_memory_needed (const ExpExperiment *experiment);
void exp_memory_set_limit (gsize n_bytes);
guint64 exp_memory_available (void);
gsize exp_memory_fit (const ExpExperiment *experiment, gsize n_wanted);
gboolean exp_memory_check (const ExpExperiment *experiment, GError **error);

G_END_DECLS

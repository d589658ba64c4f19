/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-key.h"

G_BEGIN_DECLS

char *attractor_parameter_text_key (const ExpKey *key, const ExpExperiment *experiment);
const ExpTable *attractor_parameter_text_get_table (const ExpExperiment *experiment,
                                                    gsize index,
                                                    const char **label);
char *attractor_parameter_text_table (const ExpTable *table);
char *attractor_parameter_text_differences (const ExpExperiment *experiment,
                                            const ExpExperiment *other);

G_END_DECLS

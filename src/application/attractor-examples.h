/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "exp-example.h"

G_BEGIN_DECLS

GFile *attractor_examples_get_file (const ExpExample *example);
const ExpExample *attractor_examples_find (const char *name);
gboolean attractor_examples_contain (GFile *file);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *attractor_kind_get_title (const char *kind);
const char *attractor_kind_get_name (const char *kind);

G_END_DECLS

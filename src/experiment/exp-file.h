/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

const char *exp_file_get_reason (const GError *error);
gboolean exp_file_save (GFile *file, const char *data, gsize length, GError **error);
int exp_file_open_locked (const char *path, GError **error);

G_END_DECLS

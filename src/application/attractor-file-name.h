/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *attractor_file_name_dup (GFile *file);
char *attractor_file_name_dup_folder (GFile *file);

G_END_DECLS

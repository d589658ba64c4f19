/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

int batch_print (const char *text);
int batch_print_json (JsonNode *node);

G_END_DECLS

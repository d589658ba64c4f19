/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *exp_json_explain (const char *text, gsize length);
gboolean exp_json_check (const char *text, gsize length, GError **error);
char *exp_json_print (JsonNode *node);
void exp_json_add_number (JsonArray *array, double value);
void exp_json_set_number (JsonObject *object, const char *name, double value);

G_END_DECLS

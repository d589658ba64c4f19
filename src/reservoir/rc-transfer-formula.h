/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gpointer rc_transfer_formula_create (const char *text, gssize *position, GError **error);

G_END_DECLS

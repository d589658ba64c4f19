/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *exp_number_print (double value, char *buffer);

G_END_DECLS

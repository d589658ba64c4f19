/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "exp-parameter.h"

G_BEGIN_DECLS

GListModel *attractor_parameter_list_new (gboolean optional);
guint attractor_parameter_list_find (const ExpParameter *parameter, gboolean optional);
const ExpParameter *attractor_parameter_list_get (guint position, gboolean optional);

G_END_DECLS

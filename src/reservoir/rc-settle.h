/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-trained.h"

G_BEGIN_DECLS

gboolean rc_settle (RcTrained *trained, const RcMonitor *monitor, GError **error);

G_END_DECLS

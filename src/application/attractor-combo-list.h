/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void attractor_combo_list_set_up (AdwComboRow *row);

G_END_DECLS

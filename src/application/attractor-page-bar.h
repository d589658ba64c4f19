/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_PAGE_BAR (attractor_page_bar_get_type ())

G_DECLARE_FINAL_TYPE (AttractorPageBar, attractor_page_bar, ATTRACTOR, PAGE_BAR, AdwBin)

void attractor_page_bar_set_reveal (AttractorPageBar *self, gboolean reveal);

G_END_DECLS

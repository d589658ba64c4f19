/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_PAIR_LAYOUT (attractor_pair_layout_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorPairLayout, attractor_pair_layout, ATTRACTOR, PAIR_LAYOUT, GtkLayoutManager)

G_END_DECLS

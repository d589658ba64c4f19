/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

PangoFontDescription *fig_font_parse (const char *families);
gboolean fig_font_is_known (const char *families);
gboolean fig_font_is_suitable (const char *families);
void fig_font_learn (GCancellable *cancellable);

G_END_DECLS

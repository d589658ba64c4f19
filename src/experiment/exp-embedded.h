/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the experiment is called in the files of figures: the media type in SVG
 * and PDF, the namespace in SVG, the keyword in PNG. Files that are about rely
 * on them. */
#define EXP_EMBEDDED_MEDIA_TYPE "application/x-attractor+json"
#define EXP_EMBEDDED_PDF_TYPE "/application#2Fx-attractor+json"
#define EXP_EMBEDDED_NAMESPACE "urn:x-attractor:experiment"
#define EXP_EMBEDDED_ELEMENT "experiment"
#define EXP_EMBEDDED_KEYWORD "attractor-experiment"
/* The first line of the table of a sweep, that of a figure's data, and what each line begins with
 * of what they say of themselves. */
#define EXP_EMBEDDED_TABLE "# attractor-sweep 1"
#define EXP_EMBEDDED_DATA "# attractor-figure 1"
#define EXP_EMBEDDED_COMMENT "# "

gboolean exp_embedded_has_mark (const char *data, gsize length, const char *mark);
gboolean exp_embedded_is_figure (const char *data, gsize length);
char *exp_embedded_extract (const char *data, gsize length, GError **error);

G_END_DECLS

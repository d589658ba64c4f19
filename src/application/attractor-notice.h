/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_NOTICE (attractor_notice_get_type ())
G_DECLARE_FINAL_TYPE (AttractorNotice, attractor_notice, ATTRACTOR, NOTICE, AdwBin)

void attractor_notice_add (AttractorNotice *self, const char *message);
void attractor_notice_clear (AttractorNotice *self);

G_END_DECLS

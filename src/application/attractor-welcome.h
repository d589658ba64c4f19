/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attractor-notice.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_WELCOME (attractor_welcome_get_type ())

G_DECLARE_FINAL_TYPE (AttractorWelcome, attractor_welcome, ATTRACTOR, WELCOME, AdwApplicationWindow)

AttractorWelcome *attractor_welcome_find (GtkApplication *application);
AttractorWelcome *attractor_welcome_present (GtkApplication *application);
AttractorNotice *attractor_welcome_get_notice (AttractorWelcome *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_WELCOME (attractor_welcome_get_type ())

G_DECLARE_FINAL_TYPE (AttractorWelcome, attractor_welcome, ATTRACTOR, WELCOME, AdwApplicationWindow)

AttractorWelcome *attractor_welcome_new (GtkApplication *application);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_APPLICATION (attractor_application_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorApplication, attractor_application, ATTRACTOR, APPLICATION, AdwApplication)

AttractorApplication *attractor_application_new (void);

G_END_DECLS

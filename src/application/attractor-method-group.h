/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_METHOD_GROUP (attractor_method_group_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorMethodGroup, attractor_method_group, ATTRACTOR, METHOD_GROUP, AdwPreferencesGroup)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_PARAMETER_PANE (attractor_parameter_pane_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorParameterPane, attractor_parameter_pane, ATTRACTOR, PARAMETER_PANE, AdwBin)

G_END_DECLS

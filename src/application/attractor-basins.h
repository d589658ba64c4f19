/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "exp-basins.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_BASINS (attractor_basins_get_type ())

G_DECLARE_FINAL_TYPE (AttractorBasins, attractor_basins, ATTRACTOR, BASINS, AdwBin)

void attractor_basins_find (AttractorBasins *self, ExpMeasurement *measurement);
void attractor_basins_clear (AttractorBasins *self);
ExpBasins *attractor_basins_get (AttractorBasins *self, const ExpMeasurement *measurement);

G_END_DECLS

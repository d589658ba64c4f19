/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "attractor-document.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_TARGET_GENERATOR (attractor_target_generator_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorTargetGenerator, attractor_target_generator, ATTRACTOR, TARGET_GENERATOR, GtkPopover)

void attractor_target_generator_set_document (AttractorTargetGenerator *self,
                                              AttractorDocument *document);

G_END_DECLS

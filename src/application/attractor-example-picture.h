/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "exp-example.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_EXAMPLE_PICTURE (attractor_example_picture_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorExamplePicture, attractor_example_picture, ATTRACTOR, EXAMPLE_PICTURE, GtkWidget)

void attractor_example_picture_set_example (AttractorExamplePicture *self,
                                            const ExpExample *example);

G_END_DECLS

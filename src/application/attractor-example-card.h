/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "exp-example.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_EXAMPLE_CARD (attractor_example_card_get_type ())

G_DECLARE_FINAL_TYPE (
  AttractorExampleCard, attractor_example_card, ATTRACTOR, EXAMPLE_CARD, GtkButton)

GtkWidget *attractor_example_card_new (const ExpExample *example);

G_END_DECLS

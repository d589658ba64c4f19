/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "exp-key.h"

G_BEGIN_DECLS

gboolean attractor_refusal_check (const ExpKey *key, double value, GError **error);
void attractor_refusal_show (GtkWidget *widget, const GError *error);
char *attractor_refusal_to_words (const char *message);
void attractor_refusal_propagate (GError **destination, GError *source);

G_END_DECLS

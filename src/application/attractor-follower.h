/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "attractor-document.h"

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_FOLLOWER (attractor_follower_get_type ())

G_DECLARE_INTERFACE (AttractorFollower, attractor_follower, ATTRACTOR, FOLLOWER, GtkWidget)

/**
 * AttractorFollowerInterface:
 * @set_document: takes a document, or %NULL, with attractor_follower_take()
 *
 * A widget that shows something of a document, and changes as that does.
 */
struct _AttractorFollowerInterface {
  GTypeInterface parent_interface;

  void (*set_document) (AttractorFollower *self, AttractorDocument *document);
};

void attractor_follower_set_document (AttractorFollower *self, AttractorDocument *document);
void attractor_follower_set_within (GtkWidget *widget, AttractorDocument *document);
gboolean attractor_follower_take (gpointer self,
                                  AttractorDocument **field,
                                  AttractorDocument *document,
                                  GCallback update);

G_END_DECLS

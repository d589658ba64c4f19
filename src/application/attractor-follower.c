/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-follower.h"

G_DEFINE_INTERFACE (AttractorFollower, attractor_follower, GTK_TYPE_WIDGET)

static void
attractor_follower_default_init (AttractorFollowerInterface *iface)
{
}

/**
 * attractor_follower_set_document:
 * @self: a widget that follows a document
 * @document: (nullable): which one from now on
 */
void
attractor_follower_set_document (AttractorFollower *self, AttractorDocument *document)
{
  g_return_if_fail (ATTRACTOR_IS_FOLLOWER (self));
  g_return_if_fail (document == NULL || ATTRACTOR_IS_DOCUMENT (document));

  ATTRACTOR_FOLLOWER_GET_IFACE (self)->set_document (self, document);
}

/**
 * attractor_follower_set_within:
 * @widget: a widget
 * @document: (nullable): a document
 *
 * Gives @document to all widgets below @widget that follow one. These see to what is below
 * themselves.
 */
void
attractor_follower_set_within (GtkWidget *widget, AttractorDocument *document)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (ATTRACTOR_IS_FOLLOWER (child))
      attractor_follower_set_document (ATTRACTOR_FOLLOWER (child), document);
    else
      attractor_follower_set_within (child, document);
  }
}

/**
 * attractor_follower_take:
 * @self: a follower
 * @field: (inout): where it keeps its document
 * @document: (nullable): the next one
 * @update: (scope forever): what is called with @self whenever the document has changed
 *
 * What all followers do when they get a document, or lose it.
 *
 * Returns: whether @document is another one than before, so that it has to be shown
 */
gboolean
attractor_follower_take (gpointer self,
                         AttractorDocument **field,
                         AttractorDocument *document,
                         GCallback update)
{
  g_return_val_if_fail (G_IS_OBJECT (self), FALSE);

  if (*field == document)
    return FALSE;

  if (*field != NULL)
    g_signal_handlers_disconnect_by_func (*field, (gpointer)update, self);
  g_set_object (field, document);
  if (document != NULL)
    g_signal_connect_object (document, "changed", update, self, G_CONNECT_SWAPPED);
  return TRUE;
}

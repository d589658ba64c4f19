/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-example-card.h"

#include <glib/gi18n.h>

#include "attractor-example-picture.h"

/**
 * AttractorExampleCard:
 *
 * A button that opens an example: its picture, its title and one line about it.
 */
struct _AttractorExampleCard {
  GtkButton parent_instance;

  AttractorExamplePicture *picture;
  GtkLabel *title;
  GtkLabel *summary;
};

G_DEFINE_FINAL_TYPE (AttractorExampleCard, attractor_example_card, GTK_TYPE_BUTTON)

static void
attractor_example_card_class_init (AttractorExampleCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ATTRACTOR_TYPE_EXAMPLE_PICTURE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-example-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorExampleCard, picture);
  gtk_widget_class_bind_template_child (widget_class, AttractorExampleCard, title);
  gtk_widget_class_bind_template_child (widget_class, AttractorExampleCard, summary);
}

static void
attractor_example_card_init (AttractorExampleCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * attractor_example_card_new:
 * @example: an example
 *
 * Returns: a button that opens a copy of @example by the action app.open-example
 */
GtkWidget *
attractor_example_card_new (const ExpExample *example)
{
  AttractorExampleCard *self;

  g_return_val_if_fail (example != NULL, NULL);

  self = g_object_new (ATTRACTOR_TYPE_EXAMPLE_CARD, NULL);
  attractor_example_picture_set_example (self->picture, example);
  gtk_label_set_text (self->title, _ (example->title));
  gtk_label_set_text (self->summary, _ (example->summary));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ (example->notes));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (example->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ (example->summary),
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", example->name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "app.open-example");
  return GTK_WIDGET (self);
}

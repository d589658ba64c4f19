/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-method-group.h"

#include "attractor-choice-row.h"
#include "attractor-follower.h"
#include "attractor-parameter-row.h"

/**
 * AttractorMethodGroup:
 *
 * How the readout is found: the method, and the parameters that this method has.
 */
struct _AttractorMethodGroup {
  AdwPreferencesGroup parent_instance;

  GtkWidget *ridge_row;
  GtkWidget *training_duration_row;
  GtkWidget *presentation_row;
  GtkWidget *settling_row;
  GtkWidget *interval_row;
  GtkWidget *training_noise_row;
  GtkWidget *regularization_row;
  GtkWidget *forgetting_row;
  GtkWidget *rate_row;

  AttractorDocument *document;
};

static void follower_init (AttractorFollowerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttractorMethodGroup,
                               attractor_method_group,
                               ADW_TYPE_PREFERENCES_GROUP,
                               G_IMPLEMENT_INTERFACE (ATTRACTOR_TYPE_FOLLOWER, follower_init))

/* A method's parameters are there with that method only. */
static void
update (AttractorMethodGroup *self)
{
  ExpMethod method;
  gboolean online, force;

  if (self->document == NULL)
    return;

  method = attractor_document_get_experiment (self->document)->method;
  online = exp_method_is_online (method);
  force = method == EXP_METHOD_FORCE;
  gtk_widget_set_visible (self->ridge_row, method == EXP_METHOD_RIDGE);
  gtk_widget_set_visible (self->training_duration_row, online);
  gtk_widget_set_visible (self->presentation_row, online);
  gtk_widget_set_visible (self->settling_row, online);
  gtk_widget_set_visible (self->interval_row, online);
  gtk_widget_set_visible (self->training_noise_row, online);
  gtk_widget_set_visible (self->regularization_row, force);
  gtk_widget_set_visible (self->forgetting_row, force);
  gtk_widget_set_visible (self->rate_row, method == EXP_METHOD_DELTA_RULE);
}

static void
set_document (AttractorFollower *follower, AttractorDocument *document)
{
  AttractorMethodGroup *self = ATTRACTOR_METHOD_GROUP (follower);

  if (!attractor_follower_take (self, &self->document, document, G_CALLBACK (update)))
    return;
  update (self);
  attractor_follower_set_within (GTK_WIDGET (self), document);
}

static void
follower_init (AttractorFollowerInterface *iface)
{
  iface->set_document = set_document;
}

static void
attractor_method_group_dispose (GObject *object)
{
  attractor_follower_set_document (ATTRACTOR_FOLLOWER (object), NULL);

  G_OBJECT_CLASS (attractor_method_group_parent_class)->dispose (object);
}

static void
attractor_method_group_class_init (AttractorMethodGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = attractor_method_group_dispose;

  g_type_ensure (ATTRACTOR_TYPE_CHOICE_ROW);
  g_type_ensure (ATTRACTOR_TYPE_PARAMETER_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-method-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorMethodGroup, ridge_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorMethodGroup, training_duration_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorMethodGroup, presentation_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorMethodGroup, settling_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorMethodGroup, interval_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorMethodGroup, training_noise_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorMethodGroup, regularization_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorMethodGroup, forgetting_row);
  gtk_widget_class_bind_template_child (widget_class, AttractorMethodGroup, rate_row);
}

static void
attractor_method_group_init (AttractorMethodGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

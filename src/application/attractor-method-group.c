/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-method-group.h"

#include "attractor-choice-row.h"
#include "attractor-document.h"
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

G_DEFINE_FINAL_TYPE (AttractorMethodGroup, attractor_method_group, ADW_TYPE_PREFERENCES_GROUP)

enum {
  PROP_0,
  PROP_DOCUMENT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

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
set_document (AttractorMethodGroup *self, AttractorDocument *document)
{
  if (self->document == document)
    return;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, update, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

static void
attractor_method_group_dispose (GObject *object)
{
  set_document (ATTRACTOR_METHOD_GROUP (object), NULL);

  G_OBJECT_CLASS (attractor_method_group_parent_class)->dispose (object);
}

static void
attractor_method_group_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  AttractorMethodGroup *self = ATTRACTOR_METHOD_GROUP (object);

  switch (prop_id) {
  case PROP_DOCUMENT:
    g_value_set_object (value, self->document);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_method_group_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  AttractorMethodGroup *self = ATTRACTOR_METHOD_GROUP (object);

  switch (prop_id) {
  case PROP_DOCUMENT:
    set_document (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_method_group_class_init (AttractorMethodGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_method_group_dispose;
  object_class->get_property = attractor_method_group_get_property;
  object_class->set_property = attractor_method_group_set_property;

  properties[PROP_DOCUMENT] = g_param_spec_object ("document",
                                                   NULL,
                                                   NULL,
                                                   ATTRACTOR_TYPE_DOCUMENT,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                     G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

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

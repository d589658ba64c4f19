/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-selection.h"

/**
 * AttractorSelection:
 *
 * Which attractor stands out, in all figures and tables of a window. Whoever
 * shows attractors sets it when one is chosen, and follows its "attractor".
 */
struct _AttractorSelection {
  GObject parent_instance;

  int attractor;
};

G_DEFINE_FINAL_TYPE (AttractorSelection, attractor_selection, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_ATTRACTOR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
attractor_selection_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_ATTRACTOR:
    g_value_set_int (value, ATTRACTOR_SELECTION (object)->attractor);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_selection_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_ATTRACTOR:
    attractor_selection_set_attractor (ATTRACTOR_SELECTION (object), g_value_get_int (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_selection_class_init (AttractorSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = attractor_selection_get_property;
  object_class->set_property = attractor_selection_set_property;

  /**
   * AttractorSelection:attractor:
   *
   * The index of the attractor; -1 for none.
   */
  properties[PROP_ATTRACTOR] = g_param_spec_int ("attractor",
                                                 NULL,
                                                 NULL,
                                                 -1,
                                                 G_MAXINT,
                                                 -1,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                   G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attractor_selection_init (AttractorSelection *self)
{
  self->attractor = -1;
}

/**
 * attractor_selection_new:
 *
 * Returns: (transfer full): a selection of no attractor
 */
AttractorSelection *
attractor_selection_new (void)
{
  return g_object_new (ATTRACTOR_TYPE_SELECTION, NULL);
}

/**
 * attractor_selection_get_attractor:
 * @self: a selection
 *
 * Returns: the index of the attractor; -1 for none
 */
int
attractor_selection_get_attractor (AttractorSelection *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_SELECTION (self), -1);

  return self->attractor;
}

/**
 * attractor_selection_set_attractor:
 * @self: a selection
 * @attractor: the index of an attractor; -1 for none
 */
void
attractor_selection_set_attractor (AttractorSelection *self, int attractor)
{
  g_return_if_fail (ATTRACTOR_IS_SELECTION (self));
  g_return_if_fail (attractor >= -1);

  if (self->attractor == attractor)
    return;
  self->attractor = attractor;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATTRACTOR]);
}

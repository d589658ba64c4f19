/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-plan.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "exp-error.h"
#include "exp-json.h"

#define SECTION "sweep"
#define MAX_NETWORKS 1000

static gboolean
refuse (const char *message, GError **error)
{
  g_set_error_literal (error, EXP_ERROR, EXP_ERROR_VALUE, message);
  return FALSE;
}

static const char *
get_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gboolean
read_axis (ExpAxis *axis, JsonObject *section, const char *name, GError **error)
{
  const char *text = get_string (json_object_get_member (section, name));

  if (text == NULL) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 /* TRANSLATORS: %s is across or upwards, and no word to be translated */
                 _ ("sweep.%s must be an axis, as “network.gain:0.5:1.5:11”"),
                 name);
    return FALSE;
  }
  if (exp_axis_parse (axis, text, error) && exp_axis_check_range (axis, error))
    return TRUE;
  g_prefix_error (error, SECTION ".%s: ", name);
  return FALSE;
}

static gboolean
read_measure (ExpMeasure *measure, JsonNode *node, const char *path, GError **error)
{
  const char *text = get_string (node);

  if (text != NULL && exp_measure_find (text, measure))
    return TRUE;
  g_set_error (error,
               EXP_ERROR,
               EXP_ERROR_VALUE,
               /* TRANSLATORS: %s is a key of the file, as sweep.shown */
               _ ("%s must name what networks can be measured for, as “success”"),
               path);
  return FALSE;
}

static gboolean
read_measures (guint *measures, JsonNode *node, GError **error)
{
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                 : NULL;

  if (list == NULL)
    return refuse (_ ("sweep.measures must be a list"), error);
  for (guint i = 0; i < json_array_get_length (list); i++) {
    ExpMeasure measure;

    if (!read_measure (&measure, json_array_get_element (list, i), SECTION ".measures", error))
      return FALSE;
    *measures |= 1u << measure;
  }
  return TRUE;
}

static gboolean
read_n_networks (guint *n_networks, JsonNode *node, GError **error)
{
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node)
                                                            : G_TYPE_NONE;
  double n = 1.0;

  if (node != NULL)
    n = type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (node) : 0.0;
  if (!(n >= 1.0 && n <= MAX_NETWORKS && n == floor (n)))
    return refuse (_ ("sweep.networks must be a whole number from 1 to 1000"), error);
  *n_networks = (guint)n;
  return TRUE;
}

static gboolean
read_section (ExpPlan *self, JsonObject *section, GError **error)
{
  JsonNode *upwards = json_object_get_member (section, "upwards");

  if (!read_axis (&self->x, section, "across", error))
    return FALSE;
  if (upwards != NULL && !JSON_NODE_HOLDS_NULL (upwards)) {
    if (!read_axis (&self->y, section, "upwards", error))
      return FALSE;
    if (self->y.parameter == self->x.parameter)
      return refuse (_ ("sweep.upwards must be of another parameter than sweep.across"), error);
  }
  return read_measure (
           &self->shown, json_object_get_member (section, "shown"), SECTION ".shown", error) &&
         read_measures (&self->measures, json_object_get_member (section, "measures"), error) &&
         read_n_networks (&self->n_networks, json_object_get_member (section, "networks"), error);
}

/**
 * exp_plan_read:
 * @self: (out): the plan
 * @experiment: what may have one
 * @error: set to %EXP_ERROR_VALUE, naming the key, if it has one that is not possible
 *
 * Reads what the file of an experiment has as "sweep": the axes "across" and "upwards", as
 * exp_axis_parse() has them, the latter null where there is none; how many "networks" are
 * measured at each place; what is "shown"; and the "measures". Whether the plan suits the
 * experiment is not asked: the targets may have changed since it was chosen, and the file must
 * open nevertheless. A sweep asks when it begins.
 *
 * Returns: whether there is a plan; no @error is set where there is none
 */
gboolean
exp_plan_read (ExpPlan *self, const ExpExperiment *experiment, GError **error)
{
  JsonNode *node = experiment->source != NULL
                     ? json_object_get_member (experiment->source->object, SECTION)
                     : NULL;

  *self = (ExpPlan){ 0 };
  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (_ ("sweep must be an object"), error);
  return read_section (self, json_node_get_object (node), error);
}

/* All of what a file had, to be changed: json-glib's own copies share what is in them, with
 * counts that are not for several threads. */
static JsonObject *
copy_source (const ExpSource *source)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) copy = NULL;
  g_autofree char *text = NULL;

  if (source == NULL)
    return json_object_new ();
  json_node_set_object (node, source->object);
  text = exp_json_print (node);
  copy = json_from_string (text, NULL);
  g_assert (copy != NULL);
  return json_node_dup_object (copy);
}

static void
write_section (const ExpPlan *self, JsonObject *section)
{
  g_autofree char *across = exp_axis_print (&self->x);
  g_autofree char *upwards = self->y.parameter != NULL ? exp_axis_print (&self->y) : NULL;
  JsonArray *measures = json_array_new ();

  json_object_set_string_member (section, "across", across);
  if (upwards != NULL)
    json_object_set_string_member (section, "upwards", upwards);
  else
    json_object_set_null_member (section, "upwards");
  json_object_set_int_member (section, "networks", self->n_networks);
  json_object_set_string_member (section, "shown", exp_measure_get_id (self->shown));
  for (guint i = 0; i < EXP_N_MEASURES; i++)
    if ((self->measures & (1u << i)) != 0)
      json_array_add_string_element (measures, exp_measure_get_id ((ExpMeasure)i));
  json_object_set_array_member (section, "measures", measures);
}

/**
 * exp_plan_keep:
 * @self: what was chosen
 * @experiment: whose file is to have it
 */
void
exp_plan_keep (const ExpPlan *self, ExpExperiment *experiment)
{
  g_autoptr (JsonObject) object = copy_source (experiment->source);
  JsonNode *node = json_object_get_member (object, SECTION);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    json_object_set_object_member (object, SECTION, json_object_new ());
  write_section (self, json_object_get_object_member (object, SECTION));
  g_clear_pointer (&experiment->source, exp_source_unref);
  experiment->source = exp_source_new (object);
}

/**
 * exp_plan_equal:
 *
 * Returns: whether both are the same
 */
gboolean
exp_plan_equal (const ExpPlan *a, const ExpPlan *b)
{
  return exp_axis_equal (&a->x, &b->x) && exp_axis_equal (&a->y, &b->y) &&
         a->n_networks == b->n_networks && a->shown == b->shown && a->measures == b->measures;
}

/**
 * exp_plan_name_change:
 * @before: a plan
 * @after: what became of it
 *
 * Returns: (nullable): a name of the one choice in which they differ, as "sweep.across.last";
 *   %NULL if they differ in none or in several, or in what is
 *   measured
 */
const char *
exp_plan_name_change (const ExpPlan *before, const ExpPlan *after)
{
  const ExpAxis *a = &before->x, *b = &after->x, *c = &before->y, *d = &after->y;
  const struct {
    const char *name;
    gboolean differs;
  } choices[] = {
    { SECTION ".across", a->parameter != b->parameter },
    { SECTION ".across.first", a->parameter == b->parameter && a->first != b->first },
    { SECTION ".across.last", a->parameter == b->parameter && a->last != b->last },
    { SECTION ".across.points", a->parameter == b->parameter && a->n_points != b->n_points },
    { SECTION ".across.log", a->parameter == b->parameter && !a->logarithmic != !b->logarithmic },
    { SECTION ".upwards", c->parameter != d->parameter },
    { SECTION ".upwards.first", c->parameter == d->parameter && c->first != d->first },
    { SECTION ".upwards.last", c->parameter == d->parameter && c->last != d->last },
    { SECTION ".upwards.points", c->parameter == d->parameter && c->n_points != d->n_points },
    { SECTION ".upwards.log", c->parameter == d->parameter && !c->logarithmic != !d->logarithmic },
    { SECTION ".networks", before->n_networks != after->n_networks },
    { SECTION ".shown", before->shown != after->shown },
  };
  const char *name = NULL;

  /* A switch for each measure: each turn of one is a change for itself. */
  if (before->measures != after->measures)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++) {
    if (choices[i].differs && name != NULL)
      return NULL;
    if (choices[i].differs)
      name = choices[i].name;
  }
  return name;
}

/**
 * exp_plan_is_kept_in_both:
 *
 * Returns: whether both experiments have the same plan, or none
 */
gboolean
exp_plan_is_kept_in_both (const ExpExperiment *a, const ExpExperiment *b)
{
  ExpPlan first, second;
  gboolean first_has, second_has;

  if (a->source == b->source)
    return TRUE;
  first_has = exp_plan_read (&first, a, NULL);
  second_has = exp_plan_read (&second, b, NULL);
  return first_has == second_has && (!first_has || exp_plan_equal (&first, &second));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-sweep-plan.h"

#include <glib/gi18n.h>

#include "exp-error.h"

#define N_COLUMNS 9
#define N_ROWS 7
#define N_NETWORKS 5

/**
 * AttractorSweepPlan:
 *
 * What a window's curves and maps are drawn over, and at which places on these axes
 * how many networks are measured, and what of them.
 */
struct _AttractorSweepPlan {
  GObject parent_instance;

  ExpAxis x;
  ExpAxis y; /* without a parameter, networks are measured along x alone */
  guint n_networks;
  ExpMeasure shown; /* by maps */
  guint measures;   /* a set: what is measured besides */
};

G_DEFINE_FINAL_TYPE (AttractorSweepPlan, attractor_sweep_plan, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
attractor_sweep_plan_class_init (AttractorSweepPlanClass *klass)
{
  /**
   * AttractorSweepPlan::changed:
   */
  signals[SIGNAL_CHANGED] = g_signal_new (
    "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static ExpAxis
make_axis (const ExpParameter *parameter, gsize n_points)
{
  ExpAxis axis = {
    .parameter = parameter, .first = parameter->first, .last = parameter->last, .n_points = n_points
  };

  if (axis.first <= parameter->minimum && parameter->open_minimum)
    axis.first = axis.last / (double)n_points;
  return axis;
}

static void
attractor_sweep_plan_init (AttractorSweepPlan *self)
{
  self->x = make_axis (exp_parameter_find ("network.gain"), N_COLUMNS);
  self->y = make_axis (exp_parameter_find (EXP_PARAMETER_AMPLITUDE), N_ROWS);
  self->n_networks = N_NETWORKS;
  self->measures = 1u << EXP_MEASURE_SUCCESS;
}

/**
 * attractor_sweep_plan_new:
 *
 * Returns: (transfer full): a plan over the gain and the amplitude of the targets
 */
AttractorSweepPlan *
attractor_sweep_plan_new (void)
{
  return g_object_new (ATTRACTOR_TYPE_SWEEP_PLAN, NULL);
}

static ExpAxis *
get_axis (AttractorSweepPlan *self, FigDirection direction)
{
  return direction == FIG_ACROSS ? &self->x : &self->y;
}

/**
 * attractor_sweep_plan_get_axis:
 * @self: a plan
 * @direction: which axis
 *
 * Returns: (transfer none): the axis; upwards its parameter may be %NULL
 */
const ExpAxis *
attractor_sweep_plan_get_axis (AttractorSweepPlan *self, FigDirection direction)
{
  g_return_val_if_fail (ATTRACTOR_IS_SWEEP_PLAN (self), NULL);

  return get_axis (self, direction);
}

/**
 * attractor_sweep_plan_set_parameter:
 * @self: a plan
 * @direction: which axis
 * @parameter: (nullable): what it is to measure, over its usual range; %NULL upwards
 *   for none
 *
 * Where the other axis has @parameter already, they change places.
 */
void
attractor_sweep_plan_set_parameter (AttractorSweepPlan *self,
                                    FigDirection direction,
                                    const ExpParameter *parameter)
{
  ExpAxis *axis, *other;

  g_return_if_fail (ATTRACTOR_IS_SWEEP_PLAN (self));
  g_return_if_fail (parameter != NULL || direction == FIG_UPWARDS);

  axis = get_axis (self, direction);
  other = get_axis (self, direction == FIG_ACROSS ? FIG_UPWARDS : FIG_ACROSS);
  if (axis->parameter == parameter)
    return;
  if (parameter != NULL && other->parameter == parameter) {
    ExpAxis before = *axis;

    /* There is always something across. */
    if (before.parameter == NULL)
      before = make_axis (exp_parameter_find (direction == FIG_UPWARDS &&
                                                  g_str_equal (parameter->path, "network.gain")
                                                ? EXP_PARAMETER_AMPLITUDE
                                                : "network.gain"),
                          N_COLUMNS);
    *axis = *other;
    *other = before;
  } else if (parameter != NULL) {
    *axis = make_axis (parameter, direction == FIG_ACROSS ? N_COLUMNS : N_ROWS);
  } else {
    *axis = (ExpAxis){ 0 };
  }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * attractor_sweep_plan_set_axis:
 * @self: a plan
 * @direction: which axis
 * @axis: where it begins and ends, and its points; its parameter is the one it has
 * @error: set to %EXP_ERROR_VALUE
 *
 * Returns: %TRUE on success; otherwise nothing has changed
 */
gboolean
attractor_sweep_plan_set_axis (AttractorSweepPlan *self,
                               FigDirection direction,
                               const ExpAxis *axis,
                               GError **error)
{
  g_return_val_if_fail (ATTRACTOR_IS_SWEEP_PLAN (self), FALSE);
  g_return_val_if_fail (axis->parameter == get_axis (self, direction)->parameter, FALSE);

  if (!(axis->first < axis->last)) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("The range of “%s” ends where it begins, or before."),
                 _ (axis->parameter->label));
    return FALSE;
  }
  if (axis->logarithmic && axis->first <= 0.0) {
    g_set_error (error,
                 EXP_ERROR,
                 EXP_ERROR_VALUE,
                 _ ("The range of “%s” begins at 0 or below, where there is no logarithm."),
                 _ (axis->parameter->label));
    return FALSE;
  }
  if (!exp_parameter_check (axis->parameter, axis->first, error) ||
      !exp_parameter_check (axis->parameter, axis->last, error))
    return FALSE;
  if (exp_axis_equal (get_axis (self, direction), axis))
    return TRUE;
  *get_axis (self, direction) = *axis;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

guint
attractor_sweep_plan_get_n_networks (AttractorSweepPlan *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_SWEEP_PLAN (self), 0);

  return self->n_networks;
}

void
attractor_sweep_plan_set_n_networks (AttractorSweepPlan *self, guint n_networks)
{
  g_return_if_fail (ATTRACTOR_IS_SWEEP_PLAN (self));

  if (self->n_networks == n_networks)
    return;
  self->n_networks = n_networks;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * attractor_sweep_plan_get_shown:
 * @self: a plan
 *
 * Returns: what maps show
 */
ExpMeasure
attractor_sweep_plan_get_shown (AttractorSweepPlan *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_SWEEP_PLAN (self), EXP_MEASURE_SUCCESS);

  return self->shown;
}

/**
 * attractor_sweep_plan_set_shown:
 * @self: a plan
 * @measure: what the figure is to show of each place
 *
 * Whether it is measured too is another choice.
 */
void
attractor_sweep_plan_set_shown (AttractorSweepPlan *self, ExpMeasure measure)
{
  g_return_if_fail (ATTRACTOR_IS_SWEEP_PLAN (self));
  g_return_if_fail ((guint)measure < EXP_N_MEASURES);

  if (self->shown == measure)
    return;
  self->shown = measure;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * attractor_sweep_plan_get_chosen:
 * @self: a plan
 *
 * Returns: what was chosen to be measured besides what maps show, a set of #ExpMeasure
 */
guint
attractor_sweep_plan_get_chosen (AttractorSweepPlan *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_SWEEP_PLAN (self), 0);

  return self->measures;
}

/**
 * attractor_sweep_plan_get_measures:
 * @self: a plan
 *
 * Returns: what is measured on each network, a set of #ExpMeasure: what was chosen, and what maps
 *   show in any case
 */
guint
attractor_sweep_plan_get_measures (AttractorSweepPlan *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_SWEEP_PLAN (self), 0);

  return self->measures | 1u << self->shown;
}

/**
 * attractor_sweep_plan_set_measured:
 * @self: a plan
 * @measure: one that maps do not show
 * @measured: whether it is to be measured nevertheless
 */
void
attractor_sweep_plan_set_measured (AttractorSweepPlan *self, ExpMeasure measure, gboolean measured)
{
  guint measures;

  g_return_if_fail (ATTRACTOR_IS_SWEEP_PLAN (self));
  g_return_if_fail ((guint)measure < EXP_N_MEASURES);

  measures = measured ? self->measures | 1u << measure : self->measures & ~(1u << measure);
  if (self->measures == measures)
    return;
  self->measures = measures;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * attractor_sweep_plan_get_n_places:
 * @self: a plan
 *
 * Returns: at how many places networks are measured
 */
guint
attractor_sweep_plan_get_n_places (AttractorSweepPlan *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_SWEEP_PLAN (self), 0);

  return (guint)(self->x.n_points * (self->y.parameter != NULL ? self->y.n_points : 1));
}

/**
 * attractor_sweep_plan_get_choice:
 * @self: a plan
 * @choice: (out): what curves and maps are drawn over, and of what
 */
void
attractor_sweep_plan_get_choice (AttractorSweepPlan *self, FigChoice *choice)
{
  g_return_if_fail (ATTRACTOR_IS_SWEEP_PLAN (self));

  *choice = (FigChoice){ .x = self->x.parameter->path,
                         .single = self->y.parameter == NULL,
                         .x_axis = self->x,
                         .y_axis = self->y,
                         .measure = self->shown };
  if (!choice->single)
    choice->y = self->y.parameter->path;
}

/**
 * attractor_sweep_plan_make_sweep:
 * @self: a plan
 * @experiment: of which parameters
 * @error: set to %EXP_ERROR_VALUE
 *
 * Returns: (transfer full) (nullable): what is to be measured
 */
ExpSweep *
attractor_sweep_plan_make_sweep (AttractorSweepPlan *self,
                                 const ExpExperiment *experiment,
                                 GError **error)
{
  g_return_val_if_fail (ATTRACTOR_IS_SWEEP_PLAN (self), NULL);

  return exp_sweep_new (experiment,
                        &self->x,
                        self->y.parameter != NULL ? &self->y : NULL,
                        attractor_sweep_plan_get_measures (self),
                        self->n_networks,
                        error);
}

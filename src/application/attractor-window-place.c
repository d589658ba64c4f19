/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <math.h>

#include <glib/gi18n.h>

#include "exp-number.h"
#include "exp-parameter.h"

#include "attractor-number.h"
#include "attractor-refusal.h"

/* The experiment goes to a place in a figure of curves or in a map. */

/* TRUE also where an axis measures no parameter. */
static gboolean
apply_parameter (
  FigQuantity quantity, const char *path, double value, ExpExperiment *experiment, GError **error)
{
  const ExpParameter *parameter = path != NULL ? exp_parameter_find (path) : NULL;

  return quantity != FIG_QUANTITY_PARAMETER || parameter == NULL ||
         exp_parameter_apply (parameter, value, experiment, error);
}

static gboolean
is_amplitude (FigQuantity quantity, const char *key)
{
  return quantity == FIG_QUANTITY_PARAMETER && g_strcmp0 (key, EXP_PARAMETER_AMPLITUDE) == 0;
}

/* What the targets are multiplied by at a place, and what the pointer can tell of that; NaN where
 * they stay as they are */
static double
get_amplitude (const FigPick *pick, double *step)
{
  gboolean across = is_amplitude (pick->x.quantity, pick->x.key);

  *step = across ? pick->x.step : pick->y.step;
  if (!across && !is_amplitude (pick->y.quantity, pick->y.key))
    return NAN;
  return across ? pick->x.value : pick->y.value;
}

/* A product has more digits than the pointer can tell, and such as are the machine's. Rounded, the
 * targets must still be to each other as they were: else it is the machine's digits alone that
 * go. */
static void
round_targets (const ExpTable *before, double step, ExpTable *targets)
{
  g_autoptr (ExpTable) rounded = exp_table_copy (targets);
  double unit = pow (10.0, floor (log10 (step * exp_table_get_size (before))));
  gsize n = targets->n_rows * targets->n_columns;
  double factor;

  for (gsize i = 0; i < n; i++)
    rounded->values[i] = exp_number_round (targets->values[i], unit);
  if (exp_table_find_factor (rounded, before, &factor)) {
    memcpy (targets->values, rounded->values, n * sizeof (double));
    return;
  }
  for (gsize i = 0; i < n; i++)
    targets->values[i] = exp_number_drop_rounding (targets->values[i]);
}

static void
withdraw_cb (AttractorDocument *document, AdwToast *toast)
{
  const ExpTable *targets = g_object_get_data (G_OBJECT (toast), "targets");

  if (!exp_table_equal (targets, attractor_document_get_experiment (document)->targets))
    adw_toast_dismiss (toast);
}

/* Amplitudes are in units of the targets, which are others now: the place is at 1 from here on,
 * until the targets are others again, as by undo. */
static void
explain_amplitude (AttractorWindow *self, double amplitude)
{
  g_autofree char *factor = attractor_number_format (amplitude);
  /* TRANSLATORS: after a click on a place in a map; %s is a factor, as 0.5 */
  g_autofree char *message = g_strdup_printf (
    _ (
      "All targets are multiplied by %s. The map’s amplitudes are in units of the targets, so that "
      "this place is now at amplitude 1."),
    factor);
  AdwToast *toast = attractor_window_show_message (self, message);

  if (toast == NULL)
    return;
  g_object_set_data_full (
    G_OBJECT (toast),
    "targets",
    exp_table_copy (attractor_document_get_experiment (self->document)->targets),
    (GDestroyNotify)exp_table_free);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (withdraw_cb), toast, 0);
}

/**
 * attractor_window_go_to:
 * @self: a window
 * @pick: a place in one of its figures whose axes measure parameters
 *
 * Takes these parameters: of all axes at once, or of none; half the way there is somewhere else.
 */
void
attractor_window_go_to (AttractorWindow *self, const FigPick *pick)
{
  const ExpExperiment *before = attractor_document_get_experiment (self->document);
  g_autoptr (ExpExperiment) experiment = exp_experiment_copy (before);
  g_autoptr (GError) error = NULL;
  double step;
  double amplitude = get_amplitude (pick, &step);

  if (!apply_parameter (pick->x.quantity, pick->x.key, pick->x.value, experiment, &error) ||
      !apply_parameter (pick->y.quantity, pick->y.key, pick->y.value, experiment, &error)) {
    attractor_refusal_show (GTK_WIDGET (self), error);
    return;
  }
  if (!isnan (amplitude) && amplitude != 1.0)
    round_targets (before->targets, step, experiment->targets);
  if (!attractor_document_set_experiment (self->document, experiment, NULL, &error))
    attractor_refusal_show (GTK_WIDGET (self), error);
  else if (!isnan (amplitude))
    explain_amplitude (self, amplitude);
}

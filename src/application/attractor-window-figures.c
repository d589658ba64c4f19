/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

#include "attractor-number.h"
#include "attractor-refusal.h"
#include "attractor-widget.h"

/* What is done with the mouse in a figure, done to the experiment. */

/* Which target of the document one in a figure is, whose theory may be of before some came or went;
 * -1 if it is no more */
static gssize
find_shown (AttractorWindow *self, AttractorPlot *plot, gsize attractor)
{
  const ExpTheory *theory = attractor_plot_get_theory (plot);
  const ExpExperiment *now = attractor_document_get_experiment (self->document);

  return theory != NULL ? exp_experiment_find_target (now, theory->experiment, attractor) : -1;
}

/* Likewise which of the document's is one in the findings, or the other way round */
static int
find_found (AttractorWindow *self, int attractor, gboolean back)
{
  const ExpTheory *theory = attractor_findings_get_theory (self->findings);
  const ExpExperiment *now = attractor_document_get_experiment (self->document);

  if (theory == NULL || attractor < 0)
    return -1;
  return (int)(back ? exp_experiment_find_target (theory->experiment, now, (gsize)attractor)
                    : exp_experiment_find_target (now, theory->experiment, (gsize)attractor));
}

/* Choosing the same attractor again lets go of it. */
static void
choose (AttractorWindow *self, int attractor)
{
  const ExpTable *targets = attractor_document_get_experiment (self->document)->targets;
  int now = attractor_selection_get_attractor (self->selection);

  if (attractor >= 0 && (gsize)attractor >= targets->n_rows)
    return;

  attractor_selection_set_attractor (self->selection, attractor == now ? -1 : attractor);
}

static void
select_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, g_variant_get_int32 (parameter));
}

static void
selected_cb (AttractorWindow *self, int attractor, AttractorPlot *plot)
{
  gssize found = attractor >= 0 ? find_shown (self, plot, (gsize)attractor) : -1;

  if (attractor < 0 || found >= 0)
    choose (self, (int)found);
}

static void
select_found_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  int found = find_found (user_data, g_variant_get_int32 (parameter), FALSE);

  if (found >= 0)
    choose (user_data, found);
}

/**
 * attractor_window_update_found:
 * @self: a window whose findings are of other theory
 *
 * Has the button of the attractor that is selected pressed there.
 */
void
attractor_window_update_found (AttractorWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "select-found");
  int found = find_found (self, attractor_selection_get_attractor (self->selection), TRUE);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_int32 (found));
}

static void
update_action_cb (AttractorSelection *selection, GParamSpec *pspec, GSimpleAction *action)
{
  g_simple_action_set_state (action,
                             g_variant_new_int32 (attractor_selection_get_attractor (selection)));
}

/**
 * attractor_window_add_selection_action:
 * @self: a window
 *
 * Adds the action by which buttons choose an attractor; its state is the one that
 * is chosen. Those in the findings, whose theory may be of before targets came or went, have
 * another one.
 */
void
attractor_window_add_selection_action (AttractorWindow *self)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (
    "select-attractor", G_VARIANT_TYPE_INT32, g_variant_new_int32 (-1));
  g_autoptr (GSimpleAction) found = g_simple_action_new_stateful (
    "select-found", G_VARIANT_TYPE_INT32, g_variant_new_int32 (-1));

  g_signal_connect_object (action, "activate", G_CALLBACK (select_cb), self, 0);
  g_signal_connect_object (
    self->selection, "notify::attractor", G_CALLBACK (update_action_cb), action, 0);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
  g_signal_connect_object (found, "activate", G_CALLBACK (select_found_cb), self, 0);
  g_signal_connect_object (self->selection,
                           "notify::attractor",
                           G_CALLBACK (attractor_window_update_found),
                           self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (found));
}

/* Where the target in a row of @before is among those that are now; -1 if it is no more */
static int
find_target (const ExpExperiment *now, const ExpExperiment *before, gsize row)
{
  /* An output more is one of the same targets. */
  if (now->targets->n_columns != before->targets->n_columns &&
      now->targets->n_rows == before->targets->n_rows)
    return (int)row;
  return (int)exp_experiment_find_target (now, before, row);
}

/**
 * attractor_window_check_selection:
 * @self: a window whose document has changed
 *
 * Stays with the attractor that is selected where others come and go, and lets go of one that is
 * no more.
 */
void
attractor_window_check_selection (AttractorWindow *self)
{
  const ExpExperiment *now = attractor_document_get_experiment (self->document);
  int selected = attractor_selection_get_attractor (self->selection);

  if (selected >= 0)
    attractor_selection_set_attractor (self->selection,
                                       find_target (now, self->before, (gsize)selected));
  g_clear_pointer (&self->before, exp_experiment_free);
  self->before = exp_experiment_copy (now);
  attractor_window_update_found (self);
}

static void
selection_cb (AttractorSelection *selection, GParamSpec *pspec, AttractorPlot *plot)
{
  attractor_plot_set_selected (plot, attractor_selection_get_attractor (selection));
}

/* The outputs that the figure's axes measure; the others stay as they are. */
static void
move_target (AttractorWindow *self, const FigPick *pick)
{
  const ExpTable *targets = attractor_document_get_experiment (self->document)->targets;

  if (self->dragged < 0 || self->dragged >= (gssize)targets->n_rows)
    return;
  for (guint i = 0; i < targets->n_columns; i++) {
    g_autoptr (GError) error = NULL;
    double value;

    if (fig_pick_get_output (pick, i, &value) &&
        !attractor_document_set_target (self->document, (gsize)self->dragged, i, value, &error))
      attractor_refusal_show (GTK_WIDGET (self), error);
    /* another experiment now */
    targets = attractor_document_get_experiment (self->document)->targets;
  }
}

static void
target_dragged_cb (
  AttractorWindow *self, guint target, const FigPick *pick, int phase, AttractorPlot *plot)
{
  switch ((AttractorDragPhase)phase) {
  case ATTRACTOR_DRAG_BEGIN:
    self->dragged = find_shown (self, plot, target);
    attractor_document_begin_group (self->document);
    break;
  case ATTRACTOR_DRAG_UPDATE:
    move_target (self, pick);
    break;
  case ATTRACTOR_DRAG_END:
    move_target (self, pick);
    attractor_document_end_group (self->document);
    break;
  case ATTRACTOR_DRAG_CANCEL:
  default:
    if (attractor_document_end_group (self->document))
      attractor_document_undo (self->document);
  }
}

/* Tells what is missing where there is no network to do it with. */
static gboolean
has_network (AttractorWindow *self)
{
  const ExpMeasurement *measurement = attractor_window_get_shown (self);
  const ExpTable *targets = attractor_document_get_experiment (self->document)->targets;

  if (measurement == NULL || measurement->trained == NULL)
    attractor_window_show_message (self, _ ("Train a network to see what it does from here."));
  else if (measurement->n_outputs != targets->n_columns)
    attractor_window_show_message (
      self, _ ("The trained network has another number of outputs; train another one."));
  else
    return TRUE;
  return FALSE;
}

/* The network's attractor that is meant: the one that was pointed at, else the selected one, else
 * the first. Says so if the network has not learned it. */
static gboolean
choose_attractor (AttractorWindow *self, int pointed, gsize *attractor)
{
  const ExpExperiment *now = attractor_document_get_experiment (self->document);
  int meant = pointed >= 0 ? pointed : attractor_selection_get_attractor (self->selection);
  gssize found = 0;

  if (meant >= 0)
    found = exp_experiment_find_target (
      attractor_window_get_shown (self)->experiment, now, (gsize)meant);
  if (found < 0)
    attractor_window_show_message (
      self, _ ("The network was trained before there was this attractor; train another one."));
  *attractor = (gsize)MAX (found, 0);
  return found >= 0;
}

/* Whose colour something of the network's attractor has */
static int
get_owner (AttractorWindow *self, gsize attractor)
{
  gssize owner = exp_experiment_find_target (attractor_document_get_experiment (self->document),
                                             attractor_window_get_shown (self)->experiment,
                                             attractor);

  return owner >= 0 ? (int)owner : FIG_OWNER_NONE;
}

static char *
name_attractor (AttractorWindow *self, gsize attractor)
{
  const ExpTable *targets = attractor_window_get_shown (self)->experiment->targets;

  return attractor_number_row_to_text (targets->n_columns,
                                       targets->values + attractor * targets->n_columns);
}

/* Outputs that the figure does not show are those of the attractor that is meant. */
static void
release (AttractorWindow *self, const FigPick *pick)
{
  ExpMeasurement *measurement = attractor_window_get_shown (self);
  const ExpTable *targets = measurement->experiment->targets;
  gsize n_outputs = measurement->n_outputs, attractor;
  g_autofree double *output = g_new (double, n_outputs);
  g_autoptr (ExpFlight) flight = NULL;
  g_autofree char *start = NULL;
  g_autofree char *name = NULL;

  if (!choose_attractor (self, -1, &attractor))
    return;
  for (gsize i = 0; i < n_outputs; i++)
    if (!fig_pick_get_output (pick, (guint)i, &output[i]))
      output[i] = exp_table_get (targets, attractor, i);
  flight = exp_flight_new_released (
    measurement, attractor_document_get_experiment (self->document), output);
  start = attractor_number_row_to_text (n_outputs, output);
  /* TRANSLATORS: a trajectory; %s is what the network was held at before it, as "0.9"; its own
   * output need not be that */
  name = g_strdup_printf (_ ("Fed back z = %s"), start);
  attractor_player_add (self->player, flight, name, FIG_OWNER_ALL);
}

static void
drive (AttractorWindow *self, int pointed, double frequency)
{
  const ExpExperiment *now = attractor_document_get_experiment (self->document);
  ExpMeasurement *measurement = attractor_window_get_shown (self);
  g_autoptr (ExpFlight) flight = NULL;
  g_autofree char *at = NULL;
  g_autofree char *omega = attractor_number_to_words (frequency);
  g_autofree char *amplitude = attractor_number_format (now->kick);
  g_autofree char *name = NULL;
  gsize attractor;

  if (now->kick == 0.0) {
    attractor_window_show_message (
      self, _ ("The kick is 0, and with it the amplitude of the drive: nothing would be seen."));
    return;
  }
  if (!choose_attractor (self, pointed, &attractor))
    return;
  at = name_attractor (self, attractor);
  flight = exp_flight_new_driven (measurement, now, attractor, frequency);
  /* TRANSLATORS: an attractor, as "0.9", the amplitude of what is added to the network's input
   * there, and its angular frequency, in units of 1/τ */
  name = g_strdup_printf (_ ("z = %s, driven by %s sin ωt, ω = %s/τ"), at, amplitude, omega);
  attractor_player_add (self->player, flight, name, get_owner (self, attractor));
}

/**
 * attractor_window_kick:
 * @self: a window
 *
 * Kicks the trained network at the selected attractor, by the present kick, and shows
 * whether it returns.
 */
void
attractor_window_kick (AttractorWindow *self)
{
  const ExpExperiment *now = attractor_document_get_experiment (self->document);
  g_autoptr (ExpFlight) flight = NULL;
  g_autofree char *kick = attractor_number_format (now->kick);
  g_autofree char *at = NULL;
  g_autofree char *name = NULL;
  gsize attractor;

  if (!has_network (self))
    return;
  if (now->kick == 0.0) {
    attractor_window_show_message (self, _ ("The kick is 0: nothing would be seen."));
    return;
  }
  if (!choose_attractor (self, -1, &attractor))
    return;
  at = name_attractor (self, attractor);
  flight = exp_flight_new_kicked (attractor_window_get_shown (self), now, attractor);
  /* TRANSLATORS: a trajectory; the attractor that it begins at, as "0.9", and the size of the kick
   */
  name = g_strdup_printf (_ ("Kicked at z = %s by %s"), at, kick);
  attractor_player_add (self->player, flight, name, get_owner (self, attractor));
}

/* What a place in a figure means is done: a network is driven at a frequency,
 * let go from an output, or looked for at other parameters. */
static void
picked_cb (AttractorWindow *self, const FigPick *pick)
{
  double frequency;

  if (fig_pick_has (pick, FIG_QUANTITY_PARAMETER)) {
    attractor_window_go_to (self, pick);
  } else if (fig_pick_get_frequency (pick, &frequency)) {
    if (has_network (self))
      drive (self, pick->owner, frequency);
  } else if (fig_pick_has (pick, FIG_QUANTITY_OUTPUT) && pick->owner < 0) {
    if (has_network (self))
      release (self, pick);
  }
}

/**
 * attractor_window_update_traces:
 * @self: a window
 *
 * Lays the trajectories that are being played over the figures.
 */
void
attractor_window_update_traces (AttractorWindow *self)
{
  g_autoptr (GPtrArray) traces = attractor_player_dup_traces (self->player);

  for (guint i = 0; i < self->views->len; i++)
    attractor_plot_set_traces (g_ptr_array_index (self->views, i), traces, FALSE);
  /* From what goes the focus would go to the first row of the parameters, and those to it. */
  if (traces->len == 0 && attractor_widget_has_focus_in (GTK_WIDGET (self->player)))
    attractor_window_focus_page (self);
}

/* Nobody sees what undo does on another page. */
static void
bring_into_sight (GtkWidget *plot)
{
  GtkWidget *stack = gtk_widget_get_ancestor (plot, ADW_TYPE_VIEW_STACK);
  GtkWidget *page = plot;

  if (stack == NULL || gtk_widget_get_mapped (plot))
    return;
  while (gtk_widget_get_parent (page) != stack)
    page = gtk_widget_get_parent (page);
  adw_view_stack_set_visible_child (ADW_VIEW_STACK (stack), page);
}

static gpointer
swap_view (GObject *plot, gpointer view)
{
  bring_into_sight (GTK_WIDGET (plot));
  return attractor_plot_swap_view (ATTRACTOR_PLOT (plot), view);
}

static void
view_changed_cb (AttractorWindow *self, const FigViewport *before, AttractorPlot *plot)
{
  attractor_document_record_view (self->document,
                                  G_OBJECT (plot),
                                  fig_viewport_copy (before),
                                  swap_view,
                                  (GDestroyNotify)fig_viewport_free);
}

/**
 * attractor_window_connect_plot:
 * @self: a window
 * @plot: a plot of its experiment
 *
 * Makes the window do what people do in the plot, and the plot show what is
 * selected elsewhere.
 */
void
attractor_window_connect_plot (AttractorWindow *self, AttractorPlot *plot)
{
  g_signal_connect_object (plot, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plot, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    plot, "target-dragged", G_CALLBACK (target_dragged_cb), self, G_CONNECT_SWAPPED);
  attractor_window_connect_copies (self, plot);
  g_signal_connect_object (
    plot, "view-changed", G_CALLBACK (view_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->selection, "notify::attractor", G_CALLBACK (selection_cb), plot, 0);
  selection_cb (self->selection, NULL, plot);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-source.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "exp-key.h"
#include "fig-number.h"
#include "fig-text.h"

#define MAX_NAMED_OUTPUTS 3
#define MAX_DIFFERENCES 2

/**
 * fig_source_is_stable:
 * @self: a source
 * @attractor: index
 *
 * Returns: whether theory says that the attractor is stable
 */
gboolean
fig_source_is_stable (const FigSource *self, gsize attractor)
{
  return self->theory->attractors[attractor].dynamics->stable;
}

/**
 * fig_source_is_current:
 * @self: a source
 *
 * Title, notes or pins that have changed since make no difference.
 *
 * Returns: whether the network was made with the parameters that theory has;
 *   %TRUE without a network
 */
gboolean
fig_source_is_current (const FigSource *self)
{
  return self->measurement == NULL ||
         exp_experiment_computes_equal (self->theory->experiment, self->measurement->experiment);
}

/**
 * fig_source_is_study_current:
 * @self: a source
 *
 * Returns: whether the study was made of the parameters that theory has; %TRUE
 *   without a study
 */
gboolean
fig_source_is_study_current (const FigSource *self)
{
  return self->study == NULL ||
         fig_study_is_current (self->study, self->theory->experiment, &self->study->choice);
}

/**
 * fig_source_note_study:
 * @self: a source without what a panel is to show
 * @panel: the panel, which will say why
 */
void
fig_source_note_study (const FigSource *self, FigPanel *panel)
{
  const char *text = _ ("Being computed");

  if (self->study != NULL)
    text = self->study->problem != NULL ? self->study->problem : _ ("Not to be had");
  g_free (panel->note);
  panel->note = g_markup_escape_text (text, -1);
  panel->hint = FALSE;
}

/**
 * fig_source_get_look:
 * @self: a source
 * @attractor: index
 *
 * Returns: what everything that belongs to the attractor looks like
 */
FigLook
fig_source_get_look (const FigSource *self, gsize attractor)
{
  FigLook look = { .owner = (int)attractor, .broken = !fig_source_is_stable (self, attractor) };

  return look;
}

/* "0.9" or "(0.9, 0.1)"; for people or, with a plain minus, for programs */
static char *
print_target (const ExpTable *targets, gsize row, int digits, gboolean markup)
{
  GString *string = g_string_new (targets->n_columns > 1 ? "(" : NULL);

  for (gsize i = 0; i < targets->n_columns; i++) {
    double value = exp_table_get (targets, row, i) + 0.0; /* no negative zero */

    if (i > 0)
      g_string_append (string, ", ");
    if (markup) {
      g_autofree char *number = fig_number_format_short (value, digits);

      g_string_append (string, number);
    } else {
      char format[8], buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_string_append (string, g_ascii_formatd (buffer, sizeof buffer, format, value));
    }
  }
  if (targets->n_columns > 1)
    g_string_append_c (string, ')');
  return g_string_free (string, FALSE);
}

/* As many digits as it takes to tell the targets apart. */
static int
name_digits (const ExpTable *targets)
{
  static const int digits[] = { 4, 6, 10 };

  for (gsize i = 0; i < G_N_ELEMENTS (digits); i++) {
    g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (gsize row = 0; row < targets->n_rows; row++)
      g_hash_table_add (names, print_target (targets, row, digits[i], FALSE));
    if (g_hash_table_size (names) == targets->n_rows)
      return digits[i];
  }
  return 17;
}

/**
 * fig_source_get_name:
 * @self: a source
 * @attractor: index
 *
 * Returns: (transfer full): what the attractor is called in data files, as
 *   "z = 0.9"; the same in every language
 */
char *
fig_source_get_name (const FigSource *self, gsize attractor)
{
  const ExpTable *targets = self->theory->experiment->targets;
  g_autofree char *target = NULL;

  if (targets->n_columns > MAX_NAMED_OUTPUTS)
    return g_strdup_printf ("attractor %" G_GSIZE_FORMAT, attractor + 1);
  target = print_target (targets, attractor, name_digits (targets), FALSE);
  return g_strconcat ("z = ", target, NULL);
}

/**
 * fig_source_get_label:
 * @self: a source
 * @attractor: index
 *
 * Returns: (transfer full): what the attractor is called in figures, as Pango
 *   markup
 */
char *
fig_source_get_label (const FigSource *self, gsize attractor)
{
  const ExpTable *targets = self->theory->experiment->targets;
  g_autofree char *target = NULL;

  if (targets->n_columns > MAX_NAMED_OUTPUTS)
    return g_strdup_printf (_ ("Attractor %u"), (guint)attractor + 1);
  target = print_target (targets, attractor, name_digits (targets), TRUE);
  return g_strdup_printf ("<i>z</i> = %s", target);
}

/**
 * fig_source_get_heading:
 * @self: a source
 * @attractor: index
 *
 * Returns: (transfer full): the attractor's label, with the verdict where it is
 *   not stable
 */
char *
fig_source_get_heading (const FigSource *self, gsize attractor)
{
  g_autofree char *label = fig_source_get_label (self, attractor);

  switch (self->theory->attractors[attractor].dynamics->verdict) {
  case RC_VERDICT_STABLE:
    return g_steal_pointer (&label);
  case RC_VERDICT_MARGINAL:
    /* Translators: %s is the name of an attractor, as "z = 0.9" */
    return g_strdup_printf (_ ("%s (marginal)"), label);
  case RC_VERDICT_CHAOTIC:
    /* Translators: %s is the name of an attractor, as "z = 0.9" */
    return g_strdup_printf (_ ("%s (chaotic)"), label);
  case RC_VERDICT_ABSENT:
    /* Translators: %s is the name of an attractor, as "z = 0.9" */
    return g_strdup_printf (_ ("%s (no fixed point)"), label);
  case RC_VERDICT_UNSTABLE:
  default:
    /* Translators: %s is the name of an attractor, as "z = 0.9" */
    return g_strdup_printf (_ ("%s (unstable)"), label);
  }
}

/**
 * fig_source_get_distance:
 * @targets: one target in each row
 * @row: which of them
 *
 * Returns: how far it is to the nearest other target; infinite where there is
 *   none at another place
 */
double
fig_source_get_distance (const ExpTable *targets, gsize row)
{
  double nearest = INFINITY;

  for (gsize other = 0; other < targets->n_rows; other++) {
    double square = 0.0;

    for (gsize i = 0; i < targets->n_columns; i++) {
      double difference = exp_table_get (targets, other, i) - exp_table_get (targets, row, i);

      square += difference * difference;
    }
    if (square > 0.0)
      nearest = MIN (nearest, sqrt (square));
  }
  return nearest;
}

/* As they are called in formulas, shorter than in lists to choose from */
static const char *const transfer_names[] = {
  [EXP_TRANSFER_TANH] = "tanh",
  [EXP_TRANSFER_ERF] = "erf",
  [EXP_TRANSFER_LOGISTIC] = N_ ("logistic"),
  [EXP_TRANSFER_RELU] = "ReLU",
  [EXP_TRANSFER_SOFTPLUS] = N_ ("softplus"),
  [EXP_TRANSFER_PIECEWISE_LINEAR] = N_ ("piecewise linear"),
  [EXP_TRANSFER_FORMULA] = N_ ("formula"),
};

/* What a person calls the value of a key that has choices */
static const char *
name_choice (const ExpKey *key, const ExpExperiment *experiment)
{
  gsize choice = (gsize)exp_key_get (key, experiment);

  if (strcmp (key->path, "network.transfer.kind") == 0 && choice < G_N_ELEMENTS (transfer_names))
    return _ (transfer_names[choice]);
  return _ (key->choice_labels[choice]);
}

/* "g = 0.9" and the like: what a figure says of one parameter */
static char *
print_parameter (const char *path, const ExpExperiment *experiment)
{
  static const struct {
    const char *path;
    const char *symbol;
  } symbols[] = {
    { "network.size", "<i>N</i>" },          { "network.gain", "<i>g</i>" },
    { "network.transfer.kind", "<i>φ</i>" }, { "network.transfer.threshold", "<i>θ</i>" },
    { "network.density", "<i>p</i>" },       { "network.feedback_scale", "<i>σ</i>" },
    { "training.ridge", "<i>λ</i>" },        { "probe.overlap", "<i>ρ</i>" },
  };
  const ExpKey *key = exp_key_find (path);
  g_autofree char *label = g_markup_escape_text (_ (key->label), -1);
  const char *symbol = label;
  g_autofree char *value = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (strcmp (symbols[i].path, path) == 0)
      symbol = symbols[i].symbol;
  if (key->type == EXP_KEY_CHOICE)
    value = g_markup_escape_text (name_choice (key, experiment), -1);
  else
    value = fig_number_format_short (exp_key_get (key, experiment),
                                     key->type == EXP_KEY_INTEGER ? 16 : 6);
  return g_strdup_printf ("%s = %s", symbol, value);
}

/* "φ = tanh", or the formula itself */
static char *
print_transfer (const ExpExperiment *experiment)
{
  g_autofree char *plain = NULL;
  g_autofree char *formula = NULL;

  if (experiment->transfer != EXP_TRANSFER_FORMULA)
    return print_parameter ("network.transfer.kind", experiment);
  plain = fig_text_from_person (experiment->formula);
  formula = fig_text_quote (plain);
  return g_strdup_printf ("<i>φ</i> = %s", formula);
}

/* What sets the network apart from the theory: "g = 0.8, N = 500" */
static char *
print_differences (const ExpExperiment *theory, const ExpExperiment *network)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  gsize n_keys;
  const ExpKey *keys = exp_key_list (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    if (exp_key_get (&keys[i], theory) != exp_key_get (&keys[i], network))
      g_ptr_array_add (parts, print_parameter (keys[i].path, network));
  if (!exp_table_equal (theory->targets, network->targets))
    g_ptr_array_add (parts, g_strdup (_ ("other targets")));
  if (!exp_table_equal (theory->inputs, network->inputs))
    g_ptr_array_add (parts, g_strdup (_ ("other inputs")));
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (_ ("other parameters")));
  if (parts->len > MAX_DIFFERENCES) {
    g_ptr_array_set_size (parts, MAX_DIFFERENCES);
    g_ptr_array_add (parts, g_strdup ("…"));
  }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **)parts->pdata);
}

/**
 * fig_source_start_figure:
 * @self: a source
 * @title: what kind of figure, translated
 *
 * Returns: (transfer full): a figure with its title and the parameters that
 *   matter most
 */
FigFigure *
fig_source_start_figure (const FigSource *self, const char *title)
{
  const ExpExperiment *experiment = self->theory->experiment;
  g_autofree char *full_title = NULL;
  g_autofree char *transfer = print_transfer (experiment);
  g_autofree char *gain = print_parameter ("network.gain", experiment);
  g_autofree char *subtitle = g_strdup_printf ("%s, %s", transfer, gain);
  FigFigure *figure;

  if (experiment->title != NULL && experiment->title[0] != '\0')
    full_title = g_strdup_printf ("%s – %s", experiment->title, title);
  figure = fig_figure_new (full_title != NULL ? full_title : title);
  fig_figure_set_subtitle (figure, subtitle);
  fig_figure_set_experiment (figure, experiment);
  return figure;
}

/**
 * fig_source_explain:
 * @self: a source
 * @figure: a figure being built
 * @sample: what stands beside the names
 *
 * Adds all attractors to the legend, as theory sees them.
 */
void
fig_source_explain (const FigSource *self, FigFigure *figure, FigSample sample)
{
  FigLegend *legend = fig_figure_get_legend (figure);

  for (gsize k = 0; k < self->theory->n_attractors; k++) {
    FigLook look = fig_source_get_look (self, k);
    g_autofree char *heading = fig_source_get_heading (self, k);

    look.hollow = TRUE;
    fig_legend_add (legend, sample, &look, heading);
  }
}

/**
 * fig_source_explain_network:
 * @self: a source
 * @figure: a figure being built
 * @sample: what the network's data is drawn with
 * @look: what it looks like
 *
 * Adds the network to the legend, with its size or, where it belongs to other
 * parameters than theory, with these. Does nothing without a network.
 */
void
fig_source_explain_network (const FigSource *self,
                            FigFigure *figure,
                            FigSample sample,
                            const FigLook *look)
{
  if (self->measurement != NULL)
    fig_source_explain_experiment (self, figure, self->measurement->experiment, sample, look);
}

/**
 * fig_source_explain_experiment:
 * @self: a source
 * @figure: a figure being built
 * @experiment: the parameters of a network
 * @sample: what its data is drawn with
 * @look: what it looks like
 *
 * As fig_source_explain_network(), of a network that need not be measured yet.
 */
void
fig_source_explain_experiment (const FigSource *self,
                               FigFigure *figure,
                               const ExpExperiment *experiment,
                               FigSample sample,
                               const FigLook *look)
{
  FigLegend *legend = fig_figure_get_legend (figure);
  g_autofree char *parameters = NULL;
  g_autofree char *text = NULL;

  if (exp_experiment_computes_equal (self->theory->experiment, experiment)) {
    parameters = print_parameter ("network.size", experiment);
    /* Translators: %s is the size of the network, as "N = 1000" */
    text = g_strdup_printf (_ ("Network, %s"), parameters);
  } else {
    parameters = print_differences (self->theory->experiment, experiment);
    /* Translators: %s are parameters of an earlier network that theory does not share, as "g = 0.8"
     */
    text = g_strdup_printf (_ ("Network: %s"), parameters);
  }
  fig_legend_add (legend, sample, look, text);
  fig_legend_set_kind (legend, "network");
}

/* The attractors that are stable, or the others with the verdict on each. */
static char *
join_names (const FigSource *self, gboolean stable)
{
  GString *names = g_string_new (NULL);

  for (gsize k = 0; k < self->theory->n_attractors; k++) {
    g_autofree char *heading = NULL;
    g_autofree char *text = NULL;

    if (fig_source_is_stable (self, k) != stable)
      continue;
    heading = fig_source_get_heading (self, k);
    text = fig_text_from_markup (heading);
    if (names->len > 0)
      g_string_append (names, ", ");
    g_string_append (names, text);
  }
  return g_string_free (names, FALSE);
}

/**
 * fig_source_describe:
 * @self: a source
 *
 * Returns: (transfer full): what theory and network say of the attractors, in
 *   sentences that every figure's description ends with
 */
char *
fig_source_describe (const FigSource *self)
{
  g_autofree char *stable = join_names (self, TRUE);
  g_autofree char *others = join_names (self, FALSE);
  GString *text = g_string_new (NULL);

  if (others[0] == '\0')
    g_string_append_printf (text, _ ("Theory says that all attractors are stable: %s."), stable);
  else if (stable[0] == '\0')
    g_string_append_printf (text, _ ("Theory says that no attractor is stable: %s."), others);
  else
    g_string_append_printf (
      text, _ ("Theory says that these are stable: %s; and these are not: %s."), stable, others);
  g_string_append_c (text, ' ');
  if (self->measurement == NULL) {
    g_string_append (text, _ ("No network has been trained."));
  } else if (!exp_measurement_has (self->measurement, EXP_STAGE_SPECTRUM)) {
    g_string_append (text, _ ("A network is being measured."));
  } else {
    guint n_stable = 0, n_marginal = 0;

    for (gsize k = 0; k < self->measurement->n_attractors; k++) {
      n_stable += self->measurement->attractors[k].stable;
      n_marginal += self->measurement->attractors[k].verdict == RC_VERDICT_MARGINAL;
    }
    g_string_append_printf (text,
                            ngettext ("In a trained network of %u neurons, %u of %u is stable.",
                                      "In a trained network of %u neurons, %u of %u are stable.",
                                      n_stable),
                            (guint)self->measurement->experiment->size,
                            n_stable,
                            (guint)self->measurement->n_attractors);
    if (n_marginal > 0)
      g_string_append_printf (
        text, ngettext (" %u is marginal.", " %u are marginal.", n_marginal), n_marginal);
    if (!fig_source_is_current (self))
      g_string_append_printf (text, " %s", _ ("The network belongs to other parameters."));
  }
  return g_string_free (text, FALSE);
}

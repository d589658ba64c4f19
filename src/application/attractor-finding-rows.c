/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-finding-rows.h"

#include <locale.h>
#include <math.h>

#include <glib/gi18n.h>

#include "exp-agreement.h"
#include "rc-ode.h"

#include "attractor-number.h"

#define NOTHING "—"

static void
row_free (gpointer data)
{
  AttractorFindingRow *row = data;

  g_free (row->title);
  g_free (row->theory);
  g_free (row->network);
  g_free (row->difference);
  g_free (row);
}

/* Takes the texts; %NULL for nothing. */
static void
take_row (GPtrArray *rows, char *title, char *theory, char *network, char *difference)
{
  AttractorFindingRow *row = g_new (AttractorFindingRow, 1);

  row->title = title;
  row->theory = theory != NULL ? theory : g_strdup (NOTHING);
  row->network = network != NULL ? network : g_strdup (NOTHING);
  row->difference = difference != NULL ? difference : g_strdup (NOTHING);
  g_ptr_array_add (rows, row);
}

static void
add_number (GPtrArray *rows, const char *title, const char *unit, double theory, double network)
{
  double difference = network - theory;

  take_row (rows,
            attractor_number_with_unit (title, unit),
            attractor_number_to_words (theory),
            attractor_number_to_words (network),
            isfinite (difference) ? attractor_number_with_sign (difference) : NULL);
}

/* Where the output leaves, nothing responds for a time: what −H′(0)/H(0) is there has no meaning.
 */
static void
add_response_time (GPtrArray *rows, double theory, gboolean stable, double network, gboolean holds)
{
  double difference = stable && holds ? network - theory : NAN;

  take_row (rows,
            attractor_number_with_unit (_ ("Mean response time"), "τ"),
            stable ? attractor_number_to_words (theory) : g_strdup (_ ("— (unstable)")),
            holds || isnan (network) ? attractor_number_to_words (network)
                                     : g_strdup (_ ("— (unstable)")),
            isfinite (difference) ? attractor_number_with_sign (difference) : NULL);
}

static char *
complex_to_words (double complex value)
{
  g_autofree char *real = attractor_number_with_sign (creal (value));
  g_autofree char *imaginary = NULL;

  if (isnan (creal (value)) || cimag (value) == 0.0)
    return g_steal_pointer (&real);
  imaginary = attractor_number_to_words (fabs (cimag (value)));
  return g_strdup_printf ("%s ± %s i", real, imaginary);
}

/* Of a pair, the one above the real axis stands for both. */
static char *
difference_to_words (double complex predicted, double complex measured)
{
  double real = creal (measured) - creal (predicted);
  double imaginary = fabs (cimag (measured)) - fabs (cimag (predicted));
  g_autofree char *first = attractor_number_with_sign (real);
  g_autofree char *second = attractor_number_with_sign (imaginary);

  if (cimag (measured) == 0.0 && cimag (predicted) == 0.0)
    return g_steal_pointer (&first);
  /* TRANSLATORS: differences of the real and of the imaginary part */
  return g_strdup_printf (_ ("%s, imaginary %s"), first, second);
}

/* As theory counts it: from the leading pole. */
static double
get_time_constant (const ExpAgreement *agreement)
{
  double rate = agreement != NULL ? creal (agreement->leading_pole) : NAN;

  return rate < 0.0 ? -1.0 / rate : NAN;
}

/* Of the poles inside the bulk the leading one alone is known well enough from the response. */
static void
add_pole (GPtrArray *rows,
          const RcLocalDynamics *dynamics,
          const ExpAgreement *agreement,
          gsize i,
          guint number)
{
  double complex pole = dynamics->poles[i], measured = NAN;
  g_autofree char *title = NULL;
  const char *missing = NULL;

  if (agreement != NULL)
    measured = agreement->eigenvalues[i];
  if (agreement != NULL && pole == dynamics->output_pole && agreement->leading_pole_is_fitted)
    measured = agreement->leading_pole;
  if (!dynamics->visible[i])
    missing = _ ("not in the output");
  else if (agreement != NULL && isnan (creal (measured)))
    missing = _ ("in the bulk");
  /* TRANSLATORS: of several, the first being the one that decays most slowly */
  title = g_strdup_printf (_ ("Pole %u"), number);
  take_row (rows,
            attractor_number_with_unit (title, "1/τ"),
            complex_to_words (pole),
            missing != NULL ? g_strdup (missing) : complex_to_words (measured),
            isnan (creal (measured)) ? NULL : difference_to_words (pole, measured));
}

static void
add_poles (GPtrArray *rows, const RcLocalDynamics *dynamics, const ExpAgreement *agreement)
{
  guint number = 0;

  for (gsize i = 0; i < dynamics->n_targets; i++)
    if (cimag (dynamics->poles[i]) >= 0.0)
      add_pole (rows, dynamics, agreement, i, ++number);
}

/* Marks what is no pole of the output but the bulk's edge, so that nobody takes the one for
 * the other. */
static char *
eigenvalue_to_words (double complex value, gboolean bulk)
{
  g_autofree char *text = complex_to_words (value);

  /* TRANSLATORS: an eigenvalue that belongs to the bulk of them */
  return bulk ? g_strdup_printf (_ ("%s (bulk)"), text) : g_steal_pointer (&text);
}

static gboolean
is_in_bulk (double complex eigenvalue, const ExpMeasuredAttractor *measured)
{
  return !isnan (creal (eigenvalue)) &&
         exp_measured_attractor_find_outlier (measured, eigenvalue) == NULL;
}

/* The rightmost eigenvalue decides whether the network stays, be it a pole of the output
 * or the edge of the bulk. */
static void
add_leading_eigenvalue (GPtrArray *rows,
                        const RcLocalDynamics *dynamics,
                        const ExpMeasuredAttractor *measured)
{
  double edge = dynamics->bulk_radius - 1.0;
  gboolean predicted_bulk = !(creal (dynamics->output_pole) >= edge);
  double complex predicted = predicted_bulk ? edge : dynamics->output_pole;
  double complex found = measured != NULL ? measured->leading_eigenvalue : NAN;
  gboolean found_bulk = measured != NULL && is_in_bulk (found, measured);
  double difference = creal (found) - creal (predicted);

  take_row (rows,
            attractor_number_with_unit (_ ("Leading eigenvalue"), "1/τ"),
            eigenvalue_to_words (predicted, predicted_bulk),
            eigenvalue_to_words (found, found_bulk),
            !isfinite (difference) ? NULL
            : predicted_bulk       ? attractor_number_with_sign (difference)
                                   : difference_to_words (predicted, found));
}

/**
 * attractor_finding_success_to_words:
 * @measurement: with the spectrum
 * @attractor: index, of the network
 *
 * Returns: (transfer full): whether the network holds the target
 */
char *
attractor_finding_success_to_words (const ExpMeasurement *measurement, gsize attractor)
{
  if (measurement->attractors[attractor].verdict == RC_VERDICT_MARGINAL)
    return g_strdup (rc_verdict_get_label (RC_VERDICT_MARGINAL));
  return g_strdup (exp_measurement_holds (measurement, attractor) ? C_ ("network", "Holds it")
                                                                  : C_ ("network", "Loses it"));
}

/**
 * attractor_finding_rows_new:
 * @theory: what theory says
 * @measurement: (nullable): what a network with the same parameters says
 * @attractor: index
 *
 * Returns: (transfer full) (element-type AttractorFindingRow): what is predicted
 *   and measured at one attractor, as words and numbers in the locale
 */
GPtrArray *
attractor_finding_rows_new (const ExpTheory *theory,
                            const ExpMeasurement *measurement,
                            gsize attractor)
{
  const RcLocalDynamics *dynamics = theory->attractors[attractor].dynamics;
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);
  const ExpMeasuredAttractor *measured = NULL;
  const ExpMeasuredAttractor *solved = NULL; /* with its eigenvalues */
  g_autoptr (ExpAgreement) agreement = exp_agreement_new (theory, measurement, attractor);
  gssize target = exp_agreement_find_target (theory, measurement, attractor);
  double size = exp_table_get_size (theory->experiment->targets);

  if (target >= 0) {
    measured = &measurement->attractors[target];
    if (exp_measurement_has (measurement, EXP_STAGE_SPECTRUM))
      solved = measured;
  }
  take_row (rows,
            g_strdup (_ ("Verdict")),
            g_strdup (rc_verdict_get_label (dynamics->verdict)),
            solved != NULL ? attractor_finding_success_to_words (measurement, (gsize)target) : NULL,
            NULL);
  add_poles (rows, dynamics, agreement);
  add_number (rows,
              _ ("Time constant"),
              "τ",
              dynamics->time_constant < 0.0 ? NAN : dynamics->time_constant,
              get_time_constant (agreement));
  add_leading_eigenvalue (rows, dynamics, solved);
  add_number (rows, _ ("Time constant, open loop"), "τ", dynamics->open_loop_time_constant, NAN);
  add_response_time (rows,
                     dynamics->mean_response_time,
                     dynamics->stable,
                     solved != NULL ? agreement->mean_response_time : NAN,
                     solved != NULL && solved->stable);
  /* What the output leaves does not resonate, even if |H| has a maximum. */
  add_number (rows,
              _ ("Resonance"),
              "1/τ",
              dynamics->stable ? dynamics->resonance_frequency : NAN,
              solved != NULL && solved->stable ? agreement->resonance_frequency : NAN);
  add_number (rows,
              _ ("Bulk radius"),
              NULL,
              dynamics->bulk_radius,
              solved != NULL ? solved->bulk_radius : NAN);
  add_number (rows,
              _ ("Readout error"),
              NULL,
              attractor_number_drop_rounding (theory->mean_field->readout_error, size),
              measured != NULL ? attractor_number_drop_rounding (measured->readout_error, size)
                               : NAN);
  return rows;
}

/* "A = (−0.16, 0.22; −0.22, −0.16)" */
static void
append_matrix (GString *text, const char *name, const gsl_matrix *matrix)
{
  g_string_append_printf (text, "%s = (", name);
  for (gsize i = 0; i < matrix->size1; i++) {
    for (gsize j = 0; j < matrix->size2; j++) {
      g_autofree char *number = attractor_number_to_words (gsl_matrix_get (matrix, i, j));

      if (j > 0)
        g_string_append (text, C_ ("vector", ", "));
      else if (i > 0)
        g_string_append (text, " | ");
      g_string_append (text, number);
    }
  }
  g_string_append_c (text, ')');
}

/* Takes @text, whose powers of ten are written as everywhere. */
static char *
raise_exponents (char *text)
{
  char *raised = attractor_number_raise (text);

  g_free (text);
  return raised;
}

/**
 * attractor_finding_dup_ode:
 * @theory: what theory says
 * @attractor: index
 *
 * Returns: (transfer full): the equation of least order that the output obeys near
 *   the attractor, z being its distance from there and u the probe
 */
char *
attractor_finding_dup_ode (const ExpTheory *theory, gsize attractor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcOde) ode = rc_ode_new (theory->attractors[attractor].dynamics, &error);
  GString *text;

  if (ode == NULL)
    return g_strdup (error->message);
  if (ode->denominator != NULL)
    return raise_exponents (
      rc_ode_format (ode, attractor_number_get_digits (), localeconv ()->decimal_point));
  if (ode->order == 0)
    return g_strdup ("z = 0");

  text = g_string_new ("dw/dt = A w + B u,  z = C w,\n");
  append_matrix (text, "A", ode->state);
  g_string_append (text, ",\n");
  append_matrix (text, "B", ode->input);
  g_string_append (text, ",\n");
  append_matrix (text, "C", ode->output);
  return g_string_free (text, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-measurement.h"
#include "exp-theory.h"
#include "rc-scalar.h"

G_BEGIN_DECLS

/**
 * ExpMeasure:
 * @EXP_MEASURE_SUCCESS: 1 where the network holds the target, as exp_measurement_holds()
 *   says, 0 where it does not; of all attractors 1 if all are held
 * @EXP_MEASURE_LEADING_EIGENVALUE: the largest real part of the Jacobian's eigenvalues
 * @EXP_MEASURE_TIME_CONSTANT: τ_output from the eigenvalue that belongs to theory's leading
 *   pole; below 0 where the output leaves, undefined where the pole is inside the bulk
 * @EXP_MEASURE_POLE_TIME_CONSTANT: τ_output from the leading pole of a rational fit to the
 *   frequency response, which sees poles inside the bulk too
 * @EXP_MEASURE_FITTED_TIME_CONSTANT: τ_output from a fit to the output after a kick;
 *   undefined where it does not relax
 * @EXP_MEASURE_INTERNAL_TIME_CONSTANT: of the neurons, from a fit to their distance from
 *   the attractor after a kick in a random direction
 * @EXP_MEASURE_BULK_RADIUS: g √⟨φ'²⟩ with the slopes of the network
 * @EXP_MEASURE_BULK_TIME_CONSTANT: 1/(1 - that radius); undefined beyond the edge of chaos
 * @EXP_MEASURE_READOUT_ERROR: |W_outᵀ r - A|
 * @EXP_MEASURE_MEAN_RESPONSE_TIME: -H'(0)/H(0)
 * @EXP_MEASURE_RESONANCE_FREQUENCY: where |H| is largest; undefined where that is at an end
 * @EXP_MEASURE_OUTPUT_VARIANCE: of the output under noise, all outputs together; undefined
 *   without noise
 * @EXP_MEASURE_NEURON_VARIANCE: of a neuron's input under noise
 *
 * A number that is measured on a network: at each attractor, and of all together. A time
 * constant of all together is that of the slowest mode, or of the one that grows fastest;
 * any other number is the largest. Where one attractor has none, all together have none.
 */
typedef enum {
  EXP_MEASURE_SUCCESS,
  EXP_MEASURE_LEADING_EIGENVALUE,
  EXP_MEASURE_TIME_CONSTANT,
  EXP_MEASURE_POLE_TIME_CONSTANT,
  EXP_MEASURE_FITTED_TIME_CONSTANT,
  EXP_MEASURE_INTERNAL_TIME_CONSTANT,
  EXP_MEASURE_BULK_RADIUS,
  EXP_MEASURE_BULK_TIME_CONSTANT,
  EXP_MEASURE_READOUT_ERROR,
  EXP_MEASURE_MEAN_RESPONSE_TIME,
  EXP_MEASURE_RESONANCE_FREQUENCY,
  EXP_MEASURE_OUTPUT_VARIANCE,
  EXP_MEASURE_NEURON_VARIANCE,
  EXP_MEASURE_MARGINAL,
  EXP_N_MEASURES,
} ExpMeasure;

/* Instead of one attractor: all of them together. */
#define EXP_ALL_ATTRACTORS RC_SCALAR_ALL
/* A set of measures has a bit, 1 << measure, for each. */
#define EXP_ALL_MEASURES ((1u << EXP_N_MEASURES) - 1)

const char *exp_measure_get_id (ExpMeasure self);
const char *exp_measure_get_label (ExpMeasure self);
const char *exp_measure_get_unit (ExpMeasure self);
gboolean exp_measure_get_scalar (ExpMeasure self, RcScalar *scalar);
gboolean exp_measure_is_time_constant (ExpMeasure self);
gboolean exp_measure_find (const char *id, ExpMeasure *self);
gsize exp_measures_count (guint measures);
gsize exp_measures_find (guint measures, ExpMeasure measure);
guint exp_measures_get_stages (guint measures);
double exp_measure_take (ExpMeasure self,
                         const ExpMeasurement *measurement,
                         const ExpTheory *theory,
                         gsize attractor);
double exp_measure_combine (ExpMeasure self, gsize n, const double *values);
gboolean exp_measures_predict (guint measures,
                               const ExpExperiment *experiment,
                               GCancellable *cancellable,
                               double *values,
                               GError **error);

G_END_DECLS

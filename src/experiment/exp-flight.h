/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "exp-measurement.h"

G_BEGIN_DECLS

#define EXP_TYPE_FLIGHT (exp_flight_get_type ())

/**
 * ExpFlight:
 *
 * One trajectory of a trained network, integrated on a worker thread while it is
 * watched: from an output, from an attractor after a kick, or at an attractor
 * while the network is driven. Its points can be read while more are computed.
 *
 * Signals: "finished" when there is nothing more to come.
 */
G_DECLARE_FINAL_TYPE (ExpFlight, exp_flight, EXP, FLIGHT, GObject)

/**
 * ExpFlightKind:
 * @EXP_FLIGHT_RELEASED: from a state that the feedback was clamped to
 * @EXP_FLIGHT_KICKED: from an attractor, after a kick through the probe
 * @EXP_FLIGHT_DRIVEN: from an attractor, driven through the probe at one frequency
 */
typedef enum {
  EXP_FLIGHT_RELEASED,
  EXP_FLIGHT_KICKED,
  EXP_FLIGHT_DRIVEN,
} ExpFlightKind;

ExpFlight *exp_flight_new_released (ExpMeasurement *measurement,
                                    const ExpExperiment *protocol,
                                    const double *output);
ExpFlight *
exp_flight_new_kicked (ExpMeasurement *measurement, const ExpExperiment *protocol, gsize attractor);
ExpFlight *exp_flight_new_driven (ExpMeasurement *measurement,
                                  const ExpExperiment *protocol,
                                  gsize attractor,
                                  double frequency);
void exp_flight_start (ExpFlight *self);
void exp_flight_cancel (ExpFlight *self);

ExpFlightKind exp_flight_get_kind (ExpFlight *self);
gsize exp_flight_get_attractor (ExpFlight *self);
double exp_flight_get_frequency (ExpFlight *self);
gsize exp_flight_get_n_outputs (ExpFlight *self);
double exp_flight_get_interval (ExpFlight *self);
double exp_flight_get_duration (ExpFlight *self);
gboolean exp_flight_get_finished (ExpFlight *self);
const GError *exp_flight_get_error (ExpFlight *self);
gsize exp_flight_read (ExpFlight *self, gsize first, gsize n_points, double *outputs);
gboolean exp_flight_measure_response (ExpFlight *self, double *magnitude, double *phase);
gboolean exp_flight_is_linear (ExpFlight *self, double *magnitude, double *phase);
gboolean exp_flight_has_come_back (ExpFlight *self);

G_END_DECLS

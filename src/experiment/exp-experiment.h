/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "exp-table.h"

G_BEGIN_DECLS

#define EXP_MAX_TARGETS 32
#define EXP_MAX_OUTPUTS 8
#define EXP_MAX_INPUTS 8
#define EXP_MAX_TARGET 100.0 /* the largest |value| in targets and inputs */

typedef enum {
  EXP_TRANSFER_TANH,
  EXP_TRANSFER_ERF,
  EXP_TRANSFER_LOGISTIC,
  EXP_TRANSFER_RELU,
  EXP_TRANSFER_SOFTPLUS,
  EXP_TRANSFER_PIECEWISE_LINEAR,
  EXP_TRANSFER_FORMULA,
} ExpTransfer;

typedef enum {
  EXP_METHOD_LEAST_SQUARES,
  EXP_METHOD_RIDGE,
  EXP_METHOD_FORCE,
  EXP_METHOD_DELTA_RULE,
} ExpMethod;

/* exp-pins.h */
typedef struct _ExpPins ExpPins;

/**
 * ExpSource:
 * @object: what a file had; nobody changes it
 *
 * Shared by the copies of an experiment, on any thread.
 */
typedef struct {
  JsonObject *object;
} ExpSource;

/**
 * ExpExperiment:
 *
 * The document: every parameter of an experiment, as the file has them. Each
 * number is described by an #ExpKey. A worker gets a copy that nobody changes.
 */
typedef struct {
  char *title;
  char *notes;

  /* network */
  gint64 size;
  double gain;
  ExpTransfer transfer;
  double threshold; /* of the rectifier only */
  char *formula;    /* φ in x, of the formula only; never NULL */
  double density;
  double feedback_scale;
  ExpTable *channel_covariance; /* (K+L)×(K+L), with σ = 1; 0×0 for independent channels */
  gint64 seed;

  /* task */
  ExpTable *targets; /* M×K, at least 1×1 */
  ExpTable *inputs;  /* M×L, or 0×0 where there are none */

  /* training */
  ExpMethod method;
  double ridge;
  double training_duration; /* this and the next: of FORCE and the delta rule */
  double training_presentation;
  double training_settling;
  double training_interval;
  double training_noise;
  double regularization; /* of FORCE, as is the next */
  double forgetting;
  double rate; /* of the delta rule */

  /* probe */
  double overlap;
  double frequency_min;
  double frequency_max;
  gint64 frequency_points;
  gint64 driven_points;
  double kick;
  double step;
  double noise;

  /* simulation */
  double duration;
  double tolerance;
  gint64 trajectories;

  ExpPins *pins;     /* (nullable): what is kept for comparison */
  ExpSource *source; /* (nullable): what the file had, unknown keys included */
} ExpExperiment;

gboolean exp_method_is_online (ExpMethod method);

ExpSource *exp_source_new (JsonObject *object);
void exp_source_unref (ExpSource *source);

ExpExperiment *exp_experiment_new (void);
ExpExperiment *exp_experiment_copy (const ExpExperiment *self);
ExpExperiment *exp_experiment_copy_with_parameters (const ExpExperiment *self,
                                                    const ExpExperiment *other);
void exp_experiment_free (ExpExperiment *self);
void exp_experiment_set_pins (ExpExperiment *self, ExpPins *pins);
gboolean exp_experiment_computes_equal (const ExpExperiment *a, const ExpExperiment *b);
gboolean exp_experiment_equal (const ExpExperiment *a, const ExpExperiment *b);
gssize
exp_experiment_find_target (const ExpExperiment *self, const ExpExperiment *other, gsize target);
gboolean exp_experiment_validate (const ExpExperiment *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpExperiment, exp_experiment_free)

G_END_DECLS

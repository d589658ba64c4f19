/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-measure.h"
#include "exp-return-map.h"
#include "exp-scan.h"
#include "fig-basins.h"

G_BEGIN_DECLS

/**
 * FigNeeds:
 * @FIG_NEEDS_NOTHING: theory and measurement will do
 * @FIG_NEEDS_RETURN_MAP: the return map, where there is one
 * @FIG_NEEDS_CURVE: the time constants over one parameter
 * @FIG_NEEDS_MAP: the chosen measure and the margin of learnability over two
 * @FIG_NEEDS_TRAINING: on-line training while it goes on, which no study has
 *
 * What a kind of figure has to have computed for it.
 */
typedef enum {
  FIG_NEEDS_NOTHING = 0,
  FIG_NEEDS_RETURN_MAP = 1 << 0,
  FIG_NEEDS_CURVE = 1 << 1,
  FIG_NEEDS_MAP = 1 << 2,
  FIG_NEEDS_TRAINING = 1 << 3,
} FigNeeds;

/**
 * FigChoice:
 * @x: (nullable): the path of the parameter of curves, and of a map the one
 *   across; %NULL for the gain
 * @y: (nullable): the one upwards; %NULL for the amplitude of the targets
 * @single: whether nothing is upwards, and curves are drawn instead of maps
 * @x_axis: from where to where, if it is of that parameter; without one the usual range
 * @y_axis: likewise
 * @measure: what maps show: what is measured on networks, and what theory says of it
 *
 * What curves and maps are drawn over, and of what.
 */
typedef struct {
  const char *x;
  const char *y;
  gboolean single;
  ExpAxis x_axis;
  ExpAxis y_axis;
  ExpMeasure measure;
} FigChoice;

/**
 * FigStudy:
 * @experiment: the parameters it belongs to
 * @needs: what was asked for
 * @choice: what curves and maps are drawn over, nothing left open
 * @return_map: (nullable): the return map and its fixed points
 * @basins: (nullable): of two outputs: where the flow of the return map leads
 * @curve: (nullable): of each attractor in turn τ_output, τ_open, τ_bulk and the
 *   bulk's radius, and of all together what theory says of the chosen measure, if that is none
 *   but the margin
 * @map: (nullable): of all attractors together what theory says of the chosen measure, and
 *   the margin; coarse in a study that is told of before it is whole
 * @problem: (nullable): why something is not there, one sentence
 *
 * What is computed for a figure besides theory and measurement. Immutable,
 * reference counted.
 */
typedef struct {
  gatomicrefcount ref_count;
  ExpExperiment *experiment;
  FigNeeds needs;
  FigChoice choice;
  ExpReturnMap *return_map;
  FigBasins *basins;
  ExpScan *curve;
  ExpScan *map;
  char *problem;
} FigStudy;

/**
 * FigStudyFunc:
 * @study: (transfer none): the study with a map that is still coarse
 * @user_data: what was given to fig_study_new_full()
 *
 * Called on the thread that computes, after each refinement but the last.
 */
typedef void (*FigStudyFunc) (FigStudy *study, gpointer user_data);

#define FIG_STUDY_N_TIMES 3
#define FIG_STUDY_N_QUANTITIES (FIG_STUDY_N_TIMES + 1)

FigStudy *fig_study_new (FigNeeds needs,
                         const ExpTheory *theory,
                         const FigChoice *choice,
                         GCancellable *cancellable,
                         GError **error);
FigStudy *fig_study_new_full (FigNeeds needs,
                              const ExpTheory *theory,
                              const FigChoice *choice,
                              GCancellable *cancellable,
                              FigStudyFunc refined,
                              gpointer user_data,
                              GError **error);
FigStudy *fig_study_ref (FigStudy *self);
void fig_study_unref (FigStudy *self);
gboolean fig_study_is_current (const FigStudy *self,
                               const ExpExperiment *experiment,
                               const FigChoice *choice);
gboolean fig_study_covers (const FigStudy *self, const ExpExperiment *experiment);
const double *fig_study_get_map (const FigStudy *self, ExpMeasure *measure);
const double *fig_study_get_measure_curve (const FigStudy *self);
const double *fig_study_get_curve (const FigStudy *self, gsize attractor, guint quantity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigStudy, fig_study_unref)

G_END_DECLS

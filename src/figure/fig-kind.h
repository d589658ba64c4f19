/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-basins.h"
#include "exp-measurement.h"
#include "exp-sweep.h"
#include "exp-theory.h"
#include "fig-figure.h"
#include "fig-study.h"

G_BEGIN_DECLS

/**
 * FigSource:
 * @theory: what theory says
 * @measurement: (nullable): what a network says, if one was trained
 * @study: (nullable): what was computed for the figure besides; %NULL as long as
 *   that takes
 * @training: (nullable): how far on-line training has come that goes on now
 * @sweep: (nullable): what many networks say
 * @basins: (nullable): of the network, where they were asked for
 * @under: (nullable): what another figure is made from that this one is laid over: axes
 *   are to mean the same in both, and areas are told by their edges
 *
 * What a figure is made from.
 */
typedef struct _FigSource FigSource;

struct _FigSource {
  const ExpTheory *theory;
  const ExpMeasurement *measurement;
  const FigStudy *study;
  const ExpTrainingTrace *training;
  const ExpSweep *sweep;
  const ExpBasins *basins;
  const FigSource *under;
};

/**
 * FigKind:
 * @name: the word on the command line and in file names, as "frequency-response"
 * @title: (translatable) for the view switcher
 * @short_title: (translatable) (nullable): the same where there is no room for it
 * @icon_name: a symbolic icon of the view switcher
 * @build: makes the figure
 * @needs: what the source's study has to have
 *
 * One kind of figure; a new kind is one new file and a line in the list.
 */
typedef struct {
  const char *name;
  const char *title;
  const char *short_title;
  const char *icon_name;
  FigFigure *(*build) (const FigSource *source);
  FigNeeds needs;
} FigKind;

const FigKind *const *fig_kind_list (gsize *n_kinds);
const FigKind *fig_kind_find (const char *name);

G_END_DECLS

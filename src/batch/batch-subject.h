/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-sweep.h"
#include "fig-study.h"

G_BEGIN_DECLS

/**
 * BatchSubjectOptions:
 * @theory_only: no network is to be trained
 * @x_path: (nullable): what a figure is drawn over, with a range or without
 * @y_path: (nullable): the second parameter of a map
 * @measure_name: (nullable): what a map is drawn of
 * @n_networks: how many networks are measured at each place; 0 for none
 *
 * What the command line says of the data of a figure.
 */
typedef struct {
  gboolean theory_only;
  char *x_path;
  char *y_path;
  char *measure_name;
  int n_networks;
} BatchSubjectOptions;

/**
 * BatchSubject:
 * @experiment: what the figure is of
 * @sweep: (nullable): networks that the file had, or that are measured
 * @choice: what it is drawn over
 */
typedef struct {
  ExpExperiment *experiment;
  ExpSweep *sweep;
  FigChoice choice;
} BatchSubject;

gboolean
batch_subject_load (BatchSubject *self, const char *path, const BatchSubjectOptions *wanted);
gboolean batch_subject_measure (BatchSubject *self,
                                const BatchSubjectOptions *wanted,
                                const ExpScan *scan,
                                gboolean map);
void batch_subject_clear (BatchSubject *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BatchSubject, batch_subject_clear)

G_END_DECLS

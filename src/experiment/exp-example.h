/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-experiment.h"

G_BEGIN_DECLS

/**
 * ExpExample:
 * @name: of its file in data/examples, without the extension
 * @figure: the kind of figure that shows best what it is about
 * @title: (translatable) as in the file
 * @summary: (translatable) one line
 * @notes: (translatable) as in the file: what to look at and what to try
 *
 * One of the experiments that come with the program. What people read of it is here
 * too, where a translator's tools find it.
 */
typedef struct {
  const char *name;
  const char *figure;
  const char *title;
  const char *summary;
  const char *notes;
} ExpExample;

const ExpExample *exp_example_list (gsize *n_examples);
void exp_example_translate (ExpExperiment *experiment);

G_END_DECLS

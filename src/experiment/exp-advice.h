/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "exp-change.h"

G_BEGIN_DECLS

/* Instead of one attractor: all of them at once. */
#define EXP_ADVICE_ALL G_MAXSIZE

/**
 * ExpRemedy:
 * @attractor: which attractor is to become stable, or %EXP_ADVICE_ALL
 * @change: what to change
 * @value: as it is now
 * @found: whether there is a value that helps
 * @unstable: the last value on the way from @value at which theory does not find it
 *   stable; @limit lies next to it
 * @limit: the nearest value at which theory finds it stable, to within 1e-7 of
 *   the range; NaN if there is none
 * @end: the farthest value up to which it stays stable, of those tried; NaN likewise
 * @lost: which attractors the change takes away: bit k stands for attractor k, which
 *   theory finds stable now, and at none of the values tried from @limit to @end; the removed
 *   one is among them where it is stable now
 * @endangered: those that it takes away at some of these values
 * @always_takes: whether it takes away one at least at each of these values, be it now this
 *   one and now that
 * @from: the least value that was tried
 * @to: the largest
 *
 * One way to make an attractor stable, or the knowledge that there is none. A
 * removal is there where it helps; its numbers are NaN.
 */
typedef struct {
  gsize attractor;
  ExpChange change;
  double value;
  gboolean found;
  double unstable;
  double limit;
  double end;
  guint32 lost;
  guint32 endangered;
  gboolean always_takes;
  double from;
  double to;
} ExpRemedy;

/**
 * ExpAdvice:
 * @experiment: the parameters it belongs to
 * @n_remedies: how many
 * @remedies: for each attractor that is not stable, and for all together, what
 *   helps; a change that does not help is there once, and one that helps in both
 *   directions twice
 *
 * What would make the training of an experiment succeed. Immutable, reference
 * counted.
 */
typedef struct {
  gatomicrefcount ref_count;
  ExpExperiment *experiment;
  gsize n_remedies;
  ExpRemedy *remedies;
} ExpAdvice;

ExpAdvice *
exp_advice_new (const ExpExperiment *experiment, GCancellable *cancellable, GError **error);
ExpAdvice *exp_advice_ref (ExpAdvice *self);
void exp_advice_unref (ExpAdvice *self);
void exp_advice_report (const ExpAdvice *self, JsonObject *theory);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExpAdvice, exp_advice_unref)

G_END_DECLS

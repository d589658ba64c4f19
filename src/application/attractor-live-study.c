/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-live-study.h"

/* For how long, in µs, a computation is left to go on although the parameters have
 * changed, so that something is seen while they do; and for how long if something
 * coarse of it is in sight. What takes longer than that gets twice the time after it was stopped,
 * so that it comes to an end also while the parameters change all the time. */
#define PATIENCE (G_USEC_PER_SEC / 4)
#define PATIENCE_WHEN_SEEN (G_USEC_PER_SEC / 20)

/**
 * AttractorLiveStudy:
 *
 * Keeps what a figure needs besides theory up with the parameters. It is computed
 * on a worker thread; a map is there coarsely first. One computation is in flight at most, and is
 * cancelled when it takes long and its parameters are no longer those asked for; of the requests
 * made meanwhile only the last one counts. Nothing is computed that is there already.
 */
struct _AttractorLiveStudy {
  GObject parent_instance;

  FigNeeds needs;
  FigChoice choice;
  FigStudy *study;
  ExpTheory *computed;       /* what is computed now … */
  FigChoice computed_choice; /* … and over what */
  ExpTheory *pending;
  GCancellable *cancellable; /* of the computation; NULL if there is none */
  gint64 started;
  gint64 patience; /* in µs, with what is not seen */
  gboolean seen;   /* whether something coarse of it is there */
};

typedef struct {
  AttractorLiveStudy *self;
  FigStudy *study;
  GCancellable *cancellable; /* of the computation it comes from */
} Coarse;

G_DEFINE_FINAL_TYPE (AttractorLiveStudy, attractor_live_study, G_TYPE_OBJECT)

enum {
  SIGNAL_UPDATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
attractor_live_study_finalize (GObject *object)
{
  AttractorLiveStudy *self = ATTRACTOR_LIVE_STUDY (object);

  g_clear_pointer (&self->study, fig_study_unref);
  g_clear_pointer (&self->computed, exp_theory_unref);
  g_clear_pointer (&self->pending, exp_theory_unref);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (attractor_live_study_parent_class)->finalize (object);
}

static void
attractor_live_study_class_init (AttractorLiveStudyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = attractor_live_study_finalize;

  /**
   * AttractorLiveStudy::updated:
   *
   * Emitted when there is a new study, and when nothing is computed any longer.
   */
  signals[SIGNAL_UPDATED] = g_signal_new (
    "updated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
attractor_live_study_init (AttractorLiveStudy *self)
{
  self->patience = PATIENCE;
}

static void
coarse_free (gpointer data)
{
  Coarse *coarse = data;

  g_object_unref (coarse->self);
  fig_study_unref (coarse->study);
  g_object_unref (coarse->cancellable);
  g_free (coarse);
}

static gboolean
show_coarse_cb (gpointer user_data)
{
  const Coarse *coarse = user_data;
  AttractorLiveStudy *self = coarse->self;

  /* It may have ended, or have been stopped, meanwhile. */
  if (self->cancellable == coarse->cancellable && !g_cancellable_is_cancelled (self->cancellable)) {
    g_clear_pointer (&self->study, fig_study_unref);
    self->study = fig_study_ref (coarse->study);
    self->seen = TRUE;
    g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
  }
  return G_SOURCE_REMOVE;
}

/* On the worker's thread */
static void
refined_cb (FigStudy *study, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GSource) source = g_idle_source_new ();
  Coarse *coarse = g_new0 (Coarse, 1);

  coarse->self = g_object_ref (g_task_get_source_object (task));
  coarse->study = fig_study_ref (study);
  coarse->cancellable = g_object_ref (g_task_get_cancellable (task));
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, show_coarse_cb, coarse, coarse_free);
  g_source_attach (source, g_task_get_context (task));
}

static void
compute_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  AttractorLiveStudy *self = source_object;
  GError *error = NULL;
  /* Set before this thread began, and not changed while it goes on */
  FigStudy *study = fig_study_new_full (
    self->needs, task_data, &self->computed_choice, cancellable, refined_cb, task, &error);

  if (study != NULL)
    g_task_return_pointer (task, study, (GDestroyNotify)fig_study_unref);
  else
    g_task_return_error (task, error);
}

static void start (AttractorLiveStudy *self);

static void
computed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AttractorLiveStudy *self = ATTRACTOR_LIVE_STUDY (source);
  GApplication *application = user_data;
  FigStudy *study = g_task_propagate_pointer (G_TASK (result), NULL);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->computed, exp_theory_unref);
  if (study != NULL) {
    g_clear_pointer (&self->study, fig_study_unref);
    self->study = study;
    self->patience = MAX (PATIENCE, 2 * (g_get_monotonic_time () - self->started));
  }
  if (self->pending != NULL)
    start (self);
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);

  if (application != NULL)
    g_application_release (application);
}

static void
start (AttractorLiveStudy *self)
{
  g_autoptr (GTask) task = NULL;
  GApplication *application = g_application_get_default ();

  /* The process must not end under a worker's feet. */
  if (application != NULL)
    g_application_hold (application);

  self->computed = g_steal_pointer (&self->pending);
  self->computed_choice = self->choice;
  self->cancellable = g_cancellable_new ();
  self->started = g_get_monotonic_time ();
  self->seen = FALSE;
  task = g_task_new (self, self->cancellable, computed_cb, application);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, exp_theory_ref (self->computed), (GDestroyNotify)exp_theory_unref);
  g_task_run_in_thread (task, compute_thread);
}

/**
 * attractor_live_study_new:
 * @needs: what to compute
 *
 * Returns: (transfer full): one that has computed nothing yet
 */
AttractorLiveStudy *
attractor_live_study_new (FigNeeds needs)
{
  AttractorLiveStudy *self = g_object_new (ATTRACTOR_TYPE_LIVE_STUDY, NULL);

  self->needs = needs;
  return self;
}

static gboolean
is_same_choice (const FigChoice *a, const FigChoice *b)
{
  return g_strcmp0 (a->x, b->x) == 0 && g_strcmp0 (a->y, b->y) == 0 &&
         exp_axis_equal (&a->x_axis, &b->x_axis) && exp_axis_equal (&a->y_axis, &b->y_axis) &&
         a->measure == b->measure && a->single == b->single;
}

/**
 * attractor_live_study_set_choice:
 * @self: a live study
 * @choice: what curves and maps are drawn over from the next request on
 *
 * Returns: whether that is something else than before
 */
gboolean
attractor_live_study_set_choice (AttractorLiveStudy *self, const FigChoice *choice)
{
  g_return_val_if_fail (ATTRACTOR_IS_LIVE_STUDY (self), FALSE);

  if (is_same_choice (&self->choice, choice))
    return FALSE;
  self->choice = *choice;
  self->choice.x = g_intern_string (choice->x);
  self->choice.y = g_intern_string (choice->y);
  return TRUE;
}

static gboolean
is_under_way (AttractorLiveStudy *self, ExpTheory *theory)
{
  return self->computed == theory && is_same_choice (&self->computed_choice, &self->choice);
}

/**
 * attractor_live_study_get_needs:
 * @self: a live study
 *
 * Returns: what it computes
 */
FigNeeds
attractor_live_study_get_needs (AttractorLiveStudy *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_LIVE_STUDY (self), FIG_NEEDS_NOTHING);

  return self->needs;
}

/**
 * attractor_live_study_get_choice:
 * @self: a live study
 *
 * Returns: (transfer none): what curves and maps are drawn over
 */
const FigChoice *
attractor_live_study_get_choice (AttractorLiveStudy *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_LIVE_STUDY (self), NULL);

  return &self->choice;
}

/**
 * attractor_live_study_request:
 * @self: a live study
 * @theory: the theory that the figure is of
 *
 * Asks for the study of @theory, and returns at once. Does nothing where that is
 * there or under way. #AttractorLiveStudy::updated tells when it is there,
 * unless a later request takes its place.
 */
void
attractor_live_study_request (AttractorLiveStudy *self, ExpTheory *theory)
{
  g_return_if_fail (ATTRACTOR_IS_LIVE_STUDY (self));
  g_return_if_fail (theory != NULL);

  if ((self->needs & ~FIG_NEEDS_TRAINING) == FIG_NEEDS_NOTHING)
    return;
  g_clear_pointer (&self->pending, exp_theory_unref);
  if (is_under_way (self, theory) ||
      (self->computed == NULL && self->study != NULL &&
       fig_study_is_current (self->study, theory->experiment, &self->choice)))
    return;

  self->pending = exp_theory_ref (theory);
  if (self->cancellable == NULL) {
    start (self);
  } else if (!g_cancellable_is_cancelled (self->cancellable) &&
             g_get_monotonic_time () - self->started >
               (self->seen ? PATIENCE_WHEN_SEEN : self->patience)) {
    if (!self->seen)
      self->patience *= 2;
    g_cancellable_cancel (self->cancellable);
  }
}

/**
 * attractor_live_study_stop:
 * @self: a live study
 *
 * Stops computing; what is there stays.
 */
void
attractor_live_study_stop (AttractorLiveStudy *self)
{
  g_return_if_fail (ATTRACTOR_IS_LIVE_STUDY (self));

  g_clear_pointer (&self->pending, exp_theory_unref);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/**
 * attractor_live_study_get_study:
 * @self: a live study
 *
 * Returns: (nullable) (transfer none): the study computed last
 */
FigStudy *
attractor_live_study_get_study (AttractorLiveStudy *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_LIVE_STUDY (self), NULL);

  return self->study;
}

/**
 * attractor_live_study_get_busy:
 * @self: a live study
 *
 * Returns: whether something is being computed
 */
gboolean
attractor_live_study_get_busy (AttractorLiveStudy *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_LIVE_STUDY (self), FALSE);

  return self->cancellable != NULL;
}

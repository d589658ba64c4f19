/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include "attractor-refusal.h"

/* Numbers that change more often than that nobody reads, and to lay out their texts takes as long
 * as all figures; in µs */
#define INTERVAL 100000

static void
show (AttractorWindow *self)
{
  const GError *error = attractor_live_theory_get_error (self->theory);
  ExpTheory *theory = attractor_live_theory_get_theory (self->theory);

  self->findings_shown = g_get_monotonic_time ();
  if (error != NULL) {
    g_autofree char *message = attractor_refusal_to_words (error->message);

    attractor_findings_set_error (self->findings, message);
  } else if (theory != NULL) {
    attractor_findings_update (self->findings, theory, self->measurement);
  }
}

static gboolean
show_cb (gpointer user_data)
{
  AttractorWindow *self = user_data;

  self->findings_source = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

/**
 * attractor_window_update_findings:
 * @self: a window
 *
 * Makes the findings tell what is known now: at once, or while that changes all the time soon.
 */
void
attractor_window_update_findings (AttractorWindow *self)
{
  gint64 rest = self->findings_shown + INTERVAL - g_get_monotonic_time ();

  if (self->findings_source != 0)
    return;
  if (rest <= 0)
    show (self);
  else
    self->findings_source = g_timeout_add ((guint)(rest / 1000) + 1, show_cb, self);
}

/**
 * attractor_window_forget_findings:
 * @self: a window that goes
 */
void
attractor_window_forget_findings (AttractorWindow *self)
{
  g_clear_handle_id (&self->findings_source, g_source_remove);
}

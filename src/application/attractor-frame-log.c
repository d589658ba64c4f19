/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-frame-log.h"

#include <errno.h>
#include <stdio.h>
#include <time.h>

/*
 * For the bench of the window: what the main thread does, in a file that the
 * environment variable ATTRACTOR_FRAME_LOG names. A line for each turn of the main
 * loop that did any work, "turn" with the monotonic time at its end, how long it took
 * on the clock and how much of the processor's time the thread used, in µs; one
 * for each frame that a window has painted, "frame" with that time, the window's type,
 * and the processor's time for giving sizes out ("layout") and for drawing ("paint");
 * and one for each note. Without the variable nothing is measured and nothing costs anything.
 */
#define VARIABLE "ATTRACTOR_FRAME_LOG"
/* Turns with less work than this, in µs, are left out. */
#define LEAST_WORK 20

static FILE *log_file;
static GPollFunc poll_before;
static gint64 turn_began;
static gint64 turn_cpu;
static gint64 phase_cpu; /* when the phase of a frame began */
static gint64 layout_cpu;
static gint64 paint_cpu;

static gint64
get_cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* All that a main loop does besides waiting lies between two calls of this. */
static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 now = g_get_monotonic_time ();
  gint64 cpu = get_cpu_time ();
  int n_ready;

  if (cpu - turn_cpu >= LEAST_WORK)
    fprintf (log_file,
             "turn %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
             now,
             now - turn_began,
             cpu - turn_cpu);
  if (timeout != 0)
    fflush (log_file);

  n_ready = poll_before (fds, n_fds, timeout);
  turn_began = g_get_monotonic_time ();
  turn_cpu = get_cpu_time ();
  return n_ready;
}

/* What a window itself does in each phase of a frame, it does before these are called. */
static void
updated_cb (GdkFrameClock *clock, GtkWindow *window)
{
  phase_cpu = get_cpu_time ();
  layout_cpu = paint_cpu = 0;
}

static void
laid_out_cb (GdkFrameClock *clock, GtkWindow *window)
{
  gint64 now = get_cpu_time ();

  layout_cpu = now - phase_cpu;
  phase_cpu = now;
}

static void
drawn_cb (GdkFrameClock *clock, GtkWindow *window)
{
  paint_cpu = get_cpu_time () - phase_cpu;
}

static void
painted_cb (GdkFrameClock *clock, GtkWindow *window)
{
  fprintf (log_file,
           "frame %" G_GINT64_FORMAT " %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
           g_get_monotonic_time (),
           G_OBJECT_TYPE_NAME (window),
           layout_cpu,
           paint_cpu);
}

static void
realized_cb (GtkWidget *window)
{
  GdkFrameClock *clock = gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (window)));

  g_signal_connect_object (clock, "before-paint", G_CALLBACK (updated_cb), window, G_CONNECT_AFTER);
  g_signal_connect_object (clock, "update", G_CALLBACK (updated_cb), window, G_CONNECT_AFTER);
  g_signal_connect_object (clock, "layout", G_CALLBACK (laid_out_cb), window, G_CONNECT_AFTER);
  g_signal_connect_object (clock, "paint", G_CALLBACK (drawn_cb), window, G_CONNECT_AFTER);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (painted_cb), window, 0);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window)
{
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    realized_cb (GTK_WIDGET (window));
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), NULL);
}

/**
 * attractor_frame_log_start:
 * @application: the application, before it has windows
 *
 * Begins to measure what the main thread does, if the environment asks for that.
 */
void
attractor_frame_log_start (GtkApplication *application)
{
  const char *path = g_getenv (VARIABLE);

  g_return_if_fail (GTK_IS_APPLICATION (application));

  if (path == NULL || log_file != NULL)
    return;
  log_file = fopen (path, "we");
  if (log_file == NULL) {
    g_printerr ("%s: %s\n", path, g_strerror (errno));
    return;
  }

  /* What the thread has done up to now belongs to the first turn. */
  turn_began = g_get_monotonic_time ();
  turn_cpu = 0;
  poll_before = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
}

/**
 * attractor_frame_log_note:
 * @what: a word
 * @detail: a word
 *
 * Writes that something has happened, where the main thread is measured.
 */
void
attractor_frame_log_note (const char *what, const char *detail)
{
  if (log_file != NULL)
    fprintf (log_file, "%s %" G_GINT64_FORMAT " %s\n", what, g_get_monotonic_time (), detail);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <time.h>

#include <adwaita.h>

#include "attractor-plot-private.h"
#include "fig-test.h"
#include "large-figures.h"

/* Pans and zooms very large figures in the widget that shows them, a step in each frame, and
 * writes down how much of the processor's time the main thread uses from one frame to the
 * next: all of it, the results of workers as well as the drawing. On the standard output a line of
 * JSON for each figure and each way to move it. */

#define WIDTH 900
#define HEIGHT 600
#define N_FRAMES 240
/* Frames in which the figure is drawn for the first time, which nothing is moved in */
#define N_FIRST 40

static FigFigure *
build_trajectory (const FigSource *source)
{
  return bench_make_trajectory ();
}

static FigFigure *
build_map (const FigSource *source)
{
  return bench_make_map ();
}

static const FigKind kinds[] = {
  { "trajectory-200000", "Trajectory", NULL, "", build_trajectory, FIG_NEEDS_NOTHING },
  { "map-500x500", "Map", NULL, "", build_map, FIG_NEEDS_NOTHING },
};

static const char *const ways[] = { "pan", "zoom" };

typedef struct {
  GtkWindow *window;
  AttractorPlot *plot;
  ExpTheory *theory;
  guint kind;
  guint way;
  int frame;
  double cpu; /* at the frame before, in ms */
  double times[N_FRAMES];
} Bench;

static double
get_cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * (double)now.tv_sec + 1e-6 * (double)now.tv_nsec;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *)a, second = *(const double *)b;

  return (first > second) - (first < second);
}

static void
tell (Bench *bench)
{
  qsort (bench->times, N_FRAMES, sizeof *bench->times, compare);
  g_print ("{\"name\": \"%s\", \"way\": \"%s\", \"median\": %.3f, \"slow\": %.3f}\n",
           kinds[bench->kind].name,
           ways[bench->way],
           bench->times[N_FRAMES / 2],
           bench->times[N_FRAMES * 99 / 100]);
}

static void
move (Bench *bench)
{
  double phase = bench->frame % 80 < 40 ? 1.0 : -1.0;

  if (bench->way == 0)
    attractor_plot_pan (bench->plot, 0, 3.0 * phase, 2.0 * phase);
  else
    attractor_plot_zoom (bench->plot, 0.5 * WIDTH, 0.5 * HEIGHT, phase > 0.0 ? 1.02 : 1.0 / 1.02);
}

static gboolean tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data);

static void
show (Bench *bench)
{
  bench->plot = ATTRACTOR_PLOT (attractor_plot_new (&kinds[bench->kind]));
  attractor_plot_set_source (bench->plot, bench->theory, NULL);
  gtk_window_set_child (bench->window, GTK_WIDGET (bench->plot));
  gtk_widget_add_tick_callback (GTK_WIDGET (bench->plot), tick_cb, bench, NULL);
}

/* The next way, or the next figure, or the end */
static gboolean
go_on (Bench *bench)
{
  tell (bench);
  bench->frame = 0;
  bench->way = (bench->way + 1) % G_N_ELEMENTS (ways);
  attractor_plot_reset_view (bench->plot);
  if (bench->way != 0)
    return G_SOURCE_CONTINUE;
  bench->kind++;
  if (bench->kind < G_N_ELEMENTS (kinds))
    show (bench);
  else
    gtk_window_destroy (bench->window);
  return G_SOURCE_REMOVE;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  double now = get_cpu_time ();
  int frame = bench->frame - N_FIRST;

  if (frame > 0)
    bench->times[frame - 1] = now - bench->cpu;
  bench->cpu = now;
  if (frame == N_FRAMES)
    return go_on (bench);
  bench->frame++;
  if (frame >= 0)
    move (bench);
  else
    gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static void
activate_cb (GtkApplication *application, Bench *bench)
{
  bench->window = GTK_WINDOW (gtk_application_window_new (application));
  gtk_window_set_default_size (bench->window, WIDTH, HEIGHT);
  show (bench);
  gtk_window_present (bench->window);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  Bench bench = { .theory = fig_test_theory (NULL) };
  int status;

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &bench);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  exp_theory_unref (bench.theory);
  return status;
}

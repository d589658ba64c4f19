/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-player.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "attractor-number.h"
#include "attractor-plot.h"
#include "fig-live.h"
#include "fig-trace.h"

#define MAX_FLIGHTS 8
#define MAX_PANELS 3    /* that the chart makes larger */
#define HEIGHT 150      /* of the chart of one output … */
#define PANEL_HEIGHT 50 /* … and for each further one */
/* At speed 1 so many of the network's time constants take a second; what would
 * take longer than so many seconds goes faster. */
#define TIME_PER_SECOND 5.0
#define LONGEST 15.0

static const double speeds[] = { 0.25, 0.5, 1.0, 2.0, 4.0 };

/* A trajectory on its way */
typedef struct {
  ExpFlight *flight;
  char *name;
  int owner;
  double time;
} Item;

/**
 * AttractorPlayer:
 *
 * Plays trajectories of a trained network while they are integrated: draws the
 * outputs against time, and tells others by "changed" that there is more to
 * draw. They can be paused and played slower or faster.
 */
struct _AttractorPlayer {
  AdwBin parent_instance;

  GtkButton *play_button;
  GtkLabel *label;
  GtkDropDown *speed;
  AdwBin *chart;

  AttractorPlot *plot;
  GPtrArray *items;
  gboolean playing;
  guint tick;
  gint64 frame_time;
};

G_DEFINE_FINAL_TYPE (AttractorPlayer, attractor_player, ADW_TYPE_BIN)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
item_free (Item *item)
{
  exp_flight_cancel (item->flight);
  g_object_unref (item->flight);
  g_free (item->name);
  g_free (item);
}

static FigTrace *
make_trace (const Item *item)
{
  double interval = exp_flight_get_interval (item->flight);
  gsize k = exp_flight_get_n_outputs (item->flight);
  gsize n_points = (gsize)floor (item->time / interval + 1e-9) + 1;
  g_autofree double *outputs = g_new (double, n_points *k);

  n_points = exp_flight_read (item->flight, 0, n_points, outputs);
  return fig_trace_new (item->name, item->owner, interval, n_points, k, outputs);
}

/**
 * attractor_player_dup_traces:
 * @self: a player
 *
 * Returns: (transfer full) (element-type FigTrace): all trajectories as far as
 *   they have been played
 */
GPtrArray *
attractor_player_dup_traces (AttractorPlayer *self)
{
  GPtrArray *traces = g_ptr_array_new_with_free_func ((GDestroyNotify)fig_trace_unref);

  g_return_val_if_fail (ATTRACTOR_IS_PLAYER (self), traces);

  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (traces, make_trace (g_ptr_array_index (self->items, i)));
  return traces;
}

static const Item *
get_latest (AttractorPlayer *self)
{
  return self->items->len > 0 ? g_ptr_array_index (self->items, self->items->len - 1) : NULL;
}

static double
get_end (const Item *item)
{
  return exp_flight_get_duration (item->flight);
}

static gboolean
is_over (AttractorPlayer *self)
{
  for (guint i = 0; i < self->items->len; i++) {
    const Item *item = g_ptr_array_index (self->items, i);

    if (item->time < get_end (item) && exp_flight_get_error (item->flight) == NULL)
      return FALSE;
  }
  return TRUE;
}

/* The last output that was played, which at the beginning is what the network answers to
 * what was fed back to it, and not that. */
static char *
print_output (const Item *item)
{
  gsize k = exp_flight_get_n_outputs (item->flight);
  gsize point = (gsize)floor (item->time / exp_flight_get_interval (item->flight) + 1e-9);
  g_autofree double *output = g_new (double, k);
  g_autoptr (GString) text = g_string_new (NULL);

  if (exp_flight_read (item->flight, point, 1, output) == 0)
    return NULL;
  for (gsize i = 0; i < k; i++) {
    g_autofree char *number = attractor_number_to_words (output[i]);

    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", number);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* NULL where it says nothing */
static char *
print_response (const Item *item)
{
  g_autofree char *size = NULL;
  g_autofree char *angle = NULL;
  g_autofree char *linear_size = NULL;
  g_autofree char *linear_angle = NULL;
  double magnitude, phase;

  if (!exp_flight_measure_response (item->flight, &magnitude, &phase))
    return NULL;
  size = attractor_number_to_words (magnitude);
  angle = attractor_number_to_words (phase * 180.0 / G_PI);
  if (exp_flight_is_linear (item->flight, &magnitude, &phase))
    /* TRANSLATORS: what was driven and how, then the size and the phase of the answer */
    return g_strdup_printf (_ ("%s: |H| = %s, phase %s°"), item->name, size, angle);
  if (!isfinite (magnitude))
    return g_strdup_printf (
      _ ("%s: |H| = %s, phase %s°; this is not the linear response"), item->name, size, angle);
  linear_size = attractor_number_to_words (magnitude);
  linear_angle = attractor_number_to_words (phase * 180.0 / G_PI);
  /* TRANSLATORS: what was driven and how, the size and the phase of the answer, and those that an
   * endlessly weak drive would have */
  return g_strdup_printf (
    _ ("%s: |H| = %s, phase %s°; this is not the linear response (|H| = %s, phase %s°)"),
    item->name,
    size,
    angle,
    linear_size,
    linear_angle);
}

/* Where it is now */
static char *
print_place (const Item *item, gboolean over)
{
  g_autofree char *time = attractor_number_format (rint (10.0 * item->time) / 10.0);
  g_autofree char *output = print_output (item);

  if (output == NULL)
    /* TRANSLATORS: what is shown, and the time it has come to */
    return g_strdup_printf (_ ("%s, t = %s τ"), item->name, time);
  if (over && !exp_flight_has_come_back (item->flight))
    /* TRANSLATORS: what is shown, the time it has come to, and the output there */
    return g_strdup_printf (
      _ ("%s, t = %s τ: output %s; it has not come back"), item->name, time, output);
  /* TRANSLATORS: what is shown, the time it has come to, and the output there */
  return g_strdup_printf (_ ("%s, t = %s τ: output %s"), item->name, time, output);
}

static void
update_label (AttractorPlayer *self)
{
  const Item *item = get_latest (self);
  g_autofree char *text = NULL;
  gboolean over;

  if (item == NULL)
    return;
  over = item->time >= get_end (item);
  if (over)
    text = print_response (item);
  if (text == NULL)
    text = print_place (item, over);
  gtk_label_set_label (self->label, text);
}

static void
update_button (AttractorPlayer *self)
{
  const char *name = self->playing ? _ ("Pause") : _ ("Play");

  gtk_button_set_icon_name (self->play_button,
                            self->playing ? "media-playback-pause-symbolic"
                                          : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play_button), name);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
changed (AttractorPlayer *self)
{
  g_autoptr (GPtrArray) traces = attractor_player_dup_traces (self);

  attractor_plot_set_traces (self->plot, traces, TRUE);
  update_label (self);
  /* Who hears that there is nothing to play can still take the focus away from here. */
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  gtk_widget_set_visible (GTK_WIDGET (self), self->items->len > 0);
}

static double
get_rate (const Item *item)
{
  return MAX (TIME_PER_SECOND, get_end (item) / LONGEST);
}

/* Time goes on no further than what has been computed. */
static void
advance (Item *item, double step)
{
  double interval = exp_flight_get_interval (item->flight);
  gsize k = exp_flight_get_n_outputs (item->flight);
  g_autofree double *output = g_new (double, k);
  double next = MIN (item->time + step, get_end (item));
  gsize point = (gsize)floor (next / interval + 1e-9);

  while (point > 0 && exp_flight_read (item->flight, point, 1, output) == 0 &&
         (double)point * interval > item->time)
    point--;
  item->time = MAX (item->time, MIN (next, (double)point * interval + interval * 0.999));
  if (next >= get_end (item) && exp_flight_read (item->flight, point, 1, output) == 1)
    item->time = next;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  AttractorPlayer *self = ATTRACTOR_PLAYER (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = self->frame_time > 0 ? 1e-6 * (double)(now - self->frame_time) : 0.0;
  double speed = speeds[MIN (gtk_drop_down_get_selected (self->speed), G_N_ELEMENTS (speeds) - 1)];

  self->frame_time = now;
  for (guint i = 0; i < self->items->len; i++) {
    Item *item = g_ptr_array_index (self->items, i);

    advance (item, MIN (seconds, 0.1) * speed * get_rate (item));
  }
  changed (self);
  if (!is_over (self))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  self->playing = FALSE;
  update_button (self);
  return G_SOURCE_REMOVE;
}

/**
 * attractor_player_set_playing:
 * @self: a player
 * @playing: whether time goes on
 *
 * What is over is played from the beginning again.
 */
void
attractor_player_set_playing (AttractorPlayer *self, gboolean playing)
{
  g_return_if_fail (ATTRACTOR_IS_PLAYER (self));

  if (self->playing == playing)
    return;
  if (playing && is_over (self))
    for (guint i = 0; i < self->items->len; i++)
      ((Item *)g_ptr_array_index (self->items, i))->time = 0.0;
  self->playing = playing;
  self->frame_time = 0;
  if (playing && self->tick == 0) {
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  } else if (!playing && self->tick != 0) {
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
    self->tick = 0;
  }
  update_button (self);
}

/**
 * attractor_player_get_playing:
 * @self: a player
 *
 * Returns: whether time goes on
 */
gboolean
attractor_player_get_playing (AttractorPlayer *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_PLAYER (self), FALSE);

  return self->playing;
}

static void
play_clicked_cb (AttractorPlayer *self)
{
  attractor_player_set_playing (self, !self->playing);
}

static void
finished_cb (AttractorPlayer *self)
{
  changed (self);
}

static void
release_cb (ExpFlight *flight)
{
  g_application_release (g_application_get_default ());
  g_object_unref (flight);
}

/* A driven network is looked at by itself, with axes of its own; and so are kicks at another
 * attractor, or both would be too small to be seen. The same again takes the place of what it
 * was. */
static void
make_room (AttractorPlayer *self, ExpFlightKind kind, const char *name, int owner)
{
  const Item *latest = get_latest (self);

  if (latest != NULL &&
      (kind == EXP_FLIGHT_DRIVEN || exp_flight_get_kind (latest->flight) != kind ||
       (kind == EXP_FLIGHT_KICKED && latest->owner != owner)))
    g_ptr_array_set_size (self->items, 0);
  for (guint i = self->items->len; i-- > 0;)
    if (strcmp (((const Item *)g_ptr_array_index (self->items, i))->name, name) == 0)
      g_ptr_array_remove_index (self->items, i);
  while (self->items->len >= MAX_FLIGHTS)
    g_ptr_array_remove_index (self->items, 0);
}

/**
 * attractor_player_add:
 * @self: a player
 * @flight: a trajectory, which is started
 * @name: what it is called
 * @owner: the attractor whose colour it has, or %FIG_OWNER_NONE
 *
 * Plays one trajectory more; the oldest goes when there are many.
 */
void
attractor_player_add (AttractorPlayer *self, ExpFlight *flight, const char *name, int owner)
{
  Item *item;

  g_return_if_fail (ATTRACTOR_IS_PLAYER (self));
  g_return_if_fail (EXP_IS_FLIGHT (flight));

  make_room (self, exp_flight_get_kind (flight), name, owner);
  item = g_new0 (Item, 1);
  item->flight = g_object_ref (flight);
  item->name = g_strdup (name);
  item->owner = owner;
  g_ptr_array_add (self->items, item);
  g_signal_connect_object (flight, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);

  /* The process must not end under a worker's feet. */
  g_application_hold (g_application_get_default ());
  g_signal_connect (g_object_ref (flight), "finished", G_CALLBACK (release_cb), NULL);
  exp_flight_start (flight);

  changed (self);
  attractor_player_set_playing (self, TRUE);
}

/**
 * attractor_player_clear:
 * @self: a player
 *
 * Stops and forgets all trajectories.
 */
void
attractor_player_clear (AttractorPlayer *self)
{
  g_return_if_fail (ATTRACTOR_IS_PLAYER (self));

  if (self->items->len == 0)
    return;
  attractor_player_set_playing (self, FALSE);
  g_ptr_array_set_size (self->items, 0);
  changed (self);
}

/**
 * attractor_player_set_theory:
 * @self: a player
 * @theory: of the experiment, for the number of outputs and what they are called
 */
void
attractor_player_set_theory (AttractorPlayer *self, ExpTheory *theory)
{
  int n_panels;

  g_return_if_fail (ATTRACTOR_IS_PLAYER (self));

  n_panels = (int)MIN (theory->n_outputs, MAX_PANELS);
  gtk_widget_set_size_request (GTK_WIDGET (self->plot), -1, HEIGHT + (n_panels - 1) * PANEL_HEIGHT);
  attractor_plot_set_source (self->plot, theory, NULL);
}

static void
attractor_player_dispose (GObject *object)
{
  AttractorPlayer *self = ATTRACTOR_PLAYER (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_ptr_array_set_size (self->items, 0);

  G_OBJECT_CLASS (attractor_player_parent_class)->dispose (object);
}

static void
attractor_player_finalize (GObject *object)
{
  g_clear_pointer (&ATTRACTOR_PLAYER (object)->items, g_ptr_array_unref);

  G_OBJECT_CLASS (attractor_player_parent_class)->finalize (object);
}

static void
attractor_player_class_init (AttractorPlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_player_dispose;
  object_class->finalize = attractor_player_finalize;

  /**
   * AttractorPlayer::changed:
   *
   * Emitted when trajectories have gone on, come or gone: while one is played,
   * with each frame.
   */
  signals[SIGNAL_CHANGED] = g_signal_new (
    "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-player.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorPlayer, play_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorPlayer, label);
  gtk_widget_class_bind_template_child (widget_class, AttractorPlayer, speed);
  gtk_widget_class_bind_template_child (widget_class, AttractorPlayer, chart);
  gtk_widget_class_bind_template_callback (widget_class, play_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, attractor_player_clear);
}

static void
attractor_player_init (AttractorPlayer *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify)item_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->plot = ATTRACTOR_PLOT (attractor_plot_new (fig_live_get_kind ()));
  gtk_widget_set_size_request (GTK_WIDGET (self->plot), -1, HEIGHT);
  adw_bin_set_child (self->chart, GTK_WIDGET (self->plot));
  update_button (self);
}

/**
 * attractor_player_get_plot:
 * @self: a player
 *
 * Returns: (transfer none): what it plays in
 */
AttractorPlot *
attractor_player_get_plot (AttractorPlayer *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_PLAYER (self), NULL);

  return self->plot;
}

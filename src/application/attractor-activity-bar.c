/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-activity-bar.h"

/* Until something that goes on is told, in ms: what is over sooner would make the figures above
 * change their size twice for nothing. */
#define SHOW_DELAY 700

/**
 * AttractorActivityBar:
 *
 * A bar that tells, below whatever figure is in sight, of something that takes its time: how far
 * it has come and whether it is paused, with buttons that pause it, unless they have no name, and
 * stop it.
 */
struct _AttractorActivityBar {
  AdwBin parent_instance;

  GtkLabel *label;
  GtkProgressBar *progress_bar;
  GtkWidget *pause_button;
  GtkWidget *stop_button;

  char *progress; /* what the controls are called */
  char *pause;
  char *resume;
  char *stop;
  guint source;
};

G_DEFINE_FINAL_TYPE (AttractorActivityBar, attractor_activity_bar, ADW_TYPE_BIN)

enum {
  PROP_PROGRESS = 1,
  PROP_PAUSE,
  PROP_RESUME,
  PROP_STOP,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum {
  SIGNAL_PAUSE,
  SIGNAL_STOP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
name (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_paused (AttractorActivityBar *self, gboolean paused)
{
  const char *label = paused ? self->resume : self->pause;

  gtk_widget_set_visible (self->pause_button, label != NULL);
  if (label == NULL)
    return;
  gtk_button_set_icon_name (GTK_BUTTON (self->pause_button),
                            paused ? "media-playback-start-symbolic"
                                   : "media-playback-pause-symbolic");
  name (self->pause_button, label);
  gtk_widget_set_tooltip_text (self->pause_button, label);
}

static void
attractor_activity_bar_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  AttractorActivityBar *self = ATTRACTOR_ACTIVITY_BAR (object);

  switch (prop_id) {
  case PROP_PROGRESS:
    self->progress = g_value_dup_string (value);
    break;
  case PROP_PAUSE:
    self->pause = g_value_dup_string (value);
    break;
  case PROP_RESUME:
    self->resume = g_value_dup_string (value);
    break;
  case PROP_STOP:
    self->stop = g_value_dup_string (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_activity_bar_constructed (GObject *object)
{
  AttractorActivityBar *self = ATTRACTOR_ACTIVITY_BAR (object);

  G_OBJECT_CLASS (attractor_activity_bar_parent_class)->constructed (object);

  name (GTK_WIDGET (self->progress_bar), self->progress);
  name (self->stop_button, self->stop);
  gtk_widget_set_tooltip_text (self->stop_button, self->stop);
  show_paused (self, FALSE);
}

static void
attractor_activity_bar_dispose (GObject *object)
{
  g_clear_handle_id (&ATTRACTOR_ACTIVITY_BAR (object)->source, g_source_remove);

  G_OBJECT_CLASS (attractor_activity_bar_parent_class)->dispose (object);
}

static void
attractor_activity_bar_finalize (GObject *object)
{
  AttractorActivityBar *self = ATTRACTOR_ACTIVITY_BAR (object);

  g_clear_pointer (&self->progress, g_free);
  g_clear_pointer (&self->pause, g_free);
  g_clear_pointer (&self->resume, g_free);
  g_clear_pointer (&self->stop, g_free);

  G_OBJECT_CLASS (attractor_activity_bar_parent_class)->finalize (object);
}

static void
pause_cb (AttractorActivityBar *self)
{
  g_signal_emit (self, signals[SIGNAL_PAUSE], 0);
}

static void
stop_cb (AttractorActivityBar *self)
{
  g_signal_emit (self, signals[SIGNAL_STOP], 0);
}

static void
attractor_activity_bar_class_init (AttractorActivityBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->constructed = attractor_activity_bar_constructed;
  object_class->dispose = attractor_activity_bar_dispose;
  object_class->finalize = attractor_activity_bar_finalize;
  object_class->set_property = attractor_activity_bar_set_property;

  /* What the progress and the buttons are called, with the name of what they are about */
  properties[PROP_PROGRESS] = g_param_spec_string ("progress", NULL, NULL, NULL, flags);
  properties[PROP_PAUSE] = g_param_spec_string ("pause", NULL, NULL, NULL, flags);
  properties[PROP_RESUME] = g_param_spec_string ("resume", NULL, NULL, NULL, flags);
  properties[PROP_STOP] = g_param_spec_string ("stop", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * AttractorActivityBar::pause-toggled:
   *
   * Emitted when it is to pause, or, if it is paused, to go on.
   */
  signals[SIGNAL_PAUSE] = g_signal_new (
    "pause-toggled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * AttractorActivityBar::stopped:
   *
   * Emitted when it is to stop.
   */
  signals[SIGNAL_STOP] = g_signal_new (
    "stopped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-activity-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorActivityBar, label);
  gtk_widget_class_bind_template_child (widget_class, AttractorActivityBar, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, AttractorActivityBar, pause_button);
  gtk_widget_class_bind_template_child (widget_class, AttractorActivityBar, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, pause_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
attractor_activity_bar_init (AttractorActivityBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
show_cb (gpointer user_data)
{
  AttractorActivityBar *self = user_data;

  self->source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  return G_SOURCE_REMOVE;
}

static void
hide (AttractorActivityBar *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* What is paused waits for somebody, who is told at once. */
static void
show (AttractorActivityBar *self, gboolean paused)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  if (paused) {
    g_clear_handle_id (&self->source, g_source_remove);
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  } else if (self->source == 0) {
    self->source = g_timeout_add (SHOW_DELAY, show_cb, self);
  }
}

/**
 * attractor_activity_bar_tell:
 * @self: a bar
 * @activity: what goes on now
 *
 * Tells of it, or, where nothing goes on, is out of sight.
 */
void
attractor_activity_bar_tell (AttractorActivityBar *self, const AttractorActivity *activity)
{
  g_return_if_fail (ATTRACTOR_IS_ACTIVITY_BAR (self));
  g_return_if_fail (activity != NULL);

  if (activity->text == NULL) {
    hide (self);
    return;
  }
  gtk_label_set_label (self->label, activity->text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), activity->text);
  gtk_progress_bar_set_fraction (self->progress_bar, activity->fraction);
  show_paused (self, activity->paused);
  /* The button that stops stays sensitive: it is where the focus is. */
  if (activity->stopping && gtk_widget_is_focus (self->pause_button))
    gtk_widget_grab_focus (self->stop_button);
  gtk_widget_set_sensitive (self->pause_button, !activity->stopping);
  show (self, activity->paused);
}

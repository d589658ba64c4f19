/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-notes.h"

#include "attractor-follower.h"

/* How many lines of them are in sight at once, and below which width it is fewer */
#define MAX_LINES 5
#define MAX_LINES_NARROW 3
#define NARROW 420

/**
 * AttractorNotes:
 *
 * The document's notes, to be read above its figures, until they are put away. Where there
 * are none, there is nothing in sight.
 */
struct _AttractorNotes {
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkLabel *text;
  guint fit_source;

  AttractorDocument *document;
  gboolean shown;
};

static void follower_init (AttractorFollowerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttractorNotes,
                               attractor_notes,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ATTRACTOR_TYPE_FOLLOWER, follower_init))

enum {
  PROP_0,
  PROP_SHOWN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Whole lines are in sight, and as few of long notes as leave the figures room. */
static gboolean
fit_cb (gpointer user_data)
{
  AttractorNotes *self = user_data;
  PangoLayout *layout = gtk_label_get_layout (self->text);
  int n_lines = pango_layout_get_line_count (layout);
  gboolean narrow = gtk_widget_get_width (GTK_WIDGET (self->text)) < NARROW;
  int n_shown = MIN (n_lines, narrow ? MAX_LINES_NARROW : MAX_LINES), height;
  PangoRectangle all;

  self->fit_source = 0;
  pango_layout_get_pixel_extents (layout, NULL, &all);
  height = n_shown * all.height / MAX (n_lines, 1);
  height += gtk_widget_get_margin_top (GTK_WIDGET (self->text));
  if (n_shown == n_lines)
    height += gtk_widget_get_margin_bottom (GTK_WIDGET (self->text));
  gtk_scrolled_window_set_min_content_height (self->scroller, -1);
  gtk_scrolled_window_set_max_content_height (self->scroller, height);
  gtk_scrolled_window_set_min_content_height (self->scroller, height);
  return G_SOURCE_REMOVE;
}

/* Sizes are being given out. */
static void
await_fit (AttractorNotes *self)
{
  if (self->fit_source == 0)
    self->fit_source = g_idle_add (fit_cb, self);
}

static void
update (AttractorNotes *self)
{
  const char *notes = self->document != NULL
                        ? attractor_document_get_experiment (self->document)->notes
                        : NULL;
  gboolean something = notes != NULL && notes[0] != '\0';

  if (something && g_strcmp0 (gtk_label_get_text (self->text), notes) != 0)
    gtk_label_set_text (self->text, notes);
  gtk_widget_set_visible (GTK_WIDGET (self), self->shown && something);
}

static void
set_document (AttractorFollower *follower, AttractorDocument *document)
{
  AttractorNotes *self = ATTRACTOR_NOTES (follower);

  if (attractor_follower_take (self, &self->document, document, G_CALLBACK (update)))
    update (self);
}

static void
follower_init (AttractorFollowerInterface *iface)
{
  iface->set_document = set_document;
}

static void
close_cb (AttractorNotes *self)
{
  attractor_notes_set_shown (self, FALSE);
}

static void
attractor_notes_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  AttractorNotes *self = ATTRACTOR_NOTES (object);

  switch (prop_id) {
  case PROP_SHOWN:
    g_value_set_boolean (value, self->shown);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_notes_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  AttractorNotes *self = ATTRACTOR_NOTES (object);

  switch (prop_id) {
  case PROP_SHOWN:
    attractor_notes_set_shown (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
attractor_notes_dispose (GObject *object)
{
  attractor_follower_set_document (ATTRACTOR_FOLLOWER (object), NULL);
  g_clear_handle_id (&ATTRACTOR_NOTES (object)->fit_source, g_source_remove);

  G_OBJECT_CLASS (attractor_notes_parent_class)->dispose (object);
}

static void
attractor_notes_class_init (AttractorNotesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = attractor_notes_dispose;
  object_class->get_property = attractor_notes_get_property;
  object_class->set_property = attractor_notes_set_property;

  properties[PROP_SHOWN] = g_param_spec_boolean ("shown",
                                                 NULL,
                                                 NULL,
                                                 TRUE,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                   G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/attractor/Attractor/attractor-notes.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorNotes, scroller);
  gtk_widget_class_bind_template_child (widget_class, AttractorNotes, text);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
attractor_notes_init (AttractorNotes *self)
{
  self->shown = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller),
                           "changed",
                           G_CALLBACK (await_fit),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * attractor_notes_set_shown:
 * @self: the notes
 * @shown: whether they are in sight, if there are any
 */
void
attractor_notes_set_shown (AttractorNotes *self, gboolean shown)
{
  g_return_if_fail (ATTRACTOR_IS_NOTES (self));

  if (self->shown == !!shown)
    return;
  self->shown = !!shown;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

/**
 * attractor_notes_get_shown:
 * @self: the notes
 *
 * Returns: whether they are in sight, if there are any
 */
gboolean
attractor_notes_get_shown (AttractorNotes *self)
{
  g_return_val_if_fail (ATTRACTOR_IS_NOTES (self), FALSE);

  return self->shown;
}

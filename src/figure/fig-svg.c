/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-svg.h"

#include <math.h>
#include <string.h>

typedef struct {
  const char *element; /* %NULL where rest is a whole group */
  char *paint;         /* presentation attributes */
  char *rest;          /* of the element, to its end */
} Item;

typedef struct {
  char *id;
  char *class;
  char *title;
  char *clip; /* id of a clip path */
  double alpha;
  GPtrArray *items;
} Group;

struct _FigSvg {
  double width;
  double height;
  GHashTable *ids;    /* (element-type utf8 gpointer): how often each was wanted */
  GHashTable *clips;  /* (element-type utf8 utf8): from areas to ids */
  GString *clip_text; /* the definitions */
  GPtrArray *groups;  /* the document, and the groups that are open */
  gboolean failed;    /* something that belongs into it could not be written */
};

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->paint);
  g_free (item->rest);
  g_free (item);
}

static void
group_free (gpointer data)
{
  Group *group = data;

  g_free (group->id);
  g_free (group->class);
  g_free (group->title);
  g_free (group->clip);
  g_ptr_array_unref (group->items);
  g_free (group);
}

static Group *
add_group (FigSvg *self)
{
  Group *group = g_new0 (Group, 1);

  group->alpha = 1.0;
  group->items = g_ptr_array_new_with_free_func (item_free);
  g_ptr_array_add (self->groups, group);
  return group;
}

static Group *
current_group (FigSvg *self)
{
  return g_ptr_array_index (self->groups, self->groups->len - 1);
}

/**
 * fig_svg_new:
 * @width: of the page, in points
 * @height: likewise
 *
 * Returns: (transfer full): an empty document
 */
FigSvg *
fig_svg_new (double width, double height)
{
  FigSvg *self = g_new0 (FigSvg, 1);

  self->width = width;
  self->height = height;
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->clips = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->clip_text = g_string_new (NULL);
  self->groups = g_ptr_array_new_with_free_func (group_free);
  add_group (self);
  return self;
}

void
fig_svg_free (FigSvg *self)
{
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->clips);
  g_string_free (self->clip_text, TRUE);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

/* A name that may stand in an id and in a selector, and that no other has. */
static char *
make_id (FigSvg *self, const char *wanted)
{
  g_autofree char *name = g_strdup (wanted);
  guint count;

  g_strcanon (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", '-');
  for (;;) {
    g_autofree char *id = NULL;

    count = GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, name)) + 1;
    g_hash_table_insert (self->ids, g_strdup (name), GUINT_TO_POINTER (count));
    if (count == 1)
      return g_steal_pointer (&name);
    id = g_strdup_printf ("%s-%u", name, count);
    if (!g_hash_table_contains (self->ids, id)) {
      g_hash_table_insert (self->ids, g_strdup (id), GUINT_TO_POINTER (1));
      return g_steal_pointer (&id);
    }
  }
}

/**
 * fig_svg_open:
 * @self: a document
 * @id: (nullable): what to call the group; made unique
 * @class: (nullable): words that a style sheet can select it by
 * @title: (nullable): what it is, as plain text
 *
 * Begins a group within the current one.
 */
void
fig_svg_open (FigSvg *self, const char *id, const char *class, const char *title)
{
  Group *group = add_group (self);

  group->id = id != NULL ? make_id (self, id) : NULL;
  group->class = g_strdup (class);
  group->title = g_strdup (title);
}

/**
 * fig_svg_clip:
 * @self: a document
 * @area: what of the current group is to be seen
 */
void
fig_svg_clip (FigSvg *self, const FigRect *area)
{
  Group *group = current_group (self);
  g_autoptr (GString) rect = g_string_new ("<rect x=\"");
  const char *id;

  fig_svg_append_number (rect, area->x);
  g_string_append (rect, "\" y=\"");
  fig_svg_append_number (rect, area->y);
  g_string_append (rect, "\" width=\"");
  fig_svg_append_number (rect, area->width);
  g_string_append (rect, "\" height=\"");
  fig_svg_append_number (rect, area->height);
  g_string_append (rect, "\"/>");
  id = g_hash_table_lookup (self->clips, rect->str);
  if (id == NULL) {
    char *made = make_id (self, "clip");

    g_hash_table_insert (self->clips, g_strdup (rect->str), made);
    g_string_append_printf (
      self->clip_text, "    <clipPath id=\"%s\">%s</clipPath>\n", made, rect->str);
    id = made;
  }
  g_free (group->clip);
  group->clip = g_strdup (id);
}

/**
 * fig_svg_fade:
 * @self: a document
 * @alpha: the opacity of the current group
 */
void
fig_svg_fade (FigSvg *self, double alpha)
{
  current_group (self)->alpha = alpha;
}

/* The attributes that all elements of the group have, if they are the same. */
static const char *
shared_paint (const Group *group)
{
  const char *shared = NULL;

  for (guint i = 0; i < group->items->len; i++) {
    const Item *item = g_ptr_array_index (group->items, i);

    if (item->element == NULL)
      continue;
    if (shared != NULL && strcmp (shared, item->paint) != 0)
      return NULL;
    shared = item->paint;
  }
  return shared;
}

static void
append_attribute (GString *text, const char *name, const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL)
    return;
  escaped = g_markup_escape_text (value, -1);
  g_string_append_printf (text, " %s=\"%s\"", name, escaped);
}

static void
append_indent (GString *text, guint depth)
{
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "  ");
}

static void
append_items (GString *text, const Group *group, const char *shared, guint depth)
{
  for (guint i = 0; i < group->items->len; i++) {
    const Item *item = g_ptr_array_index (group->items, i);

    if (item->element != NULL) {
      append_indent (text, depth);
      g_string_append_printf (text, "<%s", item->element);
      if (shared == NULL)
        g_string_append (text, item->paint);
    }
    g_string_append (text, item->rest);
    if (item->element != NULL)
      g_string_append_c (text, '\n');
  }
}

/**
 * fig_svg_close:
 * @self: a document with an open group
 *
 * Ends the current group. One without elements leaves no trace.
 */
void
fig_svg_close (FigSvg *self)
{
  Group *group = current_group (self);
  guint depth = self->groups->len - 1;
  const char *shared = shared_paint (group);
  GString *text = g_string_new (NULL);

  g_return_if_fail (depth > 0);
  append_indent (text, depth);
  g_string_append (text, "<g");
  append_attribute (text, "id", group->id);
  append_attribute (text, "class", group->class);
  if (group->clip != NULL)
    g_string_append_printf (text, " clip-path=\"url(#%s)\"", group->clip);
  if (group->alpha < 1.0) {
    g_string_append (text, " opacity=\"");
    fig_svg_append_number (text, group->alpha);
    g_string_append_c (text, '"');
  }
  if (shared != NULL)
    g_string_append (text, shared);
  g_string_append (text, ">\n");
  if (group->title != NULL) {
    g_autofree char *title = g_markup_escape_text (group->title, -1);

    append_indent (text, depth + 1);
    g_string_append_printf (text, "<title>%s</title>\n", title);
  }
  append_items (text, group, shared, depth + 1);
  append_indent (text, depth);
  g_string_append (text, "</g>\n");
  if (group->items->len == 0)
    g_string_truncate (text, 0);
  g_ptr_array_set_size (self->groups, (int)depth);
  if (text->len > 0)
    fig_svg_take (self, NULL, NULL, g_string_free (text, FALSE));
  else
    g_string_free (text, TRUE);
}

/**
 * fig_svg_take:
 * @self: a document
 * @element: (nullable): the element's name, a literal; %NULL where @rest is all
 * @paint: (transfer full) (nullable): its presentation attributes, each with a
 *   space before it
 * @rest: (transfer full): further attributes likewise, and all to its end
 *
 * Adds an element to the current group.
 */
void
fig_svg_take (FigSvg *self, const char *element, char *paint, char *rest)
{
  Item *item = g_new (Item, 1);

  item->element = element;
  item->paint = paint != NULL ? paint : g_strdup ("");
  item->rest = rest;
  g_ptr_array_add (current_group (self)->items, item);
}

/* A few characters, of which there are millions in all. */
static void
append_briefly (GString *text, const char *characters, gsize n)
{
  if (text->len + n >= text->allocated_len) {
    g_string_append_len (text, characters, (gssize)n);
    return;
  }
  memcpy (text->str + text->len, characters, n);
  text->len += n;
  text->str[text->len] = '\0';
}

/**
 * fig_svg_append_offset:
 * @text: where to add it
 * @thousandths: the number times 1000
 * @first: whether it follows a letter, and not a number
 *
 * Adds a number of a path as briefly as can be.
 */
void
fig_svg_append_offset (GString *text, gint64 thousandths, gboolean first)
{
  guint64 rest = thousandths < 0 ? -(guint64)thousandths : (guint64)thousandths;
  guint decimals = (guint)(rest % 1000);
  char digits[32];
  guint n = sizeof digits;

  if (decimals > 0) {
    guint n_decimals = decimals % 100 == 0 ? 1 : decimals % 10 == 0 ? 2 : 3;

    for (guint i = 3; i > 0; i--) {
      if (i <= n_decimals)
        digits[--n] = (char)('0' + decimals % 10);
      decimals /= 10;
    }
    digits[--n] = '.';
  }
  rest /= 1000;
  /* ".5" is a number too */
  for (gboolean any = n == sizeof digits; rest > 0 || any; any = FALSE) {
    digits[--n] = (char)('0' + rest % 10);
    rest /= 10;
  }
  if (thousandths < 0)
    digits[--n] = '-';
  else if (!first)
    digits[--n] = ' ';
  append_briefly (text, digits + n, sizeof digits - n);
}

/**
 * fig_svg_append_number:
 * @text: where to add it
 * @value: a number, which is rounded to thousandths
 */
void
fig_svg_append_number (GString *text, double value)
{
  gint64 thousandths = llround (CLAMP (value, -1e12, 1e12) * 1000.0);

  /* attributes are read by people: "0.5" */
  if (thousandths < 0)
    g_string_append_c (text, '-');
  if (ABS (thousandths) < 1000)
    g_string_append_c (text, '0');
  if (thousandths != 0)
    fig_svg_append_offset (text, ABS (thousandths), TRUE);
}

/**
 * fig_svg_fail:
 * @self: a document
 *
 * Says that something that belongs into it cannot be written. There is no document without that.
 */
void
fig_svg_fail (FigSvg *self)
{
  self->failed = TRUE;
}

/**
 * fig_svg_finish:
 * @self: a document with no open group
 * @title: what it shows
 * @description: what is to be seen in it
 * @metadata: what is within the element of that name
 *
 * Returns: (transfer full) (nullable): the text; %NULL after fig_svg_fail()
 */
GString *
fig_svg_finish (FigSvg *self, const char *title, const char *description, const char *metadata)
{
  GString *text = NULL;
  g_autofree char *head = NULL;

  if (self->failed)
    return NULL;
  text = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<svg xmlns=\"http://www.w3.org/2000/svg\""
                       " xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"");
  head = g_markup_printf_escaped ("  <title id=\"figure-title\">%s</title>\n"
                                  "  <desc id=\"figure-description\">%s</desc>\n",
                                  title,
                                  description);
  g_return_val_if_fail (self->groups->len == 1, text);
  fig_svg_append_number (text, self->width);
  g_string_append (text, "pt\" height=\"");
  fig_svg_append_number (text, self->height);
  g_string_append (text, "pt\" viewBox=\"0 0 ");
  fig_svg_append_number (text, self->width);
  g_string_append_c (text, ' ');
  fig_svg_append_number (text, self->height);
  g_string_append_printf (
    text,
    "\" version=\"1.1\" role=\"img\" aria-labelledby=\"figure-title figure-description\">\n"
    "%s  <metadata>\n%s  </metadata>\n",
    head,
    metadata);
  if (self->clip_text->len > 0)
    g_string_append_printf (text, "  <defs>\n%s  </defs>\n", self->clip_text->str);
  append_items (text, current_group (self), NULL, 1);
  g_string_append (text, "</svg>\n");
  return text;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-omission.h"

#include <glib/gi18n-lib.h>

#include "fig-text.h"

/**
 * fig_omission_new:
 * @part: what it is
 * @markup: (nullable): what it says
 * @place: (nullable): of a number, the title of its axis, as markup
 *
 * Returns: (transfer full): the omission
 */
FigOmission *
fig_omission_new (FigPart part, const char *markup, const char *place)
{
  FigOmission *self = g_new0 (FigOmission, 1);

  self->part = part;
  self->text = fig_text_from_markup (markup != NULL ? markup : "");
  self->place = place != NULL ? fig_text_from_markup (place) : NULL;
  return self;
}

void
fig_omission_free (FigOmission *self)
{
  g_free (self->text);
  g_free (self->place);
  g_free (self);
}

/**
 * fig_omission_is_essential:
 * @self: what is left out
 *
 * Returns: whether the figure cannot be read without it
 */
gboolean
fig_omission_is_essential (const FigOmission *self)
{
  return self->part <= FIG_PART_LEGEND;
}

/**
 * fig_omission_describe:
 * @self: what is left out
 *
 * Returns: (transfer full): its name, to stand in a list; what is essential has the same for all
 *   of its kind, and the rest has what it says
 */
char *
fig_omission_describe (const FigOmission *self)
{
  switch (self->part) {
  case FIG_PART_PANELS:
    return g_strdup (_ ("panels and their axes"));
  case FIG_PART_NUMBERS:
    return g_strdup (_ ("numbers on the axes"));
  case FIG_PART_AXIS_TITLE:
    return g_strdup (_ ("titles of the axes"));
  case FIG_PART_HEADING:
    return g_strdup (_ ("headings of the panels"));
  case FIG_PART_LEGEND:
    return g_strdup (_ ("the legend"));
  case FIG_PART_TITLE:
    return g_strdup_printf (_ ("the title “%s”"), self->text);
  case FIG_PART_TITLE_END:
    return g_strdup_printf (_ ("the end of the title “%s”"), self->text);
  case FIG_PART_SUBTITLE:
    return g_strdup_printf (_ ("what follows the title, “%s”"), self->text);
  case FIG_PART_NOTE:
    return g_strdup_printf (_ ("the note “%s”"), self->text);
  case FIG_PART_UNIT:
    return g_strdup_printf (_ ("the unit of the axis “%s”"), self->text);
  case FIG_PART_NUMBER:
  default:
    if (self->place == NULL)
      return g_strdup_printf (_ ("the number %s of an axis"), self->text);
    /* TRANSLATORS: a number; the title of the axis that it is on */
    return g_strdup_printf (_ ("the number %s of the axis “%s”"), self->text, self->place);
  }
}

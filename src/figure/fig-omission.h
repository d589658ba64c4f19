/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FigPart:
 * @FIG_PART_PANELS: panels and their axes
 * @FIG_PART_NUMBERS: numbers of an axis, which has no scale without them
 * @FIG_PART_AXIS_TITLE: what an axis measures
 * @FIG_PART_HEADING: what a panel shows
 * @FIG_PART_LEGEND: the legend
 * @FIG_PART_TITLE: the title
 * @FIG_PART_TITLE_END: what of the title has no room on its lines
 * @FIG_PART_SUBTITLE: what stands beside or below the title
 * @FIG_PART_NOTE: what is said within a panel
 * @FIG_PART_UNIT: the unit in the title of an axis
 * @FIG_PART_NUMBER: one of the numbers of an axis that has others
 *
 * What of a figure may have no room on a page. A figure cannot be read without the parts up to the
 * legend.
 */
typedef enum {
  FIG_PART_PANELS,
  FIG_PART_NUMBERS,
  FIG_PART_AXIS_TITLE,
  FIG_PART_HEADING,
  FIG_PART_LEGEND,
  FIG_PART_TITLE,
  FIG_PART_TITLE_END,
  FIG_PART_SUBTITLE,
  FIG_PART_NOTE,
  FIG_PART_UNIT,
  FIG_PART_NUMBER,
} FigPart;

/**
 * FigOmission:
 * @part: what it is
 * @text: what it says, without markup
 * @place: (nullable): of a number, the title of its axis
 *
 * Something that is not on a page, as it has no room there.
 */
typedef struct {
  FigPart part;
  char *text;
  char *place;
} FigOmission;

FigOmission *fig_omission_new (FigPart part, const char *markup, const char *place);
void fig_omission_free (FigOmission *self);
gboolean fig_omission_is_essential (const FigOmission *self);
char *fig_omission_describe (const FigOmission *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigOmission, fig_omission_free)

G_END_DECLS

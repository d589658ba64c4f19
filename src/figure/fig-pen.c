/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-pen.h"

#include <math.h>

#include "fig-svg.h"

static void
append_point (FigPen *pen, const cairo_path_data_t *data, gboolean first, gint64 *x, gint64 *y)
{
  *x = llround (data->point.x * 1000.0);
  *y = llround (data->point.y * 1000.0);
  fig_svg_append_offset (pen->text, *x - pen->x, first);
  fig_svg_append_offset (pen->text, *y - pen->y, FALSE);
}

/**
 * fig_pen_move:
 * @pen: a pen
 * @data: a place
 *
 * Begins a line.
 */
void
fig_pen_move (FigPen *pen, const cairo_path_data_t *data)
{
  pen->x = pen->y = 0;
  g_string_append_c (pen->text, 'M');
  append_point (pen, data, TRUE, &pen->start_x, &pen->start_y);
  pen->x = pen->start_x;
  pen->y = pen->start_y;
  pen->command = 'M';
}

/**
 * fig_pen_draw:
 * @pen: a pen that has begun a line
 * @command: what SVG calls the segment: 'l' for a straight one, 'c' for a curve
 * @points: (array length=n_points): its places, the last of which is its end
 * @n_points: 1 or 3
 *
 * Goes on from the end of the segment before.
 */
void
fig_pen_draw (FigPen *pen, char command, const cairo_path_data_t *points, int n_points)
{
  gint64 x = 0, y = 0;
  gboolean new_command = pen->command != command;

  if (new_command)
    g_string_append_c (pen->text, command);
  pen->command = command;
  for (int i = 0; i < n_points; i++)
    append_point (pen, &points[i], new_command && i == 0, &x, &y);
  pen->x = x;
  pen->y = y;
}

/**
 * fig_pen_draw_path:
 * @text: where to write
 * @data: (array length=n_data): a path of Cairo's, on the page
 * @n_data: how long it is
 */
void
fig_pen_draw_path (GString *text, const cairo_path_data_t *data, int n_data)
{
  FigPen pen = { .text = text };

  for (int i = 0; i < n_data; i += data[i].header.length) {
    switch (data[i].header.type) {
    case CAIRO_PATH_MOVE_TO:
      /* the move that Cairo adds after closing a path leads nowhere */
      if (i + data[i].header.length < n_data &&
          data[i + data[i].header.length].header.type != CAIRO_PATH_MOVE_TO)
        fig_pen_move (&pen, &data[i + 1]);
      break;
    case CAIRO_PATH_LINE_TO:
      fig_pen_draw (&pen, 'l', &data[i + 1], 1);
      break;
    case CAIRO_PATH_CURVE_TO:
      fig_pen_draw (&pen, 'c', &data[i + 1], 3);
      break;
    case CAIRO_PATH_CLOSE_PATH:
    default:
      g_string_append_c (text, 'z');
      pen.x = pen.start_x;
      pen.y = pen.start_y;
      pen.command = 'z';
      break;
    }
  }
}

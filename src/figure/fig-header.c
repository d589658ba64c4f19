/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-header.h"

#include "fig-paint.h"

#define LINE_PAGE 10.0 /* how high a page is for each line of its title; in font sizes */
#define MAX_LINES 4
#define GAP 1.0 /* between the title and what is beside it, likewise */

/* In more lines the higher the page, before what is left is cut off. */
static void
make_title (FigHeader *self, PangoContext *context, double width, double height)
{
  g_autofree char *quoted = fig_text_quote (fig_figure_get_title (self->figure));
  g_autofree char *markup = g_strconcat ("<b>", quoted, "</b>", NULL);
  double n_lines = CLAMP (height / (LINE_PAGE * self->style->font_size), 1.0, MAX_LINES);

  self->title = fig_text_new (context, self->style, self->style->title_scale, markup);
  if (self->title->width > width)
    fig_text_shorten (self->title, width, (guint)n_lines);
}

/* Beside the title, else below it. */
static void
make_subtitle (FigHeader *self, PangoContext *context, double width)
{
  const char *subtitle = fig_figure_get_subtitle (self->figure);
  double room = width - self->title->width - GAP * self->style->font_size;

  if (subtitle == NULL)
    return;
  self->subtitle = fig_text_new (context, self->style, 1.0, subtitle);
  self->below = self->subtitle->width > room;
  if (self->subtitle->width > width)
    fig_text_wrap (self->subtitle, width, PANGO_ALIGN_LEFT);
}

/**
 * fig_header_init:
 * @self: (out caller-allocates): a header
 * @figure: whose title it is; must outlive the header
 * @context: what to measure with
 * @style: how it looks, with a title or not; likewise
 * @width: that it may have
 * @height: of the page
 */
void
fig_header_init (FigHeader *self,
                 FigFigure *figure,
                 PangoContext *context,
                 const FigStyle *style,
                 double width,
                 double height)
{
  *self = (FigHeader){ .figure = figure, .style = style };
  if (!style->show_title)
    return;
  make_title (self, context, width, height);
  make_subtitle (self, context, width);
}

void
fig_header_clear (FigHeader *self)
{
  g_clear_pointer (&self->title, fig_text_free);
  g_clear_pointer (&self->subtitle, fig_text_free);
}

/**
 * fig_header_get_height:
 * @self: a header
 * @detail: how much there is room for
 *
 * Returns: of the title, with its subtitle if that has a line of its own
 */
double
fig_header_get_height (const FigHeader *self, const FigDetail *detail)
{
  if (!detail->title || self->title == NULL)
    return 0.0;
  if (detail->subtitle && self->below)
    return self->title->height + self->subtitle->height;
  return self->title->height;
}

/**
 * fig_header_place:
 * @self: a header
 * @detail: how much there is room for; the rest is left out
 * @x: where the title is to begin; it begins farther to the left if what it has beside it must
 * @page: what may be written on
 */
void
fig_header_place (FigHeader *self, const FigDetail *detail, double x, const FigRect *page)
{
  double width;

  if (!detail->title)
    g_clear_pointer (&self->title, fig_text_free);
  if (!detail->subtitle || self->title == NULL)
    g_clear_pointer (&self->subtitle, fig_text_free);
  if (self->title == NULL)
    return;
  width = self->title->width;
  if (self->subtitle != NULL)
    width = self->below ? MAX (width, self->subtitle->width)
                        : width + GAP * self->style->font_size + self->subtitle->width;
  x = MAX (MIN (x, page->x + page->width - width), page->x);
  fig_text_place (self->title, x, page->y);
  if (self->subtitle != NULL && self->below)
    fig_text_place (self->subtitle, x, page->y + self->title->height);
  else if (self->subtitle != NULL)
    fig_text_place (self->subtitle,
                    x + width - self->subtitle->width,
                    page->y + self->title->baseline - self->subtitle->baseline);
}

/**
 * fig_header_draw:
 * @self: a header that was placed
 * @cr: what to draw with
 */
void
fig_header_draw (const FigHeader *self, cairo_t *cr)
{
  gboolean shortened = self->title != NULL && fig_text_is_shortened (self->title);

  /* all of it for who points at it */
  fig_paint_begin (cr, "title", "title", shortened ? fig_figure_get_title (self->figure) : NULL);
  if (self->title != NULL)
    fig_text_draw (self->title, cr, &self->style->foreground);
  fig_paint_end (cr);
  fig_paint_begin (cr, "subtitle", "subtitle", NULL);
  if (self->subtitle != NULL)
    fig_text_draw (self->subtitle, cr, &self->style->muted);
  fig_paint_end (cr);
}

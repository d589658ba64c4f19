/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-stroker.h"

#include <math.h>
#include <string.h>

#ifdef __SSE__
#include <xmmintrin.h>
#endif

#include "rc-parallel.h"

/* A recording may be played on a screen with pixels half as large. */
#define RECORDING_SCALE 2.0
#define MAX_PIXELS 64e6
#define MAX_SIDE 32000.0
#define BAND 64 /* rows that a thread takes together */

#define N_LANES 4 /* pixels that are worked on together */

typedef float Lanes __attribute__ ((vector_size (N_LANES * sizeof (float))));
typedef gint32 Masks __attribute__ ((vector_size (N_LANES * sizeof (gint32))));

/* A piece of the line in pixels; its length may be zero. */
typedef struct {
  float x1, y1, x2, y2;
} Piece;

struct _FigStroker {
  cairo_t *cr;
  double surface_scale; /* pixels of the surface for each unit that Cairo counts in */
  double scale;         /* pixels for each unit of who draws */
  double left;          /* the first pixel across, in pixels */
  double top;
  double x_offset; /* from there to the origin of who draws */
  double y_offset;
  int width;
  int height;
  int stride;      /* a multiple of N_LANES */
  float radius;    /* of the line, and half a pixel more */
  float strongest; /* the coverage of its middle: a line may be thinner than a pixel */
  Piece *pieces;
  gsize n_pieces;
  gsize n_allocated;
  float *coverage; /* of each pixel, from 0 to 1 */
};

static double
surface_scale (cairo_t *cr)
{
  double x_scale, y_scale;

  cairo_surface_get_device_scale (cairo_get_target (cr), &x_scale, &y_scale);
  if (cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_RECORDING)
    return RECORDING_SCALE * x_scale;
  return x_scale;
}

/**
 * fig_stroker_suits:
 * @cr: what is drawn with, its line set up
 *
 * Returns: whether that is a solid line on pixels, neither turned nor stretched
 */
gboolean
fig_stroker_suits (cairo_t *cr)
{
  cairo_surface_t *surface = cairo_get_target (cr);
  cairo_matrix_t matrix;
  double x_scale, y_scale;

  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (surface, &x_scale, &y_scale);
  if (cairo_get_dash_count (cr) > 0 || matrix.xy != 0.0 || matrix.yx != 0.0 ||
      matrix.xx != matrix.yy || !(matrix.xx > 0.0) || x_scale != y_scale)
    return FALSE;
  switch (cairo_surface_get_type (surface)) {
  case CAIRO_SURFACE_TYPE_IMAGE:
  case CAIRO_SURFACE_TYPE_RECORDING:
    return TRUE;
  default:
    return FALSE;
  }
}

/**
 * fig_stroker_new:
 * @cr: what to draw with, for which fig_stroker_suits()
 * @area: where the line is drawn; it is not clipped to it exactly
 *
 * Takes the width of the line and the transformation that are set now.
 *
 * Returns: (transfer full) (nullable): a stroker without pieces; %NULL where the
 *   area has no pixels, or far too many
 */
FigStroker *
fig_stroker_new (cairo_t *cr, const FigRect *area)
{
  double scale = surface_scale (cr), width;
  double x1 = area->x, y1 = area->y, x2 = area->x + area->width, y2 = area->y + area->height;
  cairo_matrix_t matrix;
  FigStroker *self;

  cairo_user_to_device (cr, &x1, &y1);
  cairo_user_to_device (cr, &x2, &y2);
  x1 = floor (x1 * scale);
  y1 = floor (y1 * scale);
  x2 = ceil (x2 * scale);
  y2 = ceil (y2 * scale);
  if (!(x2 > x1 && y2 > y1) || (x2 - x1) * (y2 - y1) > MAX_PIXELS || x2 - x1 > MAX_SIDE ||
      y2 - y1 > MAX_SIDE)
    return NULL;
  self = g_new0 (FigStroker, 1);
  cairo_get_matrix (cr, &matrix);
  self->cr = cairo_reference (cr);
  self->surface_scale = scale;
  self->scale = matrix.xx * scale;
  self->left = x1;
  self->top = y1;
  self->x_offset = matrix.x0 * scale - x1;
  self->y_offset = matrix.y0 * scale - y1;
  self->width = (int)(x2 - x1);
  self->height = (int)(y2 - y1);
  self->stride = (self->width + N_LANES - 1) / N_LANES * N_LANES;
  width = cairo_get_line_width (cr) * self->scale;
  self->strongest = (float)MIN (width, 1.0);
  self->radius = (float)(MAX (width, 1.0) / 2.0 + 0.5);
  return self;
}

void
fig_stroker_free (FigStroker *self)
{
  cairo_destroy (self->cr);
  g_free (self->pieces);
  g_free (self->coverage);
  g_free (self);
}

/**
 * fig_stroker_add:
 * @self: a stroker
 * @x1: where a piece begins, as Cairo would be told
 * @y1: likewise
 * @x2: where it ends, which may be the same place
 * @y2: likewise
 */
void
fig_stroker_add (FigStroker *self, double x1, double y1, double x2, double y2)
{
  if (self->n_pieces == self->n_allocated) {
    self->n_allocated = MAX (2 * self->n_allocated, 4096);
    self->pieces = g_renew (Piece, self->pieces, self->n_allocated);
  }
  self->pieces[self->n_pieces++] = (Piece){
    (float)(x1 * self->scale + self->x_offset),
    (float)(y1 * self->scale + self->y_offset),
    (float)(x2 * self->scale + self->x_offset),
    (float)(y2 * self->scale + self->y_offset),
  };
}

/* a where a < b, else b: as SSE has it in one instruction, which compilers do not see in the masks.
 */
static inline Lanes
least (Lanes a, Lanes b)
{
#ifdef __SSE__
  return (Lanes)_mm_min_ps ((__m128)a, (__m128)b);
#else
  Masks smaller = a < b;

  return (Lanes)(((Masks)a & smaller) | ((Masks)b & ~smaller));
#endif
}

static inline Lanes
largest (Lanes a, Lanes b)
{
#ifdef __SSE__
  return (Lanes)_mm_max_ps ((__m128)b, (__m128)a);
#else
  Masks smaller = a < b;

  return (Lanes)(((Masks)b & smaller) | ((Masks)a & ~smaller));
#endif
}

/* The pixels of a row: how far each is from the piece. */
static void
cover_row (const FigStroker *self, const Piece *piece, float y, int begin, int end, float *row)
{
  static const Lanes numbers = { 0.5f, 1.5f, 2.5f, 3.5f };
  static const Lanes zero = { 0.0f }, one = { 1.0f, 1.0f, 1.0f, 1.0f };
  float ex = piece->x2 - piece->x1, ey = piece->y2 - piece->y1;
  float square = ex * ex + ey * ey, over = square > 0.0f ? 1.0f / square : 0.0f;
  float dy = y - piece->y1, radius = self->radius, strongest = self->strongest;

  for (int i = begin; i < end; i += N_LANES) {
    Lanes dx = numbers + ((float)i - piece->x1);
    Lanes along = least (largest ((dx * ex + dy * ey) * over, zero), one);
    Lanes off_x = dx - along * ex, off_y = dy - along * ey;
    Lanes distance = off_x * off_x + off_y * off_y;
    Lanes covered, before;

    for (int k = 0; k < N_LANES; k++)
      distance[k] = sqrtf (distance[k]);
    memcpy (&before, row + i, sizeof before);
    covered = largest (least (radius - distance, one) * strongest, before);
    memcpy (row + i, &covered, sizeof covered);
  }
}

/* The columns that a long piece may cover in a row: those near the part of it
 * that is near the row. */
static void
get_columns (const FigStroker *self, const Piece *piece, float y, int *begin, int *end)
{
  float ex = piece->x2 - piece->x1, ey = piece->y2 - piece->y1;
  float from = 0.0f, to = 1.0f, x1, x2;

  if (fabsf (ey) > 1e-6f) {
    float a = (y - self->radius - piece->y1) / ey, b = (y + self->radius - piece->y1) / ey;

    from = CLAMP (MIN (a, b), 0.0f, 1.0f);
    to = CLAMP (MAX (a, b), 0.0f, 1.0f);
  }
  x1 = piece->x1 + from * ex;
  x2 = piece->x1 + to * ex;
  *begin = MAX ((int)(MIN (x1, x2) - self->radius), 0) / N_LANES * N_LANES;
  *end = MIN ((int)(MAX (x1, x2) + self->radius) + 1, self->width);
}

static void
cover_piece (const FigStroker *self, const Piece *piece, int first, int last)
{
  float left = MIN (piece->x1, piece->x2) - self->radius;
  float right = MAX (piece->x1, piece->x2) + self->radius;
  int from = MAX ((int)left, 0) / N_LANES * N_LANES, to = MIN ((int)right + 1, self->width);
  gboolean is_long = to - from > 4 * N_LANES;

  if (right < 0.0f)
    return;
  for (int row = first; row < last; row++) {
    float y = (float)row + 0.5f;

    if (is_long)
      get_columns (self, piece, y, &from, &to);
    cover_row (self, piece, y, from, to, self->coverage + (gsize)row * self->stride);
  }
}

static gboolean
cover_band (gsize begin, gsize end, gpointer data, GError **error)
{
  const FigStroker *self = data;

  for (gsize i = 0; i < self->n_pieces; i++) {
    const Piece *piece = &self->pieces[i];
    float low = MIN (piece->y1, piece->y2) - self->radius;
    float high = MAX (piece->y1, piece->y2) + self->radius;

    if (high > (float)begin && low < (float)end)
      cover_piece (self, piece, (int)MAX (low, (float)begin), MIN ((int)high + 1, (int)end));
  }
  return TRUE;
}

static cairo_surface_t *
make_mask (const FigStroker *self)
{
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, self->width, self->height);
  int stride = cairo_image_surface_get_stride (mask);
  guint8 *pixels;

  cairo_surface_flush (mask);
  pixels = cairo_image_surface_get_data (mask);
  for (int row = 0; pixels != NULL && row < self->height; row++) {
    const float *coverage = self->coverage + (gsize)row * self->stride;
    guint8 *bytes = pixels + (gsize)row * stride;

    for (int i = 0; i < self->width; i++)
      bytes[i] = (guint8)(255.0f * coverage[i] + 0.5f);
  }
  cairo_surface_mark_dirty (mask);
  cairo_surface_set_device_scale (mask, self->surface_scale, self->surface_scale);
  return mask;
}

/**
 * fig_stroker_draw:
 * @self: a stroker
 *
 * Draws all pieces, in the colour that is set. Once only.
 */
void
fig_stroker_draw (FigStroker *self)
{
  double scale = self->surface_scale;
  cairo_surface_t *mask;

  if (self->n_pieces == 0)
    return;
  self->coverage = g_new0 (float, (gsize)self->stride * self->height);
  rc_parallel_for ((gsize)self->height, BAND, cover_band, self, NULL, NULL);
  mask = make_mask (self);
  cairo_save (self->cr);
  cairo_identity_matrix (self->cr);
  cairo_mask_surface (self->cr, mask, self->left / scale, self->top / scale);
  cairo_restore (self->cr);
  cairo_surface_destroy (mask);
}

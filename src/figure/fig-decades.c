/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fig-ticks-private.h"

#include <math.h>

#include "fig-number.h"

#define MAX_MINOR_DECADES 30
/* Of ends whose ratio is less than this, a logarithmic scale may be counted in even steps. */
#define LINEAR_RATIO 4.0

static void
label_logarithmic (FigTicks *self)
{
  gboolean plain = TRUE;

  for (guint i = 0; i < self->n_values; i++)
    plain = plain && self->values[i] >= 0.999e-2 && self->values[i] <= 1.001e3;
  for (guint i = 0; i < self->n_values; i++) {
    int exponent = (int)floor (log10 (self->values[i]) + 1e-9);

    if (plain)
      self->labels[i] = fig_number_format (self->values[i], MAX (-exponent, 0));
    else
      self->labels[i] = fig_number_format_power (
        round (self->values[i] / fig_ticks_power_of_ten (exponent)), 0, exponent);
  }
}

/* Digits within a decade that get a label, as bits 1 to 9; sparser ones first. */
static const guint digit_sets[] = {
  1 << 1,
  1 << 1 | 1 << 3,
  1 << 1 | 1 << 2 | 1 << 5,
  1 << 1 | 1 << 2 | 1 << 3 | 1 << 5,
  1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 6 | 1 << 8,
  0x3fe,
};

/* Of these sets all are tried; finer ones only where those leave too few. */
#define USUAL_SETS 3

/* One of which a range may have three where it has only two powers of ten. */
static const int lone_digits[] = { 3, 2, 5 };

/* Values digit × 10^exponent with the digits of the set, within the limits;
 * exponents are a stride apart and have the given remainder. */
static GArray *
decade_values (double minimum, double maximum, guint digits, int stride, int remainder)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));
  int first = (int)floor (log10 (minimum) - 1e-9);
  int last = (int)floor (log10 (maximum) + 1e-9);

  for (int exponent = first; exponent <= last; exponent++) {
    /* exponents may be negative, and so may remainders of C */
    if ((exponent % stride + stride) % stride != remainder)
      continue;
    for (int digit = 1; digit <= 9; digit++) {
      double value;
      char buffer[16];

      if (!(digits & (1 << digit)))
        continue;
      g_snprintf (buffer, sizeof buffer, "%de%d", digit, exponent);
      value = g_ascii_strtod (buffer, NULL);
      if (value < minimum * (1.0 - 1e-9) || value > maximum * (1.0 + 1e-9))
        continue;
      value = CLAMP (value, minimum, maximum);
      g_array_append_val (values, value);
    }
  }
  return values;
}

/* The powers of ten that are a stride apart; of all ways the one with most, and
 * with 1 if possible. */
static GArray *
strided_decades (double minimum, double maximum, int stride)
{
  GArray *best = decade_values (minimum, maximum, digit_sets[0], stride, 0);

  for (int remainder = 1; remainder < stride; remainder++) {
    GArray *values = decade_values (minimum, maximum, digit_sets[0], stride, remainder);

    if (values->len > best->len) {
      g_array_unref (best);
      best = values;
    } else {
      g_array_unref (values);
    }
  }
  return best;
}

/* Whole decades: as many as are wanted, at most. */
static GArray *
choose_decades (double minimum, double maximum, guint n_wanted, int *stride)
{
  static const int strides[] = { 1, 2, 3, 4, 5, 6, 8, 10, 20, 30, 50, 100, 200 };
  GArray *values = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (strides); i++) {
    g_clear_pointer (&values, g_array_unref);
    values = strided_decades (minimum, maximum, strides[i]);
    *stride = strides[i];
    if (values->len <= n_wanted)
      break;
  }
  return values;
}

/* The decades that have no label. */
static GArray *
unlabelled_decades (const FigTicks *self, double minimum, double maximum)
{
  GArray *decades = decade_values (minimum, maximum, digit_sets[0], 1, 0);
  guint n = 0;

  for (guint i = 0, j = 0; i < decades->len; i++) {
    double decade = g_array_index (decades, double, i);

    while (j < self->n_values && self->values[j] < decade)
      j++;
    if (j == self->n_values || self->values[j] != decade)
      g_array_index (decades, double, n++) = decade;
  }
  return g_array_set_size (decades, n);
}

/* Round numbers within the decades: the finest usual set of digits that there is room for, or else
 * the first of the finer ones, or of those that have one digit, with enough of them. */
static GArray *
choose_digits (double minimum, double maximum, guint n_wanted, guint *used)
{
  GArray *values = decade_values (minimum, maximum, digit_sets[0], 1, 0);

  *used = digit_sets[0];
  for (gsize i = 1; i < G_N_ELEMENTS (digit_sets); i++) {
    GArray *finer;

    if (i >= USUAL_SETS && values->len >= FIG_TICKS_ENOUGH)
      break;
    finer = decade_values (minimum, maximum, digit_sets[i], 1, 0);
    if (finer->len > n_wanted) {
      g_array_unref (finer);
      break;
    }
    g_array_unref (values);
    values = finer;
    *used = digit_sets[i];
  }
  for (gsize i = 0; values->len < FIG_TICKS_ENOUGH && i < G_N_ELEMENTS (lone_digits); i++) {
    GArray *others = decade_values (minimum, maximum, 1u << lone_digits[i], 1, 0);

    if (others->len < FIG_TICKS_ENOUGH || others->len > n_wanted) {
      g_array_unref (others);
      continue;
    }
    g_array_unref (values);
    values = others;
    *used = 1u << lone_digits[i];
  }
  return values;
}

/**
 * fig_ticks_add_decades:
 * @self: ticks without any
 * @minimum: of a logarithmic scale, positive
 * @maximum: of the scale, larger
 * @n_wanted: how many labels there should be, roughly
 *
 * Sets whole decades or, where these are few, round numbers within them.
 *
 * Returns: whether there are enough of these; the ticks are as before otherwise
 */
gboolean
fig_ticks_add_decades (FigTicks *self, double minimum, double maximum, guint n_wanted)
{
  int stride;
  GArray *values = choose_decades (minimum, maximum, n_wanted, &stride);
  guint used = digit_sets[0];

  /* a decade or two are too few to read values by */
  if (stride == 1 && values->len < FIG_TICKS_ENOUGH) {
    g_array_unref (values);
    values = choose_digits (minimum, maximum, n_wanted, &used);
  }
  if (values->len < 2 || (values->len < FIG_TICKS_ENOUGH && maximum < LINEAR_RATIO * minimum)) {
    g_array_unref (values);
    return FALSE;
  }
  fig_ticks_take_values (self, values);
  if (stride == 1 && log10 (maximum) - log10 (minimum) <= MAX_MINOR_DECADES)
    fig_ticks_take_minor (self, decade_values (minimum, maximum, 0x3fe & ~used, 1, 0));
  else if (stride > 1 && stride <= 10)
    fig_ticks_take_minor (self, unlabelled_decades (self, minimum, maximum));
  label_logarithmic (self);
  return TRUE;
}

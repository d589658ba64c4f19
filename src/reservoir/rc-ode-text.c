/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ODE in words: rc_ode_format() */

#include <math.h>

#include "rc-ode.h"

/* Coefficients below this fraction of the largest are not written out. */
#define WRITTEN_TOLERANCE 1e-9
#define MINUS "\342\210\222"
#define SUBSCRIPT_ZERO 0x2080

/* "d²z/dt²" */
static void
append_derivative (GString *text, const char *name, gsize power)
{
  static const char *const digits[] = {
    "\342\201\260", "\302\271",     "\302\262",     "\302\263",     "\342\201\264",
    "\342\201\265", "\342\201\266", "\342\201\267", "\342\201\270", "\342\201\271",
  };
  g_autoptr (GString) raised = g_string_new (NULL);

  if (power == 0) {
    g_string_append (text, name);
    return;
  }
  if (power >= 10)
    g_string_append (raised, digits[power / 10 % 10]);
  if (power >= 2)
    g_string_append (raised, digits[power % 10]);
  g_string_append_printf (text, "d%s%s/dt%s", raised->str, name, raised->str);
}

/* A number's size with true minus signs and the reader's decimal point */
static void
append_number (GString *text, double value, guint n_digits, const char *decimal_point)
{
  char format[16], number[G_ASCII_DTOSTR_BUF_SIZE];

  g_snprintf (format, sizeof format, "%%.%ug", n_digits);
  g_ascii_formatd (number, sizeof number, format, value);
  for (const char *c = number; *c != '\0'; c++) {
    if (*c == '.')
      g_string_append (text, decimal_point);
    else if (*c == '-')
      g_string_append (text, MINUS);
    else
      g_string_append_c (text, *c);
  }
}

static void
append_term (GString *text,
             double value,
             const char *name,
             gsize power,
             guint n_digits,
             const char *decimal_point)
{
  gboolean first = text->len == 0 || g_str_has_suffix (text->str, "= ");
  g_autoptr (GString) number = g_string_new (NULL);

  if (first)
    g_string_append (text, value < 0.0 ? MINUS : "");
  else
    g_string_append (text, value < 0.0 ? " " MINUS " " : " + ");
  append_number (number, fabs (value), n_digits, decimal_point);
  if (!g_str_equal (number->str, "1"))
    g_string_append_printf (text, "%s ", number->str);
  append_derivative (text, name, power);
}

/* "w₁₂", with numbers from 1 */
static char *
make_name (const char *letter, gsize i)
{
  g_autofree char *number = g_strdup_printf ("%zu", i + 1);
  GString *name = g_string_new (letter);

  for (const char *digit = number; *digit != '\0'; digit++)
    g_string_append_unichar (name, SUBSCRIPT_ZERO + (gunichar)(*digit - '0'));
  return g_string_free (name, FALSE);
}

/* A coefficient that is no larger than this is not written out: nothing of it stands beside
   the largest. */
static double
find_least (const RcOde *self, gsize n, const double *values)
{
  double largest = 0.0;

  for (gsize i = 0; i < n; i++)
    largest = MAX (largest, fabs (values[i]));
  return MAX (WRITTEN_TOLERANCE, 0.5 * pow (10.0, -(double)self->digits)) * largest;
}

static void
append_polynomials (GString *text, const RcOde *self, guint n_digits, const char *decimal_point)
{
  double least = find_least (self, self->order + 1, self->denominator);
  gboolean any = FALSE;

  for (gsize i = self->order + 1; i-- > 0;)
    if (fabs (self->denominator[i]) > least)
      append_term (text, self->denominator[i], "z", i, n_digits, decimal_point);

  g_string_append (text, " = ");
  least = find_least (self, self->order, self->numerator);
  for (gsize i = 0; i < self->order; i++) {
    if (fabs (self->numerator[i]) > least) {
      append_term (text, self->numerator[i], "u", i, n_digits, decimal_point);
      any = TRUE;
    }
  }
  if (!any)
    g_string_append_c (text, '0');
}

/* A row of a matrix times a vector of this name; those beside the largest of the row count. */
static void
append_row (GString *text,
            const RcOde *self,
            const gsl_matrix *matrix,
            gsize row,
            const char *letter,
            guint n_digits,
            const char *decimal_point)
{
  const double *values = gsl_matrix_const_ptr (matrix, row, 0);
  double least = find_least (self, matrix->size2, values);

  for (gsize j = 0; j < matrix->size2; j++) {
    g_autofree char *name = make_name (letter, j);

    if (fabs (values[j]) > least)
      append_term (text, values[j], name, 0, n_digits, decimal_point);
  }
}

/* dw/dt = A w + B u and z = C w, a line for each component */
static void
append_system (GString *text, const RcOde *self, guint n_digits, const char *decimal_point)
{
  for (gsize i = 0; i < self->order; i++) {
    g_autofree char *name = make_name ("w", i);

    g_string_append_printf (text, "d%s/dt = ", name);
    append_row (text, self, self->state, i, "w", n_digits, decimal_point);
    append_row (text, self, self->input, i, "u", n_digits, decimal_point);
    g_string_append_c (text, '\n');
  }
  for (gsize i = 0; i < self->n_outputs; i++) {
    g_autofree char *name = make_name ("z", i);

    g_string_append_printf (text, "%s%s = ", i > 0 ? "\n" : "", name);
    if (self->order > 0)
      append_row (text, self, self->output, i, "w", n_digits, decimal_point);
    if (g_str_has_suffix (text->str, "= "))
      g_string_append_c (text, '0');
  }
}

/**
 * rc_ode_format:
 * @n_digits: how many digits of each coefficient at most, from 1 to 15; no more than stand
 * @decimal_point: "." or that of the reader's locale
 *
 * Writes the ODE as a person would, z being the output's distance from the attractor and u
 * the probe. For one output: the derivatives of z on the left, the highest first, and those
 * of u on the right, the lowest first. For several outputs: a line for each mode w of
 * dw/dt = A w + B u, and one for each component of z = C w.
 *
 * Returns: (transfer full): the ODE
 */
char *
rc_ode_format (const RcOde *self, guint n_digits, const char *decimal_point)
{
  GString *text;

  g_return_val_if_fail (n_digits >= 1 && n_digits <= 15, NULL);

  n_digits = MIN (n_digits, self->digits);
  text = g_string_new (NULL);
  if (self->denominator != NULL)
    append_polynomials (text, self, n_digits, decimal_point);
  else
    append_system (text, self, n_digits, decimal_point);
  return g_string_free (text, FALSE);
}

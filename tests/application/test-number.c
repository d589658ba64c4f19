/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-number.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include <pango/pangocairo.h>

static void
assert_reads (const char *text, gboolean integer, double expected)
{
  double value = NAN;

  g_assert_true (attractor_number_parse (text, integer, &value));
  g_assert_cmpfloat (value, ==, expected);
}

static void
assert_refuses (const char *text, gboolean integer)
{
  double value = 42.0;

  g_assert_false (attractor_number_parse (text, integer, &value));
  g_assert_cmpfloat (value, ==, 42.0);
}

static void
test_reads (void)
{
  assert_reads ("0.9", FALSE, 0.9);
  assert_reads ("0,9", FALSE, 0.9);
  assert_reads (" ,5 ", FALSE, 0.5);
  assert_reads ("-1,25", FALSE, -1.25);
  assert_reads ("−1.25", FALSE, -1.25);
  assert_reads ("\u00a01e-6\u202f", FALSE, 1e-6);
  assert_reads ("1,000", FALSE, 1.0);
  assert_reads ("+3", FALSE, 3.0);
  assert_reads ("\u2066−0.5\u2069", FALSE, -0.5);
}

static void
test_reads_integers (void)
{
  assert_reads ("1000", TRUE, 1000.0);
  assert_reads ("1,000", TRUE, 1000.0);
  assert_reads ("1.000", TRUE, 1000.0);
  assert_reads ("1 000", TRUE, 1000.0);
  assert_reads ("9,007,199,254,740,991", TRUE, 9007199254740991.0);
  assert_reads ("1e4", TRUE, 10000.0);
  /* Not groups of three: a decimal separator, for the key's range to refuse */
  assert_reads ("1,5", TRUE, 1.5);
  assert_reads ("0,900", TRUE, 0.9);
  assert_reads ("1000,500", TRUE, 1000.5);
}

static void
test_refuses (void)
{
  const char *const nonsense[] = {
    "",    " ",  "much", "1.2.3", "1,2,3", "1.000,5",  "0.1 0.2", "inf", "nan", "0x10", "1e999",
    "--1", "1-", "1×10", "×10⁵",  "1⁵",    "\xff\xfe", "1e",      "e5",  ".",   "١",    "5 %",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (nonsense); i++)
    assert_refuses (nonsense[i], FALSE);
  assert_refuses ("1,00,000", TRUE);
}

/* All of a text is read, or nothing: no number begins one that is too long. */
static void
test_refuses_long (void)
{
  g_autofree char *zeros = g_strnfill (61, '0');
  g_autofree char *number = g_strconcat ("  0.3", zeros, "  ", NULL);
  g_autofree char *longer = g_strconcat ("0.3", zeros, "0", NULL);
  g_autofree char *nonsense = g_strconcat ("0.3", zeros, "abc", NULL);

  assert_reads (number, FALSE, 0.3);
  assert_refuses (longer, FALSE);
  assert_refuses (nonsense, FALSE);
  assert_refuses (nonsense, TRUE);
}

static void
assert_writes (double value, const char *expected)
{
  g_autofree char *text = attractor_number_format (value);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_writes (void)
{
  assert_writes (0.0, "0");
  assert_writes (0.9, "0.9");
  assert_writes (-0.6, "−0.6");
  assert_writes (1000.0, "1000");
  assert_writes (1e6, "1000000");
  assert_writes (9007199254740991.0, "9007199254740991");
  assert_writes (1e-6, "1e−6");
  assert_writes (1e-12, "1e−12");
  assert_writes (2.5e-7, "2.5e−7");
  assert_writes (1e20, "1e+20");
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 20000; i++) {
    double value = g_rand_double_range (random, -1.0, 1.0) *
                   pow (10.0, g_rand_double_range (random, -12.0, 12.0));
    g_autofree char *text = attractor_number_format (value);

    assert_reads (text, FALSE, value);
  }
}

static void
assert_words (double value, const char *expected)
{
  g_autofree char *text = attractor_number_to_words (value);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_words (void)
{
  const double target[] = { 0.9, -0.3 };
  g_autofree char *row = attractor_number_row_to_text (2, target);
  g_autofree char *one = attractor_number_row_to_text (1, target + 1);
  g_autofree char *plus = attractor_number_with_sign (0.0952);
  g_autofree char *minus = attractor_number_with_sign (-0.0952);

  assert_words (NAN, "—");
  assert_words (INFINITY, "∞");
  assert_words (-INFINITY, "−∞");
  assert_words (0.0, "0");
  assert_words (-0.0, "0");
  assert_words (-0.16073, "−0.1607");
  assert_words (-0.0058072, "−0.005807");
  assert_words (172.1234, "172.1");
  assert_words (12.345, "12.35");
  assert_words (9.99996, "10.00");
  assert_words (12345.6, "12346");
  assert_words (99999.6, "1.000×10⁵");
  assert_words (0.00099999, "0.001000");
  assert_words (1.5e-7, "1.500×10⁻⁷");
  assert_words (-2.5e-300, "−2.500×10⁻³⁰⁰");
  assert_words (1e300, "1.000×10³⁰⁰");
  g_assert_cmpstr (row, ==, "(0.9, −0.3)");
  g_assert_cmpstr (one, ==, "−0.3");
  g_assert_cmpstr (plus, ==, "+0.09520");
  g_assert_cmpstr (minus, ==, "−0.09520");
  assert_reads ("1.500e−7", FALSE, 1.5e-7);
  assert_reads ("−1.500×10⁻⁷", FALSE, -1.5e-7);
  assert_reads ("1,5×10³", FALSE, 1.5e3);
}

static void
assert_short_words (double value, const char *expected)
{
  g_autofree char *text = attractor_number_to_short_words (value);

  g_assert_cmpstr (text, ==, expected);
}

/* What rounding adds at the end of a number is not shown, and neither are zeros there. */
static void
test_short_words (void)
{
  assert_short_words (-2.4000000000000004, "−2.4");
  assert_short_words (0.1 + 0.2, "0.3");
  assert_short_words (-0.16073, "−0.1607");
  assert_short_words (50.0, "50");
  assert_short_words (12345.6, "12350");
  assert_short_words (-0.0, "0");
  assert_short_words (1.23456e-7, "1.235e−7");
}

/* As many digits as people want, whatever the size; what follows from them stays a number. */
static void
test_digits (void)
{
  attractor_number_set_digits (6);
  assert_words (-0.16073275, "−0.160733");
  assert_words (12.3456789, "12.3457");
  assert_words (12345.67, "12345.7");
  assert_words (1.5e-7, "1.50000×10⁻⁷");
  attractor_number_set_digits (3);
  assert_words (-0.16073275, "−0.161");
  assert_words (12.3456789, "12.3");
  assert_words (12345.6, "12346");
  attractor_number_set_digits (4);
  assert_words (-0.16073275, "−0.1607");
}

static void
assert_local (const char *text, const char *expected)
{
  g_autofree char *local = attractor_number_localize (text);

  g_assert_cmpstr (local, ==, expected);
}

static void
test_sentences (void)
{
  assert_local ("at -0.5, the other 12-5", "at −0.5, the other 12-5");
  assert_local ("z-1", "z-1");
}

/* The locale is made by the test: none but C.UTF-8 may be there. */
static void
test_comma (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("attractor-locale-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "de_DE.UTF-8", NULL);
  const char *make[] = { "localedef", "-i", "de_DE", "-f", "UTF-8", path, NULL };
  const char *clear[] = { "rm", "-r", folder, NULL };

  g_assert_no_error (error);
  if (!g_spawn_sync (
        NULL, (char **)make, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  g_setenv ("LOCPATH", folder, TRUE);
  g_assert_nonnull (setlocale (LC_ALL, "de_DE.UTF-8"));

  assert_local ("The targets: 1 (1.6); 2 (-0.6).", "The targets: 1 (1,6); 2 (−0,6).");
  assert_local ("(0.5, -1.25, 3) is 1.5.", "(0,5; −1,25; 3) is 1,5.");
  assert_local ("2.5e-07 of 1.0e300", "2,5×10⁻⁷ of 1,0×10³⁰⁰");
  assert_local ("Version 1.2.3 in run-1.5.attractor", "Version 1.2.3 in run-1.5.attractor");
  assert_local ("3 of 4, 5", "3 of 4; 5");
  assert_local ("g = 0.5; pin “1, 2”; “run 1.5/-1”, 0.5", "g = 0,5; pin “1, 2”; “run 1.5/-1”, 0,5");
  assert_local ("bei „max(1, 2) - 0.5*x“ ist 0.5", "bei „max(1, 2) - 0.5*x“ ist 0,5");
  assert_local ("“ 0.5", "“ 0,5");
  assert_local ("", "");

  setlocale (LC_ALL, "C.UTF-8");
  g_spawn_sync (
    NULL, (char **)clear, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

static int
get_place (PangoLayout *layout, const char *part)
{
  const char *text = pango_layout_get_text (layout);
  const char *found = strstr (text, part);
  PangoRectangle place;

  g_assert_nonnull (found);
  pango_layout_index_to_pos (layout, (int)(found - text), &place);
  return MIN (place.x, place.x + place.width);
}

/* A Hebrew word and @number, and the other way round: @first is seen to the left of @second, and
 * the paragraph is one that reads from right to left all the same. */
static void
assert_order_in (const char *const *formats,
                 const char *number,
                 const char *first,
                 const char *second)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  pango_context_set_base_dir (context, PANGO_DIRECTION_RTL);
  for (gsize i = 0; formats[i] != NULL; i++) {
    PangoLayout *layout = pango_layout_new (context);
    g_auto (GStrv) parts = g_strsplit (formats[i], "%s", 2);
    g_autofree char *text = g_strjoinv (number, parts);

    pango_layout_set_text (layout, text, -1);
    g_assert_cmpint (
      pango_layout_line_get_resolved_direction (pango_layout_get_line_readonly (layout, 0)),
      ==,
      PANGO_DIRECTION_RTL);
    g_assert_cmpint (get_place (layout, first), <, get_place (layout, second));
    g_assert_cmpint (get_place (layout, "ש") < get_place (layout, first), ==, i == 1);
    g_object_unref (layout);
  }
  g_object_unref (context);
}

static void
assert_order (const char *number, const char *first, const char *second)
{
  const char *formats[] = { "שלום %s", "%s שלום", NULL };

  assert_order_in (formats, number, first, second);
}

static void
test_right_to_left (void)
{
  const char *after[] = { "שלום %s", NULL };
  const double vector[] = { 0.25, -0.5 };
  g_autofree char *unmarked = attractor_number_to_words (-0.5);
  g_autofree char *words = NULL, *power = NULL, *sign = NULL, *row = NULL, *local = NULL;

  g_assert_cmpstr (unmarked, ==, "−0.5000");
  attractor_number_set_isolated (TRUE);
  words = attractor_number_to_words (-0.5);
  power = attractor_number_to_words (1.5e-7);
  sign = attractor_number_with_sign (0.5);
  row = attractor_number_row_to_text (2, vector);
  local = attractor_number_localize ("z = -0.5");
  assert_words (0.5, "0.5000");
  attractor_number_set_isolated (FALSE);

  assert_order (words, "−", "5");
  assert_order (power, "1.5", "×");
  assert_order (power, "×", "⁻");
  assert_order (sign, "+", "5");
  assert_order (row, "2", "−");
  assert_order (row, "−", ".5");
  assert_order_in (after, local, "z", "−");
  assert_order_in (after, local, "−", "5");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/number/reads", test_reads);
  g_test_add_func ("/number/reads-integers", test_reads_integers);
  g_test_add_func ("/number/refuses", test_refuses);
  g_test_add_func ("/number/refuses-long", test_refuses_long);
  g_test_add_func ("/number/writes", test_writes);
  g_test_add_func ("/number/round-trip", test_round_trip);
  g_test_add_func ("/number/words", test_words);
  g_test_add_func ("/number/short-words", test_short_words);
  g_test_add_func ("/number/digits", test_digits);
  g_test_add_func ("/number/sentences", test_sentences);
  g_test_add_func ("/number/comma", test_comma);
  g_test_add_func ("/number/right-to-left", test_right_to_left);

  return g_test_run ();
}

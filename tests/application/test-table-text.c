/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-table-text.h"

#include "exp-error.h"

static void
assert_reads (
  const char *text, gboolean decimal_comma, gsize n_rows, gsize n_columns, const double *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpTable) table = attractor_table_text_parse (text, decimal_comma, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (table->n_rows, ==, n_rows);
  g_assert_cmpuint (table->n_columns, ==, n_columns);
  for (gsize i = 0; i < n_rows * n_columns; i++)
    g_assert_cmpfloat (table->values[i], ==, expected[i]);
}

static void
assert_refuses (const char *text, gboolean decimal_comma, const char *pattern)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ExpTable) table = attractor_table_text_parse (text, decimal_comma, &error);

  g_assert_null (table);
  g_assert_error (error, EXP_ERROR, EXP_ERROR_VALUE);
  if (!g_pattern_match_simple (pattern, error->message))
    g_error ("“%s” is not like “%s”", error->message, pattern);
}

static void
test_separators (void)
{
  const double square[] = { 0.5, -1.25, 2.0, 3.0 };

  for (int comma = 0; comma <= 1; comma++) {
    assert_reads ("0.5\t-1.25\n2\t3\n", comma, 2, 2, square);
    assert_reads ("0,5\t-1,25\n2\t3", comma, 2, 2, square);
    assert_reads ("0,5;−1,25\r\n2;3\r\n\r\n", comma, 2, 2, square);
    assert_reads ("0.5,-1.25\n2,3\n", comma, 2, 2, square);
    assert_reads ("0,5, -1,25\n2, 3\n", comma, 2, 2, square);
    assert_reads ("  0.5   -1.25 \n 2 3\n", comma, 2, 2, square);
    assert_reads ("\xef\xbb\xbf\"0,5\";\"-1,25\"\n\"2\";\"3\"\n", comma, 2, 2, square);
    assert_reads ("\n0.5 -1.25\r2 3\r", comma, 2, 2, square);
  }
}

static void
test_comma (void)
{
  const double column[] = { 0.5, 1.25 }, square[] = { 0.0, 5.0, 1.0, 25.0 };
  const double pairs[] = { 1.0, -1.0, 0.0, 5.0 };

  assert_reads ("0,5\n1,25\n", TRUE, 2, 1, column);
  assert_reads ("0,5\n1,25\n", FALSE, 2, 2, square);
  /* What cannot be a decimal sign is none. */
  assert_reads ("1,-1\n0,5\n", TRUE, 2, 2, pairs);
  assert_reads ("1,-1,0\n", TRUE, 1, 3, pairs);
  assert_reads ("1,−1\n0,5\n", TRUE, 2, 2, pairs);
  assert_reads ("0,5 1,25\n", TRUE, 1, 2, column);
}

static void
test_refusals (void)
{
  g_autoptr (GString) long_table = g_string_new (NULL);

  assert_refuses ("1\t2\n3\tmuch\n", FALSE, "Row 2, column 2 *“much”*");
  assert_refuses ("1\t2\n\t4\n", FALSE, "Row 2, column 1 *empty*");
  assert_refuses ("1\n\n2\n", FALSE, "Row 2, column 1 *missing*");
  assert_refuses ("1\t2\n3\n", FALSE, "Row 2, column 2 *missing*");
  assert_refuses ("1\n2\t3\n", FALSE, "Row 2, column 2 *shorter*");
  assert_refuses ("1\t2\n3\t4\t5\n", FALSE, "Row 2, column 3 *shorter*");
  assert_refuses ("1\t2\n3\t100.5\n", FALSE, "Row 2, column 2 *100.5*100*");
  assert_refuses ("1\tnan\n", FALSE, "Row 1, column 2 *“nan”*");
  assert_refuses ("inf", FALSE, "Row 1, column 1 *“inf”*");
  assert_refuses ("  \n \n", FALSE, "There are no numbers*");
  assert_refuses ("", FALSE, "There are no numbers*");
  for (int i = 0; i < 33; i++)
    g_string_append_printf (long_table, "%d\n", i);
  assert_refuses (long_table->str, FALSE, "*33 rows*32*");
}

static void
test_several (void)
{
  g_assert_true (attractor_table_text_has_several ("1\t2"));
  g_assert_true (attractor_table_text_has_several ("1\n2\n"));
  g_assert_true (attractor_table_text_has_several ("0.5,0.7"));
  g_assert_true (attractor_table_text_has_several ("1;x"));
  g_assert_true (attractor_table_text_has_several ("1,2,3"));
  g_assert_false (attractor_table_text_has_several ("0,5"));
  g_assert_false (attractor_table_text_has_several (" 0.5\n"));
  g_assert_false (attractor_table_text_has_several ("not a number"));
  g_assert_false (attractor_table_text_has_several (""));
}

static void
test_print (void)
{
  g_autoptr (ExpTable) left = exp_table_new (2, 2);
  g_autoptr (ExpTable) right = exp_table_new (2, 1);
  g_autoptr (ExpTable) none = exp_table_new (0, 0);
  g_autofree char *both = NULL;
  g_autofree char *alone = NULL;

  exp_table_set (left, 0, 1, -0.25);
  exp_table_set (left, 1, 0, 1e-7);
  exp_table_set (right, 1, 0, 3.0);
  both = attractor_table_text_print (left, right);
  alone = attractor_table_text_print (left, none);
  g_assert_cmpstr (both, ==, "0\t-0.25\t0\n1e-7\t0\t3\n");
  assert_reads (alone, FALSE, 2, 2, left->values);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table-text/separators", test_separators);
  g_test_add_func ("/table-text/comma", test_comma);
  g_test_add_func ("/table-text/refusals", test_refusals);
  g_test_add_func ("/table-text/several", test_several);
  g_test_add_func ("/table-text/print", test_print);

  return g_test_run ();
}

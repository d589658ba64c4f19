/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rc-formula.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <muParserDLL.h>

#include "rc-error.h"

#define MAX_LENGTH 1000

struct _RcFormula {
  muParserHandle_t parser;
  double x;
};

/* The library returns texts in one static buffer. */
static GMutex token_lock;

static double
logistic (double x)
{
  return 1.0 / (1.0 + exp (-x));
}

static double
softplus (double x)
{
  return MAX (x, 0.0) + log1p (exp (-fabs (x)));
}

static double
relu (double x)
{
  return MAX (x, 0.0);
}

static void
define_names (RcFormula *self)
{
  mupDefineVar (self->parser, "x", &self->x);
  mupDefineConst (self->parser, "pi", G_PI);
  mupDefineConst (self->parser, "e", G_E);
  mupDefineFun1 (self->parser, "erf", erf, TRUE);
  mupDefineFun1 (self->parser, "erfc", erfc, TRUE);
  mupDefineFun1 (self->parser, "expm1", expm1, TRUE);
  mupDefineFun1 (self->parser, "log1p", log1p, TRUE);
  mupDefineFun1 (self->parser, "logistic", logistic, TRUE);
  mupDefineFun1 (self->parser, "softplus", softplus, TRUE);
  mupDefineFun1 (self->parser, "relu", relu, TRUE);
}

/* What the library's error codes mean to a person; the numbers are part of its
   documented interface, but only its C++ header names them. */
static const char *
explain (int code)
{
  switch (code) {
  case 0:
    return _ ("an operator is not possible here");
  case 1:
    return _ ("this is not a name or a number that a formula may have");
  case 2:
  case 25:
    return _ ("the formula ends too early");
  case 3:
    return _ ("a comma is not possible here");
  case 4:
    return _ ("an argument is not possible here");
  case 5:
    return _ ("a number is not possible here");
  case 6:
    return _ ("a variable is not possible here");
  case 7:
    return _ ("a parenthesis is not possible here");
  case 11:
    return _ ("a closing parenthesis is missing");
  case 12:
    return _ ("a function is not possible here");
  case 14:
    return _ ("a function has too many arguments");
  case 15:
    return _ ("a function has too few arguments");
  case 8:
  case 13:
  case 16:
  case 17:
    return _ ("a quoted text is not possible here");
  case 32:
  case 33:
  case 34:
    return _ ("“?” and “:” do not belong together here");
  default:
    return _ ("the formula cannot be understood");
  }
}

static void
report (gssize at, const char *reason, gssize *position, GError **error)
{
  if (position != NULL)
    *position = at;
  if (at >= 0)
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_ARGUMENT,
                 /* Translators: a place in a text, counted from 1, and what is wrong there */
                 _ ("at character %zd: %s"),
                 at + 1,
                 reason);
  else
    g_set_error_literal (error, RC_ERROR, RC_ERROR_ARGUMENT, reason);
}

/* The library counts bytes. */
static gssize
to_characters (const char *text, int byte)
{
  gsize length = strlen (text);

  if (byte < 0)
    return (gssize)g_utf8_strlen (text, -1);
  return (gssize)g_utf8_pointer_to_offset (text, text + MIN ((gsize)byte, length));
}

/* What the library would accept but has no place in a function of x. */
static gboolean
check_characters (const char *text, gssize *position, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL)) {
    report (0, _ ("this is not text"), position, error);
    return FALSE;
  }
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gssize at = to_characters (text, (int)(c - text));
    gboolean comparison = c[0] == '=' && c > text && strchr ("=<>!", c[-1]) != NULL;

    if (at >= MAX_LENGTH) {
      report (at, _ ("the formula is too long"), position, error);
      return FALSE;
    }
    if ((guchar)*c >= 0x80 || g_ascii_iscntrl (*c) || *c == '"' || *c == '#') {
      report (at, _ ("this character is not possible in a formula"), position, error);
      return FALSE;
    }
    if (c[0] == '=' && c[1] != '=' && !comparison) {
      report (at, _ ("“=” is not possible here; to compare, write “==”"), position, error);
      return FALSE;
    }
  }
  return TRUE;
}

/**
 * rc_formula_new:
 * @text: a formula in x, such as "tanh(x) + 0.1*x"; it may have numbers with a
 *   decimal point, pi, e, + - * / ^, comparisons, && || and c ? a : b, and functions
 * @position: (out) (optional): the character that is wrong, from 0; -1 if @text is
 *   not wrong at one place
 * @error: set to %RC_ERROR_ARGUMENT, with place and reason, if it is no formula
 *
 * Parses a formula. Only one thread at a time may use the result.
 *
 * Returns: (transfer full) (nullable): the formula
 */
RcFormula *
rc_formula_new (const char *text, gssize *position, GError **error)
{
  g_autoptr (RcFormula) self = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  int n_results = 0;

  if (position != NULL)
    *position = -1;
  if (!check_characters (text, position, error))
    return NULL;

  locker = g_mutex_locker_new (&token_lock);
  self = g_new0 (RcFormula, 1);
  self->parser = mupCreate (muBASETYPE_FLOAT);
  self->x = 0.5;
  define_names (self);
  mupSetExpr (self->parser, text);
  if (!mupError (self->parser))
    mupEvalMulti (self->parser, &n_results);
  if (mupError (self->parser)) {
    report (to_characters (text, mupGetErrorPos (self->parser)),
            explain (mupGetErrorCode (self->parser)),
            position,
            error);
    return NULL;
  }
  if (n_results != 1) {
    const char *comma = strchr (text, ',');

    report (comma != NULL ? to_characters (text, (int)(comma - text)) : -1,
            _ ("a comma separates arguments only; decimals follow a point"),
            position,
            error);
    return NULL;
  }
  return g_steal_pointer (&self);
}

void
rc_formula_free (RcFormula *self)
{
  mupRelease (self->parser);
  g_free (self);
}

/**
 * rc_formula_eval:
 *
 * Returns: the value at x, which may be infinite or not a number
 */
double
rc_formula_eval (RcFormula *self, double x)
{
  self->x = x;
  return mupEval (self->parser);
}

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
  /* The library's own cancels where x is far below 0. */
  mupDefineFun1 (self->parser, "asinh", asinh, TRUE);
  mupDefineFun1 (self->parser, "erf", erf, TRUE);
  mupDefineFun1 (self->parser, "erfc", erfc, TRUE);
  mupDefineFun1 (self->parser, "expm1", expm1, TRUE);
  mupDefineFun1 (self->parser, "log1p", log1p, TRUE);
  mupDefineFun1 (self->parser, "logistic", logistic, TRUE);
  mupDefineFun1 (self->parser, "softplus", softplus, TRUE);
  mupDefineFun1 (self->parser, "relu", relu, TRUE);
}

/* With the lock held. */
static RcFormula *
new_parser (const char *text)
{
  RcFormula *self = g_new0 (RcFormula, 1);

  self->parser = mupCreate (muBASETYPE_FLOAT);
  self->x = 0.5;
  define_names (self);
  mupSetExpr (self->parser, text);
  return self;
}

/* Whether this is the name of a function, with as many arguments as it may need. */
static gboolean
is_function (const char *name)
{
  static const char *const arguments[] = { "(x)", "(x,x)" };
  gboolean found = FALSE;

  for (gsize i = 0; !found && i < G_N_ELEMENTS (arguments); i++) {
    g_autofree char *text = g_strconcat (name, arguments[i], NULL);
    g_autoptr (RcFormula) call = new_parser (text);

    mupEval (call->parser);
    found = !mupError (call->parser);
  }
  return found;
}

/* Why what begins there is neither a name nor a number. */
static char *
explain_token (const char *token)
{
  gsize length = 0;
  g_autofree char *name = NULL;

  if (g_ascii_isdigit (*token) || (*token == '.' && g_ascii_isdigit (token[1])))
    return g_strdup (isinf (g_ascii_strtod (token, NULL)) ? _ ("this number is too large")
                                                          : _ ("this is not a number"));
  while (g_ascii_isalnum (token[length]) || token[length] == '_')
    length++;
  if (length == 0)
    return g_strdup (_ ("this character is not possible in a formula"));
  name = g_strndup (token, length);
  if (is_function (name) && token[length + strspn (token + length, " ")] == '(')
    return g_strdup (_ ("between a function and its parenthesis there is no space"));
  if (is_function (name))
    /* Translators: %s is the name of a function, as "tanh" */
    return g_strdup_printf (_ ("a function has parentheses, as in %s(x)"), name);
  /* Translators: %s is a word; x is the formula's variable */
  return g_strdup_printf (_ ("there is no “%s”; the variable is x"), name);
}

/* Whether something ends before that place, so that what begins there would be multiplied. */
static gboolean
follows_operand (const char *text, const char *place)
{
  while (place > text && place[-1] == ' ')
    place--;
  return place > text && (g_ascii_isalnum (place[-1]) || strchr (").", place[-1]) != NULL);
}

/* What the library's error codes mean to a person; the numbers are part of its
   documented interface, but only its C++ header names them. */
static const char *
explain (int code)
{
  switch (code) {
  case 0:
    return _ ("an operator is not possible here");
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

/* What a person may have meant; else the code's own meaning. */
static char *
diagnose (const char *text, int position, int code)
{
  const char *place = text + CLAMP (position, 0, (int)strlen (text));
  gboolean operand = code == 5 || code == 6 || code == 7 || code == 12;

  if (code == 1)
    return explain_token (place);
  if (code == 0 && place > text && place[0] == '*' && place[-1] == '*')
    return g_strdup (_ ("a power is written with “^”"));
  if (operand && *place != ')' && follows_operand (text, place))
    return g_strdup (_ ("to multiply, write “*”"));
  return g_strdup (explain (code));
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
 *   decimal point, pi, e, + - * / ^, comparisons, && || and c ? a : b, and the functions
 *   that the README lists
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
  self = new_parser (text);
  if (!mupError (self->parser))
    mupEvalMulti (self->parser, &n_results);
  if (mupError (self->parser)) {
    int place = mupGetErrorPos (self->parser);
    g_autofree char *reason = diagnose (text, place, mupGetErrorCode (self->parser));

    report (to_characters (text, place), reason, position, error);
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

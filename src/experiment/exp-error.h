/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define EXP_ERROR (exp_error_quark ())

/**
 * ExpError:
 * @EXP_ERROR_SYNTAX: a file is not JSON
 * @EXP_ERROR_FORMAT: it is JSON, but no experiment, or one of a newer version
 * @EXP_ERROR_VALUE: a value is missing, of the wrong type or out of its range
 * @EXP_ERROR_FILE: a file cannot be read or written
 * @EXP_ERROR_NO_MEMORY: the network would not fit into memory
 * @EXP_ERROR_UNSUPPORTED: the experiment asks for what this version cannot do
 *
 * Every message is one sentence that names what, where and why.
 */
typedef enum {
  EXP_ERROR_SYNTAX,
  EXP_ERROR_FORMAT,
  EXP_ERROR_VALUE,
  EXP_ERROR_FILE,
  EXP_ERROR_NO_MEMORY,
  EXP_ERROR_UNSUPPORTED,
} ExpError;

GQuark exp_error_quark (void);

G_END_DECLS

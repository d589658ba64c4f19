/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RC_ERROR (rc_error_quark ())

/**
 * RcError:
 * @RC_ERROR_CANCELLED: a monitor asked the computation to stop
 * @RC_ERROR_ARGUMENT: an argument is outside its documented range
 * @RC_ERROR_NO_MEMORY: the memory that a computation needs cannot be had
 * @RC_ERROR_NO_SOLUTION: an equation has no solution, or none was found
 * @RC_ERROR_LAPACK: a LAPACK routine reported that it did not converge
 * @RC_ERROR_OVERFLOW: a number left the range of finite doubles
 */
typedef enum {
  RC_ERROR_CANCELLED,
  RC_ERROR_ARGUMENT,
  RC_ERROR_NO_MEMORY,
  RC_ERROR_NO_SOLUTION,
  RC_ERROR_LAPACK,
  RC_ERROR_OVERFLOW,
} RcError;

GQuark rc_error_quark (void);

G_END_DECLS

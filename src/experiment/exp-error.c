/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exp-error.h"

G_DEFINE_QUARK (exp - error - quark, exp_error)

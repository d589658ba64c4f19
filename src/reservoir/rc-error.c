/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-error.h"

/* Not by G_DEFINE_QUARK(), which keeps the number where every thread writes it without a lock. */
GQuark
rc_error_quark (void)
{
  return g_quark_from_static_string ("rc-error-quark");
}

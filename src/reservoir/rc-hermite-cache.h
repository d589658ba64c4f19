/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-hermite.h"

G_BEGIN_DECLS

/**
 * RcHermiteCache:
 *
 * The coefficients that were asked for last: an equation for the covariance of two
 * states asks for those of the same two variances at each of its steps, and so do
 * all equations that one of them is in. May be used by any thread; what it returns does
 * not depend on what it holds.
 */
typedef struct _RcHermiteCache RcHermiteCache;

RcHermiteCache *rc_hermite_cache_new (void);
void rc_hermite_cache_free (RcHermiteCache *self);
RcHermite *rc_hermite_cache_find (RcHermiteCache *self, double deviation, guint n_terms);
void rc_hermite_cache_add (RcHermiteCache *self, RcHermite *hermite);

G_END_DECLS

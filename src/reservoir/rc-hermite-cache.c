/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-hermite-cache.h"

/* The states of 32 targets, with some for the threads' own. */
#define SIZE 64

struct _RcHermiteCache {
  GMutex lock;
  RcHermite *entries[SIZE]; /* from the start, without gaps */
  guint next;               /* the oldest, or the first free place */
};

/**
 * rc_hermite_cache_new:
 *
 * Returns: (transfer full): an empty cache
 */
RcHermiteCache *
rc_hermite_cache_new (void)
{
  RcHermiteCache *self = g_new0 (RcHermiteCache, 1);

  g_mutex_init (&self->lock);
  return self;
}

void
rc_hermite_cache_free (RcHermiteCache *self)
{
  for (guint i = 0; i < SIZE; i++)
    g_clear_pointer (&self->entries[i], rc_hermite_unref);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * rc_hermite_cache_find:
 * @deviation: of the state
 * @n_terms: how many coefficients there must be, exactly
 *
 * Returns: (transfer full) (nullable): the coefficients
 */
RcHermite *
rc_hermite_cache_find (RcHermiteCache *self, double deviation, guint n_terms)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  for (guint i = 0; i < SIZE && self->entries[i] != NULL; i++)
    if (self->entries[i]->deviation == deviation && self->entries[i]->n_terms == n_terms)
      return rc_hermite_ref (self->entries[i]);
  return NULL;
}

/**
 * rc_hermite_cache_add:
 * @hermite: what is kept, in place of the oldest
 */
void
rc_hermite_cache_add (RcHermiteCache *self, RcHermite *hermite)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_clear_pointer (&self->entries[self->next], rc_hermite_unref);
  self->entries[self->next] = rc_hermite_ref (hermite);
  self->next = (self->next + 1) % SIZE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-random.h"

#include "rc-error.h"

/*
 * Philox4x32-10, a counter-based generator: J. K. Salmon, M. A. Moraes,
 * R. O. Dror and D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * SC11 (2011), doi 10.1145/2063384.2063405. The key is the seed, the counter
 * names stream, row and position; so each row of a matrix can be drawn by
 * itself, by any thread, and is always the same.
 */
typedef struct {
  guint32 key[2];
  guint32 counter[4];
  guint32 block[4];
  guint used; /* how many words of the block have been given out */
} Philox;

#define MULTIPLIER_0 0xD2511F53u
#define MULTIPLIER_1 0xCD9E8D57u
#define WEYL_0 0x9E3779B9u
#define WEYL_1 0xBB67AE85u
#define N_ROUNDS 10

static void
make_block (Philox *self)
{
  guint32 c0 = self->counter[0], c1 = self->counter[1];
  guint32 c2 = self->counter[2], c3 = self->counter[3];
  guint32 k0 = self->key[0], k1 = self->key[1];

  for (guint round = 0; round < N_ROUNDS; round++) {
    guint64 p0 = (guint64)MULTIPLIER_0 * c0;
    guint64 p1 = (guint64)MULTIPLIER_1 * c2;

    c0 = (guint32)(p1 >> 32) ^ c1 ^ k0;
    c1 = (guint32)p1;
    c2 = (guint32)(p0 >> 32) ^ c3 ^ k1;
    c3 = (guint32)p0;
    k0 += WEYL_0;
    k1 += WEYL_1;
  }

  self->block[0] = c0;
  self->block[1] = c1;
  self->block[2] = c2;
  self->block[3] = c3;
  self->used = 0;
  self->counter[0]++;
}

static unsigned long
get_word (void *state)
{
  Philox *self = state;

  if (self->used == 4)
    make_block (self);
  return self->block[self->used++];
}

static double
get_double (void *state)
{
  return (double)get_word (state) / 4294967296.0;
}

static void
set_seed (void *state, unsigned long seed)
{
  Philox *self = state;

  *self = (Philox){ .key = { (guint32)seed, (guint32)((guint64)seed >> 32) }, .used = 4 };
}

static const gsl_rng_type philox_type = {
  "philox4x32-10", G_MAXUINT32, 0, sizeof (Philox), set_seed, get_word, get_double,
};

/**
 * rc_random_new:
 *
 * Makes a generator that all of GSL's distributions can draw from.
 *
 * Returns: (transfer full): a generator, to be freed with gsl_rng_free()
 */
gsl_rng *
rc_random_new (void)
{
  return gsl_rng_alloc (&philox_type);
}

/**
 * rc_random_seek:
 * @rng: from rc_random_new()
 * @seed: the seed of the whole network
 * @stream: which matrix
 * @row: which row of it
 *
 * Goes to the beginning of one row's numbers. A row has 2³⁴ words of its own.
 */
void
rc_random_seek (gsl_rng *rng, guint64 seed, RcStream stream, guint64 row)
{
  Philox *self = gsl_rng_state (rng);

  self->key[0] = (guint32)seed;
  self->key[1] = (guint32)(seed >> 32);
  self->counter[0] = 0;
  self->counter[1] = (guint32)stream;
  self->counter[2] = (guint32)row;
  self->counter[3] = (guint32)(row >> 32);
  self->used = 4;
}

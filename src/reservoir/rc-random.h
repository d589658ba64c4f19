/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

/**
 * RcStream:
 *
 * The independent streams of random numbers that one seed has.
 */
typedef enum {
  RC_STREAM_RECURRENT,
  RC_STREAM_FEEDBACK,
  RC_STREAM_INPUT,
  RC_STREAM_PROBE,
  RC_STREAM_CONNECTIONS,
  RC_STREAM_START,
  RC_STREAM_ONLINE,  /* the initial state and the noise of on-line training */
  RC_STREAM_NOISE,   /* of the neurons while trajectories run: a row a trajectory */
  RC_STREAM_KICK,    /* the direction of a kick that is random */
  RC_STREAM_TARGETS, /* of a task that is laid out at random: a row a target */
} RcStream;

gsl_rng *rc_random_new (void);
void rc_random_seek (gsl_rng *rng, guint64 seed, RcStream stream, guint64 row);

G_END_DECLS

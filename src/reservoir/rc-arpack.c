/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-arpack.h"

#include <math.h>

#include <arpack.h>
#include <glib/gi18n.h>
#include <gsl/gsl_randist.h>

#include "rc-error.h"
#include "rc-linear.h"
#include "rc-random.h"

/* Vectors of the space besides those wanted; more make fewer restarts. */
#define SPARE_VECTORS 24
#define NO_CONVERGENCE 1 /* dnaupd's info after the last restart */
#define NOTHING_LEFT -9  /* its info where A takes the starting vector to 0 */
#define WAIT 5000        /* µs between two looks at the monitor */

/* ARPACK keeps its state between two calls in variables of its own. */
static GMutex arpack_lock;

typedef struct {
  const RcJacobian *jacobian;
  const char *which;
  a_int n;
  a_int n_wanted;
  a_int n_vectors;
  double tolerance;
  double *residual; /* N */
  double *basis;    /* n_vectors × N */
  double *work;     /* 3 N */
  double *small;    /* 3 n_vectors² + 6 n_vectors */
  a_int small_size;
  a_int parameters[11];
  a_int pointers[14];
} Arpack;

static gboolean
lock (const RcMonitor *monitor, GError **error)
{
  while (!g_mutex_trylock (&arpack_lock)) {
    if (!rc_monitor_report (monitor, 0.0, error))
      return FALSE;
    g_usleep (WAIT);
  }
  return TRUE;
}

static void
set_start (Arpack *self)
{
  gsl_rng *rng = rc_random_new ();

  rc_random_seek (rng, 0, RC_STREAM_START, 0);
  for (a_int i = 0; i < self->n; i++)
    self->residual[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);
  gsl_rng_free (rng);
}

/* ARPACK asks for products until it is done; its info is the result. */
static gboolean
iterate (Arpack *self, guint max_restarts, const RcMonitor *monitor, a_int *info, GError **error)
{
  a_int ask = 0;
  double n_products = (double)max_restarts * self->n_vectors, done = 0.0;

  self->parameters[0] = 1; /* exact shifts */
  self->parameters[2] = (a_int)max_restarts;
  self->parameters[3] = 1;
  self->parameters[6] = 1; /* the plain eigenvalue problem */
  *info = 1;               /* the start is given */
  for (;;) {
    dnaupd_c (&ask,
              "I",
              self->n,
              self->which,
              self->n_wanted,
              self->tolerance,
              self->residual,
              self->n_vectors,
              self->basis,
              self->n,
              self->parameters,
              self->pointers,
              self->work,
              self->small,
              self->small_size,
              info);
    if (ask != 1 && ask != -1)
      return TRUE;
    if (!rc_monitor_report (monitor, done++ / n_products, error))
      return FALSE;
    rc_jacobian_multiply (
      self->jacobian, self->work + self->pointers[0] - 1, self->work + self->pointers[1] - 1);
  }
}

/* Those of the eigenvalues wanted that converged. */
static gboolean
extract (Arpack *self, double complex *values, gsize *n_found, GError **error)
{
  g_autofree a_int *select = g_new0 (a_int, self->n_vectors);
  g_autofree double *re = g_new0 (double, self->n_wanted + 1);
  g_autofree double *im = g_new0 (double, self->n_wanted + 1);
  g_autofree double *work = g_new (double, 3 * self->n_vectors);
  double unused = 0.0;
  a_int info = 0;

  dneupd_c (FALSE,
            "A",
            select,
            re,
            im,
            &unused,
            1,
            0.0,
            0.0,
            work,
            "I",
            self->n,
            self->which,
            self->n_wanted,
            self->tolerance,
            self->residual,
            self->n_vectors,
            self->basis,
            self->n,
            self->parameters,
            self->pointers,
            self->work,
            self->small,
            self->small_size,
            &info);
  if (info != 0) {
    g_set_error (error, RC_ERROR, RC_ERROR_LAPACK, "ARPACK’s dneupd failed with %d", info);
    return FALSE;
  }
  *n_found = (gsize)MIN (self->parameters[4], self->n_wanted + 1);
  for (gsize i = 0; i < *n_found; i++)
    values[i] = re[i] + I * im[i];
  rc_sort_by_real_part (*n_found, values);
  return TRUE;
}

static gboolean
run (Arpack *self,
     guint max_restarts,
     const RcMonitor *monitor,
     double complex *values,
     gsize *n_found,
     GError **error)
{
  a_int info;

  if (!iterate (self, max_restarts, monitor, &info, error))
    return FALSE;
  if (info == NOTHING_LEFT) {
    /* The starting vector is random: A is 0, as where no neuron is active. */
    *n_found = (gsize)self->n_wanted;
    for (gsize i = 0; i < *n_found; i++)
      values[i] = 0.0;
    return TRUE;
  }
  if (info < 0 || info > NO_CONVERGENCE) {
    g_set_error (error, RC_ERROR, RC_ERROR_LAPACK, "ARPACK’s dnaupd failed with %d", info);
    return FALSE;
  }
  *n_found = 0;
  return self->parameters[4] <= 0 || extract (self, values, n_found, error);
}

/**
 * rc_arpack_eigenvalues:
 * @jacobian: A, of order at least @n_wanted + 3
 * @target: which eigenvalues
 * @n_wanted: how many of them, at least 1
 * @tolerance: relative to the eigenvalue
 * @max_restarts: after so many the search ends with what has converged
 * @monitor: (nullable): who watches, between products
 * @values: (out): @n_wanted + 1 places, for a conjugate pair is not parted; those
 *   found, by descending real part
 * @n_found: (out): how many
 * @error: set to %RC_ERROR_CANCELLED, %RC_ERROR_NO_MEMORY or %RC_ERROR_LAPACK
 *
 * Some eigenvalues of A alone, without the 1 that the Jacobian takes away, by
 * ARPACK's implicitly restarted Arnoldi method (R. B. Lehoucq and D. C. Sorensen,
 * SIAM J. Matrix Anal. 17, 789, 1996). Those in the dense bulk converge slowly or
 * not at all, outliers fast. Only one thread at a time can be in ARPACK; others wait.
 *
 * Returns: %TRUE unless an error is set
 */
gboolean
rc_arpack_eigenvalues (const RcJacobian *jacobian,
                       RcArpackTarget target,
                       gsize n_wanted,
                       double tolerance,
                       guint max_restarts,
                       const RcMonitor *monitor,
                       double complex *values,
                       gsize *n_found,
                       GError **error)
{
  gsize n = rc_jacobian_get_size (jacobian);
  gsize n_vectors = MIN (2 * n_wanted + SPARE_VECTORS, n);
  Arpack self = { .jacobian = jacobian,
                  .which = target == RC_ARPACK_LARGEST ? "LM" : "LR",
                  .n = (a_int)n,
                  .n_wanted = (a_int)n_wanted,
                  .n_vectors = (a_int)n_vectors,
                  .tolerance = tolerance,
                  .small_size = (a_int)(3 * n_vectors * n_vectors + 6 * n_vectors) };
  g_autofree double *basis = g_try_new (double, n *(n_vectors + 4));
  g_autofree double *small = g_new (double, self.small_size);
  gboolean success;

  g_return_val_if_fail (n_wanted > 0 && n_wanted + 3 <= n, FALSE);

  if (basis == NULL) {
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_NO_MEMORY,
                 _ ("There is no memory for ARPACK’s %zu vectors of %zu neurons"),
                 n_vectors,
                 n);
    return FALSE;
  }
  self.basis = basis;
  self.work = basis + n * n_vectors;
  self.residual = self.work + 3 * n;
  self.small = small;
  set_start (&self);
  if (!lock (monitor, error))
    return FALSE;
  rc_monitor_set_urgent (TRUE);
  success = run (&self, max_restarts, monitor, values, n_found, error);
  rc_monitor_set_urgent (FALSE);
  g_mutex_unlock (&arpack_lock);
  return success;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rc-eigenvalues.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <lapacke.h>

#include "rc-error.h"
#include "rc-hessenberg.h"
#include "rc-linear.h"

/*
 * LAPACK's driver for eigenvalues cannot be stopped once it is under way,
 * and for a few thousand neurons that is minutes. So the reduction to Hessenberg form
 * is done by rc_hessenberg_reduce(), and the QR iteration is driven from here, sweep by
 * sweep, by the very routines that LAPACK's own driver calls; the monitor is
 * asked between them.
 *
 * QR iteration with many shifts and aggressive early deflation:
 * K. Braman, R. Byers and R. Mathias, SIAM J. Matrix Anal. 23, 929 and 948 (2002).
 */

#define SMALL RC_HESSENBERG_SMALL /* below this order the plain double-shift algorithm serves */
#define EXCEPTIONAL 5  /* every so many sweeps without deflation the shifts are made up */
#define MAX_STALLED 30 /* QR sweeps without any deflation before giving up */
/* A sweep with many shifts is made of sweeps with these: so many that one of them takes
   no more than about this many operations, and no fewer than a block product wants. */
#define SWEEP_SIZE 1.3e9
#define LEAST_SHIFTS 8
#define MAX_SCALINGS 10      /* of all rows and columns */
#define SCALING_GAIN 0.95    /* what is not smaller than this is not worth it */
#define ROWS_AT_ONCE 64      /* that are scaled before the monitor is asked */
#define HESSENBERG_SHARE 0.4 /* of the whole time */

/* LAPACK's building blocks, which LAPACKE does not declare */
void dlahqr_ (const int *wantt,
              const int *wantz,
              const int *n,
              const int *ilo,
              const int *ihi,
              double *h,
              const int *ldh,
              double *wr,
              double *wi,
              const int *iloz,
              const int *ihiz,
              double *z,
              const int *ldz,
              int *info);
void dlaqr3_ (const int *wantt,
              const int *wantz,
              const int *n,
              const int *ktop,
              const int *kbot,
              const int *nw,
              double *h,
              const int *ldh,
              const int *iloz,
              const int *ihiz,
              double *z,
              const int *ldz,
              int *ns,
              int *nd,
              double *sr,
              double *si,
              double *v,
              const int *ldv,
              const int *nh,
              double *t,
              const int *ldt,
              const int *nv,
              double *wv,
              const int *ldwv,
              double *work,
              const int *lwork);
void dlaqr5_ (const int *wantt,
              const int *wantz,
              const int *kacc22,
              const int *n,
              const int *ktop,
              const int *kbot,
              const int *nshfts,
              double *sr,
              double *si,
              double *h,
              const int *ldh,
              const int *iloz,
              const int *ihiz,
              double *z,
              const int *ldz,
              double *v,
              const int *ldv,
              double *u,
              const int *ldu,
              const int *nv,
              double *wv,
              const int *ldwv,
              const int *nh,
              double *wh,
              const int *ldwh);

/* How many shifts to use at once for an active block of this size */
static int
shift_count (int size)
{
  if (size < 150)
    return 10;
  if (size < 590)
    return MAX (10, size / (int)(log2 (size) + 0.5) & ~1);
  return size < 3000 ? 64 : size < 6000 ? 128 : 256;
}

typedef struct {
  int n;
  double *h;
  double *re;
  double *im;
  int window; /* the largest order of a deflation window */
  double *v;
  double *t;
  double *tall; /* n × window */
  double *wide; /* window × n */
  double *work;
  int work_size;
} QrIteration;

/* The first row of the active block that ends at @bottom, 1-based. */
static int
find_top (QrIteration *self, int bottom)
{
  const double *h = self->h;
  gsize n = (gsize)self->n;

  for (int k = bottom; k > 1; k--) {
    gsize at = (gsize)(k - 1) + (gsize)(k - 2) * n; /* H(k, k-1) */
    double size = fabs (h[at - 1]) + fabs (h[at + n]);

    if (fabs (h[at]) <= G_MINDOUBLE || fabs (h[at]) <= 0.5 * DBL_EPSILON * 0.1 * size) {
      self->h[at] = 0.0;
      return k;
    }
  }
  return 1;
}

static gboolean
solve_small (QrIteration *self, int top, int bottom)
{
  const int no = 0, one = 1;
  int info = 0;
  double unused = 0.0;

  dlahqr_ (&no,
           &no,
           &self->n,
           &top,
           &bottom,
           self->h,
           &self->n,
           self->re,
           self->im,
           &one,
           &one,
           &unused,
           &one,
           &info);
  return info == 0;
}

/* Aggressive early deflation; the number of eigenvalues found, and of good
   shifts, which stand before them in re and im. */
static int
deflate (QrIteration *self, int top, int bottom, int window, int *n_shifts)
{
  const int no = 0, one = 1;
  int deflated = 0;
  double unused = 0.0;

  dlaqr3_ (&no,
           &no,
           &self->n,
           &top,
           &bottom,
           &window,
           self->h,
           &self->n,
           &one,
           &one,
           &unused,
           &one,
           n_shifts,
           &deflated,
           self->re,
           self->im,
           self->v,
           &self->window,
           &self->window,
           self->t,
           &self->window,
           &self->n,
           self->tall,
           &self->n,
           self->work,
           &self->work_size);
  return deflated;
}

/* Complex shifts must stand in pairs, and real ones be paired with each other. */
static int
pair_shifts (double *re, double *im, int n)
{
  int n_complex = 0, n_real = 0;
  g_autofree double *reals = g_new (double, n);

  for (int i = 0; i < n; i++) {
    if (im[i] == 0.0) {
      reals[n_real++] = re[i];
    } else if (i + 1 < n && im[i] == -im[i + 1]) {
      re[n_complex] = re[i];
      im[n_complex] = im[i];
      re[n_complex + 1] = re[i + 1];
      im[n_complex + 1] = im[i + 1];
      n_complex += 2;
      i++;
    }
  }
  n_real &= ~1;
  for (int i = 0; i < n_real; i++) {
    re[n_complex + i] = reals[i];
    im[n_complex + i] = 0.0;
  }
  return n_complex + n_real;
}

/* Shifts that have nothing to do with the matrix's eigenvalues, to break a cycle:
   without them a cyclic permutation, say, would be mapped onto itself for ever. */
static int
exceptional_shifts (const QrIteration *self, int bottom, int wanted, double *re, double *im)
{
  gsize n = (gsize)self->n;

  for (int i = 0; i + 1 < wanted; i += 2) {
    gsize row = (gsize)(bottom - 1 - i);
    double size = fabs (self->h[row + (row - 1) * n]) + fabs (self->h[row - 1 + (row - 2) * n]);

    re[i] = re[i + 1] = self->h[row + row * n] + 0.75 * size;
    im[i] = 0.66 * size;
    im[i + 1] = -im[i];
  }
  return wanted & ~1;
}

static void
sweep (QrIteration *self, int top, int bottom, int n_shifts, double *re, double *im)
{
  const int no = 0, one = 1, three = 3, accumulate = 1;
  double unused = 0.0;

  dlaqr5_ (&no,
           &no,
           &accumulate,
           &self->n,
           &top,
           &bottom,
           &n_shifts,
           re,
           im,
           self->h,
           &self->n,
           &one,
           &one,
           &unused,
           &one,
           self->work,
           &three,
           self->v,
           &self->window,
           &self->n,
           self->tall,
           &self->n,
           &self->n,
           self->wide,
           &self->window);
}

/* Sweeps with all the shifts, some at a time: one after the other they do what one
   sweep with all of them does, and can be stopped in between. */
static gboolean
sweep_all (QrIteration *self,
           int top,
           int bottom,
           int n_shifts,
           double *re,
           double *im,
           const RcMonitor *monitor,
           double done,
           GError **error)
{
  double size = bottom - top + 1;
  int at_once = MAX ((int)(SWEEP_SIZE / (10.0 * size * size)) & ~1, LEAST_SHIFTS);

  for (int first = 0; first < n_shifts; first += at_once) {
    if (first > 0 && !rc_monitor_report (monitor, done, error))
      return FALSE;
    sweep (self, top, bottom, MIN (at_once, n_shifts - first), re + first, im + first);
  }
  return TRUE;
}

/* One step on the active block [top, bottom], and how many eigenvalues it found. */
static gboolean
iterate (QrIteration *self,
         int top,
         int bottom,
         int stalled,
         const RcMonitor *monitor,
         double done,
         int *n_found,
         GError **error)
{
  int size = bottom - top + 1;
  int wanted = shift_count (size);
  int window = MIN (size > 500 ? 3 * wanted / 2 : wanted, (size - 1) / 3);
  g_autofree double *re = NULL;
  g_autofree double *im = NULL;
  int n_shifts = 0, found;

  /* A window that will not deflate is enlarged. */
  window = CLAMP (window + stalled * 4, 4, MIN (self->window, size));
  found = *n_found = deflate (self, top, bottom, window, &n_shifts);
  if (found > 0 && 100 * found > 14 * window)
    return TRUE;
  if (!rc_monitor_report (monitor, done, error))
    return FALSE;

  re = g_new0 (double, MAX (n_shifts, wanted));
  im = g_new0 (double, MAX (n_shifts, wanted));
  memcpy (re, &self->re[bottom - found - n_shifts], (gsize)n_shifts * sizeof (double));
  memcpy (im, &self->im[bottom - found - n_shifts], (gsize)n_shifts * sizeof (double));
  n_shifts = pair_shifts (re, im, n_shifts);
  if (n_shifts < 2 || stalled % EXCEPTIONAL == EXCEPTIONAL - 1)
    n_shifts = exceptional_shifts (self, bottom - found, MIN (wanted, size / 4), re, im);
  if (n_shifts > wanted) {
    /* the last ones are the best */
    int cut = n_shifts - wanted;

    if (im[cut] != 0.0 && im[cut] == -im[cut - 1])
      cut++;
    memmove (re, re + cut, (gsize)(n_shifts - cut) * sizeof (double));
    memmove (im, im + cut, (gsize)(n_shifts - cut) * sizeof (double));
    n_shifts = (n_shifts - cut) & ~1;
  }
  return n_shifts < 2 ||
         sweep_all (self, top, bottom - found, n_shifts, re, im, monitor, done, error);
}

static gboolean
run_qr (QrIteration *self, const RcMonitor *monitor, GError **error)
{
  int bottom = self->n, stalled = 0;

  while (bottom > 0) {
    int top = find_top (self, bottom);
    double left = (double)bottom / self->n;
    double done = HESSENBERG_SHARE + (1.0 - HESSENBERG_SHARE) * (1.0 - left * left);

    if (!rc_monitor_report (monitor, done, error))
      return FALSE;

    if (bottom - top + 1 <= SMALL) {
      if (!solve_small (self, top, bottom))
        break;
      bottom = top - 1;
      stalled = 0;
    } else {
      int found;

      if (!iterate (self, top, bottom, stalled, monitor, done, &found, error))
        return FALSE;
      bottom -= found;
      stalled = found > 0 ? 0 : stalled + 1;
      if (stalled > MAX_STALLED)
        break;
    }
  }
  if (bottom > 0)
    g_set_error (error,
                 RC_ERROR,
                 RC_ERROR_LAPACK,
                 _ ("%d of the %d eigenvalues did not converge"),
                 bottom,
                 self->n);
  return bottom <= 0;
}

static gboolean
find_hessenberg_eigenvalues (
  int n, double *h, double complex *values, const RcMonitor *monitor, GError **error)
{
  int window = MAX (3 * shift_count (n), 4 * MAX_STALLED + 3 * shift_count (n) / 2);
  QrIteration self = { .n = n, .h = h, .window = window };
  g_autofree double *re = self.re = g_new0 (double, n);
  g_autofree double *im = self.im = g_new0 (double, n);
  g_autofree double *v = self.v = g_new0 (double, (gsize)window *window * 4);
  g_autofree double *t = self.t = g_new0 (double, (gsize)window *window);
  g_autofree double *tall = self.tall = g_new0 (double, (gsize)n *window);
  g_autofree double *wide = self.wide = g_new0 (double, (gsize)n *window);
  g_autofree double *work = NULL;

  self.work_size = 64 * window;
  work = self.work = g_new0 (double, self.work_size);
  if (!run_qr (&self, monitor, error))
    return FALSE;
  for (int i = 0; i < n; i++)
    values[i] = re[i] + I * im[i];
  rc_sort_by_real_part ((gsize)n, values);
  return TRUE;
}

/* Scales rows and columns by powers of 2, which rounds nothing, until each row is about
   as long as its column, as LAPACK's driver does. Column by column, in turn. */
static gboolean
scale (int n, double *a, const RcMonitor *monitor, GError **error)
{
  gboolean changed = TRUE;

  for (int i_round = 0; changed && i_round < MAX_SCALINGS; i_round++) {
    changed = FALSE;
    for (int i = 0; i < n; i++) {
      double *column = a + (gsize)i * (gsize)n;
      double c = cblas_dnrm2 (n, column, 1), r = cblas_dnrm2 (n, a + i, n), factor;

      if (i % ROWS_AT_ONCE == 0 && !rc_monitor_report (monitor, 0.0, error))
        return FALSE;
      if (!(c > 0.0) || !(r > 0.0))
        continue;
      factor = exp2 (rint (0.5 * log2 (r / c)));
      if (factor == 1.0 || !(c * factor + r / factor < SCALING_GAIN * (c + r)))
        continue;
      cblas_dscal (n, factor, column, 1);
      cblas_dscal (n, 1.0 / factor, a + i, n);
      changed = TRUE;
    }
  }
  return TRUE;
}

/* Balancing first, as LAPACK's own driver does: it finds the eigenvalues that a
   mere permutation isolates, of which a sparse network has many, and leaves a
   block for the rest. */
static gboolean
balance_and_solve (
  int n, double *matrix, double complex *values, const RcMonitor *monitor, GError **error)
{
  g_autofree double *permutation = g_new (double, n);
  lapack_int low, high;
  RcMonitorPart part;
  gsize size;

  if (LAPACKE_dgebal_work (LAPACK_COL_MAJOR, 'P', n, matrix, n, &low, &high, permutation) != 0) {
    g_set_error_literal (error, RC_ERROR, RC_ERROR_LAPACK, _ ("The Jacobian cannot be balanced"));
    return FALSE;
  }
  size = (gsize)(high - low + 1);
  for (gsize i = 0, k = 0; i < (gsize)n; i++)
    if (i + 1 < (gsize)low || i + 1 > (gsize)high)
      values[size + k++] = matrix[i + i * (gsize)n];

  /* The block moves to the front, so that its columns follow each other. */
  for (gsize j = 0; j < size; j++)
    memmove (matrix + j * size,
             matrix + ((gsize)low - 1 + j) * (gsize)n + (gsize)low - 1,
             size * sizeof (double));

  if (size <= 2 * SMALL) {
    if (!rc_eigenvalues (size, matrix, values, error))
      return FALSE;
  } else if (!scale ((int)size, matrix, monitor, error) ||
             !rc_hessenberg_reduce (
               (int)size, matrix, rc_monitor_part (monitor, 0.0, HESSENBERG_SHARE, &part), error) ||
             !find_hessenberg_eigenvalues ((int)size, matrix, values, monitor, error)) {
    return FALSE;
  }
  rc_sort_by_real_part ((gsize)n, values);
  return TRUE;
}

/**
 * rc_eigenvalues_large:
 * @n: the order
 * @matrix: n×n, overwritten; rows or columns first, the eigenvalues are the same
 * @values: (out): the n eigenvalues by descending real part
 * @monitor: (nullable): who watches, between steps of at most some 10 n² 16
 *   operations
 * @error: set to %RC_ERROR_LAPACK, %RC_ERROR_OVERFLOW or %RC_ERROR_CANCELLED
 *
 * All eigenvalues of a large real matrix, by LAPACK. Unlike LAPACK's driver
 * this one can be stopped. Cost: about 10 n³.
 *
 * Returns: %TRUE on success
 */
gboolean
rc_eigenvalues_large (
  gsize n, double *matrix, double complex *values, const RcMonitor *monitor, GError **error)
{
  if (n <= 2 * SMALL)
    return rc_eigenvalues (n, matrix, values, error);

  for (gsize i = 0; i < n * n; i++) {
    if (!isfinite (matrix[i])) {
      g_set_error_literal (
        error, RC_ERROR, RC_ERROR_OVERFLOW, _ ("The Jacobian has elements that are not finite"));
      return FALSE;
    }
  }
  return balance_and_solve ((int)n, matrix, values, monitor, error);
}

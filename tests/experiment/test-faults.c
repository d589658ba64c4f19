/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* RTLD_NEXT */
#endif
#include <dlfcn.h>
#include <string.h>

#include <lapacke.h>

#include "exp-measurement.h"

typedef lapack_int (*LeastSquares) (int order,
                                    lapack_int m,
                                    lapack_int n,
                                    lapack_int k,
                                    double *a,
                                    lapack_int lda,
                                    double *b,
                                    lapack_int ldb,
                                    double *s,
                                    double rcond,
                                    lapack_int *rank);

typedef void (*Hessenberg) (const int *wantt,
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

static gboolean no_readout, no_eigenvalues;

/* Stands before LAPACK's own, which says with a positive number that it did not converge. */
lapack_int
LAPACKE_dgelsd (int order,
                lapack_int m,
                lapack_int n,
                lapack_int k,
                double *a,
                lapack_int lda,
                double *b,
                lapack_int ldb,
                double *s,
                double rcond,
                lapack_int *rank)
{
  LeastSquares real;
  gpointer symbol = dlsym (RTLD_NEXT, "LAPACKE_dgelsd");

  if (no_readout)
    return 1;
  memcpy (&real, &symbol, sizeof real);
  return real (order, m, n, k, a, lda, b, ldb, s, rcond, rank);
}

/* The eigenvalues of a small Hessenberg matrix, likewise. */
void
dlahqr_ (const int *wantt,
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
         int *info)
{
  Hessenberg real;
  gpointer symbol = dlsym (RTLD_NEXT, "dlahqr_");

  memcpy (&real, &symbol, sizeof real);
  if (no_eigenvalues)
    *info = *ihi;
  else
    real (wantt, wantz, n, ilo, ihi, h, ldh, wr, wi, iloz, ihiz, z, ldz, info);
}

/* The run ends with an error that names the stage, and the next one works. */
static void
check_failure (gboolean *failing, ExpStage stage, const char *reason)
{
  g_autoptr (ExpExperiment) experiment = exp_experiment_new ();
  g_autoptr (ExpMeasurement) measurement = NULL;
  g_autoptr (GError) error = NULL;

  experiment->size = 60;
  experiment->duration = 5.0;
  experiment->frequency_points = 5;
  *failing = TRUE;
  g_assert_null (exp_measurement_new (experiment, NULL, NULL, NULL, &error));
  *failing = FALSE;
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, exp_stage_get_label (stage)));
  g_assert_nonnull (strstr (error->message, reason));
  g_clear_error (&error);

  measurement = exp_measurement_new (experiment, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (measurement->attractors[0].readout_error, <, 1e-10);
}

static void
test_readout (void)
{
  check_failure (&no_readout, EXP_STAGE_TRAIN, "did not converge");
}

/* ARPACK is the first that needs them, for the stability of what is found. */
static void
test_eigenvalues (void)
{
  check_failure (&no_eigenvalues, EXP_STAGE_FIXED_POINTS, "ARPACK");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/readout", test_readout);
  g_test_add_func ("/faults/eigenvalues", test_eigenvalues);
  return g_test_run ();
}

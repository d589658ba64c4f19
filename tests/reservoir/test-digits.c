/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How many digits of the poles stand, as the library says, against the same theory in
 * longer numbers: of erf(x/√2), whose averages are elementary functions.
 */

#include <complex.h>
#include <float.h>
#include <math.h>

#include "rc-local-dynamics.h"
#include "rc-scalar.h"
#include "rc-test.h"

enum { M = 3 };

typedef struct {
  long double gain;
  long double c[M][M];
  long double q[M][M];
  long double slope[M][M];
  long double curvature[M][M];
  long double readout[M];
} Theory;

static const long double two_over_pi = 0.636619772367581343075535053490057448L;

/* C. K. I. Williams (1998), and its derivatives by c₁₂ and c₂₂ */
static void
find_moments (Theory *self, gsize i, gsize j)
{
  long double d1 = 1.0L + self->c[i][i], d2 = 1.0L + self->c[j][j], c12 = self->c[i][j];
  long double root = sqrtl (d1 * d2 - c12 * c12);

  self->q[i][j] = two_over_pi * asinl (c12 / sqrtl (d1 * d2));
  self->slope[i][j] = two_over_pi / root;
  self->curvature[i][j] = -two_over_pi * c12 / (d2 * root);
}

/* C = g²Q(C) + drive, by Newton's method from where the library ended */
static void
solve_pair (Theory *self, gsize i, gsize j, long double drive, double start)
{
  long double gg = self->gain * self->gain;

  self->c[i][j] = self->c[j][i] = start;
  for (guint step = 0; step < 5; step++) {
    long double derivative;

    find_moments (self, i, j);
    derivative = 1.0L - gg * (self->slope[i][j] + (i == j ? self->curvature[i][j] : 0.0L));
    self->c[i][j] -= (self->c[i][j] - gg * self->q[i][j] - drive) / derivative;
    self->c[j][i] = self->c[i][j];
  }
}

/* Q B = A by elimination with pivots */
static void
solve_readout (Theory *self, const double *targets)
{
  long double a[M][M + 1];

  for (gsize i = 0; i < M; i++) {
    for (gsize j = 0; j < M; j++)
      a[i][j] = self->q[i][j];
    a[i][M] = targets[i];
  }
  for (gsize p = 0; p < M; p++) {
    gsize best = p;

    for (gsize i = p + 1; i < M; i++)
      if (fabsl (a[i][p]) > fabsl (a[best][p]))
        best = i;
    for (gsize j = 0; j <= M; j++) {
      long double swapped = a[p][j];

      a[p][j] = a[best][j];
      a[best][j] = swapped;
    }
    for (gsize i = 0; i < M; i++) {
      long double factor = i != p ? a[i][p] / a[p][p] : 0.0L;

      for (gsize j = 0; j <= M; j++)
        a[i][j] -= factor * a[p][j];
    }
  }
  for (gsize i = 0; i < M; i++)
    self->readout[i] = a[i][M] / a[i][i];
}

/* J_k = -I + (g² + A Bᵀ) T_k */
static void
make_jacobian (const Theory *self, const double *targets, gsize k, long double jacobian[M][M])
{
  for (gsize i = 0; i < M; i++) {
    for (gsize j = 0; j < M; j++) {
      long double sum = 0.0L;

      for (gsize l = 0; l < M; l++) {
        long double t = (l == j ? self->slope[l][k] : 0.0L) +
                        (j == k ? self->curvature[l][k] : 0.0L);

        sum += ((i == l ? self->gain * self->gain : 0.0L) + targets[i] * self->readout[l]) * t;
      }
      jacobian[i][j] = sum - (i == j ? 1.0L : 0.0L);
    }
  }
}

/* The roots of λ³ - tr λ² + m λ - det, all at once by the method of Durand and Kerner */
static void
find_poles (long double j[M][M], long double complex *poles)
{
  long double trace = j[0][0] + j[1][1] + j[2][2];
  long double minors = j[0][0] * j[1][1] - j[0][1] * j[1][0] + j[0][0] * j[2][2] -
                       j[0][2] * j[2][0] + j[1][1] * j[2][2] - j[1][2] * j[2][1];
  long double determinant = j[0][0] * (j[1][1] * j[2][2] - j[1][2] * j[2][1]) -
                            j[0][1] * (j[1][0] * j[2][2] - j[1][2] * j[2][0]) +
                            j[0][2] * (j[1][0] * j[2][1] - j[1][1] * j[2][0]);

  for (guint i = 0; i < M; i++)
    poles[i] = cpowl (0.4L + 0.9L * (long double complex)I, (long double)i);
  for (guint step = 0; step < 500; step++) {
    for (guint i = 0; i < M; i++) {
      long double complex z = poles[i], others = 1.0L;

      for (guint l = 0; l < M; l++)
        if (l != i)
          others *= z - poles[l];
      poles[i] -= (((z - trace) * z + minors) * z - determinant) / others;
    }
  }
}

static double
get_nearest (const long double complex *poles, double complex pole)
{
  long double nearest = LDBL_MAX;

  for (guint i = 0; i < M; i++)
    nearest = fminl (nearest, cabsl (poles[i] - (long double complex)pole));
  return (double)nearest;
}

static void
solve (Theory *self, const RcMeanField *field, const double *targets)
{
  /* the variances first, on which the rest depends */
  for (gsize offset = 0; offset < M; offset++)
    for (gsize i = offset; i < M; i++)
      solve_pair (self,
                  i,
                  i - offset,
                  (long double)targets[i] * targets[i - offset],
                  gsl_matrix_get (field->covariance, i, i - offset));
  for (gsize i = 0; i < M; i++)
    for (gsize j = 0; j < M; j++)
      find_moments (self, i, j);
  solve_readout (self, targets);
}

/* Small targets make states that are nearly multiples of one another, and Q singular. */
static void
test_small_targets (void)
{
  static const double directions[M] = { 1.6, 0.9, -0.6 };
  double fewest = 15.0;

  if (LDBL_MANT_DIG < 64) {
    g_test_skip ("long double is no longer than double here");
    return;
  }
  for (double amplitude = 1.0; amplitude > 0.01; amplitude *= 0.8) {
    for (double gain = 0.1; gain < 1.0; gain += 0.2) {
      double targets[M];
      g_autoptr (RcModel) model = NULL;
      g_autoptr (RcMeanField) field = NULL;
      Theory theory = { .gain = gain };

      for (gsize i = 0; i < M; i++)
        targets[i] = amplitude * directions[i];
      model = rc_test_model (RC_TRANSFER_ERF, gain, M, 1, targets);
      field = rc_mean_field_new (model, NULL);
      solve (&theory, field, targets);
      for (gsize k = 0; k < M; k++) {
        g_autoptr (RcLocalDynamics) dynamics = rc_local_dynamics_new (field, k, NULL);
        long double jacobian[M][M];
        long double complex poles[M];

        make_jacobian (&theory, targets, k, jacobian);
        find_poles (jacobian, poles);
        for (gsize i = 0; i < M; i++)
          g_assert_cmpfloat (get_nearest (poles, dynamics->poles[i]), <=, dynamics->pole_error);
        /* Nor is the estimate worthless where Q is ordinary. */
        if (field->rank == M && field->condition < 1e6)
          g_assert_cmpfloat (dynamics->pole_error, <, 1e-5);
        fewest = MIN (fewest, dynamics->digits);
      }
    }
  }
  g_assert_cmpfloat (fewest, <, 1.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/digits/small-targets", test_small_targets);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_integration.h>

G_BEGIN_DECLS

/* Where one of the thresholds is farther out than this many standard deviations, the terms of
   the closed form cancel. */
#define RC_RECTIFIER_FAR 2.0

/* Two standard normal variables u and v, and what is above a threshold of each. */
typedef struct {
  double h;  /* that of u … */
  double k;  /* … and of v */
  double kh; /* k - rh, and … */
  double hk; /* … h - rk, without cancellation */
  double r;  /* the correlation */
  double s;  /* √(1 - r²), more exactly than r has it */
} RcQuadrant;

double rc_rectifier_mean (double mean, double deviation);
void rc_rectifier_tail (const gsl_integration_glfixed_table *table,
                        const RcQuadrant *quadrant,
                        double *probability,
                        double *average);

G_END_DECLS

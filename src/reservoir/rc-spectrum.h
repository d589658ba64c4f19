/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex.h>

#include "rc-outliers.h"
#include "rc-trained.h"

G_BEGIN_DECLS

/* Up to this many neurons all eigenvalues are found by LAPACK: about 10 N³
   operations and 8 N² bytes. Beyond it, the outliers alone by ARPACK. */
#define RC_SPECTRUM_LARGEST_COMPLETE 4000
/* The relative residual to which ARPACK finds those; LAPACK needs none. */
#define RC_SPECTRUM_ACCURACY 1e-9

/**
 * RcSpectrum:
 * @complete: whether @values has all N eigenvalues, or the outliers alone: then the
 *   rest fills the bulk's disk, as theory says
 * @n_values: how many
 * @values: eigenvalues of the Jacobian, by descending real part
 * @bulk_radius: g √⟨φ'²⟩ with the slopes of this network: the radius of the disk
 *   about -1 that the bulk fills
 * @leading: the eigenvalue of the largest real part; if the spectrum is not complete
 *   and none was found right of the bulk, the bulk's right edge, to within rc_leading_slack()
 * @n_outliers: how many of @values lie outside the bulk
 * @outliers: those, by descending real part
 */
typedef struct {
  gboolean complete;
  gsize n_values;
  double complex *values;
  double bulk_radius;
  double complex leading;
  gsize n_outliers;
  RcOutlier *outliers;
} RcSpectrum;

RcSpectrum *rc_spectrum_new (const RcNetwork *network,
                             const gsl_matrix *readout,
                             const double *state,
                             gboolean complete,
                             const RcMonitor *monitor,
                             GError **error);
void rc_spectrum_free (RcSpectrum *self);
double complex *rc_spectrum_closed_loop (const RcTrained *trained,
                                         gsize attractor,
                                         const RcMonitor *monitor,
                                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSpectrum, rc_spectrum_free)

G_END_DECLS

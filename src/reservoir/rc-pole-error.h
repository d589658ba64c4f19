/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rc-local-dynamics.h"

G_BEGIN_DECLS

double rc_pole_error_estimate (const RcLocalDynamics *dynamics,
                               const RcMeanField *field,
                               const gsl_matrix *transfer_matrix);

G_END_DECLS

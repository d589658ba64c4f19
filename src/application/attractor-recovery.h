/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "exp-experiment.h"

G_BEGIN_DECLS

char *attractor_recovery_new_path (GError **error);
GStrv attractor_recovery_claim (void);
void attractor_recovery_end (void);
gboolean attractor_recovery_write (const char *path,
                                   const ExpExperiment *experiment,
                                   const ExpExperiment *saved,
                                   GFile *file,
                                   GError **error);
gboolean attractor_recovery_read (const char *path,
                                  ExpExperiment **experiment,
                                  ExpExperiment **saved,
                                  GFile **file,
                                  GError **error);
GFile *attractor_recovery_find_file (const char *path);
void attractor_recovery_put_aside (const char *path);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "exp-experiment.h"

G_BEGIN_DECLS

ExpExperiment *exp_document_parse (
  const char *text, gssize length, const char *name, GStrv *unknown_keys, GError **error);
ExpExperiment *exp_document_load (GFile *file, GStrv *unknown_keys, GError **error);
gboolean exp_document_is_figure (GFile *file);
gboolean exp_document_equal (const ExpExperiment *a, const ExpExperiment *b);
char *exp_document_print (const ExpExperiment *experiment);
gboolean exp_document_save (const ExpExperiment *experiment, GFile *file, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-experiment.h"

G_BEGIN_DECLS

/* exp-document.c */
gboolean exp_document_check_format (JsonNode *root, GError **error);
ExpExperiment *exp_document_read (JsonObject *root, GError **error);
JsonObject *exp_document_write (const ExpExperiment *experiment);

/* exp-document-pins.c */
gboolean exp_document_read_pins (JsonObject *root, ExpExperiment *experiment, GError **error);
void exp_document_write_pins (const ExpExperiment *experiment, JsonObject *root);

G_END_DECLS

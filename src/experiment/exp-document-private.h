/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exp-experiment.h"

G_BEGIN_DECLS

#define EXP_DOCUMENT_FORMAT "attractor-experiment"
#define EXP_DOCUMENT_VERSION 1

/* The paths of what is no ExpKey: the formula is a text, the covariance a table. */
#define EXP_DOCUMENT_FORMULA "network.transfer.formula"
#define EXP_DOCUMENT_COVARIANCE "network.channel_covariance"

/* exp-document-read.c */
gboolean exp_document_check_format (JsonNode *root, GError **error);
ExpExperiment *exp_document_read (JsonObject *root, GError **error);
GStrv exp_document_list_unknown (JsonObject *root);

/* exp-document-write.c */
JsonObject *exp_document_write (const ExpExperiment *experiment);

/* exp-document-pins.c */
gboolean exp_document_read_pins (JsonObject *root, ExpExperiment *experiment, GError **error);
void exp_document_write_pins (const ExpExperiment *experiment, JsonObject *root);

G_END_DECLS

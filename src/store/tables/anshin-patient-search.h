/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-patient.h"

G_BEGIN_DECLS

/*
 * What patients are searched by, kept folded in memory by patient and version, so that a search
 * over thousands does not unseal each of them again.
 */
gboolean anshin_patient_search_recall (const char *id, gint64 version, const char *words,
                                       gboolean *matches);
gboolean anshin_patient_search_match  (const char *id, gint64 version, AnshinPatient *patient,
                                       const char *words, gboolean keep);

G_END_DECLS

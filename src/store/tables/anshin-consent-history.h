/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-consent.h"
#include "anshin-db.h"

G_BEGIN_DECLS

/* What happened to each consent, and who did it. */
gboolean anshin_consent_event_add          (AnshinTx *tx, const char *consent_id,
                                            AnshinConsentEventKind what, const char *by,
                                            GError **error);
gboolean anshin_consent_event_add_in_force (AnshinTx *tx, const char *patient_id,
                                            AnshinConsentEventKind what, const char *by,
                                            GError **error);
gboolean anshin_consent_fill_scans         (AnshinTx *tx, AnshinConsent *consent, GError **error);
gboolean anshin_consent_fill_history       (AnshinTx *tx, AnshinConsent *consent, GError **error);

G_END_DECLS

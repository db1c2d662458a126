/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-consent.h"
#include "anshin-db.h"

G_BEGIN_DECLS

/* New consents are made with the newest wording of form 4; old ones keep theirs (CN-04). */
AnshinConsent *anshin_consent_load      (AnshinTx *tx, const char *id, GError **error);
gboolean       anshin_consent_list      (AnshinTx *tx, const char *patient_id,
                                         GPtrArray *consents, GError **error);
gboolean       anshin_consent_insert    (AnshinTx *tx, AnshinConsent *consent, const char *by,
                                         GError **error);
gboolean       anshin_consent_update    (AnshinTx *tx, AnshinConsent *consent, GError **error);
gboolean       anshin_consent_put_in_force (AnshinTx *tx, AnshinConsent *consent, const char *by,
                                            GError **error);
gboolean       anshin_consent_withdraw  (AnshinTx *tx, AnshinConsent *consent, GError **error);
gboolean       anshin_consent_end          (AnshinTx *tx, const char *patient_id, GError **error);

G_END_DECLS

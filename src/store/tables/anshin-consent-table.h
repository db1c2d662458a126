/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-account-table.h"
#include "anshin-consent.h"
#include "anshin-db.h"

G_BEGIN_DECLS

/* A consent c that was recorded by the account a of the facility f. */
#define ANSHIN_CONSENT_COLUMNS                                                                    \
  ANSHIN_ACCOUNT_COLUMNS ", c.id, c.patient_id, c.state, c.form_version, c.sealed, c.version, "   \
  "c.created_at, c.printed_at, c.recorded_at, c.ended_at"
#define ANSHIN_N_CONSENT_COLUMNS (ANSHIN_N_ACCOUNT_COLUMNS + 10)

/* New consents are made with the newest wording of form 4; old ones keep theirs (CN-04). */
AnshinConsent *anshin_consent_from_row  (AnshinTx *tx, AnshinRows *rows, GError **error);
AnshinConsent *anshin_consent_load      (AnshinTx *tx, const char *id, GError **error);
gboolean       anshin_consent_list      (AnshinTx *tx, const char *patient_id,
                                         GPtrArray *consents, GError **error);
gboolean       anshin_consent_insert    (AnshinTx *tx, AnshinConsent *consent, const char *by,
                                         GError **error);
gboolean       anshin_consent_update    (AnshinTx *tx, AnshinConsent *consent,
                                         AnshinConsentEventKind what, const char *by,
                                         GError **error);
gboolean       anshin_consent_put_in_force (AnshinTx *tx, AnshinConsent *consent, const char *by,
                                            GError **error);
gboolean       anshin_consent_withdraw  (AnshinTx *tx, AnshinConsent *consent, const char *by,
                                         GError **error);
gboolean       anshin_consent_end       (AnshinTx *tx, const char *patient_id, const char *by,
                                         GError **error);
gboolean       anshin_consent_list_over (AnshinTx *tx, int today, guint limit,
                                         GPtrArray *patient_ids, GError **error);
gboolean       anshin_consent_freeze_group (AnshinTx *tx, const char *patient_id, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* A consent that was signed: what is on record, the form once more, and its withdrawal. */
#define ANSHIN_TYPE_CONSENT_RECORD_PAGE (anshin_consent_record_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinConsentRecordPage, anshin_consent_record_page, ANSHIN,
                      CONSENT_RECORD_PAGE, AnshinPage)

AnshinPage *anshin_consent_record_page_new (AnshinClient *client, AnshinPatient *patient,
                                            AnshinConsent *consent);

G_END_DECLS

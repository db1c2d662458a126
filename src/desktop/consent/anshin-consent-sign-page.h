/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-form-page.h"

G_BEGIN_DECLS

/* Records what is on the signed paper: from then on the consent is in force. */
#define ANSHIN_TYPE_CONSENT_SIGN_PAGE (anshin_consent_sign_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinConsentSignPage, anshin_consent_sign_page, ANSHIN, CONSENT_SIGN_PAGE,
                      AnshinFormPage)

AnshinPage *anshin_consent_sign_page_new (AnshinClient *client, AnshinPatient *patient,
                                          AnshinConsent *consent);

G_END_DECLS

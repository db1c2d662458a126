/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* Fills consent form 4, shows it as it will be on paper, prints it, and leads to its signature. */
#define ANSHIN_TYPE_CONSENT_PAGE (anshin_consent_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinConsentPage, anshin_consent_page, ANSHIN, CONSENT_PAGE, AnshinPage)

AnshinPage *anshin_consent_page_new (AnshinClient *client, AnshinPatient *patient,
                                     AnshinConsent *consent);

G_END_DECLS

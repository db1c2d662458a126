/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-form-page.h"

G_BEGIN_DECLS

/* Records that a consent is withdrawn: who, when, how. The group freezes at once. */
#define ANSHIN_TYPE_WITHDRAWAL_PAGE (anshin_withdrawal_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinWithdrawalPage, anshin_withdrawal_page, ANSHIN, WITHDRAWAL_PAGE,
                      AnshinFormPage)

AnshinPage *anshin_withdrawal_page_new (AnshinClient *client, AnshinPatient *patient,
                                        AnshinConsent *consent);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-form.h"

G_BEGIN_DECLS

AnshinForm *anshin_withdrawal_notice_new_form (AnshinPatient *patient, AnshinConsent *consent,
                                               const char *association, AnshinFormCopy copy,
                                               GError **error);

G_END_DECLS

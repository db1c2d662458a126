/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-consent.h"
#include "anshin-facts.h"

G_BEGIN_DECLS

/* What the use cases of consents share. */
AnshinConsent *anshin_consent_load_for     (AnshinCall *call, AnshinAction action,
                                            AnshinPatientView **view, AnshinFacts *facts,
                                            GError **error);
gboolean       anshin_consent_answer_again (AnshinCall *call, const char *id, GError **error);

G_END_DECLS

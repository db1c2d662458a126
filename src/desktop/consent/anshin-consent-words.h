/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-consent.h"

G_BEGIN_DECLS

char *anshin_consent_words_dates  (AnshinConsent *consent);
char *anshin_consent_words_force  (AnshinConsent *consent);
char *anshin_consent_words_signer (AnshinConsent *consent);
char *anshin_consent_words_moment (gint64 time);

G_END_DECLS

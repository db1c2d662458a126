/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-operation.h"

G_BEGIN_DECLS

/* Use cases of the session itself. Those that check a password are in auth/. */
gboolean anshin_health_get            (AnshinCall *call, GError **error);
gboolean anshin_challenge_create      (AnshinCall *call, GError **error);
gboolean anshin_session_get           (AnshinCall *call, GError **error);
gboolean anshin_rules_accept          (AnshinCall *call, GError **error);
gboolean anshin_sign_out              (AnshinCall *call, GError **error);
gboolean anshin_enrolment_code_create (AnshinCall *call, GError **error);

G_END_DECLS

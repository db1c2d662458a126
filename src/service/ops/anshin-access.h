/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-account.h"
#include "anshin-operation.h"
#include "anshin-user.h"

G_BEGIN_DECLS

/* What lets a user in: an enrolment code, and a temporary password where a new one is needed. */
char         *anshin_access_new_code (AnshinCall *call, const char *user_id, gint64 *expires_at,
                                      GError **error);
AnshinAccess *anshin_access_give     (AnshinCall *call, const char *user_id, gboolean password,
                                      GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-facts.h"

G_BEGIN_DECLS

/* What comes of an act on an account: sessions end, streams hear other channels, lists change. */
gboolean anshin_account_end_sessions     (AnshinCall *call, const char *user_id, GError **error);
gboolean anshin_account_end_of_terminal  (AnshinCall *call, const char *terminal_id,
                                          GError **error);
gboolean anshin_account_shut_out         (AnshinCall *call, const char *user_id, GError **error);
gboolean anshin_account_revoke_terminals (AnshinCall *call, const char *user_id, GError **error);
gboolean anshin_account_tell             (AnshinCall *call, AnshinUser *user, GError **error);
gboolean anshin_account_change_admin     (AnshinCall *call, AnshinUser *user, gboolean admin,
                                          GError **error);

G_END_DECLS

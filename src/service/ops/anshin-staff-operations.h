/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-operation.h"

G_BEGIN_DECLS

/* The use cases of accounts: staff, their terminals, and what is done to them. */

/* Users */
gboolean anshin_users_list           (AnshinCall *call, GError **error);
gboolean anshin_user_get             (AnshinCall *call, GError **error);
gboolean anshin_user_edit            (AnshinCall *call, GError **error);
gboolean anshin_facility_admin_set   (AnshinCall *call, GError **error);
gboolean anshin_facility_admin_unset (AnshinCall *call, GError **error);

/* Accounts */
gboolean anshin_user_suspend         (AnshinCall *call, GError **error);
gboolean anshin_user_restore         (AnshinCall *call, GError **error);
gboolean anshin_user_retire          (AnshinCall *call, GError **error);
gboolean anshin_user_reset           (AnshinCall *call, GError **error);

/* Terminals */
gboolean anshin_terminals_list       (AnshinCall *call, GError **error);
gboolean anshin_terminal_remove      (AnshinCall *call, GError **error);
gboolean anshin_terminal_sign_out    (AnshinCall *call, GError **error);

G_END_DECLS

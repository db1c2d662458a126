/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/*
 * Registration: which of the network's rules a user has accepted. With the first acceptance the
 * user is registered, and in the all-users group while active (PRODUCT section 2).
 */

#define ANSHIN_NEWEST_RULES "(SELECT COALESCE (MAX (w.version), 0) FROM wording w WHERE w.kind = 1)"

/* 1 if account @account has to accept newer rules before anything else, 0 if not. */
#define ANSHIN_RULES_PENDING_OF(account)                                                          \
  "CASE WHEN " account ".rules_version < " ANSHIN_NEWEST_RULES " THEN 1 ELSE 0 END"

gboolean anshin_rules_get_newest     (AnshinTx *tx, gint64 *version, GError **error);
gboolean anshin_rules_get_pending    (AnshinTx *tx, const char *user_id, gint64 *version,
                                      GError **error);
gboolean anshin_rules_accept_version (AnshinTx *tx, const char *user_id, gint64 version,
                                      gint64 now, gboolean *first, GError **error);
gboolean anshin_account_register_without_rules (AnshinTx *tx, const char *user_id, gint64 now,
                                                GError **error);
gboolean anshin_account_list_administrators (AnshinTx *tx, const char *facility_id,
                                             GPtrArray *user_ids, GError **error);

G_END_DECLS

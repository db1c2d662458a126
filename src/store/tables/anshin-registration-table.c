/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-registration-table.h"

/**
 * anshin_rules_get_newest:
 * @tx: a transaction
 * @version: (out): the newest version of the network's rules, 0 if none was published
 * @error: return location
 */
gboolean
anshin_rules_get_newest (AnshinTx *tx, gint64 *version, GError **error)
{
  return anshin_take_number (anshin_tx_query (tx, error, "SELECT " ANSHIN_NEWEST_RULES, ""),
                             version, error);
}

/**
 * anshin_rules_get_pending:
 * @tx: a transaction
 * @user_id: a user's id
 * @version: (out): the version that the user has to accept before anything else, 0 if none
 * @error: return location
 */
gboolean
anshin_rules_get_pending (AnshinTx *tx, const char *user_id, gint64 *version, GError **error)
{
  return anshin_take_number (anshin_tx_query (tx, error,
                                              "SELECT " ANSHIN_NEWEST_RULES " FROM account a "
                                              "WHERE a.id = $1 AND a.rules_version < "
                                              ANSHIN_NEWEST_RULES,
                                              "t", user_id),
                             version, error);
}

/**
 * anshin_rules_accept_version:
 * @tx: a writing transaction
 * @user_id: who accepts
 * @version: the version of the network's rules
 * @now: when
 * @first: (out) (optional): whether the user is registered by it
 * @error: return location
 */
gboolean
anshin_rules_accept_version (AnshinTx *tx, const char *user_id, gint64 version, gint64 now,
                             gboolean *first, GError **error)
{
  if (!anshin_tx_exec (tx, error, "UPDATE account SET rules_version = $1 WHERE id = $2", "it",
                       version, user_id)
      || !anshin_tx_exec (tx, error,
                          "UPDATE account SET registered_at = $1 "
                          "WHERE id = $2 AND registered_at = 0",
                          "it", now, user_id))
    return FALSE;
  if (first != NULL)
    *first = anshin_tx_get_changes (tx) > 0;
  return TRUE;
}

/**
 * anshin_account_register_without_rules:
 * @tx: a writing transaction
 * @user_id: who has signed in
 * @now: when
 * @error: return location
 *
 * Where no rules were ever published there is nothing to accept.
 */
gboolean
anshin_account_register_without_rules (AnshinTx *tx, const char *user_id, gint64 now,
                                       GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE account SET registered_at = $1 WHERE id = $2 "
                         "AND registered_at = 0 "
                         "AND NOT EXISTS (SELECT 1 FROM wording w WHERE w.kind = 1)",
                         "it", now, user_id);
}

/**
 * anshin_account_list_administrators:
 * @tx: a transaction
 * @facility_id: a facility
 * @user_ids: (element-type utf8): gets the active users who administer its accounts: its admins
 *   and the office's staff
 * @error: return location
 */
gboolean
anshin_account_list_administrators (AnshinTx *tx, const char *facility_id, GPtrArray *user_ids,
                                    GError **error)
{
  AnshinRows *rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT a.id FROM account a WHERE a.state = 1 AND (a.office = 1 "
                          "OR (a.facility_admin = 1 AND a.facility_id = $1)) ORDER BY a.id",
                          "t", facility_id);
  return anshin_take_ids (rows, user_ids, error);
}

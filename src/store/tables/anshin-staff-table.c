/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-staff-table.h"

#include <string.h>

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-id.h"
#include "anshin-seal.h"

/* The one row of @rows, if there is one. */
static gboolean
take_row (AnshinRows *rows, gboolean *found, GError **error)
{
  GError *failure = NULL;

  *found = rows != NULL && anshin_rows_next (rows, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return rows != NULL && failure == NULL;
}

/* An account that was to be changed was not as it had to be. */
static gboolean
check_changed (AnshinTx *tx, GError **error)
{
  if (anshin_tx_get_changes (tx) == 1)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_ACCOUNT_STATE, NULL, "the account is in another state");
  return FALSE;
}

/**
 * anshin_staff_count:
 * @tx: a transaction
 * @facility_id: a facility
 * @count: (out): how many active people it has
 * @error: return location
 */
gboolean
anshin_staff_count (AnshinTx *tx, const char *facility_id, AnshinStaffCount *count,
                    GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  gboolean found = FALSE;

  *count = (AnshinStaffCount){ 0 };
  rows = anshin_tx_query (tx, error,
                          "SELECT COUNT(*), COALESCE (SUM (facility_admin), 0) FROM account "
                          "WHERE facility_id = $1 AND state = 1",
                          "t", facility_id);
  if (!take_row (rows, &found, error))
    return FALSE;
  if (found)
    {
      count->staff = anshin_rows_get_int (rows, 0);
      count->admins = anshin_rows_get_int (rows, 1);
    }
  return TRUE;
}

/**
 * anshin_account_load_administrative:
 * @tx: a transaction
 * @user: a user; gets what only those are told who administer the account, but for the lock
 * @error: return location
 */
gboolean
anshin_account_load_administrative (AnshinTx *tx, AnshinUser *user, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  gboolean found = FALSE;

  rows = anshin_tx_query (tx, error,
                          "SELECT a.suspension, a.registered_at, a.last_sign_in_at, "
                          "(SELECT t.name FROM terminal t WHERE t.id = a.last_sign_in_terminal), "
                          "(SELECT COUNT(*) FROM terminal t WHERE t.user_id = a.id "
                          "AND t.revoked_at IS NULL) FROM account a WHERE a.id = $1",
                          "t", user->id);
  if (!take_row (rows, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  user->suspension = (int) anshin_rows_get_int (rows, 0);
  user->registered_at = anshin_rows_get_int (rows, 1);
  user->last_sign_in_at = anshin_rows_get_int (rows, 2);
  user->last_sign_in_terminal = g_strdup (anshin_rows_get_text (rows, 3));
  user->terminals = anshin_rows_get_int (rows, 4);
  return TRUE;
}

/**
 * anshin_account_get_suspension:
 * @tx: a transaction
 * @id: a user's id
 * @reason: (out): why the account is stopped, 0 if it is not
 * @terminal_id: (out) (nullable): the terminal that was said to be lost
 * @error: return location
 */
gboolean
anshin_account_get_suspension (AnshinTx *tx, const char *id, int *reason, char **terminal_id,
                               GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  gboolean found = FALSE;

  *reason = 0;
  *terminal_id = NULL;
  rows = anshin_tx_query (tx, error,
                          "SELECT suspension, lost_terminal_id FROM account WHERE id = $1", "t",
                          id);
  if (!take_row (rows, &found, error))
    return FALSE;
  if (found)
    {
      *reason = (int) anshin_rows_get_int (rows, 0);
      *terminal_id = g_strdup (anshin_rows_get_text (rows, 1));
    }
  return TRUE;
}

/**
 * anshin_account_suspend:
 * @tx: a writing transaction
 * @id: an active user's id
 * @reason: why, of #AnshinSuspensionReason
 * @terminal_id: (nullable): the terminal that was lost, if it is one of several
 * @now: when
 * @error: %ANSHIN_ERROR_ACCOUNT_STATE if the account is not active
 *
 * Nothing else of the account changes, so that restoring brings all of it back (source A2).
 */
gboolean
anshin_account_suspend (AnshinTx *tx, const char *id, int reason, const char *terminal_id,
                        gint64 now, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE account SET state = 2, suspension = $1, suspended_at = $2, "
                         "lost_terminal_id = $3 WHERE id = $4 AND state = 1",
                         "iitt", (gint64) reason, now, terminal_id, id) &&
         check_changed (tx, error);
}

/**
 * anshin_account_restore:
 * @tx: a writing transaction
 * @id: a suspended user's id
 * @error: %ANSHIN_ERROR_ACCOUNT_STATE if the account is not suspended
 */
gboolean
anshin_account_restore (AnshinTx *tx, const char *id, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE account SET state = 1, suspension = 0, suspended_at = 0, "
                         "lost_terminal_id = NULL WHERE id = $1 AND state = 2",
                         "t", id) &&
         check_changed (tx, error);
}

/**
 * anshin_account_retire:
 * @tx: a writing transaction
 * @id: a user's id
 * @now: when
 * @error: %ANSHIN_ERROR_ACCOUNT_STATE if the user has retired already
 *
 * For good: ids are never used again (PRODUCT section 2, "Retirement").
 */
gboolean
anshin_account_retire (AnshinTx *tx, const char *id, gint64 now, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE account SET state = 3, retired_at = $1, facility_admin = 0, "
                         "suspension = 0, suspended_at = 0, lost_terminal_id = NULL "
                         "WHERE id = $2 AND state <> 3",
                         "it", now, id) &&
         check_changed (tx, error);
}

/**
 * anshin_account_set_admin:
 * @tx: a writing transaction
 * @id: an active user's id
 * @admin: whether the user is an admin of the own facility from now on
 * @error: %ANSHIN_ERROR_ACCOUNT_STATE if the user is that already, or not active
 */
gboolean
anshin_account_set_admin (AnshinTx *tx, const char *id, gboolean admin, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE account SET facility_admin = $1 "
                         "WHERE id = $2 AND state <> 3 AND facility_admin <> $3",
                         "iti", (gint64) (admin ? 1 : 0), id, (gint64) (admin ? 1 : 0)) &&
         check_changed (tx, error);
}

/**
 * anshin_account_update:
 * @tx: a writing transaction
 * @user: the user as it is to be, with the version that it was changed from; gets the next
 * @error: %ANSHIN_ERROR_VERSION_STALE, %ANSHIN_ERROR_MAIL_TAKEN naming `mail`
 *
 * Writes name, kana, mail address and profession.
 */
gboolean
anshin_account_update (AnshinTx *tx, AnshinUser *user, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];

  if (!anshin_account_claim_mail (tx, user->mail, user->id, error))
    return FALSE;
  anshin_account_get_mail_index (anshin_tx_get_sealer (tx), user->mail, index);
  sealed = anshin_account_seal (tx, user, user->version + 1, error);
  if (sealed == NULL ||
      !anshin_tx_exec (tx, error,
                       "UPDATE account SET mail_index = $1, profession = $2, sealed = $3, "
                       "version = $4 WHERE id = $5 AND version = $6",
                       "bigiti", index, sizeof index, (gint64) user->profession, sealed,
                       user->version + 1, user->id, user->version))
    return FALSE;
  if (anshin_tx_get_changes (tx) != 1)
    {
      anshin_set_error (error, ANSHIN_ERROR_VERSION_STALE, NULL, "changed meanwhile");
      return FALSE;
    }
  user->version++;
  return TRUE;
}

/**
 * anshin_account_add_event:
 * @tx: a writing transaction
 * @user_id: whose account it is about
 * @kind: what was done
 * @method: how the person was identified, of #AnshinIdentification, or 0
 * @note: (nullable): why; it is sealed
 * @by: who did it
 * @error: return location
 *
 * The ledger of accounts (SECURITY AUTH-12).
 */
gboolean
anshin_account_add_event (AnshinTx *tx, const char *user_id, AnshinAccountEvent kind, int method,
                          const char *note, const char *by, GError **error)
{
  g_autofree char *id = anshin_id_new ();
  g_autoptr (GBytes) sealed = NULL;
  const char *text = note != NULL ? note : "";

  sealed = anshin_seal (tx, ANSHIN_SEAL_ACCOUNTS, "account_event", id, 1, text, strlen (text),
                        error);
  return sealed != NULL &&
         anshin_tx_exec (tx, error,
                         "INSERT INTO account_event (id, user_id, kind, method, sealed, by_id, at) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                         "ttiigti", id, user_id, (gint64) kind, (gint64) method, sealed, by,
                         anshin_clock_now ());
}

/**
 * anshin_account_list_groups:
 * @tx: a transaction
 * @id: a user's id
 * @facility_id: the user's facility
 * @by_right: whether those of the facility's patient groups are meant too that are administered
 *   by right
 * @group_ids: (element-type utf8): gets the groups in whose lists of members the user is
 * @error: return location
 */
gboolean
anshin_account_list_groups (AnshinTx *tx, const char *id, const char *facility_id,
                            gboolean by_right, GPtrArray *group_ids, GError **error)
{
  AnshinRows *rows = NULL;

  rows = anshin_tx_query (
    tx, error,
    "SELECT g.id FROM membership m JOIN care_group g ON g.id = m.group_id "
    "WHERE m.user_id = $1 AND m.left_at IS NULL AND g.state <> 4 UNION "
    "SELECT g.id FROM care_group g WHERE g.owner_facility_id = $2 AND g.kind = 1 "
    "AND g.state <> 4 AND ($3 = 1 OR g.creator_id = $4)",
    "ttit", id, facility_id, (gint64) (by_right ? 1 : 0), id);
  return anshin_take_ids (rows, group_ids, error);
}

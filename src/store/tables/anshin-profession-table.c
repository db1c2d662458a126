/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-profession-table.h"

/**
 * anshin_profession_list:
 * @tx: a transaction
 * @settings: (element-type AnshinProfessionSetting): gets all of them, with how many active users
 *   have each
 * @error: return location
 */
gboolean
anshin_profession_list (AnshinTx *tx, GPtrArray *settings, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT p.profession, p.offered, p.whole_picture, COALESCE (c.n, 0) "
                          "FROM profession_setting p LEFT JOIN (SELECT a.profession AS profession, "
                          "COUNT(*) AS n FROM account a WHERE a.state = 1 GROUP BY a.profession) c "
                          "ON c.profession = p.profession ORDER BY p.profession",
                          "");
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinProfessionSetting *setting = anshin_profession_setting_new ();

      setting->profession = anshin_rows_get_int (rows, 0);
      setting->offered = anshin_rows_get_int (rows, 1) != 0;
      setting->whole_picture = anshin_rows_get_int (rows, 2) != 0;
      setting->users = anshin_rows_get_int (rows, 3);
      g_ptr_array_add (settings, setting);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_profession_set:
 * @tx: a writing transaction
 * @setting: a profession and what is to be set for it
 * @picture_changed: (out): whether it sees the whole picture now and did not, or the other way
 * @error: return location
 */
gboolean
anshin_profession_set (AnshinTx *tx, AnshinProfessionSetting *setting, gboolean *picture_changed,
                       GError **error)
{
  if (!anshin_tx_exec (tx, error,
                       "UPDATE profession_setting SET whole_picture = $1 "
                       "WHERE profession = $2 AND whole_picture <> $1",
                       "ii", (gint64) setting->whole_picture, (gint64) setting->profession))
    return FALSE;
  *picture_changed = anshin_tx_get_changes (tx) > 0;
  return anshin_tx_exec (tx, error,
                         "UPDATE profession_setting SET offered = $1 WHERE profession = $2", "ii",
                         (gint64) setting->offered, (gint64) setting->profession);
}

/**
 * anshin_profession_is_offered:
 * @tx: a transaction
 * @profession: an #AnshinProfession
 * @offered: (out): whether new users may have it
 * @error: return location
 */
gboolean
anshin_profession_is_offered (AnshinTx *tx, int profession, gboolean *offered, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT offered FROM profession_setting WHERE profession = $1", "i",
                          (gint64) profession);
  if (rows == NULL)
    return FALSE;
  *offered = anshin_rows_next (rows, &failure) && anshin_rows_get_int (rows, 0) != 0;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_profession_list_users:
 * @tx: a transaction
 * @profession: an #AnshinProfession
 * @user_ids: (element-type utf8): gets the active users who have it
 * @error: return location
 */
gboolean
anshin_profession_list_users (AnshinTx *tx, int profession, GPtrArray *user_ids, GError **error)
{
  AnshinRows *rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT id FROM account WHERE profession = $1 AND state = 1", "i",
                          (gint64) profession);
  return anshin_take_ids (rows, user_ids, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-message-table.h"

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-message.h"
#include "anshin-user.h"

/**
 * anshin_acknowledgement_get:
 * @tx: a transaction
 * @channel: a group
 * @seq: a message's number
 * @user_id: a user
 * @kind: (out): how the user has acknowledged it; 0 if not
 * @at: (out): when; 0 if not
 * @error: return location
 */
gboolean
anshin_acknowledgement_get (AnshinTx *tx, const char *channel, gint64 seq, const char *user_id,
                            int *kind, gint64 *at, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  *kind = ANSHIN_ACKNOWLEDGEMENT_NONE;
  *at = 0;
  rows = anshin_tx_query (tx, error,
                          "SELECT kind, at FROM acknowledgement "
                          "WHERE channel_id = $1 AND seq = $2 AND user_id = $3",
                          "tit", channel, seq, user_id);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    {
      *kind = (int) anshin_rows_get_int (rows, 0);
      *at = anshin_rows_get_int (rows, 1);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_acknowledgement_set:
 * @tx: a writing transaction
 * @channel: a group
 * @seq: a message's number
 * @user_id: who acknowledges
 * @kind: how; 0 takes it back
 * @error: return location
 *
 * One for each person and message: another kind takes the place of the first.
 */
gboolean
anshin_acknowledgement_set (AnshinTx *tx, const char *channel, gint64 seq, const char *user_id,
                            int kind, GError **error)
{
  if (kind == ANSHIN_ACKNOWLEDGEMENT_NONE)
    return anshin_tx_exec (tx, error,
                           "DELETE FROM acknowledgement "
                           "WHERE channel_id = $1 AND seq = $2 AND user_id = $3",
                           "tit", channel, seq, user_id);
  return anshin_tx_exec (tx, error,
                         "INSERT INTO acknowledgement (channel_id, seq, user_id, kind, at) "
                         "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (channel_id, seq, user_id) "
                         "DO UPDATE SET kind = excluded.kind, at = excluded.at",
                         "titii", channel, seq, user_id, (gint64) kind, anshin_clock_now ());
}

static AnshinAcknowledgement *
acknowledgement_from_row (AnshinTx *tx, AnshinRows *rows, GError **error)
{
  g_autoptr (AnshinUser) user = anshin_account_from_row (tx, rows, 0, error);
  AnshinAcknowledgement *one = NULL;

  if (user == NULL)
    return NULL;
  one = anshin_acknowledgement_new ();
  one->user_id = g_steal_pointer (&user->id);
  one->name = g_steal_pointer (&user->name);
  one->profession = user->profession;
  one->facility_name = g_steal_pointer (&user->facility_name);
  one->state = user->state;
  one->kind = (int) anshin_rows_get_int (rows, ANSHIN_N_ACCOUNT_COLUMNS);
  one->at = anshin_rows_get_int (rows, ANSHIN_N_ACCOUNT_COLUMNS + 1);
  one->earlier = one->at < anshin_rows_get_int (rows, ANSHIN_N_ACCOUNT_COLUMNS + 2);
  return one;
}

/**
 * anshin_acknowledgement_list:
 * @tx: a transaction
 * @channel: a group
 * @seq: a message's number
 * @acknowledgements: (element-type AnshinAcknowledgement): gets who acknowledged it and how, in
 *   the order in which they did
 * @error: return location
 */
gboolean
anshin_acknowledgement_list (AnshinTx *tx, const char *channel, gint64 seq,
                             GPtrArray *acknowledgements, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT " ANSHIN_ACCOUNT_COLUMNS ", k.kind, k.at, "
                          "e.changed_at FROM acknowledgement k "
                          "JOIN entry e ON e.channel_id = k.channel_id AND e.seq = k.seq "
                          "JOIN account a ON a.id = k.user_id "
                          "JOIN facility f ON f.id = a.facility_id "
                          "WHERE k.channel_id = $1 AND k.seq = $2 ORDER BY k.at, a.id",
                          "ti", channel, seq);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinAcknowledgement *one = acknowledgement_from_row (tx, rows, error);

      if (one == NULL)
        return FALSE;
      g_ptr_array_add (acknowledgements, one);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_pin_set:
 * @tx: a writing transaction
 * @channel: a group
 * @seq: a message's number
 * @user_id: who pins it for all
 * @changed: (out): whether it wasn't pinned before
 * @error: return location
 */
gboolean
anshin_pin_set (AnshinTx *tx, const char *channel, gint64 seq, const char *user_id,
                gboolean *changed, GError **error)
{
  if (!anshin_tx_exec (tx, error,
                       "INSERT INTO pin (channel_id, seq, user_id, at) VALUES ($1, $2, $3, $4) "
                       "ON CONFLICT (channel_id, seq) DO NOTHING",
                       "titi", channel, seq, user_id, anshin_clock_now ()))
    return FALSE;
  *changed = anshin_tx_get_changes (tx) > 0;
  return TRUE;
}

/**
 * anshin_pin_clear:
 * @tx: a writing transaction
 * @channel: a group
 * @seq: a message's number
 * @changed: (out): whether it was pinned
 * @error: return location
 */
gboolean
anshin_pin_clear (AnshinTx *tx, const char *channel, gint64 seq, gboolean *changed,
                  GError **error)
{
  if (!anshin_tx_exec (tx, error, "DELETE FROM pin WHERE channel_id = $1 AND seq = $2", "ti",
                       channel, seq))
    return FALSE;
  *changed = anshin_tx_get_changes (tx) > 0;
  return TRUE;
}

/**
 * anshin_pin_list:
 * @tx: a transaction
 * @channel: a group
 * @limit: how many at most
 * @seqs: (element-type gint64): gets the numbers of what is pinned, what was pinned last first
 * @error: return location
 */
gboolean
anshin_pin_list (AnshinTx *tx, const char *channel, guint limit, GArray *seqs, GError **error)
{
  return anshin_take_numbers (anshin_tx_query (tx, error,
                                               "SELECT seq FROM pin WHERE channel_id = $1 "
                                               "ORDER BY at DESC, seq DESC LIMIT $2",
                                               "ti", channel, (gint64) limit),
                              seqs, error);
}

/**
 * anshin_bookmark_set:
 * @tx: a writing transaction
 * @channel: a group
 * @seq: a message's number
 * @user_id: whose bookmark
 * @set: whether it is set or taken away
 * @error: return location
 */
gboolean
anshin_bookmark_set (AnshinTx *tx, const char *channel, gint64 seq, const char *user_id,
                     gboolean set, GError **error)
{
  if (!set)
    return anshin_tx_exec (tx, error,
                           "DELETE FROM bookmark "
                           "WHERE user_id = $1 AND channel_id = $2 AND seq = $3",
                           "tti", user_id, channel, seq);
  return anshin_tx_exec (tx, error,
                         "INSERT INTO bookmark (user_id, channel_id, seq, at) "
                         "VALUES ($1, $2, $3, $4) ON CONFLICT (user_id, channel_id, seq) "
                         "DO NOTHING",
                         "ttii", user_id, channel, seq, anshin_clock_now ());
}

/**
 * anshin_bookmark_list:
 * @tx: a transaction
 * @channel: a group
 * @user_id: whose bookmarks
 * @limit: how many at most
 * @seqs: (element-type gint64): gets the numbers, what was set last first
 * @error: return location
 */
gboolean
anshin_bookmark_list (AnshinTx *tx, const char *channel, const char *user_id, guint limit,
                      GArray *seqs, GError **error)
{
  return anshin_take_numbers (anshin_tx_query (tx, error,
                                               "SELECT seq FROM bookmark WHERE user_id = $1 "
                                               "AND channel_id = $2 "
                                               "ORDER BY at DESC, seq DESC LIMIT $3",
                                               "tti", user_id, channel, (gint64) limit),
                              seqs, error);
}

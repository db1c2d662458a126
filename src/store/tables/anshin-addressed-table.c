/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-addressed-table.h"

#include "anshin-choice.h"
#include "anshin-clock.h"
#include "anshin-json.h"

/* Whoever was addressed before is not addressed again; but who was only answered, is named now. */
#define IF_NEW                                                                                    \
  "ON CONFLICT (user_id, channel_id, seq) DO UPDATE SET why = excluded.why, seen_at = 0 "         \
  "WHERE addressed.why = 4 AND excluded.why <> 4 RETURNING user_id"

G_STATIC_ASSERT (ANSHIN_ADDRESSED_REPLY == 4);

/**
 * anshin_addressed_add_user:
 * @tx: a writing transaction
 * @channel: a group
 * @seq: a message's number
 * @user_id: to whom it is addressed
 * @why: an #AnshinAddressedWhy; the first that is given for a user stands, unless it is an answer
 * @added: (element-type utf8): gets the user's id, if it was not addressed to the user before
 * @error: return location
 */
gboolean
anshin_addressed_add_user (AnshinTx *tx, const char *channel, gint64 seq, const char *user_id,
                           int why, GPtrArray *added, GError **error)
{
  return anshin_take_ids (
    anshin_tx_query (tx, error,
                     "INSERT INTO addressed (user_id, channel_id, seq, why, seen_at) "
                     "VALUES ($1, $2, $3, $4, 0) " IF_NEW,
                     "ttii", user_id, channel, seq, (gint64) why),
    added, error);
}

/* The members of a group, but for the author. */
#define ADD_MEMBERS                                                                               \
  "INSERT INTO addressed (user_id, channel_id, seq, why, seen_at) "                               \
  "SELECT m.user_id, m.group_id, $1, $2, 0 FROM membership m JOIN account a ON a.id = m.user_id " \
  "WHERE m.group_id = $3 AND m.left_at IS NULL AND a.state = 1 AND a.id <> $4 "

/**
 * anshin_addressed_add_facility:
 * @tx: a writing transaction
 * @channel: a group
 * @seq: a message's number
 * @facility_id: to whose staff in the group it is addressed
 * @author_id: who has written it
 * @added: (element-type utf8): gets the ids of those to whom it was not addressed before
 * @error: return location
 */
gboolean
anshin_addressed_add_facility (AnshinTx *tx, const char *channel, gint64 seq,
                               const char *facility_id, const char *author_id, GPtrArray *added,
                               GError **error)
{
  return anshin_take_ids (anshin_tx_query (tx, error, ADD_MEMBERS "AND a.facility_id = $5 " IF_NEW,
                                           "iittt", seq, (gint64) ANSHIN_ADDRESSED_FACILITY,
                                           channel, author_id, facility_id),
                          added, error);
}

/**
 * anshin_addressed_add_all:
 * @tx: a writing transaction
 * @channel: a group
 * @seq: a message's number
 * @author_id: who has written it
 * @added: (element-type utf8): gets the ids of those to whom it was not addressed before
 * @error: return location
 */
gboolean
anshin_addressed_add_all (AnshinTx *tx, const char *channel, gint64 seq, const char *author_id,
                          GPtrArray *added, GError **error)
{
  return anshin_take_ids (anshin_tx_query (tx, error, ADD_MEMBERS IF_NEW, "iitt", seq,
                                           (gint64) ANSHIN_ADDRESSED_ALL, channel, author_id),
                          added, error);
}

/**
 * anshin_addressed_find_facility:
 * @tx: a transaction
 * @channel: a group
 * @facility_id: a facility
 * @name: (out) (nullable) (transfer full): its name; %NULL if no active user of it is in
 *   the group
 * @error: return location
 */
gboolean
anshin_addressed_find_facility (AnshinTx *tx, const char *channel, const char *facility_id,
                                char **name, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  *name = NULL;
  rows = anshin_tx_query (tx, error,
                          "SELECT f.name FROM facility f WHERE f.id = $1 AND EXISTS "
                          "(SELECT 1 FROM membership m JOIN account a ON a.id = m.user_id "
                          "WHERE m.group_id = $2 AND m.left_at IS NULL AND a.state = 1 "
                          "AND a.facility_id = f.id)",
                          "tt", facility_id, channel);
  return anshin_rows_first_text (rows, name, error);
}

/**
 * anshin_addressed_see:
 * @tx: a writing transaction
 * @channel: a group
 * @seq: a message's number
 * @user_id: who has seen it
 * @error: return location
 *
 * Nothing happens if it was not addressed to the user.
 */
gboolean
anshin_addressed_see (AnshinTx *tx, const char *channel, gint64 seq, const char *user_id,
                      GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE addressed SET seen_at = $1 WHERE user_id = $2 "
                         "AND channel_id = $3 AND seq = $4 AND seen_at = 0",
                         "itti", anshin_clock_now (), user_id, channel, seq);
}

/* What is deleted is addressed to nobody. Reading as far as an answer is enough to have seen it;
 * what names one stays until one has looked at it. */
#define UNSEEN                                                                                    \
  "FROM addressed d JOIN entry e ON e.channel_id = d.channel_id AND e.seq = d.seq "               \
  "WHERE d.user_id = $1 AND d.channel_id = $2 AND d.seen_at = 0 AND e.deleted = 0 "               \
  "AND (d.why <> 4 OR NOT EXISTS (SELECT 1 FROM read_mark r WHERE r.channel_id = d.channel_id "   \
  "AND r.user_id = d.user_id AND r.seq >= d.seq)) "

/**
 * anshin_addressed_count:
 * @tx: a transaction
 * @channel: a group
 * @user_id: a user
 * @count: (out): how many messages are addressed to the user, who has not seen them
 * @error: return location
 */
gboolean
anshin_addressed_count (AnshinTx *tx, const char *channel, const char *user_id, gint64 *count,
                        GError **error)
{
  AnshinRows *rows = NULL;

  rows = anshin_tx_query (tx, error, "SELECT COUNT(*) " UNSEEN, "tt", user_id, channel);
  return anshin_take_number (rows, count, error);
}

/**
 * anshin_addressed_list:
 * @tx: a transaction
 * @channel: a group
 * @user_id: a user
 * @limit: how many at most
 * @seqs: (element-type gint64): gets the numbers of the messages that are addressed to the user,
 *   who has not seen them; the oldest first
 * @error: return location
 */
gboolean
anshin_addressed_list (AnshinTx *tx, const char *channel, const char *user_id, guint limit,
                       GArray *seqs, GError **error)
{
  return anshin_take_numbers (anshin_tx_query (tx, error,
                                               "SELECT d.seq " UNSEEN "ORDER BY d.seq LIMIT $3",
                                               "tti", user_id, channel, (gint64) limit),
                              seqs, error);
}

/**
 * anshin_author_decorate:
 * @tx: a transaction
 * @channel: a group
 * @user_id: who reads
 * @states: of a page: gets the state of the authors' accounts that are not active
 * @error: return location
 */
gboolean
anshin_author_decorate (AnshinTx *tx, const char *channel, const char *user_id,
                        AnshinEntryStates *states, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT e.seq, a.state FROM entry e JOIN account a ON a.id = e.author_id "
                          "WHERE e.channel_id = $1 AND e.seq >= $2 AND e.seq <= $3 "
                          "AND a.state <> 1",
                          "tii", channel, anshin_entry_states_get_first (states),
                          anshin_entry_states_get_last (states));
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    anshin_json_append_string (
      anshin_entry_states_add (states, anshin_rows_get_int (rows, 0), "author_state"),
      anshin_choice_to_wire (&anshin_account_states, (int) anshin_rows_get_int (rows, 1)));
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

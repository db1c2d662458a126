/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-urgent-table.h"

#include "anshin-account-table.h"
#include "anshin-choice.h"
#include "anshin-clock.h"
#include "anshin-entry-state.h"
#include "anshin-user.h"

/*
 * For whom an urgent message u, of the entry e, waits: for each person whom it names, and for one
 * of the staff of each facility that it names, as long as they are in the group and can answer.
 * It names a facility for each of whose staff it is addressed (addressed.why 2).
 */
#define OF_IT "d.channel_id = u.channel_id AND d.seq = u.seq "

#define ABLE_PERSONS                                                                              \
  "SELECT COUNT(*) FROM addressed d JOIN account a ON a.id = d.user_id AND a.state = 1 "          \
  "JOIN membership m ON m.group_id = d.channel_id AND m.user_id = a.id AND m.left_at IS NULL "    \
  "WHERE " OF_IT "AND d.why = 1 "

/* Whoever of the facility has come into the group since can answer as well. */
#define ABLE_STAFF                                                                                \
  "EXISTS (SELECT 1 FROM membership m JOIN account b ON b.id = m.user_id AND b.state = 1 "        \
  "WHERE m.group_id = u.channel_id AND m.left_at IS NULL AND b.facility_id = a.facility_id "      \
  "AND b.id <> e.author_id) "

#define ABLE_FACILITIES                                                                           \
  "SELECT COUNT(DISTINCT a.facility_id) FROM addressed d JOIN account a ON a.id = d.user_id "     \
  "WHERE " OF_IT "AND d.why = 2 AND " ABLE_STAFF

/* What was acknowledged before the text was changed is no answer to what it says now. */
#define ACKNOWLEDGED                                                                              \
  "SELECT 1 FROM acknowledgement k JOIN account c ON c.id = k.user_id "                           \
  "WHERE k.channel_id = u.channel_id AND k.seq = u.seq AND k.at >= e.changed_at "

#define BY_THE_PERSON "EXISTS (" ACKNOWLEDGED "AND k.user_id = d.user_id) "
#define BY_THE_STAFF                                                                              \
  "EXISTS (" ACKNOWLEDGED "AND c.facility_id = a.facility_id AND k.user_id <> e.author_id) "

/* Its author says that it is settled with "done" (kind 5), whatever it said at that time. */
#define SETTLED                                                                                   \
  "SELECT COUNT(*) FROM acknowledgement k WHERE k.channel_id = u.channel_id AND k.seq = u.seq "   \
  "AND k.user_id = e.author_id AND k.kind = 5"

#define OTHERS                                                                                    \
  "SELECT COUNT(*) FROM acknowledgement k WHERE k.channel_id = u.channel_id AND k.seq = u.seq "   \
  "AND k.user_id <> e.author_id AND k.at >= e.changed_at"

G_STATIC_ASSERT (ANSHIN_ACKNOWLEDGEMENT_DONE == 5);

/* How an urgent message stands. */
typedef struct
{
  gboolean closed;
  gboolean settled;
  gint64 able;    /* those it names who can answer */
  gint64 waiting; /* of these, those who have not */
  gint64 answers; /* of whomever but its author */
} Standing;

static gboolean
load_standing (AnshinTx *tx, const char *channel, gint64 seq, Standing *standing, gboolean *urgent,
               GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT u.closed_at, (" SETTLED "), (" ABLE_PERSONS "), "
                          "(" ABLE_FACILITIES "), "
                          "(" ABLE_PERSONS "AND NOT " BY_THE_PERSON "), "
                          "(" ABLE_FACILITIES "AND NOT " BY_THE_STAFF "), (" OTHERS ") "
                          "FROM urgent u JOIN entry e ON e.channel_id = u.channel_id "
                          "AND e.seq = u.seq AND e.deleted = 0 "
                          "WHERE u.channel_id = $1 AND u.seq = $2",
                          "ti", channel, seq);
  if (rows == NULL)
    return FALSE;
  *urgent = anshin_rows_next (rows, &failure);
  if (*urgent)
    {
      standing->closed = anshin_rows_get_int (rows, 0) != 0;
      standing->settled = anshin_rows_get_int (rows, 1) != 0;
      standing->able = anshin_rows_get_int (rows, 2) + anshin_rows_get_int (rows, 3);
      standing->waiting = anshin_rows_get_int (rows, 4) + anshin_rows_get_int (rows, 5);
      standing->answers = anshin_rows_get_int (rows, 6);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
set_closed (AnshinTx *tx, const char *channel, gint64 seq, gint64 closed_at, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE urgent SET closed_at = $1 WHERE channel_id = $2 AND seq = $3",
                         "iti", closed_at, channel, seq);
}

/**
 * anshin_urgent_open:
 * @tx: a writing transaction
 * @channel: a group
 * @seq: an urgent message's number
 * @error: return location
 *
 * It stands on top until it is answered.
 */
gboolean
anshin_urgent_open (AnshinTx *tx, const char *channel, gint64 seq, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO urgent (channel_id, seq, closed_at) VALUES ($1, $2, 0)",
                         "ti", channel, seq);
}

/**
 * anshin_urgent_close:
 * @tx: a writing transaction
 * @channel: a group
 * @seq: a message's number
 * @error: return location
 *
 * A message that is gone stands on top no longer, if it was urgent.
 */
gboolean
anshin_urgent_close (AnshinTx *tx, const char *channel, gint64 seq, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE urgent SET closed_at = $1 WHERE channel_id = $2 AND seq = $3 "
                         "AND closed_at = 0",
                         "iti", anshin_clock_now (), channel, seq);
}

/**
 * anshin_urgent_judge:
 * @tx: a writing transaction
 * @channel: a group
 * @seq: a message's number
 * @change: what has just happened
 * @error: return location
 *
 * Takes an urgent message from the top once all that it waits for have acknowledged it; what
 * somebody else presses never does. One that names nobody, or nobody who could answer, is answered
 * by anybody but its author, from then on: a press that came while it still waited for somebody
 * else does not take it away when that one goes. Its author settles it whenever he says so.
 *
 * It comes back when the answer is taken back, or when the text is another one. Somebody's return
 * brings nothing back: what was answered without that one meanwhile is answered, and what still
 * stands on top waits for that one again.
 */
gboolean
anshin_urgent_judge (AnshinTx *tx, const char *channel, gint64 seq, AnshinUrgentChange change,
                     GError **error)
{
  Standing it = { 0 };
  gboolean urgent = FALSE;
  gboolean answered = FALSE;

  if (!load_standing (tx, channel, seq, &it, &urgent, error))
    return FALSE;
  if (!urgent)
    return TRUE;
  if (it.able > 0)
    answered = it.waiting == 0;
  else
    answered = it.answers > 0 && change != ANSHIN_URGENT_ABSENCE;
  answered = answered || it.settled;

  if (answered && !it.closed)
    return set_closed (tx, channel, seq, anshin_clock_now (), error);
  if (!answered && it.closed && change == ANSHIN_URGENT_UNANSWERED)
    return set_closed (tx, channel, seq, 0, error);
  return TRUE;
}

typedef struct
{
  char *channel;
  gint64 seq;
} Place;

static void
place_free (Place *place)
{
  g_free (place->channel);
  g_free (place);
}

static gboolean
list_places (AnshinTx *tx, const char *user_id, GPtrArray *places, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT u.channel_id, u.seq FROM membership m "
                          "JOIN urgent u ON u.channel_id = m.group_id AND u.closed_at = 0 "
                          "WHERE m.user_id = $1 ORDER BY u.channel_id, u.seq",
                          "t", user_id);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      Place *place = g_new (Place, 1);

      place->channel = g_strdup (anshin_rows_get_text (rows, 0));
      place->seq = anshin_rows_get_int (rows, 1);
      g_ptr_array_add (places, place);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_urgent_judge_of:
 * @tx: a writing transaction
 * @user_id: somebody who has just left a group, or whose account was stopped
 * @error: return location
 *
 * No urgent message waits for that one any more.
 */
gboolean
anshin_urgent_judge_of (AnshinTx *tx, const char *user_id, GError **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);

  if (!list_places (tx, user_id, places, error))
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    {
      Place *place = g_ptr_array_index (places, i);

      if (!anshin_urgent_judge (tx, place->channel, place->seq, ANSHIN_URGENT_ABSENCE, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * anshin_urgent_list:
 * @tx: a transaction
 * @channel: a group
 * @limit: how many at most
 * @seqs: (element-type gint64): gets the numbers of urgent messages that stand on top, the oldest
 *   first: it has waited longest
 * @error: return location
 */
gboolean
anshin_urgent_list (AnshinTx *tx, const char *channel, guint limit, GArray *seqs, GError **error)
{
  return anshin_take_numbers (anshin_tx_query (tx, error,
                                               "SELECT seq FROM urgent WHERE channel_id = $1 "
                                               "AND closed_at = 0 ORDER BY seq LIMIT $2",
                                               "ti", channel, (gint64) limit),
                              seqs, error);
}

static AnshinAbsentee *
person_from_row (AnshinTx *tx, AnshinRows *rows, GError **error)
{
  g_autoptr (AnshinUser) user = anshin_account_from_row (tx, rows, 0, error);
  AnshinAbsentee *absentee = NULL;

  if (user == NULL)
    return NULL;
  absentee = anshin_absentee_new ();
  absentee->kind = ANSHIN_MENTION_PERSON;
  absentee->id = g_steal_pointer (&user->id);
  absentee->name = g_steal_pointer (&user->name);
  absentee->state = user->state;
  return absentee;
}

static gboolean
list_absent_persons (AnshinTx *tx, const char *channel, gint64 seq, GPtrArray *absentees,
                     GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT " ANSHIN_ACCOUNT_COLUMNS " FROM urgent u "
                          "JOIN entry e ON e.channel_id = u.channel_id AND e.seq = u.seq "
                          "JOIN addressed d ON " OF_IT "AND d.why = 1 "
                          "JOIN account a ON a.id = d.user_id "
                          "JOIN facility f ON f.id = a.facility_id "
                          "LEFT JOIN membership m ON m.group_id = u.channel_id "
                          "AND m.user_id = a.id AND m.left_at IS NULL "
                          "WHERE u.channel_id = $1 AND u.seq = $2 "
                          "AND (a.state <> 1 OR m.user_id IS NULL) AND NOT " BY_THE_PERSON
                          "ORDER BY a.id",
                          "ti", channel, seq);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinAbsentee *absentee = person_from_row (tx, rows, error);

      if (absentee == NULL)
        return FALSE;
      g_ptr_array_add (absentees, absentee);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
list_absent_facilities (AnshinTx *tx, const char *channel, gint64 seq, GPtrArray *absentees,
                        GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT DISTINCT f.id, f.name FROM urgent u "
                          "JOIN entry e ON e.channel_id = u.channel_id AND e.seq = u.seq "
                          "JOIN addressed d ON " OF_IT "AND d.why = 2 "
                          "JOIN account a ON a.id = d.user_id "
                          "JOIN facility f ON f.id = a.facility_id "
                          "WHERE u.channel_id = $1 AND u.seq = $2 AND NOT " ABLE_STAFF
                          "AND NOT " BY_THE_STAFF "ORDER BY f.id",
                          "ti", channel, seq);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinAbsentee *absentee = anshin_absentee_new ();

      absentee->kind = ANSHIN_MENTION_FACILITY;
      absentee->id = g_strdup (anshin_rows_get_text (rows, 0));
      absentee->name = g_strdup (anshin_rows_get_text (rows, 1));
      g_ptr_array_add (absentees, absentee);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_urgent_list_absent:
 * @tx: a transaction
 * @channel: a group
 * @seq: an urgent message's number
 * @absentees: (element-type AnshinAbsentee): gets those whom it names, who have not acknowledged it
 *   and can't: who are suspended, retired or no longer in the group, and facilities that have
 *   nobody in it who could
 * @error: return location
 */
gboolean
anshin_urgent_list_absent (AnshinTx *tx, const char *channel, gint64 seq, GPtrArray *absentees,
                           GError **error)
{
  return list_absent_persons (tx, channel, seq, absentees, error) &&
         list_absent_facilities (tx, channel, seq, absentees, error);
}

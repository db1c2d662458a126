/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-mail-table.h"

#include "anshin-choice.h"
#include "anshin-clock.h"
#include "anshin-entry-kind.h"
#include "anshin-limits.h"

/* So many channels are looked at in one transaction. */
#define MAX_CHANNELS 50
#define DELAY (ANSHIN_MAIL_DELAY_SECONDS * ANSHIN_SECOND)
#define PAUSE (ANSHIN_MAIL_PAUSE_SECONDS * ANSHIN_SECOND)
#define ON_LINE (ANSHIN_MAIL_ON_LINE_SECONDS * ANSHIN_SECOND)
/* An act may take so long, from when an invitation is made to its entry. */
#define LONGEST_ACT (10 * ANSHIN_SECOND)
#define OLDEST (ANSHIN_MAIL_OLDEST_SECONDS * ANSHIN_SECOND)

/* What has come to a channel since it was looked at. */
typedef struct
{
  char *id;
  gint64 from;
  gint64 to;
  gint64 first_at;
} News;

static void
news_clear (gpointer data)
{
  News *news = data;

  g_clear_pointer (&news->id, g_free);
}

/* In a group what people write to each other or ask of each other, and a safety check; in an inbox
 * what others did: that one has joined a group oneself is no news. */
#define IS_NEWS(entry)                                                                            \
  "(" entry ".kind IN (" ANSHIN_ENTRY_KINDS_TO_READ ", 14) AND " entry ".deleted = 0 "             \
  "OR " entry ".kind IN (5, 9, 15, 23, 25, 31, 33) AND EXISTS "                                   \
  "(SELECT 1 FROM account i WHERE i.id = " entry ".channel_id))"

G_STATIC_ASSERT (ANSHIN_ENTRY_INVITATION_CHANGED == 5);
G_STATIC_ASSERT (ANSHIN_ENTRY_LEFT_GROUP == 9);
G_STATIC_ASSERT (ANSHIN_ENTRY_SAFETY_CHECK == 14);
G_STATIC_ASSERT (ANSHIN_ENTRY_ACCOUNT_CHANGED == 15);
G_STATIC_ASSERT (ANSHIN_ENTRY_REQUEST == 24);
G_STATIC_ASSERT (ANSHIN_ENTRY_REQUEST_CHANGED == 25);
G_STATIC_ASSERT (ANSHIN_ENTRY_MENTIONED == 23);
G_STATIC_ASSERT (ANSHIN_ENTRY_FILE_LOCKED == 31);
G_STATIC_ASSERT (ANSHIN_ENTRY_NAMED_LATER == 33);

/*
 * Who is to be told: active, registered, off line, and not there already. One who is being told
 * just now is told once more later.
 */
#define TELL(who)                                                                                 \
  "INSERT INTO mail_outbox (user_id, queued_at, due_at, attempts, claimed_at) "                   \
  "SELECT a.id, $1, CASE WHEN a.mailed_at + $2 > $3 THEN a.mailed_at + $2 ELSE $3 END, 0, 0 "     \
  "FROM account a WHERE a.state = 1 AND a.registered_at > 0 AND NOT EXISTS "                      \
  "(SELECT 1 FROM session s WHERE s.user_id = a.id AND s.ended_at IS NULL "                       \
  "AND (s.heard_at > $4 OR s.seen_at > $4)) AND " who " ON CONFLICT (user_id) DO UPDATE "         \
  "SET queued_at = excluded.queued_at WHERE mail_outbox.claimed_at > 0"

G_STATIC_ASSERT (ANSHIN_ACCOUNT_ACTIVE == 1);

/* Those who hear the channel as members, and have neither written nor read all of what is new. */
#define READERS                                                                                   \
  "a.id IN (SELECT m.user_id FROM membership m JOIN care_group g ON g.id = m.group_id "           \
  "JOIN account x ON x.id = m.user_id WHERE m.group_id = $5 AND m.left_at IS NULL "               \
  "AND g.state <> 4 AND (g.state <> 2 OR g.owner_facility_id = x.facility_id) "                   \
  "UNION SELECT x.id FROM account x CROSS JOIN care_group g WHERE g.id = $5 AND g.kind = 3 "      \
  "UNION SELECT x.id FROM account x WHERE x.id = $5) "                                            \
  "AND EXISTS (SELECT 1 FROM entry e WHERE e.channel_id = $5 AND e.seq > $6 AND e.seq <= $7 "     \
  "AND e.at > $8 AND " IS_NEWS ("e") " AND (e.author_id IS NULL OR e.author_id <> a.id)) "        \
  "AND NOT EXISTS (SELECT 1 FROM read_mark r WHERE r.channel_id = $5 AND r.user_id = a.id "       \
  "AND r.seq >= $7 AND r.marked_at > 0)"

/* The group's admins, where an invitation waits for them (source A4). */
#define APPROVERS                                                                                 \
  "EXISTS (SELECT 1 FROM care_group g JOIN invitation i ON i.group_id = g.id AND i.state = 1 "    \
  "WHERE g.id = $5 AND g.state = 1 AND ((g.kind = 1 AND g.owner_facility_id = a.facility_id "     \
  "AND (a.facility_admin = 1 OR g.creator_id = a.id)) OR (g.kind = 2 AND EXISTS "                 \
  "(SELECT 1 FROM membership m WHERE m.group_id = g.id AND m.user_id = a.id "                     \
  "AND m.left_at IS NULL AND m.group_admin = 1))) AND i.inviter_id <> a.id "                      \
  "AND i.created_at > $6)"

static gboolean
list_news (AnshinTx *tx, GArray *all, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT id, mailed_seq, last_seq FROM channel "
                          "WHERE mailed_seq < last_seq ORDER BY id LIMIT $1",
                          "i", (gint64) MAX_CHANNELS);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      News news = { g_strdup (anshin_rows_get_text (rows, 0)), anshin_rows_get_int (rows, 1),
                    anshin_rows_get_int (rows, 2), 0 };

      g_array_append_val (all, news);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* When the first of what is new came; 0 where there is nothing to tell. */
static gboolean
find_first (AnshinTx *tx, News *news, gint64 now, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT MIN(e.at) FROM entry e WHERE e.channel_id = $1 AND e.seq > $2 "
                          "AND e.seq <= $3 AND e.at > $4 AND (e.kind = 5 OR " IS_NEWS ("e") ")",
                          "tiii", news->id, news->from, news->to, now - OLDEST);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    news->first_at = anshin_rows_get_int (rows, 0);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
tell (AnshinTx *tx, const News *news, gint64 now, GError **error)
{
  gint64 due = news->first_at + DELAY;

  return anshin_tx_exec (tx, error, TELL (READERS), "iiiitiii", now, (gint64) PAUSE, due,
                         now - ON_LINE, news->id, news->from, news->to, now - OLDEST) &&
         anshin_tx_exec (tx, error, TELL (APPROVERS), "iiiiti", now, (gint64) PAUSE, due,
                         now - ON_LINE, news->id, news->first_at - LONGEST_ACT);
}

/**
 * anshin_mail_collect:
 * @tx: a writing transaction
 * @now: the time
 * @count: (out): in how many channels there was something new; 0 when all has been looked at
 * @error: return location
 *
 * Whatever it is about, a user has one notice at most (SECURITY ML-03). Whoever may not know of
 * something is not told: an invitation comes to the invitee's inbox once it is approved.
 */
gboolean
anshin_mail_collect (AnshinTx *tx, gint64 now, guint *count, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (News));

  g_array_set_clear_func (all, news_clear);
  if (!list_news (tx, all, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      News *news = &g_array_index (all, News, i);

      if (!find_first (tx, news, now, error) ||
          (news->first_at > 0 && !tell (tx, news, now, error)) ||
          !anshin_tx_exec (tx, error, "UPDATE channel SET mailed_seq = $1 WHERE id = $2", "it",
                           news->to, news->id))
        return FALSE;
    }
  *count = all->len;
  return TRUE;
}

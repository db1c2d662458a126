/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-message-state-table.h"

#include "anshin-account-table.h"
#include "anshin-choice.h"
#include "anshin-clock.h"
#include "anshin-json.h"
#include "anshin-urgent-table.h"

/* In the order of the entries: who acknowledged and how (1 to 5), and how many of them before it
 * was last changed, pins (10), own bookmarks (11), what is urgent and not answered (12). */
#define WHAT_BECAME                                                                               \
  "SELECT k.seq, k.kind, COUNT(*), MAX(CASE WHEN k.user_id = $4 THEN 1 ELSE 0 END), MAX(k.at), "  \
  "SUM(CASE WHEN k.at < e.changed_at THEN 1 ELSE 0 END), "                                        \
  "MAX(CASE WHEN k.user_id = $4 AND k.at < e.changed_at THEN 1 ELSE 0 END) "                      \
  "FROM acknowledgement k JOIN entry e ON e.channel_id = k.channel_id AND e.seq = k.seq "         \
  "WHERE k.channel_id = $1 AND k.seq >= $2 AND k.seq <= $3 GROUP BY k.seq, k.kind "               \
  "UNION ALL SELECT seq, 10, 1, 0, at, 0, 0 FROM pin "                                            \
  "WHERE channel_id = $1 AND seq >= $2 AND seq <= $3 "                                            \
  "UNION ALL SELECT seq, 11, 1, 1, at, 0, 0 FROM bookmark "                                       \
  "WHERE user_id = $4 AND channel_id = $1 AND seq >= $2 AND seq <= $3 "                           \
  "UNION ALL SELECT seq, 12, 1, 0, 0, 0, 0 FROM urgent "                                          \
  "WHERE channel_id = $1 AND seq >= $2 AND seq <= $3 AND closed_at = 0 ORDER BY 1, 2"

#define PIN 10
#define BOOKMARK 11
#define URGENT 12

/* The counts of one message are gathered, as they are one array. */
typedef struct
{
  AnshinEntryStates *states;
  GString *counts;
  gint64 seq;
  int own;
  gboolean own_earlier; /* before it was last changed */
  GArray *urgent; /* gint64: the numbers of those that stand on top */
  gboolean pinned;
} Gatherer;

static void
flush_counts (Gatherer *self)
{
  if (self->counts->len > 0)
    g_string_append_printf (anshin_entry_states_add (self->states, self->seq, "acknowledgements"),
                            "[%s]", self->counts->str);
  if (self->own_earlier)
    g_string_append (anshin_entry_states_add (self->states, self->seq, "acknowledged_earlier"),
                     "true");
  if (self->own != ANSHIN_ACKNOWLEDGEMENT_NONE)
    anshin_json_append_string (
      anshin_entry_states_add (self->states, self->seq, "acknowledgement"),
      anshin_choice_to_wire (&anshin_acknowledgements, self->own));
  g_string_truncate (self->counts, 0);
  self->own = ANSHIN_ACKNOWLEDGEMENT_NONE;
  self->own_earlier = FALSE;
}

static void
take_count (Gatherer *self, AnshinRows *rows, int kind)
{
  gint64 earlier = anshin_rows_get_int (rows, 5);

  g_string_append_printf (self->counts, "%s{\"kind\":\"%s\",\"count\":%" G_GINT64_FORMAT,
                          self->counts->len > 0 ? "," : "",
                          anshin_choice_to_wire (&anshin_acknowledgements, kind),
                          anshin_rows_get_int (rows, 2));
  if (earlier > 0)
    g_string_append_printf (self->counts, ",\"earlier\":%" G_GINT64_FORMAT, earlier);
  g_string_append_c (self->counts, '}');
  if (anshin_rows_get_int (rows, 3) == 0)
    return;
  self->own = kind;
  self->own_earlier = anshin_rows_get_int (rows, 6) != 0;
}

static void
take_row (Gatherer *self, AnshinRows *rows)
{
  gint64 seq = anshin_rows_get_int (rows, 0);
  int kind = (int) anshin_rows_get_int (rows, 1);
  g_autofree char *at = NULL;

  if (seq != self->seq)
    flush_counts (self);
  self->seq = seq;
  if (kind == BOOKMARK)
    g_string_append (anshin_entry_states_add (self->states, seq, "bookmarked"), "true");
  else if (kind == URGENT)
    {
      g_string_append (anshin_entry_states_add (self->states, seq, "urgent_open"), "true");
      g_array_append_val (self->urgent, seq);
    }
  else if (kind == PIN)
    {
      self->pinned = TRUE;
      at = anshin_time_format (anshin_rows_get_int (rows, 4));
      anshin_json_append_string (anshin_entry_states_add (self->states, seq, "pinned_at"), at);
    }
  else
    take_count (self, rows, kind);
}

/* By whom; few pages have anything that is pinned. */
static gboolean
add_pinned_by (AnshinTx *tx, const char *channel, AnshinEntryStates *states, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT " ANSHIN_ACCOUNT_COLUMNS ", p.seq FROM pin p "
                          "JOIN account a ON a.id = p.user_id "
                          "JOIN facility f ON f.id = a.facility_id "
                          "WHERE p.channel_id = $1 AND p.seq >= $2 AND p.seq <= $3",
                          "tii", channel, anshin_entry_states_get_first (states),
                          anshin_entry_states_get_last (states));
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      g_autoptr (AnshinUser) user = anshin_account_from_row (tx, rows, 0, error);
      gint64 seq = anshin_rows_get_int (rows, ANSHIN_N_ACCOUNT_COLUMNS);

      if (user == NULL)
        return FALSE;
      anshin_json_append_string (anshin_entry_states_add (states, seq, "pinned_by"), user->name);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* There is seldom more than one in a page, and seldom anybody who can't answer. */
static gboolean
add_absent (AnshinTx *tx, const char *channel, Gatherer *self, GError **error)
{
  for (guint i = 0; i < self->urgent->len; i++)
    {
      g_autoptr (GPtrArray) absent = g_ptr_array_new_with_free_func (g_object_unref);
      gint64 seq = g_array_index (self->urgent, gint64, i);
      GString *json = NULL;

      if (!anshin_urgent_list_absent (tx, channel, seq, absent, error))
        return FALSE;
      if (absent->len == 0)
        continue;
      json = anshin_entry_states_add (self->states, seq, "absent");
      for (guint j = 0; j < absent->len; j++)
        {
          g_string_append_c (json, j == 0 ? '[' : ',');
          anshin_json_append_record (json, absent->pdata[j]);
        }
      g_string_append_c (json, ']');
    }
  return TRUE;
}

/**
 * anshin_message_decorate:
 * @tx: a transaction
 * @channel: a group
 * @user_id: who reads: his own acknowledgement and bookmarks are told to him alone
 * @states: of a page
 * @error: return location
 */
gboolean
anshin_message_decorate (AnshinTx *tx, const char *channel, const char *user_id,
                         AnshinEntryStates *states, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (GString) counts = g_string_new (NULL);
  g_autoptr (GArray) urgent = g_array_new (FALSE, FALSE, sizeof (gint64));
  Gatherer gatherer = { states, counts, 0, ANSHIN_ACKNOWLEDGEMENT_NONE, FALSE, urgent, FALSE };
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error, WHAT_BECAME, "tiit", channel,
                          anshin_entry_states_get_first (states),
                          anshin_entry_states_get_last (states), user_id);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    take_row (&gatherer, rows);
  flush_counts (&gatherer);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL && add_absent (tx, channel, &gatherer, error)
         && (!gatherer.pinned || add_pinned_by (tx, channel, states, error));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-message-state-table.h"

#include "anshin-choice.h"
#include "anshin-clock.h"
#include "anshin-json.h"

/* In the order of the entries: who acknowledged and how (1 to 5), pins (10), own bookmarks (11),
 * what is urgent and not answered (12). */
#define WHAT_BECAME                                                                               \
  "SELECT seq, kind, COUNT(*), MAX(CASE WHEN user_id = $4 THEN 1 ELSE 0 END), MAX(at) "           \
  "FROM acknowledgement WHERE channel_id = $1 AND seq >= $2 AND seq <= $3 GROUP BY seq, kind "    \
  "UNION ALL SELECT seq, 10, 1, 0, at FROM pin "                                                  \
  "WHERE channel_id = $1 AND seq >= $2 AND seq <= $3 "                                            \
  "UNION ALL SELECT seq, 11, 1, 1, at FROM bookmark "                                             \
  "WHERE user_id = $4 AND channel_id = $1 AND seq >= $2 AND seq <= $3 "                           \
  "UNION ALL SELECT seq, 12, 1, 0, 0 FROM urgent "                                                \
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
} Gatherer;

static void
flush_counts (Gatherer *self)
{
  if (self->counts->len > 0)
    g_string_append_printf (anshin_entry_states_add (self->states, self->seq, "acknowledgements"),
                            "[%s]", self->counts->str);
  if (self->own != ANSHIN_ACKNOWLEDGEMENT_NONE)
    anshin_json_append_string (
      anshin_entry_states_add (self->states, self->seq, "acknowledgement"),
      anshin_choice_to_wire (&anshin_acknowledgements, self->own));
  g_string_truncate (self->counts, 0);
  self->own = ANSHIN_ACKNOWLEDGEMENT_NONE;
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
    g_string_append (anshin_entry_states_add (self->states, seq, "urgent_open"), "true");
  else if (kind == PIN)
    {
      at = anshin_time_format (anshin_rows_get_int (rows, 4));
      anshin_json_append_string (anshin_entry_states_add (self->states, seq, "pinned_at"), at);
    }
  else
    {
      g_string_append_printf (self->counts,
                              "%s{\"kind\":\"%s\",\"count\":%" G_GINT64_FORMAT "}",
                              self->counts->len > 0 ? "," : "",
                              anshin_choice_to_wire (&anshin_acknowledgements, kind),
                              anshin_rows_get_int (rows, 2));
      if (anshin_rows_get_int (rows, 3) != 0)
        self->own = kind;
    }
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
  Gatherer gatherer = { states, counts, 0, ANSHIN_ACKNOWLEDGEMENT_NONE };
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
  return failure == NULL;
}

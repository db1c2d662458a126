/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-safety-table.h"

#include <string.h>

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-id.h"

#define SELECT                                                                                    \
  "SELECT c.id, c.text, c.started_by, c.started_at, c.reminded_at, c.closed_at, s.answer, "       \
  "s.sealed FROM safety_check c "                                                                 \
  "LEFT JOIN safety_answer s ON s.check_id = c.id AND s.user_id = $1 "

/* Account `a` is asked, or has answered as `s`; $2 is when the check was closed. */
#define ASKED                                                                                     \
  "((a.state = 1 AND a.registered_at > 0 AND a.registered_at <= $2) OR s.answer IS NOT NULL) "

static gint64
get_end (AnshinSafetyCheck *check)
{
  return check->closed_at > 0 ? check->closed_at : G_MAXINT64;
}

/* The answer is the seal's version, so that a changed one is noticed. */
static gboolean
unseal_word (AnshinTx *tx, const char *check_id, const char *user_id, int answer,
             AnshinRows *rows, int column, char **word, GError **error)
{
  g_autofree char *row = g_strconcat (check_id, "/", user_id, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  const guint8 *sealed = NULL;
  gsize size = 0;

  sealed = anshin_rows_get_blob (rows, column, &size);
  if (!anshin_unseal_append (tx, ANSHIN_SEAL_ACCOUNTS, "safety_answer", row, answer, sealed, size,
                             text, error))
    return FALSE;
  if (text->len > 0)
    *word = g_strdup (text->str);
  return TRUE;
}

static AnshinSafetyCheck *
check_from_row (AnshinTx *tx, AnshinRows *rows, const char *viewer_id, GError **error)
{
  g_autoptr (AnshinSafetyCheck) check = anshin_safety_check_new ();
  g_autoptr (AnshinUser) by = anshin_account_load (tx, anshin_rows_get_text (rows, 2), error);

  if (by == NULL)
    return NULL;
  check->id = g_strdup (anshin_rows_get_text (rows, 0));
  check->text = g_strdup (anshin_rows_get_text (rows, 1));
  check->started_by_name = g_strdup (by->name);
  check->started_at = anshin_rows_get_int (rows, 3);
  check->reminded_at = anshin_rows_get_int (rows, 4);
  check->closed_at = anshin_rows_get_int (rows, 5);
  if (anshin_rows_is_null (rows, 6))
    return g_steal_pointer (&check);
  check->own_answer = anshin_rows_get_int (rows, 6);
  if (!unseal_word (tx, check->id, viewer_id, check->own_answer, rows, 7, &check->own_word, error))
    return NULL;
  return g_steal_pointer (&check);
}

/**
 * anshin_safety_insert:
 * @tx: a writing transaction
 * @check: with its text; gets id and time
 * @by: who starts it
 * @error: return location
 */
gboolean
anshin_safety_insert (AnshinTx *tx, AnshinSafetyCheck *check, const char *by, GError **error)
{
  g_free (check->id);
  check->id = anshin_id_new ();
  check->started_at = anshin_clock_now ();
  return anshin_tx_exec (tx, error,
                         "INSERT INTO safety_check (id, text, started_by, started_at, "
                         "reminded_at, closed_at) VALUES ($1, $2, $3, $4, 0, 0)",
                         "ttti", check->id, check->text, by, check->started_at);
}

/**
 * anshin_safety_load:
 * @tx: a transaction
 * @id: a safety check's id
 * @viewer_id: whose own answer is in it
 * @error: %ANSHIN_ERROR_NOT_FOUND if there is none
 *
 * Returns: (transfer full) (nullable): the check without its numbers
 */
AnshinSafetyCheck *
anshin_safety_load (AnshinTx *tx, const char *id, const char *viewer_id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error, SELECT "WHERE c.id = $2", "tt", viewer_id, id);
  return anshin_rows_first (rows, error) ? check_from_row (tx, rows, viewer_id, error) : NULL;
}

/**
 * anshin_safety_list:
 * @tx: a transaction
 * @viewer_id: whose own answers are in them
 * @before: the id before which to go on; "" for the newest
 * @limit: how many at most
 * @checks: (element-type AnshinSafetyCheck): gets them without their numbers, newest first
 * @error: return location
 */
gboolean
anshin_safety_list (AnshinTx *tx, const char *viewer_id, const char *before, guint limit,
                    GPtrArray *checks, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error, SELECT "WHERE c.id < $2 ORDER BY c.id DESC LIMIT $3", "tti",
                          viewer_id, *before != '\0' ? before : "~", (gint64) limit);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinSafetyCheck *check = check_from_row (tx, rows, viewer_id, error);

      if (check == NULL)
        return FALSE;
      g_ptr_array_add (checks, check);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
check_still_open (AnshinTx *tx, GError **error)
{
  if (anshin_tx_get_changes (tx) > 0)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_CHECK_CLOSED, NULL, "Closed in the meantime");
  return FALSE;
}

/**
 * anshin_safety_remind:
 * @tx: a writing transaction
 * @check: an open check; gets the time
 * @error: %ANSHIN_ERROR_CHECK_CLOSED
 */
gboolean
anshin_safety_remind (AnshinTx *tx, AnshinSafetyCheck *check, GError **error)
{
  check->reminded_at = anshin_clock_now ();
  return anshin_tx_exec (tx, error,
                         "UPDATE safety_check SET reminded_at = $1 WHERE id = $2 AND closed_at = 0",
                         "it", check->reminded_at, check->id) &&
         check_still_open (tx, error);
}

/**
 * anshin_safety_close:
 * @tx: a writing transaction
 * @check: an open check; gets the time
 * @error: %ANSHIN_ERROR_CHECK_CLOSED
 */
gboolean
anshin_safety_close (AnshinTx *tx, AnshinSafetyCheck *check, GError **error)
{
  check->closed_at = anshin_clock_now ();
  return anshin_tx_exec (tx, error,
                         "UPDATE safety_check SET closed_at = $1 WHERE id = $2 AND closed_at = 0",
                         "it", check->closed_at, check->id) &&
         check_still_open (tx, error);
}

/**
 * anshin_safety_answer:
 * @tx: a writing transaction
 * @check: an open check; gets the answer as its own one
 * @user_id: who answers, for the first time or anew
 * @answer: an #AnshinSafetyAnswerKind
 * @word: (nullable): a word with it
 * @error: return location
 */
gboolean
anshin_safety_answer (AnshinTx *tx, AnshinSafetyCheck *check, const char *user_id, int answer,
                      const char *word, GError **error)
{
  g_autofree char *row = g_strconcat (check->id, "/", user_id, NULL);
  const char *text = word != NULL ? word : "";
  g_autoptr (GBytes) sealed = anshin_seal (tx, ANSHIN_SEAL_ACCOUNTS, "safety_answer", row, answer,
                                           text, strlen (text), error);

  if (sealed == NULL)
    return FALSE;
  check->own_answer = answer;
  g_free (check->own_word);
  check->own_word = *text != '\0' ? g_strdup (text) : NULL;
  return anshin_tx_exec (tx, error,
                         "INSERT INTO safety_answer (check_id, user_id, answer, sealed, at) "
                         "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (check_id, user_id) DO UPDATE "
                         "SET answer = excluded.answer, sealed = excluded.sealed, "
                         "at = excluded.at",
                         "ttigi", check->id, user_id, (gint64) answer, sealed,
                         anshin_clock_now ());
}

/**
 * anshin_safety_count:
 * @tx: a transaction
 * @check: gets the numbers
 * @facility_id: (nullable): of which facility's staff; %NULL for everybody
 * @error: return location
 *
 * One question, whatever the number of users; nothing is unsealed.
 */
gboolean
anshin_safety_count (AnshinTx *tx, AnshinSafetyCheck *check, const char *facility_id,
                     GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT COUNT(*), COUNT(CASE WHEN s.answer = 1 THEN 1 END), "
                          "COUNT(CASE WHEN s.answer = 2 THEN 1 END), "
                          "COUNT(CASE WHEN s.answer = 3 THEN 1 END) FROM account a "
                          "LEFT JOIN safety_answer s ON s.check_id = $1 AND s.user_id = a.id "
                          "WHERE " ASKED "AND (a.facility_id = $3 OR $4 = 1)",
                          "titi", check->id, get_end (check),
                          facility_id != NULL ? facility_id : "", (gint64) (facility_id == NULL));
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    {
      check->asked = anshin_rows_get_int (rows, 0);
      check->safe = anshin_rows_get_int (rows, 1);
      check->hurt = anshin_rows_get_int (rows, 2);
      check->needs_help = anshin_rows_get_int (rows, 3);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static AnshinSafetyAnswer *
answer_from_row (AnshinTx *tx, AnshinRows *rows, AnshinSafetyCheck *check, GError **error)
{
  const int first = ANSHIN_N_ACCOUNT_COLUMNS;
  g_autoptr (AnshinUser) user = anshin_account_from_row (tx, rows, 0, error);
  g_autoptr (AnshinSafetyAnswer) answer = NULL;

  if (user == NULL)
    return NULL;
  answer = anshin_safety_answer_new ();
  answer->user_id = g_steal_pointer (&user->id);
  answer->user_name = g_steal_pointer (&user->name);
  answer->profession = user->profession;
  answer->facility_id = g_steal_pointer (&user->facility_id);
  answer->facility_name = g_steal_pointer (&user->facility_name);
  if (anshin_rows_is_null (rows, first))
    return g_steal_pointer (&answer);
  answer->answer = anshin_rows_get_int (rows, first);
  answer->at = anshin_rows_get_int (rows, first + 2);
  if (!unseal_word (tx, check->id, answer->user_id, answer->answer, rows, first + 1, &answer->word,
                    error))
    return NULL;
  return g_steal_pointer (&answer);
}

/**
 * anshin_safety_list_answers:
 * @tx: a transaction
 * @check: a check
 * @facility_id: (nullable): of which facility's staff; %NULL for everybody
 * @missing: whether only those who have not answered
 * @after: facility and user, "facility/user", after whom to go on; "" for the beginning
 * @limit: how many at most
 * @answers: (element-type AnshinSafetyAnswer): gets them by facility; without an answer for those
 *   who have not given one
 * @error: return location
 */
gboolean
anshin_safety_list_answers (AnshinTx *tx, AnshinSafetyCheck *check, const char *facility_id,
                            gboolean missing, const char *after, guint limit, GPtrArray *answers,
                            GError **error)
{
  g_auto (GStrv) start = g_strsplit (after, "/", 2);
  gboolean whole = g_strv_length (start) == 2;
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (
    tx, error,
    "SELECT " ANSHIN_ACCOUNT_COLUMNS ", s.answer, s.sealed, s.at FROM account a "
    "JOIN facility f ON f.id = a.facility_id "
    "LEFT JOIN safety_answer s ON s.check_id = $1 AND s.user_id = a.id "
    "WHERE " ASKED "AND (a.facility_id = $3 OR $4 = 1) AND ($5 = 0 OR s.answer IS NULL) "
    "AND (a.facility_id > $6 OR (a.facility_id = $6 AND a.id > $7)) "
    "ORDER BY a.facility_id, a.id LIMIT $8",
    "titiitti", check->id, get_end (check), facility_id != NULL ? facility_id : "",
    (gint64) (facility_id == NULL), (gint64) missing, whole ? start[0] : "", whole ? start[1] : "",
    (gint64) limit);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinSafetyAnswer *answer = answer_from_row (tx, rows, check, error);

      if (answer == NULL)
        return FALSE;
      g_ptr_array_add (answers, answer);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_safety_list_missing:
 * @tx: a transaction
 * @check: an open check
 * @user_ids: (element-type utf8): gets those who are asked and have not answered
 * @error: return location
 */
gboolean
anshin_safety_list_missing (AnshinTx *tx, AnshinSafetyCheck *check, GPtrArray *user_ids,
                            GError **error)
{
  AnshinRows *rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT a.id FROM account a "
                          "LEFT JOIN safety_answer s ON s.check_id = $1 AND s.user_id = a.id "
                          "WHERE " ASKED "AND s.answer IS NULL ORDER BY a.id",
                          "ti", check->id, get_end (check));
  return anshin_take_ids (rows, user_ids, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-application-table.h"

#include <string.h>

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-id.h"
#include "anshin-json.h"

#define SELECT                                                                                    \
  "SELECT p.id, p.facility_id, f.name, p.profession, p.facility_admin, p.state, p.sealed, "       \
  "p.submitted_by, p.created_at, p.decided_by, p.decided_at, p.user_id "                          \
  "FROM application p JOIN facility f ON f.id = p.facility_id "

/* What is sealed: all but what the row's own columns and other tables say. */
static GBytes *
seal_application (AnshinTx *tx, AnshinApplication *application, GError **error)
{
  g_autoptr (AnshinApplication) content = anshin_application_new ();
  g_autofree char *json = NULL;

  content->name = g_strdup (application->name);
  content->kana = g_strdup (application->kana);
  content->mail = g_strdup (application->mail);
  content->note = g_strdup (application->note);
  content->turned_down_reason = g_strdup (application->turned_down_reason);
  json = anshin_json_from_record (content);
  return anshin_seal (tx, ANSHIN_SEAL_ACCOUNTS, "application", application->id,
                      application->state, json, strlen (json), error);
}

/**
 * anshin_application_insert:
 * @tx: a writing transaction
 * @application: what is applied for; becomes waiting, with id and time
 * @by: who submits it
 * @error: return location
 */
gboolean
anshin_application_insert (AnshinTx *tx, AnshinApplication *application, const char *by,
                           GError **error)
{
  g_autoptr (GBytes) sealed = NULL;
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];

  g_free (application->id);
  application->id = anshin_id_new ();
  application->state = ANSHIN_APPLICATION_WAITING;
  application->created_at = anshin_clock_now ();
  anshin_account_get_mail_index (anshin_tx_get_sealer (tx), application->mail, index);
  sealed = seal_application (tx, application, error);
  if (sealed == NULL)
    return FALSE;

  return anshin_tx_exec (tx, error,
                         "INSERT INTO application (id, facility_id, mail_index, profession, "
                         "facility_admin, state, sealed, submitted_by, created_at) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                         "ttbiiigti", application->id, application->facility_id, index,
                         sizeof index, (gint64) application->profession,
                         (gint64) application->facility_admin, (gint64) application->state, sealed,
                         by, application->created_at);
}

static gboolean
unseal (AnshinTx *tx, AnshinApplication *application, const void *sealed, gsize size,
        GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (AnshinApplication) content = NULL;

  if (!anshin_unseal_append (tx, ANSHIN_SEAL_ACCOUNTS, "application", application->id,
                             application->state, sealed, size, json, error))
    return FALSE;
  content = anshin_json_decode (json->str, json->len, anshin_application_get_type (),
                                ANSHIN_DECODE_ANSWER, error);
  if (content == NULL)
    return FALSE;

  application->name = g_steal_pointer (&content->name);
  application->kana = g_steal_pointer (&content->kana);
  application->mail = g_steal_pointer (&content->mail);
  application->note = g_steal_pointer (&content->note);
  application->turned_down_reason = g_steal_pointer (&content->turned_down_reason);
  return TRUE;
}

static gboolean
name_user (AnshinTx *tx, const char *id, char **name, GError **error)
{
  g_autoptr (AnshinUser) user = NULL;

  if (id == NULL)
    return TRUE;
  user = anshin_account_load (tx, id, error);
  if (user == NULL)
    return FALSE;
  *name = g_strdup (user->name);
  return TRUE;
}

static AnshinApplication *
application_from_row (AnshinTx *tx, AnshinRows *rows, GError **error)
{
  g_autoptr (AnshinApplication) application = anshin_application_new ();
  const guint8 *sealed = NULL;
  gsize size = 0;

  application->id = g_strdup (anshin_rows_get_text (rows, 0));
  application->facility_id = g_strdup (anshin_rows_get_text (rows, 1));
  application->facility_name = g_strdup (anshin_rows_get_text (rows, 2));
  application->profession = anshin_rows_get_int (rows, 3);
  application->facility_admin = anshin_rows_get_int (rows, 4) != 0;
  application->state = anshin_rows_get_int (rows, 5);
  application->submitted_by = g_strdup (anshin_rows_get_text (rows, 7));
  application->created_at = anshin_rows_get_int (rows, 8);
  application->decided_at = anshin_rows_get_int (rows, 10);
  application->user_id = g_strdup (anshin_rows_get_text (rows, 11));
  sealed = anshin_rows_get_blob (rows, 6, &size);
  if (!unseal (tx, application, sealed, size, error) ||
      !name_user (tx, application->submitted_by, &application->submitted_by_name, error) ||
      !name_user (tx, anshin_rows_get_text (rows, 9), &application->decided_by_name, error))
    return NULL;
  return g_steal_pointer (&application);
}

/**
 * anshin_application_load:
 * @tx: a transaction
 * @id: an application's id
 * @error: %ANSHIN_ERROR_NOT_FOUND if there is none
 *
 * Returns: (transfer full) (nullable): the application, the mail address included
 */
AnshinApplication *
anshin_application_load (AnshinTx *tx, const char *id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error, SELECT "WHERE p.id = $1", "t", id);
  return anshin_rows_first (rows, error) ? application_from_row (tx, rows, error) : NULL;
}

/**
 * anshin_application_decide:
 * @tx: a writing transaction
 * @application: a waiting application; @user_id or @turned_down_reason say more
 * @state: what becomes of it
 * @by: who decides
 * @error: %ANSHIN_ERROR_APPLICATION_STATE if it does not wait any more
 */
gboolean
anshin_application_decide (AnshinTx *tx, AnshinApplication *application, int state,
                           const char *by, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;

  application->state = state;
  application->decided_at = anshin_clock_now ();
  sealed = seal_application (tx, application, error);
  if (sealed == NULL ||
      !anshin_tx_exec (tx, error,
                       "UPDATE application SET state = $1, sealed = $2, decided_by = $3, "
                       "decided_at = $4, user_id = $5 WHERE id = $6 AND state = $7",
                       "igtitti", (gint64) state, sealed, by, application->decided_at,
                       application->user_id, application->id, (gint64) ANSHIN_APPLICATION_WAITING))
    return FALSE;
  if (anshin_tx_get_changes (tx) > 0)
    return TRUE;

  anshin_set_error (error, ANSHIN_ERROR_APPLICATION_STATE, NULL, "Decided in the meantime");
  return FALSE;
}

/**
 * anshin_application_list:
 * @tx: a transaction
 * @facility_id: (nullable): of which facility; %NULL for all
 * @state: in which state; 0 for any
 * @before: the id before which to go on; "" for the newest
 * @limit: how many at most
 * @applications: (element-type AnshinApplication): gets them, newest first
 * @error: return location
 */
gboolean
anshin_application_list (AnshinTx *tx, const char *facility_id, int state, const char *before,
                         guint limit, GPtrArray *applications, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;
  const char *start = *before != '\0' ? before : "~";

  rows = anshin_tx_query (tx, error,
                          SELECT "WHERE p.id < $1 AND (p.facility_id = $2 OR $3 = 1) "
                                 "AND (p.state = $4 OR $5 = 1) ORDER BY p.id DESC LIMIT $6",
                          "ttiiii", start, facility_id != NULL ? facility_id : "",
                          (gint64) (facility_id == NULL), (gint64) state, (gint64) (state == 0),
                          (gint64) limit);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinApplication *application = application_from_row (tx, rows, error);

      if (application == NULL)
        return FALSE;
      g_ptr_array_add (applications, application);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_application_is_waiting:
 * @tx: a transaction
 * @mail: a mail address as it was typed
 * @waiting: (out): whether an application with it waits to be decided
 * @error: return location
 */
gboolean
anshin_application_is_waiting (AnshinTx *tx, const char *mail, gboolean *waiting, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];
  GError *failure = NULL;

  anshin_account_get_mail_index (anshin_tx_get_sealer (tx), mail, index);
  rows = anshin_tx_query (tx, error,
                          "SELECT id FROM application WHERE mail_index = $1 AND state = 1", "b",
                          index, sizeof index);
  if (rows == NULL)
    return FALSE;
  *waiting = anshin_rows_next (rows, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

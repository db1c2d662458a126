/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-template-table.h"

#include <string.h>

#include "anshin-clock.h"
#include "anshin-id.h"
#include "anshin-json.h"
#include "anshin-seal.h"

#define COLUMNS                                                                                   \
  "SELECT id, user_id, facility_id, version, sealed, updated_at FROM message_template "

/**
 * anshin_template_row_free:
 * @row: (transfer full): a row
 */
void
anshin_template_row_free (AnshinTemplateRow *row)
{
  g_clear_object (&row->template);
  g_free (row->user_id);
  g_free (row->facility_id);
  g_free (row);
}

static AnshinTemplateRow *
row_from_row (AnshinTx *tx, AnshinRows *rows, GError **error)
{
  g_autoptr (AnshinTemplateRow) row = g_new0 (AnshinTemplateRow, 1);
  g_autoptr (GString) json = g_string_new (NULL);
  gsize size = 0;
  const guint8 *sealed = anshin_rows_get_blob (rows, 4, &size);
  const char *id = anshin_rows_get_text (rows, 0);

  if (!anshin_unseal_append (tx, ANSHIN_SEAL_ACCOUNTS, "message_template", id,
                             anshin_rows_get_int (rows, 3), sealed, size, json, error))
    return NULL;
  row->template = anshin_json_decode (json->str, json->len, anshin_template_get_type (),
                                      ANSHIN_DECODE_ANSWER, error);
  if (row->template == NULL)
    return NULL;
  row->template->id = g_strdup (id);
  row->template->version = anshin_rows_get_int (rows, 3);
  row->template->updated_at = anshin_rows_get_int (rows, 5);
  row->template->facility = !anshin_rows_is_null (rows, 2);
  row->user_id = g_strdup (anshin_rows_get_text (rows, 1));
  row->facility_id = g_strdup (anshin_rows_get_text (rows, 2));
  return g_steal_pointer (&row);
}

/**
 * anshin_template_load:
 * @tx: a transaction
 * @id: a template's id
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the template, and whose it is
 */
AnshinTemplateRow *
anshin_template_load (AnshinTx *tx, const char *id, GError **error)
{
  g_autoptr (AnshinRows) rows = anshin_tx_query (tx, error, COLUMNS "WHERE id = $1", "t", id);

  return anshin_rows_first (rows, error) ? row_from_row (tx, rows, error) : NULL;
}

/**
 * anshin_template_list:
 * @tx: a transaction
 * @user_id: whose own
 * @facility_id: and of which facility
 * @after: the id after which to go on, "" for the beginning
 * @limit: how many at most
 * @templates: (element-type AnshinTemplateRow): gets them in the order in which they were made
 * @error: return location
 */
gboolean
anshin_template_list (AnshinTx *tx, const char *user_id, const char *facility_id,
                      const char *after, guint limit, GPtrArray *templates, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          COLUMNS "WHERE (user_id = $1 OR facility_id = $2) AND id > $3 "
                                  "ORDER BY id LIMIT $4",
                          "ttti", user_id, facility_id, after, (gint64) limit);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinTemplateRow *row = row_from_row (tx, rows, error);

      if (row == NULL)
        return FALSE;
      g_ptr_array_add (templates, row);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_template_count:
 * @tx: a transaction
 * @user_id: (nullable): whose own, or
 * @facility_id: (nullable): of which facility
 * @count: (out): how many there are
 * @error: return location
 */
gboolean
anshin_template_count (AnshinTx *tx, const char *user_id, const char *facility_id, gint64 *count,
                       GError **error)
{
  AnshinRows *rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT COUNT(*) FROM message_template WHERE user_id = $1 "
                          "OR facility_id = $2",
                          "tt", user_id != NULL ? user_id : "",
                          facility_id != NULL ? facility_id : "");
  return anshin_take_number (rows, count, error);
}

static GBytes *
seal_template (AnshinTx *tx, AnshinTemplate *template, gint64 version, GError **error)
{
  g_autoptr (AnshinTemplate) content = anshin_template_new ();
  g_autofree char *json = NULL;

  content->name = g_strdup (template->name);
  content->text = g_strdup (template->text);
  json = anshin_json_from_record (content);
  return anshin_seal (tx, ANSHIN_SEAL_ACCOUNTS, "message_template", template->id, version, json,
                      strlen (json), error);
}

/**
 * anshin_template_insert:
 * @tx: a writing transaction
 * @template: name and text; gets id, version and time
 * @user_id: (nullable): whose own it is, or
 * @facility_id: (nullable): which facility's
 * @by: who makes it
 * @error: return location
 */
gboolean
anshin_template_insert (AnshinTx *tx, AnshinTemplate *template, const char *user_id,
                        const char *facility_id, const char *by, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;

  g_free (template->id);
  template->id = anshin_id_new ();
  template->version = 1;
  template->updated_at = anshin_clock_now ();
  sealed = seal_template (tx, template, 1, error);
  return sealed != NULL &&
         anshin_tx_exec (tx, error,
                         "INSERT INTO message_template (id, user_id, facility_id, version, "
                         "sealed, created_by, updated_at) VALUES ($1, $2, $3, 1, $4, $5, $6)",
                         "tttgti", template->id, user_id, facility_id, sealed, by,
                         template->updated_at);
}

/**
 * anshin_template_update:
 * @tx: a writing transaction
 * @template: the template as it shall be, with the version it was read at; gets the new one
 * @error: %ANSHIN_ERROR_VERSION_STALE naming `version`
 */
gboolean
anshin_template_update (AnshinTx *tx, AnshinTemplate *template, GError **error)
{
  g_autoptr (GBytes) sealed = seal_template (tx, template, template->version + 1, error);

  if (sealed == NULL)
    return FALSE;
  template->updated_at = anshin_clock_now ();
  if (!anshin_tx_exec (tx, error,
                       "UPDATE message_template SET sealed = $1, version = $2, updated_at = $3 "
                       "WHERE id = $4 AND version = $5",
                       "giiti", sealed, template->version + 1, template->updated_at, template->id,
                       template->version))
    return FALSE;
  if (anshin_tx_get_changes (tx) == 0)
    {
      anshin_set_error (error, ANSHIN_ERROR_VERSION_STALE, "version", "Changed in the meantime");
      return FALSE;
    }
  template->version++;
  return TRUE;
}

/**
 * anshin_template_delete:
 * @tx: a writing transaction
 * @id: a template's id
 * @error: return location
 */
gboolean
anshin_template_delete (AnshinTx *tx, const char *id, GError **error)
{
  return anshin_tx_exec (tx, error, "DELETE FROM message_template WHERE id = $1", "t", id);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-channel.h"
#include "anshin-content-brief.h"
#include "anshin-group-table.h"
#include "anshin-json.h"

static gboolean
find_last_message (AnshinTx *tx, const char *id, gint64 *seq, GError **error)
{
  AnshinRows *rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT seq FROM entry WHERE channel_id = $1 AND kind IN ("
                          ANSHIN_ENTRY_KINDS_TO_READ ") AND deleted = 0 "
                          "ORDER BY seq DESC LIMIT 1",
                          "t", id);
  return anshin_take_number (rows, seq, error);
}

/**
 * anshin_group_get_last_message:
 * @tx: a transaction
 * @id: a group's id
 * @group: gets last_at, last_author and the beginning of last_text, if there is a message
 * @error: return location
 */
gboolean
anshin_group_get_last_message (AnshinTx *tx, const char *id, AnshinGroup *group, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (AnshinEntry) entry = NULL;
  g_autofree char *brief = NULL;
  AnshinContent *content = NULL;
  gint64 seq = 0;
  gint64 first = 0;
  gint64 last = 0;
  guint count = 0;

  if (!find_last_message (tx, id, &seq, error))
    return FALSE;
  if (seq == 0)
    return TRUE;

  if (!anshin_channel_read (tx, id, seq - 1, 0, 1, json, &count, &first, &last, error))
    return FALSE;
  entry = anshin_json_decode (json->str, json->len, anshin_entry_get_type (),
                              ANSHIN_DECODE_ANSWER, error);
  if (entry == NULL)
    return FALSE;

  group->last_at = entry->at;
  if (entry->content == NULL)
    return TRUE;
  content = ANSHIN_CONTENT (entry->content);
  group->last_author = g_strdup (content->author_name);
  brief = anshin_content_brief (content);
  group->last_text = anshin_brief_cut (brief);
  return TRUE;
}

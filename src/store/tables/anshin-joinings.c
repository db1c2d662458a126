/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who joined a group, as the group was told on that day: name, profession and facility stay as they
 * were, whatever changes later (PRODUCT "Retirement"). */
#include "anshin-joinings.h"

#include "anshin-choice.h"
#include "anshin-json.h"
#include "anshin-seal.h"

typedef struct
{
  char *user_id;
  gint64 at;
  AnshinContent *content;
} Joining;

struct _AnshinJoinings
{
  GPtrArray *all; /* in the order of time */
};

static void
joining_free (gpointer data)
{
  Joining *joining = data;

  g_free (joining->user_id);
  g_clear_object (&joining->content);
  g_free (joining);
}

static gboolean
take_row (AnshinJoinings *self, AnshinTx *tx, const char *group_id, AnshinRows *rows,
          GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autofree char *name = NULL;
  AnshinContent *content = NULL;
  Joining *joining = NULL;
  gsize size = 0;
  const guint8 *sealed = anshin_rows_get_blob (rows, 4, &size);

  name = g_strdup_printf ("%s/%" G_GINT64_FORMAT, group_id, anshin_rows_get_int (rows, 2));
  if (!anshin_unseal_append (tx, anshin_rows_get_text (rows, 5), "entry", name,
                             anshin_rows_get_int (rows, 3), sealed, size, json, error))
    return FALSE;
  content = anshin_json_decode (json->str, (gssize) json->len, anshin_content_get_type (),
                                ANSHIN_DECODE_ANSWER, error);
  if (content == NULL)
    return FALSE;
  joining = g_new0 (Joining, 1);
  joining->user_id = g_strdup (anshin_rows_get_text (rows, 0));
  joining->at = anshin_rows_get_int (rows, 1);
  joining->content = content;
  g_ptr_array_add (self->all, joining);
  return TRUE;
}

/**
 * anshin_joinings_load:
 * @tx: a transaction
 * @group_id: a group
 * @error: %ANSHIN_ERROR_CORRUPT
 *
 * Of a group that was deleted for good there is nothing: its key is destroyed.
 *
 * Returns: (transfer full): everybody who ever joined it by an invitation
 */
AnshinJoinings *
anshin_joinings_load (AnshinTx *tx, const char *group_id, GError **error)
{
  g_autoptr (AnshinJoinings) self = g_new0 (AnshinJoinings, 1);
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  self->all = g_ptr_array_new_with_free_func (joining_free);
  rows = anshin_tx_query (tx, error,
                          "SELECT e.author_id, e.at, e.seq, e.version, e.sealed, c.key_id "
                          "FROM entry e JOIN channel c ON c.id = e.channel_id "
                          "JOIN care_group g ON g.id = e.channel_id "
                          "WHERE e.channel_id = $1 AND e.kind = $2 AND g.purge_at <> -1 "
                          "ORDER BY e.seq",
                          "ti", group_id, (gint64) ANSHIN_ENTRY_MEMBER_JOINED);
  if (rows == NULL)
    return NULL;
  while (anshin_rows_next (rows, &failure))
    if (!take_row (self, tx, group_id, rows, error))
      return NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * anshin_joinings_find:
 * @self: those who joined a group
 * @user_id: who
 * @joined_at: since when this one was in it
 *
 * Returns: (transfer none) (nullable): what the group was told then, with the name, profession and
 *   facility of that day
 */
AnshinContent *
anshin_joinings_find (AnshinJoinings *self, const char *user_id, gint64 joined_at)
{
  /* It is told right after it is done, in the same transaction. */
  for (guint i = 0; i < self->all->len; i++)
    {
      const Joining *joining = g_ptr_array_index (self->all, i);

      if (joining->at >= joined_at && g_strcmp0 (joining->user_id, user_id) == 0)
        return joining->content;
    }
  return NULL;
}

/**
 * anshin_joinings_free:
 * @self: (transfer full) (nullable): those who joined a group
 */
void
anshin_joinings_free (AnshinJoinings *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_free (self);
}

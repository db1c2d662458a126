/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-purge.h"

#include "anshin-audit.h"
#include "anshin-clock.h"
#include "anshin-provided.h"
#include "anshin-seal.h"

/*
 * A group that is deleted has the time in purge_at until which it can be brought back. Then its
 * key is destroyed and purge_at is -1, while its rows are deleted, a slice at a time, so
 * that nobody waits; and once the engine keeps no old bytes either, it is 0. What stays is a
 * tombstone: the group's row without its name, so that its id is never used again, and its channel
 * without an entry.
 */
#define GONE "g.state = 4 AND g.purge_at = -1"
#define SLICE 1000
#define ATTACHMENTS "4"

/**
 * anshin_purge_clear:
 * @self: a step
 */
void
anshin_purge_clear (AnshinPurge *self)
{
  g_clear_pointer (&self->to_scrub, g_ptr_array_unref);
}

static gboolean
find_due (AnshinTx *tx, gint64 now, char **id, char **patient_id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT id, patient_id FROM care_group WHERE state = 4 "
                          "AND purge_at > 0 AND purge_at <= $1 ORDER BY purge_at LIMIT 1",
                          "i", now);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    {
      *id = g_strdup (anshin_rows_get_text (rows, 0));
      *patient_id = g_strdup (anshin_rows_get_text (rows, 1));
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* What kinds of things others were given stays on record, and who they were: the table
 * membership_period is left as it is (第三者提供記録). */
static gboolean
keep_provided (AnshinTx *tx, const char *id, const char *patient_id, GError **error)
{
  return patient_id == NULL ||
         anshin_tx_exec (tx, error,
                         "INSERT INTO provided_item (group_id, item, since) "
                         "SELECT $1, i.item, i.since FROM (" ANSHIN_PROVIDED_ITEMS ") i",
                         "t", id);
}

/* Nothing that was sealed with the key can be read from here on, whatever happens next. */
static gboolean
destroy (AnshinTx *tx, const char *id, const char *patient_id, GError **error)
{
  AnshinAudit audit = { .action = "purge-group",
                        .object_id = id,
                        .patient_id = patient_id,
                        .group_id = id,
                        .result = "ok" };

  return anshin_data_key_destroy (tx, id, error) &&
         keep_provided (tx, id, patient_id, error) &&
         anshin_tx_exec (tx, error, "DELETE FROM membership WHERE group_id = $1", "t", id) &&
         anshin_tx_exec (tx, error, "DELETE FROM invitation WHERE group_id = $1", "t", id) &&
         anshin_tx_exec (tx, error, "DELETE FROM read_mark WHERE channel_id = $1", "t", id) &&
         anshin_tx_exec (tx, error, "DELETE FROM mute WHERE group_id = $1", "t", id) &&
         anshin_tx_exec (tx, error, "DELETE FROM care_request WHERE group_id = $1", "t", id) &&
         anshin_tx_exec (tx, error, "UPDATE channel SET mailed_seq = last_seq WHERE id = $1", "t",
                         id) &&
         anshin_tx_exec (tx, error,
                         "UPDATE care_group SET purge_at = -1, sealed = $1, direct_pair = NULL "
                         "WHERE id = $2",
                         "bt", "", (gsize) 0, id) &&
         anshin_audit_append (tx, &audit, error);
}

/* What hangs on entries goes before them; each table that refers to entry (channel_id, seq) has its
 * line here. */
#define SOME_OF(table)                                                                            \
  "DELETE FROM " table " WHERE (channel_id, seq) IN (SELECT e.channel_id, e.seq "                  \
  "FROM care_group g JOIN " table " e ON e.channel_id = g.id WHERE " GONE " LIMIT $1)"

static const char *const of_entries[] = {
  SOME_OF ("entry_version"), SOME_OF ("acknowledgement"), SOME_OF ("pin"),
  SOME_OF ("bookmark"),      SOME_OF ("addressed"),       SOME_OF ("urgent"),
  SOME_OF ("bookmark"),      SOME_OF ("vitals"),          SOME_OF ("vital_targets"),
  "DELETE FROM search_block WHERE (channel_id, first_seq) IN (SELECT b.channel_id, b.first_seq "
  "FROM care_group g JOIN search_block b ON b.channel_id = g.id WHERE " GONE " LIMIT $1)",
  SOME_OF ("entry"),
};

static gboolean
delete_entries (AnshinTx *tx, gboolean *any, GError **error)
{
  *any = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (of_entries) && !*any; i++)
    {
      if (!anshin_tx_exec (tx, error, of_entries[i], "i", (gint64) SLICE))
        return FALSE;
      *any = anshin_tx_get_changes (tx) > 0;
    }
  return TRUE;
}

#define SOME_ATTACHMENTS                                                                          \
  "(SELECT a.id FROM care_group g JOIN attachment a ON a.key_id = g.id WHERE " GONE               \
  " ORDER BY a.id LIMIT " ATTACHMENTS ")"

static gboolean
delete_attachments (AnshinTx *tx, gboolean *any, GError **error)
{
  if (!anshin_tx_exec (tx, error,
                       "DELETE FROM attachment_chunk WHERE attachment_id IN " SOME_ATTACHMENTS,
                       NULL) ||
      !anshin_tx_exec (tx, error, "DELETE FROM attachment WHERE id IN " SOME_ATTACHMENTS, NULL))
    return FALSE;
  *any = anshin_tx_get_changes (tx) > 0;
  return TRUE;
}

#define UNSENT                                                                                    \
  "(SELECT id FROM attachment WHERE expires_at IS NOT NULL AND expires_at <= $1 "                 \
  "ORDER BY expires_at LIMIT " ATTACHMENTS ")"

/* What was uploaded and never sent. */
static gboolean
delete_unsent (AnshinTx *tx, gint64 now, gboolean *any, GError **error)
{
  if (!anshin_tx_exec (tx, error, "DELETE FROM attachment_chunk WHERE attachment_id IN " UNSENT,
                       "i", now) ||
      !anshin_tx_exec (tx, error, "DELETE FROM attachment WHERE id IN " UNSENT, "i", now))
    return FALSE;
  *any = anshin_tx_get_changes (tx) > 0;
  return TRUE;
}

static gboolean
list_gone (AnshinTx *tx, AnshinPurge *self, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error, "SELECT g.id FROM care_group g WHERE " GONE, NULL);
  if (rows == NULL)
    return FALSE;
  self->to_scrub = g_ptr_array_new_with_free_func (g_free);
  while (anshin_rows_next (rows, &failure))
    g_ptr_array_add (self->to_scrub, g_strdup (anshin_rows_get_text (rows, 0)));
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_purge_step:
 * @tx: a writing transaction
 * @purge: (type AnshinPurge): the step
 * @error: return location for an error
 *
 * Does a little of what there is to do: first all keys, one a step, then the rows. A step that was
 * interrupted, by a crash or so, is done by the next.
 *
 * Returns: whether it worked
 */
gboolean
anshin_purge_step (AnshinTx *tx, gpointer purge, GError **error)
{
  AnshinPurge *self = purge;
  g_autofree char *id = NULL;
  g_autofree char *patient_id = NULL;

  anshin_purge_clear (self);
  self->groups = 0;
  self->more = FALSE;
  if (!find_due (tx, self->now, &id, &patient_id, error))
    return FALSE;
  if (id != NULL)
    {
      self->groups = 1;
      self->more = TRUE;
      return destroy (tx, id, patient_id, error);
    }
  return delete_entries (tx, &self->more, error) &&
         (self->more || delete_attachments (tx, &self->more, error)) &&
         (self->more || delete_unsent (tx, self->now, &self->more, error)) &&
         (self->more || list_gone (tx, self, error));
}

/**
 * anshin_purge_finish:
 * @tx: a writing transaction
 * @purge: (type AnshinPurge): the last step, after anshin_db_scrub()
 * @error: return location for an error
 *
 * Writes down that nothing is left of its groups.
 *
 * Returns: whether it worked
 */
gboolean
anshin_purge_finish (AnshinTx *tx, gpointer purge, GError **error)
{
  const AnshinPurge *self = purge;

  for (guint i = 0; self->to_scrub != NULL && i < self->to_scrub->len; i++)
    if (!anshin_tx_exec (tx, error,
                         "UPDATE care_group SET purge_at = 0 WHERE id = $1 AND state = 4 "
                         "AND purge_at = -1",
                         "t", self->to_scrub->pdata[i]))
      return FALSE;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment-rescan.h"

#include "anshin-attachment-check.h"
#include "anshin-happening.h"
#include "anshin-registration-table.h"
#include "anshin-rescan-table.h"

#define ACTION_RESCAN "rescan-files"
#define ACTION_LOCK "lock-file"
#define ALL " all"

/**
 * anshin_rescan_clear:
 * @self: a look that is not gone on with
 */
void
anshin_rescan_clear (AnshinRescan *self)
{
  g_clear_pointer (&self->file, g_bytes_unref);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->after, g_free);
  g_clear_pointer (&self->signatures, g_free);
  self->started = FALSE;
}

/**
 * anshin_rescan_pass:
 * @self: a look that is done with its file
 */
void
anshin_rescan_pass (AnshinRescan *self)
{
  g_clear_pointer (&self->file, g_bytes_unref);
  g_free (self->after);
  self->after = g_steal_pointer (&self->id);
}

static char *
describe (const AnshinRescan *self, gboolean all)
{
  return g_strdup_printf ("signatures=%s%s", self->signatures, all ? ALL : "");
}

/* Where an earlier look with the same signatures came to its end, or was broken off. */
static gboolean
start (AnshinTx *tx, AnshinRescan *self, GError **error)
{
  g_autofree char *last_id = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *part = describe (self, FALSE);
  g_autofree char *all = describe (self, TRUE);

  if (!anshin_rescan_load_progress (tx, &last_id, &reason, error))
    return FALSE;
  self->step = g_strcmp0 (reason, all) == 0 ? ANSHIN_RESCAN_NOTHING : ANSHIN_RESCAN_FILE;
  g_free (self->after);
  self->after = g_strcmp0 (reason, part) == 0 ? g_steal_pointer (&last_id) : NULL;
  self->started = TRUE;
  return TRUE;
}

static gboolean
load (AnshinTx *tx, AnshinRescan *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (AnshinAttachmentRow) row = anshin_attachment_load (tx, self->id, &failure);
  g_autoptr (AnshinAttachmentCheck) check
    = row != NULL ? anshin_attachment_check_new (tx, row, &failure) : NULL;

  self->step = check != NULL ? ANSHIN_RESCAN_FILE : ANSHIN_RESCAN_DAMAGED;
  if (check != NULL)
    self->file = g_steal_pointer (&check->file);
  if (failure == NULL || failure->domain == ANSHIN_ERROR)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * anshin_rescan_step:
 * @tx: a reading transaction
 * @self: a look with its signatures; gets what comes next
 * @error: return location
 */
gboolean
anshin_rescan_step (AnshinTx *tx, AnshinRescan *self, GError **error)
{
  g_clear_pointer (&self->file, g_bytes_unref);
  g_clear_pointer (&self->id, g_free);
  if (!self->started && !start (tx, self, error))
    return FALSE;
  if (self->step == ANSHIN_RESCAN_NOTHING)
    return TRUE;
  if (!anshin_rescan_find_next (tx, self->after != NULL ? self->after : "", &self->id, error))
    return FALSE;
  self->step = ANSHIN_RESCAN_END;
  return self->id == NULL || load (tx, self, error);
}

/**
 * anshin_rescan_note:
 * @tx: a writing transaction
 * @self: a look
 * @error: return location
 *
 * How far it is goes on record.
 */
gboolean
anshin_rescan_note (AnshinTx *tx, AnshinRescan *self, GError **error)
{
  g_autofree char *reason = describe (self, self->step == ANSHIN_RESCAN_END);
  const AnshinAudit audit = { .action = ACTION_RESCAN,
                              .object_id = self->after,
                              .result = "ok",
                              .reason = reason };

  return anshin_audit_append (tx, &audit, error);
}

/* Nothing of what or whose it was: who may know finds it in the group and in the access log. */
static gboolean
tell_administrators (AnshinCall *call, const char *facility_id, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!anshin_account_list_administrators (call->tx, facility_id, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      AnshinHappening what = { .channel = ids->pdata[i], .kind = ANSHIN_ENTRY_FILE_LOCKED };

      if (!anshin_happen (call, &what, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
tell_group (AnshinCall *call, AnshinAttachmentRow *row, GError **error)
{
  AnshinHappening what = { .channel = row->group_id,
                           .kind = ANSHIN_ENTRY_FILE_LOCKED,
                           .subject_id = row->holder_id };

  /* What nothing holds yet is known to its sender alone. */
  return row->group_id == NULL || row->holder_id == NULL
         || anshin_happen (call, &what, NULL, error);
}

/**
 * anshin_rescan_found:
 * @call: a writing call whose principal is nobody
 * @self: a look that has found something in its file
 * @error: return location
 *
 * Nobody gets the file from now on. It goes on record; the group that it was sent to is told, and
 * those who administer the sender's facility.
 */
gboolean
anshin_rescan_found (AnshinCall *call, AnshinRescan *self, GError **error)
{
  g_autofree char *facility_id = NULL;
  g_autoptr (AnshinAttachmentRow) row = NULL;
  AnshinAudit audit = { .action = ACTION_LOCK, .object_id = self->id, .result = "ok" };

  if (!anshin_rescan_lock (call->tx, self->id, &facility_id, error))
    return FALSE;
  /* Another service has found it, or it is gone. */
  if (facility_id == NULL)
    return TRUE;
  row = anshin_attachment_load (call->tx, self->id, error);
  if (row == NULL)
    return FALSE;
  audit.group_id = row->group_id;
  audit.patient_id = row->patient_id;
  return anshin_audit_append (call->tx, &audit, error) && tell_group (call, row, error)
         && tell_administrators (call, facility_id, error);
}

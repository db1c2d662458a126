/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment-holding.h"
#include "anshin-care-operations.h"
#include "anshin-facts.h"
#include "anshin-json.h"

static gboolean
fail_quota (const char *whose, GError **error)
{
  anshin_set_error (error, ANSHIN_ERROR_QUOTA_REACHED, "size", "The %s’s files are too many",
                    whose);
  return FALSE;
}

/* Counted by what was declared, so that what is on its way counts as well (SECURITY FL-06). */
static gboolean
check_quota (AnshinCall *call, gint64 size, GError **error)
{
  AnshinAttachedBytes bytes = { 0 };

  if (!anshin_attachment_count_bytes (call->tx, call->principal->user_id,
                                      call->principal->facility_id, &bytes, error))
    return FALSE;
  if (bytes.unsent + size > ANSHIN_MAX_UNSENT_BYTES_PER_USER ||
      bytes.user + size > ANSHIN_MAX_ATTACHED_BYTES_PER_USER)
    return fail_quota ("user", error);
  if (bytes.facility + size > ANSHIN_MAX_ATTACHED_BYTES_PER_FACILITY)
    return fail_quota ("facility", error);
  return TRUE;
}

static gboolean
answer_begun (AnshinCall *call, AnshinAttachmentRow *row, GError **error)
{
  if (row->attachment->state == ANSHIN_ATTACHMENT_UPLOADING &&
      !anshin_attachment_list_chunks (call->tx, row, error))
    return FALSE;
  call->audit.object_id = anshin_call_keep (call, g_strdup (row->attachment->id));
  g_clear_pointer (&row->attachment->client_id, g_free);
  anshin_json_append_record (call->out, row->attachment);
  return TRUE;
}

/* What was begun with the same id of the client's: the same file, to the same place. */
static gboolean
begin_again (AnshinCall *call, const char *id, AnshinAttachmentRow *wish, GError **error)
{
  g_autoptr (AnshinAttachmentRow) row = anshin_attachment_load (call->tx, id, error);
  AnshinAttachment *wanted = wish->attachment;
  AnshinAttachment *begun = NULL;

  if (row == NULL)
    return FALSE;
  begun = row->attachment;
  if (g_strcmp0 (row->group_id, wish->group_id) != 0 ||
      g_strcmp0 (row->patient_id, wish->patient_id) != 0 ||
      g_strcmp0 (begun->name, wanted->name) != 0 || begun->media != wanted->media ||
      begun->size != wanted->size || g_strcmp0 (begun->digest, wanted->digest) != 0)
    {
      anshin_set_error (error, ANSHIN_ERROR_SENT_DIFFERENTLY, "client_id",
                        "Begun before with another file");
      return FALSE;
    }
  return answer_begun (call, row, error);
}

static gboolean
begin (AnshinCall *call, const char *group_id, const char *patient_id, GError **error)
{
  g_autoptr (AnshinAttachmentRow) row = g_new0 (AnshinAttachmentRow, 1);
  g_autofree char *begun = NULL;

  row->attachment = anshin_record_dup (call->body);
  row->group_id = g_strdup (group_id);
  row->patient_id = g_strdup (patient_id);
  row->created_by = g_strdup (call->principal->user_id);
  if (!anshin_attachment_find_begun (call->tx, row->created_by, row->attachment->client_id, &begun,
                                     error))
    return FALSE;
  if (begun != NULL)
    return begin_again (call, begun, row, error);
  if (!check_quota (call, row->attachment->size, error) ||
      !anshin_attachment_insert (call->tx, row, call->principal->facility_id, error))
    return FALSE;
  call->status = 201;
  return answer_begun (call, row, error);
}

/**
 * anshin_group_attachment_begin:
 * @call: a writing call; argument: the group; body: AnshinAttachment
 * @error: those of posting to the group, %ANSHIN_ERROR_QUOTA_REACHED,
 *   %ANSHIN_ERROR_SENT_DIFFERENTLY
 *
 * A file for a message that is being written. Beginning again with the same client id gives what
 * was begun, with the chunks that are there: so an upload goes on where it stopped.
 */
gboolean
anshin_group_attachment_begin (AnshinCall *call, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  const char *group_id = call->args[0];
  AnshinFacts facts = 0;

  return anshin_facts_load_group (call, group_id, &standing, &facts, error) &&
         anshin_check_group (call, ANSHIN_ACTION_POST, group_id, facts, error) &&
         begin (call, group_id, NULL, error);
}

/**
 * anshin_patient_attachment_begin:
 * @call: a writing call; argument: the patient; body: AnshinAttachment
 * @error: those of recording a consent, %ANSHIN_ERROR_QUOTA_REACHED,
 *   %ANSHIN_ERROR_SENT_DIFFERENTLY
 *
 * The scan of a signed consent, sealed with the patient's key.
 */
gboolean
anshin_patient_attachment_begin (AnshinCall *call, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view =
    anshin_facts_load_patient (call, call->args[0], &facts, error);

  return view != NULL &&
         anshin_check_patient (call, ANSHIN_ACTION_RECORD_CONSENT, view, facts, error) &&
         begin (call, NULL, view->patient->id, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment-holding.h"

#include "anshin-facts.h"
#include "anshin-id.h"
#include "anshin-json.h"

/* The right to what the file is part of, or is to be part of. */
static gboolean
check_group (AnshinCall *call, AnshinAttachmentRow *row, gboolean uploads, AnshinFacts *facts,
             GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };

  return anshin_facts_load_group (call, row->group_id, &standing, facts, error) &&
         anshin_check_group (call, uploads ? ANSHIN_ACTION_POST : ANSHIN_ACTION_READ_GROUP,
                             row->group_id, *facts, error);
}

static gboolean
check_patient (AnshinCall *call, AnshinAttachmentRow *row, gboolean uploads, AnshinFacts *facts,
               GError **error)
{
  g_autoptr (AnshinPatientView) view =
    anshin_facts_load_patient (call, row->patient_id, facts, error);

  return view != NULL &&
         anshin_check_patient (call, uploads ? ANSHIN_ACTION_RECORD_CONSENT
                                             : ANSHIN_ACTION_READ_CONSENT,
                               view, *facts, error);
}

static AnshinFacts
get_facts (AnshinCall *call, AnshinAttachmentRow *row)
{
  AnshinFacts facts = anshin_facts_own (call);

  if (g_strcmp0 (row->created_by, call->principal->user_id) == 0)
    facts |= ANSHIN_FACT_SELF;
  if (row->attachment->state == ANSHIN_ATTACHMENT_ATTACHED
      || (row->attachment->state == ANSHIN_ATTACHMENT_LOCKED && row->holder_id != NULL))
    facts |= ANSHIN_FACT_ATTACHED;
  return facts;
}

/**
 * anshin_attachment_load_for:
 * @call: a call with a principal
 * @id: an attachment's id, as it came in
 * @action: %ANSHIN_ACTION_READ_ATTACHMENT or %ANSHIN_ACTION_UPLOAD_ATTACHMENT
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_ATTACHMENT_STATE,
 *   %ANSHIN_ERROR_ATTACHMENT_LOCKED, and those of the group or the
 *   consent that it is part of
 *
 * What a deleted message had is there for nobody. First whether one may know of the file at all,
 * then the right to what it is part of, which may have been lost a moment ago, then what stands in
 * the way.
 *
 * Returns: (transfer full) (nullable): the file
 */
AnshinAttachmentRow *
anshin_attachment_load_for (AnshinCall *call, const char *id, AnshinAction action, GError **error)
{
  g_autoptr (AnshinAttachmentRow) row = anshin_attachment_load (call->tx, id, error);
  gboolean uploads = action == ANSHIN_ACTION_UPLOAD_ATTACHMENT;
  AnshinFacts facts = 0;

  if (row != NULL && row->deleted)
    {
      anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "Not found");
      return NULL;
    }
  if (row == NULL ||
      !anshin_policy_check (ANSHIN_ACTION_READ_ATTACHMENT, get_facts (call, row), error))
    return NULL;
  if (row->group_id != NULL ? !check_group (call, row, uploads, &facts, error)
                            : !check_patient (call, row, uploads, &facts, error))
    return NULL;
  call->audit.object_id = anshin_call_keep (call, g_strdup (id));
  if (!anshin_policy_check (action, get_facts (call, row), error))
    return NULL;
  if (row->attachment->state == ANSHIN_ATTACHMENT_LOCKED)
    {
      anshin_set_error (error, ANSHIN_ERROR_ATTACHMENT_LOCKED, NULL, "Something was found in it");
      return NULL;
    }
  return g_steal_pointer (&row);
}

static gboolean
fail_attachments (const char *why, GError **error)
{
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "attachments", "%s", why);
  return FALSE;
}

static gboolean
take_one (AnshinCall *call, const char *id, const char *owner_id, GPtrArray *attachments,
          GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (AnshinAttachmentRow) row = anshin_attachment_load (call->tx, id, &failure);

  if (row == NULL && !g_error_matches (failure, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (row == NULL || g_strcmp0 (row->created_by, call->principal->user_id) != 0 ||
      g_strcmp0 (row->group_id != NULL ? row->group_id : row->patient_id, owner_id) != 0 ||
      row->attachment->state != ANSHIN_ATTACHMENT_READY)
    return fail_attachments ("Nothing that could be sent", error);
  g_ptr_array_add (attachments, g_object_ref (row->attachment));
  return TRUE;
}

/**
 * anshin_attachments_take:
 * @call: a writing call
 * @ids: (nullable): ids as they came in
 * @owner_id: the group or the patient that they must belong to
 * @attachments: (element-type AnshinAttachment): gets the files
 * @error: %ANSHIN_ERROR_FIELD_INVALID naming `attachments` for one that is not the asker's, not
 *   ready, elsewhere, or twice there
 */
gboolean
anshin_attachments_take (AnshinCall *call, char **ids, const char *owner_id,
                         GPtrArray *attachments, GError **error)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      for (guint j = 0; j < i; j++)
        if (g_str_equal (ids[i], ids[j]))
          return fail_attachments ("Twice the same", error);
      if (!take_one (call, ids[i], owner_id, attachments, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * anshin_attachments_hold:
 * @call: a writing call
 * @attachments: (element-type AnshinAttachment): what anshin_attachments_take() has given
 * @holder_id: the entry or the consent that they are part of from now on
 * @error: return location
 */
gboolean
anshin_attachments_hold (AnshinCall *call, GPtrArray *attachments, const char *holder_id,
                         GError **error)
{
  for (guint i = 0; i < attachments->len; i++)
    if (!anshin_attachment_hold (call->tx, ANSHIN_ATTACHMENT (attachments->pdata[i])->id, holder_id,
                                 error))
      return FALSE;
  return TRUE;
}

/**
 * anshin_happen_with_attachments:
 * @call: a writing call with a principal, who is the author
 * @what: what happens in a group, with the ids of the files that are part of it
 * @json: (nullable): gets the entry as it goes over the wire
 * @seq: (out) (optional): the entry's number
 * @error: those of anshin_attachments_take() and anshin_happen()
 *
 * From the entry on, whoever may read the group may read the files.
 */
gboolean
anshin_happen_with_attachments (AnshinCall *call, AnshinHappening *what, GString *json,
                                gint64 *seq, GError **error)
{
  g_autoptr (GPtrArray) attachments = NULL;
  AnshinHappening happening = *what;
  g_autofree char *id = NULL;

  if (what->attachment_ids == NULL || what->attachment_ids[0] == NULL)
    return anshin_happen_at (call, what, json, seq, error);

  attachments = g_ptr_array_new_with_free_func (g_object_unref);
  id = anshin_id_new ();
  happening.id = id;
  happening.attachments = attachments;
  return anshin_attachments_take (call, what->attachment_ids, what->channel, attachments, error) &&
         anshin_happen_at (call, &happening, json, seq, error) &&
         anshin_attachments_hold (call, attachments, id, error);
}

/**
 * anshin_attachments_append:
 * @json: gets a JSON array of what one has to know to show the files
 * @attachments: (element-type AnshinAttachment): files
 */
void
anshin_attachments_append (GString *json, GPtrArray *attachments)
{
  g_string_append_c (json, '[');
  for (guint i = 0; i < attachments->len; i++)
    {
      g_autoptr (AnshinAttachment) shown = anshin_record_dup (attachments->pdata[i]);

      shown->state = ANSHIN_ATTACHMENT_NONE;
      shown->created_at = 0;
      g_clear_pointer (&shown->chunks, g_free);
      g_clear_pointer (&shown->client_id, g_free);
      if (i > 0)
        g_string_append_c (json, ',');
      anshin_json_append_record (json, shown);
    }
  g_string_append_c (json, ']');
}

/**
 * anshin_attachments_equal:
 * @attachments: (nullable) (element-type AnshinAttachment): what was sent
 * @ids: (nullable): what is sent again
 *
 * Returns: whether that is the same
 */
gboolean
anshin_attachments_equal (GPtrArray *attachments, char **ids)
{
  guint n_ids = ids != NULL ? g_strv_length (ids) : 0;

  if ((attachments != NULL ? attachments->len : 0) != n_ids)
    return FALSE;
  for (guint i = 0; i < n_ids; i++)
    if (g_strcmp0 (ANSHIN_ATTACHMENT (attachments->pdata[i])->id, ids[i]) != 0)
      return FALSE;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-entry.h"

#include "anshin-attachment.h"
#include "anshin-record-private.h"
#include "anshin-vitals.h"

static const AnshinField anshin_mention_fields[] = {
  ANSHIN_FIELD_CHOICE (AnshinMention, kind, ANSHIN_FIELD_REQUIRED, &anshin_mention_kinds),
  ANSHIN_FIELD_TEXT (AnshinMention, id, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinMention, name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  { NULL },
};

static gboolean
validate_mention (AnshinRecord *record, GError **error)
{
  AnshinMention *self = ANSHIN_MENTION (record);

  if ((self->kind == ANSHIN_MENTION_ALL) == (self->id == NULL))
    return TRUE;
  return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "id", "Who is named", error);
}

ANSHIN_DEFINE_RECORD (AnshinMention, anshin_mention, validate_mention)

static const AnshinField anshin_content_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinContent, author_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinContent, author_profession, ANSHIN_FIELD_SERVICE,
                       &anshin_professions),
  ANSHIN_FIELD_TEXT (AnshinContent, author_facility, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinContent, text, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_MESSAGE),
  ANSHIN_FIELD_TEXT (AnshinContent, subject_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinContent, subject_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinContent, subject_state, ANSHIN_FIELD_SERVICE,
                       &anshin_invitation_states),
  ANSHIN_FIELD_BOOL (AnshinContent, urgent, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_CHOICE (AnshinContent, acknowledgement, ANSHIN_FIELD_SERVICE,
                       &anshin_acknowledgements),
  ANSHIN_FIELD_CHOICE (AnshinContent, acknowledgement_before, ANSHIN_FIELD_SERVICE,
                       &anshin_acknowledgements),
  ANSHIN_FIELD_RECORD (AnshinContent, request, ANSHIN_FIELD_SERVICE,
                       anshin_care_request_get_type),
  ANSHIN_FIELD_RECORDS (AnshinContent, mentions, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_MENTIONS,
                        anshin_mention_get_type),
  ANSHIN_FIELD_RECORDS (AnshinContent, attachments, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ATTACHMENTS,
                        anshin_attachment_get_type),
  ANSHIN_FIELD_RECORD (AnshinContent, vitals, ANSHIN_FIELD_SERVICE, anshin_vitals_get_type),
  ANSHIN_FIELD_RECORD (AnshinContent, vital_targets, ANSHIN_FIELD_SERVICE,
                       anshin_vital_targets_get_type),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinContent, anshin_content, NULL)

static const AnshinField anshin_entry_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinEntry, channel, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_INT (AnshinEntry, seq, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TEXT (AnshinEntry, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_CHOICE (AnshinEntry, kind, ANSHIN_FIELD_SERVICE, &anshin_entry_kinds),
  ANSHIN_FIELD_TIME (AnshinEntry, at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinEntry, author_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinEntry, client_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinEntry, reply_to, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_RECORD (AnshinEntry, content, ANSHIN_FIELD_SERVICE, anshin_content_get_type),
  ANSHIN_FIELD_RECORD (AnshinEntry, state, ANSHIN_FIELD_SERVICE, anshin_entry_state_get_type),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinEntry, anshin_entry, NULL)

/**
 * anshin_entry_get_request:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the request that the entry is or is about: as it stands now
 *   where that is known, else as it stood when the entry was written
 */
AnshinCareRequest *
anshin_entry_get_request (AnshinEntry *self)
{
  if (self->state != NULL && ANSHIN_ENTRY_STATE (self->state)->request != NULL)
    return ANSHIN_CARE_REQUEST (ANSHIN_ENTRY_STATE (self->state)->request);
  if (self->content != NULL && ANSHIN_CONTENT (self->content)->request != NULL)
    return ANSHIN_CARE_REQUEST (ANSHIN_CONTENT (self->content)->request);
  return NULL;
}

/**
 * anshin_entry_get_vital_targets:
 * @self: (nullable): an entry
 *
 * Returns: (transfer none) (nullable): the target ranges that the entry set
 */
AnshinVitalTargets *
anshin_entry_get_vital_targets (AnshinEntry *self)
{
  AnshinContent *content
    = self != NULL && self->content != NULL ? ANSHIN_CONTENT (self->content) : NULL;

  return content != NULL ? (AnshinVitalTargets *) content->vital_targets : NULL;
}

static const AnshinField anshin_post_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinPost, client_id, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinPost, text, ANSHIN_FIELD_PROSE, ANSHIN_MAX_MESSAGE),
  ANSHIN_FIELD_TEXT (AnshinPost, reply_to, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_BOOL (AnshinPost, urgent, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_RECORDS (AnshinPost, mentions, ANSHIN_FIELD_OPTIONAL, ANSHIN_MAX_MENTIONS,
                        anshin_mention_get_type),
  ANSHIN_FIELD_TEXTS (AnshinPost, attachments, ANSHIN_FIELD_OPTIONAL, ANSHIN_MAX_ATTACHMENTS),
  { NULL },
};

static gboolean
validate_post (AnshinRecord *record, GError **error)
{
  AnshinPost *self = ANSHIN_POST (record);

  if (self->text != NULL || (self->attachments != NULL && self->attachments[0] != NULL))
    return TRUE;
  return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, "text", "Nothing is said", error);
}

ANSHIN_DEFINE_RECORD (AnshinPost, anshin_post, validate_post)

/**
 * anshin_post_has_mention:
 * @self: a post
 * @mention: somebody
 *
 * Returns: whether the post names the same one
 */
gboolean
anshin_post_has_mention (AnshinPost *self, AnshinMention *mention)
{
  g_return_val_if_fail (ANSHIN_IS_POST (self), FALSE);

  for (guint i = 0; self->mentions != NULL && i < self->mentions->len; i++)
    {
      AnshinMention *other = self->mentions->pdata[i];

      if (other->kind == mention->kind && g_strcmp0 (other->id, mention->id) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * anshin_post_add_mention:
 * @self: a post
 * @mention: (transfer none): somebody
 *
 * Names somebody, once.
 *
 * Returns: whether the post names @mention now: not if it names %ANSHIN_MAX_MENTIONS others
 */
gboolean
anshin_post_add_mention (AnshinPost *self, AnshinMention *mention)
{
  g_return_val_if_fail (ANSHIN_IS_POST (self), FALSE);

  if (anshin_post_has_mention (self, mention))
    return TRUE;
  if (self->mentions == NULL)
    self->mentions = g_ptr_array_new_with_free_func (g_object_unref);
  if (self->mentions->len >= ANSHIN_MAX_MENTIONS)
    return FALSE;
  g_ptr_array_add (self->mentions, g_object_ref (mention));
  return TRUE;
}

static const AnshinField anshin_read_mark_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinReadMark, channel, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinReadMark, user_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_INT (AnshinReadMark, seq, ANSHIN_FIELD_REQUIRED, 0),
  ANSHIN_FIELD_TIME (AnshinReadMark, at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinReadMark, name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinReadMark, profession, ANSHIN_FIELD_SERVICE, &anshin_professions),
  ANSHIN_FIELD_TEXT (AnshinReadMark, facility_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinReadMark, state, ANSHIN_FIELD_SERVICE, &anshin_account_states),
  { NULL },
};

static gboolean
validate_read_mark (AnshinRecord *record, GError **error)
{
  if (ANSHIN_READ_MARK (record)->seq > 0)
    return TRUE;
  return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, "seq", "Entries begin at 1", error);
}

ANSHIN_DEFINE_RECORD (AnshinReadMark, anshin_read_mark, validate_read_mark)

static const AnshinField anshin_search_hit_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinSearchHit, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinSearchHit, group_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_RECORD (AnshinSearchHit, entry, ANSHIN_FIELD_SERVICE, anshin_entry_get_type),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinSearchHit, anshin_search_hit, NULL)

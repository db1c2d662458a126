/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-happening.h"

#include "anshin-attachment-holding.h"
#include "anshin-channel.h"
#include "anshin-id.h"
#include "anshin-json.h"
#include "anshin-membership-table.h"
#include "anshin-patient-table.h"
#include "anshin-registration-table.h"
#include "anshin-user.h"

static void
append_member (GString *json, const char *name, const char *text)
{
  if (text == NULL)
    return;

  if (json->len > 1)
    g_string_append_c (json, ',');
  g_string_append_printf (json, "\"%s\":", name);
  anshin_json_append_string (json, text);
}

static void
append_mentions (GString *json, GPtrArray *mentions)
{
  if (mentions == NULL || mentions->len == 0)
    return;
  g_string_append (json, ",\"mentions\":[");
  for (guint i = 0; i < mentions->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      anshin_json_append_record (json, g_ptr_array_index (mentions, i));
    }
  g_string_append_c (json, ']');
}

static void
append_record (GString *json, const char *name, gpointer record)
{
  if (record == NULL)
    return;

  g_string_append_printf (json, ",\"%s\":", name);
  anshin_json_append_record (json, record);
}

/* The form of AnshinContent, by hand: every message goes through here. Who wrote it is written
 * down as it is on this day; what changes later does not change it (PRODUCT "Retirement"). */
static char *
make_content (AnshinCall *call, const AnshinHappening *what)
{
  const AnshinPrincipal *author = call->principal;
  GString *json = g_string_sized_new (256);

  g_string_append_c (json, '{');
  append_member (json, "author_name", author->name);
  append_member (json, "author_profession",
                 anshin_choice_to_wire (&anshin_professions, author->profession));
  append_member (json, "author_facility", author->facility_name);
  append_member (json, "text", what->text);
  append_member (json, "subject_id", what->subject_id);
  append_member (json, "subject_name", what->subject_name);
  append_member (json, "subject_state",
                 anshin_choice_to_wire (&anshin_invitation_states, what->subject_state));
  append_member (json, "acknowledgement",
                 anshin_choice_to_wire (&anshin_acknowledgements, what->acknowledgement));
  append_member (json, "acknowledgement_before",
                 anshin_choice_to_wire (&anshin_acknowledgements, what->acknowledgement_before));
  if (what->urgent)
    g_string_append (json, ",\"urgent\":true");
  if (what->request != NULL)
    {
      g_string_append (json, ",\"request\":");
      anshin_json_append_record (json, what->request);
    }
  append_mentions (json, what->mentions);
  if (what->attachments != NULL && what->attachments->len > 0)
    {
      g_string_append (json, ",\"attachments\":");
      anshin_attachments_append (json, what->attachments);
    }
  append_record (json, "vitals", what->vitals);
  append_record (json, "vital_targets", what->vital_targets);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

/**
 * anshin_happen:
 * @call: a writing call with a principal, who is the author
 * @what: what happens
 * @json: (nullable): gets the entry as it goes over the wire
 * @error: return location
 *
 * Appends the entry to its channel and has it published after the commit.
 */
gboolean
anshin_happen (AnshinCall *call, const AnshinHappening *what, GString *json, GError **error)
{
  return anshin_happen_at (call, what, json, NULL, error);
}

/**
 * anshin_happen_at:
 * @call: a writing call with a principal, who is the author
 * @what: what happens
 * @json: (nullable): gets the entry as it goes over the wire
 * @seq: (out) (optional): the entry's number
 * @error: return location
 *
 * As anshin_happen(), for what is to be written down about the entry.
 */
gboolean
anshin_happen_at (AnshinCall *call, const AnshinHappening *what, GString *json, gint64 *seq,
                  GError **error)
{
  g_autofree char *content = make_content (call, what);
  g_autofree char *id = what->id != NULL ? g_strdup (what->id) : anshin_id_new ();
  g_autoptr (GString) entry_json = g_string_sized_new (512);
  AnshinNewEntry entry = { 0 };

  entry.channel = what->channel;
  entry.id = id;
  entry.kind = what->kind;
  entry.author_id = call->principal->user_id;
  entry.client_id = what->client_id;
  entry.reply_to = what->reply_to;
  entry.content_json = content;
  if (!anshin_channel_append (call->tx, &entry, entry_json, error))
    return FALSE;

  anshin_call_publish (call, what->channel, entry.seq, entry_json->str, entry_json->len);
  if (json != NULL)
    g_string_append_len (json, entry_json->str, entry_json->len);
  if (seq != NULL)
    *seq = entry.seq;
  return TRUE;
}

/* Whether the same is asked of the same ones. */
static gboolean
is_same_request (AnshinCareRequest *what, AnshinRecord *sent)
{
  AnshinCareRequest *request = sent != NULL ? ANSHIN_CARE_REQUEST (sent) : NULL;

  if (what == NULL || request == NULL)
    return what == NULL && request == NULL;
  return g_strcmp0 (what->owner_id, request->owner_id) == 0 &&
         g_strcmp0 (what->owner_facility_id, request->owner_facility_id) == 0 &&
         g_strcmp0 (what->about_id, request->about_id) == 0 && what->due_on == request->due_on &&
         what->urgent == request->urgent;
}

static gboolean
is_same (const AnshinHappening *what, const char *channel, AnshinEntry *entry)
{
  AnshinContent *content = entry->content != NULL ? ANSHIN_CONTENT (entry->content) : NULL;

  /* What it said may be another since, by an edit. */
  if (entry->state != NULL)
    return g_strcmp0 (channel, what->channel) == 0 && entry->kind == what->kind &&
           g_strcmp0 (entry->reply_to, what->reply_to) == 0;
  return g_strcmp0 (channel, what->channel) == 0 && entry->kind == what->kind &&
         g_strcmp0 (content != NULL ? content->text : NULL, what->text) == 0 &&
         g_strcmp0 (entry->reply_to, what->reply_to) == 0 &&
         (content != NULL && content->urgent) == what->urgent &&
         is_same_request (what->request, content != NULL ? content->request : NULL) &&
         anshin_attachments_equal (content != NULL ? content->attachments : NULL,
                                   what->attachment_ids) &&
         anshin_vitals_same (content != NULL ? (AnshinVitals *) content->vitals : NULL,
                             what->vitals);
}

/**
 * anshin_happened:
 * @call: a writing call
 * @what: what is sent again
 * @channel: where something was sent with the same client id
 * @seq: its number there
 * @error: %ANSHIN_ERROR_SENT_DIFFERENTLY if it says something else
 *
 * Answers with what was sent first.
 */
gboolean
anshin_happened (AnshinCall *call, const AnshinHappening *what, const char *channel, gint64 seq,
                 GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (AnshinEntry) entry = NULL;
  gint64 first = 0;
  gint64 last = 0;
  guint count = 0;

  if (!anshin_channel_read (call->tx, channel, seq - 1, 0, 1, json, &count, &first, &last, error))
    return FALSE;
  entry = anshin_json_decode (json->str, json->len, anshin_entry_get_type (),
                              ANSHIN_DECODE_ANSWER, error);
  if (entry == NULL)
    return FALSE;
  if (!is_same (what, channel, entry))
    {
      anshin_set_error (error, ANSHIN_ERROR_SENT_DIFFERENTLY, "client_id",
                        "Sent before with another content");
      return FALSE;
    }
  g_string_append_len (call->out, json->str, json->len);
  return TRUE;
}

/**
 * anshin_check_text:
 * @text: what somebody wants to say
 * @error: %ANSHIN_ERROR_FIELD_MISSING naming `text` if there are only blanks
 */
gboolean
anshin_check_text (const char *text, GError **error)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_FIELD_MISSING, "text", "Nothing but blanks");
  return FALSE;
}

static void
tell_all (AnshinCall *call, GPtrArray *user_ids, const char *what)
{
  for (guint i = 0; i < user_ids->len; i++)
    anshin_call_refresh (call, g_ptr_array_index (user_ids, i), what);
}

/**
 * anshin_tell_readers:
 * @call: a writing call
 * @group_id: a group
 * @what: the list that has changed
 * @error: return location
 *
 * Tells the active members and those who read the group by right.
 */
gboolean
anshin_tell_readers (AnshinCall *call, const char *group_id, const char *what, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!anshin_group_list_readers (call->tx, group_id, ids, error))
    return FALSE;
  tell_all (call, ids, what);
  return TRUE;
}

/**
 * anshin_tell_members:
 * @call: a writing call
 * @group_id: a group
 * @error: return location
 *
 * Tells the group's readers that its list of members has changed.
 */
gboolean
anshin_tell_members (AnshinCall *call, const char *group_id, GError **error)
{
  g_autofree char *what = g_strconcat ("members:", group_id, NULL);

  return anshin_tell_readers (call, group_id, what, error);
}

/**
 * anshin_tell_admins:
 * @call: a writing call
 * @group_id: a group
 * @what: the list that has changed
 * @error: return location
 */
gboolean
anshin_tell_admins (AnshinCall *call, const char *group_id, const char *what, GError **error)
{
  g_autoptr (GPtrArray) admins = g_ptr_array_new_with_free_func (g_object_unref);

  if (!anshin_group_list_admins (call->tx, group_id, admins, error))
    return FALSE;
  for (guint i = 0; i < admins->len; i++)
    anshin_call_refresh (call, ANSHIN_USER (g_ptr_array_index (admins, i))->id, what);
  return TRUE;
}

/**
 * anshin_tell_administrators:
 * @call: a writing call
 * @facility_id: a facility
 * @what: the list that has changed
 * @error: return location
 *
 * Tells those who administer the facility's accounts: its admins and the office.
 */
gboolean
anshin_tell_administrators (AnshinCall *call, const char *facility_id, const char *what,
                            GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!anshin_account_list_administrators (call->tx, facility_id, ids, error))
    return FALSE;
  tell_all (call, ids, what);
  return TRUE;
}

/**
 * anshin_tell_keepers:
 * @call: a writing call
 * @facility_id: a facility
 * @what: the list that has changed
 * @error: return location
 *
 * Tells the staff who see all patients of the facility.
 */
gboolean
anshin_tell_keepers (AnshinCall *call, const char *facility_id, const char *what, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!anshin_patient_list_keepers (call->tx, facility_id, ids, error))
    return FALSE;
  tell_all (call, ids, what);
  return TRUE;
}

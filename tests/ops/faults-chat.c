/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faulty-city.h"

#include <string.h>

#include "anshin-attachment-rescan.h"
#include "anshin-attachment.h"
#include "anshin-entry.h"
#include "anshin-facility.h"
#include "anshin-group-effects.h"
#include "anshin-invitation.h"
#include "anshin-message-operations.h"
#include "anshin-message.h"
#include "anshin-office-operations.h"

/* Of the text that is uploaded. */
#define ATTACHMENT_DIGEST                                                                         \
  "cd993cb5fc80ee84c368174ddaecb072" \
  "e215888161fee9f21a86b847338b4221"

void
walk_group (City *city)
{
  g_autofree char *wish = g_strdup_printf (
    "{\"client_id\":\"w1\",\"kind\":\"patient\",\"patient_id\":\"%s\"}", city->patient);
  g_autofree char *guests = g_strdup_printf ("{\"user_ids\":[\"%s\"]}",
                                             city->principals[COLLEAGUE].user_id);
  g_autofree char *more = g_strdup_printf ("{\"user_ids\":[\"%s\"]}",
                                           city->principals[NURSE].user_id);
  g_autoptr (AnshinGroup) group = decode (anshin_group_get_type (), wish);
  g_autoptr (AnshinInvite) invite = decode (anshin_invite_get_type (), guests);
  g_autoptr (AnshinInvite) another = decode (anshin_invite_get_type (), more);
  g_autofree char *again = NULL;
  char *id = NULL;

  city->group = take_id (change (city, PHYSICIAN, anshin_group_create, group, NULL, NULL));
  again = take_id (change (city, PHYSICIAN, anshin_group_create, group, NULL, NULL));
  g_assert_cmpstr (again, ==, city->group);
  id = take_id (change (city, PHYSICIAN, anshin_group_invite, invite, city->group, NULL));
  look (city, COLLEAGUE, anshin_invitations_list, NULL);
  g_free (change (city, COLLEAGUE, anshin_invitation_accept, NULL, id, NULL));
  g_free (id);

  /* A member's invitation: turned down, cancelled, approved and declined, approved and accepted. */
  id = take_id (change (city, COLLEAGUE, anshin_group_invite, another, city->group, NULL));
  look (city, PHYSICIAN, anshin_group_invitations_list, city->group);
  g_free (change (city, PHYSICIAN, anshin_invitation_turn_down, NULL, id, NULL));
  g_free (id);
  id = take_id (change (city, COLLEAGUE, anshin_group_invite, another, city->group, NULL));
  g_free (change (city, COLLEAGUE, anshin_invitation_cancel, NULL, id, NULL));
  g_free (id);
  id = take_id (change (city, COLLEAGUE, anshin_group_invite, another, city->group, NULL));
  g_free (change (city, PHYSICIAN, anshin_invitation_approve, NULL, id, NULL));
  g_free (change (city, NURSE, anshin_invitation_decline, NULL, id, NULL));
  g_free (id);
  id = take_id (change (city, COLLEAGUE, anshin_group_invite, another, city->group, NULL));
  g_free (change (city, PHYSICIAN, anshin_invitation_approve, NULL, id, NULL));
  g_free (change (city, NURSE, anshin_invitation_accept, NULL, id, NULL));
  g_free (id);
}

void
walk_messages (City *city)
{
  g_autoptr (AnshinPost) post =
    decode (anshin_post_get_type (), "{\"client_id\":\"m1\",\"text\":\"こんにちは\"}");
  g_autoptr (AnshinReadMark) mark = decode (anshin_read_mark_get_type (), "{\"seq\":2}");
  g_autoptr (AnshinAcknowledgement) seen = decode (anshin_acknowledgement_get_type (),
                                                   "{\"kind\":\"seen\"}");
  g_autoptr (AnshinPost) reply = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *again = NULL;
  g_autofree char *json = NULL;

  city->message = take_id (change (city, NURSE, anshin_message_post, post, city->group, NULL));
  again = take_id (change (city, NURSE, anshin_message_post, post, city->group, NULL));
  g_assert_cmpstr (again, ==, city->message);
  json = g_strdup_printf ("{\"client_id\":\"m2\",\"text\":\"はい\",\"reply_to\":\"%s\","
                          "\"urgent\":true,\"mentions\":[{\"kind\":\"all\"},"
                          "{\"kind\":\"person\",\"id\":\"%s\"},"
                          "{\"kind\":\"facility\",\"id\":\"%s\"}]}",
                          city->message, city->principals[NURSE].user_id, city->facilities[1]);
  reply = decode (anshin_post_get_type (), json);
  answer = take_id (change (city, PHYSICIAN, anshin_message_post, reply, city->group, NULL));
  look (city, NURSE, anshin_urgent_messages_list, city->group);
  look (city, NURSE, anshin_addressed_messages_list, city->group);
  g_free (change (city, COLLEAGUE, anshin_message_see, NULL, city->group, answer));
  g_free (change (city, NURSE, anshin_message_acknowledge, seen, city->group, answer));
  g_free (change (city, COLLEAGUE, anshin_read_mark_put, mark, city->group, NULL));
  look (city, COLLEAGUE, anshin_read_marks_list, city->group);
  look (city, COLLEAGUE, anshin_entries_list, city->group);
  look (city, COLLEAGUE, anshin_entries_list, city->principals[COLLEAGUE].user_id);
  look (city, COLLEAGUE, anshin_groups_list, NULL);
  look (city, COLLEAGUE, anshin_group_get, city->group);
  look (city, COLLEAGUE, anshin_members_list, city->group);
  look (city, COLLEAGUE, anshin_patients_list, NULL);
}

/* What is done to a message that is there. */
void
walk_marks (City *city)
{
  g_autoptr (AnshinMessageEdit) edit = decode (anshin_message_edit_get_type (),
                                               "{\"text\":\"こんばんは\"}");
  g_autoptr (AnshinAcknowledgement) seen = decode (anshin_acknowledgement_get_type (),
                                                   "{\"kind\":\"seen\"}");
  const char *message = city->message;

  g_free (change (city, NURSE, anshin_message_edit_it, edit, city->group, message));
  look_at (city, COLLEAGUE, anshin_message_versions_list, city->group, message);
  g_free (change (city, PHYSICIAN, anshin_message_acknowledge, seen, city->group, message));
  look_at (city, COLLEAGUE, anshin_acknowledgements_list, city->group, message);
  g_free (change (city, PHYSICIAN, anshin_message_unacknowledge, NULL, city->group, message));
  g_free (change (city, PHYSICIAN, anshin_message_pin, NULL, city->group, message));
  g_free (change (city, PHYSICIAN, anshin_message_bookmark, NULL, city->group, message));
  look (city, PHYSICIAN, anshin_pins_list, city->group);
  look (city, PHYSICIAN, anshin_bookmarks_list, city->group);
  g_free (change (city, PHYSICIAN, anshin_group_mute, NULL, city->group, NULL));
  g_free (change (city, PHYSICIAN, anshin_group_unmute, NULL, city->group, NULL));
  look (city, PHYSICIAN, anshin_entries_list, city->group);
  g_free (change (city, PHYSICIAN, anshin_message_unbookmark, NULL, city->group, message));
  g_free (change (city, PHYSICIAN, anshin_message_unpin, NULL, city->group, message));
  g_free (change (city, NURSE, anshin_message_delete_it, NULL, city->group, message));
}

/* As the service does by itself when the scanner has learnt something. */
static gboolean
lock_file (AnshinCall *call, GError **error)
{
  AnshinRescan rescan = { .id = (char *) call->args[0] };

  g_string_append (call->out, "{}");
  return anshin_rescan_found (call, &rescan, error);
}

/* A file that is begun, begun again, uploaded, checked, sent, looked at, and locked later; one that
 * is given up. */
void
walk_attachments (City *city)
{
  static const char text[] = "血圧 128/76";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autofree char *wish = g_strdup_printf (
    "{\"client_id\":\"a1\",\"name\":\"メモ.txt\",\"media\":\"text\",\"size\":%zu,"
    "\"digest\":\"" ATTACHMENT_DIGEST "\"}", strlen (text));
  g_autofree char *more = g_strdup_printf (
    "{\"client_id\":\"a2\",\"name\":\"メモ.txt\",\"media\":\"text\",\"size\":1,"
    "\"digest\":\"" ATTACHMENT_DIGEST "\"}");
  g_autoptr (AnshinAttachment) file = decode (anshin_attachment_get_type (), wish);
  g_autoptr (AnshinAttachment) scan = decode (anshin_attachment_get_type (), more);
  g_autofree char *id =
    take_id (change (city, NURSE, anshin_group_attachment_begin, file, city->group, NULL));
  g_autofree char *again =
    take_id (change (city, NURSE, anshin_group_attachment_begin, file, city->group, NULL));
  g_autofree char *given_up =
    take_id (change (city, PHYSICIAN, anshin_patient_attachment_begin, scan, city->patient, NULL));
  g_autofree char *json = g_strdup_printf ("{\"client_id\":\"m9\",\"attachments\":[\"%s\"]}", id);
  g_autoptr (AnshinPost) post = decode (anshin_post_get_type (), json);
  g_autoptr (AnshinSaving) saving = decode (anshin_saving_get_type (), "{\"allowed\":true}");
  Request upload = { .who = NURSE, .func = anshin_attachment_chunk_put, .bytes = bytes,
                     .args = { id, "0" } };
  Request view = { .who = COLLEAGUE, .func = anshin_attachment_chunk_get, .args = { id, "0" } };
  g_autofree char *seen = NULL;

  g_assert_cmpstr (id, ==, again);
  g_free (run (city, upload, FALSE));
  g_free (run (city, upload, FALSE));
  look (city, NURSE, anshin_attachment_get, id);
  g_free (change (city, NURSE, anshin_attachment_complete, NULL, id, NULL));
  g_free (change (city, NURSE, anshin_message_post, post, city->group, NULL));
  g_free (change (city, NURSE, anshin_message_post, post, city->group, NULL));
  look (city, COLLEAGUE, anshin_attachment_get, id);
  g_free (change (city, COLLEAGUE, anshin_facility_put_saving, saving, city->facilities[1], NULL));
  g_free (change (city, COLLEAGUE, anshin_attachment_note_saving, NULL, id, NULL));
  seen = run (city, view, TRUE);
  g_assert_cmpstr (seen, ==, text);
  g_free (change (city, OFFICE, lock_file, NULL, id, NULL));
  g_free (change (city, PHYSICIAN, anshin_attachment_cancel, NULL, given_up, NULL));
}

static gboolean
retire_colleague (AnshinCall *call, GError **error)
{
  g_string_append (call->out, "{}");
  return anshin_group_effects_retire (call, call->args[0], error);
}

/* Two who talk alone, a free group that changes hands, and somebody who retires from all. */
void
walk_other_groups (City *city)
{
  const char *colleague = city->principals[COLLEAGUE].user_id;
  const char *nurse = city->principals[NURSE].user_id;
  g_autofree char *wish = g_strdup_printf (
    "{\"client_id\":\"w2\",\"kind\":\"direct\",\"user_id\":\"%s\"}", nurse);
  g_autofree char *guests = g_strdup_printf ("{\"user_ids\":[\"%s\"]}", nurse);
  g_autofree char *more = g_strdup_printf ("{\"user_ids\":[\"%s\"]}",
                                           city->principals[CLERK].user_id);
  g_autoptr (AnshinGroup) direct = decode (anshin_group_get_type (), wish);
  g_autoptr (AnshinGroup) free_group = decode (
    anshin_group_get_type (), "{\"client_id\":\"w3\",\"kind\":\"free\",\"name\":\"会\"}");
  g_autoptr (AnshinInvite) invite = decode (anshin_invite_get_type (), guests);
  g_autoptr (AnshinInvite) another = decode (anshin_invite_get_type (), more);
  g_autofree char *group = NULL;
  g_autofree char *id = NULL;

  g_free (change (city, COLLEAGUE, anshin_group_create, direct, NULL, NULL));
  group = take_id (change (city, COLLEAGUE, anshin_group_create, free_group, NULL, NULL));
  id = take_id (change (city, COLLEAGUE, anshin_group_invite, invite, group, NULL));
  g_free (change (city, COLLEAGUE, anshin_invitation_resend, NULL, id, NULL));
  g_free (change (city, NURSE, anshin_invitation_accept, NULL, id, NULL));
  g_free (change (city, NURSE, anshin_group_invite, another, group, NULL));
  g_free (change (city, COLLEAGUE, anshin_group_admin_name, NULL, group, nurse));
  g_free (change (city, NURSE, anshin_group_admin_unname, NULL, group, nurse));
  look (city, COLLEAGUE, anshin_members_list, group);
  g_free (change (city, OFFICE, retire_colleague, NULL, colleague, NULL));
  /* The nurse has taken over, and goes as the last. */
  g_free (change (city, NURSE, anshin_member_remove, NULL, group, nurse));
}

/* Closed and opened, deleted and brought back, and the end of the care. */
void
walk_states (City *city)
{
  g_autoptr (AnshinPatientEnding) ending = decode (
    anshin_patient_ending_get_type (), "{\"reason\":\"died\",\"on\":\"2026-10-03\"}");
  g_autoptr (AnshinInvite) invite = NULL;
  g_autofree char *guests = g_strdup_printf ("{\"user_ids\":[\"%s\"]}",
                                             city->principals[CLERK].user_id);

  invite = decode (anshin_invite_get_type (), guests);
  g_free (change (city, PHYSICIAN, anshin_group_close_it, NULL, city->group, NULL));
  g_free (change (city, PHYSICIAN, anshin_group_reopen_it, NULL, city->group, NULL));
  g_free (change (city, PHYSICIAN, anshin_group_invite, invite, city->group, NULL));
  g_free (change (city, PHYSICIAN, anshin_group_delete_it, NULL, city->group, NULL));
  look (city, PHYSICIAN, anshin_group_get, city->group);
  g_free (change (city, PHYSICIAN, anshin_group_bring_it_back, NULL, city->group, NULL));
  g_free (change (city, PHYSICIAN, anshin_patient_end, ending, city->patient, NULL));
  g_free (change (city, PHYSICIAN, anshin_patient_resume, NULL, city->patient, NULL));
}

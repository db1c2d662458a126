/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-invitation.h"

#include "anshin-record-private.h"

static const AnshinField anshin_invitation_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinInvitation, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinInvitation, group_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinInvitation, group_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinInvitation, group_kind, ANSHIN_FIELD_SERVICE, &anshin_group_kinds),
  ANSHIN_FIELD_CHOICE (AnshinInvitation, state, ANSHIN_FIELD_SERVICE, &anshin_invitation_states),
  ANSHIN_FIELD_TEXT (AnshinInvitation, user_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinInvitation, user_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinInvitation, user_profession, ANSHIN_FIELD_SERVICE,
                       &anshin_professions),
  ANSHIN_FIELD_TEXT (AnshinInvitation, user_facility_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinInvitation, inviter_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinInvitation, inviter_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinInvitation, inviter_profession, ANSHIN_FIELD_SERVICE,
                       &anshin_professions),
  ANSHIN_FIELD_TEXT (AnshinInvitation, inviter_facility_name, ANSHIN_FIELD_SERVICE,
                     ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TIME (AnshinInvitation, created_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinInvitation, expires_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXTS (AnshinInvitation, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinInvitation, anshin_invitation, NULL)

static const AnshinField anshin_invite_fields[] = {
  ANSHIN_FIELD_TEXTS (AnshinInvite, user_ids, ANSHIN_FIELD_REQUIRED, ANSHIN_MAX_INVITED_AT_ONCE),
  { NULL },
};

static gboolean
validate_invite (AnshinRecord *record, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  char **ids = ANSHIN_INVITE (record)->user_ids;

  for (guint i = 0; ids[i] != NULL; i++)
    if (!g_hash_table_add (seen, ids[i]))
      return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "user_ids", "Somebody twice", error);
  return TRUE;
}

ANSHIN_DEFINE_RECORD (AnshinInvite, anshin_invite, validate_invite)

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-group.h"

#include "anshin-record-private.h"

static const AnshinField anshin_group_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinGroup, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinGroup, client_id, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_ID),
  ANSHIN_FIELD_CHOICE (AnshinGroup, kind, ANSHIN_FIELD_REQUIRED, &anshin_group_kinds),
  ANSHIN_FIELD_CHOICE (AnshinGroup, state, ANSHIN_FIELD_SERVICE, &anshin_group_states),
  ANSHIN_FIELD_TEXT (AnshinGroup, name, ANSHIN_FIELD_LINE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinGroup, patient_id, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinGroup, user_id, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinGroup, owner_facility_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinGroup, owner_facility_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_INT (AnshinGroup, members, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinGroup, last_seq, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinGroup, read_seq, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinGroup, unread, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinGroup, for_me, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_BOOL (AnshinGroup, muted, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinGroup, last_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinGroup, last_author, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinGroup, last_text, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_MESSAGE),
  ANSHIN_FIELD_INT (AnshinGroup, waiting, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TIME (AnshinGroup, created_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinGroup, deleted_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinGroup, purge_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXTS (AnshinGroup, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

/* What may be created by a request, and the one field that says what it is about. The all-users
 * group is there from the beginning. */
static gboolean
validate_group (AnshinRecord *record, GError **error)
{
  AnshinGroup *self = ANSHIN_GROUP (record);
  const struct
  {
    int kind;
    const char *field;
    const char *value;
  } subjects[] = {
    { ANSHIN_GROUP_PATIENT, "patient_id", self->patient_id },
    { ANSHIN_GROUP_FREE, "name", self->name },
    { ANSHIN_GROUP_DIRECT, "user_id", self->user_id },
  };

  if (self->kind == ANSHIN_GROUP_ALL_USERS)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "kind", "Not made by request", error);
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      if (subjects[i].kind == self->kind && subjects[i].value == NULL)
        return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, subjects[i].field,
                                   "What the group is about", error);
      if (subjects[i].kind != self->kind && subjects[i].value != NULL)
        return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, subjects[i].field,
                                   "Not of this kind of group", error);
    }
  return TRUE;
}

ANSHIN_DEFINE_RECORD (AnshinGroup, anshin_group, validate_group)

static const AnshinField anshin_member_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinMember, user_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinMember, name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinMember, kana, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinMember, profession, ANSHIN_FIELD_SERVICE, &anshin_professions),
  ANSHIN_FIELD_TEXT (AnshinMember, facility_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinMember, facility_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinMember, state, ANSHIN_FIELD_SERVICE, &anshin_account_states),
  ANSHIN_FIELD_BOOL (AnshinMember, group_admin, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_BOOL (AnshinMember, by_right, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_BOOL (AnshinMember, creator, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_BOOL (AnshinMember, facility_admin, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinMember, joined_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_INT (AnshinMember, read_seq, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_BOOL (AnshinMember, attending, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinMember, telephone, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_TELEPHONE),
  ANSHIN_FIELD_TEXTS (AnshinMember, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinMember, anshin_member, NULL)

/**
 * anshin_member_can_be_addressed:
 * @self: somebody in the list of a group's members
 *
 * Returns: whether that one can be named in a message and asked to do something: a member whose
 *   account is active. Who reads by right of administration alone is not in the team, and who is
 *   suspended would never hear of it (PRODUCT "Suspension")
 */
gboolean
anshin_member_can_be_addressed (AnshinMember *self)
{
  return !self->by_right && self->state == ANSHIN_ACCOUNT_ACTIVE;
}

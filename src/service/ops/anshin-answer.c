/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-answer.h"

#include "anshin-addressed-table.h"
#include "anshin-channel.h"
#include "anshin-group-life.h"
#include "anshin-json.h"

/**
 * anshin_answer_begin_list:
 * @call: a call
 */
void
anshin_answer_begin_list (AnshinCall *call)
{
  g_string_append (call->out, "{\"items\":[");
}

/**
 * anshin_answer_add_item:
 * @call: a call whose list has begun
 * @record: an item
 */
void
anshin_answer_add_item (AnshinCall *call, gpointer record)
{
  if (call->out->str[call->out->len - 1] != '[')
    g_string_append_c (call->out, ',');
  anshin_json_append_record (call->out, record);
}

/**
 * anshin_answer_end_list:
 * @call: a call whose list has begun
 * @next_cursor: (nullable): where the next page begins; %NULL at the end
 */
void
anshin_answer_end_list (AnshinCall *call, const char *next_cursor)
{
  g_string_append_c (call->out, ']');
  if (next_cursor != NULL)
    {
      g_string_append (call->out, ",\"next_cursor\":");
      anshin_json_append_string (call->out, next_cursor);
    }
  g_string_append_c (call->out, '}');
}

static const AnshinAction patient_actions[] = {
  ANSHIN_ACTION_READ_PATIENT,    ANSHIN_ACTION_EDIT_PATIENT,     ANSHIN_ACTION_READ_CONSENT,
  ANSHIN_ACTION_RECORD_CONSENT,  ANSHIN_ACTION_WITHDRAW_CONSENT, ANSHIN_ACTION_CREATE_PATIENT_GROUP,
  ANSHIN_ACTION_END_PATIENT,     ANSHIN_ACTION_RESUME_PATIENT,   ANSHIN_ACTION_SEE_WHO_SAW,
};

/* The group and what is unread in it are for those who read it. */
static gboolean
fill_patients_group (AnshinCall *call, AnshinPatientView *view, AnshinFacts facts, GError **error)
{
  gboolean owner = g_strcmp0 (view->group_owner_id, call->principal->facility_id) == 0;
  AnshinFacts of_group = facts & ~ANSHIN_FACT_OWN_FACILITY;

  if (view->group_id == NULL)
    return TRUE;
  if (owner)
    of_group |= ANSHIN_FACT_OWN_FACILITY;
  if (view->member)
    of_group |= ANSHIN_FACT_MEMBER;
  if (!anshin_policy_allows (ANSHIN_ACTION_READ_GROUP, of_group))
    return TRUE;

  view->patient->group_id = g_strdup (view->group_id);
  return view->last_seq <= view->read_seq ||
         anshin_channel_count_unread (call->tx, view->group_id, call->principal->user_id,
                                      view->read_seq, &view->patient->unread, error);
}

/**
 * anshin_answer_patient:
 * @call: a call with a principal
 * @view: a patient that the asker may see; what the asker may not see of it is taken away
 * @facts: what is known
 * @error: return location
 *
 * Makes @view's patient what the asker gets.
 */
gboolean
anshin_answer_patient (AnshinCall *call, AnshinPatientView *view, AnshinFacts facts,
                       GError **error)
{
  AnshinPatient *patient = view->patient;

  if (!fill_patients_group (call, view, facts, error))
    return FALSE;
  if (!anshin_policy_allows (ANSHIN_ACTION_READ_CONSENT, facts))
    {
      g_clear_pointer (&patient->consent_id, g_free);
      patient->consent_overdue = FALSE;
    }
  patient->capabilities =
    anshin_policy_capabilities (facts, patient_actions, G_N_ELEMENTS (patient_actions));
  return TRUE;
}

static const AnshinAction group_actions[] = {
  ANSHIN_ACTION_READ_GROUP,         ANSHIN_ACTION_POST,        ANSHIN_ACTION_INVITE,
  ANSHIN_ACTION_APPROVE_INVITATION, ANSHIN_ACTION_LEAVE_GROUP, ANSHIN_ACTION_REMOVE_MEMBER,
  ANSHIN_ACTION_CLOSE_GROUP,        ANSHIN_ACTION_REOPEN_GROUP, ANSHIN_ACTION_DELETE_GROUP,
  ANSHIN_ACTION_BRING_BACK_GROUP,   ANSHIN_ACTION_ACKNOWLEDGE, ANSHIN_ACTION_PIN_MESSAGE,
  ANSHIN_ACTION_RECORD_VITALS,      ANSHIN_ACTION_SET_VITAL_TARGETS,
};

/* What the asker could do to himself, and to an invitation if one waited. The last admin of a free
 * group cannot leave the others. */
static gboolean
fill_group_capabilities (AnshinCall *call, AnshinGroupView *view, AnshinFacts facts,
                         GError **error)
{
  AnshinGroup *group = view->group;
  gint64 others = 0;
  gint64 admins = 1;

  if (group->kind == ANSHIN_GROUP_FREE && view->standing.named_admin &&
      !anshin_membership_count_others (call->tx, group->id, call->principal->user_id, &others,
                                       &admins, error))
    return FALSE;
  if (admins == 0 && others > 0)
    facts |= ANSHIN_FACT_LAST_GROUP_ADMIN;
  group->capabilities =
    anshin_policy_capabilities (facts | ANSHIN_FACT_SELF | ANSHIN_FACT_WAITING, group_actions,
                                G_N_ELEMENTS (group_actions));
  return TRUE;
}

/**
 * anshin_answer_group:
 * @call: a call with a principal
 * @view: a group that the asker may know of
 * @error: return location
 *
 * Makes @view's group what the asker gets: of a frozen one, members of other facilities get no
 * more than that it is frozen.
 */
gboolean
anshin_answer_group (AnshinCall *call, AnshinGroupView *view, GError **error)
{
  AnshinGroup *group = view->group;
  AnshinFacts facts = anshin_facts_of_group (call, &view->standing);

  if (!fill_group_capabilities (call, view, facts, error))
    return FALSE;
  if (facts & ANSHIN_FACT_GROUP_ADMIN)
    group->waiting = view->waiting;
  if (!anshin_policy_allows (ANSHIN_ACTION_READ_GROUP, facts))
    {
      g_clear_pointer (&group->patient_id, g_free);
      group->last_seq = 0;
      return TRUE;
    }
  if (group->last_seq == 0)
    return TRUE;
  if (!anshin_addressed_count (call->tx, group->id, call->principal->user_id, &group->for_me,
                               error))
    return FALSE;
  return anshin_group_get_last_message (call->tx, group->id, group, error) &&
         (group->last_seq <= group->read_seq ||
          anshin_channel_count_unread (call->tx, group->id, call->principal->user_id,
                                       group->read_seq, &group->unread, error));
}

/**
 * anshin_answer_group_again:
 * @call: a call with a principal
 * @id: a group that the asker may know of
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * Answers with the group as it is now.
 */
gboolean
anshin_answer_group_again (AnshinCall *call, const char *id, GError **error)
{
  g_autoptr (AnshinGroupView) view =
    anshin_group_view (call->tx, id, call->principal->user_id, error);

  if (view == NULL || !anshin_answer_group (call, view, error))
    return FALSE;
  anshin_json_append_record (call->out, view->group);
  return TRUE;
}

static const AnshinAction waiting_actions[] = {
  ANSHIN_ACTION_APPROVE_INVITATION,
  ANSHIN_ACTION_CANCEL_INVITATION,
  ANSHIN_ACTION_RESEND_INVITATION,
};

static const AnshinAction sent_actions[] = {
  ANSHIN_ACTION_ANSWER_INVITATION,
  ANSHIN_ACTION_CANCEL_INVITATION,
  ANSHIN_ACTION_RESEND_INVITATION,
};

/* What can be done with an invitation in its state. */
static char **
get_invitation_capabilities (int state, AnshinFacts facts)
{
  switch (state)
    {
    case ANSHIN_INVITATION_WAITING:
      return anshin_policy_capabilities (facts, waiting_actions, G_N_ELEMENTS (waiting_actions));
    case ANSHIN_INVITATION_SENT:
      return anshin_policy_capabilities (facts, sent_actions, G_N_ELEMENTS (sent_actions));
    case ANSHIN_INVITATION_EXPIRED:
      return anshin_policy_capabilities (facts, sent_actions + 2, 1);
    default:
      return NULL;
    }
}

/* The group's name is the patient's: for those in the group, and for the invitee while asked, not
 * for who has declined or was removed since. */
static gboolean
may_see_name (AnshinFacts facts, int state)
{
  return anshin_policy_allows (ANSHIN_ACTION_READ_GROUP, facts) ||
         (state == ANSHIN_INVITATION_SENT &&
          anshin_policy_allows (ANSHIN_ACTION_ANSWER_INVITATION, facts));
}

/**
 * anshin_answer_invitation:
 * @call: a call with a principal
 * @row: an invitation that the asker may know of
 * @facts: what is known
 * @error: return location
 *
 * Makes @row's invitation what the asker gets.
 */
gboolean
anshin_answer_invitation (AnshinCall *call, AnshinInvitationRow *row, AnshinFacts facts,
                          GError **error)
{
  AnshinInvitation *invitation = row->invitation;

  invitation->capabilities = get_invitation_capabilities (invitation->state, facts);
  if (!may_see_name (facts, invitation->state))
    return TRUE;
  return anshin_group_get_name (call->tx, invitation->group_id, &invitation->group_name, error);
}

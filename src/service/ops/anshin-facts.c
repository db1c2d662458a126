/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-facts.h"

#include "anshin-group-life.h"

/**
 * anshin_facts_own:
 * @call: a call with a principal
 *
 * Returns: what is known of the asker before any object is looked at
 */
AnshinFacts
anshin_facts_own (AnshinCall *call)
{
  const AnshinPrincipal *asker = call->principal;

  if (asker == NULL)
    return 0;
  return anshin_policy_get_own_facts (asker->profession, asker->facility_kind, asker->office,
                                      asker->facility_admin, asker->whole_picture);
}

/**
 * anshin_facts_get_scope:
 * @call: a call with a principal
 *
 * Returns: what the asker's lists are limited to, borrowed from the principal
 */
AnshinScope
anshin_facts_get_scope (AnshinCall *call)
{
  const AnshinPrincipal *asker = call->principal;
  AnshinScope scope = { 0 };

  scope.user_id = asker->user_id;
  scope.facility_id = asker->facility_id;
  scope.facility_admin = asker->facility_admin;
  scope.whole_facility =
    asker->facility_admin || asker->whole_picture;
  return scope;
}

/**
 * anshin_facts_of_user:
 * @call: a call with a principal
 * @user: the user concerned
 *
 * Returns: how the asker stands to @user, and what @user is; who is left at the facility has to
 *   be looked up, see anshin_account_get_facts()
 */
AnshinFacts
anshin_facts_of_user (AnshinCall *call, AnshinUser *user)
{
  AnshinFacts facts = anshin_facts_own (call);

  if (g_strcmp0 (user->id, call->principal->user_id) == 0)
    facts |= ANSHIN_FACT_SELF;
  if (g_strcmp0 (user->facility_id, call->principal->facility_id) == 0)
    facts |= ANSHIN_FACT_OWN_FACILITY;
  if (user->facility_admin)
    facts |= ANSHIN_FACT_ADMIN;
  if (user->state == ANSHIN_ACCOUNT_ACTIVE)
    facts |= ANSHIN_FACT_ACTIVE;
  if (user->state == ANSHIN_ACCOUNT_SUSPENDED)
    facts |= ANSHIN_FACT_SUSPENDED;
  return facts;
}

static AnshinFacts
get_state_facts (int state)
{
  switch (state)
    {
    case ANSHIN_GROUP_LIVE:
      return ANSHIN_FACT_GROUP_LIVE;
    case ANSHIN_GROUP_FROZEN:
      return ANSHIN_FACT_GROUP_FROZEN;
    case ANSHIN_GROUP_CLOSED:
      return ANSHIN_FACT_GROUP_CLOSED;
    case ANSHIN_GROUP_DELETED:
      return ANSHIN_FACT_GROUP_DELETED;
    default:
      return 0;
    }
}

/* Derived, never stored: the owner facility's admins, and the creator while on its staff. */
static gboolean
administers (AnshinCall *call, const char *owner_facility_id, const char *creator_id)
{
  const AnshinPrincipal *asker = call->principal;

  return g_strcmp0 (owner_facility_id, asker->facility_id) == 0 &&
         (asker->facility_admin || g_strcmp0 (creator_id, asker->user_id) == 0);
}

/**
 * anshin_facts_of_patient:
 * @call: a call with a principal
 * @view: a patient, as the asker stands to it
 *
 * Returns: the facts; %ANSHIN_FACT_OWN_FACILITY speaks of the facility that entered the patient
 */
AnshinFacts
anshin_facts_of_patient (AnshinCall *call, const AnshinPatientView *view)
{
  const AnshinPatient *patient = view->patient;
  AnshinFacts facts = anshin_facts_own (call);

  if (g_strcmp0 (patient->facility_id, call->principal->facility_id) == 0)
    facts |= ANSHIN_FACT_OWN_FACILITY;
  if (g_strcmp0 (patient->attending_physician_id, call->principal->user_id) == 0)
    facts |= ANSHIN_FACT_ATTENDING;
  if (view->no_attending)
    facts |= ANSHIN_FACT_NO_ATTENDING;
  if (view->consent_in_force)
    facts |= ANSHIN_FACT_CONSENT_IN_FORCE;
  if (patient->ended != ANSHIN_ENDING_NONE)
    facts |= ANSHIN_FACT_ENDED;
  if (view->group_id == NULL)
    return facts;

  facts |= ANSHIN_FACT_PATIENT_GROUP | get_state_facts (view->group_state);
  if (view->member)
    facts |= ANSHIN_FACT_TEAM;
  if (administers (call, view->group_owner_id, view->group_creator_id))
    facts |= ANSHIN_FACT_GROUP_ADMIN;
  return facts;
}

/**
 * anshin_facts_of_group:
 * @call: a call with a principal
 * @standing: how the asker stands to a group
 *
 * Returns: the facts; %ANSHIN_FACT_OWN_FACILITY speaks of the facility that created the group
 */
AnshinFacts
anshin_facts_of_group (AnshinCall *call, const AnshinGroupStanding *standing)
{
  AnshinFacts facts = anshin_facts_own (call) | get_state_facts (standing->state);
  gboolean admin = FALSE;

  if (g_strcmp0 (standing->owner_facility_id, call->principal->facility_id) == 0)
    facts |= ANSHIN_FACT_OWN_FACILITY;
  if (standing->member)
    facts |= ANSHIN_FACT_MEMBER;
  if (standing->kind == ANSHIN_GROUP_PATIENT)
    facts |= ANSHIN_FACT_PATIENT_GROUP;
  if (standing->kind == ANSHIN_GROUP_ALL_USERS)
    facts |= ANSHIN_FACT_ALL_USERS;
  if (standing->kind == ANSHIN_GROUP_DIRECT)
    facts |= ANSHIN_FACT_DIRECT;
  if (standing->consent_in_force)
    facts |= ANSHIN_FACT_CONSENT_IN_FORCE;

  admin = standing->kind == ANSHIN_GROUP_PATIENT
            ? administers (call, standing->owner_facility_id, standing->creator_id)
            : standing->member && standing->named_admin;
  if (admin)
    facts |= ANSHIN_FACT_GROUP_ADMIN;
  return facts;
}

/* Nobody may take the last active admin away from others. One who is alone in a group may go, but
 * not give it up and stay. */
static gboolean
add_last_admin (AnshinCall *call, const char *group_id, const char *user_id, gboolean stays,
                AnshinFacts *facts, GError **error)
{
  gint64 others = 0;
  gint64 active_admins = 0;

  if (!anshin_membership_count_others (call->tx, group_id, user_id, &others, &active_admins,
                                       error))
    return FALSE;
  if (active_admins == 0 && (others > 0 || stays))
    *facts |= ANSHIN_FACT_LAST_GROUP_ADMIN;
  return TRUE;
}

/**
 * anshin_facts_of_member:
 * @call: a call with a principal
 * @group_id: a group
 * @standing: how the asker stands to it
 * @member: a member of it
 * @stays: whether the member stays in the group, whatever is asked for
 * @facts: (inout): the facts of the group; gets how the asker stands to the member
 * @error: return location
 */
gboolean
anshin_facts_of_member (AnshinCall *call, const char *group_id,
                        const AnshinGroupStanding *standing, AnshinMember *member, gboolean stays,
                        AnshinFacts *facts, GError **error)
{
  if (g_strcmp0 (member->user_id, call->principal->user_id) == 0)
    *facts |= ANSHIN_FACT_SELF;
  if (g_strcmp0 (member->facility_id, call->principal->facility_id) == 0)
    *facts |= ANSHIN_FACT_OWN_STAFF;
  if (member->state == ANSHIN_ACCOUNT_ACTIVE)
    *facts |= ANSHIN_FACT_ACTIVE;
  if (member->state == ANSHIN_ACCOUNT_SUSPENDED)
    *facts |= ANSHIN_FACT_SUSPENDED;
  if (standing->kind != ANSHIN_GROUP_FREE || !member->group_admin)
    return TRUE;

  *facts |= ANSHIN_FACT_NAMED_ADMIN;
  return add_last_admin (call, group_id, member->user_id, stays, facts, error);
}

/**
 * anshin_facts_of_invitation:
 * @call: a call with a principal
 * @row: an invitation
 * @standing: how the asker stands to its group
 *
 * Returns: the facts of the group, and how the asker stands to the invitation
 */
AnshinFacts
anshin_facts_of_invitation (AnshinCall *call, const AnshinInvitationRow *row,
                            const AnshinGroupStanding *standing)
{
  AnshinFacts facts = anshin_facts_of_group (call, standing);

  if (g_strcmp0 (row->invitation->user_id, call->principal->user_id) == 0)
    facts |= ANSHIN_FACT_INVITEE;
  if (g_strcmp0 (row->invitation->inviter_id, call->principal->user_id) == 0)
    facts |= ANSHIN_FACT_INVITER;
  if (row->sent)
    facts |= ANSHIN_FACT_SENT;
  if (row->invitation->state == ANSHIN_INVITATION_WAITING)
    facts |= ANSHIN_FACT_WAITING;
  return facts;
}

/**
 * anshin_facts_load_patient:
 * @call: a call with a principal
 * @id: a patient's id, as it came in
 * @facts: (out): what the policy judges
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the patient; nothing of it may go out before the policy
 *   has been asked
 */
AnshinPatientView *
anshin_facts_load_patient (AnshinCall *call, const char *id, AnshinFacts *facts, GError **error)
{
  AnshinPatientView *view = anshin_patient_view (call->tx, id, call->principal->user_id, error);

  if (view == NULL)
    return NULL;

  *facts = anshin_facts_of_patient (call, view);
  call->audit.object_id = call->audit.patient_id = anshin_call_keep (call, g_strdup (id));
  call->audit.group_id = anshin_call_keep (call, g_strdup (view->group_id));
  return view;
}

/**
 * anshin_facts_load_group:
 * @call: a call with a principal
 * @id: a group's id, as it came in
 * @standing: (out caller-allocates): to be cleared with anshin_group_standing_clear()
 * @facts: (out): what the policy judges
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * Who comes by right of administration, without being a member, is recorded as such.
 */
gboolean
anshin_facts_load_group (AnshinCall *call, const char *id, AnshinGroupStanding *standing,
                         AnshinFacts *facts, GError **error)
{
  if (!anshin_group_stand (call->tx, id, call->principal->user_id, standing, error))
    return FALSE;

  *facts = anshin_facts_of_group (call, standing);
  call->audit.object_id = call->audit.group_id = anshin_call_keep (call, g_strdup (id));
  call->audit.patient_id = anshin_call_keep (call, g_strdup (standing->patient_id));
  if (!standing->member && (*facts & ANSHIN_FACT_GROUP_ADMIN) != 0)
    call->audit.reason = "by-right";
  return TRUE;
}

/**
 * anshin_facts_load_invitation:
 * @call: a call with a principal
 * @id: an invitation's id, as it came in
 * @standing: (out caller-allocates): how the asker stands to its group
 * @facts: (out): what the policy judges
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the invitation
 */
AnshinInvitationRow *
anshin_facts_load_invitation (AnshinCall *call, const char *id, AnshinGroupStanding *standing,
                              AnshinFacts *facts, GError **error)
{
  g_autoptr (AnshinInvitationRow) row = anshin_invitation_load (call->tx, id, error);

  if (row == NULL || !anshin_facts_load_group (call, row->invitation->group_id, standing, facts,
                                               error))
    return NULL;

  *facts = anshin_facts_of_invitation (call, row, standing);
  call->audit.object_id = anshin_call_keep (call, g_strdup (id));
  return g_steal_pointer (&row);
}

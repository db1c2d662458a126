/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-policy.h"

/* Holds when all of @all and none of @none are given. One without @all ends an array: each array
 * of a rule is longer than what is in it. */
typedef struct
{
  guint all;
  guint none;
} Condition;

typedef struct
{
  Condition when;
  AnshinError code;
} Refusal;

/**
 * Rule:
 * @wire: the action's stable name, as capabilities carry it
 * @visible: who may know that the object exists: one of them must hold
 * @allowed: who has the right: one of them must hold
 * @refusals: why somebody has not: the first that holds; else "forbidden"
 * @hindrances: what stands in the way of those who have it: the first that holds
 */
typedef struct
{
  const char *wire;
  Condition visible[8];
  Condition allowed[8];
  Refusal refusals[4];
  Refusal hindrances[5];
} Rule;

/* Short names, so that a rule reads as a line. */
enum
{
  USER = ANSHIN_FACT_USER,
  OFFICE = ANSHIN_FACT_OFFICE,
  ADMIN = ANSHIN_FACT_FACILITY_ADMIN,
  ELIGIBLE = ANSHIN_FACT_ELIGIBLE,
  PHYSICIAN = ANSHIN_FACT_PHYSICIAN,
  CARE_MANAGER = ANSHIN_FACT_CARE_MANAGER,
  STATION_ADMIN = ANSHIN_FACT_NURSE_STATION_ADMIN,
  OWN = ANSHIN_FACT_OWN_FACILITY,
  OWN_STAFF = ANSHIN_FACT_OWN_STAFF,
  SELF = ANSHIN_FACT_SELF,
  ATTENDING = ANSHIN_FACT_ATTENDING,
  NO_ATTENDING = ANSHIN_FACT_NO_ATTENDING,
  CONSENT = ANSHIN_FACT_CONSENT_IN_FORCE,
  MEMBER = ANSHIN_FACT_MEMBER,
  INVITEE = ANSHIN_FACT_INVITEE,
  INVITER = ANSHIN_FACT_INVITER,
  GROUP_ADMIN = ANSHIN_FACT_GROUP_ADMIN,
  LIVE = ANSHIN_FACT_GROUP_LIVE,
  FROZEN = ANSHIN_FACT_GROUP_FROZEN,
  CLOSED = ANSHIN_FACT_GROUP_CLOSED,
  ALL_USERS = ANSHIN_FACT_ALL_USERS,
  PATIENT_GROUP = ANSHIN_FACT_PATIENT_GROUP,
  SENT = ANSHIN_FACT_SENT,
  WAITING = ANSHIN_FACT_WAITING,
  TEAM = ANSHIN_FACT_TEAM,
};

/* The office never sees patient content, whatever else its staff are (PRODUCT section 1). */
#define ANYBODY { USER, 0 }
#define UNLESS_OFFICE(facts) { USER | (facts), OFFICE }

/* A group about a patient is closed to the office; no other group is. */
#define IN_GROUP(fact, except)                                                                    \
  { USER | (fact), OFFICE | (except) }, { USER | (fact), PATIENT_GROUP | (except) }

/*
 * Who sees a patient: the eligible and the admins of the facility that entered it; the members of
 * the patient's group, those of other facilities until it is frozen; the group's admins; and the
 * attending physician of another facility as soon as a consent is in force, as he is the one who
 * creates the group (source A3).
 */
#define SEES_PATIENT                                                                              \
  UNLESS_OFFICE (OWN | ADMIN), UNLESS_OFFICE (OWN | ELIGIBLE), UNLESS_OFFICE (OWN | TEAM),        \
    { USER | TEAM, OFFICE | FROZEN }, UNLESS_OFFICE (GROUP_ADMIN),                                \
    UNLESS_OFFICE (ATTENDING | CONSENT)

#define KEEPS_PATIENT                                                                             \
  UNLESS_OFFICE (OWN | ADMIN), UNLESS_OFFICE (OWN | ELIGIBLE), UNLESS_OFFICE (GROUP_ADMIN)

#define SEES_GROUP IN_GROUP (MEMBER, 0), IN_GROUP (GROUP_ADMIN, 0), { USER | ALL_USERS, 0 }

#define SEES_INVITATION                                                                           \
  IN_GROUP (MEMBER, 0), IN_GROUP (GROUP_ADMIN, 0), IN_GROUP (INVITEE | SENT, 0)

#define MUST_BE_LIVE                                                                              \
  { { FROZEN, 0 }, ANSHIN_ERROR_GROUP_FROZEN }, { { USER, LIVE }, ANSHIN_ERROR_GROUP_CLOSED }

#define NOT_ELIGIBLE { { USER | OWN, 0 }, ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION }
#define NOT_GROUP_ADMIN { { USER, ALL_USERS }, ANSHIN_ERROR_NEEDS_GROUP_ADMIN }

/* PRODUCT section 2, for the actions that exist. Blank cells there are absent lines here. */
static const Rule rules[ANSHIN_N_ACTIONS] = {
  [ANSHIN_ACTION_READ_DIRECTORY] = {
    .wire = "read-directory",
    .visible = { ANYBODY },
    .allowed = { ANYBODY },
  },
  [ANSHIN_ACTION_SEE_MAIL] = {
    .wire = "see-mail",
    .visible = { ANYBODY },
    .allowed = { { USER | OFFICE, 0 }, { USER | ADMIN | OWN, 0 }, { USER | SELF, 0 } },
    .refusals = { { { USER | OWN, 0 }, ANSHIN_ERROR_NEEDS_FACILITY_ADMIN },
                  { { USER, 0 }, ANSHIN_ERROR_NEEDS_OFFICE } },
  },
  [ANSHIN_ACTION_ISSUE_ENROLMENT_CODE] = {
    .wire = "issue-enrolment-code",
    .visible = { ANYBODY },
    .allowed = { { USER | OFFICE, 0 }, { USER | ADMIN | OWN, 0 } },
    .refusals = { { { USER | OWN, 0 }, ANSHIN_ERROR_NEEDS_FACILITY_ADMIN },
                  { { USER, 0 }, ANSHIN_ERROR_NEEDS_OFFICE } },
  },
  [ANSHIN_ACTION_LIST_PATIENTS] = {
    .wire = "list-patients",
    .visible = { ANYBODY },
    .allowed = { { USER, OFFICE } },
  },
  [ANSHIN_ACTION_READ_PATIENT] = {
    .wire = "read-patient",
    .visible = { SEES_PATIENT },
    .allowed = { SEES_PATIENT },
  },
  [ANSHIN_ACTION_ENTER_PATIENT] = {
    .wire = "enter-patient",
    .visible = { ANYBODY },
    .allowed = { UNLESS_OFFICE (OWN | ADMIN), UNLESS_OFFICE (OWN | ELIGIBLE) },
    .refusals = { { { USER, OFFICE }, ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION } },
  },
  [ANSHIN_ACTION_EDIT_PATIENT] = {
    .wire = "edit-patient",
    .visible = { SEES_PATIENT },
    .allowed = { KEEPS_PATIENT },
    .refusals = { NOT_ELIGIBLE },
  },
  [ANSHIN_ACTION_READ_CONSENT] = {
    .wire = "read-consent",
    .visible = { SEES_PATIENT },
    .allowed = { KEEPS_PATIENT, UNLESS_OFFICE (ATTENDING | CONSENT) },
    .refusals = { NOT_ELIGIBLE },
  },
  [ANSHIN_ACTION_RECORD_CONSENT] = {
    .wire = "record-consent",
    .visible = { SEES_PATIENT },
    .allowed = { KEEPS_PATIENT },
    .refusals = { NOT_ELIGIBLE },
  },
  [ANSHIN_ACTION_WITHDRAW_CONSENT] = {
    .wire = "withdraw-consent",
    .visible = { SEES_PATIENT },
    .allowed = { KEEPS_PATIENT },
    .refusals = { NOT_ELIGIBLE },
    .hindrances = { { { USER, CONSENT }, ANSHIN_ERROR_CONSENT_STATE } },
  },
  [ANSHIN_ACTION_CREATE_PATIENT_GROUP] = {
    .wire = "create-patient-group",
    .visible = { SEES_PATIENT },
    .allowed = { UNLESS_OFFICE (ATTENDING | PHYSICIAN),
                 UNLESS_OFFICE (NO_ATTENDING | OWN | CARE_MANAGER),
                 UNLESS_OFFICE (NO_ATTENDING | OWN | STATION_ADMIN),
                 UNLESS_OFFICE (NO_ATTENDING | OWN | ELIGIBLE) },
    .refusals = { { { USER | NO_ATTENDING, 0 }, ANSHIN_ERROR_NEEDS_WHOLE_PICTURE },
                  { { USER, 0 }, ANSHIN_ERROR_NEEDS_ATTENDING_PHYSICIAN } },
    .hindrances = { { { USER, CONSENT }, ANSHIN_ERROR_CONSENT_MISSING },
                    { { LIVE, 0 }, ANSHIN_ERROR_GROUP_EXISTS },
                    { { FROZEN, 0 }, ANSHIN_ERROR_GROUP_EXISTS },
                    { { CLOSED, 0 }, ANSHIN_ERROR_GROUP_EXISTS } },
  },
  [ANSHIN_ACTION_CREATE_FREE_GROUP] = {
    .wire = "create-free-group",
    .visible = { ANYBODY },
    .allowed = { ANYBODY },
  },
  [ANSHIN_ACTION_READ_GROUP] = {
    .wire = "read-group",
    .visible = { SEES_GROUP },
    .allowed = { IN_GROUP (MEMBER, FROZEN), UNLESS_OFFICE (MEMBER | OWN),
                 IN_GROUP (GROUP_ADMIN, 0), { USER | ALL_USERS, 0 } },
    .refusals = { { { FROZEN, 0 }, ANSHIN_ERROR_GROUP_FROZEN } },
  },
  [ANSHIN_ACTION_POST] = {
    .wire = "post",
    .visible = { SEES_GROUP },
    .allowed = { IN_GROUP (MEMBER, ALL_USERS), IN_GROUP (GROUP_ADMIN, ALL_USERS),
                 { USER | ALL_USERS | OFFICE, 0 } },
    .refusals = { { { ALL_USERS, 0 }, ANSHIN_ERROR_NEEDS_OFFICE } },
    .hindrances = { MUST_BE_LIVE },
  },
  [ANSHIN_ACTION_INVITE] = {
    .wire = "invite",
    .visible = { SEES_GROUP },
    .allowed = { IN_GROUP (MEMBER, ALL_USERS), IN_GROUP (GROUP_ADMIN, ALL_USERS) },
    .hindrances = { MUST_BE_LIVE },
  },
  [ANSHIN_ACTION_APPROVE_INVITATION] = {
    .wire = "approve-invitation",
    .visible = { SEES_INVITATION },
    .allowed = { IN_GROUP (GROUP_ADMIN, ALL_USERS) },
    .refusals = { NOT_GROUP_ADMIN },
    .hindrances = { MUST_BE_LIVE, { { USER, WAITING }, ANSHIN_ERROR_INVITATION_STATE } },
  },
  [ANSHIN_ACTION_ANSWER_INVITATION] = {
    .wire = "answer-invitation",
    .visible = { SEES_INVITATION },
    .allowed = { IN_GROUP (INVITEE | SENT, ALL_USERS) },
    .hindrances = { MUST_BE_LIVE },
  },
  [ANSHIN_ACTION_CANCEL_INVITATION] = {
    .wire = "cancel-invitation",
    .visible = { SEES_INVITATION },
    .allowed = { IN_GROUP (INVITER | MEMBER, ALL_USERS), IN_GROUP (GROUP_ADMIN, ALL_USERS) },
    .refusals = { NOT_GROUP_ADMIN },
  },
  [ANSHIN_ACTION_LEAVE_GROUP] = {
    .wire = "leave-group",
    .visible = { SEES_GROUP },
    .allowed = { { USER | SELF | MEMBER, ALL_USERS } },
  },
  [ANSHIN_ACTION_REMOVE_MEMBER] = {
    .wire = "remove-member",
    .visible = { SEES_GROUP, { USER | ADMIN | OWN_STAFF, 0 } },
    .allowed = { IN_GROUP (GROUP_ADMIN, ALL_USERS), { USER | ADMIN | OWN_STAFF, ALL_USERS } },
    .refusals = { NOT_GROUP_ADMIN },
  },
};

static gboolean
holds (const Condition *condition, AnshinFacts facts)
{
  return (facts & condition->all) == condition->all && (facts & condition->none) == 0;
}

static gboolean
holds_any (const Condition *conditions, AnshinFacts facts)
{
  for (; conditions->all != 0; conditions++)
    if (holds (conditions, facts))
      return TRUE;
  return FALSE;
}

static const Refusal *
find_refusal (const Refusal *refusals, AnshinFacts facts)
{
  for (; refusals->when.all != 0; refusals++)
    if (holds (&refusals->when, facts))
      return refusals;
  return NULL;
}

/**
 * anshin_policy_get_own_facts:
 * @profession: the asker's profession
 * @facility_kind: the kind of the asker's facility
 * @office: whether the asker works for the office
 * @facility_admin: whether the asker is an admin of that facility
 *
 * What is known of an active, signed-in asker before any object is looked at. May be called from
 * any thread.
 */
AnshinFacts
anshin_policy_get_own_facts (int profession, int facility_kind, gboolean office,
                             gboolean facility_admin)
{
  AnshinFacts facts = ANSHIN_FACT_USER;

  if (office)
    facts |= ANSHIN_FACT_OFFICE;
  if (facility_admin)
    facts |= ANSHIN_FACT_FACILITY_ADMIN;
  if (facility_admin && facility_kind == ANSHIN_FACILITY_VISITING_NURSE_STATION)
    facts |= ANSHIN_FACT_NURSE_STATION_ADMIN;
  if (profession == ANSHIN_PROFESSION_PHYSICIAN)
    facts |= ANSHIN_FACT_PHYSICIAN;
  if (profession == ANSHIN_PROFESSION_CARE_MANAGER)
    facts |= ANSHIN_FACT_CARE_MANAGER;
  if (anshin_profession_sees_whole_picture (profession))
    facts |= ANSHIN_FACT_ELIGIBLE;
  return facts;
}

/**
 * anshin_policy_judge:
 * @action: what is asked for
 * @facts: what is known of the asker, the object, and how they stand to each other
 *
 * Judges by the table of PRODUCT section 2; what no line allows is denied. First whether the
 * object may be known of, then the right, then what stands in the way of it. Pure: the same facts
 * always give the same verdict, in any thread.
 *
 * Returns: the verdict
 */
AnshinVerdict
anshin_policy_judge (AnshinAction action, AnshinFacts facts)
{
  AnshinVerdict verdict = { FALSE, FALSE, ANSHIN_ERROR_NOT_FOUND };
  const Rule *rule = NULL;
  const Refusal *refusal = NULL;

  if ((guint) action >= ANSHIN_N_ACTIONS || (facts & ANSHIN_FACT_USER) == 0)
    return verdict;

  rule = &rules[action];
  verdict.visible = holds_any (rule->visible, facts);
  if (!verdict.visible)
    return verdict;

  if (!holds_any (rule->allowed, facts))
    {
      refusal = find_refusal (rule->refusals, facts);
      verdict.code = refusal != NULL ? refusal->code : ANSHIN_ERROR_FORBIDDEN;
      return verdict;
    }

  refusal = find_refusal (rule->hindrances, facts);
  verdict.allowed = refusal == NULL;
  if (refusal != NULL)
    verdict.code = refusal->code;
  return verdict;
}

/**
 * anshin_policy_check:
 * @action: what is asked for
 * @facts: what is known
 * @error: why it is refused: the verdict's code, "not-found" if the object is out of sight
 *
 * Returns: whether the action is allowed
 */
gboolean
anshin_policy_check (AnshinAction action, AnshinFacts facts, GError **error)
{
  AnshinVerdict verdict = anshin_policy_judge (action, facts);

  if (verdict.allowed)
    return TRUE;

  if (!verdict.visible)
    anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "Not found");
  else
    anshin_set_error (error, verdict.code, NULL, "%s refused", anshin_action_to_wire (action));
  return FALSE;
}

/**
 * anshin_policy_allows:
 * @action: what is asked for
 * @facts: what is known
 *
 * Returns: whether the action is allowed
 */
gboolean
anshin_policy_allows (AnshinAction action, AnshinFacts facts)
{
  return anshin_policy_judge (action, facts).allowed;
}

/**
 * anshin_action_to_wire:
 * @action: an action
 *
 * Returns: its stable name, as capabilities carry it; "none" if there is no such action
 */
const char *
anshin_action_to_wire (AnshinAction action)
{
  if ((guint) action >= ANSHIN_N_ACTIONS || rules[action].wire == NULL)
    return "none";
  return rules[action].wire;
}

/**
 * anshin_policy_capabilities:
 * @facts: what is known
 * @actions: the actions that a resource has
 * @n_actions: how many
 *
 * Which of @actions the asker may do, so that the desktop can grey out the rest.
 *
 * Returns: (transfer full): their wire names, ended by %NULL
 */
char **
anshin_policy_capabilities (AnshinFacts facts, const AnshinAction *actions, guint n_actions)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char **names = NULL;

  for (guint i = 0; i < n_actions; i++)
    if (anshin_policy_allows (actions[i], facts))
      g_strv_builder_add (builder, anshin_action_to_wire (actions[i]));
  names = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return names;
}

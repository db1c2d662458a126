/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy-properties.h"

/* SECURITY AZ-01, AZ-09: what must hold whatever the facts are. */

static gboolean
allows (AnshinAction action, AnshinFacts facts)
{
  return anshin_policy_allows (action, facts);
}

static const AnshinAction about_patient[] = {
  ANSHIN_ACTION_LIST_PATIENTS,  ANSHIN_ACTION_READ_PATIENT,   ANSHIN_ACTION_ENTER_PATIENT,
  ANSHIN_ACTION_EDIT_PATIENT,   ANSHIN_ACTION_READ_CONSENT,   ANSHIN_ACTION_RECORD_CONSENT,
  ANSHIN_ACTION_WITHDRAW_CONSENT, ANSHIN_ACTION_CREATE_PATIENT_GROUP, ANSHIN_ACTION_END_PATIENT,
  ANSHIN_ACTION_RESUME_PATIENT, ANSHIN_ACTION_SEE_WHO_SAW,    ANSHIN_ACTION_EDIT_CARD,
  ANSHIN_ACTION_LIST_REGISTER,
};

static const AnshinAction about_group[] = {
  ANSHIN_ACTION_READ_GROUP,         ANSHIN_ACTION_POST,
  ANSHIN_ACTION_INVITE,             ANSHIN_ACTION_APPROVE_INVITATION,
  ANSHIN_ACTION_ANSWER_INVITATION,  ANSHIN_ACTION_CANCEL_INVITATION,
  ANSHIN_ACTION_LEAVE_GROUP,        ANSHIN_ACTION_REMOVE_MEMBER,
  ANSHIN_ACTION_CLOSE_GROUP,        ANSHIN_ACTION_REOPEN_GROUP,
  ANSHIN_ACTION_DELETE_GROUP,       ANSHIN_ACTION_BRING_BACK_GROUP,
  ANSHIN_ACTION_NAME_GROUP_ADMIN,   ANSHIN_ACTION_UNNAME_GROUP_ADMIN,
  ANSHIN_ACTION_TAKE_REQUEST,       ANSHIN_ACTION_FINISH_REQUEST,
  ANSHIN_ACTION_DECLINE_REQUEST,    ANSHIN_ACTION_ASK_AGAIN,
  ANSHIN_ACTION_CANCEL_REQUEST,     ANSHIN_ACTION_GIVE_REQUEST,
  ANSHIN_ACTION_CHANGE_MESSAGE,     ANSHIN_ACTION_SEE_VERSIONS,
  ANSHIN_ACTION_ACKNOWLEDGE,        ANSHIN_ACTION_PIN_MESSAGE,
};

static void
check_verdict (int action, AnshinFacts facts)
{
  AnshinVerdict verdict = anshin_policy_judge (action, facts);

  if (verdict.allowed)
    g_assert_true (verdict.visible);
  else
    g_assert_cmpuint (anshin_error_get_status (verdict.code), >=, 400);
  if (!verdict.visible)
    g_assert_cmpint (verdict.code, ==, ANSHIN_ERROR_NOT_FOUND);
  else if (!verdict.allowed)
    g_assert_cmpint (verdict.code, !=, ANSHIN_ERROR_NOT_FOUND);
}

/* The office alone, and with whatever else, never gets at what is about a patient (AZ-09). */
static void
check_office (AnshinFacts facts)
{
  if (!(facts & ANSHIN_FACT_OFFICE))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (about_patient); i++)
    g_assert_false (allows (about_patient[i], facts));
  if (!(facts & ANSHIN_FACT_PATIENT_GROUP) || (facts & ANSHIN_FACT_ALL_USERS))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (about_group); i++)
    g_assert_false (anshin_policy_judge (about_group[i], facts).visible);
}

static void
check_needs (int action, AnshinFacts facts, AnshinFacts needed)
{
  if (allows (action, facts))
    g_assert_cmpuint (facts & needed, ==, needed);
}

static void
check_bars (int action, AnshinFacts facts, AnshinFacts barred)
{
  if (allows (action, facts))
    g_assert_cmpuint (facts & barred, ==, 0);
}

/* What may be done to a group besides talking in it: by its admins, in its state. */
static void
check_group_requirements (AnshinFacts facts)
{
  static const AnshinAction of_admins[] = {
    ANSHIN_ACTION_CLOSE_GROUP,      ANSHIN_ACTION_REOPEN_GROUP,     ANSHIN_ACTION_DELETE_GROUP,
    ANSHIN_ACTION_BRING_BACK_GROUP, ANSHIN_ACTION_NAME_GROUP_ADMIN,
    ANSHIN_ACTION_UNNAME_GROUP_ADMIN,
  };

  for (guint i = 0; i < G_N_ELEMENTS (of_admins); i++)
    {
      check_needs (of_admins[i], facts, ANSHIN_FACT_GROUP_ADMIN);
      check_bars (of_admins[i], facts, ANSHIN_FACT_ALL_USERS);
    }
  for (guint i = 0; i < G_N_ELEMENTS (about_group); i++)
    if (about_group[i] != ANSHIN_ACTION_BRING_BACK_GROUP && !(facts & ANSHIN_FACT_ALL_USERS)
        && !(facts & ANSHIN_FACT_GROUP_LIVE))
      check_bars (about_group[i], facts, ANSHIN_FACT_GROUP_DELETED);
  check_needs (ANSHIN_ACTION_BRING_BACK_GROUP, facts, ANSHIN_FACT_GROUP_DELETED);
  check_needs (ANSHIN_ACTION_REOPEN_GROUP, facts, ANSHIN_FACT_GROUP_CLOSED);
  if (facts & ANSHIN_FACT_PATIENT_GROUP)
    check_needs (ANSHIN_ACTION_REOPEN_GROUP, facts, ANSHIN_FACT_CONSENT_IN_FORCE);
  check_bars (ANSHIN_ACTION_CLOSE_GROUP, facts,
              ANSHIN_FACT_GROUP_CLOSED | ANSHIN_FACT_GROUP_DELETED);
  check_bars (ANSHIN_ACTION_NAME_GROUP_ADMIN, facts,
              ANSHIN_FACT_PATIENT_GROUP | ANSHIN_FACT_DIRECT | ANSHIN_FACT_NAMED_ADMIN);
  check_bars (ANSHIN_ACTION_UNNAME_GROUP_ADMIN, facts,
              ANSHIN_FACT_PATIENT_GROUP | ANSHIN_FACT_DIRECT | ANSHIN_FACT_LAST_GROUP_ADMIN);
  check_bars (ANSHIN_ACTION_LEAVE_GROUP, facts,
              ANSHIN_FACT_ALL_USERS | ANSHIN_FACT_DIRECT | ANSHIN_FACT_LAST_GROUP_ADMIN);
  check_bars (ANSHIN_ACTION_REMOVE_MEMBER, facts,
              ANSHIN_FACT_ALL_USERS | ANSHIN_FACT_DIRECT | ANSHIN_FACT_LAST_GROUP_ADMIN);
  check_bars (ANSHIN_ACTION_INVITE, facts, ANSHIN_FACT_ALL_USERS | ANSHIN_FACT_DIRECT);
}

static void
check_whose (int action, AnshinFacts facts, gboolean office, gboolean self)
{
  gboolean own_admin = (facts & ANSHIN_FACT_FACILITY_ADMIN) && (facts & ANSHIN_FACT_OWN_FACILITY);

  if (allows (action, facts))
    g_assert_true (own_admin || (office && (facts & ANSHIN_FACT_OFFICE))
                   || (self && (facts & ANSHIN_FACT_SELF)));
}

/* Requests: by those who are asked and by who asks, in a live group, while they are open. */
static void
check_request_requirements (AnshinFacts facts)
{
  static const AnshinAction of_owner[] = {
    ANSHIN_ACTION_TAKE_REQUEST, ANSHIN_ACTION_FINISH_REQUEST, ANSHIN_ACTION_DECLINE_REQUEST
  };
  static const AnshinAction of_asker[] = { ANSHIN_ACTION_CANCEL_REQUEST,
                                           ANSHIN_ACTION_GIVE_REQUEST };
  const AnshinFacts open = ANSHIN_FACT_REQUEST_ASKED | ANSHIN_FACT_REQUEST_TAKEN;

  for (guint i = 0; i < G_N_ELEMENTS (of_owner); i++)
    {
      check_needs (of_owner[i], facts,
                   ANSHIN_FACT_MEMBER | ANSHIN_FACT_RESPONSIBLE | ANSHIN_FACT_GROUP_LIVE);
      check_bars (of_owner[i], facts, ANSHIN_FACT_ALL_USERS);
      if (!(facts & open))
        g_assert_false (allows (of_owner[i], facts));
    }
  for (guint i = 0; i < G_N_ELEMENTS (of_asker); i++)
    {
      check_needs (of_asker[i], facts, ANSHIN_FACT_GROUP_LIVE);
      check_bars (of_asker[i], facts, ANSHIN_FACT_ALL_USERS);
      if (!(facts & open))
        g_assert_false (allows (of_asker[i], facts));
    }
  if (allows (ANSHIN_ACTION_TAKE_REQUEST, facts))
    g_assert_true (facts & (ANSHIN_FACT_REQUEST_ASKED | ANSHIN_FACT_TAKER_GONE));
  check_needs (ANSHIN_ACTION_ASK_AGAIN, facts, ANSHIN_FACT_ASKER | ANSHIN_FACT_GROUP_LIVE);
  check_bars (ANSHIN_ACTION_ASK_AGAIN, facts, ANSHIN_FACT_ALL_USERS | ANSHIN_FACT_REQUEST_ASKED);
  if (allows (ANSHIN_ACTION_CANCEL_REQUEST, facts))
    g_assert_true (facts & (ANSHIN_FACT_ASKER | ANSHIN_FACT_GROUP_ADMIN));
  if (allows (ANSHIN_ACTION_GIVE_REQUEST, facts))
    g_assert_true (facts & (ANSHIN_FACT_ASKER | ANSHIN_FACT_GROUP_ADMIN | ANSHIN_FACT_OWNER_GONE));
  check_whose (ANSHIN_ACTION_EDIT_TEMPLATE, facts, FALSE, TRUE);
}

/* Accounts, facilities, the network and its log: whose they are, and in which state. */
static void
check_network_requirements (AnshinFacts facts)
{
  static const AnshinAction of_office[] = {
    ANSHIN_ACTION_EDIT_USER,    ANSHIN_ACTION_RESTORE_USER,     ANSHIN_ACTION_RESET_USER,
    ANSHIN_ACTION_ADD_FACILITY, ANSHIN_ACTION_DECIDE_APPLICATION, ANSHIN_ACTION_EDIT_NETWORK,
    ANSHIN_ACTION_ANNOUNCE,     ANSHIN_ACTION_RUN_SAFETY_CHECK, ANSHIN_ACTION_SEE_CHAIN,
  };

  for (guint i = 0; i < G_N_ELEMENTS (of_office); i++)
    check_needs (of_office[i], facts, ANSHIN_FACT_OFFICE);
  check_whose (ANSHIN_ACTION_SEE_MAIL, facts, TRUE, TRUE);
  check_whose (ANSHIN_ACTION_SEE_ACCOUNT, facts, TRUE, TRUE);
  check_whose (ANSHIN_ACTION_SUSPEND_USER, facts, TRUE, TRUE);
  check_whose (ANSHIN_ACTION_RETIRE_USER, facts, TRUE, FALSE);
  check_whose (ANSHIN_ACTION_SET_ADMIN, facts, TRUE, FALSE);
  check_whose (ANSHIN_ACTION_UNSET_ADMIN, facts, FALSE, FALSE);
  check_whose (ANSHIN_ACTION_REVOKE_TERMINAL, facts, TRUE, TRUE);
  check_whose (ANSHIN_ACTION_SUBMIT_APPLICATION, facts, TRUE, FALSE);
  check_whose (ANSHIN_ACTION_SEE_APPLICATION, facts, TRUE, FALSE);
  check_whose (ANSHIN_ACTION_EDIT_FACILITY, facts, TRUE, FALSE);
  check_whose (ANSHIN_ACTION_SET_BYOD, facts, FALSE, FALSE);
  check_whose (ANSHIN_ACTION_SEE_SAFETY_ANSWERS, facts, TRUE, FALSE);
  check_whose (ANSHIN_ACTION_REVIEW_AUDIT, facts, TRUE, FALSE);

  check_needs (ANSHIN_ACTION_SUSPEND_USER, facts, ANSHIN_FACT_ACTIVE);
  check_needs (ANSHIN_ACTION_RESTORE_USER, facts, ANSHIN_FACT_SUSPENDED);
  check_needs (ANSHIN_ACTION_RESET_USER, facts, ANSHIN_FACT_ACTIVE);
  check_needs (ANSHIN_ACTION_SET_ADMIN, facts, ANSHIN_FACT_ACTIVE);
  check_needs (ANSHIN_ACTION_UNSET_ADMIN, facts, ANSHIN_FACT_ADMIN);
  check_needs (ANSHIN_ACTION_CREATE_DIRECT, facts, ANSHIN_FACT_ACTIVE);
  check_bars (ANSHIN_ACTION_CREATE_DIRECT, facts, ANSHIN_FACT_SELF);
  check_bars (ANSHIN_ACTION_SUSPEND_USER, facts, ANSHIN_FACT_LAST_ADMIN);
  check_bars (ANSHIN_ACTION_RETIRE_USER, facts, ANSHIN_FACT_LAST_ADMIN);
  check_bars (ANSHIN_ACTION_UNSET_ADMIN, facts, ANSHIN_FACT_SOLE_ADMIN);
  check_bars (ANSHIN_ACTION_SET_ADMIN, facts, ANSHIN_FACT_ADMIN);
  check_needs (ANSHIN_ACTION_DECIDE_APPLICATION, facts, ANSHIN_FACT_OPEN);
  check_needs (ANSHIN_ACTION_WITHDRAW_APPLICATION, facts, ANSHIN_FACT_OPEN);
  check_needs (ANSHIN_ACTION_RUN_SAFETY_CHECK, facts, ANSHIN_FACT_OPEN);
  check_needs (ANSHIN_ACTION_ANSWER_SAFETY_CHECK, facts, ANSHIN_FACT_OPEN);
  check_needs (ANSHIN_ACTION_RESUME_PATIENT, facts, ANSHIN_FACT_ENDED);
  check_bars (ANSHIN_ACTION_END_PATIENT, facts, ANSHIN_FACT_ENDED);
  check_bars (ANSHIN_ACTION_RECORD_CONSENT, facts, ANSHIN_FACT_ENDED);
  check_bars (ANSHIN_ACTION_CREATE_PATIENT_GROUP, facts, ANSHIN_FACT_ENDED);
}

static void
check_requirements (AnshinFacts facts)
{
  guint in_group = ANSHIN_FACT_MEMBER | ANSHIN_FACT_GROUP_ADMIN | ANSHIN_FACT_ALL_USERS;

  check_needs (ANSHIN_ACTION_POST, facts, ANSHIN_FACT_GROUP_LIVE);
  check_needs (ANSHIN_ACTION_INVITE, facts, ANSHIN_FACT_GROUP_LIVE);
  check_needs (ANSHIN_ACTION_APPROVE_INVITATION, facts,
               ANSHIN_FACT_GROUP_ADMIN | ANSHIN_FACT_WAITING | ANSHIN_FACT_GROUP_LIVE);
  check_needs (ANSHIN_ACTION_ANSWER_INVITATION, facts, ANSHIN_FACT_INVITEE | ANSHIN_FACT_SENT);
  check_needs (ANSHIN_ACTION_CREATE_PATIENT_GROUP, facts, ANSHIN_FACT_CONSENT_IN_FORCE);
  check_needs (ANSHIN_ACTION_WITHDRAW_CONSENT, facts, ANSHIN_FACT_CONSENT_IN_FORCE);
  check_needs (ANSHIN_ACTION_LEAVE_GROUP, facts, ANSHIN_FACT_SELF | ANSHIN_FACT_MEMBER);

  if (allows (ANSHIN_ACTION_CREATE_PATIENT_GROUP, facts))
    g_assert_true (facts & (ANSHIN_FACT_ATTENDING | ANSHIN_FACT_NO_ATTENDING));
  if (allows (ANSHIN_ACTION_POST, facts))
    {
      g_assert_true (facts & in_group);
      g_assert_false (facts & ANSHIN_FACT_GROUP_FROZEN);
    }
  if (allows (ANSHIN_ACTION_READ_GROUP, facts))
    g_assert_true (facts & in_group);
  if ((facts & ANSHIN_FACT_GROUP_FROZEN) && !(facts & ANSHIN_FACT_OWN_FACILITY)
      && !(facts & (ANSHIN_FACT_GROUP_ADMIN | ANSHIN_FACT_ALL_USERS)))
    g_assert_false (allows (ANSHIN_ACTION_READ_GROUP, facts));
}

/* Rights add up: to be more never takes one away. The office is the one exception, by rule. */
static void
check_adding_up (int action, AnshinFacts facts)
{
  static const guint rights[] = {
    ANSHIN_FACT_FACILITY_ADMIN, ANSHIN_FACT_ELIGIBLE, ANSHIN_FACT_MEMBER,
    ANSHIN_FACT_GROUP_ADMIN,    ANSHIN_FACT_TEAM,     ANSHIN_FACT_NURSE_STATION_ADMIN,
  };

  if (!allows (action, facts))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rights); i++)
    g_assert_true (allows (action, facts | rights[i]));
}

static guint
next_random (guint64 *state)
{
  *state *= G_GUINT64_CONSTANT (6364136223846793005);
  *state += G_GUINT64_CONSTANT (1442695040888963407);
  return (guint) (*state >> 33);
}

/* A million different sets of facts, the same ones each time. */
void
test_properties (void)
{
  guint64 state = 20180612;

  for (guint i = 0; i < 1000000; i++)
    {
      AnshinFacts facts = (((AnshinFacts) next_random (&state) << 31) | next_random (&state));
      int action = 1 + (int) (i % (ANSHIN_N_ACTIONS - 1));

      facts = (facts & ALL_FACTS) | ANSHIN_FACT_USER;
      if (i % 3 == 0)
        facts &= ((AnshinFacts) next_random (&state) << 31) | next_random (&state)
                 | ANSHIN_FACT_USER;
      check_verdict (action, facts);
      check_office (facts);
      check_requirements (facts);
      check_group_requirements (facts);
      check_network_requirements (facts);
      check_request_requirements (facts);
      check_adding_up (action, facts);
    }
}

/* Every set of the facts that decide about patients, and every one about groups. */
void
test_every_set (void)
{
  static const guint of_patient[] = {
    ANSHIN_FACT_OFFICE,       ANSHIN_FACT_FACILITY_ADMIN, ANSHIN_FACT_ELIGIBLE,
    ANSHIN_FACT_PHYSICIAN,    ANSHIN_FACT_CARE_MANAGER,   ANSHIN_FACT_NURSE_STATION_ADMIN,
    ANSHIN_FACT_OWN_FACILITY, ANSHIN_FACT_ATTENDING,      ANSHIN_FACT_NO_ATTENDING,
    ANSHIN_FACT_TEAM,         ANSHIN_FACT_GROUP_ADMIN,    ANSHIN_FACT_CONSENT_IN_FORCE,
    ANSHIN_FACT_GROUP_FROZEN, ANSHIN_FACT_GROUP_LIVE,
  };
  static const guint of_group[] = {
    ANSHIN_FACT_OFFICE,        ANSHIN_FACT_OWN_FACILITY,  ANSHIN_FACT_MEMBER,
    ANSHIN_FACT_GROUP_ADMIN,   ANSHIN_FACT_INVITEE,       ANSHIN_FACT_INVITER,
    ANSHIN_FACT_SENT,          ANSHIN_FACT_WAITING,       ANSHIN_FACT_GROUP_LIVE,
    ANSHIN_FACT_GROUP_FROZEN,  ANSHIN_FACT_GROUP_CLOSED,  ANSHIN_FACT_ALL_USERS,
    ANSHIN_FACT_PATIENT_GROUP, ANSHIN_FACT_FACILITY_ADMIN, ANSHIN_FACT_OWN_STAFF,
    ANSHIN_FACT_SELF,
  };
  const guint *lists[] = { of_patient, of_group };
  const guint lengths[] = { G_N_ELEMENTS (of_patient), G_N_ELEMENTS (of_group) };

  for (guint list = 0; list < 2; list++)
    for (guint set = 0; set < (1u << lengths[list]); set++)
      {
        AnshinFacts facts = ANSHIN_FACT_USER;

        for (guint bit = 0; bit < lengths[list]; bit++)
          if (set & (1u << bit))
            facts |= lists[list][bit];
        check_office (facts);
        check_requirements (facts);
        check_group_requirements (facts);
        check_network_requirements (facts);
        check_request_requirements (facts);
        for (int action = 1; action < ANSHIN_N_ACTIONS; action++)
          {
            check_verdict (action, facts);
            check_adding_up (action, facts);
          }
      }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SECURITY AZ-01: the table of the product's rules, and what must hold whatever the facts. */

#include <locale.h>
#include <string.h>

#include "anshin-policy.h"

static const char *const fact_names[ANSHIN_N_FACTS] = {
  "office",   "facility-admin", "eligible",  "physician",    "care-manager",
  "station-admin", "own",       "self",      "attending",    "no-attending",
  "consent",  "member",         "invitee",   "group-admin",  "live",
  "frozen",   "all-users",      "sent",      "waiting",      "inviter",
  "team",     "closed",         "user",      "patient-group", "own-staff",
  "admin",    "adminless",      "last-admin", "active",      "suspended",
  "direct",   "deleted",        "last-group-admin", "ended",  "open",
  "named-admin", "sole-admin",
};

#define ALL_FACTS (ANSHIN_FACT (ANSHIN_N_FACTS) - 1)

static AnshinFacts
read_facts (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  AnshinFacts facts = ANSHIN_FACT_USER;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint bit = 0;

      if (*words[i] == '\0')
        continue;
      if (g_str_equal (words[i], "nobody"))
        {
          facts &= ~ANSHIN_FACT_USER;
          continue;
        }
      while (bit < ANSHIN_N_FACTS && !g_str_equal (fact_names[bit], words[i]))
        bit++;
      if (bit == ANSHIN_N_FACTS)
        g_error ("no fact is called “%s”", words[i]);
      facts |= ANSHIN_FACT (bit);
    }
  return facts;
}

static AnshinAction
read_action (const char *text)
{
  for (int action = ANSHIN_ACTION_NONE + 1; action < ANSHIN_N_ACTIONS; action++)
    if (g_str_equal (anshin_action_to_wire (action), text))
      return action;
  g_error ("no action is called “%s”", text);
}

static const char *
say_verdict (AnshinVerdict verdict)
{
  if (verdict.allowed)
    return "allowed";
  return verdict.visible ? anshin_error_to_wire (verdict.code) : "hidden";
}

static void
test_rules (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "policy", "rules.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean seen[ANSHIN_N_ACTIONS] = { FALSE };
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = NULL;
      AnshinAction action = ANSHIN_ACTION_NONE;
      const char *verdict = NULL;

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      cells = g_strsplit (lines[i], ",", -1);
      g_assert_cmpuint (g_strv_length (cells), ==, 3);
      action = read_action (cells[0]);
      seen[action] = TRUE;
      verdict = say_verdict (anshin_policy_judge (action, read_facts (cells[1])));
      if (!g_str_equal (verdict, cells[2]))
        {
          g_test_message ("line %u: %s: got %s", i + 1, lines[i], verdict);
          g_test_fail ();
        }
    }
  for (int action = ANSHIN_ACTION_NONE + 1; action < ANSHIN_N_ACTIONS; action++)
    g_assert_true (seen[action]);
}

static gboolean
allows (AnshinAction action, AnshinFacts facts)
{
  return anshin_policy_allows (action, facts);
}

static gboolean
is_about_patient (int action)
{
  return action >= ANSHIN_ACTION_LIST_PATIENTS && action <= ANSHIN_ACTION_CREATE_PATIENT_GROUP;
}

/* Nothing at all without a signed-in, active user, whatever else is claimed. */
static void
test_nobody (void)
{
  for (int action = 0; action < ANSHIN_N_ACTIONS; action++)
    {
      g_assert_false (allows (action, 0));
      for (guint bit = 0; bit < ANSHIN_N_FACTS; bit++)
        {
          AnshinVerdict verdict =
            anshin_policy_judge (action, ANSHIN_FACT (bit) & ~ANSHIN_FACT_USER);

          g_assert_false (verdict.allowed);
          g_assert_false (verdict.visible);
        }
      g_assert_false (allows (action, ALL_FACTS & ~ANSHIN_FACT_USER));
    }
  g_assert_false (allows (ANSHIN_ACTION_NONE, ALL_FACTS));
  g_assert_false (allows (ANSHIN_N_ACTIONS, ALL_FACTS));
}

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
  for (int action = ANSHIN_ACTION_LIST_PATIENTS; is_about_patient (action); action++)
    g_assert_false (allows (action, facts));
  if ((facts & ANSHIN_FACT_PATIENT_GROUP) && !(facts & ANSHIN_FACT_ALL_USERS))
    {
      g_assert_false (allows (ANSHIN_ACTION_READ_GROUP, facts));
      g_assert_false (allows (ANSHIN_ACTION_POST, facts));
      g_assert_false (allows (ANSHIN_ACTION_INVITE, facts));
      g_assert_false (allows (ANSHIN_ACTION_ANSWER_INVITATION, facts));
    }
}

static void
check_needs (int action, AnshinFacts facts, AnshinFacts needed)
{
  if (allows (action, facts))
    g_assert_cmpuint (facts & needed, ==, needed);
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
static void
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
      check_adding_up (action, facts);
    }
}

/* Every set of the facts that decide about patients, and every one about groups. */
static void
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
        for (int action = 1; action < ANSHIN_N_ACTIONS; action++)
          {
            check_verdict (action, facts);
            check_adding_up (action, facts);
          }
      }
}

/* What is known of somebody before any object is looked at lets nobody see a patient. */
static void
test_own_facts (void)
{
  for (int profession = 0; profession <= ANSHIN_PROFESSION_OTHER; profession++)
    for (int kind = 0; kind <= ANSHIN_FACILITY_OTHER; kind++)
      for (guint roles = 0; roles < 4; roles++)
        {
          AnshinFacts facts =
            anshin_policy_get_own_facts (profession, kind, roles & 1, (roles & 2) != 0,
                                         anshin_profession_sees_whole_picture (profession));

          g_assert_true (facts & ANSHIN_FACT_USER);
          g_assert_false (allows (ANSHIN_ACTION_READ_PATIENT, facts));
          g_assert_false (allows (ANSHIN_ACTION_READ_GROUP, facts));
          g_assert_false (allows (ANSHIN_ACTION_EDIT_PATIENT, facts));
          g_assert_cmpint ((facts & ANSHIN_FACT_NURSE_STATION_ADMIN) != 0, ==,
                           (roles & 2) != 0 && kind == ANSHIN_FACILITY_VISITING_NURSE_STATION);
          g_assert_cmpint ((facts & ANSHIN_FACT_ELIGIBLE) != 0, ==,
                           anshin_profession_sees_whole_picture (profession));
        }
}

static void
test_capabilities (void)
{
  static const AnshinAction actions[] = { ANSHIN_ACTION_READ_GROUP, ANSHIN_ACTION_POST,
                                          ANSHIN_ACTION_INVITE };
  g_auto (GStrv) live = anshin_policy_capabilities (
    ANSHIN_FACT_USER | ANSHIN_FACT_MEMBER | ANSHIN_FACT_GROUP_LIVE, actions, 3);
  g_auto (GStrv) frozen = anshin_policy_capabilities (
    ANSHIN_FACT_USER | ANSHIN_FACT_MEMBER | ANSHIN_FACT_GROUP_FROZEN | ANSHIN_FACT_OWN_FACILITY,
    actions, 3);
  g_auto (GStrv) none = anshin_policy_capabilities (ANSHIN_FACT_USER, actions, 3);

  g_assert_cmpuint (g_strv_length (live), ==, 3);
  g_assert_cmpstr (live[1], ==, "post");
  g_assert_cmpuint (g_strv_length (frozen), ==, 1);
  g_assert_cmpstr (frozen[0], ==, "read-group");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpstr (anshin_action_to_wire (ANSHIN_ACTION_NONE), ==, "none");
  g_assert_cmpstr (anshin_action_to_wire (ANSHIN_N_ACTIONS), ==, "none");
}

static void
test_check (void)
{
  g_autoptr (GError) hidden = NULL;
  g_autoptr (GError) refused = NULL;

  g_assert_true (
    anshin_policy_check (ANSHIN_ACTION_READ_DIRECTORY, ANSHIN_FACT_USER, NULL));
  g_assert_false (anshin_policy_check (ANSHIN_ACTION_READ_GROUP, ANSHIN_FACT_USER, &hidden));
  g_assert_error (hidden, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND);
  g_assert_false (anshin_policy_check (
    ANSHIN_ACTION_POST, ANSHIN_FACT_USER | ANSHIN_FACT_ALL_USERS | ANSHIN_FACT_GROUP_LIVE,
    &refused));
  g_assert_error (refused, ANSHIN_ERROR, ANSHIN_ERROR_NEEDS_OFFICE);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/rules", test_rules);
  g_test_add_func ("/policy/nobody", test_nobody);
  g_test_add_func ("/policy/every-set", test_every_set);
  g_test_add_func ("/policy/properties", test_properties);
  g_test_add_func ("/policy/own-facts", test_own_facts);
  g_test_add_func ("/policy/capabilities", test_capabilities);
  g_test_add_func ("/policy/check", test_check);
  return g_test_run ();
}

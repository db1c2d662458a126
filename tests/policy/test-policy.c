/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SECURITY AZ-01: the table of the product's rules. What must hold whatever the facts is in
 * policy-properties.c. */

#include <locale.h>
#include <string.h>

#include "policy-properties.h"

static const char *const fact_names[ANSHIN_N_FACTS] = {
  "office",   "facility-admin", "eligible",  "physician",    "care-manager",
  "station-admin", "own",       "self",      "attending",    "no-attending",
  "consent",  "member",         "invitee",   "group-admin",  "live",
  "frozen",   "all-users",      "sent",      "waiting",      "inviter",
  "team",     "closed",         "user",      "patient-group", "own-staff",
  "admin",    "adminless",      "last-admin", "active",      "suspended",
  "direct",   "deleted",        "last-group-admin", "ended",  "open",
  "named-admin", "sole-admin", "responsible", "asker",       "asked",
  "taken",    "owner-gone", "message-deleted", "attached",
  "saving", "taker-gone",
};


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

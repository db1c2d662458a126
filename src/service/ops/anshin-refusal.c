/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-refusal.h"

#include "anshin-account-table.h"
#include "anshin-facts.h"
#include "anshin-membership-table.h"

/* So many names are enough to know whom to ask. */
#define MAX_NAMES 3

static char *
name_users (GPtrArray *users)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (users->len, MAX_NAMES); i++)
    {
      AnshinUser *user = g_ptr_array_index (users, i);

      if (i > 0)
        g_string_append (names, "、");
      g_string_append_printf (names, "%s(%s)", user->name, user->facility_name);
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static gboolean
can_act_at_facility (AnshinUser *user, AnshinError code)
{
  AnshinFacts facts = anshin_policy_get_own_facts (user->profession, user->facility_kind,
                                                   user->office, user->facility_admin,
                                                   user->whole_picture);

  facts |= ANSHIN_FACT_OWN_FACILITY;
  if (code == ANSHIN_ERROR_NEEDS_WHOLE_PICTURE)
    return anshin_policy_allows (ANSHIN_ACTION_CREATE_PATIENT_GROUP,
                                 facts | ANSHIN_FACT_NO_ATTENDING | ANSHIN_FACT_CONSENT_IN_FORCE);
  return anshin_policy_allows (ANSHIN_ACTION_ENTER_PATIENT, facts);
}

static void
find_at_facility (AnshinCall *call, const char *facility_id, AnshinError code, GPtrArray *users)
{
  g_autoptr (GPtrArray) staff = g_ptr_array_new_with_free_func (g_object_unref);

  if (!anshin_account_list_staff (call->tx, facility_id, staff, NULL))
    return;
  for (guint i = 0; i < staff->len; i++)
    if (can_act_at_facility (g_ptr_array_index (staff, i), code))
      g_ptr_array_add (users, g_object_ref (g_ptr_array_index (staff, i)));
}

static void
find_admins (AnshinCall *call, const char *facility_id, GPtrArray *users)
{
  g_autoptr (GPtrArray) staff = g_ptr_array_new_with_free_func (g_object_unref);

  if (!anshin_account_list_staff (call->tx, facility_id, staff, NULL))
    return;
  for (guint i = 0; i < staff->len; i++)
    if (ANSHIN_USER (g_ptr_array_index (staff, i))->facility_admin)
      g_ptr_array_add (users, g_object_ref (g_ptr_array_index (staff, i)));
}

static void
find_attending (AnshinCall *call, const AnshinPatientView *view, GPtrArray *users)
{
  AnshinUser *physician = NULL;

  if (view->patient->attending_physician_id == NULL)
    return;
  physician = anshin_account_load (call->tx, view->patient->attending_physician_id, NULL);
  if (physician != NULL)
    g_ptr_array_add (users, physician);
}

/**
 * anshin_refusal_name_users:
 * @refusal: a refusal
 * @users: (element-type AnshinUser): who could do what is refused; the first few are named
 */
void
anshin_refusal_name_users (GError *refusal, GPtrArray *users)
{
  g_autofree char *who = name_users (users);

  anshin_error_set_who (refusal, who);
}

/* An error that a query gave up with is not ours to add to. */
static gboolean
is_refusal (const GError *error, AnshinError code)
{
  return g_error_matches (error, ANSHIN_ERROR, code);
}

/**
 * anshin_check_patient:
 * @call: a call with a principal
 * @action: what is asked for
 * @view: the patient
 * @facts: what is known
 * @error: the policy's refusal, naming who could where the asker may know that
 *
 * Returns: whether the action is allowed
 */
gboolean
anshin_check_patient (AnshinCall *call, AnshinAction action, const AnshinPatientView *view,
                      AnshinFacts facts, GError **error)
{
  g_autoptr (GPtrArray) users = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) refusal = NULL;

  if (anshin_policy_check (action, facts, &refusal))
    return TRUE;

  if (is_refusal (refusal, ANSHIN_ERROR_NEEDS_ATTENDING_PHYSICIAN))
    find_attending (call, view, users);
  else if (is_refusal (refusal, ANSHIN_ERROR_NEEDS_WHOLE_PICTURE) ||
           is_refusal (refusal, ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION))
    find_at_facility (call, view->patient->facility_id, refusal->code, users);
  anshin_refusal_name_users (refusal, users);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

/**
 * anshin_check_at_facility:
 * @call: a call with a principal
 * @action: what is asked for
 * @facility_id: the facility that it concerns
 * @facts: what is known
 * @error: the policy's refusal, naming those of the facility or of the office who could
 *
 * Returns: whether the action is allowed
 */
gboolean
anshin_check_at_facility (AnshinCall *call, AnshinAction action, const char *facility_id,
                          AnshinFacts facts, GError **error)
{
  g_autoptr (GPtrArray) users = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) refusal = NULL;

  if (anshin_policy_check (action, facts, &refusal))
    return TRUE;

  if (is_refusal (refusal, ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION))
    find_at_facility (call, facility_id, refusal->code, users);
  else if (is_refusal (refusal, ANSHIN_ERROR_NEEDS_FACILITY_ADMIN) ||
           is_refusal (refusal, ANSHIN_ERROR_SAVING_NOT_ALLOWED))
    find_admins (call, facility_id, users);
  else if (is_refusal (refusal, ANSHIN_ERROR_NEEDS_OFFICE))
    anshin_account_list_office (call->tx, users, NULL);
  anshin_refusal_name_users (refusal, users);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

/**
 * anshin_check_facility:
 * @call: a call with a principal
 * @action: what is asked for at the asker's own facility, or of the network
 * @facts: what is known
 * @error: the policy's refusal, naming who could
 *
 * Returns: whether the action is allowed
 */
gboolean
anshin_check_facility (AnshinCall *call, AnshinAction action, AnshinFacts facts, GError **error)
{
  return anshin_check_at_facility (call, action, call->principal->facility_id, facts, error);
}

/**
 * anshin_check_group:
 * @call: a call with a principal
 * @action: what is asked for
 * @group_id: the group
 * @facts: what is known
 * @error: the policy's refusal, naming the group's admins where one is needed
 *
 * Returns: whether the action is allowed
 */
gboolean
anshin_check_group (AnshinCall *call, AnshinAction action, const char *group_id,
                    AnshinFacts facts, GError **error)
{
  g_autoptr (GPtrArray) users = NULL;
  g_autoptr (GError) refusal = NULL;

  if (anshin_policy_check (action, facts, &refusal))
    return TRUE;

  if (is_refusal (refusal, ANSHIN_ERROR_NEEDS_GROUP_ADMIN))
    {
      users = g_ptr_array_new_with_free_func (g_object_unref);
      if (anshin_group_list_admins (call->tx, group_id, users, NULL))
        anshin_refusal_name_users (refusal, users);
    }
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

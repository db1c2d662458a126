/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-facts-network.h"

#include "anshin-account-table.h"
#include "anshin-facility-table.h"
#include "anshin-facts.h"

/**
 * anshin_facts_of_facility:
 * @call: a call with a principal
 * @facility_id: (nullable): a facility's id
 *
 * Returns: how the asker stands to the facility
 */
AnshinFacts
anshin_facts_of_facility (AnshinCall *call, const char *facility_id)
{
  AnshinFacts facts = anshin_facts_own (call);

  if (facility_id != NULL && g_strcmp0 (facility_id, call->principal->facility_id) == 0)
    facts |= ANSHIN_FACT_OWN_FACILITY;
  return facts;
}

/**
 * anshin_facts_of_application:
 * @call: a call with a principal
 * @application: an application
 *
 * Returns: how the asker stands to its facility, and whether it waits
 */
AnshinFacts
anshin_facts_of_application (AnshinCall *call, AnshinApplication *application)
{
  AnshinFacts facts = anshin_facts_of_facility (call, application->facility_id);

  if (application->state == ANSHIN_APPLICATION_WAITING)
    facts |= ANSHIN_FACT_OPEN;
  return facts;
}

static const AnshinAction application_actions[] = {
  ANSHIN_ACTION_DECIDE_APPLICATION,
  ANSHIN_ACTION_WITHDRAW_APPLICATION,
};

/**
 * anshin_facts_fill_application:
 * @call: a call with a principal
 * @application: an application that the asker may see; gets its capabilities
 */
void
anshin_facts_fill_application (AnshinCall *call, AnshinApplication *application)
{
  application->capabilities =
    anshin_policy_capabilities (anshin_facts_of_application (call, application),
                                application_actions, G_N_ELEMENTS (application_actions));
}

/**
 * anshin_facts_of_check:
 * @call: a call with a principal
 * @check: a safety check
 *
 * Returns: what is known of the asker, and whether the check is open
 */
AnshinFacts
anshin_facts_of_check (AnshinCall *call, AnshinSafetyCheck *check)
{
  AnshinFacts facts = anshin_facts_own (call);

  if (check->closed_at == 0)
    facts |= ANSHIN_FACT_OPEN;
  return facts;
}

/**
 * anshin_facts_load_facility:
 * @call: a call with a principal
 * @id: a facility's id, as it came in
 * @facts: (out): what the policy judges
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the facility
 */
AnshinFacility *
anshin_facts_load_facility (AnshinCall *call, const char *id, AnshinFacts *facts, GError **error)
{
  AnshinFacility *facility = anshin_facility_load (call->tx, id, error);

  if (facility == NULL)
    return NULL;
  *facts = anshin_facts_of_facility (call, facility->id);
  call->audit.object_id = anshin_call_keep (call, g_strdup (id));
  return facility;
}

/**
 * anshin_facts_load_application:
 * @call: a call with a principal
 * @id: an application's id, as it came in
 * @facts: (out): what the policy judges
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the application
 */
AnshinApplication *
anshin_facts_load_application (AnshinCall *call, const char *id, AnshinFacts *facts,
                               GError **error)
{
  AnshinApplication *application = anshin_application_load (call->tx, id, error);

  if (application == NULL)
    return NULL;
  *facts = anshin_facts_of_application (call, application);
  call->audit.object_id = anshin_call_keep (call, g_strdup (id));
  return application;
}

/**
 * anshin_facts_load_check:
 * @call: a call with a principal
 * @id: a safety check's id, as it came in
 * @facts: (out): what the policy judges
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the check, with the asker's own answer
 */
AnshinSafetyCheck *
anshin_facts_load_check (AnshinCall *call, const char *id, AnshinFacts *facts, GError **error)
{
  AnshinSafetyCheck *check = anshin_safety_load (call->tx, id, call->principal->user_id, error);

  if (check == NULL)
    return NULL;
  *facts = anshin_facts_of_check (call, check);
  call->audit.object_id = anshin_call_keep (call, g_strdup (id));
  return check;
}

/**
 * anshin_tell_office:
 * @call: a writing call
 * @what: the list that has changed
 * @error: return location
 *
 * Tells the office's staff.
 */
gboolean
anshin_tell_office (AnshinCall *call, const char *what, GError **error)
{
  g_autoptr (GPtrArray) users = g_ptr_array_new_with_free_func (g_object_unref);

  if (!anshin_account_list_office (call->tx, users, error))
    return FALSE;
  for (guint i = 0; i < users->len; i++)
    anshin_call_refresh (call, ANSHIN_USER (g_ptr_array_index (users, i))->id, what);
  return TRUE;
}

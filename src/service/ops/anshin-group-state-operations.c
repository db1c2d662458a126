/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-answer.h"
#include "anshin-care-operations.h"
#include "anshin-group-effects.h"

typedef gboolean (*Change) (AnshinCall *call, const char *group_id, GError **error);

/* All four: the right, the change with what is told of it, and the group as it is now. */
static gboolean
change_state (AnshinCall *call, AnshinAction action, Change change, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  const char *group_id = call->args[0];
  AnshinFacts facts = 0;

  return anshin_facts_load_group (call, group_id, &standing, &facts, error) &&
         anshin_check_group (call, action, group_id, facts, error) &&
         change (call, group_id, error) && anshin_answer_group_again (call, group_id, error);
}

/**
 * anshin_group_close_it:
 * @call: a writing call; argument: the group
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_GROUP_ADMIN, %ANSHIN_ERROR_GROUP_STATE
 *
 * The group can still be read; open invitations into it are void.
 */
gboolean
anshin_group_close_it (AnshinCall *call, GError **error)
{
  return change_state (call, ANSHIN_ACTION_CLOSE_GROUP, anshin_group_effects_close, error);
}

/**
 * anshin_group_reopen_it:
 * @call: a writing call; argument: the group
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_GROUP_ADMIN, %ANSHIN_ERROR_GROUP_STATE,
 *   %ANSHIN_ERROR_CONSENT_MISSING
 */
gboolean
anshin_group_reopen_it (AnshinCall *call, GError **error)
{
  return change_state (call, ANSHIN_ACTION_REOPEN_GROUP, anshin_group_effects_reopen, error);
}

/**
 * anshin_group_delete_it:
 * @call: a writing call; argument: the group
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_GROUP_ADMIN, %ANSHIN_ERROR_GROUP_STATE
 *
 * Out of sight at once. Its admins can bring it back for 30 days; then its key is destroyed
 * (SECURITY DL-01).
 */
gboolean
anshin_group_delete_it (AnshinCall *call, GError **error)
{
  return change_state (call, ANSHIN_ACTION_DELETE_GROUP, anshin_group_effects_delete, error);
}

/**
 * anshin_group_bring_it_back:
 * @call: a writing call; argument: a deleted group
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_GROUP_ADMIN, %ANSHIN_ERROR_GROUP_STATE,
 *   %ANSHIN_ERROR_GROUP_EXISTS
 */
gboolean
anshin_group_bring_it_back (AnshinCall *call, GError **error)
{
  return change_state (call, ANSHIN_ACTION_BRING_BACK_GROUP, anshin_group_effects_bring_back,
                       error);
}

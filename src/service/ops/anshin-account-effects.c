/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-effects.h"

#include "anshin-clock.h"
#include "anshin-happening.h"
#include "anshin-session-table.h"
#include "anshin-staff-table.h"
#include "anshin-terminal-list.h"
#include "anshin-terminal-table.h"

static gboolean
end_all (AnshinCall *call, GPtrArray *session_ids, GError **error)
{
  gint64 now = anshin_clock_now ();

  for (guint i = 0; i < session_ids->len; i++)
    {
      const char *id = g_ptr_array_index (session_ids, i);

      if (!anshin_session_row_end (call->tx, id, now, error))
        return FALSE;
      anshin_call_effect (call, ANSHIN_EFFECT_END_SESSION, NULL, id);
    }
  return TRUE;
}

/**
 * anshin_account_end_sessions:
 * @call: a writing call
 * @user_id: a user, all of whose sessions end
 * @error: return location
 *
 * The user may sign in again.
 */
gboolean
anshin_account_end_sessions (AnshinCall *call, const char *user_id, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  return anshin_session_row_list_open (call->tx, user_id, 0, 0, ids, error) &&
         end_all (call, ids, error);
}

/**
 * anshin_account_end_of_terminal:
 * @call: a writing call
 * @terminal_id: a terminal, all of whose sessions end
 * @error: return location
 */
gboolean
anshin_account_end_of_terminal (AnshinCall *call, const char *terminal_id, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  return anshin_session_row_list_of_terminal (call->tx, terminal_id, ids, error) &&
         end_all (call, ids, error);
}

/**
 * anshin_account_shut_out:
 * @call: a writing call
 * @user_id: a user who may not go on
 * @error: return location
 *
 * Sessions and streams end, and the desktops forget who it was (SECURITY ACC-01).
 */
gboolean
anshin_account_shut_out (AnshinCall *call, const char *user_id, GError **error)
{
  anshin_call_effect (call, ANSHIN_EFFECT_END_USER, NULL, user_id);
  return anshin_session_row_end_of_user (call->tx, user_id, anshin_clock_now (), error);
}

/**
 * anshin_account_revoke_terminals:
 * @call: a writing call
 * @user_id: a user, none of whose terminals and codes is good any more
 * @error: return location
 */
gboolean
anshin_account_revoke_terminals (AnshinCall *call, const char *user_id, GError **error)
{
  gint64 now = anshin_clock_now ();

  return anshin_terminal_revoke_of_user (call->tx, user_id, now, error) &&
         anshin_enrolment_code_keep_newest (call->tx, user_id, 0, now, error) &&
         anshin_account_end_sessions (call, user_id, error);
}

static gboolean
tell_groups (AnshinCall *call, AnshinUser *user, gboolean by_right, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);

  if (!anshin_account_list_groups (call->tx, user->id, user->facility_id, by_right, groups, error))
    return FALSE;
  for (guint i = 0; i < groups->len; i++)
    if (!anshin_tell_members (call, g_ptr_array_index (groups, i), error) ||
        !anshin_tell_readers (call, g_ptr_array_index (groups, i), "requests", error))
      return FALSE;
  return TRUE;
}

/**
 * anshin_account_tell:
 * @call: a writing call
 * @user: the user whose account has changed
 * @error: return location
 *
 * Those who administer the account see it in their lists, and those who share a group with the
 * user in the list of its members and of its requests, which may need somebody else now.
 */
gboolean
anshin_account_tell (AnshinCall *call, AnshinUser *user, GError **error)
{
  return anshin_tell_administrators (call, user->facility_id, "users", error) &&
         tell_groups (call, user, user->facility_admin, error);
}

/**
 * anshin_account_change_admin:
 * @call: a writing call
 * @user: an active user
 * @admin: whether the user is an admin of the own facility from now on
 * @error: %ANSHIN_ERROR_ACCOUNT_STATE if the user is that already
 *
 * The rights over all of the facility's patient groups follow at once, open streams included
 * (PRODUCT section 2, "Derived admin").
 */
gboolean
anshin_account_change_admin (AnshinCall *call, AnshinUser *user, gboolean admin, GError **error)
{
  if (!anshin_account_set_admin (call->tx, user->id, admin, error) ||
      !anshin_account_add_event (call->tx, user->id,
                                 admin ? ANSHIN_ACCOUNT_EVENT_ADMIN_SET
                                       : ANSHIN_ACCOUNT_EVENT_ADMIN_UNSET,
                                 0, NULL, call->principal->user_id, error))
    return FALSE;
  anshin_call_effect (call, ANSHIN_EFFECT_REHEAR, NULL, user->id);
  anshin_call_refresh (call, user->id, "session");
  anshin_call_refresh (call, user->id, "users");
  anshin_call_refresh (call, user->id, "patients");
  anshin_call_refresh (call, user->id, "groups");
  anshin_call_refresh (call, user->id, "invitations");
  return anshin_tell_administrators (call, user->facility_id, "users", error) &&
         tell_groups (call, user, TRUE, error);
}

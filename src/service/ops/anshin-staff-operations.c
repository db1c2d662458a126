/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-staff-operations.h"

#include "anshin-account-effects.h"
#include "anshin-account-facts.h"
#include "anshin-account-table.h"
#include "anshin-answer.h"
#include "anshin-clock.h"
#include "anshin-profession-table.h"
#include "anshin-session.h"
#include "anshin-staff-table.h"
#include "anshin-text.h"

/* Who is wanted of those that a search finds. @state: 0 for all but the retired. */
typedef struct
{
  AnshinCall *call;
  int state;
} Wanted;

static gboolean
is_active (AnshinUser *user, gpointer data)
{
  return user->state == ANSHIN_ACCOUNT_ACTIVE;
}

/* Who does not administer an account does not learn that it is stopped. */
static gboolean
is_wanted (AnshinUser *user, gpointer data)
{
  const Wanted *wanted = data;
  gboolean right = wanted->state != ANSHIN_ACCOUNT_NONE ? user->state == wanted->state
                                                       : user->state != ANSHIN_ACCOUNT_RETIRED;

  return right && (user->state == ANSHIN_ACCOUNT_ACTIVE ||
                   anshin_policy_allows (ANSHIN_ACTION_SEE_ACCOUNT,
                                         anshin_facts_of_user (wanted->call, user)));
}

static gboolean
get_state (AnshinCall *call, int *state, GError **error)
{
  const char *text = anshin_call_get_query (call, "state");

  *state = ANSHIN_ACCOUNT_NONE;
  if (text == NULL || anshin_choice_from_wire (&anshin_account_states, text, state))
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "state", "no such state");
  return FALSE;
}

static gboolean
answer_users (AnshinCall *call, GPtrArray *users, guint limit, gboolean whole, GError **error)
{
  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (users->len, limit); i++)
    {
      AnshinUser *user = g_ptr_array_index (users, i);

      if (!whole)
        anshin_account_show_plain (call, user);
      else if (!anshin_account_show (call, user, error))
        return FALSE;
      anshin_answer_add_item (call, user);
    }
  anshin_answer_end_list (
    call, users->len > limit ? ANSHIN_USER (g_ptr_array_index (users, limit - 1))->id : NULL);
  return TRUE;
}

/**
 * anshin_users_list:
 * @call: a reading call; query: q, facility, state, limit, cursor
 * @error: return location
 *
 * The directory of active users, for inviting, in the order of their kana. With a facility or a
 * state: the staff as those see them who administer their accounts, the others as in the directory;
 * without a state all but the retired.
 */
gboolean
anshin_users_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) users = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *words = NULL;
  const char *facility_id = anshin_call_get_query (call, "facility");
  gboolean whole = facility_id != NULL || anshin_call_get_query (call, "state") != NULL;
  Wanted wanted = { call, ANSHIN_ACCOUNT_NONE };
  const char *cursor = NULL;
  guint limit = 0;

  if (!anshin_policy_check (ANSHIN_ACTION_READ_DIRECTORY, anshin_facts_own (call), error) ||
      !anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_cursor (call, &cursor, error) ||
      !get_state (call, &wanted.state, error) || !anshin_call_get_words (call, &words, error) ||
      !anshin_account_search (call->tx, words, facility_id, whole ? is_wanted : is_active, &wanted,
                              cursor, limit + 1, users, error))
    return FALSE;
  return answer_users (call, users, limit, whole, error);
}

/**
 * anshin_user_get:
 * @call: a reading call; argument: the user
 * @error: %ANSHIN_ERROR_NOT_FOUND
 */
gboolean
anshin_user_get (AnshinCall *call, GError **error)
{
  if (!anshin_policy_check (ANSHIN_ACTION_READ_DIRECTORY, anshin_facts_own (call), error) ||
      !anshin_account_answer (call, call->args[0], error))
    return FALSE;
  call->audit.object_id = anshin_call_keep (call, g_strdup (call->args[0]));
  return TRUE;
}

/* What the request must not change, and what needs more than it has. */
static gboolean
check_edit (AnshinCall *call, AnshinUser *user, AnshinUser *wanted, GError **error)
{
  g_autofree char *old_mail = anshin_text_normalize_mail (user->mail);
  g_autofree char *new_mail = wanted->mail != NULL ? anshin_text_normalize_mail (wanted->mail)
                                                   : NULL;
  gboolean offered = TRUE;

  if (g_strcmp0 (wanted->facility_id, user->facility_id) != 0)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "facility_id", "stays as it is");
      return FALSE;
    }
  if (wanted->version != user->version)
    {
      anshin_set_error (error, ANSHIN_ERROR_VERSION_STALE, NULL, "changed meanwhile");
      return FALSE;
    }
  if (wanted->profession != user->profession &&
      !anshin_profession_is_offered (call->tx, wanted->profession, &offered, error))
    return FALSE;
  if (!offered)
    {
      anshin_set_error (error, ANSHIN_ERROR_PROFESSION_OFF, "profession", "not offered");
      return FALSE;
    }
  /* The address is what one signs in with (SECURITY SESS-07). */
  if (new_mail != NULL && g_strcmp0 (new_mail, old_mail) != 0 &&
      !anshin_session_is_confirmed (call->principal, anshin_clock_now ()))
    {
      anshin_set_error (error, ANSHIN_ERROR_STEP_UP_REQUIRED, NULL, "the mail address changes");
      return FALSE;
    }
  return TRUE;
}

static void
replace (char **text, const char *with)
{
  if (with == NULL)
    return;
  g_free (*text);
  *text = g_strdup (with);
}

/**
 * anshin_user_edit:
 * @call: a writing call; argument: the user; body: AnshinUser with the version that was edited
 * @error: what the policy says, %ANSHIN_ERROR_VERSION_STALE, %ANSHIN_ERROR_MAIL_TAKEN,
 *   %ANSHIN_ERROR_PROFESSION_OFF, %ANSHIN_ERROR_STEP_UP_REQUIRED where the mail address changes
 *
 * PUT /v1/users/{user}: the office corrects name, kana, mail address or profession. What was posted
 * before keeps what was true on its day.
 */
gboolean
anshin_user_edit (AnshinCall *call, GError **error)
{
  AnshinUser *wanted = call->body;
  AnshinFacts facts = 0;
  g_autoptr (AnshinUser) user =
    anshin_account_load_with_facts (call, call->args[0], &facts, error);

  if (user == NULL ||
      !anshin_account_check (call, ANSHIN_ACTION_EDIT_USER, user, facts, error) ||
      !check_edit (call, user, wanted, error))
    return FALSE;

  replace (&user->name, wanted->name);
  replace (&user->kana, wanted->kana);
  replace (&user->mail, wanted->mail);
  user->profession = wanted->profession;
  if (!anshin_account_update (call->tx, user, error) ||
      !anshin_account_add_event (call->tx, user->id, ANSHIN_ACCOUNT_EVENT_EDITED, 0, NULL,
                                 call->principal->user_id, error) ||
      !anshin_account_tell (call, user, error))
    return FALSE;
  anshin_call_refresh (call, user->id, "session");
  return anshin_account_answer (call, user->id, error);
}

static gboolean
change_admin (AnshinCall *call, AnshinAction action, gboolean admin, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinUser) user =
    anshin_account_load_with_facts (call, call->args[0], &facts, error);

  return user != NULL && anshin_account_check (call, action, user, facts, error) &&
         anshin_account_change_admin (call, user, admin, error) &&
         anshin_account_answer (call, user->id, error);
}

/**
 * anshin_facility_admin_set:
 * @call: a writing call; argument: the user
 * @error: what the policy says, %ANSHIN_ERROR_ACCOUNT_STATE if the user is one already
 *
 * POST /v1/users/{user}/facility-admin (source A4).
 */
gboolean
anshin_facility_admin_set (AnshinCall *call, GError **error)
{
  return change_admin (call, ANSHIN_ACTION_SET_ADMIN, TRUE, error);
}

/**
 * anshin_facility_admin_unset:
 * @call: a writing call; argument: the user
 * @error: what the policy says, %ANSHIN_ERROR_LAST_ADMIN naming who could be admin instead
 *
 * DELETE /v1/users/{user}/facility-admin: never of the last one (PRODUCT section 2).
 */
gboolean
anshin_facility_admin_unset (AnshinCall *call, GError **error)
{
  return change_admin (call, ANSHIN_ACTION_UNSET_ADMIN, FALSE, error);
}

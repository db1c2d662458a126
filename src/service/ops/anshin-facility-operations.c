/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-answer.h"
#include "anshin-clock.h"
#include "anshin-facility-table.h"
#include "anshin-facts-network.h"
#include "anshin-happening.h"
#include "anshin-json.h"
#include "anshin-limits.h"
#include "anshin-office-operations.h"
#include "anshin-session.h"

static const AnshinAction facility_actions[] = {
  ANSHIN_ACTION_EDIT_FACILITY,
  ANSHIN_ACTION_SET_BYOD,
  ANSHIN_ACTION_SET_SAVING,
  ANSHIN_ACTION_SUBMIT_APPLICATION,
};

/* How many there are, and who confirmed what, is for the office and the facility itself. */
static void
make_answer (AnshinCall *call, AnshinFacility *facility)
{
  AnshinFacts facts = anshin_facts_of_facility (call, facility->id);

  facility->capabilities =
    anshin_policy_capabilities (facts, facility_actions, G_N_ELEMENTS (facility_actions));
  if (facts & (ANSHIN_FACT_OFFICE | ANSHIN_FACT_OWN_FACILITY))
    return;
  facility->staff = 0;
  facility->admins = 0;
  facility->byod = FALSE;
  facility->byod_confirmed_at = 0;
  facility->byod_expires_at = 0;
  g_clear_pointer (&facility->byod_confirmed_by_name, g_free);
  facility->saving = FALSE;
  facility->saving_set_at = 0;
  g_clear_pointer (&facility->saving_set_by_name, g_free);
}

static gboolean
answer_facility (AnshinCall *call, const char *id, GError **error)
{
  g_autoptr (AnshinFacility) facility = anshin_facility_load (call->tx, id, error);

  if (facility == NULL)
    return FALSE;
  make_answer (call, facility);
  anshin_json_append_record (call->out, facility);
  return TRUE;
}

/**
 * anshin_facilities_list:
 * @call: a reading call; query: q, limit, cursor
 * @error: return location
 */
gboolean
anshin_facilities_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) facilities = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *words = NULL;
  const char *cursor = NULL;
  guint limit = 0;

  call->audit.action = NULL;
  if (!anshin_policy_check (ANSHIN_ACTION_READ_DIRECTORY, anshin_facts_of_facility (call, NULL),
                            error) ||
      !anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_cursor (call, &cursor, error) ||
      !anshin_call_get_words (call, &words, error) ||
      !anshin_facility_list (call->tx, words, cursor, limit + 1, facilities, error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (facilities->len, limit); i++)
    {
      make_answer (call, g_ptr_array_index (facilities, i));
      anshin_answer_add_item (call, g_ptr_array_index (facilities, i));
    }
  anshin_answer_end_list (call, facilities->len > limit
                                  ? ANSHIN_FACILITY (g_ptr_array_index (facilities, limit - 1))->id
                                  : NULL);
  return TRUE;
}

/**
 * anshin_facility_get:
 * @call: a reading call; argument: the facility
 * @error: %ANSHIN_ERROR_NOT_FOUND
 */
gboolean
anshin_facility_get (AnshinCall *call, GError **error)
{
  return anshin_policy_check (ANSHIN_ACTION_READ_DIRECTORY,
                              anshin_facts_of_facility (call, NULL), error) &&
         answer_facility (call, call->args[0], error);
}

/* There is one office, made when the network is set up: whoever is registered there runs it. */
static gboolean
check_kind (int before, int after, GError **error)
{
  if ((before == ANSHIN_FACILITY_OFFICE) == (after == ANSHIN_FACILITY_OFFICE))
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "kind", "There is one office");
  return FALSE;
}

/**
 * anshin_facility_create:
 * @call: a writing call; body: AnshinFacility
 * @error: %ANSHIN_ERROR_NEEDS_OFFICE, %ANSHIN_ERROR_FIELD_INVALID naming `kind`
 */
gboolean
anshin_facility_create (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinFacility) facility = anshin_record_dup (call->body);

  if (!anshin_check_facility (call, ANSHIN_ACTION_ADD_FACILITY,
                              anshin_facts_of_facility (call, NULL), error) ||
      !check_kind (ANSHIN_FACILITY_NONE, facility->kind, error) ||
      !anshin_facility_insert (call->tx, facility, error) ||
      !anshin_tell_office (call, "facilities", error))
    return FALSE;
  call->audit.object_id = anshin_call_keep (call, g_strdup (facility->id));
  call->status = 201;
  return answer_facility (call, facility->id, error);
}

/**
 * anshin_facility_edit:
 * @call: a writing call; argument: the facility; body: AnshinFacility with version
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_FACILITY_ADMIN, %ANSHIN_ERROR_NEEDS_OFFICE,
 *   %ANSHIN_ERROR_VERSION_STALE, %ANSHIN_ERROR_FIELD_INVALID naming `kind`
 */
gboolean
anshin_facility_edit (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinFacility) edited = anshin_record_dup (call->body);
  AnshinFacts facts = 0;
  g_autoptr (AnshinFacility) before =
    anshin_facts_load_facility (call, call->args[0], &facts, error);

  if (before == NULL ||
      !anshin_check_facility (call, ANSHIN_ACTION_EDIT_FACILITY, facts, error) ||
      !check_kind (before->kind, edited->kind, error))
    return FALSE;

  edited->id = g_strdup (before->id);
  return anshin_facility_update (call->tx, edited, error) &&
         anshin_tell_administrators (call, edited->id, "facilities", error) &&
         answer_facility (call, edited->id, error);
}

/* Whoever works on a personal terminal at that moment is out at once. */
static gboolean
end_personal_sessions (AnshinCall *call, const char *facility_id, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!anshin_facility_list_personal_sessions (call->tx, facility_id, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);

      if (!anshin_session_end (call->tx, id, anshin_clock_now (), error))
        return FALSE;
      anshin_call_effect (call, ANSHIN_EFFECT_END_SESSION, NULL, id);
    }
  return TRUE;
}

/**
 * anshin_facility_put_byod:
 * @call: a writing call; argument: the facility; body: AnshinByod
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_FACILITY_ADMIN
 *
 * The facility's own admin confirms the duties, for half a year (source A5), or takes it back.
 */
gboolean
anshin_facility_put_byod (AnshinCall *call, GError **error)
{
  AnshinByod *byod = call->body;
  gint64 expires_at = 0;
  AnshinFacts facts = 0;
  g_autoptr (AnshinFacility) facility =
    anshin_facts_load_facility (call, call->args[0], &facts, error);

  if (facility == NULL ||
      !anshin_check_at_facility (call, ANSHIN_ACTION_SET_BYOD, facility->id, facts, error))
    return FALSE;

  call->audit.reason = byod->allowed ? "allowed" : "not-allowed";
  if (byod->allowed)
    expires_at = anshin_clock_now () + ANSHIN_BYOD_SECONDS * ANSHIN_SECOND;
  else if (!end_personal_sessions (call, facility->id, error))
    return FALSE;
  return anshin_facility_set_byod (call->tx, facility->id, expires_at, call->principal->user_id,
                                   error) &&
         anshin_tell_administrators (call, facility->id, "facilities", error) &&
         answer_facility (call, facility->id, error);
}

/**
 * anshin_facility_put_saving:
 * @call: a writing call; argument: the facility; body: AnshinSaving
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_FACILITY_ADMIN
 *
 * Whether its staff may save files of messages on their terminals: no, until the facility's own
 * admin says so (SECURITY TRM-02).
 */
gboolean
anshin_facility_put_saving (AnshinCall *call, GError **error)
{
  AnshinSaving *saving = call->body;
  AnshinFacts facts = 0;
  g_autoptr (AnshinFacility) facility =
    anshin_facts_load_facility (call, call->args[0], &facts, error);

  if (facility == NULL ||
      !anshin_check_at_facility (call, ANSHIN_ACTION_SET_SAVING, facility->id, facts, error))
    return FALSE;

  call->audit.reason = saving->allowed ? "saving-allowed" : "saving-not-allowed";
  return anshin_facility_set_saving (call->tx, facility->id, saving->allowed,
                                     call->principal->user_id, error) &&
         anshin_tell_administrators (call, facility->id, "facilities", error) &&
         answer_facility (call, facility->id, error);
}

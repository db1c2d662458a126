/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-table.h"
#include "anshin-answer.h"
#include "anshin-audit-operations.h"
#include "anshin-audit-review-table.h"
#include "anshin-facility-table.h"
#include "anshin-terminal-table.h"

/* What was looked up for this page: each id once. Values are %NULL where there is nothing. */
typedef struct
{
  AnshinCall *call;
  GHashTable *users;
  GHashTable *patients;
  GHashTable *terminals;
} Names;

/* What is not there any more has no name; another error is one. */
static gboolean
is_absent (GError *failure, GError **error)
{
  g_autoptr (GError) owned = failure;

  if (failure == NULL || g_error_matches (failure, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&owned));
  return FALSE;
}

static void
unref_user (gpointer user)
{
  g_clear_object (&user);
}

static gboolean
find_user (Names *names, const char *id, AnshinUser **user, GError **error)
{
  GError *failure = NULL;

  *user = NULL;
  if (id == NULL || g_hash_table_lookup_extended (names->users, id, NULL, (gpointer *) user))
    return TRUE;
  *user = anshin_account_load (names->call->tx, id, &failure);
  g_hash_table_insert (names->users, g_strdup (id), *user);
  return is_absent (failure, error);
}

/* A patient's name is for those who may see the patient: never for the office. */
static gboolean
find_patient (Names *names, const char *id, const char **name, GError **error)
{
  AnshinCall *call = names->call;
  g_autoptr (AnshinPatientView) view = NULL;
  GError *failure = NULL;
  char *known = NULL;

  *name = NULL;
  if (id == NULL || g_hash_table_lookup_extended (names->patients, id, NULL, (gpointer *) name))
    return TRUE;
  view = anshin_patient_view (call->tx, id, call->principal->user_id, &failure);
  if (view != NULL && anshin_policy_allows (ANSHIN_ACTION_READ_PATIENT,
                                            anshin_facts_of_patient (call, view)))
    {
      known = g_strdup (view->patient->name);
      anshin_call_show_patient (call, id);
    }
  g_hash_table_insert (names->patients, g_strdup (id), known);
  *name = known;
  return is_absent (failure, error);
}

static gboolean
find_terminal (Names *names, const char *id, const char **name, GError **error)
{
  GError *failure = NULL;
  char *known = NULL;

  *name = NULL;
  if (id == NULL || g_hash_table_lookup_extended (names->terminals, id, NULL, (gpointer *) name))
    return TRUE;
  if (!anshin_terminal_get_name (names->call->tx, id, &known, &failure))
    g_clear_pointer (&known, g_free);
  g_hash_table_insert (names->terminals, g_strdup (id), known);
  *name = known;
  return is_absent (failure, error);
}

/* What the act was about, where it is a person or a facility. */
static gboolean
name_object (Names *names, AnshinAuditRecord *record, GError **error)
{
  g_autoptr (AnshinFacility) facility = NULL;
  AnshinUser *user = NULL;
  GError *failure = NULL;

  if (record->object_id == NULL || g_strcmp0 (record->object_id, record->patient_id) == 0 ||
      g_strcmp0 (record->object_id, record->group_id) == 0)
    return TRUE;
  if (!find_user (names, record->object_id, &user, error))
    return FALSE;
  if (user != NULL)
    {
      record->object_name = g_strdup (user->name);
      return TRUE;
    }
  facility = anshin_facility_load (names->call->tx, record->object_id, &failure);
  if (facility != NULL)
    record->object_name = g_strdup (facility->name);
  return is_absent (failure, error);
}

/* Why a part of the log was taken out, as it was given: for readers of the same facility, as
 * people write names into it. */
static gboolean
fill_reason (AnshinCall *call, AnshinAuditRecord *record, GError **error)
{
  g_autofree char *reason = NULL;

  if (g_strcmp0 (record->action, "export-audit") != 0 || record->object_id == NULL)
    return TRUE;
  if (!anshin_audit_export_get_reason (call->tx, record->object_id, call->principal->facility_id,
                                       &reason, error))
    return FALSE;
  if (reason != NULL)
    {
      g_free (record->reason);
      record->reason = g_utf8_substring (reason, 0,
                                         MIN (g_utf8_strlen (reason, -1), ANSHIN_MAX_LINE));
    }
  return TRUE;
}

static gboolean
name_record (Names *names, AnshinAuditRecord *record, GError **error)
{
  AnshinUser *actor = NULL;
  const char *patient = NULL;
  const char *terminal = NULL;

  if (!find_user (names, record->actor_id, &actor, error) ||
      !find_patient (names, record->patient_id, &patient, error) ||
      !find_terminal (names, record->terminal_id, &terminal, error) ||
      !name_object (names, record, error) || !fill_reason (names->call, record, error))
    return FALSE;
  if (actor != NULL)
    {
      record->actor_name = g_strdup (actor->name);
      record->actor_profession = actor->profession;
      record->facility_name = g_strdup (actor->facility_name);
    }
  record->patient_name = g_strdup (patient);
  record->terminal_name = g_strdup (terminal);
  return TRUE;
}

/**
 * anshin_answer_audit:
 * @call: a call whose list has begun
 * @rows: (element-type AnshinAuditRow): records that the asker may see
 * @count: how many of them are items
 * @error: return location
 *
 * Adds the items, with the names that the asker may know: of a patient only to who may see the
 * patient, of a group to nobody.
 */
gboolean
anshin_answer_audit (AnshinCall *call, GPtrArray *rows, guint count, GError **error)
{
  g_autoptr (GHashTable) users =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_user);
  g_autoptr (GHashTable) patients =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) terminals =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Names names = { call, users, patients, terminals };

  for (guint i = 0; i < count; i++)
    {
      AnshinAuditRow *row = g_ptr_array_index (rows, i);

      if (!name_record (&names, row->record, error))
        return FALSE;
      anshin_answer_add_item (call, row->record);
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-answer.h"
#include "anshin-facts-network.h"
#include "anshin-facts.h"
#include "anshin-json.h"
#include "anshin-office-operations.h"
#include "anshin-profession-table.h"
#include "anshin-wording-check.h"
#include "anshin-wording-table.h"

static const AnshinAction wording_actions[] = { ANSHIN_ACTION_EDIT_NETWORK };

static gboolean
list_professions (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) settings = g_ptr_array_new_with_free_func (g_object_unref);

  if (!anshin_profession_list (call->tx, settings, error))
    return FALSE;
  anshin_answer_begin_list (call);
  for (guint i = 0; i < settings->len; i++)
    anshin_answer_add_item (call, g_ptr_array_index (settings, i));
  anshin_answer_end_list (call, NULL);
  return TRUE;
}

/**
 * anshin_professions_get:
 * @call: a reading call
 * @error: return location
 *
 * All professions, with what the office has set and how many active users have each.
 */
gboolean
anshin_professions_get (AnshinCall *call, GError **error)
{
  return anshin_policy_check (ANSHIN_ACTION_READ_NETWORK, anshin_facts_own (call), error) &&
         list_professions (call, error);
}

/* What they may see of patients has changed with it. */
static gboolean
tell_users (AnshinCall *call, int profession, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!anshin_profession_list_users (call->tx, profession, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    anshin_call_refresh (call, g_ptr_array_index (ids, i), "patients");
  return TRUE;
}

static gboolean
check_once (GPtrArray *items, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      int profession = ANSHIN_PROFESSION_SETTING (g_ptr_array_index (items, i))->profession;

      if (!g_hash_table_add (seen, GINT_TO_POINTER (profession)))
        {
          anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "items", "One profession twice");
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * anshin_professions_put:
 * @call: a writing call; body: AnshinProfessionSettings
 * @error: %ANSHIN_ERROR_NEEDS_OFFICE, %ANSHIN_ERROR_FIELD_INVALID naming `items`
 *
 * Sets what is given; professions that are not in it stay as they are. Who has a profession that
 * is no longer offered keeps it.
 */
gboolean
anshin_professions_put (AnshinCall *call, GError **error)
{
  GPtrArray *items = ((AnshinProfessionSettings *) call->body)->items;

  if (!anshin_check_facility (call, ANSHIN_ACTION_EDIT_NETWORK, anshin_facts_own (call), error) ||
      !check_once (items, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      AnshinProfessionSetting *setting = g_ptr_array_index (items, i);
      gboolean picture_changed = FALSE;

      if (!anshin_profession_set (call->tx, setting, &picture_changed, error) ||
          (picture_changed && !tell_users (call, setting->profession, error)))
        return FALSE;
    }
  return anshin_tell_office (call, "professions", error) && list_professions (call, error);
}

static gboolean
get_kind (const char *wire, int *kind, GError **error)
{
  if (wire == NULL)
    anshin_set_error (error, ANSHIN_ERROR_FIELD_MISSING, "kind", "Which text");
  else if (!anshin_choice_from_wire (&anshin_wording_kinds, wire, kind))
    anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "kind", "No such text");
  else
    return TRUE;
  return FALSE;
}

static void
fill_capabilities (AnshinCall *call, AnshinWording *wording)
{
  wording->capabilities = anshin_policy_capabilities (anshin_facts_own (call), wording_actions,
                                                      G_N_ELEMENTS (wording_actions));
}

/**
 * anshin_wordings_get:
 * @call: a reading call; query: kind, limit, cursor
 * @error: %ANSHIN_ERROR_FIELD_MISSING or %ANSHIN_ERROR_FIELD_INVALID naming `kind`
 *
 * The versions of a text, newest first, without the texts.
 */
gboolean
anshin_wordings_get (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) wordings = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 before = 0;
  guint limit = 0;
  int kind = 0;

  if (!anshin_policy_check (ANSHIN_ACTION_READ_NETWORK, anshin_facts_own (call), error) ||
      !get_kind (anshin_call_get_query (call, "kind"), &kind, error) ||
      !anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_number (call, "cursor", G_MAXINT64, &before, error) ||
      !anshin_wording_list (call->tx, kind, before, limit + 1, wordings, error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (wordings->len, limit); i++)
    {
      fill_capabilities (call, g_ptr_array_index (wordings, i));
      anshin_answer_add_item (call, g_ptr_array_index (wordings, i));
      before = ANSHIN_WORDING (g_ptr_array_index (wordings, i))->version;
    }
  anshin_answer_end_list (call, wordings->len > limit
                                  ? anshin_call_keep (call, g_strdup_printf ("%" G_GINT64_FORMAT,
                                                                             before))
                                  : NULL);
  return TRUE;
}

static gboolean
answer_wording (AnshinCall *call, int kind, gint64 version, GError **error)
{
  g_autoptr (AnshinWording) wording = anshin_wording_load (call->tx, kind, version, error);

  if (wording == NULL)
    return FALSE;
  fill_capabilities (call, wording);
  anshin_json_append_record (call->out, wording);
  return TRUE;
}

/**
 * anshin_wording_get:
 * @call: a reading call; arguments: the kind, the version
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * Also for those who have not accepted the rules yet: they have to read them.
 */
gboolean
anshin_wording_get (AnshinCall *call, GError **error)
{
  guint64 version = 0;
  int kind = 0;

  if (!anshin_policy_check (ANSHIN_ACTION_READ_NETWORK, anshin_facts_own (call), error))
    return FALSE;
  if (!anshin_choice_from_wire (&anshin_wording_kinds, call->args[0], &kind) ||
      !g_ascii_string_to_unsigned (call->args[1], 10, 1, G_MAXINT64, &version, NULL))
    {
      anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "Not found");
      return FALSE;
    }
  return answer_wording (call, kind, (gint64) version, error);
}

/**
 * anshin_wording_publish:
 * @call: a writing call; argument: the kind; body: AnshinWording with text
 * @error: %ANSHIN_ERROR_NEEDS_OFFICE, %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_FIELD_INVALID naming
 *   `text` if form 4 could not be printed with it
 *
 * The next version, for good. New rules have to be accepted by everybody before anything else; old
 * consents keep their wording (SECURITY CN-04).
 */
gboolean
anshin_wording_publish (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinWording) wording = anshin_record_dup (call->body);
  g_autoptr (AnshinWording) first = NULL;

  if (!anshin_check_facility (call, ANSHIN_ACTION_EDIT_NETWORK, anshin_facts_own (call), error))
    return FALSE;
  if (!anshin_choice_from_wire (&anshin_wording_kinds, call->args[0], &wording->kind))
    {
      anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "Not found");
      return FALSE;
    }
  first = anshin_wording_load (call->tx, wording->kind, 1, error);
  if (first == NULL || !anshin_wording_check (wording->kind, wording->text, first->text, error) ||
      !anshin_wording_insert (call->tx, wording, call->principal->user_id, error) ||
      !anshin_tell_office (call, "wordings", error))
    return FALSE;
  if (wording->kind == ANSHIN_WORDING_RULES)
    anshin_call_refresh (call, NULL, "session");

  call->audit.object_id = anshin_call_keep (
    call, g_strdup_printf ("%s/%" G_GINT64_FORMAT, call->args[0], wording->version));
  call->status = 201;
  return answer_wording (call, wording->kind, wording->version, error);
}

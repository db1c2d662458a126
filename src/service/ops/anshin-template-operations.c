/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-table.h"
#include "anshin-answer.h"
#include "anshin-care-operations.h"
#include "anshin-happening.h"
#include "anshin-json.h"
#include "anshin-template-table.h"

static const AnshinAction template_actions[] = { ANSHIN_ACTION_EDIT_TEMPLATE };

static AnshinFacts
get_facts (AnshinCall *call, const char *user_id, const char *facility_id)
{
  AnshinFacts facts = anshin_facts_own (call);

  if (g_strcmp0 (user_id, call->principal->user_id) == 0)
    facts |= ANSHIN_FACT_SELF;
  if (g_strcmp0 (facility_id, call->principal->facility_id) == 0)
    facts |= ANSHIN_FACT_OWN_FACILITY;
  return facts;
}

static void
fill_capabilities (AnshinCall *call, AnshinTemplateRow *row)
{
  row->template->capabilities =
    anshin_policy_capabilities (get_facts (call, row->user_id, row->facility_id),
                                template_actions, G_N_ELEMENTS (template_actions));
}

/* A facility's staff see its templates change; nobody else has one's own. */
static gboolean
tell (AnshinCall *call, const char *facility_id, GError **error)
{
  g_autoptr (GPtrArray) staff = NULL;

  if (facility_id == NULL)
    {
      anshin_call_refresh (call, call->principal->user_id, "templates");
      return TRUE;
    }
  staff = g_ptr_array_new_with_free_func (g_object_unref);
  if (!anshin_account_list_staff (call->tx, facility_id, staff, error))
    return FALSE;
  for (guint i = 0; i < staff->len; i++)
    anshin_call_refresh (call, ANSHIN_USER (g_ptr_array_index (staff, i))->id, "templates");
  return TRUE;
}

static gboolean
answer_again (AnshinCall *call, const char *id, GError **error)
{
  g_autoptr (AnshinTemplateRow) row = anshin_template_load (call->tx, id, error);

  if (row == NULL)
    return FALSE;
  fill_capabilities (call, row);
  anshin_json_append_record (call->out, row->template);
  return TRUE;
}

/**
 * anshin_templates_list:
 * @call: a reading call; query: limit, cursor
 * @error: return location
 *
 * The asker's own and the facility's.
 */
gboolean
anshin_templates_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) anshin_template_row_free);
  const char *cursor = NULL;
  const char *next = NULL;
  guint limit = 0;

  if (!anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_cursor (call, &cursor, error) ||
      !anshin_template_list (call->tx, call->principal->user_id, call->principal->facility_id,
                             cursor, limit + 1, rows, error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (rows->len, limit); i++)
    {
      AnshinTemplateRow *row = g_ptr_array_index (rows, i);

      fill_capabilities (call, row);
      anshin_answer_add_item (call, row->template);
      next = row->template->id;
    }
  anshin_answer_end_list (call, rows->len > limit ? next : NULL);
  return TRUE;
}

static gboolean
check_room (AnshinCall *call, const char *user_id, const char *facility_id, GError **error)
{
  gint64 count = 0;

  if (!anshin_template_count (call->tx, user_id, facility_id, &count, error))
    return FALSE;
  if (count < ANSHIN_MAX_TEMPLATES_PER_OWNER)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_LIMIT_REACHED, NULL, "Too many templates");
  return FALSE;
}

/**
 * anshin_template_create:
 * @call: a writing call; body: AnshinTemplate
 * @error: %ANSHIN_ERROR_NEEDS_FACILITY_ADMIN, %ANSHIN_ERROR_LIMIT_REACHED
 *
 * One's own, or one for the whole facility by its admin.
 */
gboolean
anshin_template_create (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinTemplate) template = anshin_record_dup (call->body);
  const char *user_id = template->facility ? NULL : call->principal->user_id;
  const char *facility_id = template->facility ? call->principal->facility_id : NULL;

  if (!anshin_check_facility (call, ANSHIN_ACTION_EDIT_TEMPLATE,
                              get_facts (call, user_id, facility_id), error) ||
      !check_room (call, user_id, facility_id, error) ||
      !anshin_template_insert (call->tx, template, user_id, facility_id,
                               call->principal->user_id, error) ||
      !tell (call, facility_id, error))
    return FALSE;
  call->audit.object_id = anshin_call_keep (call, g_strdup (template->id));
  call->status = 201;
  return answer_again (call, template->id, error);
}

static AnshinTemplateRow *
load (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinTemplateRow) row = anshin_template_load (call->tx, call->args[0], error);

  if (row == NULL ||
      !anshin_check_facility (call, ANSHIN_ACTION_EDIT_TEMPLATE,
                              get_facts (call, row->user_id, row->facility_id), error))
    return NULL;
  call->audit.object_id = anshin_call_keep (call, g_strdup (row->template->id));
  return g_steal_pointer (&row);
}

/**
 * anshin_template_edit:
 * @call: a writing call; argument: the template; body: AnshinTemplate with the version it was read
 *   at
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_FACILITY_ADMIN, %ANSHIN_ERROR_VERSION_STALE,
 *   %ANSHIN_ERROR_FIELD_INVALID naming `facility`: whose it is stays
 */
gboolean
anshin_template_edit (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinTemplateRow) row = load (call, error);
  g_autoptr (AnshinTemplate) template = anshin_record_dup (call->body);

  if (row == NULL)
    return FALSE;
  if (template->version < 1)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_MISSING, "version", "No version");
      return FALSE;
    }
  if (template->facility != row->template->facility)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "facility", "Whose it is stays");
      return FALSE;
    }
  template->id = g_strdup (row->template->id);
  return anshin_template_update (call->tx, template, error) &&
         tell (call, row->facility_id, error) && answer_again (call, template->id, error);
}

/**
 * anshin_template_remove:
 * @call: a writing call; argument: the template
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_FACILITY_ADMIN
 */
gboolean
anshin_template_remove (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinTemplateRow) row = load (call, error);

  call->status = 204;
  return row != NULL && anshin_template_delete (call->tx, row->template->id, error) &&
         tell (call, row->facility_id, error);
}

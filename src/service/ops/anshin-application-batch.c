/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-table.h"
#include "anshin-facility-table.h"
#include "anshin-facts-network.h"
#include "anshin-facts.h"
#include "anshin-happening.h"
#include "anshin-json.h"
#include "anshin-office-operations.h"
#include "anshin-profession-table.h"
#include "anshin-text.h"

/* Nobody may apply for another facility's staff but the office: of no line of it. */
static gboolean
check_rights (AnshinCall *call, GPtrArray *items, GError **error)
{
  if (items->len == 0)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_MISSING, "items", "An empty batch");
      return FALSE;
    }
  for (guint i = 0; i < items->len; i++)
    if (!anshin_check_facility (
          call, ANSHIN_ACTION_SUBMIT_APPLICATION,
          anshin_facts_of_facility (
            call, ANSHIN_APPLICATION (g_ptr_array_index (items, i))->facility_id),
          error))
      return FALSE;
  return TRUE;
}

static gboolean
set_refusal (GError **refusal, AnshinError code, const char *field)
{
  anshin_set_error (refusal, code, field, "Refused");
  return TRUE;
}

static gboolean
check_facility (AnshinCall *call, AnshinApplication *item, GError **refusal, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (AnshinFacility) facility =
    anshin_facility_load (call->tx, item->facility_id, &failure);

  if (facility != NULL)
    return TRUE;
  if (g_error_matches (failure, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND))
    return set_refusal (refusal, ANSHIN_ERROR_FIELD_INVALID, "facility_id");
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
check_profession (AnshinCall *call, AnshinApplication *item, GError **refusal, GError **error)
{
  gboolean offered = FALSE;

  if (!anshin_profession_is_offered (call->tx, item->profession, &offered, error))
    return FALSE;
  return offered || set_refusal (refusal, ANSHIN_ERROR_PROFESSION_OFF, "profession");
}

/* One address is one person's (source A8 rule 3): no user has it, nobody waits with it, and it is
 * not twice in the batch. */
static gboolean
check_mail (AnshinCall *call, AnshinApplication *item, GHashTable *mails, GError **refusal,
            GError **error)
{
  g_autofree char *mail = anshin_text_normalize_mail (item->mail);
  g_autofree char *taken_by = NULL;
  gboolean waiting = FALSE;

  if (!anshin_account_find (call->tx, item->mail, &taken_by, error) ||
      !anshin_application_is_waiting (call->tx, item->mail, &waiting, error))
    return FALSE;
  if (taken_by != NULL)
    return set_refusal (refusal, ANSHIN_ERROR_MAIL_TAKEN, "mail");
  if (waiting)
    return set_refusal (refusal, ANSHIN_ERROR_APPLICATION_STATE, "mail");
  if (!g_hash_table_add (mails, g_steal_pointer (&mail)))
    return set_refusal (refusal, ANSHIN_ERROR_FIELD_INVALID, "mail");
  return TRUE;
}

/* %FALSE where the questions could not be answered; @refusal where one says no. */
static gboolean
check_item (AnshinCall *call, AnshinApplication *item, GHashTable *mails, GError **refusal,
            GError **error)
{
  return check_facility (call, item, refusal, error) &&
         (*refusal != NULL || check_profession (call, item, refusal, error)) &&
         (*refusal != NULL || check_mail (call, item, mails, refusal, error));
}

static void
add_refused (AnshinApplicationReport *report, guint line, const GError *refusal)
{
  AnshinRefusedLine *refused = anshin_refused_line_new ();

  refused->line = line;
  refused->code = g_strdup (anshin_error_to_wire (refusal->code));
  refused->field = g_strdup (anshin_error_get_field (refusal));
  g_ptr_array_add (report->refused, refused);
}

/* What may be stored goes into @accepted, in the order of the batch. */
static gboolean
sort_out (AnshinCall *call, GPtrArray *items, AnshinApplicationReport *report,
          GPtrArray *accepted, GError **error)
{
  g_autoptr (GHashTable) mails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      AnshinApplication *item = g_ptr_array_index (items, i);
      g_autoptr (GError) refusal = NULL;

      if (!check_item (call, item, mails, &refusal, error))
        return FALSE;
      if (refusal != NULL)
        add_refused (report, i + 1, refusal);
      else
        g_ptr_array_add (accepted, item);
    }
  return TRUE;
}

static gboolean
store (AnshinCall *call, AnshinApplication *item, AnshinApplicationReport *report, GError **error)
{
  g_autoptr (AnshinApplication) application = anshin_record_dup (item);
  AnshinApplication *stored = NULL;

  if (!anshin_application_insert (call->tx, application, call->principal->user_id, error))
    return FALSE;
  stored = anshin_application_load (call->tx, application->id, error);
  if (stored == NULL)
    return FALSE;
  anshin_facts_fill_application (call, stored);
  g_ptr_array_add (report->stored, stored);
  return TRUE;
}

/* Each facility's admins once, and the office. */
static gboolean
tell (AnshinCall *call, GPtrArray *stored, GError **error)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < stored->len; i++)
    {
      AnshinApplication *application = g_ptr_array_index (stored, i);

      if (g_hash_table_add (told, application->facility_id) &&
          !anshin_tell_administrators (call, application->facility_id, "applications", error))
        return FALSE;
    }
  return TRUE;
}

/**
 * anshin_applications_submit:
 * @call: a writing call; body: AnshinApplicationBatch
 * @error: %ANSHIN_ERROR_NEEDS_FACILITY_ADMIN, %ANSHIN_ERROR_NEEDS_OFFICE
 *
 * The facility's admin applies for own staff, the office for anybody (source A7, A8 rule 5).
 * Answers with what was stored and why the rest was not, line by line: `mail-taken`,
 * `application-state` (waits already), `field-invalid` (`mail`: twice in the batch;
 * `facility_id`: no such facility), `profession-off`. Nothing is stored if one line is refused,
 * unless the batch says so.
 */
gboolean
anshin_applications_submit (AnshinCall *call, GError **error)
{
  AnshinApplicationBatch *batch = call->body;
  g_autoptr (AnshinApplicationReport) report = anshin_application_report_new ();
  g_autoptr (GPtrArray) accepted = g_ptr_array_new ();

  report->stored = g_ptr_array_new_with_free_func (g_object_unref);
  report->refused = g_ptr_array_new_with_free_func (g_object_unref);
  if (!check_rights (call, batch->items, error) ||
      !sort_out (call, batch->items, report, accepted, error))
    return FALSE;
  for (guint i = 0; (report->refused->len == 0 || batch->skip_refused) && i < accepted->len; i++)
    if (!store (call, g_ptr_array_index (accepted, i), report, error))
      return FALSE;
  if (!tell (call, report->stored, error))
    return FALSE;

  call->audit.reason = anshin_call_keep (
    call, g_strdup_printf ("stored=%u refused=%u", report->stored->len, report->refused->len));
  call->status = report->stored->len > 0 ? 201 : 200;
  anshin_json_append_record (call->out, report);
  return TRUE;
}

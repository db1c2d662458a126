/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the tables that the service runs by as JSON: every use case, and the fields of every type
 * on the wire. The test of data/openapi.yaml holds that file against it. */

#include <stdio.h>

#include "anshin-account.h"
#include "anshin-application.h"
#include "anshin-attachment.h"
#include "anshin-auth-flow.h"
#include "anshin-broadcast.h"
#include "anshin-card.h"
#include "anshin-care-request.h"
#include "anshin-consent.h"
#include "anshin-entry.h"
#include "anshin-facility.h"
#include "anshin-group.h"
#include "anshin-invitation.h"
#include "anshin-json.h"
#include "anshin-message.h"
#include "anshin-operation.h"
#include "anshin-patient.h"
#include "anshin-sign-in.h"
#include "anshin-template.h"
#include "anshin-terminal.h"
#include "anshin-user.h"
#include "anshin-vitals.h"
#include "anshin-wording.h"

static GType (*const types[]) (void) = {
  anshin_facility_get_type,     anshin_user_get_type,        anshin_patient_get_type,
  anshin_patient_ending_get_type,
  anshin_consent_get_type,      anshin_consent_signed_get_type, anshin_withdrawal_get_type,
  anshin_group_get_type,        anshin_member_get_type,      anshin_invitation_get_type,
  anshin_invite_get_type,       anshin_content_get_type,     anshin_entry_get_type,
  anshin_entry_state_get_type,  anshin_acknowledgement_count_get_type,
  anshin_absentee_get_type,
  anshin_mention_get_type,      anshin_message_version_get_type, anshin_acknowledgement_get_type,
  anshin_post_get_type,         anshin_read_mark_get_type,   anshin_challenge_get_type,
  anshin_sign_in_get_type,      anshin_enrolment_get_type,   anshin_bootstrap_get_type,
  anshin_unlock_get_type,       anshin_session_info_get_type, anshin_enrolment_code_get_type,
  anshin_acceptance_get_type,   anshin_suspension_get_type,  anshin_restoration_get_type,
  anshin_retirement_get_type,   anshin_reset_get_type,       anshin_access_get_type,
  anshin_terminal_get_type,
  anshin_application_get_type,  anshin_application_report_get_type, anshin_access_get_type,
  anshin_refused_line_get_type, anshin_wording_get_type,     anshin_profession_setting_get_type,
  anshin_safety_check_get_type, anshin_safety_answer_get_type, anshin_attachment_get_type,
  anshin_care_request_get_type, anshin_request_word_get_type, anshin_request_owner_get_type,
  anshin_request_tally_get_type, anshin_card_get_type,       anshin_card_contact_get_type,
  anshin_card_seen_get_type,    anshin_template_get_type,
  anshin_vital_get_type,        anshin_vitals_get_type,      anshin_vital_target_get_type,
  anshin_vital_targets_get_type, anshin_search_hit_get_type,
};

static const char *const kinds[] = { "text", "int",   "bool",   "choice", "date",
                                     "time", "texts", "record", "records" };

static void
append_text (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, "%s\"%s\":", out->str[out->len - 1] == '{' ? "" : ",", name);
  if (text == NULL)
    g_string_append (out, "null");
  else
    anshin_json_append_string (out, text);
}

static void
append_route (GString *out, const char *method, const char *path, GType (*request) (void),
              const char *query, gboolean session, const char *audit, const char *answer,
              AnshinBodyKind takes, AnshinBodyKind gives)
{
  static const char *const bodies[] = { "json", "bytes" };

  g_string_append (out, out->str[out->len - 1] == '[' ? "{" : ",{");
  append_text (out, "method", method);
  append_text (out, "path", path);
  append_text (out, "request", request != NULL ? g_type_name (request ()) : NULL);
  append_text (out, "query", query);
  append_text (out, "audit", audit);
  append_text (out, "answer", answer);
  append_text (out, "takes", bodies[takes]);
  append_text (out, "gives", bodies[gives]);
  g_string_append_printf (out, ",\"session\":%s}", session ? "true" : "false");
}

static void
append_choices (GString *out, const AnshinChoiceList *list)
{
  g_string_append (out, ",\"choices\":[");
  for (const AnshinChoice *choice = list->choices; choice->wire != NULL; choice++)
    g_string_append_printf (out, "%s\"%s\"", choice == list->choices ? "" : ",", choice->wire);
  g_string_append_c (out, ']');
}

static void
append_field (GString *out, const AnshinField *field)
{
  g_string_append (out, out->str[out->len - 1] == '[' ? "{" : ",{");
  append_text (out, "name", field->name);
  append_text (out, "kind", kinds[field->kind]);
  g_string_append_printf (out, ",\"required\":%s,\"service\":%s,\"max\":%" G_GINT64_FORMAT,
                          field->flags & ANSHIN_FIELD_REQUIRED ? "true" : "false",
                          field->flags & ANSHIN_FIELD_SERVICE ? "true" : "false", field->max);
  if (field->list != NULL)
    append_choices (out, field->list);
  if (field->type != NULL)
    append_text (out, "type", g_type_name (field->type ()));
  g_string_append_c (out, '}');
}

static void
append_type (GString *out, GType type)
{
  g_autoptr (AnshinRecord) record = g_object_new (type, NULL);

  g_string_append_printf (out, "%s\"%s\":[", out->str[out->len - 1] == '{' ? "" : ",",
                          g_type_name (type));
  for (const AnshinField *field = anshin_record_get_fields (record); field->name != NULL; field++)
    append_field (out, field);
  g_string_append_c (out, ']');
}

/* What goes over the wire: the types above, and whatever else is a request. */
static void
append_types (GString *out)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_hash_table_add (seen, GSIZE_TO_POINTER (types[i] ())))
      append_type (out, types[i] ());
  for (guint i = 0; i < anshin_n_operations; i++)
    if (anshin_operations[i].request != NULL &&
        g_hash_table_add (seen, GSIZE_TO_POINTER (anshin_operations[i].request ())))
      append_type (out, anshin_operations[i].request ());
}

int
main (void)
{
  g_autoptr (GString) out = g_string_new ("{\"routes\":[");

  for (guint i = 0; i < anshin_n_operations; i++)
    {
      const AnshinOperation *row = &anshin_operations[i];

      append_route (out, row->method, row->path, row->request, row->query, row->session,
                    row->audit, row->answer, row->takes, row->gives);
    }
  for (guint i = 0; i < anshin_n_auth_flows; i++)
    {
      const AnshinAuthFlow *row = &anshin_auth_flows[i];

      append_route (out, row->method, row->path, row->request, NULL, row->session, row->audit,
                    row->answer, ANSHIN_BODY_JSON, ANSHIN_BODY_JSON);
    }
  g_string_append (out, "],\"types\":{");
  append_types (out);
  g_string_append (out, "},\"codes\":[");
  for (int code = 0; code < ANSHIN_N_ERRORS; code++)
    if (anshin_error_get_status (code) != 0)
      g_string_append_printf (out, "%s\"%s\"", code == 0 ? "" : ",", anshin_error_to_wire (code));
  g_string_append (out, "]}\n");
  fputs (out->str, stdout);
  return 0;
}

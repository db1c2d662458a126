/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-csv.h"

#include <glib/gi18n.h>

#include "anshin-audit-row.h"
#include "anshin-audit-words.h"
#include "anshin-csv-field.h"
#include "anshin-format.h"

static void
append_head (GString *csv)
{
  static const char *const names[]
    = { N_ ("Time"),    N_ ("Act"),      N_ ("Who"),      N_ ("Profession"), N_ ("Facility"),
        N_ ("Role"),    N_ ("Terminal"), N_ ("Address"),  N_ ("Patient"),    N_ ("About"),
        N_ ("Outcome"), N_ ("Reason"),   N_ ("Chain"),    N_ ("Number") };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    anshin_csv_append_field (csv, _(names[i]));
  g_string_append (csv, "\r\n");
}

static void
append_number (GString *csv, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  anshin_csv_append_field (csv, text);
}

static void
append_record (GString *csv, AnshinAuditRecord *record)
{
  g_autofree char *moment = anshin_audit_row_dup_moment (record->at);
  g_autofree char *reason = anshin_audit_words_dup_reason (record);
  g_autofree char *refusal = anshin_audit_words_dup_refusal (record->result);

  anshin_csv_append_field (csv, moment);
  anshin_csv_append_field (csv, anshin_audit_words_action (record->action));
  anshin_csv_append_field (csv, record->actor_name != NULL ? record->actor_name : record->actor_id);
  anshin_csv_append_field (csv, anshin_format_profession (record->actor_profession));
  anshin_csv_append_field (csv, record->facility_name);
  anshin_csv_append_field (csv, anshin_audit_words_role (record->role));
  anshin_csv_append_field (csv, record->terminal_name);
  anshin_csv_append_field (csv, record->source);
  anshin_csv_append_field (csv, record->patient_name != NULL ? record->patient_name
                                                             : record->patient_id);
  anshin_csv_append_field (csv, record->object_name != NULL ? record->object_name
                                                            : record->object_id);
  anshin_csv_append_field (csv, refusal != NULL ? refusal : _("Done"));
  anshin_csv_append_field (csv, reason);
  append_number (csv, record->chain);
  append_number (csv, record->seq);
  g_string_append (csv, "\r\n");
}

/**
 * anshin_audit_csv_make:
 * @records: a GListModel of AnshinAuditRecord, a part of the log
 * @progress: told how far it is
 * @data: for @progress
 * @cancellable: (nullable): ends it
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): it as CSV (RFC 4180) in UTF-8 with a mark at its beginning,
 *   as spreadsheets in Japan want it; nothing in it is taken for a formula
 */
GBytes *
anshin_audit_csv_make (gpointer records, AnshinFormProgress progress, gpointer data,
                       GCancellable *cancellable, GError **error)
{
  guint count = g_list_model_get_n_items (records);
  g_autoptr (GString) lines = g_string_new (NULL);
  GString *csv = NULL;

  append_head (lines);
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (AnshinAuditRecord) record = g_list_model_get_item (records, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      append_record (lines, record);
      progress ((i + 1.0) / count, data);
    }
  csv = g_string_new (ANSHIN_CSV_MARK);
  g_string_append_len (csv, lines->str, (gssize) lines->len);
  return g_string_free_to_bytes (csv);
}

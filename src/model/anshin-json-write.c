/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-json.h"

#include <string.h>

#include "anshin-clock.h"
#include "anshin-json-private.h"
#include "anshin-record-private.h"

/* The bytes at which copying stops: the end, controls, the quote and the backslash. */
static const gboolean needs_escape[256] = {
  [0 ... 0x1f] = TRUE, ['"'] = TRUE, ['\\'] = TRUE, [0x7f] = TRUE,
};

/**
 * anshin_json_append_string:
 * @out: where to write
 * @text: (nullable): UTF-8; %NULL is written as ""
 *
 * Appends @text as a JSON string, with quotes. Stretches without anything to escape are copied
 * whole, as nearly every Japanese text is one.
 */
void
anshin_json_append_string (GString *out, const char *text)
{
  const char *start = text != NULL ? text : "";
  const char *p = start;

  g_string_append_c (out, '"');
  for (;; p++)
    {
      while (!needs_escape[(guchar) *p])
        p++;
      g_string_append_len (out, start, p - start);
      if (*p == '\0')
        break;
      start = p + 1;
      switch (*p)
        {
        case '"':
          g_string_append_len (out, "\\\"", 2);
          break;
        case '\\':
          g_string_append_len (out, "\\\\", 2);
          break;
        case '\n':
          g_string_append_len (out, "\\n", 2);
          break;
        case '\t':
          g_string_append_len (out, "\\t", 2);
          break;
        default:
          g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
          break;
        }
    }
  g_string_append_c (out, '"');
}

static gboolean
is_given (gpointer record, const AnshinField *field)
{
  switch (field->kind)
    {
    case ANSHIN_KIND_TEXT:
    case ANSHIN_KIND_TEXTS:
    case ANSHIN_KIND_RECORD:
    case ANSHIN_KIND_RECORDS:
      return ANSHIN_MEMBER (gpointer, record, field) != NULL;
    case ANSHIN_KIND_TIME:
      return ANSHIN_MEMBER (gint64, record, field) != 0;
    case ANSHIN_KIND_CHOICE:
      return anshin_choice_to_wire (field->list, ANSHIN_MEMBER (int, record, field)) != NULL;
    case ANSHIN_KIND_DATE:
      return ANSHIN_MEMBER (int, record, field) != 0;
    case ANSHIN_KIND_INT:
    case ANSHIN_KIND_BOOL:
      return TRUE;
    }
  return FALSE;
}

static void
append_texts (GString *out, char **texts)
{
  g_string_append_c (out, '[');
  for (guint i = 0; texts[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      anshin_json_append_string (out, texts[i]);
    }
  g_string_append_c (out, ']');
}

static void
append_records (GString *out, GPtrArray *records, AnshinFieldFlags left_out)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < records->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      anshin_json_append_fields (out, records->pdata[i], left_out);
    }
  g_string_append_c (out, ']');
}

static void
append_integer (GString *out, gint64 value)
{
  char digits[24] = "";
  char *at = digits + sizeof digits - 1;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;

  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (value < 0)
    *--at = '-';
  g_string_append_len (out, at, digits + sizeof digits - 1 - at);
}

/* A text that needs no escape: wire names, dates and times. */
static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  g_string_append_len (out, text, (gssize) strlen (text));
  g_string_append_c (out, '"');
}

static void
append_value (GString *out, gpointer record, const AnshinField *field, AnshinFieldFlags left_out)
{
  g_autofree char *text = NULL;

  switch (field->kind)
    {
    case ANSHIN_KIND_TEXT:
      anshin_json_append_string (out, ANSHIN_MEMBER (char *, record, field));
      break;
    case ANSHIN_KIND_TEXTS:
      append_texts (out, ANSHIN_MEMBER (char **, record, field));
      break;
    case ANSHIN_KIND_RECORD:
      anshin_json_append_fields (out, ANSHIN_MEMBER (gpointer, record, field), left_out);
      break;
    case ANSHIN_KIND_RECORDS:
      append_records (out, ANSHIN_MEMBER (GPtrArray *, record, field), left_out);
      break;
    case ANSHIN_KIND_INT:
      append_integer (out, ANSHIN_MEMBER (gint64, record, field));
      break;
    case ANSHIN_KIND_BOOL:
      g_string_append (out, ANSHIN_MEMBER (gboolean, record, field) ? "true" : "false");
      break;
    case ANSHIN_KIND_CHOICE:
      append_quoted (out, anshin_choice_to_wire (field->list, ANSHIN_MEMBER (int, record, field)));
      break;
    case ANSHIN_KIND_DATE:
      text = anshin_date_format (ANSHIN_MEMBER (int, record, field));
      append_quoted (out, text);
      break;
    case ANSHIN_KIND_TIME:
      text = anshin_time_format (ANSHIN_MEMBER (gint64, record, field));
      append_quoted (out, text);
      break;
    }
}

/* Fields with one of the flags @left_out are not written, in the records within neither. */
void
anshin_json_append_fields (GString *out, gpointer record, AnshinFieldFlags left_out)
{
  gboolean first = TRUE;

  g_string_append_c (out, '{');
  for (const AnshinField *field = anshin_record_get_fields (record); field->name != NULL; field++)
    {
      if ((field->flags & left_out) || !is_given (record, field))
        continue;
      if (!first)
        g_string_append_c (out, ',');
      append_quoted (out, field->name);
      g_string_append_c (out, ':');
      append_value (out, record, field, left_out);
      first = FALSE;
    }
  g_string_append_c (out, '}');
}

/**
 * anshin_json_append_record:
 * @out: where to write
 * @record: an #AnshinRecord
 *
 * Appends the JSON form of @record. What is not given is left out.
 */
void
anshin_json_append_record (GString *out, gpointer record)
{
  anshin_json_append_fields (out, record, 0);
}

/**
 * anshin_json_from_record:
 * @record: an #AnshinRecord
 *
 * Returns: (transfer full): its JSON form
 */
char *
anshin_json_from_record (gpointer record)
{
  GString *out = g_string_sized_new (256);

  anshin_json_append_record (out, record);
  return g_string_free (out, FALSE);
}

/**
 * anshin_json_request_from_record:
 * @record: an #AnshinRecord, perhaps as the service gave it
 *
 * Returns: (transfer full): its JSON form as a request: without what is the service's own, which
 *   it would refuse
 */
char *
anshin_json_request_from_record (gpointer record)
{
  GString *out = g_string_sized_new (256);

  anshin_json_append_fields (out, record, ANSHIN_FIELD_SERVICE);
  return g_string_free (out, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-json.h"

#include <string.h>

#include "anshin-clock.h"

#define MEMBER(type, record, field) (*(type *) G_STRUCT_MEMBER_P ((record), (field)->offset))

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
  for (; *p != '\0'; p++)
    {
      if ((guchar) *p >= 0x20 && *p != '"' && *p != '\\' && *p != 0x7f)
        continue;
      g_string_append_len (out, start, p - start);
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
  g_string_append_len (out, start, p - start);
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
      return MEMBER (gpointer, record, field) != NULL;
    case ANSHIN_KIND_TIME:
      return MEMBER (gint64, record, field) != 0;
    case ANSHIN_KIND_CHOICE:
      return anshin_choice_to_wire (field->list, MEMBER (int, record, field)) != NULL;
    case ANSHIN_KIND_DATE:
      return MEMBER (int, record, field) != 0;
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
append_records (GString *out, GPtrArray *records)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < records->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      anshin_json_append_record (out, records->pdata[i]);
    }
  g_string_append_c (out, ']');
}

static void
append_value (GString *out, gpointer record, const AnshinField *field)
{
  g_autofree char *text = NULL;

  switch (field->kind)
    {
    case ANSHIN_KIND_TEXT:
      anshin_json_append_string (out, MEMBER (char *, record, field));
      break;
    case ANSHIN_KIND_TEXTS:
      append_texts (out, MEMBER (char **, record, field));
      break;
    case ANSHIN_KIND_RECORD:
      anshin_json_append_record (out, MEMBER (gpointer, record, field));
      break;
    case ANSHIN_KIND_RECORDS:
      append_records (out, MEMBER (GPtrArray *, record, field));
      break;
    case ANSHIN_KIND_INT:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, MEMBER (gint64, record, field));
      break;
    case ANSHIN_KIND_BOOL:
      g_string_append (out, MEMBER (gboolean, record, field) ? "true" : "false");
      break;
    case ANSHIN_KIND_CHOICE:
      anshin_json_append_string (
        out, anshin_choice_to_wire (field->list, MEMBER (int, record, field)));
      break;
    case ANSHIN_KIND_DATE:
      text = anshin_date_format (MEMBER (int, record, field));
      anshin_json_append_string (out, text);
      break;
    case ANSHIN_KIND_TIME:
      text = anshin_time_format (MEMBER (gint64, record, field));
      anshin_json_append_string (out, text);
      break;
    }
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
  gboolean first = TRUE;

  g_string_append_c (out, '{');
  for (const AnshinField *field = anshin_record_get_fields (record); field->name != NULL; field++)
    {
      if (!is_given (record, field))
        continue;
      g_string_append (out, first ? "\"" : ",\"");
      g_string_append (out, field->name);
      g_string_append_len (out, "\":", 2);
      append_value (out, record, field);
      first = FALSE;
    }
  g_string_append_c (out, '}');
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

/* Refuses what nests deeper than ANSHIN_MAX_JSON_DEPTH before a recursive parser sees it. */
static gboolean
check_depth (const char *data, gsize length, GError **error)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string && data[i] == '\\')
        i++;
      else if (data[i] == '"')
        in_string = !in_string;
      else if (!in_string && (data[i] == '{' || data[i] == '['))
        depth++;
      else if (!in_string && (data[i] == '}' || data[i] == ']') && depth > 0)
        depth--;
      if (depth > ANSHIN_MAX_JSON_DEPTH)
        {
          anshin_set_error (error, ANSHIN_ERROR_TOO_DEEP, NULL, "JSON nests too deep");
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * anshin_json_parse:
 * @data: the bytes
 * @length: how many; -1 if they end with a NUL
 * @max_bytes: how many there may be
 *
 * Returns: (transfer full): the JSON value; %NULL with %ANSHIN_ERROR_TOO_LARGE,
 *   %ANSHIN_ERROR_TOO_DEEP or %ANSHIN_ERROR_MALFORMED
 */
JsonNode *
anshin_json_parse (const char *data, gssize length, gsize max_bytes, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  gsize size = length < 0 ? strlen (data) : (gsize) length;

  if (size > max_bytes)
    {
      anshin_set_error (error, ANSHIN_ERROR_TOO_LARGE, NULL, "More than %" G_GSIZE_FORMAT " bytes",
                        max_bytes);
      return NULL;
    }
  if (!check_depth (data, size, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (size == 0 || !g_utf8_validate_len (data, size, NULL) ||
      !json_parser_load_from_data (parser, data, size, NULL) ||
      json_parser_get_root (parser) == NULL)
    {
      anshin_set_error (error, ANSHIN_ERROR_MALFORMED, NULL, "Not JSON");
      return NULL;
    }
  return json_parser_steal_root (parser);
}

static gboolean
fail_type (const AnshinField *field, GError **error)
{
  anshin_set_error (error, ANSHIN_ERROR_FIELD_TYPE, field->name, "Another type is expected");
  return FALSE;
}

static gboolean
decode_string (AnshinRecord *record, const AnshinField *field, JsonNode *node, GError **error)
{
  const char *text = NULL;

  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return fail_type (field, error);
  text = json_node_get_string (node);
  if ((field->kind == ANSHIN_KIND_CHOICE &&
       !anshin_choice_from_wire (field->list, text, &MEMBER (int, record, field))) ||
      (field->kind == ANSHIN_KIND_DATE &&
       !anshin_date_parse (text, &MEMBER (int, record, field))) ||
      (field->kind == ANSHIN_KIND_TIME &&
       !anshin_time_parse (text, &MEMBER (gint64, record, field))))
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, field->name, "Not a known value");
      return FALSE;
    }
  if (field->kind == ANSHIN_KIND_TEXT)
    {
      g_free (MEMBER (char *, record, field));
      MEMBER (char *, record, field) = g_strdup (text);
    }
  return TRUE;
}

static gboolean
check_count (const AnshinField *field, JsonArray *array, GError **error)
{
  if (field->max == 0 || json_array_get_length (array) <= field->max)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_FIELD_TOO_LONG, field->name,
                    "More than %" G_GINT64_FORMAT " items", field->max);
  return FALSE;
}

static gboolean
decode_texts (AnshinRecord *record, const AnshinField *field, JsonArray *array, GError **error)
{
  g_auto (GStrv) texts = NULL;
  guint n = json_array_get_length (array);

  if (!check_count (field, array, error))
    return FALSE;
  texts = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      JsonNode *item = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (item) || json_node_get_value_type (item) != G_TYPE_STRING)
        return fail_type (field, error);
      texts[i] = json_node_dup_string (item);
    }
  g_strfreev (MEMBER (char **, record, field));
  MEMBER (char **, record, field) = g_steal_pointer (&texts);
  return TRUE;
}

static gboolean
decode_records (AnshinRecord *record, const AnshinField *field, JsonArray *array,
                AnshinDecodeMode mode, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (!check_count (field, array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gpointer item = anshin_json_decode_node (json_array_get_element (array, i), field->type (),
                                               mode, error);

      if (item == NULL)
        {
          if (error != NULL)
            anshin_error_prefix_field (*error, field->name);
          return FALSE;
        }
      g_ptr_array_add (items, item);
    }
  g_clear_pointer (&MEMBER (GPtrArray *, record, field), g_ptr_array_unref);
  MEMBER (GPtrArray *, record, field) = g_steal_pointer (&items);
  return TRUE;
}

static gboolean
decode_inner (AnshinRecord *record, const AnshinField *field, JsonNode *node,
              AnshinDecodeMode mode, GError **error)
{
  gpointer inner = anshin_json_decode_node (node, field->type (), mode, error);

  if (inner == NULL)
    {
      if (error != NULL)
        anshin_error_prefix_field (*error, field->name);
      return FALSE;
    }
  g_clear_object (&MEMBER (AnshinRecord *, record, field));
  MEMBER (gpointer, record, field) = inner;
  return TRUE;
}

static gboolean
decode_member (AnshinRecord *record, const AnshinField *field, JsonNode *node,
               AnshinDecodeMode mode, GError **error)
{
  switch (field->kind)
    {
    case ANSHIN_KIND_TEXT:
    case ANSHIN_KIND_CHOICE:
    case ANSHIN_KIND_DATE:
    case ANSHIN_KIND_TIME:
      return JSON_NODE_HOLDS_VALUE (node) ? decode_string (record, field, node, error)
                                          : fail_type (field, error);
    case ANSHIN_KIND_INT:
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
        return fail_type (field, error);
      MEMBER (gint64, record, field) = json_node_get_int (node);
      return TRUE;
    case ANSHIN_KIND_BOOL:
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return fail_type (field, error);
      MEMBER (gboolean, record, field) = json_node_get_boolean (node);
      return TRUE;
    case ANSHIN_KIND_TEXTS:
      return JSON_NODE_HOLDS_ARRAY (node)
               ? decode_texts (record, field, json_node_get_array (node), error)
               : fail_type (field, error);
    case ANSHIN_KIND_RECORDS:
      return JSON_NODE_HOLDS_ARRAY (node)
               ? decode_records (record, field, json_node_get_array (node), mode, error)
               : fail_type (field, error);
    case ANSHIN_KIND_RECORD:
      return JSON_NODE_HOLDS_OBJECT (node) ? decode_inner (record, field, node, mode, error)
                                           : fail_type (field, error);
    }
  return FALSE;
}

/**
 * anshin_json_decode_node:
 * @node: a JSON value
 * @type: a record type
 * @mode: how strictly
 *
 * Decodes an object. In a request an unknown field and one of the service's own are refused; what
 * is missing, empty or too long is for anshin_record_validate() to say.
 *
 * Returns: (transfer full) (type AnshinRecord): the record; %NULL with an error that names the
 *   field
 */
gpointer
anshin_json_decode_node (JsonNode *node, GType type, AnshinDecodeMode mode, GError **error)
{
  g_autoptr (AnshinRecord) record = NULL;
  JsonObjectIter iter;
  const char *name = NULL;
  JsonNode *value = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      anshin_set_error (error, ANSHIN_ERROR_MALFORMED, NULL, "An object is expected");
      return NULL;
    }
  record = g_object_new (type, NULL);
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    {
      const AnshinField *field = anshin_record_find_field (record, name);

      if (field == NULL || (mode == ANSHIN_DECODE_REQUEST && (field->flags & ANSHIN_FIELD_SERVICE)))
        {
          if (mode == ANSHIN_DECODE_ANSWER)
            continue;
          anshin_set_error (error, ANSHIN_ERROR_FIELD_UNKNOWN, name, "No such field in a request");
          return NULL;
        }
      if (!decode_member (record, field, value, mode, error))
        return NULL;
    }
  return g_steal_pointer (&record);
}

/**
 * anshin_json_decode:
 * @data: the bytes
 * @length: how many; -1 if they end with a NUL
 * @type: a record type
 * @mode: how strictly
 *
 * Returns: (transfer full) (type AnshinRecord): the record, see anshin_json_decode_node()
 */
gpointer
anshin_json_decode (const char *data, gssize length, GType type, AnshinDecodeMode mode,
                    GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  gsize max = mode == ANSHIN_DECODE_REQUEST ? ANSHIN_MAX_BODY_BYTES : 64 * 1024 * 1024;

  node = anshin_json_parse (data, length, max, error);
  if (node == NULL)
    return NULL;
  return anshin_json_decode_node (node, type, mode, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-json.h"

#include <string.h>

#include "anshin-clock.h"
#include "anshin-json-private.h"
#include "anshin-record-private.h"

/* The answers of the service that the desktop trusts; a page of the longest messages is 4 MiB. */
#define MAX_ANSWER_BYTES (64 * 1024 * 1024)

/**
 * anshin_json_parse:
 * @data: the bytes
 * @length: how many; -1 if they end with a NUL
 * @max_bytes: how many there may be
 *
 * Reads one JSON value of RFC 8259 and no more: UTF-8, no comments, no trailing commas, no name
 * twice in an object, no U+0000 and no half characters, whole numbers of 18 digits at most.
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
  if (!anshin_json_check (data, size, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, data, size, NULL) ||
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
       !anshin_choice_from_wire (field->list, text, &ANSHIN_MEMBER (int, record, field))) ||
      (field->kind == ANSHIN_KIND_DATE &&
       !anshin_date_parse (text, &ANSHIN_MEMBER (int, record, field))) ||
      (field->kind == ANSHIN_KIND_TIME &&
       !anshin_time_parse (text, &ANSHIN_MEMBER (gint64, record, field))))
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, field->name, "Not a known value");
      return FALSE;
    }
  if (field->kind == ANSHIN_KIND_TEXT)
    {
      g_free (ANSHIN_MEMBER (char *, record, field));
      ANSHIN_MEMBER (char *, record, field) = g_strdup (text);
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
  g_strfreev (ANSHIN_MEMBER (char **, record, field));
  ANSHIN_MEMBER (char **, record, field) = g_steal_pointer (&texts);
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
  g_clear_pointer (&ANSHIN_MEMBER (GPtrArray *, record, field), g_ptr_array_unref);
  ANSHIN_MEMBER (GPtrArray *, record, field) = g_steal_pointer (&items);
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
  g_clear_object (&ANSHIN_MEMBER (AnshinRecord *, record, field));
  ANSHIN_MEMBER (gpointer, record, field) = inner;
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
      ANSHIN_MEMBER (gint64, record, field) = json_node_get_int (node);
      return TRUE;
    case ANSHIN_KIND_BOOL:
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return fail_type (field, error);
      ANSHIN_MEMBER (gboolean, record, field) = json_node_get_boolean (node);
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
  gsize max = mode == ANSHIN_DECODE_REQUEST ? ANSHIN_MAX_BODY_BYTES : MAX_ANSWER_BYTES;

  node = anshin_json_parse (data, length, max, error);
  if (node == NULL)
    return NULL;
  return anshin_json_decode_node (node, type, mode, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-request.h"

#include <string.h>

#include "anshin-json.h"
#include "anshin-secret.h"

/* What one request, or the row of requests for all pages, carries. */
typedef struct
{
  AnshinTransport *transport;
  GType type;
  char *path;
  GPtrArray *items;
  void (*progress) (guint n_items, gpointer data);
  gpointer progress_data;
} AnshinRequest;

static void
anshin_request_free (AnshinRequest *request)
{
  g_object_unref (request->transport);
  g_clear_pointer (&request->items, g_ptr_array_unref);
  g_free (request->path);
  g_free (request);
}

static GTask *
new_task (AnshinTransport *transport, GType type, const char *path, GCancellable *cancellable,
          GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  AnshinRequest *request = g_new0 (AnshinRequest, 1);

  request->transport = g_object_ref (transport);
  request->type = type;
  request->path = g_strdup (path);
  g_task_set_task_data (task, request, (GDestroyNotify) anshin_request_free);
  return task;
}

void
anshin_page_free (AnshinPage *page)
{
  g_ptr_array_unref (page->items);
  g_free (page->next_cursor);
  g_free (page);
}

static gint64
get_int_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

static gboolean
decode_items (AnshinPage *page, JsonArray *array, GType item_type, GError **error)
{
  guint length = json_array_get_length (array);

  for (guint i = 0; i < length; i++)
    {
      gpointer item = anshin_json_decode_node (json_array_get_element (array, i), item_type,
                                               ANSHIN_DECODE_ANSWER, error);

      if (item == NULL)
        return FALSE;
      g_ptr_array_add (page->items, item);
    }
  return TRUE;
}

/**
 * anshin_page_decode:
 * @node: the JSON of an answer
 * @item_type: the record type of its items
 *
 * Returns: (transfer full) (nullable): the page; %NULL with %ANSHIN_ERROR_MALFORMED or what else
 *   is wrong with an item
 */
AnshinPage *
anshin_page_decode (JsonNode *node, GType item_type, GError **error)
{
  g_autoptr (AnshinPage) page = g_new0 (AnshinPage, 1);
  JsonObject *object = NULL;
  JsonNode *items = NULL;
  JsonNode *more = NULL;
  JsonNode *cursor = NULL;

  page->items = g_ptr_array_new_with_free_func (g_object_unref);
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      object = json_node_get_object (node);
      items = json_object_get_member (object, "items");
    }
  if (items == NULL || !JSON_NODE_HOLDS_ARRAY (items))
    {
      anshin_set_error (error, ANSHIN_ERROR_MALFORMED, "items", "The answer is no list");
      return NULL;
    }
  if (!decode_items (page, json_node_get_array (items), item_type, error))
    return NULL;

  cursor = json_object_get_member (object, "next_cursor");
  if (cursor != NULL && JSON_NODE_HOLDS_VALUE (cursor))
    page->next_cursor = json_node_dup_string (cursor);
  more = json_object_get_member (object, "more");
  page->more = more != NULL && JSON_NODE_HOLDS_VALUE (more) && json_node_get_boolean (more);
  page->last_seq = get_int_member (object, "last_seq");
  return g_steal_pointer (&page);
}

/**
 * anshin_request_build_path:
 * @path: a path, perhaps with a query
 * @cursor: (nullable): where the page begins
 *
 * Returns: (transfer full): the path of that page
 */
char *
anshin_request_build_path (const char *path, const char *cursor)
{
  g_autofree char *escaped = NULL;

  if (cursor == NULL)
    return g_strdup (path);
  escaped = g_uri_escape_string (cursor, NULL, FALSE);
  return g_strconcat (path, strchr (path, '?') != NULL ? "&" : "?", "cursor=", escaped, NULL);
}

static GBytes *
encode_body (gpointer body)
{
  char *text = NULL;

  if (body == NULL)
    return NULL;
  text = anshin_json_request_from_record (body);
  return anshin_secret_take_bytes (text, strlen (text));
}

static void
on_record_sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AnshinRequest *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;
  gpointer record = NULL;
  gsize length = 0;
  const char *text = NULL;

  answer = anshin_transport_send_finish (ANSHIN_TRANSPORT (source), result, &error);
  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (request->type == G_TYPE_NONE)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  text = g_bytes_get_data (answer, &length);
  record = anshin_json_decode (text != NULL ? text : "", length, request->type,
                               ANSHIN_DECODE_ANSWER, &error);
  if (record == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, record, g_object_unref);
}

/**
 * anshin_request_record_async:
 * @body: (nullable): a record that is sent
 * @answer_type: the record type of the answer, or %G_TYPE_NONE
 *
 * Sends one request.
 */
void
anshin_request_record_async (AnshinTransport *transport, const char *method, const char *path,
                             gpointer body, GType answer_type, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = new_task (transport, answer_type, path, cancellable, callback, data);
  g_autoptr (GBytes) bytes = encode_body (body);

  g_task_set_source_tag (task, anshin_request_record_async);
  anshin_transport_send_async (transport, method, path, bytes, cancellable, on_record_sent_cb,
                               g_object_ref (task));
}

/**
 * anshin_request_record_finish:
 *
 * Returns: (transfer full) (nullable): the answer; %NULL without an error where none was wanted
 */
gpointer
anshin_request_record_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static AnshinPage *
finish_page (AnshinTransport *transport, GAsyncResult *result, GType type, GError **error)
{
  g_autoptr (GBytes) answer = anshin_transport_send_finish (transport, result, error);
  g_autoptr (JsonNode) node = NULL;
  gsize length = 0;
  const char *text = NULL;

  if (answer == NULL)
    return NULL;
  text = g_bytes_get_data (answer, &length);
  node = anshin_json_parse (text != NULL ? text : "", length, ANSHIN_MAX_ANSWER_BYTES, error);
  return node != NULL ? anshin_page_decode (node, type, error) : NULL;
}

static void
on_page_sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AnshinRequest *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  AnshinPage *page = finish_page (ANSHIN_TRANSPORT (source), result, request->type, &error);

  if (page == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, page, (GDestroyNotify) anshin_page_free);
}

/**
 * anshin_request_page_async:
 * @path: of the page
 * @item_type: the record type of the items
 *
 * Fetches one page of a list.
 */
void
anshin_request_page_async (AnshinTransport *transport, const char *path, GType item_type,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = new_task (transport, item_type, path, cancellable, callback, data);

  g_task_set_source_tag (task, anshin_request_page_async);
  anshin_transport_send_async (transport, "GET", path, NULL, cancellable, on_page_sent_cb,
                               g_object_ref (task));
}

/**
 * anshin_request_page_finish:
 *
 * Returns: (transfer full) (nullable): the page
 */
AnshinPage *
anshin_request_page_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_one_of_all_sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AnshinRequest *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinPage) page = NULL;
  g_autofree char *next = NULL;

  page = finish_page (ANSHIN_TRANSPORT (source), result, request->type, &error);
  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_ptr_array_extend_and_steal (request->items, g_steal_pointer (&page->items));
  page->items = g_ptr_array_new ();
  if (request->progress != NULL)
    request->progress (request->items->len, request->progress_data);
  if (page->next_cursor == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&request->items),
                             (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  next = anshin_request_build_path (request->path, page->next_cursor);
  anshin_transport_send_async (request->transport, "GET", next, NULL,
                               g_task_get_cancellable (task), on_one_of_all_sent_cb,
                               g_object_ref (task));
}

/**
 * anshin_request_all_async:
 * @path: of the list, perhaps with a query
 * @item_type: the record type of the items
 * @progress: (nullable): told after each page how many items have come
 * @progress_data: for @progress, there until @callback
 *
 * Fetches all pages of a list, one after the other.
 */
void
anshin_request_all_async (AnshinTransport *transport, const char *path, GType item_type,
                          void (*progress) (guint n_items, gpointer data), gpointer progress_data,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = new_task (transport, item_type, path, cancellable, callback, data);
  AnshinRequest *request = g_task_get_task_data (task);

  g_task_set_source_tag (task, anshin_request_all_async);
  request->items = g_ptr_array_new_with_free_func (g_object_unref);
  request->progress = progress;
  request->progress_data = progress_data;
  anshin_transport_send_async (transport, "GET", path, NULL, cancellable, on_one_of_all_sent_cb,
                               g_object_ref (task));
}

/**
 * anshin_request_all_finish:
 *
 * Returns: (transfer full) (nullable): the items of all pages, in their order
 */
GPtrArray *
anshin_request_all_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-paged-list.h"

#include "anshin-client-private.h"
#include "anshin-record-list-private.h"
#include "anshin-request.h"

/* A list that somebody has scrolled far down is not fetched anew to its end. */
#define MOST_RELOADED 300

struct _AnshinPagedList
{
  AnshinRecordList parent_instance;

  AnshinClient *client;
  char *path;
  char *topic;
  char *next_cursor; /* NULL at the end */

  GCancellable *cancellable; /* of the page on its way */
  GPtrArray *fetched;        /* of a reload, what it has so far; NULL if further pages are loaded */
  GHashTable *fetched_ids;
  gboolean again;            /* outdated while it was being fetched */
  gboolean wanted;           /* somebody has asked for it */
};

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_HAS_MORE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (AnshinPagedList, anshin_paged_list, ANSHIN_TYPE_RECORD_LIST)

static const char *
get_id (AnshinPagedList *self, gpointer record)
{
  return anshin_record_list_get_id (ANSHIN_RECORD_LIST (self), record);
}

static GType
get_type_of (AnshinPagedList *self)
{
  return anshin_record_list_get_type_of_items (ANSHIN_RECORD_LIST (self));
}

static gboolean
is_loaded (AnshinPagedList *self)
{
  return anshin_record_list_get_loaded (ANSHIN_RECORD_LIST (self));
}

static void
notify (AnshinPagedList *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_next_cursor (AnshinPagedList *self, const char *cursor)
{
  gboolean had_more = self->next_cursor != NULL;

  g_free (self->next_cursor);
  self->next_cursor = g_strdup (cursor);
  if (had_more != (cursor != NULL))
    notify (self, PROP_HAS_MORE);
}

/* The object that is in the list already takes over what the service says now. */
static gpointer
intern (AnshinPagedList *self, gpointer record)
{
  const char *id = get_id (self, record);
  gpointer held = anshin_paged_list_find (self, id);

  if (held == NULL || held == record)
    return g_object_ref (record);
  anshin_record_copy_fields (held, record);
  return g_object_ref (held);
}

static void
stop (AnshinPagedList *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->fetched_ids, g_hash_table_unref);
  g_clear_pointer (&self->fetched, g_ptr_array_unref);
}

static void
finish (AnshinPagedList *self, const GError *error)
{
  gboolean again = self->again;

  stop (self);
  self->again = FALSE;
  anshin_record_list_set_error (ANSHIN_RECORD_LIST (self), error);
  if (error == NULL)
    anshin_record_list_set_loaded (ANSHIN_RECORD_LIST (self), TRUE);
  notify (self, PROP_LOADING);
  if (again && error == NULL)
    anshin_paged_list_reload (self);
}

/* A list that moves while it is paged through may give an item twice. */
static void
take_further (AnshinPagedList *self, AnshinPage *page)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < page->items->len; i++)
    {
      g_autoptr (GObject) item = intern (self, page->items->pdata[i]);
      const char *id = get_id (self, item);

      if (id == NULL
          || (anshin_paged_list_find (self, id) == NULL
              && g_hash_table_add (seen, (gpointer) id)))
        g_ptr_array_add (added, g_steal_pointer (&item));
    }
  anshin_record_list_append (ANSHIN_RECORD_LIST (self), added->pdata, added->len);
}

/* Returns whether as much has come again as was there before. */
static gboolean
take_again (AnshinPagedList *self, AnshinPage *page)
{
  for (guint i = 0; i < page->items->len; i++)
    {
      g_autoptr (GObject) item = intern (self, page->items->pdata[i]);
      const char *id = get_id (self, item);

      if (id == NULL || g_hash_table_add (self->fetched_ids, (gpointer) id))
        g_ptr_array_add (self->fetched, g_steal_pointer (&item));
    }
  if (page->next_cursor != NULL && is_loaded (self)
      && self->fetched->len < MIN (anshin_record_list_get_length (ANSHIN_RECORD_LIST (self)),
                                   MOST_RELOADED))
    return FALSE;
  anshin_record_list_publish (ANSHIN_RECORD_LIST (self), self->fetched);
  return TRUE;
}

static void
on_page_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinPagedList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinPage) page = anshin_request_page_finish (result, &error);
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_autofree char *path = NULL;

  /* Another path was asked for since, or nobody wants to know any more. */
  if (self->cancellable == NULL || cancellable != self->cancellable)
    return;
  if (page == NULL)
    {
      finish (self, error);
      return;
    }

  if (self->fetched == NULL)
    take_further (self, page);
  else if (!take_again (self, page))
    {
      path = anshin_request_build_path (self->path, page->next_cursor);
      anshin_request_page_async (self->client->transport, path, get_type_of (self),
                                 self->cancellable, on_page_cb, g_object_ref (self));
      return;
    }
  /* Whoever heard of the new items may have asked for something else already. */
  if (cancellable != self->cancellable)
    return;
  set_next_cursor (self, page->next_cursor);
  finish (self, NULL);
}

static void
fetch (AnshinPagedList *self, const char *cursor)
{
  g_autofree char *path = anshin_request_build_path (self->path, cursor);

  self->cancellable = g_cancellable_new ();
  anshin_record_list_set_error (ANSHIN_RECORD_LIST (self), NULL);
  notify (self, PROP_LOADING);
  anshin_request_page_async (self->client->transport, path, get_type_of (self), self->cancellable,
                             on_page_cb, g_object_ref (self));
}

static gboolean
may_ask (AnshinPagedList *self)
{
  return anshin_transport_has_token (self->client->transport)
         && self->client->state != ANSHIN_CLIENT_LOCKED
         && self->client->state != ANSHIN_CLIENT_PENDING;
}

/* Lets go of everything, as when the screen is locked. */
static void
clear (AnshinPagedList *self)
{
  gboolean loading = self->cancellable != NULL;

  stop (self);
  self->again = FALSE;
  anshin_record_list_empty (ANSHIN_RECORD_LIST (self));
  set_next_cursor (self, NULL);
  anshin_record_list_set_error (ANSHIN_RECORD_LIST (self), NULL);
  anshin_record_list_set_loaded (ANSHIN_RECORD_LIST (self), FALSE);
  if (loading)
    notify (self, PROP_LOADING);
}

static void
on_state_cb (AnshinPagedList *self)
{
  if (!may_ask (self))
    clear (self);
  else if (self->wanted && !is_loaded (self) && self->cancellable == NULL)
    anshin_paged_list_reload (self);
}

static void
on_outdated_cb (AnshinPagedList *self, const char *what)
{
  if (!self->wanted || self->topic == NULL
      || (what != NULL && !g_str_equal (what, self->topic)))
    return;
  if (self->cancellable != NULL)
    self->again = TRUE;
  else
    anshin_paged_list_reload (self);
}

static void
anshin_paged_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AnshinPagedList *self = ANSHIN_PAGED_LIST (object);

  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, anshin_paged_list_get_loading (self));
      break;
    case PROP_HAS_MORE:
      g_value_set_boolean (value, self->next_cursor != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
anshin_paged_list_dispose (GObject *object)
{
  AnshinPagedList *self = ANSHIN_PAGED_LIST (object);

  stop (self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_paged_list_parent_class)->dispose (object);
}

static void
anshin_paged_list_finalize (GObject *object)
{
  AnshinPagedList *self = ANSHIN_PAGED_LIST (object);

  g_free (self->next_cursor);
  g_free (self->topic);
  g_free (self->path);

  G_OBJECT_CLASS (anshin_paged_list_parent_class)->finalize (object);
}

static void
anshin_paged_list_class_init (AnshinPagedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = anshin_paged_list_get_property;
  object_class->dispose = anshin_paged_list_dispose;
  object_class->finalize = anshin_paged_list_finalize;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_MORE] = g_param_spec_boolean ("has-more", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
anshin_paged_list_init (AnshinPagedList *self)
{
}

/**
 * anshin_paged_list_new:
 * @client: who is asked; when it is locked or signed out the list is emptied
 * @path: where the service gives the list, perhaps with a query, see
 *   anshin_paged_list_build_path()
 * @item_type: the record type of the items
 * @id_field: (nullable): the field that tells one item from another; %NULL if there is none, as in
 *   the log: then objects don't survive a reload
 *
 * Returns: (transfer full): a list that isn't loaded
 */
AnshinPagedList *
anshin_paged_list_new (AnshinClient *client, const char *path, GType item_type,
                       const char *id_field)
{
  AnshinPagedList *self = NULL;

  g_return_val_if_fail (ANSHIN_IS_CLIENT (client), NULL);

  self = g_object_new (ANSHIN_TYPE_PAGED_LIST, NULL);
  self->client = g_object_ref (client);
  self->path = g_strdup (path);
  anshin_record_list_set_type (ANSHIN_RECORD_LIST (self), item_type, id_field);
  g_signal_connect_object (client, "notify::state", G_CALLBACK (on_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "outdated", G_CALLBACK (on_outdated_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * anshin_paged_list_build_path:
 * @path: a path without a query
 * @...: pairs of name and value, then %NULL; pairs whose value is %NULL or "" are left out
 *
 * Returns: (transfer full): the path with a query, its values escaped
 */
char *
anshin_paged_list_build_path (const char *path, ...)
{
  GString *built = g_string_new (path);
  char separator = '?';
  const char *name = NULL;
  va_list pairs;

  va_start (pairs, path);
  while ((name = va_arg (pairs, const char *)) != NULL)
    {
      const char *value = va_arg (pairs, const char *);
      g_autofree char *escaped = NULL;

      if (value == NULL || *value == '\0')
        continue;
      escaped = g_uri_escape_string (value, NULL, FALSE);
      g_string_append_printf (built, "%c%s=%s", separator, name, escaped);
      separator = '&';
    }
  va_end (pairs);
  return g_string_free (built, FALSE);
}

const char *
anshin_paged_list_get_path (AnshinPagedList *self)
{
  g_return_val_if_fail (ANSHIN_IS_PAGED_LIST (self), NULL);

  return self->path;
}

/**
 * anshin_paged_list_set_path:
 * @path: where the service gives the list that is wanted now
 *
 * Asks for another list, or for the same with other filters. What is shown stays until the first
 * page of the new one is here; what was on its way is given up. The same path changes nothing.
 */
void
anshin_paged_list_set_path (AnshinPagedList *self, const char *path)
{
  g_return_if_fail (ANSHIN_IS_PAGED_LIST (self));
  g_return_if_fail (path != NULL);

  if (self->wanted && g_str_equal (self->path, path))
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  stop (self);
  set_next_cursor (self, NULL);
  anshin_record_list_set_loaded (ANSHIN_RECORD_LIST (self), FALSE);
  anshin_paged_list_reload (self);
}

/**
 * anshin_paged_list_set_topic:
 * @topic: (nullable): what the service calls this list when it says that it has changed
 *
 * From now on the list is fetched anew by itself when it has changed, and after the event stream
 * was lost.
 */
void
anshin_paged_list_set_topic (AnshinPagedList *self, const char *topic)
{
  g_return_if_fail (ANSHIN_IS_PAGED_LIST (self));

  g_free (self->topic);
  self->topic = g_strdup (topic);
}

/**
 * anshin_paged_list_reload:
 *
 * Fetches the list anew from its beginning, as far as it was there, though not more than some
 * hundred items. The objects stay, and notify of what has changed in them.
 */
void
anshin_paged_list_reload (AnshinPagedList *self)
{
  g_return_if_fail (ANSHIN_IS_PAGED_LIST (self));

  self->wanted = TRUE;
  if (!may_ask (self))
    return;
  stop (self);
  self->again = FALSE;
  self->fetched = g_ptr_array_new_with_free_func (g_object_unref);
  self->fetched_ids = g_hash_table_new (g_str_hash, g_str_equal);
  fetch (self, NULL);
}

/**
 * anshin_paged_list_load_more:
 *
 * Fetches the next page. Nothing happens at the end, or while something is on its way.
 */
void
anshin_paged_list_load_more (AnshinPagedList *self)
{
  g_return_if_fail (ANSHIN_IS_PAGED_LIST (self));

  if (self->cancellable == NULL && self->next_cursor != NULL && may_ask (self))
    fetch (self, self->next_cursor);
}

/**
 * anshin_paged_list_cancel:
 *
 * Gives up what is on its way; what was there stays.
 */
void
anshin_paged_list_cancel (AnshinPagedList *self)
{
  g_return_if_fail (ANSHIN_IS_PAGED_LIST (self));

  if (self->cancellable == NULL)
    return;
  stop (self);
  self->again = FALSE;
  notify (self, PROP_LOADING);
}

gboolean
anshin_paged_list_get_loading (AnshinPagedList *self)
{
  g_return_val_if_fail (ANSHIN_IS_PAGED_LIST (self), FALSE);

  return self->cancellable != NULL;
}

gboolean
anshin_paged_list_get_loaded (AnshinPagedList *self)
{
  g_return_val_if_fail (ANSHIN_IS_PAGED_LIST (self), FALSE);

  return is_loaded (self);
}

gboolean
anshin_paged_list_get_has_more (AnshinPagedList *self)
{
  g_return_val_if_fail (ANSHIN_IS_PAGED_LIST (self), FALSE);

  return self->next_cursor != NULL;
}

/* Returns: (nullable): why the last load failed */
const GError *
anshin_paged_list_get_error (AnshinPagedList *self)
{
  g_return_val_if_fail (ANSHIN_IS_PAGED_LIST (self), NULL);

  return anshin_record_list_get_error (ANSHIN_RECORD_LIST (self));
}

/* Returns: (transfer none) (nullable): the item of this id, if it was fetched */
gpointer
anshin_paged_list_find (AnshinPagedList *self, const char *id)
{
  g_return_val_if_fail (ANSHIN_IS_PAGED_LIST (self), NULL);

  return anshin_record_list_find (ANSHIN_RECORD_LIST (self), id);
}

/**
 * anshin_paged_list_merge:
 * @record: what the service says of one item now
 *
 * Returns: (transfer full): the object of its id in the list, which now holds what @record holds;
 *   @record itself if the list has none
 */
gpointer
anshin_paged_list_merge (AnshinPagedList *self, gpointer record)
{
  g_return_val_if_fail (ANSHIN_IS_PAGED_LIST (self), NULL);
  g_return_val_if_fail (G_TYPE_CHECK_INSTANCE_TYPE (record, get_type_of (self)), NULL);

  return intern (self, record);
}

/**
 * anshin_paged_list_remove:
 * @id: an item's id; nothing happens if it isn't in the list
 */
void
anshin_paged_list_remove (AnshinPagedList *self, const char *id)
{
  anshin_record_list_remove (ANSHIN_RECORD_LIST (self), id);
}

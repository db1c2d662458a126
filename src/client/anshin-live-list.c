/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-live-list-private.h"

#include "anshin-record-list-private.h"
#include "anshin-request.h"

#define LONG_LIST 500
#define REST_FACTOR 4
#define LONGEST_REST (10 * G_USEC_PER_SEC)

struct _AnshinLiveList
{
  AnshinRecordList parent_instance;

  AnshinTransport *transport;
  char *path;
  AnshinReconcile reconcile;

  GHashTable *known; /* id → AnshinKnown: what somebody still holds */

  GCancellable *cancellable; /* of the load under way */
  GPtrArray *fetched;        /* what it has so far */
  GHashTable *fetched_ids;
  gboolean again;            /* something changed while it was under way */
  gint64 began_at;           /* monotonic */
  gint64 rest_until;         /* monotonic: not fetched anew by itself before */
  guint rest_id;
  gboolean wanted; /* somebody has asked for it */
  gboolean due;    /* it will be fetched as soon as the event stream is open */
};

/* An item that lives, in the list or only in somebody's hands. */
typedef struct
{
  AnshinLiveList *list;
  char *id;
  gpointer item; /* not owned */
} AnshinKnown;

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (AnshinLiveList, anshin_live_list, ANSHIN_TYPE_RECORD_LIST)

static const char *
get_id (AnshinLiveList *self, gpointer record)
{
  return anshin_record_list_get_id (ANSHIN_RECORD_LIST (self), record);
}

static void
on_known_gone_cb (gpointer data, GObject *where)
{
  AnshinKnown *known = data;

  known->item = NULL;
  g_hash_table_remove (known->list->known, known->id);
}

static void
anshin_known_free (gpointer data)
{
  AnshinKnown *known = data;

  if (known->item != NULL)
    g_object_weak_unref (known->item, on_known_gone_cb, known);
  g_free (known->id);
  g_free (known);
}

/* Gives the one object of the record's id, with what the record says: itself if it is new. */
static gpointer
intern (AnshinLiveList *self, gpointer record)
{
  const char *id = get_id (self, record);
  AnshinKnown *known = g_hash_table_lookup (self->known, id);

  if (known != NULL)
    {
      if (known->item != record && self->reconcile != NULL)
        self->reconcile (known->item, record);
      if (known->item != record)
        anshin_record_copy_fields (known->item, record);
      return g_object_ref (known->item);
    }

  known = g_new0 (AnshinKnown, 1);
  known->list = self;
  known->id = g_strdup (id);
  known->item = record;
  g_object_weak_ref (record, on_known_gone_cb, known);
  g_hash_table_insert (self->known, known->id, known);
  return g_object_ref (record);
}

static GType
get_type_of (AnshinLiveList *self)
{
  return anshin_record_list_get_type_of_items (ANSHIN_RECORD_LIST (self));
}

static gboolean
is_loaded (AnshinLiveList *self)
{
  return anshin_record_list_get_loaded (ANSHIN_RECORD_LIST (self));
}

static guint
get_length (AnshinLiveList *self)
{
  return anshin_record_list_get_length (ANSHIN_RECORD_LIST (self));
}

static gboolean
on_rested_cb (gpointer data)
{
  AnshinLiveList *self = data;

  self->rest_id = 0;
  anshin_live_list_reload (self);
  return G_SOURCE_REMOVE;
}

/* A long list that others change all the time would be fetched all the time: it rests for some
 * times as long as the fetching took. */
static void
reload_rested (AnshinLiveList *self)
{
  gint64 rest = (self->rest_until - g_get_monotonic_time ()) / 1000;

  if (!is_loaded (self) || get_length (self) < LONG_LIST || rest <= 0)
    anshin_live_list_reload (self);
  else if (self->rest_id == 0)
    self->rest_id = g_timeout_add ((guint) rest, on_rested_cb, self);
}

static void
finish_load (AnshinLiveList *self, const GError *error)
{
  gboolean again = self->again;
  gint64 now = g_get_monotonic_time ();

  self->rest_until = now + MIN ((now - self->began_at) * REST_FACTOR, LONGEST_REST);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->fetched, g_ptr_array_unref);
  g_clear_pointer (&self->fetched_ids, g_hash_table_unref);
  self->again = FALSE;
  anshin_record_list_set_error (ANSHIN_RECORD_LIST (self), error);
  if (error == NULL)
    anshin_record_list_set_loaded (ANSHIN_RECORD_LIST (self), TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  if (again && error == NULL)
    reload_rested (self);
}

/* Takes in a page. A list that moves while it is paged through may give an item twice. */
static void
take_page (AnshinLiveList *self, AnshinPage *page)
{
  for (guint i = 0; i < page->items->len; i++)
    {
      g_autoptr (GObject) item = intern (self, page->items->pdata[i]);

      if (g_hash_table_add (self->fetched_ids, (gpointer) get_id (self, item)))
        g_ptr_array_add (self->fetched, g_steal_pointer (&item));
    }

  /* The first page of a first load is shown at once, then ever more at a time: a sorted and
   * filtered view of the list works once for each of these, not once a page. */
  if (!is_loaded (self) && self->fetched->len >= 2 * get_length (self))
    anshin_record_list_publish (ANSHIN_RECORD_LIST (self), self->fetched);
}

static void
on_page_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinLiveList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinPage) page = anshin_request_page_finish (result, &error);
  g_autofree char *path = NULL;

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  if (page == NULL)
    {
      finish_load (self, error);
      return;
    }

  take_page (self, page);
  if (page->next_cursor == NULL)
    {
      anshin_record_list_publish (ANSHIN_RECORD_LIST (self), self->fetched);
      finish_load (self, NULL);
      return;
    }
  path = anshin_request_build_path (self->path, page->next_cursor);
  anshin_request_page_async (self->transport, path, get_type_of (self), self->cancellable,
                             on_page_cb, g_object_ref (self));
}

static void
anshin_live_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AnshinLiveList *self = ANSHIN_LIVE_LIST (object);

  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, anshin_live_list_get_loading (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
anshin_live_list_dispose (GObject *object)
{
  AnshinLiveList *self = ANSHIN_LIVE_LIST (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->fetched, g_ptr_array_unref);
  g_clear_pointer (&self->fetched_ids, g_hash_table_unref);
  g_clear_object (&self->transport);

  G_OBJECT_CLASS (anshin_live_list_parent_class)->dispose (object);
}

static void
anshin_live_list_finalize (GObject *object)
{
  AnshinLiveList *self = ANSHIN_LIVE_LIST (object);

  g_hash_table_unref (self->known);
  g_free (self->path);

  G_OBJECT_CLASS (anshin_live_list_parent_class)->finalize (object);
}

static void
anshin_live_list_class_init (AnshinLiveListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = anshin_live_list_get_property;
  object_class->dispose = anshin_live_list_dispose;
  object_class->finalize = anshin_live_list_finalize;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
anshin_live_list_init (AnshinLiveList *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, anshin_known_free);
}

/**
 * anshin_live_list_new:
 * @path: where the service gives the list
 * @item_type: the record type of the items
 * @id_field: the field that tells one item from another
 *
 * Returns: (transfer full): a list that isn't loaded
 */
AnshinLiveList *
anshin_live_list_new (AnshinTransport *transport, const char *path, GType item_type,
                      const char *id_field)
{
  AnshinLiveList *self = g_object_new (ANSHIN_TYPE_LIVE_LIST, NULL);

  self->transport = g_object_ref (transport);
  self->path = g_strdup (path);
  anshin_record_list_set_type (ANSHIN_RECORD_LIST (self), item_type, id_field);
  return self;
}

/**
 * anshin_live_list_set_reconcile:
 * @reconcile: is handed the item that is held and what the service says of it, before the item
 *   takes that over, and may correct the latter
 *
 * For what the event stream has brought since the service wrote its answer.
 */
void
anshin_live_list_set_reconcile (AnshinLiveList *self, AnshinReconcile reconcile)
{
  self->reconcile = reconcile;
}

/**
 * anshin_live_list_get_loading:
 *
 * Returns: whether the list is being fetched, or is about to be
 */
gboolean
anshin_live_list_get_loading (AnshinLiveList *self)
{
  g_return_val_if_fail (ANSHIN_IS_LIVE_LIST (self), FALSE);

  return self->cancellable != NULL || (self->wanted && self->due);
}

/**
 * anshin_live_list_get_loaded:
 *
 * Returns: whether it has been whole once
 */
gboolean
anshin_live_list_get_loaded (AnshinLiveList *self)
{
  g_return_val_if_fail (ANSHIN_IS_LIVE_LIST (self), FALSE);

  return is_loaded (self);
}

/**
 * anshin_live_list_get_error:
 *
 * Returns: (nullable): why the last load failed; what was there before stays
 */
const GError *
anshin_live_list_get_error (AnshinLiveList *self)
{
  g_return_val_if_fail (ANSHIN_IS_LIVE_LIST (self), NULL);

  return anshin_record_list_get_error (ANSHIN_RECORD_LIST (self));
}

/**
 * anshin_live_list_find:
 * @id: an item's id
 *
 * Returns: (transfer none) (nullable): the item, if it is in the list
 */
gpointer
anshin_live_list_find (AnshinLiveList *self, const char *id)
{
  g_return_val_if_fail (ANSHIN_IS_LIVE_LIST (self), NULL);

  return anshin_record_list_find (ANSHIN_RECORD_LIST (self), id);
}

/**
 * anshin_live_list_reload:
 *
 * Fetches the list anew. The objects stay, and notify of what has changed in them. Asked for
 * while it is being fetched, it is fetched once more afterwards.
 */
void
anshin_live_list_reload (AnshinLiveList *self)
{
  g_return_if_fail (ANSHIN_IS_LIVE_LIST (self));

  if (self->cancellable != NULL)
    {
      self->again = TRUE;
      return;
    }
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->wanted = TRUE;
  self->due = FALSE;
  self->began_at = g_get_monotonic_time ();
  self->cancellable = g_cancellable_new ();
  self->fetched = g_ptr_array_new_with_free_func (g_object_unref);
  self->fetched_ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  anshin_request_page_async (self->transport, self->path, get_type_of (self), self->cancellable,
                             on_page_cb, g_object_ref (self));
}

/**
 * anshin_live_list_ensure:
 *
 * Somebody asks for the list. It is fetched if it isn't there and isn't on its way.
 */
void
anshin_live_list_ensure (AnshinLiveList *self)
{
  if (!is_loaded (self) && !self->due && self->cancellable == NULL)
    anshin_live_list_reload (self);
  else if (!self->wanted)
    {
      self->wanted = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
    }
}

/**
 * anshin_live_list_expect:
 *
 * The event stream is about to open, and the list is fetched after that, so that no change can
 * fall between the two; see anshin_live_list_refresh().
 */
void
anshin_live_list_expect (AnshinLiveList *self)
{
  self->due = TRUE;
  if (self->wanted)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * anshin_live_list_refresh:
 *
 * Fetches the list anew if anybody has asked for it yet.
 */
void
anshin_live_list_refresh (AnshinLiveList *self)
{
  self->due = FALSE;
  if (self->wanted)
    reload_rested (self);
}

/**
 * anshin_live_list_stop_expecting:
 *
 * The event stream couldn't be opened: the list is fetched without it, or says why it can't be.
 */
void
anshin_live_list_stop_expecting (AnshinLiveList *self)
{
  if (self->due)
    anshin_live_list_refresh (self);
}

/**
 * anshin_live_list_clear:
 *
 * Lets go of everything, as when the screen is locked.
 */
void
anshin_live_list_clear (AnshinLiveList *self)
{
  gboolean loading = anshin_live_list_get_loading (self);

  self->due = FALSE;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->fetched, g_ptr_array_unref);
  g_clear_pointer (&self->fetched_ids, g_hash_table_unref);
  self->again = FALSE;

  anshin_record_list_empty (ANSHIN_RECORD_LIST (self));
  anshin_record_list_set_error (ANSHIN_RECORD_LIST (self), NULL);
  anshin_record_list_set_loaded (ANSHIN_RECORD_LIST (self), FALSE);
  if (loading)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * anshin_live_list_merge:
 * @record: what the service says of one item
 * @insert: whether it belongs into the list if it isn't there
 *
 * Returns: (transfer full): the one object of its id, which now holds what @record holds
 */
gpointer
anshin_live_list_merge (AnshinLiveList *self, gpointer record, gboolean insert)
{
  gpointer item = NULL;

  g_return_val_if_fail (G_TYPE_CHECK_INSTANCE_TYPE (record, get_type_of (self)), NULL);

  item = intern (self, record);
  if (insert && is_loaded (self) && anshin_live_list_find (self, get_id (self, item)) == NULL)
    anshin_record_list_append (ANSHIN_RECORD_LIST (self), &item, 1);
  return item;
}

/**
 * anshin_live_list_dup_known:
 * @id: an item's id
 *
 * Returns: (transfer full): the one object of this id; an empty one with the id alone if nothing
 *   is known of it
 */
gpointer
anshin_live_list_dup_known (AnshinLiveList *self, const char *id)
{
  AnshinKnown *known = g_hash_table_lookup (self->known, id);
  g_autoptr (GObject) record = NULL;

  if (known != NULL)
    return g_object_ref (known->item);
  record = g_object_new (get_type_of (self),
                         anshin_record_list_get_id_field (ANSHIN_RECORD_LIST (self)), id, NULL);
  return intern (self, record);
}

/**
 * anshin_live_list_remove:
 * @id: an item's id; nothing happens if it isn't in the list
 */
void
anshin_live_list_remove (AnshinLiveList *self, const char *id)
{
  anshin_record_list_remove (ANSHIN_RECORD_LIST (self), id);
}

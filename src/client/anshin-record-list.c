/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-record-list-private.h"

#include <string.h>

#include "anshin-record.h"

typedef struct
{
  GType item_type;
  GTypeClass *item_class;
  const AnshinField *id_field; /* NULL: the items have no id */

  GPtrArray *items;
  GHashTable *listed; /* id → item: what is in @items */
  gboolean loaded;
  GError *error;
} AnshinRecordListPrivate;

enum
{
  PROP_0,
  PROP_LOADED,
  PROP_ERROR,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void anshin_record_list_model_init (GListModelInterface *iface);

G_DEFINE_TYPE_WITH_CODE (AnshinRecordList, anshin_record_list, G_TYPE_OBJECT,
                         G_ADD_PRIVATE (AnshinRecordList)
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                anshin_record_list_model_init))

static AnshinRecordListPrivate *
get_private (gpointer self)
{
  return anshin_record_list_get_instance_private (self);
}

static GType
anshin_record_list_get_item_type (GListModel *model)
{
  return get_private (model)->item_type;
}

static guint
anshin_record_list_get_n_items (GListModel *model)
{
  return get_private (model)->items->len;
}

static gpointer
anshin_record_list_get_item (GListModel *model, guint position)
{
  GPtrArray *items = get_private (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
anshin_record_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = anshin_record_list_get_item_type;
  iface->get_n_items = anshin_record_list_get_n_items;
  iface->get_item = anshin_record_list_get_item;
}

static void
anshin_record_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AnshinRecordListPrivate *self = get_private (object);

  switch (id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
anshin_record_list_finalize (GObject *object)
{
  AnshinRecordListPrivate *self = get_private (object);

  g_hash_table_unref (self->listed);
  g_ptr_array_unref (self->items);
  g_clear_error (&self->error);
  g_clear_pointer (&self->item_class, g_type_class_unref);

  G_OBJECT_CLASS (anshin_record_list_parent_class)->finalize (object);
}

static void
anshin_record_list_class_init (AnshinRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = anshin_record_list_get_property;
  object_class->finalize = anshin_record_list_finalize;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
anshin_record_list_init (AnshinRecordList *list)
{
  AnshinRecordListPrivate *self = get_private (list);

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->listed = g_hash_table_new (g_str_hash, g_str_equal);
}

static const AnshinField *
find_field (GTypeClass *item_class, const char *name)
{
  const AnshinField *field = NULL;

  for (field = ((AnshinRecordClass *) item_class)->fields; field->name != NULL; field++)
    if (g_str_equal (field->name, name))
      return field;
  g_assert_not_reached ();
}

/**
 * anshin_record_list_set_type:
 * @self: an empty list
 * @item_type: the record type of the items
 * @id_field: (nullable): the field that tells one item from another; %NULL if there is none
 */
void
anshin_record_list_set_type (AnshinRecordList *self, GType item_type, const char *id_field)
{
  AnshinRecordListPrivate *priv = get_private (self);

  priv->item_type = item_type;
  priv->item_class = g_type_class_ref (item_type);
  priv->id_field = id_field != NULL ? find_field (priv->item_class, id_field) : NULL;
}

GType
anshin_record_list_get_type_of_items (AnshinRecordList *self)
{
  return get_private (self)->item_type;
}

/* Returns: (nullable): the name of the field that tells one item from another */
const char *
anshin_record_list_get_id_field (AnshinRecordList *self)
{
  const AnshinField *field = get_private (self)->id_field;

  return field != NULL ? field->name : NULL;
}

/**
 * anshin_record_list_get_id:
 * @self: a list
 * @record: a record of its type
 *
 * Returns: (nullable): its id; "" if it has none, %NULL if there are no ids in this list
 */
const char *
anshin_record_list_get_id (AnshinRecordList *self, gpointer record)
{
  const AnshinField *field = get_private (self)->id_field;
  const char *id = field != NULL ? *(char **) G_STRUCT_MEMBER_P (record, field->offset) : NULL;

  return id == NULL && field != NULL ? "" : id;
}

guint
anshin_record_list_get_length (AnshinRecordList *self)
{
  return get_private (self)->items->len;
}

static void
list_item (AnshinRecordList *self, gpointer item)
{
  const char *id = anshin_record_list_get_id (self, item);

  if (id != NULL)
    g_hash_table_insert (get_private (self)->listed, (gpointer) id, item);
}

static void
unlist_item (AnshinRecordList *self, gpointer item)
{
  const char *id = anshin_record_list_get_id (self, item);

  if (id != NULL)
    g_hash_table_remove (get_private (self)->listed, id);
}

/* Puts @added in the place of @removed items from @position on, with one word to the listeners. */
static void
splice (AnshinRecordList *self, guint position, guint removed, gpointer *added, guint n_added)
{
  GPtrArray *items = get_private (self)->items;
  guint old_length = items->len;
  guint tail = old_length - position - removed;

  for (guint i = position; i < position + removed; i++)
    unlist_item (self, items->pdata[i]);
  for (guint i = 0; i < n_added; i++)
    g_object_ref (added[i]);
  for (guint i = position; i < position + removed; i++)
    g_object_unref (items->pdata[i]);

  if (n_added > removed)
    g_ptr_array_set_size (items, (int) (old_length + n_added - removed));
  if (tail > 0)
    memmove (items->pdata + position + n_added, items->pdata + position + removed,
             tail * sizeof (gpointer));
  for (guint i = 0; i < n_added; i++)
    {
      items->pdata[position + i] = added[i];
      list_item (self, added[i]);
    }
  items->len = old_length + n_added - removed;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, n_added);
}

/**
 * anshin_record_list_append:
 * @added: (array length=n_added): records that are not in the list
 */
void
anshin_record_list_append (AnshinRecordList *self, gpointer *added, guint n_added)
{
  if (n_added > 0)
    splice (self, anshin_record_list_get_length (self), 0, added, n_added);
}

/**
 * anshin_record_list_publish:
 * @wanted: (element-type GObject): what the list is from now on
 *
 * What is the same at both ends isn't touched: a view keeps its place.
 */
void
anshin_record_list_publish (AnshinRecordList *self, GPtrArray *wanted)
{
  GPtrArray *items = get_private (self)->items;
  guint prefix = 0;
  guint suffix = 0;
  guint shorter = MIN (items->len, wanted->len);

  while (prefix < shorter && items->pdata[prefix] == wanted->pdata[prefix])
    prefix++;
  while (suffix < shorter - prefix
         && items->pdata[items->len - 1 - suffix] == wanted->pdata[wanted->len - 1 - suffix])
    suffix++;
  if (prefix + suffix == items->len && items->len == wanted->len)
    return;
  splice (self, prefix, items->len - prefix - suffix, wanted->pdata + prefix,
          wanted->len - prefix - suffix);
}

/**
 * anshin_record_list_remove:
 * @id: an item's id; nothing happens if it isn't in the list
 */
void
anshin_record_list_remove (AnshinRecordList *self, const char *id)
{
  gpointer item = anshin_record_list_find (self, id);
  guint position = 0;

  if (item != NULL && g_ptr_array_find (get_private (self)->items, item, &position))
    splice (self, position, 1, NULL, 0);
}

/* Lets go of all items. */
void
anshin_record_list_empty (AnshinRecordList *self)
{
  guint length = anshin_record_list_get_length (self);

  if (length > 0)
    splice (self, 0, length, NULL, 0);
}

void
anshin_record_list_set_loaded (AnshinRecordList *self, gboolean loaded)
{
  AnshinRecordListPrivate *priv = get_private (self);

  if (priv->loaded == loaded)
    return;
  priv->loaded = loaded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

/* @error: (nullable): why the last load failed */
void
anshin_record_list_set_error (AnshinRecordList *self, const GError *error)
{
  AnshinRecordListPrivate *priv = get_private (self);

  if (priv->error == NULL && error == NULL)
    return;
  g_clear_error (&priv->error);
  priv->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

gboolean
anshin_record_list_get_loaded (AnshinRecordList *self)
{
  g_return_val_if_fail (ANSHIN_IS_RECORD_LIST (self), FALSE);

  return get_private (self)->loaded;
}

/* Returns: (nullable): why the last load failed; what was there before stays */
const GError *
anshin_record_list_get_error (AnshinRecordList *self)
{
  g_return_val_if_fail (ANSHIN_IS_RECORD_LIST (self), NULL);

  return get_private (self)->error;
}

/* Returns: (transfer none) (nullable): the item of this id, if it is in the list */
gpointer
anshin_record_list_find (AnshinRecordList *self, const char *id)
{
  g_return_val_if_fail (ANSHIN_IS_RECORD_LIST (self), NULL);

  return id != NULL ? g_hash_table_lookup (get_private (self)->listed, id) : NULL;
}

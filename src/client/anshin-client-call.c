/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-client-private.h"

#include "anshin-request.h"

/* Operations, and what is kept of their answers. */

/* It is in nobody's list. */
static gboolean
is_deleted_group (gpointer record)
{
  return ANSHIN_IS_GROUP (record) && ANSHIN_GROUP (record)->state == ANSHIN_GROUP_DELETED;
}

/* An answer about something that a live list holds becomes the one object of its id. */
static gpointer
merge_answer (AnshinClient *self, gpointer record)
{
  AnshinLiveList *list = NULL;
  gpointer merged = NULL;

  if (record == NULL || !anshin_transport_has_token (self->transport))
    return record;
  if (ANSHIN_IS_PATIENT (record))
    list = self->patients;
  else if (ANSHIN_IS_GROUP (record))
    list = self->groups;
  else if (ANSHIN_IS_INVITATION (record))
    list = self->invitations;
  if (list == NULL)
    return record;

  /* An invitation that was made may wait in somebody else's list only. */
  merged = anshin_live_list_merge (list, record, list != self->invitations
                                                   && !is_deleted_group (record));
  g_object_unref (record);
  return merged;
}

/* Whoever waits until there is nothing under way is told. */
static void
settle (AnshinClient *self)
{
  g_autoptr (GPtrArray) settled = NULL;

  if (self->settling == NULL || anshin_client_is_busy (self))
    return;
  settled = g_steal_pointer (&self->settling);
  for (guint i = 0; i < settled->len; i++)
    g_task_return_boolean (g_ptr_array_index (settled, i), TRUE);
}

/* An act is any call but one that only reads. */
static void
end_act (AnshinClient *self)
{
  self->acts--;
  settle (self);
}

static gboolean
on_settle_idle_cb (gpointer data)
{
  AnshinClient *self = data;

  self->settle_id = 0;
  settle (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: the timeline is in the middle of something, and whoever waits may sign out. */
static void
on_drained_cb (AnshinClient *self)
{
  if (self->settling != NULL && self->settle_id == 0)
    self->settle_id = g_idle_add (on_settle_idle_cb, self);
}

static void
on_called_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  gpointer record = anshin_request_record_finish (result, &error);

  if (GPOINTER_TO_INT (g_task_get_task_data (task)))
    end_act (g_task_get_source_object (task));
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, merge_answer (g_task_get_source_object (task), record),
                           g_object_unref);
}

/**
 * anshin_client_call_async:
 * @method: the HTTP method
 * @path: `/v1/…`, ids and words in it escaped
 * @body: (nullable): a record
 * @answer_type: the record type of the answer, or %G_TYPE_NONE
 *
 * Any operation of the service.
 */
void
anshin_client_call_async (AnshinClient *self, const char *method, const char *path,
                          gpointer body, GType answer_type, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ANSHIN_IS_CLIENT (self));
  g_return_if_fail (method != NULL && path != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, anshin_client_call_async);
  if (!g_str_equal (method, "GET"))
    {
      self->acts++;
      g_task_set_task_data (task, GINT_TO_POINTER (TRUE), NULL);
    }
  anshin_request_record_async (self->transport, method, path, body, answer_type, cancellable,
                               on_called_cb, g_object_ref (task));
}

/**
 * anshin_client_call_finish:
 *
 * Returns: (transfer full) (nullable): the answer; of a patient, a group or an invitation the one
 *   object that the live list has too. An error is of %ANSHIN_ERROR, with the field it concerns,
 *   or %G_IO_ERROR_CANCELLED
 */
gpointer
anshin_client_call_finish (AnshinClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Returns: whether something was asked to be done, or sent, and no answer has come yet. What waits
 * for the connection isn't waited for. */
gboolean
anshin_client_is_busy (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), FALSE);

  return self->acts > 0 || (anshin_client_can_send (self) && anshin_client_has_unsent (self));
}

/**
 * anshin_client_release:
 *
 * What is held so that it can be taken back goes out: nobody will be there to take it back.
 */
void
anshin_client_release (AnshinClient *self)
{
  GHashTableIter iter;
  gpointer timeline = NULL;

  g_return_if_fail (ANSHIN_IS_CLIENT (self));

  g_hash_table_iter_init (&iter, self->timelines);
  while (g_hash_table_iter_next (&iter, NULL, &timeline))
    {
      anshin_timeline_release (timeline);
      anshin_timeline_pump (timeline);
    }
}

/**
 * anshin_client_settle_async:
 *
 * Waits until all that was asked to be done, or sent, has its answer, one way or the other.
 */
void
anshin_client_settle_async (AnshinClient *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ANSHIN_IS_CLIENT (self));

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, anshin_client_settle_async);
  if (!anshin_client_is_busy (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (self->settling == NULL)
    self->settling = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->settling, g_steal_pointer (&task));
}

gboolean
anshin_client_settle_finish (AnshinClient *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}

static void
on_list_called_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = anshin_request_all_finish (result, &error);
  GListStore *store = NULL;

  if (items == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  store = g_list_store_new (GPOINTER_TO_SIZE (g_task_get_task_data (task)));
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  g_task_return_pointer (task, store, g_object_unref);
}

/**
 * anshin_client_call_list_async:
 * @path: of a list, perhaps with a query
 * @item_type: the record type of its items
 *
 * Fetches a list that isn't live, all pages of it.
 */
void
anshin_client_call_list_async (AnshinClient *self, const char *path, GType item_type,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data)
{
  anshin_client_call_long_list_async (self, path, item_type, NULL, NULL, cancellable, callback,
                                      data);
}

/**
 * anshin_client_call_long_list_async:
 * @path: of a list, perhaps with a query
 * @item_type: the record type of its items
 * @progress: (nullable): told after each page how many items have come
 * @progress_data: for @progress, there until @callback
 *
 * As anshin_client_call_list_async(), for a list that takes so long that somebody wants to see how
 * far it is.
 */
void
anshin_client_call_long_list_async (AnshinClient *self, const char *path, GType item_type,
                                    AnshinListProgress progress, gpointer progress_data,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ANSHIN_IS_CLIENT (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, anshin_client_call_long_list_async);
  g_task_set_task_data (task, GSIZE_TO_POINTER (item_type), NULL);
  anshin_request_all_async (self->transport, path, item_type, progress, progress_data, cancellable,
                            on_list_called_cb, g_object_ref (task));
}

/**
 * anshin_client_call_list_finish:
 *
 * Returns: (transfer full) (nullable): a #GListStore of the items
 */
GListModel *
anshin_client_call_list_finish (AnshinClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static AnshinLiveList *
get_list (AnshinClient *self, AnshinLiveList *list)
{
  if (anshin_client_is_open (self))
    anshin_live_list_ensure (list);
  return list;
}

/**
 * anshin_client_get_patients:
 *
 * Returns: (transfer none): the patients one may see, in the order of the service; being fetched
 *   if they weren't there
 */
AnshinLiveList *
anshin_client_get_patients (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), NULL);

  return get_list (self, self->patients);
}

/**
 * anshin_client_get_groups:
 *
 * Returns: (transfer none): the groups one is in, or reads by right of administration
 */
AnshinLiveList *
anshin_client_get_groups (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), NULL);

  return get_list (self, self->groups);
}

/**
 * anshin_client_get_invitations:
 *
 * Returns: (transfer none): those to answer, those to approve, and those one made that are open
 */
AnshinLiveList *
anshin_client_get_invitations (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), NULL);

  return get_list (self, self->invitations);
}

/* Returns: (transfer full): the timelines of all groups that have been looked at, as they were */
GPtrArray *
anshin_client_list_timelines (AnshinClient *self)
{
  GPtrArray *timelines = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer timeline = NULL;

  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), timelines);

  g_hash_table_iter_init (&iter, self->timelines);
  while (g_hash_table_iter_next (&iter, NULL, &timeline))
    g_ptr_array_add (timelines, g_object_ref (timeline));
  return timelines;
}

/**
 * anshin_client_get_timeline:
 * @group_id: a group
 *
 * Returns: (transfer none) (nullable): the group's timeline, the same each time for as long as
 *   one is signed in; anshin_timeline_load() fetches it. %NULL if nobody is signed in
 */
AnshinTimeline *
anshin_client_get_timeline (AnshinClient *self, const char *group_id)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (AnshinGroup) group = NULL;

  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), NULL);
  g_return_val_if_fail (group_id != NULL, NULL);

  timeline = g_hash_table_lookup (self->timelines, group_id);
  if (timeline != NULL || self->user == NULL)
    return timeline;

  group = anshin_live_list_dup_known (self->groups, group_id);
  timeline = anshin_timeline_new (self->transport, group, self->user);
  g_hash_table_insert (self->timelines, g_strdup (group_id), timeline);
  g_signal_connect_object (timeline, "drained", G_CALLBACK (on_drained_cb), self,
                           G_CONNECT_SWAPPED);
  if (!anshin_client_is_open (self))
    anshin_timeline_hide (timeline);
  anshin_timeline_set_online (timeline, self->state == ANSHIN_CLIENT_ONLINE);
  if (group->kind == ANSHIN_GROUP_NONE && self->state == ANSHIN_CLIENT_ONLINE)
    anshin_client_fetch_group (self, group_id);
  return timeline;
}

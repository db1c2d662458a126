/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fixture.h"

static gboolean
on_tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
turn_once (void)
{
  guint tick = g_timeout_add (20, on_tick_cb, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

void
turn_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * G_GINT64_CONSTANT (1000);

  while (g_get_monotonic_time () < end)
    turn_once ();
}

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
finish_flag (GAsyncResult *result, GError **error)
{
  gboolean done = g_task_propagate_boolean (G_TASK (result), error);

  g_object_unref (result);
  return done;
}

gboolean
enrol_and_wait (AnshinClient *client, const char *mail, const char *password, const char *code,
                GError **error)
{
  g_autoptr (AnshinEnrolment) enrolment = anshin_enrolment_new ();
  GAsyncResult *result = NULL;

  enrolment->mail = g_strdup (mail);
  enrolment->password = g_strdup (password);
  enrolment->code = g_strdup (code);
  enrolment->terminal_name = g_strdup ("テスト端末");
  anshin_client_enrol_async (client, enrolment, NULL, on_result_cb, &result);
  wait_until (result != NULL);
  return finish_flag (result, error);
}

gboolean
bootstrap_and_wait (AnshinClient *client, AnshinBootstrap *bootstrap, GError **error)
{
  GAsyncResult *result = NULL;

  anshin_client_bootstrap_async (client, bootstrap, NULL, on_result_cb, &result);
  wait_until (result != NULL);
  return finish_flag (result, error);
}

gboolean
sign_in_and_wait (AnshinClient *client, const char *mail, const char *password, GError **error)
{
  GAsyncResult *result = NULL;

  anshin_client_sign_in_async (client, mail, password, NULL, on_result_cb, &result);
  wait_until (result != NULL);
  return finish_flag (result, error);
}

gboolean
unlock_and_wait (AnshinClient *client, const char *password, GError **error)
{
  GAsyncResult *result = NULL;

  anshin_client_unlock_async (client, password, NULL, on_result_cb, &result);
  wait_until (result != NULL);
  return finish_flag (result, error);
}

gboolean
confirm_and_wait (AnshinClient *client, const char *password, GError **error)
{
  GAsyncResult *result = NULL;

  anshin_client_confirm_async (client, password, NULL, on_result_cb, &result);
  wait_until (result != NULL);
  return finish_flag (result, error);
}

gboolean
accept_rules_and_wait (AnshinClient *client, gint64 version, GError **error)
{
  GAsyncResult *result = NULL;

  anshin_client_accept_rules_async (client, version, NULL, on_result_cb, &result);
  wait_until (result != NULL);
  return finish_flag (result, error);
}

void
sign_out_and_wait (AnshinClient *client)
{
  GAsyncResult *result = NULL;

  anshin_client_sign_out_async (client, NULL, on_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (finish_flag (result, NULL));
}

gboolean
has_terminal_and_wait (AnshinClient *client, const char *mail, GError **error)
{
  GAsyncResult *result = NULL;

  anshin_client_has_terminal_async (client, mail, NULL, on_result_cb, &result);
  wait_until (result != NULL);
  return finish_flag (result, error);
}

gpointer
call_and_wait (AnshinClient *client, const char *method, const char *path, gpointer body,
               GType answer_type, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  anshin_client_call_async (client, method, path, body, answer_type, NULL, on_result_cb, &result);
  wait_until (result != NULL);
  return anshin_client_call_finish (client, result, error);
}

GListModel *
call_list_and_wait (AnshinClient *client, const char *path, GType item_type, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  anshin_client_call_list_async (client, path, item_type, NULL, on_result_cb, &result);
  wait_until (result != NULL);
  return anshin_client_call_list_finish (client, result, error);
}

static void
on_mirrored_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Mirror *self = data;

  self->changes++;
  g_assert_cmpuint (position + removed, <=, self->items->len);
  if (removed > 0)
    g_ptr_array_remove_range (self->items, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->items, (int) (position + i),
                        g_list_model_get_item (model, position + i));

  g_assert_cmpuint (self->items->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      g_assert_true (item == self->items->pdata[i]);
    }
}

Mirror *
mirror_new (GListModel *model)
{
  Mirror *self = g_new0 (Mirror, 1);

  self->model = g_object_ref (model);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (self->items, g_list_model_get_item (model, i));
  g_signal_connect (model, "items-changed", G_CALLBACK (on_mirrored_cb), self);
  return self;
}

void
mirror_free (Mirror *self)
{
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_object_unref (self->model);
  g_ptr_array_unref (self->items);
  g_free (self);
}

guint
count (gpointer model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

/* Borrowed: the timeline holds it. */
AnshinTimelineItem *
get_item (AnshinTimeline *timeline, guint position)
{
  g_autoptr (AnshinTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (timeline), position);

  g_assert_nonnull (item);
  return item;
}

const char *
get_item_text (AnshinTimeline *timeline, guint position)
{
  return anshin_timeline_item_get_content (get_item (timeline, position))->text;
}

guint
count_delivery (AnshinTimeline *timeline, AnshinDelivery delivery)
{
  guint found = 0;

  for (guint i = 0; i < count (timeline); i++)
    if (anshin_timeline_item_get_delivery (get_item (timeline, i)) == delivery)
      found++;
  return found;
}

/* The confirmed items stand first, each number once and none left out. */
void
assert_in_order (AnshinTimeline *timeline)
{
  gint64 last = 0;
  gboolean sending = FALSE;

  for (guint i = 0; i < count (timeline); i++)
    {
      AnshinTimelineItem *item = get_item (timeline, i);
      gint64 seq = anshin_timeline_item_get_entry (item)->seq;

      if (seq == 0)
        {
          sending = TRUE;
          continue;
        }
      g_assert_false (sending);
      if (last != 0)
        g_assert_cmpint (seq, ==, last + 1);
      last = seq;
    }
}

AnshinClient *
client_new_enrolled (const char *uri)
{
  g_autoptr (GError) error = NULL;
  AnshinClient *client = anshin_client_new (uri, &error);

  g_assert_no_error (error);
  enrol_and_wait (client, "a@example.jp", "right", "AAAAA-BBBBB-CCCCC-DDDDD", &error);
  g_assert_no_error (error);
  wait_until (anshin_live_list_get_loaded (anshin_client_get_groups (client)));
  return client;
}

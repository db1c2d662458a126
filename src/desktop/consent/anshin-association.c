/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-association.h"

#include "anshin-facility.h"

static void
on_facilities_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GListModel) facilities = NULL;
  GError *error = NULL;

  facilities = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, &error);
  if (facilities == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (facilities); i++)
    {
      g_autoptr (AnshinFacility) facility = g_list_model_get_item (facilities, i);

      if (facility->kind == ANSHIN_FACILITY_OFFICE)
        {
          g_task_return_pointer (task, g_strdup (facility->name), g_free);
          return;
        }
    }
  g_task_return_pointer (task, NULL, NULL);
}

/**
 * anshin_association_fetch_async:
 * @client: whom to ask
 * @cancellable: (nullable): ends it
 * @callback: told when it is done
 * @data: for @callback
 *
 * Asks who runs the network: forms are addressed to the association, too.
 */
void
anshin_association_fetch_async (AnshinClient *client, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (client, cancellable, callback, data);

  g_task_set_source_tag (task, anshin_association_fetch_async);
  anshin_client_call_list_async (client, "/v1/facilities", anshin_facility_get_type (),
                                 cancellable, on_facilities_cb, task);
}

/**
 * anshin_association_fetch_finish:
 * @result: what the callback was given
 * @error: why it is not known
 *
 * Returns: (transfer full) (nullable): the association's name
 */
char *
anshin_association_fetch_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-successor-row.h"

#include <glib/gi18n.h>

#include "anshin-format.h"
#include "anshin-paged-list.h"

struct _AnshinSuccessorRow
{
  AdwComboRow parent_instance;

  /* owned */
  GPtrArray *ids;
  GCancellable *cancellable;
  char *leaving_id;
};

G_DEFINE_FINAL_TYPE (AnshinSuccessorRow, anshin_successor_row, ADW_TYPE_COMBO_ROW)

static void
on_staff_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinSuccessorRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) staff = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result,
                                                                 &error);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  if (staff == NULL || self->ids == NULL)
    return;
  gtk_string_list_append (words, _("Please choose"));
  for (guint i = 0; i < g_list_model_get_n_items (staff); i++)
    {
      g_autoptr (AnshinUser) user = g_list_model_get_item (staff, i);
      g_autofree char *text = NULL;

      if (user->state != ANSHIN_ACCOUNT_ACTIVE || g_strcmp0 (user->id, self->leaving_id) == 0)
        continue;
      text = anshin_format_person (user->name, user->profession, NULL);
      gtk_string_list_append (words, text);
      g_ptr_array_add (self->ids, g_strdup (user->id));
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (words));
}

static void
anshin_successor_row_dispose (GObject *object)
{
  AnshinSuccessorRow *self = ANSHIN_SUCCESSOR_ROW (object);

  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->leaving_id, g_free);

  G_OBJECT_CLASS (anshin_successor_row_parent_class)->dispose (object);
}

static void
anshin_successor_row_class_init (AnshinSuccessorRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_successor_row_dispose;
}

static void
anshin_successor_row_init (AnshinSuccessorRow *self)
{
  self->cancellable = g_cancellable_new ();
  self->ids = g_ptr_array_new_with_free_func (g_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("New facility administrator"));
}

/* Shows the row and fetches who may be chosen. */
void
anshin_successor_row_load (AnshinSuccessorRow *self, AnshinClient *client, AnshinUser *leaving)
{
  g_autofree char *path = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (self->leaving_id != NULL)
    return;
  self->leaving_id = g_strdup (leaving->id);
  path = anshin_paged_list_build_path ("/v1/users", "facility", leaving->facility_id, "state",
                                       "active", "limit", "100", NULL);
  anshin_client_call_list_async (client, path, anshin_user_get_type (), self->cancellable,
                                 on_staff_cb, g_object_ref (self));
}

/* Returns: (nullable): who was chosen */
const char *
anshin_successor_row_get_user_id (AnshinSuccessorRow *self)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || chosen == 0 || chosen > self->ids->len)
    return NULL;
  return self->ids->pdata[chosen - 1];
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-sight.h"

#include "anshin-capability.h"
#include "anshin-group.h"
#include "anshin-patient.h"

struct _AnshinSight
{
  GObject parent_instance;

  /* owned */
  AnshinLiveList *groups;
  AnshinLiveList *patients;
  gboolean office; /* has no patients */
  GHashTable *seen; /* ids of the groups that could be read at some time */
  guint changed_id;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (AnshinSight, anshin_sight, G_TYPE_OBJECT)

static void
note_seen (AnshinSight *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->groups)); i++)
    {
      g_autoptr (AnshinGroup) group = g_list_model_get_item (G_LIST_MODEL (self->groups), i);

      if (anshin_sight_allows (ANSHIN_RECORD (group)))
        g_hash_table_add (self->seen, g_strdup (group->id));
    }
}

static gboolean
on_changed_cb (gpointer data)
{
  AnshinSight *self = data;

  self->changed_id = 0;
  note_seen (self);
  g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

/* Later: the lock empties the lists just before all pages leave the window. */
static void
queue_changed (AnshinSight *self)
{
  if (self->changed_id == 0)
    self->changed_id = g_idle_add (on_changed_cb, self);
}

static void
on_right_changed_cb (AnshinSight *self)
{
  queue_changed (self);
}

static void
on_groups_changed_cb (AnshinSight *self, guint position, guint removed, guint added,
                      GListModel *groups)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GObject) group = g_list_model_get_item (groups, i);

      g_signal_handlers_disconnect_by_func (group, on_right_changed_cb, self);
      g_signal_connect_object (group, "notify::capabilities", G_CALLBACK (on_right_changed_cb),
                               self, G_CONNECT_SWAPPED);
    }
  queue_changed (self);
}

static void
on_patients_changed_cb (AnshinSight *self)
{
  queue_changed (self);
}

static void
anshin_sight_dispose (GObject *object)
{
  AnshinSight *self = ANSHIN_SIGHT (object);

  g_clear_handle_id (&self->changed_id, g_source_remove);
  g_clear_object (&self->groups);
  g_clear_object (&self->patients);
  g_clear_pointer (&self->seen, g_hash_table_unref);

  G_OBJECT_CLASS (anshin_sight_parent_class)->dispose (object);
}

static void
anshin_sight_class_init (AnshinSightClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_sight_dispose;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
anshin_sight_init (AnshinSight *self)
{
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * anshin_sight_new:
 * @client: of somebody who is signed in
 *
 * Returns: (transfer full): what that one sees
 */
AnshinSight *
anshin_sight_new (AnshinClient *client)
{
  AnshinSight *self = g_object_new (ANSHIN_TYPE_SIGHT, NULL);
  AnshinUser *user = anshin_client_get_user (client);

  self->groups = g_object_ref (anshin_client_get_groups (client));
  self->patients = g_object_ref (anshin_client_get_patients (client));
  self->office = user != NULL && user->office;
  g_signal_connect_object (self->groups, "items-changed", G_CALLBACK (on_groups_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->patients, "items-changed", G_CALLBACK (on_patients_changed_cb),
                           self, G_CONNECT_SWAPPED);
  on_groups_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->groups)),
                        G_LIST_MODEL (self->groups));
  return self;
}

/* Returns: whether what is not in the lists is not to be seen: they may be on their way */
gboolean
anshin_sight_is_sure (AnshinSight *self)
{
  g_return_val_if_fail (ANSHIN_IS_SIGHT (self), FALSE);

  return anshin_live_list_get_loaded (self->groups)
         && (self->office || anshin_live_list_get_loaded (self->patients));
}

/* Returns: whether @subject itself says that its reader may see it; a patient whom one was given
 * can always be seen */
gboolean
anshin_sight_allows (AnshinRecord *subject)
{
  return !ANSHIN_IS_GROUP (subject)
         || anshin_capability_has (ANSHIN_GROUP (subject)->capabilities, "read-group");
}

/**
 * anshin_sight_sees:
 * @subject: an #AnshinGroup or an #AnshinPatient
 *
 * Returns: whether one may read the group, or is shown the patient
 */
gboolean
anshin_sight_sees (AnshinSight *self, AnshinRecord *subject)
{
  AnshinGroup *group = NULL;

  g_return_val_if_fail (ANSHIN_IS_SIGHT (self), FALSE);

  if (ANSHIN_IS_PATIENT (subject))
    return anshin_live_list_find (self->patients, ANSHIN_PATIENT (subject)->id) != NULL;
  group = anshin_live_list_find (self->groups, ANSHIN_GROUP (subject)->id);
  return group != NULL && anshin_sight_allows (ANSHIN_RECORD (group));
}

/* Returns: whether one could read the group at some time, and can't now */
gboolean
anshin_sight_has_lost (AnshinSight *self, AnshinGroup *group)
{
  g_return_val_if_fail (ANSHIN_IS_SIGHT (self), FALSE);

  return anshin_live_list_get_loaded (self->groups) && g_hash_table_contains (self->seen, group->id)
         && !anshin_sight_sees (self, ANSHIN_RECORD (group));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-client-private.h"

/* What is unread, and what waits for an answer: sums over the live lists. */

static gboolean
may (AnshinInvitation *invitation, const char *capability)
{
  return invitation->capabilities != NULL
         && g_strv_contains ((const char *const *) invitation->capabilities, capability);
}

static gboolean
waits_for_me (AnshinClient *self, AnshinInvitation *invitation)
{
  if (invitation->state == ANSHIN_INVITATION_SENT)
    return self->user != NULL && g_strcmp0 (invitation->user_id, self->user->id) == 0;
  return invitation->state == ANSHIN_INVITATION_WAITING && may (invitation, "approve-invitation");
}

static gboolean
on_count_cb (gpointer data)
{
  AnshinClient *self = data;
  guint unread = 0;
  guint to_answer = 0;

  self->count_id = 0;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->groups)); i++)
    {
      g_autoptr (AnshinGroup) group = g_list_model_get_item (G_LIST_MODEL (self->groups), i);
      AnshinPatient *patient = anshin_live_list_find (self->patients, group->patient_id);

      unread += group->unread;
      if (patient != NULL && patient->unread != group->unread)
        {
          patient->unread = group->unread;
          anshin_record_notify (patient, "unread");
        }
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->invitations)); i++)
    {
      g_autoptr (AnshinInvitation) invitation = NULL;

      invitation = g_list_model_get_item (G_LIST_MODEL (self->invitations), i);
      if (waits_for_me (self, invitation))
        to_answer++;
    }

  if (self->unread != unread)
    {
      self->unread = unread;
      g_object_notify (G_OBJECT (self), "unread");
    }
  if (self->to_answer != to_answer)
    {
      self->to_answer = to_answer;
      g_object_notify (G_OBJECT (self), "to-answer");
    }
  return G_SOURCE_REMOVE;
}

static void
count_soon (AnshinClient *self)
{
  if (self->count_id == 0)
    self->count_id = g_idle_add (on_count_cb, self);
}

static void
on_counted_notify_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  count_soon (ANSHIN_CLIENT (data));
}

static void
watch_added (AnshinClient *self, GListModel *model, guint position, guint added,
             const char *signal)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      g_signal_handlers_disconnect_by_func (item, on_counted_notify_cb, self);
      g_signal_connect_object (item, signal, G_CALLBACK (on_counted_notify_cb), self, 0);
    }
  count_soon (self);
}

static void
on_groups_changed_cb (GListModel *model, guint position, guint removed, guint added,
                      gpointer data)
{
  watch_added (ANSHIN_CLIENT (data), model, position, added, "notify::unread");
}

static void
on_invitations_changed_cb (GListModel *model, guint position, guint removed, guint added,
                           gpointer data)
{
  watch_added (ANSHIN_CLIENT (data), model, position, added, "notify::state");
}

static void
on_patients_changed_cb (GListModel *model, guint position, guint removed, guint added,
                        gpointer data)
{
  count_soon (ANSHIN_CLIENT (data));
}

/* Keeps the sums true while the lists change. */
void
anshin_client_watch_counts (AnshinClient *self)
{
  g_signal_connect_object (self->groups, "items-changed", G_CALLBACK (on_groups_changed_cb), self,
                           0);
  g_signal_connect_object (self->invitations, "items-changed",
                           G_CALLBACK (on_invitations_changed_cb), self, 0);
  g_signal_connect_object (self->patients, "items-changed", G_CALLBACK (on_patients_changed_cb),
                           self, 0);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-group-invitations.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-invitation-row.h"
#include "anshin-window.h"

struct _AnshinGroupInvitations
{
  AdwBin parent_instance;

  /* template widgets */
  GtkListBox *list;

  /* owned */
  AnshinClient *client;
  AnshinGroup *group;
  AnshinTimeline *timeline;
  GListStore *model;
  GCancellable *cancellable;
};

static guint attempted_signal;

G_DEFINE_FINAL_TYPE (AnshinGroupInvitations, anshin_group_invitations, ADW_TYPE_BIN)

static void
on_invitations_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinGroupInvitations) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) invitations = NULL;

  invitations = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, &error);
  if (invitations == NULL || self->client == NULL)
    return;
  g_list_store_remove_all (self->model);
  for (guint i = 0; i < g_list_model_get_n_items (invitations); i++)
    {
      g_autoptr (AnshinInvitation) invitation = g_list_model_get_item (invitations, i);

      if (invitation->state == ANSHIN_INVITATION_WAITING
          || invitation->state == ANSHIN_INVITATION_SENT
          || invitation->state == ANSHIN_INVITATION_EXPIRED)
        g_list_store_append (self->model, invitation);
    }
  gtk_widget_set_visible (GTK_WIDGET (self),
                          g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0);
}

static void
fetch (AnshinGroupInvitations *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/groups/%s/invitations", self->group->id);

  anshin_client_call_list_async (self->client, path, anshin_invitation_get_type (),
                                 self->cancellable, on_invitations_cb, g_object_ref (self));
}

/* What a member may not decide is told in the timeline alone. */
static void
on_entries_changed_cb (AnshinGroupInvitations *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (AnshinTimelineItem) item
        = g_list_model_get_item (G_LIST_MODEL (self->timeline), i);
      AnshinEntry *entry = anshin_timeline_item_get_entry (item);

      if (entry != NULL && entry->kind == ANSHIN_ENTRY_INVITATION_CHANGED)
        {
          fetch (self);
          return;
        }
    }
}

static void
on_decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinGroupInvitations) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinInvitation) invitation = NULL;

  invitation = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->client == NULL)
    return;
  if (error != NULL)
    g_signal_emit (self, attempted_signal, 0, error);
  else if (invitation->state == ANSHIN_INVITATION_SENT)
    anshin_window_toast (anshin_window_get_for (self), _("The invitation has gone out"));
  fetch (self);
}

static void
on_row_answered_cb (AnshinGroupInvitations *self, const char *verb, AnshinInvitationRow *row)
{
  AnshinInvitation *invitation = anshin_invitation_row_get_invitation (row);
  g_autofree char *path = g_strdup_printf ("/v1/invitations/%s/%s", invitation->id, verb);

  g_signal_emit (self, attempted_signal, 0, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (row), FALSE);
  anshin_client_call_async (self->client, "POST", path, NULL, anshin_invitation_get_type (),
                            self->cancellable, on_decided_cb, g_object_ref (self));
}

/* Who may decide gets buttons, the others see what it waits for. */
static GtkWidget *
create_invitation_row (gpointer item, gpointer data)
{
  AnshinGroupInvitations *self = ANSHIN_GROUP_INVITATIONS (data);
  AnshinInvitation *invitation = ANSHIN_INVITATION (item);
  GtkWidget *row = NULL;

  if (anshin_capability_has (invitation->capabilities, "approve-invitation"))
    row = anshin_invitation_row_new (invitation, ANSHIN_INVITATION_TO_APPROVE);
  else if (anshin_capability_has (invitation->capabilities, "cancel-invitation")
           || anshin_capability_has (invitation->capabilities, "resend-invitation"))
    row = anshin_invitation_row_new (invitation, ANSHIN_INVITATION_OWN);
  else
    row = anshin_invitation_row_new (invitation, ANSHIN_INVITATION_TO_WATCH);
  g_signal_connect_object (row, "answered", G_CALLBACK (on_row_answered_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
anshin_group_invitations_dispose (GObject *object)
{
  AnshinGroupInvitations *self = ANSHIN_GROUP_INVITATIONS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  self->list = NULL;
  g_clear_object (&self->model);
  g_clear_object (&self->timeline);
  g_clear_object (&self->group);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_group_invitations_parent_class)->dispose (object);
}

static void
anshin_group_invitations_class_init (AnshinGroupInvitationsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_group_invitations_dispose;

  attempted_signal = g_signal_new ("attempted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/invitations/anshin-group-invitations.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupInvitations, list);
}

static void
anshin_group_invitations_init (AnshinGroupInvitations *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->model = g_list_store_new (anshin_invitation_get_type ());
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->model), create_invitation_row, self,
                           NULL);
}

/**
 * anshin_group_invitations_follow:
 * @client: where they are from
 * @group: whose they are
 * @timeline: that of @group
 *
 * Shows them, and fetches them again when something tells of a change. Once only.
 */
void
anshin_group_invitations_follow (AnshinGroupInvitations *self, AnshinClient *client,
                                 AnshinGroup *group, AnshinTimeline *timeline)
{
  g_return_if_fail (ANSHIN_IS_GROUP_INVITATIONS (self) && self->group == NULL);

  self->client = g_object_ref (client);
  self->group = g_object_ref (group);
  self->timeline = g_object_ref (timeline);
  g_signal_connect_object (anshin_timeline_get_members (timeline), "items-changed",
                           G_CALLBACK (fetch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline, "items-changed", G_CALLBACK (on_entries_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (group, "notify::waiting", G_CALLBACK (fetch), self, G_CONNECT_SWAPPED);
}

/**
 * anshin_group_invitations_fetch:
 *
 * Fetches them again; nothing where no group is followed (the group of all users has none).
 */
void
anshin_group_invitations_fetch (AnshinGroupInvitations *self)
{
  g_return_if_fail (ANSHIN_IS_GROUP_INVITATIONS (self));

  if (self->group != NULL)
    fetch (self);
}

/* Returns: (transfer none) (element-type AnshinInvitation): those that are shown */
GListModel *
anshin_group_invitations_get_model (AnshinGroupInvitations *self)
{
  g_return_val_if_fail (ANSHIN_IS_GROUP_INVITATIONS (self), NULL);

  return G_LIST_MODEL (self->model);
}

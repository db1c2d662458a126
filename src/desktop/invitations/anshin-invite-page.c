/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-invite-page.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-error-words.h"
#include "anshin-format.h"
#include "anshin-page-notice.h"
#include "anshin-plain-row.h"
#include "anshin-user-pane.h"
#include "anshin-window.h"

struct _AnshinInvitePage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  AnshinUserPane *pane;
  GtkLabel *chosen_label;
  GtkButton *invite_button;

  /* owned */
  AnshinClient *client;
  AnshinGroup *group;
  GHashTable *standing; /* user id → what they are to the group already, or why it failed */
  GHashTable *chosen;   /* user id → AnshinUser */
  GCancellable *cancellable;
  guint pending;
  guint failed;
};

/* One person's invitation under way. */
typedef struct
{
  AnshinInvitePage *page;
  char *user_id;
} Sending;

G_DEFINE_FINAL_TYPE (AnshinInvitePage, anshin_invite_page, ANSHIN_TYPE_PAGE)

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->page);
  g_free (sending->user_id);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
update_button (AnshinInvitePage *self)
{
  guint n = g_hash_table_size (self->chosen);
  g_autofree char *label = NULL;

  label = g_strdup_printf (ngettext ("%d person chosen", "%d people chosen", n), (int) n);
  gtk_label_set_label (self->chosen_label, n > 0 ? label : _("Nobody chosen yet"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->invite_button), n > 0 && self->pending == 0);
  anshin_page_set_dirty (ANSHIN_PAGE (self), n > 0);
}

/* The mark goes away again, and the page says why: nothing happens in silence. */
static void
refuse_more (AnshinInvitePage *self, GtkCheckButton *check)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf (ngettext ("No more than %d person can be invited at once. Invite this "
                                    "one first, then the next.",
                                    "No more than %d people can be invited at once. Invite these "
                                    "first, then the others.",
                                    ANSHIN_MAX_INVITED_AT_ONCE),
                          ANSHIN_MAX_INVITED_AT_ONCE);
  gtk_check_button_set_active (check, FALSE);
  anshin_page_notice_set_text (self->notice, text);
}

static void
on_check_toggled_cb (AnshinInvitePage *self, GtkCheckButton *check)
{
  g_autoptr (AnshinUser) user = anshin_user_pane_dup_user (self->pane, GTK_WIDGET (check));

  if (user == NULL)
    return;
  if (!gtk_check_button_get_active (check))
    {
      g_hash_table_remove (self->chosen, user->id);
      anshin_page_notice_set_text (self->notice, NULL);
    }
  else if (g_hash_table_size (self->chosen) >= ANSHIN_MAX_INVITED_AT_ONCE)
    {
      refuse_more (self, check);
      return;
    }
  else
    g_hash_table_insert (self->chosen, g_strdup (user->id), g_object_ref (user));
  update_button (self);
}

/* Who is in or invited already can't be chosen, and the row says so. */
static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinInvitePage *self = ANSHIN_INVITE_PAGE (data);
  AnshinUser *user = ANSHIN_USER (item);
  const char *standing = g_hash_table_lookup (self->standing, user->id);
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *person = anshin_format_person (user->kana, user->profession,
                                                  user->facility_name);
  g_autofree char *subtitle = standing != NULL ? g_strdup_printf ("%s\n%s", person, standing)
                                               : g_strdup (person);
  g_autofree char *label = g_strdup_printf ("%s, %s", user->name, subtitle);
  GtkWidget *row = anshin_plain_row_new (user->name, subtitle);

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               g_hash_table_contains (self->chosen, user->id));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_set_sensitive (row, standing == NULL);
  return row;
}

static void
finish (AnshinInvitePage *self)
{
  AnshinWindow *window = anshin_window_get_for (self);

  anshin_user_pane_refresh (self->pane);
  update_button (self);
  if (self->failed > 0)
    {
      /* Who is still chosen can be invited again, and the notice says what was in the way. */
      if (g_hash_table_size (self->chosen) == 0)
        anshin_page_notice_set_text (self->notice,
                                     _("Not everybody could be invited. The list says why."));
      return;
    }
  anshin_window_toast (window,
                       anshin_capability_has (self->group->capabilities, "approve-invitation")
                         ? _("Invited")
                         : _("Proposed. A group administrator has to approve it."));
  anshin_window_close_page (window, ANSHIN_PAGE (self));
}

/* Whether it was about this person, so that trying again mends nothing. */
static gboolean
concerns_person (const GError *error)
{
  switch (error->domain == ANSHIN_ERROR ? error->code : ANSHIN_ERROR_INTERNAL)
    {
    case ANSHIN_ERROR_ALREADY_MEMBER:
    case ANSHIN_ERROR_ALREADY_INVITED:
    case ANSHIN_ERROR_USER_UNAVAILABLE:
    case ANSHIN_ERROR_NOT_FOUND:
    case ANSHIN_ERROR_FIELD_INVALID:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_invited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Sending) sending = data;
  AnshinInvitePage *self = sending->page;
  g_autoptr (GError) error = NULL;

  anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->client == NULL)
    return;
  self->pending--;
  if (error == NULL)
    {
      g_hash_table_remove (self->chosen, sending->user_id);
      g_hash_table_insert (self->standing, g_strdup (sending->user_id), g_strdup (_("Invited")));
    }
  else
    {
      self->failed++;
      if (concerns_person (error))
        {
          g_hash_table_remove (self->chosen, sending->user_id);
          g_hash_table_insert (self->standing, g_strdup (sending->user_id),
                               anshin_error_words_dup (error));
        }
      else
        anshin_page_notice_set_error (self->notice, error);
    }
  if (self->pending == 0)
    finish (self);
}

/* One request for each, so that one who can't be invited doesn't hold up the others. */
static void
on_invite_cb (AnshinInvitePage *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/groups/%s/invitations", self->group->id);
  GHashTableIter iter;
  gpointer id = NULL;

  if (self->pending > 0)
    return;
  anshin_page_notice_set_text (self->notice, NULL);
  self->failed = 0;
  g_hash_table_iter_init (&iter, self->chosen);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const char *ids[] = { id, NULL };
      g_autoptr (AnshinInvite) invite = anshin_invite_new ();
      Sending *sending = g_new0 (Sending, 1);

      sending->page = g_object_ref (self);
      sending->user_id = g_strdup (id);
      g_object_set (invite, "user-ids", ids, NULL);
      self->pending++;
      anshin_client_call_async (self->client, "POST", path, invite, G_TYPE_NONE,
                                self->cancellable, on_invited_cb, sending);
    }
  update_button (self);
}

static void
anshin_invite_page_shown (AnshinPage *page)
{
  anshin_user_pane_focus (ANSHIN_INVITE_PAGE (page)->pane);
}

static gboolean
anshin_invite_page_search (AnshinPage *page)
{
  anshin_user_pane_focus (ANSHIN_INVITE_PAGE (page)->pane);
  return TRUE;
}

static void
anshin_invite_page_dispose (GObject *object)
{
  AnshinInvitePage *self = ANSHIN_INVITE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->group);
  g_clear_object (&self->client);
  g_hash_table_remove_all (self->chosen);

  G_OBJECT_CLASS (anshin_invite_page_parent_class)->dispose (object);
}

static void
anshin_invite_page_finalize (GObject *object)
{
  AnshinInvitePage *self = ANSHIN_INVITE_PAGE (object);

  g_hash_table_unref (self->standing);
  g_hash_table_unref (self->chosen);

  G_OBJECT_CLASS (anshin_invite_page_parent_class)->finalize (object);
}

static void
anshin_invite_page_class_init (AnshinInvitePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  g_type_ensure (ANSHIN_TYPE_USER_PANE);
  G_OBJECT_CLASS (klass)->dispose = anshin_invite_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = anshin_invite_page_finalize;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_invite_page_shown;
  ANSHIN_PAGE_CLASS (klass)->search = anshin_invite_page_search;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/invitations/anshin-invite-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitePage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitePage, pane);
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitePage, chosen_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitePage, invite_button);
  gtk_widget_class_bind_template_callback (widget_class, on_invite_cb);
}

static void
anshin_invite_page_init (AnshinInvitePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->standing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * anshin_invite_page_new:
 * @client: where the group is from
 * @group: into which group
 * @members: (element-type AnshinMember): who is in it already
 * @invitations: (element-type AnshinInvitation): who is invited already
 *
 * Returns: the page
 */
AnshinPage *
anshin_invite_page_new (AnshinClient *client, AnshinGroup *group, GListModel *members,
                        GListModel *invitations)
{
  AnshinInvitePage *self = g_object_new (ANSHIN_TYPE_INVITE_PAGE, NULL);

  self->client = g_object_ref (client);
  self->group = g_object_ref (group);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (AnshinMember) member = g_list_model_get_item (members, i);

      if (!member->by_right)
        g_hash_table_insert (self->standing, g_strdup (member->user_id),
                             g_strdup (_("Is a member")));
    }
  for (guint i = 0; i < g_list_model_get_n_items (invitations); i++)
    {
      g_autoptr (AnshinInvitation) invitation = g_list_model_get_item (invitations, i);

      g_hash_table_insert (self->standing, g_strdup (invitation->user_id),
                           g_strdup (_("Invited")));
    }
  anshin_page_set_subtitle (ANSHIN_PAGE (self), group->name);
  update_button (self);
  anshin_user_pane_set_client (self->pane, client, ANSHIN_PROFESSION_NONE, create_row, self);
  return ANSHIN_PAGE (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-members-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "anshin-alert.h"
#include "anshin-capability.h"
#include "anshin-covered.h"
#include "anshin-error-words.h"
#include "anshin-group-deeds.h"
#include "anshin-group-invitations.h"
#include "anshin-invite-page.h"
#include "anshin-member-row.h"
#include "anshin-page-notice.h"
#include "anshin-paged-view.h"
#include "anshin-text.h"
#include "anshin-window.h"

#define FACILITY_GAP 12

struct _AnshinMembersPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  GtkWidget *invite_button;
  GtkWidget *members_box;
  AnshinGroupInvitations *invitations;
  GtkWidget *deeds_box;
  GtkWidget *close_button;
  GtkWidget *reopen_button;
  GtkWidget *leave_button;
  GtkWidget *leave_hint;
  GtkWidget *delete_button;
  GtkSpinner *spinner;
  GtkStack *stack;
  AnshinPagedView *everybody;

  /* owned */
  AnshinClient *client;
  AnshinGroup *group;
  AnshinTimeline *timeline;
  GListModel *members;
  AnshinPagedList *pages; /* of the all-users group, which is too long to fetch whole */
  GCancellable *cancellable;
  guint rebuild;
};

/* Who is to be taken out once that is confirmed. */
typedef struct
{
  AnshinMembersPage *page;
  char *user_id;
  gboolean own;
} Removal;

G_DEFINE_FINAL_TYPE (AnshinMembersPage, anshin_members_page, ANSHIN_TYPE_PAGE)

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->page);
  g_free (removal->user_id);
  g_free (removal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

static gboolean
is_own (AnshinMembersPage *self, const char *user_id)
{
  AnshinUser *user = anshin_client_get_user (self->client);

  return user != NULL && g_strcmp0 (user->id, user_id) == 0;
}

/* By facility, that of the group first, and by kana. */
static int
compare_members (gconstpointer a, gconstpointer b, gpointer data)
{
  const AnshinMember *one = *(AnshinMember *const *) a;
  const AnshinMember *other = *(AnshinMember *const *) b;
  AnshinMembersPage *self = data;
  const char *owner = self->group->owner_facility_id;
  gboolean one_owns = g_strcmp0 (one->facility_id, owner) == 0;
  gboolean other_owns = g_strcmp0 (other->facility_id, owner) == 0;
  g_autofree char *one_key = NULL;
  g_autofree char *other_key = NULL;
  int order = 0;

  if (one_owns != other_owns)
    return one_owns ? -1 : 1;
  order = g_strcmp0 (one->facility_name, other->facility_name);
  if (order != 0)
    return order;
  one_key = anshin_text_sort_key (one->kana);
  other_key = anshin_text_sort_key (other->kana);
  return strcmp (one_key, other_key);
}

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Removal) removal = data;
  AnshinMembersPage *self = removal->page;
  g_autoptr (GError) error = NULL;
  AnshinWindow *window = NULL;

  anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      anshin_page_notice_set_error (self->notice, error);
      return;
    }
  window = anshin_window_get_for (self);
  anshin_window_toast (window, removal->own ? _("You have left the group")
                                            : _("Removed from the group"));
  if (removal->own)
    anshin_window_close_page (window, ANSHIN_PAGE (self));
  else
    anshin_live_list_reload (ANSHIN_LIVE_LIST (self->members));
}

static void
on_removal_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (Removal) removal = data;
  AnshinMembersPage *self = removal->page;
  g_autofree char *path = NULL;

  if (!confirmed || self->client == NULL)
    return;
  path = g_strdup_printf ("/v1/groups/%s/members/%s", self->group->id, removal->user_id);
  anshin_client_call_async (self->client, "DELETE", path, NULL, G_TYPE_NONE, self->cancellable,
                            on_removed_cb, g_steal_pointer (&removal));
}

static Removal *
removal_new (AnshinMembersPage *self, const char *user_id, gboolean own)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->page = g_object_ref (self);
  removal->user_id = g_strdup (user_id);
  removal->own = own;
  return removal;
}

static void
ask_removal (AnshinMembersPage *self, AnshinMember *member)
{
  g_autofree char *heading = g_strdup_printf (_("Remove %s from the group?"), member->name);

  anshin_alert_ask (GTK_WIDGET (self), heading,
                    _("Nothing of the group can be read there any more. What was posted stays."),
                    _("_Remove"), TRUE, on_removal_confirmed_cb,
                    removal_new (self, member->user_id, FALSE));
}

static void
on_admin_changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinMembersPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinMember) member = NULL;
  g_autofree char *text = NULL;

  member = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->client == NULL)
    return;
  anshin_page_notice_set_error (self->notice, error);
  if (member == NULL)
    return;
  text = g_strdup_printf (member->group_admin ? _("%s is now an administrator of the group")
                                              : _("%s is no longer an administrator of the group"),
                          member->name);
  anshin_window_toast (anshin_window_get_for (self), text);
  anshin_live_list_reload (ANSHIN_LIVE_LIST (self->members));
}

static void
change_admin (AnshinMembersPage *self, AnshinMember *member, const char *method)
{
  g_autofree char *path = g_strdup_printf ("/v1/groups/%s/members/%s/admin", self->group->id,
                                           member->user_id);

  anshin_client_call_async (self->client, method, path, NULL, anshin_member_get_type (),
                            self->cancellable, on_admin_changed_cb, g_object_ref (self));
}

static void
on_deed_chosen_cb (AnshinMembersPage *self, const char *deed, AnshinMemberRow *row)
{
  AnshinMember *member = anshin_member_row_get_member (row);

  if (g_str_equal (deed, "message"))
    anshin_group_deeds_talk_to (GTK_WIDGET (self), member->user_id);
  else if (g_str_equal (deed, "name-admin"))
    change_admin (self, member, "POST");
  else if (g_str_equal (deed, "unname-admin"))
    change_admin (self, member, "DELETE");
  else
    ask_removal (self, member);
}

static void
on_close_cb (AnshinMembersPage *self)
{
  anshin_group_deeds_close (GTK_WIDGET (self), self->group);
}

static void
on_reopen_cb (AnshinMembersPage *self)
{
  anshin_group_deeds_reopen (GTK_WIDGET (self), self->group);
}

static void
on_delete_cb (AnshinMembersPage *self)
{
  anshin_group_deeds_delete (GTK_WIDGET (self), self->group);
}

static void
on_leave_cb (AnshinMembersPage *self)
{
  AnshinUser *user = anshin_client_get_user (self->client);

  anshin_alert_ask (GTK_WIDGET (self), _("Leave the group?"),
                    _("You can’t read the group any more. To come back you have to be invited "
                      "again."),
                    _("_Leave"), TRUE, on_removal_confirmed_cb,
                    removal_new (self, user != NULL ? user->id : "", TRUE));
}

static GtkWidget *
create_facility_title (const char *name)
{
  GtkWidget *title = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (title, "heading");
  return title;
}

static GtkWidget *
create_member_row (gpointer item, gpointer data)
{
  AnshinMembersPage *self = ANSHIN_MEMBERS_PAGE (data);
  AnshinMember *member = ANSHIN_MEMBER (item);
  GtkWidget *row = anshin_member_row_new (member, self->group, is_own (self, member->user_id));

  g_signal_connect_object (row, "chosen", G_CALLBACK (on_deed_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

/* In the one long list a facility's name stands above its first member. */
static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  AnshinMember *member = anshin_member_row_get_member (ANSHIN_MEMBER_ROW (row));
  AnshinMember *previous
    = before != NULL ? anshin_member_row_get_member (ANSHIN_MEMBER_ROW (before)) : NULL;
  GtkWidget *title = NULL;

  if (previous == NULL || g_strcmp0 (previous->facility_id, member->facility_id) != 0)
    {
      title = create_facility_title (member->facility_name);
      gtk_widget_add_css_class (title, "facility-heading");
    }
  gtk_list_box_row_set_header (row, title);
}

static GtkWidget *
add_facility (AnshinMembersPage *self, AnshinMember *first)
{
  GtkWidget *title = create_facility_title (first->facility_name);
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_set_margin_top (title, FACILITY_GAP);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  first->facility_name != NULL ? first->facility_name : "", -1);
  gtk_box_append (GTK_BOX (self->members_box), title);
  gtk_box_append (GTK_BOX (self->members_box), list);
  return list;
}

static void
show_members (AnshinMembersPage *self)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *list = NULL;
  AnshinMember *before = NULL;
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (self->members_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->members_box), child);
  for (guint i = 0; i < g_list_model_get_n_items (self->members); i++)
    g_ptr_array_add (sorted, g_list_model_get_item (self->members, i));
  g_ptr_array_sort_with_data (sorted, compare_members, self);

  for (guint i = 0; i < sorted->len; i++)
    {
      AnshinMember *member = sorted->pdata[i];

      if (before == NULL || g_strcmp0 (before->facility_id, member->facility_id) != 0)
        list = add_facility (self, member);
      gtk_list_box_append (GTK_LIST_BOX (list), create_member_row (member, self));
      before = member;
    }
}

/* Who reads by right of administration is shown, but is no member. */
static guint
count_members (AnshinMembersPage *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->members); i++)
    {
      g_autoptr (AnshinMember) member = g_list_model_get_item (self->members, i);

      if (!member->by_right)
        n++;
    }
  return n;
}

static gboolean
show_if_may (AnshinMembersPage *self, GtkWidget *button, const char *capability)
{
  gboolean may = anshin_capability_has (self->group->capabilities, capability);

  gtk_widget_set_visible (button, may);
  return may;
}

/* The only administrator of a free group stays until there is another (PRODUCT section 2). */
static gboolean
is_last_admin (AnshinMembersPage *self)
{
  AnshinUser *user = anshin_client_get_user (self->client);
  AnshinMember *member = NULL;

  if (self->members == NULL || self->group->kind != ANSHIN_GROUP_FREE || user == NULL
      || self->group->state == ANSHIN_GROUP_DELETED
      || anshin_capability_has (self->group->capabilities, "leave-group"))
    return FALSE;
  member = anshin_live_list_find (ANSHIN_LIVE_LIST (self->members), user->id);
  return member != NULL && member->group_admin;
}

/* What can be done with the group as a whole. */
static void
update_deeds (AnshinMembersPage *self)
{
  gboolean any = FALSE;

  show_if_may (self, self->invite_button, "invite");
  any |= show_if_may (self, self->close_button, "close-group");
  any |= show_if_may (self, self->reopen_button, "reopen-group");
  any |= show_if_may (self, self->leave_button, "leave-group") || is_last_admin (self);
  gtk_widget_set_visible (self->leave_hint, is_last_admin (self));
  any |= show_if_may (self, self->delete_button, "delete-group");
  gtk_widget_set_visible (self->deeds_box, any);
}

static void
update (AnshinMembersPage *self)
{
  AnshinLiveList *members = self->members != NULL ? ANSHIN_LIVE_LIST (self->members) : NULL;
  gboolean loading = members != NULL && anshin_live_list_get_loading (members)
                     && g_list_model_get_n_items (self->members) == 0;
  guint n = members != NULL ? count_members (self) : (guint) self->group->members;
  g_autofree char *count = g_strdup_printf (ngettext ("%d member", "%d members", n), (int) n);

  anshin_page_set_subtitle (ANSHIN_PAGE (self), self->group->name);
  anshin_page_set_title (ANSHIN_PAGE (self), count);
  update_deeds (self);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), loading);
  gtk_spinner_set_spinning (self->spinner, loading);
  if (members != NULL && anshin_live_list_get_error (members) != NULL)
    anshin_page_notice_set_error (self->notice, anshin_live_list_get_error (members));
}

static gboolean
on_rebuild_idle_cb (gpointer data)
{
  AnshinMembersPage *self = ANSHIN_MEMBERS_PAGE (data);

  self->rebuild = 0;
  show_members (self);
  update (self);
  return G_SOURCE_REMOVE;
}

static void
on_members_changed_cb (AnshinMembersPage *self)
{
  if (self->rebuild == 0)
    self->rebuild = g_idle_add (on_rebuild_idle_cb, self);
}

/* @error: (nullable): what went wrong; %NULL where a new attempt begins */
static void
on_attempted_cb (AnshinMembersPage *self, GError *error)
{
  anshin_page_notice_set_error (self->notice, error);
}

static void
on_invite_cb (AnshinMembersPage *self)
{
  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_invite_page_new (
                             self->client, self->group, self->members,
                             anshin_group_invitations_get_model (self->invitations)));
}

static void
anshin_members_page_shown (AnshinPage *page)
{
  anshin_group_invitations_fetch (ANSHIN_MEMBERS_PAGE (page)->invitations);
}

static void
anshin_members_page_dispose (GObject *object)
{
  AnshinMembersPage *self = ANSHIN_MEMBERS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->rebuild, g_source_remove);
  g_clear_object (&self->members);
  g_clear_object (&self->pages);
  g_clear_object (&self->timeline);
  g_clear_object (&self->group);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_members_page_parent_class)->dispose (object);
}

static void
anshin_members_page_class_init (AnshinMembersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ANSHIN_TYPE_GROUP_INVITATIONS);
  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  G_OBJECT_CLASS (klass)->dispose = anshin_members_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_members_page_shown;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/invitations/anshin-members-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinMembersPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinMembersPage, invite_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinMembersPage, members_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinMembersPage, invitations);
  gtk_widget_class_bind_template_child (widget_class, AnshinMembersPage, deeds_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinMembersPage, close_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinMembersPage, reopen_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinMembersPage, leave_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinMembersPage, leave_hint);
  gtk_widget_class_bind_template_child (widget_class, AnshinMembersPage, delete_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinMembersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AnshinMembersPage, everybody);
  gtk_widget_class_bind_template_child (widget_class, AnshinMembersPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_attempted_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_invite_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_close_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reopen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_delete_cb);
}

static void
anshin_members_page_init (AnshinMembersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_covered_tell (GTK_WIDGET (self->stack));
  self->cancellable = g_cancellable_new ();
}

/* Everybody of the network, a page at a time. */
static void
show_everybody (AnshinMembersPage *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/groups/%s/members?limit=50", self->group->id);

  self->pages = anshin_paged_list_new (self->client, path, anshin_member_get_type (), "user_id");
  anshin_paged_view_set_header_func (self->everybody, update_header);
  anshin_paged_view_set_list (self->everybody, self->pages, create_member_row, self);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->everybody));
}

static void
follow_members (AnshinMembersPage *self)
{
  self->timeline = g_object_ref (anshin_client_get_timeline (self->client, self->group->id));
  self->members = g_object_ref (anshin_timeline_get_members (self->timeline));
  g_signal_connect_object (self->members, "items-changed", G_CALLBACK (on_members_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->members, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  anshin_group_invitations_follow (self->invitations, self->client, self->group, self->timeline);
  show_members (self);
}

/**
 * anshin_members_page_new:
 * @client: where the group is from
 * @group: the group
 *
 * Returns: a page that follows every change of the members
 */
AnshinPage *
anshin_members_page_new (AnshinClient *client, AnshinGroup *group)
{
  AnshinMembersPage *self = g_object_new (ANSHIN_TYPE_MEMBERS_PAGE, NULL);

  self->client = g_object_ref (client);
  self->group = g_object_ref (group);
  g_signal_connect_object (group, "notify::capabilities", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  if (group->kind == ANSHIN_GROUP_ALL_USERS)
    show_everybody (self);
  else
    follow_members (self);
  update (self);
  return ANSHIN_PAGE (self);
}

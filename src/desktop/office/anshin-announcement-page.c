/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-announcement-page.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-announcement-row.h"
#include "anshin-broadcast.h"
#include "anshin-id.h"
#include "anshin-window.h"

/* More is in the group itself. */
#define MOST_SHOWN 20

struct _AnshinAnnouncementPage
{
  AnshinTaskPage parent_instance;

  /* template widgets */
  GtkWidget *text_row;
  GtkTextView *text_view;
  GtkSwitch *urgent_switch;
  GtkListBox *list_box;
  GtkWidget *none_label;
  GtkWidget *open_button;

  /* owned */
  AnshinGroup *group;
  AnshinTimeline *timeline;
  GListModel *shown;
  AnshinAnnouncement *request;
};

G_DEFINE_FINAL_TYPE (AnshinAnnouncementPage, anshin_announcement_page, ANSHIN_TYPE_TASK_PAGE)

static AnshinGroup *
find_group (AnshinClient *client)
{
  GListModel *groups = G_LIST_MODEL (anshin_client_get_groups (client));

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (AnshinGroup) group = g_list_model_get_item (groups, i);

      if (group->kind == ANSHIN_GROUP_ALL_USERS)
        return g_steal_pointer (&group);
    }
  return NULL;
}

static gboolean
is_message (gpointer item, gpointer data)
{
  return anshin_timeline_item_get_entry (item)->kind == ANSHIN_ENTRY_MESSAGE;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b, gpointer data)
{
  gint64 one = anshin_timeline_item_get_entry ((gpointer) a)->seq;
  gint64 other = anshin_timeline_item_get_entry ((gpointer) b)->seq;

  return one == other ? 0 : one > other ? -1 : 1;
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinAnnouncementPage *self = ANSHIN_ANNOUNCEMENT_PAGE (data);

  return anshin_announcement_row_new (item, self->group);
}

static void
on_shown_changed_cb (AnshinAnnouncementPage *self)
{
  gboolean any = g_list_model_get_n_items (self->shown) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->list_box), any);
  gtk_widget_set_visible (self->none_label, !any);
}

/* What was announced lately, as it stands in the group. */
static void
show_group (AnshinAnnouncementPage *self, AnshinClient *client)
{
  GtkFilterListModel *messages = NULL;
  GtkSortListModel *sorted = NULL;

  if (self->group != NULL)
    return;
  self->group = find_group (client);
  if (self->group == NULL)
    return;
  self->timeline = g_object_ref (anshin_client_get_timeline (client, self->group->id));
  messages = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->timeline)),
                                        GTK_FILTER (gtk_custom_filter_new (is_message, NULL,
                                                                           NULL)));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (messages),
                                    GTK_SORTER (gtk_custom_sorter_new (compare_newest_first, NULL,
                                                                       NULL)));
  self->shown = G_LIST_MODEL (gtk_slice_list_model_new (G_LIST_MODEL (sorted), 0, MOST_SHOWN));
  gtk_list_box_bind_model (self->list_box, self->shown, create_row, self, NULL);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (on_shown_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_shown_changed_cb (self);
  anshin_timeline_load (self->timeline);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "s", self->group->id);
}

static void
on_groups_changed_cb (AnshinAnnouncementPage *self)
{
  show_group (self, anshin_task_page_get_client (ANSHIN_TASK_PAGE (self)));
}

static void
on_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinAnnouncementPage) self = data;
  g_autoptr (AnshinAnnouncement) request = g_steal_pointer (&self->request);

  if (confirmed && request != NULL)
    anshin_task_page_send (ANSHIN_TASK_PAGE (self), request);
}

/* Whom it reaches is said before it goes out: it can't be called back. */
static gboolean
anshin_announcement_page_prepare (AnshinTaskPage *page, gpointer request)
{
  AnshinAnnouncementPage *self = ANSHIN_ANNOUNCEMENT_PAGE (page);
  guint n = self->group != NULL ? (guint) self->group->members : 0;
  g_autofree char *heading = NULL;

  ANSHIN_ANNOUNCEMENT (request)->urgent = gtk_switch_get_active (self->urgent_switch);
  g_set_object (&self->request, request);
  heading = n > 0 ? g_strdup_printf (ngettext ("Send to %u user?", "Send to all %u users?", n), n)
                  : g_strdup (_("Send to all users?"));
  anshin_alert_ask (GTK_WIDGET (self), heading,
                    _("Everybody sees it at once. It can’t be called back."), _("_Send"), FALSE,
                    on_confirmed_cb, g_object_ref (self));
  return FALSE;
}

static void
clear (AnshinAnnouncementPage *self)
{
  AnshinAnnouncement *record = anshin_task_page_get_record (ANSHIN_TASK_PAGE (self));
  AnshinRecordForm *form = anshin_form_page_get_form (ANSHIN_FORM_PAGE (self));

  g_free (record->client_id);
  record->client_id = anshin_id_new ();
  g_clear_pointer (&record->text, g_free);
  gtk_switch_set_active (self->urgent_switch, FALSE);
  anshin_record_form_load (form);
  anshin_page_set_dirty (ANSHIN_PAGE (self), FALSE);
}

static void
anshin_announcement_page_done (AnshinTaskPage *page, gpointer answer)
{
  clear (ANSHIN_ANNOUNCEMENT_PAGE (page));
  anshin_window_toast (anshin_window_get_for (page), _("Announcement sent to all users"));
}

static void
anshin_announcement_page_dispose (GObject *object)
{
  AnshinAnnouncementPage *self = ANSHIN_ANNOUNCEMENT_PAGE (object);

  g_clear_object (&self->group);
  g_clear_object (&self->timeline);
  g_clear_object (&self->shown);
  g_clear_object (&self->request);

  G_OBJECT_CLASS (anshin_announcement_page_parent_class)->dispose (object);
}

static void
anshin_announcement_page_class_init (AnshinAnnouncementPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_announcement_page_dispose;
  ANSHIN_TASK_PAGE_CLASS (klass)->prepare = anshin_announcement_page_prepare;
  ANSHIN_TASK_PAGE_CLASS (klass)->done = anshin_announcement_page_done;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-announcement-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinAnnouncementPage, text_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAnnouncementPage, text_view);
  gtk_widget_class_bind_template_child (widget_class, AnshinAnnouncementPage, urgent_switch);
  gtk_widget_class_bind_template_child (widget_class, AnshinAnnouncementPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinAnnouncementPage, none_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinAnnouncementPage, open_button);
}

static void
anshin_announcement_page_init (AnshinAnnouncementPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_announcement_page_new (AnshinClient *client)
{
  AnshinAnnouncementPage *self = g_object_new (ANSHIN_TYPE_ANNOUNCEMENT_PAGE, NULL);
  g_autoptr (AnshinAnnouncement) record = anshin_announcement_new ();
  AnshinRecordForm *form = NULL;

  /* The same for each attempt, so that only one announcement comes of it. */
  record->client_id = anshin_id_new ();
  anshin_task_page_set_call (ANSHIN_TASK_PAGE (self), client, "POST", "/v1/announcements",
                             anshin_entry_get_type ());
  form = anshin_task_page_create_form (ANSHIN_TASK_PAGE (self), record);
  anshin_record_form_add_prose (form, "text", self->text_row, self->text_view);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "s", "");
  g_signal_connect_object (anshin_client_get_groups (client), "items-changed",
                           G_CALLBACK (on_groups_changed_cb), self, G_CONNECT_SWAPPED);
  show_group (self, client);
  return ANSHIN_PAGE (self);
}

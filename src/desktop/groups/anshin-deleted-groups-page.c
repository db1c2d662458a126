/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-deleted-groups-page.h"

#include <glib/gi18n.h>

#include "anshin-format.h"
#include "anshin-group-deeds.h"
#include "anshin-paged-view.h"
#include "anshin-plain-row.h"

struct _AnshinDeletedGroupsPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPagedView *view;

  /* owned */
  AnshinPagedList *groups;
};

G_DEFINE_FINAL_TYPE (AnshinDeletedGroupsPage, anshin_deleted_groups_page, ANSHIN_TYPE_PAGE)

static void
on_bring_back_cb (AnshinDeletedGroupsPage *self, GtkWidget *button)
{
  anshin_group_deeds_bring_back (GTK_WIDGET (self), gtk_widget_get_name (button));
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinGroup *group = ANSHIN_GROUP (item);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Bring back"));
  g_autofree char *deleted = anshin_format_when (group->deleted_at);
  g_autofree char *purged = anshin_format_when (group->purge_at);
  /* Translators: when a group was deleted, and until when it can be brought back */
  g_autofree char *subtitle = g_strdup_printf (_("Deleted: %s. Can be brought back until %s."),
                                               deleted, purged);
  g_autofree char *label = g_strdup_printf (_("Bring back “%s”"), group->name);
  GtkWidget *row = anshin_plain_row_new (group->name, subtitle);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_name (button, group->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_bring_back_cb), data,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
anshin_deleted_groups_page_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_DELETED_GROUPS_PAGE (object)->groups);

  G_OBJECT_CLASS (anshin_deleted_groups_page_parent_class)->dispose (object);
}

static void
anshin_deleted_groups_page_class_init (AnshinDeletedGroupsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_deleted_groups_page_dispose;
  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/groups/anshin-deleted-groups-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinDeletedGroupsPage, view);
}

static void
anshin_deleted_groups_page_init (AnshinDeletedGroupsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_deleted_groups_page_new (AnshinClient *client)
{
  AnshinDeletedGroupsPage *self = g_object_new (ANSHIN_TYPE_DELETED_GROUPS_PAGE, NULL);

  self->groups = anshin_paged_list_new (client, "/v1/groups?state=deleted",
                                        anshin_group_get_type (), "id");
  anshin_paged_list_set_topic (self->groups, "groups");
  anshin_paged_view_set_list (self->view, self->groups, create_row, self);
  return ANSHIN_PAGE (self);
}

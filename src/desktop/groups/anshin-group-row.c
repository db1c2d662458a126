/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-group-row.h"

#include <glib/gi18n.h>

#include "anshin-format.h"

#define PREVIEW_CHARACTERS 80

struct _AnshinGroupRow
{
  AnshinItemRow parent_instance;

  /* template widgets */
  GtkImage *icon;
  GtkLabel *name_label;
  GtkLabel *when_label;
  GtkLabel *preview_label;
  GtkWidget *muted_icon;
  GtkLabel *unread_label;
};

G_DEFINE_FINAL_TYPE (AnshinGroupRow, anshin_group_row, ANSHIN_TYPE_ITEM_ROW)

static const char *
get_icon_name (AnshinGroup *group)
{
  switch (group->kind)
    {
    case ANSHIN_GROUP_PATIENT:
      return "avatar-default-symbolic";
    case ANSHIN_GROUP_ALL_USERS:
      return "network-workgroup-symbolic";
    case ANSHIN_GROUP_DIRECT:
      return "mail-unread-symbolic";
    default:
      return "system-users-symbolic";
    }
}

static const char *
get_kind (AnshinGroup *group)
{
  const char *label = anshin_choice_get_label (&anshin_group_kinds, group->kind);

  return label != NULL ? g_dpgettext2 (NULL, "choice", label) : "";
}

static char *
dup_kind (AnshinGroup *group)
{
  if (!group->muted)
    return g_strdup (get_kind (group));
  /* Translators: the kind of a group of which one wants no notices */
  return g_strdup_printf (_("%s without notices"), get_kind (group));
}

/* Returns: (transfer full): what happened last, or why nothing can be seen */
static char *
dup_preview (AnshinGroup *group)
{
  g_autofree char *text = NULL;

  if (group->state == ANSHIN_GROUP_FROZEN)
    return g_strdup (_("Frozen: the consent was withdrawn"));
  if (group->state == ANSHIN_GROUP_CLOSED)
    return g_strdup (_("Closed"));
  if (group->last_text == NULL)
    return g_strdup (get_kind (group));

  text = anshin_format_one_line (group->last_text, PREVIEW_CHARACTERS);
  if (group->for_me > 0)
    /* Translators: something in the group is addressed to oneself; how its last message begins */
    return g_strdup_printf (_("To you · %s"), text);
  if (group->last_author == NULL)
    return g_steal_pointer (&text);
  /* Translators: who wrote the last message, and how it begins */
  return g_strdup_printf (_("%s: %s"), group->last_author, text);
}

static char *
anshin_group_row_describe (AnshinItemRow *row, gpointer record)
{
  AnshinGroup *group = ANSHIN_GROUP (record);
  g_autofree char *preview = dup_preview (group);
  g_autofree char *unread = anshin_item_row_describe_unread (group->unread);
  g_autofree char *kind = dup_kind (group);

  if (unread == NULL)
    /* Translators: name, kind and last message of a group */
    return g_strdup_printf (_("%s, %s, %s"), group->name, kind, preview);
  /* Translators: name, kind, how many unread, and last message of a group */
  return g_strdup_printf (_("%s, %s, %s, %s"), group->name, kind, unread, preview);
}

static void
anshin_group_row_show (AnshinItemRow *row, gpointer record)
{
  AnshinGroupRow *self = ANSHIN_GROUP_ROW (row);
  AnshinGroup *group = ANSHIN_GROUP (record);
  g_autofree char *when = anshin_format_when (group->last_at);
  g_autofree char *preview = dup_preview (group);

  gtk_image_set_from_icon_name (self->icon, get_icon_name (group));
  gtk_label_set_label (self->name_label, group->name);
  gtk_label_set_label (self->when_label, when);
  gtk_label_set_label (self->preview_label, preview);
  gtk_widget_set_visible (self->muted_icon, group->muted);
  anshin_item_row_show_unread (self->unread_label, group->unread);
  if (group->unread > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "unread");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "unread");
}

static void
anshin_group_row_class_init (AnshinGroupRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ANSHIN_ITEM_ROW_CLASS (klass)->show = anshin_group_row_show;
  ANSHIN_ITEM_ROW_CLASS (klass)->describe = anshin_group_row_describe;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/groups/anshin-group-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, icon);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, when_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, preview_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, muted_icon);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, unread_label);
}

static void
anshin_group_row_init (AnshinGroupRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-group-row.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-format.h"

#define PREVIEW_CHARACTERS 80

struct _AnshinGroupRow
{
  AnshinItemRow parent_instance;

  /* template widgets */
  GtkImage *icon;
  GtkLabel *name_label;
  GtkLabel *apart_label;
  GtkLabel *when_label;
  GtkWidget *for_me_label;
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
      return "user-available-symbolic";
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
  if (group->last_author == NULL)
    return g_steal_pointer (&text);
  /* Translators: who wrote the last message, and how it begins */
  return g_strdup_printf (_("%s: %s"), group->last_author, text);
}

/* How many other groups have the name of @group, and of which of them the owner is the same. */
static guint
count_namesakes (AnshinItemRow *row, AnshinGroup *group, guint *of_same_owner)
{
  GListModel *all = anshin_item_row_get_all (row);
  guint n = all != NULL ? g_list_model_get_n_items (all) : 0;
  guint namesakes = 0;

  *of_same_owner = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AnshinGroup) other = g_list_model_get_item (all, i);

      if (other == group || g_strcmp0 (other->name, group->name) != 0)
        continue;
      namesakes++;
      if (g_strcmp0 (other->owner_facility_id, group->owner_facility_id) == 0)
        (*of_same_owner)++;
    }
  return namesakes;
}

/* Two patients of one name, or two groups about one, must not be taken for each other. Returns:
 * (transfer full) (nullable): what tells the group apart; %NULL if no other has its name */
static char *
dup_apart (AnshinItemRow *row, AnshinGroup *group)
{
  guint of_same_owner = 0;
  guint namesakes = count_namesakes (row, group, &of_same_owner);
  g_autofree char *day = NULL;

  if (namesakes == 0)
    return NULL;
  if (of_same_owner == 0 && group->owner_facility_name != NULL)
    return g_strdup (group->owner_facility_name);
  day = anshin_format_day (anshin_time_get_day (group->created_at));
  if (group->owner_facility_name == NULL)
    /* Translators: the day on which a group was made, to tell it from others of its name */
    return g_strdup_printf (_("since %s"), day);
  /* Translators: the facility whose group it is, and the day on which it was made */
  return g_strdup_printf (_("%s, since %s"), group->owner_facility_name, day);
}

static char *
dup_title (AnshinItemRow *row, AnshinGroup *group)
{
  g_autofree char *apart = dup_apart (row, group);

  if (apart == NULL)
    return g_strdup (group->name);
  /* Translators: the name of a group, and what tells it from others of its name */
  return g_strdup_printf (C_ ("group", "%s, %s"), group->name, apart);
}

/* Returns: (transfer full) (nullable): how many are unread, and whether something is to oneself */
static char *
dup_waiting (AnshinGroup *group)
{
  g_autofree char *unread = anshin_item_row_describe_unread (group->unread);

  if (group->for_me == 0)
    return g_steal_pointer (&unread);
  if (unread == NULL)
    return g_strdup (_("To you"));
  /* Translators: how many messages of a group are unread; one is addressed to oneself */
  return g_strdup_printf (_("%s, one to you"), unread);
}

static char *
anshin_group_row_describe (AnshinItemRow *row, gpointer record)
{
  AnshinGroup *group = ANSHIN_GROUP (record);
  g_autofree char *preview = dup_preview (group);
  g_autofree char *waiting = dup_waiting (group);
  g_autofree char *kind = dup_kind (group);
  g_autofree char *title = dup_title (row, group);

  if (waiting == NULL)
    /* Translators: name, kind and last message of a group */
    return g_strdup_printf (_("%s, %s, %s"), title, kind, preview);
  /* Translators: name, kind, how many unread, and last message of a group */
  return g_strdup_printf (_("%s, %s, %s, %s"), title, kind, waiting, preview);
}

static void
anshin_group_row_show (AnshinItemRow *row, gpointer record)
{
  AnshinGroupRow *self = ANSHIN_GROUP_ROW (row);
  AnshinGroup *group = ANSHIN_GROUP (record);
  g_autofree char *when = anshin_format_when (group->last_at);
  g_autofree char *preview = dup_preview (group);
  g_autofree char *apart = dup_apart (row, group);

  gtk_image_set_from_icon_name (self->icon, get_icon_name (group));
  gtk_label_set_label (self->name_label, group->name);
  gtk_label_set_label (self->apart_label, apart != NULL ? apart : "");
  gtk_widget_set_visible (GTK_WIDGET (self->apart_label), apart != NULL);
  gtk_label_set_label (self->when_label, when);
  gtk_label_set_label (self->preview_label, preview);
  gtk_widget_set_visible (self->for_me_label, group->for_me > 0);
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
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, apart_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, when_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, for_me_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, preview_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, muted_icon);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, unread_label);
}

static void
anshin_group_row_init (AnshinGroupRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-group-row.h"

#include <glib/gi18n.h>

#include "anshin-format.h"
#include "anshin-list-row.h"

#define PREVIEW_CHARACTERS 80

struct _AnshinGroupRow
{
  AdwBin parent_instance;

  /* template widgets */
  GtkImage *icon;
  GtkLabel *name_label;
  GtkLabel *when_label;
  GtkLabel *preview_label;
  GtkLabel *unread_label;

  /* owned */
  GSignalGroup *group_signals;
  char *current_id;

  /* borrowed, while it is bound */
  GtkListItem *item;
};

enum
{
  PROP_0,
  PROP_CURRENT_ID,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (AnshinGroupRow, anshin_group_row, ADW_TYPE_BIN)

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

/* Returns: (transfer full): the row in one sentence, for a screen reader */
static char *
describe (AnshinGroup *group)
{
  g_autofree char *preview = dup_preview (group);
  g_autofree char *unread = NULL;

  if (group->unread == 0)
    /* Translators: name, kind and last message of a group */
    return g_strdup_printf (_("%s, %s, %s"), group->name, get_kind (group), preview);
  unread = g_strdup_printf (ngettext ("%d unread message", "%d unread messages", group->unread),
                            (int) group->unread);
  /* Translators: name, kind, how many unread, and last message of a group */
  return g_strdup_printf (_("%s, %s, %s, %s"), group->name, get_kind (group), unread, preview);
}

static char *
format_unread (AnshinGroup *group)
{
  if (group->unread >= ANSHIN_MAX_UNREAD_COUNTED)
    return g_strdup_printf ("%d+", ANSHIN_MAX_UNREAD_COUNTED - 1);
  return g_strdup_printf ("%d", (int) group->unread);
}

/* The row is what a screen reader stops at, and what is painted as chosen. */
static void
update_list_row (AnshinGroupRow *self, AnshinGroup *group)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *description = describe (group);

  if (self->item != NULL)
    anshin_list_row_set_label (self->item, description);
  if (row != NULL && g_strcmp0 (group->id, self->current_id) == 0)
    gtk_widget_add_css_class (row, "current");
  else if (row != NULL)
    gtk_widget_remove_css_class (row, "current");
}

static void
on_group_changed_cb (AnshinGroupRow *self)
{
  g_autoptr (AnshinGroup) group = g_signal_group_dup_target (self->group_signals);
  g_autofree char *when = NULL;
  g_autofree char *preview = NULL;
  g_autofree char *unread = NULL;

  if (group == NULL)
    return;
  when = anshin_format_when (group->last_at);
  preview = dup_preview (group);
  unread = format_unread (group);
  gtk_image_set_from_icon_name (self->icon, get_icon_name (group));
  gtk_label_set_label (self->name_label, group->name);
  gtk_label_set_label (self->when_label, when);
  gtk_label_set_label (self->preview_label, preview);
  gtk_label_set_label (self->unread_label, unread);
  gtk_widget_set_visible (GTK_WIDGET (self->unread_label), group->unread > 0);
  if (group->unread > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "unread");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "unread");
  update_list_row (self, group);
}

static void
set_current_id (AnshinGroupRow *self, const char *id)
{
  g_free (self->current_id);
  self->current_id = g_strdup (id);
  on_group_changed_cb (self);
}

static void
anshin_group_row_set_property (GObject *object, guint prop_id, const GValue *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CURRENT_ID:
      set_current_id (ANSHIN_GROUP_ROW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_group_row_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_GROUP_ROW (object)->group_signals);
  g_clear_pointer (&ANSHIN_GROUP_ROW (object)->current_id, g_free);

  G_OBJECT_CLASS (anshin_group_row_parent_class)->dispose (object);
}

static void
anshin_group_row_class_init (AnshinGroupRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = anshin_group_row_set_property;
  object_class->dispose = anshin_group_row_dispose;

  props[PROP_CURRENT_ID] = g_param_spec_string ("current-id", NULL, NULL, NULL,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/groups/anshin-group-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, icon);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, when_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, preview_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinGroupRow, unread_label);
}

static void
anshin_group_row_init (AnshinGroupRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->group_signals = g_signal_group_new (anshin_group_get_type ());
  g_signal_group_connect_swapped (self->group_signals, "notify", G_CALLBACK (on_group_changed_cb),
                                  self);
}

GtkWidget *
anshin_group_row_new (void)
{
  return g_object_new (ANSHIN_TYPE_GROUP_ROW, NULL);
}

/* @item is what the list bound the row to, or %NULL when it lets go of it. */
void
anshin_group_row_set_item (AnshinGroupRow *self, GtkListItem *item)
{
  g_return_if_fail (ANSHIN_IS_GROUP_ROW (self));

  self->item = item;
  g_signal_group_set_target (self->group_signals,
                             item != NULL ? gtk_list_item_get_item (item) : NULL);
  on_group_changed_cb (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-member-row.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-format.h"

#define AVATAR_SIZE 32

struct _AnshinMemberRow
{
  AdwActionRow parent_instance;

  AnshinMember *member;
};

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinMemberRow, anshin_member_row, ADW_TYPE_ACTION_ROW)

/* Why somebody is an administrator of the group (source A4). */
static const char *
get_admin_words (AnshinMember *member, AnshinGroup *group)
{
  if (member->by_right)
    return _("Reads by right of administration, is not a member");
  if (!member->group_admin)
    return NULL;
  if (group->kind == ANSHIN_GROUP_PATIENT
      && g_strcmp0 (member->facility_id, group->owner_facility_id) == 0)
    return _("Group administrator, as the group is this facility’s");
  return _("Group administrator");
}

static char *
describe (AnshinMember *member, AnshinGroup *group, gboolean own)
{
  const char *admin = get_admin_words (member, group);
  g_autoptr (GString) text = g_string_new (anshin_format_profession (member->profession));

  if (own)
    g_string_append_printf (text, " · %s", _("You"));
  if (member->state == ANSHIN_ACCOUNT_SUSPENDED)
    g_string_append_printf (text, " · %s", _("Suspended"));
  if (admin != NULL)
    g_string_append_printf (text, "\n%s", admin);
  return g_strdup (text->str);
}

static void
on_remove_cb (AnshinMemberRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
add_remove_button (AnshinMemberRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *label = g_strdup_printf (_("Remove %s from the group"), self->member->name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

static void
anshin_member_row_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_MEMBER_ROW (object)->member);

  G_OBJECT_CLASS (anshin_member_row_parent_class)->dispose (object);
}

static void
anshin_member_row_class_init (AnshinMemberRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_member_row_dispose;
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
anshin_member_row_init (AnshinMemberRow *self)
{
}

/**
 * anshin_member_row_new:
 * @member: whom it shows
 * @group: in which group
 * @own: whether that is the reader
 *
 * Returns: a row for a boxed list
 */
GtkWidget *
anshin_member_row_new (AnshinMember *member, AnshinGroup *group, gboolean own)
{
  AnshinMemberRow *self = g_object_new (ANSHIN_TYPE_MEMBER_ROW, "use-markup", FALSE, NULL);
  GtkWidget *avatar = adw_avatar_new (AVATAR_SIZE, member->name, TRUE);
  g_autofree char *subtitle = describe (member, group, own);
  g_autofree char *label = g_strdup_printf ("%s, %s", member->name, subtitle);

  self->member = g_object_ref (member);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), member->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), avatar);
  if (!own && anshin_capability_has (member->capabilities, "remove-member"))
    add_remove_button (self);
  return GTK_WIDGET (self);
}

AnshinMember *
anshin_member_row_get_member (AnshinMemberRow *self)
{
  return self->member;
}

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
  AnshinGroup *group;
  GtkWidget *menu_button;
  gboolean own;
};

/* What can be done with a member: the deed, what lets one, and the word for it. */
static const struct
{
  const char *deed;
  const char *capability; /* NULL: see can_message() */
  const char *label;
} deeds[] = {
  { "message", NULL, N_ ("_Talk to this person alone") },
  { "name-admin", "name-group-admin", N_ ("_Make administrator of the group") },
  { "unname-admin", "unname-group-admin", N_ ("_No longer administrator of the group") },
  { "remove", "remove-member", N_ ("_Remove from the group…") },
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (AnshinMemberRow, anshin_member_row, ADW_TYPE_ACTION_ROW)

/* Why somebody is an administrator of the group (source A4). */
static const char *
get_admin_words (AnshinMember *member, AnshinGroup *group)
{
  if (!member->group_admin)
    return NULL;
  if (group->kind == ANSHIN_GROUP_PATIENT)
    return member->facility_admin
             ? _("Group administrator, as administrator of the facility whose group it is")
             : _("Group administrator, as the one who created the group");
  return member->creator ? _("Group administrator, as the one who created the group")
                         : _("Group administrator, named by another");
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
  if (member->state == ANSHIN_ACCOUNT_RETIRED)
    g_string_append_printf (text, " · %s", _("Retired"));
  if (admin != NULL)
    g_string_append_printf (text, "\n%s", admin);
  if (member->by_right)
    g_string_append_printf (text, "\n%s", _("Reads by right of administration, is not a member"));
  return g_strdup (text->str);
}

static void
on_deed_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_signal_emit (data, chosen_signal, 0, g_action_get_name (G_ACTION (action)));
}

/* A conversation of two is one already. */
static gboolean
can_message (AnshinMember *member, AnshinGroup *group, gboolean own)
{
  return !own && member->state == ANSHIN_ACCOUNT_ACTIVE && group->kind != ANSHIN_GROUP_DIRECT;
}

static gboolean
can_do (AnshinMember *member, AnshinGroup *group, gboolean own, guint deed)
{
  if (deeds[deed].capability == NULL)
    return can_message (member, group, own);
  /* Leaving has a button of its own. */
  if (own && g_str_equal (deeds[deed].deed, "remove"))
    return FALSE;
  return anshin_capability_has (member->capabilities, deeds[deed].capability);
}

static void
create_menu_button (AnshinMemberRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  /* Translators: a menu of what can be done with this member of a group */
  g_autofree char *label = g_strdup_printf (_("What to do with %s"), self->member->name);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  self->menu_button = button;
}

static void
update_deeds (AnshinMemberRow *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autoptr (GSimpleAction) action = NULL;
      g_autofree char *name = NULL;

      if (!can_do (self->member, self->group, self->own, i))
        continue;
      action = g_simple_action_new (deeds[i].deed, NULL);
      name = g_strconcat ("member.", deeds[i].deed, NULL);
      g_signal_connect_object (action, "activate", G_CALLBACK (on_deed_cb), self, 0);
      g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
      g_menu_append (menu, _(deeds[i].label), name);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "member", G_ACTION_GROUP (actions));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), G_MENU_MODEL (menu));
  gtk_widget_set_visible (self->menu_button, g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
}

static void
update (AnshinMemberRow *self)
{
  g_autofree char *subtitle = describe (self->member, self->group, self->own);
  g_autofree char *label = g_strdup_printf ("%s, %s", self->member->name, subtitle);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  update_deeds (self);
}

static void
anshin_member_row_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_MEMBER_ROW (object)->member);
  g_clear_object (&ANSHIN_MEMBER_ROW (object)->group);

  G_OBJECT_CLASS (anshin_member_row_parent_class)->dispose (object);
}

static void
anshin_member_row_class_init (AnshinMemberRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_member_row_dispose;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
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
  /* What a row says hangs on these; how far somebody has read changes by the minute. */
  static const char *const details[]
    = { "notify::group-admin", "notify::by-right", "notify::state", "notify::capabilities" };
  AnshinMemberRow *self = g_object_new (ANSHIN_TYPE_MEMBER_ROW, "use-markup", FALSE, NULL);

  self->member = g_object_ref (member);
  self->group = g_object_ref (group);
  self->own = own;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), member->name);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self),
                             adw_avatar_new (AVATAR_SIZE, member->name, TRUE));
  create_menu_button (self);
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    g_signal_connect_object (member, details[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

AnshinMember *
anshin_member_row_get_member (AnshinMemberRow *self)
{
  return self->member;
}

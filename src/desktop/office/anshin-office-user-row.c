/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-office-user-row.h"

#include "anshin-office-words.h"

struct _AnshinOfficeUserRow
{
  AdwActionRow parent_instance;

  /* owned */
  AnshinUser *user;
};

G_DEFINE_FINAL_TYPE (AnshinOfficeUserRow, anshin_office_user_row, ADW_TYPE_ACTION_ROW)

static void
update (AnshinOfficeUserRow *self)
{
  g_autofree char *subtitle = anshin_office_words_user (self->user);
  g_autofree char *label = g_strdup_printf ("%s, %s", self->user->name, subtitle);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), self->user->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
anshin_office_user_row_dispose (GObject *object)
{
  AnshinOfficeUserRow *self = ANSHIN_OFFICE_USER_ROW (object);

  g_clear_object (&self->user);

  G_OBJECT_CLASS (anshin_office_user_row_parent_class)->dispose (object);
}

static void
anshin_office_user_row_class_init (AnshinOfficeUserRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_office_user_row_dispose;
}

static void
anshin_office_user_row_init (AnshinOfficeUserRow *self)
{
}

/* Returns: (transfer floating): a row that follows @user */
GtkWidget *
anshin_office_user_row_new (AnshinUser *user)
{
  AnshinOfficeUserRow *self = g_object_new (ANSHIN_TYPE_OFFICE_USER_ROW, "use-markup", FALSE,
                                            "activatable", TRUE, "subtitle-lines", 0, NULL);

  self->user = g_object_ref (user);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), anshin_office_words_create_arrow ());
  g_signal_connect_object (user, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

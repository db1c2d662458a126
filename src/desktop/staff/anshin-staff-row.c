/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-staff-row.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-staff-deeds.h"
#include "anshin-staff-words.h"

#define AVATAR_SIZE 32

struct _AnshinStaffRow
{
  AdwActionRow parent_instance;

  AdwAvatar *avatar;
  GtkToggleButton *admin_button;

  /* owned */
  AnshinClient *client;
  AnshinUser *user;
};

G_DEFINE_FINAL_TYPE (AnshinStaffRow, anshin_staff_row, ADW_TYPE_ACTION_ROW)

static gboolean
is_own (AnshinStaffRow *self)
{
  AnshinUser *me = anshin_client_get_user (self->client);

  return me != NULL && g_strcmp0 (me->id, self->user->id) == 0;
}

/* The mark can be pressed also where the service will refuse: it then says why. */
static gboolean
may_set_admin (AnshinStaffRow *self)
{
  AnshinUser *me = anshin_client_get_user (self->client);
  char **may = self->user->capabilities;

  if (self->user->state != ANSHIN_ACCOUNT_ACTIVE)
    return FALSE;
  return anshin_capability_has (may, "set-facility-admin")
         || anshin_capability_has (may, "unset-facility-admin")
         || (me != NULL && me->facility_admin && self->user->facility_admin
             && g_strcmp0 (me->facility_id, self->user->facility_id) == 0);
}

static void
update (AnshinStaffRow *self)
{
  g_autofree char *subtitle = anshin_staff_words_dup_user (self->user, is_own (self));
  g_autofree char *label = g_strdup_printf ("%s, %s", self->user->name, subtitle);
  g_autofree char *mark = NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), self->user->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  adw_avatar_set_text (self->avatar, self->user->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->admin_button), may_set_admin (self));
  gtk_toggle_button_set_active (self->admin_button, self->user->facility_admin);
  /* As people know it from such services (source A4): what a press does, then what it has done. */
  gtk_button_set_label (GTK_BUTTON (self->admin_button),
                        self->user->facility_admin
                          /* Translators: the mark of a facility administrator, short */
                          ? _("Admin")
                          /* Translators: makes somebody a facility administrator, short */
                          : _("Make admin"));
  mark = g_strdup_printf (self->user->facility_admin ? _("%s is administrator; press to take away")
                                                     : _("Make %s administrator"),
                          self->user->name);
  if (self->user->facility_admin)
    gtk_widget_add_css_class (GTK_WIDGET (self->admin_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->admin_button), "suggested-action");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->admin_button), mark);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->admin_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, mark, -1);
}

static void
on_user_changed_cb (AnshinStaffRow *self)
{
  update (self);
}

static void
on_admin_clicked_cb (AnshinStaffRow *self)
{
  gboolean admin = !self->user->facility_admin;

  anshin_staff_deeds_set_admin (GTK_WIDGET (self), self->client, self->user, admin);
}

static void
anshin_staff_row_dispose (GObject *object)
{
  AnshinStaffRow *self = ANSHIN_STAFF_ROW (object);

  g_clear_object (&self->user);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_staff_row_parent_class)->dispose (object);
}

static void
anshin_staff_row_class_init (AnshinStaffRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_staff_row_dispose;
}

static void
anshin_staff_row_init (AnshinStaffRow *self)
{
  self->avatar = ADW_AVATAR (adw_avatar_new (AVATAR_SIZE, NULL, TRUE));
  self->admin_button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->admin_button), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->admin_button, "clicked", G_CALLBACK (on_admin_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->avatar));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->admin_button));
}

/**
 * anshin_staff_row_new:
 * @client: the client
 * @user: whom it shows, now and after each change
 *
 * Returns: a row for a boxed list
 */
GtkWidget *
anshin_staff_row_new (AnshinClient *client, AnshinUser *user)
{
  AnshinStaffRow *self = g_object_new (ANSHIN_TYPE_STAFF_ROW, "use-markup", FALSE, "activatable",
                                       TRUE, "subtitle-lines", 0, NULL);

  self->client = g_object_ref (client);
  self->user = g_object_ref (user);
  g_signal_connect_object (user, "notify", G_CALLBACK (on_user_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

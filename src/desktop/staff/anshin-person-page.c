/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-person-page.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-format.h"
#include "anshin-page-notice.h"
#include "anshin-staff-deeds.h"
#include "anshin-staff-words.h"
#include "anshin-terminals-box.h"
#include "anshin-window.h"

struct _AnshinPersonPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *kana_label;
  AdwActionRow *profession_row;
  AdwActionRow *facility_row;
  AdwActionRow *mail_row;
  AdwActionRow *state_row;
  AdwActionRow *registered_row;
  AdwActionRow *sign_in_row;
  GtkWidget *admin_row;
  GtkSwitch *admin_switch;
  AnshinTerminalsBox *terminals_box;
  GtkWidget *acts_box;
  GtkButton *suspend_button;
  GtkLabel *suspend_hint;
  GtkWidget *retire_button;

  /* owned */
  AnshinClient *client;
  AnshinUser *user;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AnshinPersonPage, anshin_person_page, ANSHIN_TYPE_PAGE)

static gboolean
is_own (AnshinPersonPage *self)
{
  AnshinUser *me = anshin_client_get_user (self->client);

  return me != NULL && g_strcmp0 (me->id, self->user->id) == 0;
}

static gboolean
may (AnshinPersonPage *self, const char *action)
{
  return anshin_capability_has (self->user->capabilities, action);
}

static void
show_value (AdwActionRow *row, const char *value)
{
  adw_action_row_set_subtitle (row, value != NULL ? value : "");
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL && *value != '\0');
}

/* Right and mark as in the list; the service says why where it refuses. */
static gboolean
may_set_admin (AnshinPersonPage *self)
{
  AnshinUser *me = anshin_client_get_user (self->client);

  if (self->user->state != ANSHIN_ACCOUNT_ACTIVE)
    return FALSE;
  return may (self, "set-facility-admin") || may (self, "unset-facility-admin")
         || (me != NULL && me->facility_admin && self->user->facility_admin
             && g_strcmp0 (me->facility_id, self->user->facility_id) == 0);
}

static void
update_acts (AnshinPersonPage *self)
{
  gboolean own = is_own (self);
  /* Who is the last admin is asked for a successor, so the button is there for him too. */
  gboolean suspends = self->user->state == ANSHIN_ACCOUNT_ACTIVE && may (self, "see-account");
  gboolean retires = !own && self->user->state != ANSHIN_ACCOUNT_RETIRED
                     && may (self, "see-account");

  gtk_widget_set_visible (GTK_WIDGET (self->suspend_button), suspends);
  gtk_widget_set_visible (GTK_WIDGET (self->suspend_hint), suspends);
  gtk_button_set_label (self->suspend_button, own ? _("My terminal is _lost: suspend me…")
                                                  : _("Terminal _lost: suspend…"));
  gtk_widget_set_visible (self->retire_button, retires);
  gtk_widget_set_visible (self->acts_box, suspends || retires);
}

static void
update (AnshinPersonPage *self)
{
  AnshinUser *user = self->user;
  g_autofree char *state = anshin_staff_words_dup_state (user);
  g_autofree char *sign_in = NULL;
  g_autofree char *registered = NULL;
  gboolean sees = may (self, "see-account");

  anshin_page_set_title (ANSHIN_PAGE (self), is_own (self) ? _("My account") : user->name);
  adw_avatar_set_text (self->avatar, user->name);
  gtk_label_set_label (self->name_label, user->name);
  gtk_label_set_label (self->kana_label, user->kana);
  show_value (self->profession_row, anshin_format_profession (user->profession));
  show_value (self->facility_row, user->facility_name);
  show_value (self->mail_row, user->mail);
  show_value (self->state_row, sees ? state : NULL);
  if (sees)
    {
      sign_in = anshin_staff_words_dup_sign_in (user);
      registered = user->registered_at != 0 ? anshin_staff_words_dup_time (user->registered_at)
                                            : g_strdup (_("not yet: never signed in"));
    }
  show_value (self->sign_in_row, sign_in);
  show_value (self->registered_row, registered);
  gtk_widget_set_visible (self->admin_row, user->facility_admin || may_set_admin (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->admin_switch), may_set_admin (self));
  gtk_switch_set_active (self->admin_switch, user->facility_admin);
  gtk_switch_set_state (self->admin_switch, user->facility_admin);
  gtk_widget_set_visible (GTK_WIDGET (self->terminals_box),
                          sees && user->state != ANSHIN_ACCOUNT_RETIRED);
  update_acts (self);
}

static void
on_user_changed_cb (AnshinPersonPage *self)
{
  update (self);
}

/* The switch follows the account, which follows the service. */
static gboolean
on_admin_state_set_cb (AnshinPersonPage *self, gboolean state)
{
  if (state != self->user->facility_admin)
    anshin_staff_deeds_set_admin (GTK_WIDGET (self), self->client, self->user, state);
  return TRUE;
}

static void
on_suspend_cb (AnshinPersonPage *self)
{
  anshin_staff_deeds_suspend (GTK_WIDGET (self), self->client, self->user,
                              anshin_terminals_box_get_terminals (self->terminals_box));
}

static void
on_retire_cb (AnshinPersonPage *self)
{
  anshin_staff_deeds_retire (GTK_WIDGET (self), self->client, self->user);
}

static void
on_user_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinPersonPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinUser) user = NULL;

  user = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  anshin_page_notice_set_error (self->notice, error);
  if (user == NULL)
    return;
  anshin_record_copy_fields (ANSHIN_RECORD (self->user), ANSHIN_RECORD (user));
  if (gtk_widget_get_visible (GTK_WIDGET (self->terminals_box)))
    anshin_terminals_box_reload (self->terminals_box);
}

static void
anshin_person_page_shown (AnshinPage *page)
{
  AnshinPersonPage *self = ANSHIN_PERSON_PAGE (page);
  g_autofree char *path = g_strdup_printf ("/v1/users/%s", self->user->id);

  anshin_client_call_async (self->client, "GET", path, NULL, anshin_user_get_type (),
                            self->cancellable, on_user_cb, g_object_ref (self));
}

static void
anshin_person_page_dispose (GObject *object)
{
  AnshinPersonPage *self = ANSHIN_PERSON_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->user);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_person_page_parent_class)->dispose (object);
}

static void
anshin_person_page_class_init (AnshinPersonPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  g_type_ensure (ANSHIN_TYPE_TERMINALS_BOX);
  G_OBJECT_CLASS (klass)->dispose = anshin_person_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_person_page_shown;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/staff/anshin-person-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, kana_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, profession_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, facility_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, mail_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, registered_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, sign_in_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, admin_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, admin_switch);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, terminals_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, acts_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, suspend_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, suspend_hint);
  gtk_widget_class_bind_template_child (widget_class, AnshinPersonPage, retire_button);
  gtk_widget_class_bind_template_callback (widget_class, on_admin_state_set_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_suspend_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retire_cb);
}

static void
anshin_person_page_init (AnshinPersonPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_person_page_new:
 * @client: the client
 * @user: who; it is brought up to date each time the page is shown
 *
 * Returns: the page
 */
AnshinPage *
anshin_person_page_new (AnshinClient *client, AnshinUser *user)
{
  AnshinPersonPage *self = g_object_new (ANSHIN_TYPE_PERSON_PAGE, NULL);

  self->client = g_object_ref (client);
  self->user = g_object_ref (user);
  anshin_terminals_box_set_user (self->terminals_box, client, user);
  g_signal_connect_object (user, "notify", G_CALLBACK (on_user_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return ANSHIN_PAGE (self);
}

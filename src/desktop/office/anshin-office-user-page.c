/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-office-user-page.h"

#include <glib/gi18n.h>

#include "anshin-access-page.h"
#include "anshin-account.h"
#include "anshin-alert.h"
#include "anshin-capability.h"
#include "anshin-error-words.h"
#include "anshin-format.h"
#include "anshin-office-words.h"
#include "anshin-page-notice.h"
#include "anshin-reset-page.h"
#include "anshin-restore-page.h"
#include "anshin-retire-page.h"
#include "anshin-step-up.h"
#include "anshin-suspend-page.h"
#include "anshin-user-editor.h"
#include "anshin-window.h"

struct _AnshinOfficeUserPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  AdwActionRow *name_row;
  AdwActionRow *mail_row;
  AdwActionRow *profession_row;
  AdwActionRow *facility_row;
  AdwActionRow *admin_row;
  AdwActionRow *state_row;
  AdwActionRow *registered_row;
  AdwActionRow *last_row;
  AdwActionRow *terminals_row;
  GtkWidget *deeds_group;
  GtkWidget *restore_row;
  GtkWidget *edit_row;
  GtkWidget *code_row;
  GtkWidget *reset_row;
  GtkWidget *set_admin_row;
  GtkWidget *suspend_row;
  GtkWidget *retire_row;

  /* owned */
  AnshinClient *client;
  AnshinUser *user;
  GCancellable *cancellable;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (AnshinOfficeUserPage, anshin_office_user_page, ANSHIN_TYPE_PAGE)

static void
update_deeds (AnshinOfficeUserPage *self)
{
  const struct
  {
    GtkWidget *row;
    const char *action;
  } deeds[] = {
    { self->restore_row, "restore-user" },       { self->edit_row, "edit-user" },
    { self->code_row, "issue-enrolment-code" },  { self->reset_row, "reset-user" },
    { self->set_admin_row, "set-facility-admin" }, { self->suspend_row, "suspend-user" },
    { self->retire_row, "retire-user" },
  };
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      gboolean may = anshin_capability_has (self->user->capabilities, deeds[i].action);

      gtk_widget_set_visible (deeds[i].row, may);
      gtk_widget_set_sensitive (deeds[i].row, !self->busy);
      any = any || may;
    }
  gtk_widget_set_visible (self->deeds_group, any);
}

static void
update (AnshinOfficeUserPage *self)
{
  AnshinUser *user = self->user;
  g_autofree char *name = g_strdup_printf ("%s (%s)", user->name, user->kana);
  g_autofree char *state = anshin_office_words_user_state (user);
  g_autofree char *registered = anshin_office_words_when (user->registered_at);
  g_autofree char *last = anshin_office_words_when (user->last_sign_in_at);
  g_autofree char *terminals = g_strdup_printf ("%" G_GINT64_FORMAT, user->terminals);
  g_autofree char *where = NULL;

  if (user->last_sign_in_at != 0 && user->last_sign_in_terminal != NULL)
    where = g_strdup_printf ("%s · %s", last, user->last_sign_in_terminal);
  anshin_page_set_title (ANSHIN_PAGE (self), user->name);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), user->facility_name);
  anshin_office_words_show (self->name_row, name);
  anshin_office_words_show (self->mail_row, user->mail);
  anshin_office_words_show (self->profession_row, anshin_format_profession (user->profession));
  anshin_office_words_show (self->facility_row, user->facility_name);
  anshin_office_words_show (self->admin_row, user->facility_admin ? _("Yes") : _("No"));
  anshin_office_words_show (self->state_row, state);
  anshin_office_words_show (self->registered_row, registered);
  anshin_office_words_show (self->last_row, where != NULL ? where : last);
  anshin_office_words_show (self->terminals_row, terminals);
  update_deeds (self);
}

static void
set_busy (AnshinOfficeUserPage *self, gboolean busy)
{
  self->busy = busy;
  update_deeds (self);
}

static void
push (AnshinOfficeUserPage *self, AnshinPage *page)
{
  anshin_page_notice_set_text (self->notice, NULL);
  anshin_window_push_page (anshin_window_get_for (self), page);
}

static void
on_restore_cb (AnshinOfficeUserPage *self)
{
  push (self, anshin_restore_page_new (self->client, self->user));
}

static void
on_edit_cb (AnshinOfficeUserPage *self)
{
  push (self, anshin_user_editor_new (self->client, self->user));
}

static void
on_reset_cb (AnshinOfficeUserPage *self)
{
  push (self, anshin_reset_page_new (self->client, self->user));
}

static void
on_suspend_cb (AnshinOfficeUserPage *self)
{
  push (self, anshin_suspend_page_new (self->client, self->user));
}

static void
on_retire_cb (AnshinOfficeUserPage *self)
{
  push (self, anshin_retire_page_new (self->client, self->user));
}

static void
on_code_given_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinOfficeUserPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinEnrolmentCode) code = anshin_client_call_finish (ANSHIN_CLIENT (source),
                                                                    result, &error);
  g_autofree char *until = NULL;
  g_autofree char *text = NULL;

  if (self->client == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (code == NULL)
    {
      anshin_page_notice_set_error (self->notice, error);
      return;
    }
  until = anshin_office_words_when (code->expires_at);
  /* Translators: an enrolment code and until when it is good */
  text = g_strdup_printf (_("Enrolment code: %s\nGood once, until %s. It is shown only now."),
                          code->code, until);
  anshin_page_notice_set_text (self->notice, text);
}

static void
on_code_cb (AnshinOfficeUserPage *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/users/%s/enrolment-codes", self->user->id);

  set_busy (self, TRUE);
  anshin_client_call_async (self->client, "POST", path, NULL, anshin_enrolment_code_get_type (),
                            self->cancellable, on_code_given_cb, g_object_ref (self));
}

static void
on_admin_set_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinOfficeUserPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinUser) user = anshin_step_up_call_finish (ANSHIN_CLIENT (source), result,
                                                            &error);

  if (self->client == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (user == NULL)
    {
      anshin_page_notice_set_error (self->notice, error);
      return;
    }
  anshin_record_copy_fields (ANSHIN_RECORD (self->user), ANSHIN_RECORD (user));
  anshin_window_toast (anshin_window_get_for (self), _("Facility administrator named"));
}

static void
on_admin_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinOfficeUserPage) self = data;
  g_autofree char *path = NULL;

  if (!confirmed || self->client == NULL)
    return;
  path = g_strdup_printf ("/v1/users/%s/facility-admin", self->user->id);
  set_busy (self, TRUE);
  anshin_step_up_call_async (GTK_WIDGET (self), self->client, "POST", path, NULL,
                             anshin_user_get_type (), self->cancellable, on_admin_set_cb,
                             g_object_ref (self));
}

static void
on_set_admin_cb (AnshinOfficeUserPage *self)
{
  /* Translators: the name of a user and of a facility */
  g_autofree char *heading = g_strdup_printf (_("Make %s administrator of %s?"), self->user->name,
                                              self->user->facility_name);

  anshin_alert_ask (GTK_WIDGET (self), heading,
                    _("Facility administrators manage the staff and may read the patient groups "
                      "of their facility."),
                    _("_Make administrator"), FALSE, on_admin_confirmed_cb, g_object_ref (self));
}

static void
on_user_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinOfficeUserPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinUser) user = anshin_client_call_finish (ANSHIN_CLIENT (source), result,
                                                           &error);

  if (self->client == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (user != NULL)
    anshin_record_copy_fields (ANSHIN_RECORD (self->user), ANSHIN_RECORD (user));
  else
    anshin_page_notice_set_error (self->notice, error);
}

/* As it is now: also after one of the pages on top of this one has changed it. */
static void
anshin_office_user_page_shown (AnshinPage *page)
{
  AnshinOfficeUserPage *self = ANSHIN_OFFICE_USER_PAGE (page);
  g_autofree char *path = g_strdup_printf ("/v1/users/%s", self->user->id);

  anshin_client_call_async (self->client, "GET", path, NULL, anshin_user_get_type (),
                            self->cancellable, on_user_cb, g_object_ref (self));
}

static void
anshin_office_user_page_dispose (GObject *object)
{
  AnshinOfficeUserPage *self = ANSHIN_OFFICE_USER_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->user);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (anshin_office_user_page_parent_class)->dispose (object);
}

static void
anshin_office_user_page_class_init (AnshinOfficeUserPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_office_user_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_office_user_page_shown;

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-office-user-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, mail_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, profession_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, facility_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, admin_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, registered_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, last_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, terminals_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, deeds_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, restore_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, edit_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, code_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, reset_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, set_admin_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, suspend_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeUserPage, retire_row);
  gtk_widget_class_bind_template_callback (widget_class, on_restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_code_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_set_admin_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_suspend_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retire_cb);
}

static void
anshin_office_user_page_init (AnshinOfficeUserPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_office_user_page_new (AnshinClient *client, AnshinUser *user)
{
  AnshinOfficeUserPage *self = g_object_new (ANSHIN_TYPE_OFFICE_USER_PAGE, NULL);

  self->client = g_object_ref (client);
  self->user = g_object_ref (user);
  g_signal_connect_object (user, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return ANSHIN_PAGE (self);
}

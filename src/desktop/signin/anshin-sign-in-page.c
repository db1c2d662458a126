/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-sign-in-page.h"

#include <glib/gi18n.h>

#include "anshin-demo-sign-in.h"
#include "anshin-error-words.h"
#include "anshin-expander.h"
#include "anshin-field-error.h"
#include "anshin-secret.h"
#include "anshin-window.h"

typedef enum
{
  MODE_SIGN_IN = 1 << 0,
  MODE_ENROL = 1 << 1,
  MODE_BOOTSTRAP = 1 << 2,
} Mode;

struct _AnshinSignInPage
{
  AdwBin parent_instance;

  /* template widgets */
  AdwHeaderBar *header_bar;
  GtkWidget *back_button;
  GtkWidget *form;
  GtkLabel *title_label;
  GtkLabel *hint_label;
  GtkLabel *error_label;
  GtkWidget *token_row;
  GtkWidget *association_row;
  GtkWidget *name_row;
  GtkWidget *kana_row;
  GtkWidget *mail_row;
  GtkWidget *password_row;
  GtkWidget *code_row;
  GtkWidget *new_password_row;
  GtkWidget *terminal_name_row;
  GtkWidget *personal_row;
  GtkCheckButton *personal_button;
  GtkCheckButton *keep_mail_button;
  GtkButton *submit_button;
  GtkWidget *progress_box;
  GtkSpinner *spinner;
  GtkWidget *other_ways;
  AdwExpanderRow *service_expander;
  GtkWidget *service_row;

  /* owned */
  AnshinClient *client;
  GSettings *settings;
  GCancellable *cancellable;
  char *password; /* as it was when the button was pressed; locked memory */
  Mode mode;
  gboolean busy;
  gboolean wants_new_password;
};

/* Which fields stand on the page in which mode, and what the service calls them. */
static const struct
{
  gsize offset;
  const char *field;
  guint modes;
} fields[] = {
  { G_STRUCT_OFFSET (AnshinSignInPage, token_row), "token", MODE_BOOTSTRAP },
  { G_STRUCT_OFFSET (AnshinSignInPage, association_row), "association", MODE_BOOTSTRAP },
  { G_STRUCT_OFFSET (AnshinSignInPage, name_row), "name", MODE_BOOTSTRAP },
  { G_STRUCT_OFFSET (AnshinSignInPage, kana_row), "kana", MODE_BOOTSTRAP },
  { G_STRUCT_OFFSET (AnshinSignInPage, mail_row), "mail",
    MODE_SIGN_IN | MODE_ENROL | MODE_BOOTSTRAP },
  { G_STRUCT_OFFSET (AnshinSignInPage, password_row), "password",
    MODE_SIGN_IN | MODE_ENROL | MODE_BOOTSTRAP },
  { G_STRUCT_OFFSET (AnshinSignInPage, code_row), "code", MODE_ENROL },
  { G_STRUCT_OFFSET (AnshinSignInPage, new_password_row), "new_password", MODE_ENROL },
  { G_STRUCT_OFFSET (AnshinSignInPage, terminal_name_row), "terminal_name",
    MODE_ENROL | MODE_BOOTSTRAP },
};

G_DEFINE_FINAL_TYPE (AnshinSignInPage, anshin_sign_in_page, ADW_TYPE_BIN)

static GtkWidget *
get_row (AnshinSignInPage *self, guint index)
{
  return G_STRUCT_MEMBER (GtkWidget *, self, fields[index].offset);
}

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_wanted (AnshinSignInPage *self, guint index)
{
  if (get_row (self, index) == self->new_password_row && !self->wants_new_password)
    return FALSE;
  return (fields[index].modes & self->mode) != 0;
}

static void
clear_errors (AnshinSignInPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    anshin_field_error_clear (get_row (self, i));
  anshin_field_error_clear (self->service_row);
}

static void
show_message (AnshinSignInPage *self, const char *text)
{
  gtk_label_set_label (self->error_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
}

/* The sentence goes to the field it concerns, if that is on the page. */
static void
show_error (AnshinSignInPage *self, const GError *error)
{
  g_autofree char *words = anshin_error_words_dup (error);
  const char *field = anshin_error_get_field (error);

  if (g_strcmp0 (field, "new_password") == 0 && self->mode == MODE_ENROL)
    {
      self->wants_new_password = TRUE;
      gtk_widget_set_visible (self->new_password_row, TRUE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (is_wanted (self, i) && g_strcmp0 (fields[i].field, field) == 0)
      {
        anshin_field_error_set (get_row (self, i), words);
        gtk_widget_grab_focus (get_row (self, i));
        return;
      }
  show_message (self, words);
  gtk_widget_grab_focus (self->password_row);
}

static void
update (AnshinSignInPage *self)
{
  gboolean complete = self->client != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gtk_widget_set_visible (get_row (self, i), is_wanted (self, i));
      if (is_wanted (self, i) && *get_text (get_row (self, i)) == '\0')
        complete = FALSE;
    }
  gtk_widget_set_visible (self->personal_row, self->mode == MODE_ENROL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit_button), complete && !self->busy);
  gtk_widget_set_visible (GTK_WIDGET (self->submit_button), !self->busy);
  gtk_widget_set_visible (self->progress_box, self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
  gtk_widget_set_visible (self->back_button, self->mode != MODE_SIGN_IN);
  gtk_widget_set_visible (self->other_ways, self->mode == MODE_SIGN_IN && !self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->service_expander), !self->busy);
}

static void
set_mode (AnshinSignInPage *self, Mode mode)
{
  const char *title = _("Sign in");
  const char *hint = NULL;
  const char *button = _("_Sign in");

  if (mode == MODE_ENROL)
    {
      title = _("Use this terminal");
      hint = _("Your facility’s administrator or the office gave you an enrolment code. It is "
               "needed once for each terminal. A temporary password goes into the same field as "
               "your own; capitals, dashes and blanks do not matter in it.");
      button = _("_Enrol and sign in");
    }
  else if (mode == MODE_BOOTSTRAP)
    {
      title = _("Set up the network");
      hint = _("For the office: the set-up code was printed when the service was installed. You "
               "become the network’s first user.");
      button = _("_Set up and sign in");
    }
  self->mode = mode;
  clear_errors (self);
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->hint_label, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), hint != NULL);
  gtk_button_set_label (self->submit_button, button);
  update (self);
}

static void
set_busy (AnshinSignInPage *self, gboolean busy)
{
  self->busy = busy;
  if (busy)
    {
      g_clear_object (&self->cancellable);
      self->cancellable = g_cancellable_new ();
      clear_errors (self);
    }
  update (self);
}

static void
keep_mail (AnshinSignInPage *self)
{
  gboolean keep = gtk_check_button_get_active (self->keep_mail_button);

  g_settings_set_boolean (self->settings, "keep-mail", keep);
  g_settings_set_string (self->settings, "last-mail", keep ? get_text (self->mail_row) : "");
}

static void
clear_secrets (AnshinSignInPage *self)
{
  GtkWidget *rows[] = { self->password_row, self->new_password_row, self->code_row,
                        self->token_row };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_editable_set_text (GTK_EDITABLE (rows[i]), "");
}

/* What all the ways in have in common at their end. */
static void
finish (AnshinSignInPage *self, gboolean success, GError *error)
{
  set_busy (self, FALSE);
  g_clear_pointer (&self->password, anshin_secret_free);
  if (success)
    {
      keep_mail (self);
      clear_secrets (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, error);
}

static void
on_signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinSignInPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean success = anshin_client_sign_in_finish (ANSHIN_CLIENT (source), result, &error);

  finish (self, success, error);
}

static void
on_enrolled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinSignInPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean success = anshin_client_enrol_finish (ANSHIN_CLIENT (source), result, &error);

  finish (self, success, error);
}

static void
on_bootstrapped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinSignInPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean success = anshin_client_bootstrap_finish (ANSHIN_CLIENT (source), result, &error);

  finish (self, success, error);
}

static void
on_demo_signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinSignInPage) self = data;
  g_autoptr (GError) error = NULL;

  set_busy (self, FALSE);
  if (!anshin_demo_sign_in_finish (result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_warning ("The sample sign-in failed: %s", error->message);
      show_error (self, error);
    }
}

static void
on_has_terminal_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinSignInPage) self = data;
  g_autoptr (GError) error = NULL;

  if (anshin_client_has_terminal_finish (ANSHIN_CLIENT (source), result, &error))
    {
      anshin_client_sign_in_async (self->client, get_text (self->mail_row),
                                   self->password, self->cancellable, on_signed_in_cb,
                                   g_object_ref (self));
      g_clear_pointer (&self->password, anshin_secret_free);
      return;
    }
  if (error != NULL)
    {
      finish (self, FALSE, error);
      return;
    }
  g_clear_pointer (&self->password, anshin_secret_free);
  set_busy (self, FALSE);
  set_mode (self, MODE_ENROL);
  show_message (self, _("This terminal isn’t enrolled for this mail address yet. Type the "
                        "enrolment code you were given."));
  gtk_widget_grab_focus (self->code_row);
}

static void
enrol (AnshinSignInPage *self)
{
  g_autoptr (AnshinEnrolment) enrolment = anshin_enrolment_new ();

  enrolment->mail = g_strdup (get_text (self->mail_row));
  enrolment->password = g_strdup (get_text (self->password_row));
  enrolment->code = g_strdup (get_text (self->code_row));
  enrolment->terminal_name = g_strdup (get_text (self->terminal_name_row));
  enrolment->personal = gtk_check_button_get_active (self->personal_button);
  if (self->wants_new_password)
    enrolment->new_password = g_strdup (get_text (self->new_password_row));
  anshin_client_enrol_async (self->client, enrolment, self->cancellable, on_enrolled_cb,
                             g_object_ref (self));
}

static void
bootstrap (AnshinSignInPage *self)
{
  g_autoptr (AnshinBootstrap) request = anshin_bootstrap_new ();

  request->token = g_strdup (get_text (self->token_row));
  request->association = g_strdup (get_text (self->association_row));
  request->name = g_strdup (get_text (self->name_row));
  request->kana = g_strdup (get_text (self->kana_row));
  request->mail = g_strdup (get_text (self->mail_row));
  request->password = g_strdup (get_text (self->password_row));
  request->terminal_name = g_strdup (get_text (self->terminal_name_row));
  anshin_client_bootstrap_async (self->client, request, self->cancellable, on_bootstrapped_cb,
                                 g_object_ref (self));
}

static void
on_submit_cb (AnshinSignInPage *self)
{
  if (self->busy || !gtk_widget_get_sensitive (GTK_WIDGET (self->submit_button)))
    return;
  set_busy (self, TRUE);
  /* What is typed from here on, while the keyring answers, is not what was sent off. */
  g_clear_pointer (&self->password, anshin_secret_free);
  self->password = anshin_secret_new (get_text (self->password_row));
  if (self->mode == MODE_ENROL)
    enrol (self);
  else if (self->mode == MODE_BOOTSTRAP)
    bootstrap (self);
  else
    anshin_client_has_terminal_async (self->client, get_text (self->mail_row), self->cancellable,
                                      on_has_terminal_cb, g_object_ref (self));
}

static void
on_cancel_cb (AnshinSignInPage *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
on_back_cb (AnshinSignInPage *self)
{
  on_cancel_cb (self);
  set_mode (self, MODE_SIGN_IN);
  gtk_widget_grab_focus (self->password_row);
}

static void
on_enrol_cb (AnshinSignInPage *self)
{
  set_mode (self, MODE_ENROL);
  gtk_widget_grab_focus (*get_text (self->mail_row) == '\0' ? self->mail_row : self->code_row);
}

static void
on_bootstrap_cb (AnshinSignInPage *self)
{
  set_mode (self, MODE_BOOTSTRAP);
  gtk_widget_grab_focus (self->token_row);
}

static void
on_field_changed_cb (GtkWidget *row, AnshinSignInPage *self)
{
  anshin_field_error_clear (row);
  update (self);
}

static void
on_field_activated_cb (GtkWidget *row, AnshinSignInPage *self)
{
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->submit_button)))
    on_submit_cb (self);
  else
    gtk_widget_child_focus (self->form, GTK_DIR_TAB_FORWARD);
}

static void
on_service_apply_cb (AnshinSignInPage *self)
{
  AnshinWindow *window = anshin_window_get_for (self);
  g_autofree char *uri = g_strstrip (g_strdup (get_text (self->service_row)));
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  anshin_field_error_clear (self->service_row);
  if (window != NULL && !anshin_window_use_service (window, uri, &error))
    {
      words = g_strdup (_("This isn’t an address that can be used. It begins with https://."));
      anshin_field_error_set (self->service_row, words);
      return;
    }
  g_settings_set_string (self->settings, "service-uri", uri);
  adw_expander_row_set_expanded (self->service_expander, FALSE);
}

static void
focus_first (AnshinSignInPage *self)
{
  gtk_widget_grab_focus (*get_text (self->mail_row) == '\0' ? self->mail_row
                                                            : self->password_row);
}

static void
anshin_sign_in_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (anshin_sign_in_page_parent_class)->map (widget);
  focus_first (ANSHIN_SIGN_IN_PAGE (widget));
}

static void
anshin_sign_in_page_dispose (GObject *object)
{
  AnshinSignInPage *self = ANSHIN_SIGN_IN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->client);
  g_clear_pointer (&self->password, anshin_secret_free);

  G_OBJECT_CLASS (anshin_sign_in_page_parent_class)->dispose (object);
}

static void
bind_fields (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, token_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, association_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, kana_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, mail_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, code_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, new_password_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, terminal_name_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, personal_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, personal_button);
}

static void
anshin_sign_in_page_class_init (AnshinSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_sign_in_page_dispose;
  widget_class->map = anshin_sign_in_page_map;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/signin/anshin-sign-in-page.ui");
  bind_fields (widget_class);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, header_bar);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, form);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, keep_mail_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, submit_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, other_ways);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, service_expander);
  gtk_widget_class_bind_template_child (widget_class, AnshinSignInPage, service_row);
  gtk_widget_class_bind_template_callback (widget_class, on_submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_enrol_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_bootstrap_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_service_apply_cb);
}

static void
anshin_sign_in_page_init (AnshinSignInPage *self)
{
  g_autofree char *mail = NULL;

  self->settings = g_settings_new (ANSHIN_APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_expander_name (self->service_expander);
  adw_header_bar_pack_end (self->header_bar, anshin_window_create_menu_button ());
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_signal_connect_object (get_row (self, i), "changed", G_CALLBACK (on_field_changed_cb),
                               self, 0);
      g_signal_connect_object (get_row (self, i), "entry-activated",
                               G_CALLBACK (on_field_activated_cb), self, 0);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->terminal_name_row), g_get_host_name ());
  mail = g_settings_get_string (self->settings, "last-mail");
  gtk_editable_set_text (GTK_EDITABLE (self->mail_row), mail);
  gtk_check_button_set_active (self->keep_mail_button,
                               g_settings_get_boolean (self->settings, "keep-mail"));
  set_mode (self, MODE_SIGN_IN);
}

GtkWidget *
anshin_sign_in_page_new (AnshinClient *client)
{
  AnshinSignInPage *self = g_object_new (ANSHIN_TYPE_SIGN_IN_PAGE, NULL);
  AnshinUser *user = client != NULL ? anshin_client_get_user (client) : NULL;

  anshin_sign_in_page_set_client (self, client);
  if (user != NULL && user->mail != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->mail_row), user->mail);
  return GTK_WIDGET (self);
}

/* @client is %NULL as long as no service address is known that can be used. */
void
anshin_sign_in_page_set_client (AnshinSignInPage *self, AnshinClient *client)
{
  const char *uri = client != NULL ? anshin_client_get_service_uri (client) : "";

  g_set_object (&self->client, client);
  gtk_editable_set_text (GTK_EDITABLE (self->service_row), uri);
  adw_expander_row_set_subtitle (self->service_expander,
                                 client != NULL ? uri : _("Not known yet"));
  adw_expander_row_set_expanded (self->service_expander, client == NULL);
  update (self);
}

/* Says that the service has ended the session; @kept: what was typed in it waits for the same
 * person. */
void
anshin_sign_in_page_tell_ended (AnshinSignInPage *self, gboolean kept)
{
  g_return_if_fail (ANSHIN_IS_SIGN_IN_PAGE (self));

  show_message (self, kept ? _("You have been signed out. What you typed is kept until you sign in "
                               "again. If this terminal is not accepted any more, ask your "
                               "facility’s administrator or the office for an enrolment code.")
                           : _("You have been signed out, and nothing of what you typed is kept "
                             "here. If this terminal is not accepted any more, ask your facility’s "
                             "administrator or the office for an enrolment code."));
}

/* Signs in as a person of the sample data, as the command line asked for. */
void
anshin_sign_in_page_demo (AnshinSignInPage *self, const char *spec)
{
  g_return_if_fail (ANSHIN_IS_SIGN_IN_PAGE (self));

  if (self->client == NULL || self->busy)
    return;
  set_busy (self, TRUE);
  anshin_demo_sign_in_async (self->client, spec, self->cancellable, on_demo_signed_in_cb,
                             g_object_ref (self));
}

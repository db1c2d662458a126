/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-terminals-box.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-capability.h"
#include "anshin-error-words.h"
#include "anshin-page-notice.h"
#include "anshin-staff-words.h"
#include "anshin-terminal-row.h"
#include "anshin-window.h"

struct _AnshinTerminalsBox
{
  AdwBin parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  GtkSpinner *spinner;
  GtkListBox *list_box;
  GtkWidget *none_label;
  GtkWidget *code_button;
  GtkWidget *code_box;
  GtkLabel *code_label;
  GtkLabel *code_hint;

  /* owned */
  AnshinClient *client;
  AnshinUser *user;
  GListStore *terminals;
  GCancellable *cancellable;
};

/* What is done to a terminal once that is confirmed. */
typedef struct
{
  AnshinTerminalsBox *box;
  AnshinTerminal *terminal;
  gboolean revoke;
} Act;

G_DEFINE_FINAL_TYPE (AnshinTerminalsBox, anshin_terminals_box, ADW_TYPE_BIN)

static void
act_free (Act *act)
{
  g_object_unref (act->box);
  g_object_unref (act->terminal);
  g_free (act);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

static void
set_busy (AnshinTerminalsBox *self, gboolean busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list_box), !busy);
}

static void
update (AnshinTerminalsBox *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->terminals));

  gtk_widget_set_visible (GTK_WIDGET (self->list_box), n > 0);
  gtk_widget_set_visible (self->code_button, anshin_capability_has (self->user->capabilities,
                                                                    "issue-enrolment-code"));
}

static void
on_user_changed_cb (AnshinTerminalsBox *self)
{
  update (self);
}

static void
on_terminals_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTerminalsBox) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) terminals = NULL;

  terminals = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  anshin_page_notice_set_error (self->notice, error);
  if (terminals == NULL)
    return;
  g_list_store_remove_all (self->terminals);
  for (guint i = 0; i < g_list_model_get_n_items (terminals); i++)
    {
      g_autoptr (GObject) terminal = g_list_model_get_item (terminals, i);

      g_list_store_append (self->terminals, terminal);
    }
  gtk_widget_set_visible (self->none_label, g_list_model_get_n_items (terminals) == 0);
  update (self);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  AnshinTerminalsBox *self = act->box;
  g_autoptr (GError) error = NULL;

  anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (error != NULL)
    {
      anshin_page_notice_set_error (self->notice, error);
      return;
    }
  anshin_window_toast (anshin_window_get_for (self),
                       act->revoke ? _("The terminal is revoked")
                                   : _("The terminal is signed out"));
  anshin_terminals_box_reload (self);
}

static void
do_act (Act *act)
{
  AnshinTerminalsBox *self = act->box;
  g_autofree char *path = g_strdup_printf ("/v1/terminals/%s%s", act->terminal->id,
                                           act->revoke ? "" : "/sign-out");

  set_busy (self, TRUE);
  anshin_client_call_async (self->client, act->revoke ? "DELETE" : "POST", path, NULL,
                            G_TYPE_NONE, self->cancellable, on_done_cb, act);
}

static void
on_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (Act) act = data;

  if (confirmed && act->box->client != NULL)
    do_act (g_steal_pointer (&act));
}

static Act *
create_act (AnshinTerminalsBox *self, AnshinTerminalRow *row, gboolean revoke)
{
  Act *act = g_new0 (Act, 1);

  act->box = g_object_ref (self);
  act->terminal = g_object_ref (anshin_terminal_row_get_terminal (row));
  act->revoke = revoke;
  return act;
}

static void
on_sign_out_cb (AnshinTerminalsBox *self, AnshinTerminalRow *row)
{
  do_act (create_act (self, row, FALSE));
}

static void
on_revoke_cb (AnshinTerminalsBox *self, AnshinTerminalRow *row)
{
  AnshinTerminal *terminal = anshin_terminal_row_get_terminal (row);
  g_autofree char *heading = g_strdup_printf (_("Revoke %s?"), terminal->name);

  anshin_alert_ask (GTK_WIDGET (self), heading,
                    terminal->current
                      ? _("This is the terminal that you use now: you are signed out, and need a "
                          "new enrolment code to use it again.")
                      : _("Its session ends at once. To use it again, a new enrolment code is "
                          "needed."),
                    _("_Revoke"), TRUE, on_confirmed_cb, create_act (self, row, TRUE));
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  GtkWidget *row = anshin_terminal_row_new (ANSHIN_TERMINAL (item));

  g_signal_connect_object (row, "sign-out", G_CALLBACK (on_sign_out_cb), data, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "revoke", G_CALLBACK (on_revoke_cb), data, G_CONNECT_SWAPPED);
  return row;
}

static void
on_code_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTerminalsBox) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinEnrolmentCode) code = NULL;
  g_autofree char *time = NULL;
  g_autofree char *hint = NULL;

  code = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (self->code_button, TRUE);
  anshin_page_notice_set_error (self->notice, error);
  if (code == NULL)
    return;
  time = anshin_staff_words_dup_time (code->expires_at);
  /* Translators: a name, and until when an enrolment code is good */
  hint = g_strdup_printf (_("For one new terminal of %s, good until %s. It is shown only now; type "
                            "it at “Use this terminal for the first time”."),
                          self->user->name, time);
  gtk_label_set_label (self->code_label, code->code);
  gtk_label_set_label (self->code_hint, hint);
  gtk_widget_set_visible (self->code_box, TRUE);
}

static void
on_code_clicked_cb (AnshinTerminalsBox *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/users/%s/enrolment-codes", self->user->id);

  gtk_widget_set_sensitive (self->code_button, FALSE);
  gtk_widget_set_visible (self->code_box, FALSE);
  anshin_client_call_async (self->client, "POST", path, NULL, anshin_enrolment_code_get_type (),
                            self->cancellable, on_code_cb, g_object_ref (self));
}

static void
anshin_terminals_box_dispose (GObject *object)
{
  AnshinTerminalsBox *self = ANSHIN_TERMINALS_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  self->list_box = NULL;
  g_clear_object (&self->terminals);
  g_clear_object (&self->user);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_terminals_box_parent_class)->dispose (object);
}

static void
anshin_terminals_box_class_init (AnshinTerminalsBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  G_OBJECT_CLASS (klass)->dispose = anshin_terminals_box_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/staff/anshin-terminals-box.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinTerminalsBox, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinTerminalsBox, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinTerminalsBox, list_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinTerminalsBox, none_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinTerminalsBox, code_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinTerminalsBox, code_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinTerminalsBox, code_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinTerminalsBox, code_hint);
  gtk_widget_class_bind_template_callback (widget_class, on_code_clicked_cb);
}

static void
anshin_terminals_box_init (AnshinTerminalsBox *self)
{
  self->cancellable = g_cancellable_new ();
  self->terminals = g_list_store_new (anshin_terminal_get_type ());
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->terminals), create_row, self, NULL);
}

/**
 * anshin_terminals_box_set_user:
 * @self: a box without a user
 * @client: the client
 * @user: whose terminals it shows; anshin_terminals_box_reload() fetches them
 */
void
anshin_terminals_box_set_user (AnshinTerminalsBox *self, AnshinClient *client, AnshinUser *user)
{
  g_return_if_fail (ANSHIN_IS_TERMINALS_BOX (self) && self->client == NULL);

  self->client = g_object_ref (client);
  self->user = g_object_ref (user);
  g_signal_connect_object (user, "notify", G_CALLBACK (on_user_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

void
anshin_terminals_box_reload (AnshinTerminalsBox *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/users/%s/terminals", self->user->id);

  set_busy (self, TRUE);
  anshin_client_call_list_async (self->client, path, anshin_terminal_get_type (),
                                 self->cancellable, on_terminals_cb, g_object_ref (self));
}

/* Returns: (transfer none): the AnshinTerminal objects that are shown */
GListModel *
anshin_terminals_box_get_terminals (AnshinTerminalsBox *self)
{
  return G_LIST_MODEL (self->terminals);
}

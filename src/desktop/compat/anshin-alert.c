/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-alert.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* One question under way. */
typedef struct
{
  AnshinAlertFunc callback;
  gpointer data;
} Question;

static void
answer (Question *question, const char *response)
{
  question->callback (g_strcmp0 (response, "confirm") == 0, question->data);
  g_free (question);
}

static void
on_response_cb (gpointer dialog, const char *response, Question *question)
{
  answer (question, response);
}

#if ADW_CHECK_VERSION(1, 5, 0)

void
anshin_alert_ask (GtkWidget *parent, const char *heading, const char *body,
                  const char *confirm_label, gboolean destructive, AnshinAlertFunc callback,
                  gpointer data)
{
  Question *question = g_new0 (Question, 1);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));

  question->callback = callback;
  question->data = data;
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "confirm", confirm_label, NULL);
  adw_alert_dialog_set_response_appearance (
    dialog, "confirm", destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), question);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

void
anshin_alert_ask_with (GtkWidget *parent, const char *heading, const char *body,
                       GtkWidget *extra, const char *confirm_label, gboolean destructive,
                       AnshinAlertFunc callback, gpointer data)
{
  Question *question = g_new0 (Question, 1);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));

  question->callback = callback;
  question->data = data;
  adw_alert_dialog_set_extra_child (dialog, extra);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "confirm", confirm_label, NULL);
  adw_alert_dialog_set_response_appearance (
    dialog, "confirm", destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, destructive ? "cancel" : "confirm");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), question);
  adw_dialog_set_focus (ADW_DIALOG (dialog), extra);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

void
anshin_alert_tell (GtkWidget *parent, const char *heading, const char *body)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));

  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

void
anshin_alert_dismiss_all (GtkWidget *window)
{
  g_autoptr (GListModel) dialogs = NULL;

  dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (window));
  for (guint i = g_list_model_get_n_items (dialogs); i > 0; i--)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i - 1);

      adw_dialog_force_close (dialog);
    }
}

#else

void
anshin_alert_ask (GtkWidget *parent, const char *heading, const char *body,
                  const char *confirm_label, gboolean destructive, AnshinAlertFunc callback,
                  gpointer data)
{
  Question *question = g_new0 (Question, 1);
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *dialog = adw_message_dialog_new (root != NULL ? GTK_WINDOW (root) : NULL, heading,
                                              body);

  question->callback = callback;
  question->data = data;
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "confirm",
                                    confirm_label, NULL);
  adw_message_dialog_set_response_appearance (
    ADW_MESSAGE_DIALOG (dialog), "confirm",
    destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
anshin_alert_ask_with (GtkWidget *parent, const char *heading, const char *body,
                       GtkWidget *extra, const char *confirm_label, gboolean destructive,
                       AnshinAlertFunc callback, gpointer data)
{
  Question *question = g_new0 (Question, 1);
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *widget = adw_message_dialog_new (root != NULL ? GTK_WINDOW (root) : NULL, heading,
                                              body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  question->callback = callback;
  question->data = data;
  adw_message_dialog_set_extra_child (dialog, extra);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "confirm", confirm_label,
                                    NULL);
  adw_message_dialog_set_response_appearance (
    dialog, "confirm", destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, destructive ? "cancel" : "confirm");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), question);
  gtk_window_set_focus (GTK_WINDOW (dialog), extra);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
anshin_alert_tell (GtkWidget *parent, const char *heading, const char *body)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *dialog = adw_message_dialog_new (root != NULL ? GTK_WINDOW (root) : NULL, heading,
                                              body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Each is a window here, which is hidden and comes back as it was. */
void
anshin_alert_dismiss_all (GtkWidget *window)
{
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-window-private.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-chat-page.h"
#include "anshin-members-page.h"
#include "anshin-scans-page.h"
#include "anshin-search-page.h"
#include "anshin-vitals-chart-page.h"
#include "anshin-vitals-page.h"

static void
on_back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinWindow *self = ANSHIN_WINDOW (widget);

  if (self->main_view != NULL)
    anshin_main_view_go_back (self->main_view);
}

static void
on_search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  anshin_main_view_search (ANSHIN_WINDOW (widget)->main_view);
}

static void
on_add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinWindow *self = ANSHIN_WINDOW (widget);

  anshin_section_add (anshin_main_view_get_section (self->main_view));
}

static void
on_section_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinWindow *self = ANSHIN_WINDOW (widget);

  anshin_main_view_select_nth (self->main_view, g_variant_get_int32 (parameter));
}

static void
on_show_staff_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  anshin_main_view_open_section (ANSHIN_WINDOW (widget)->main_view, "staff");
}

static void
on_show_office_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  anshin_main_view_open_section (ANSHIN_WINDOW (widget)->main_view, "office");
}

static void
on_show_audit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  anshin_main_view_open_section (ANSHIN_WINDOW (widget)->main_view, "audit");
}

static void
on_answer_safety_check_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinWindow *self = ANSHIN_WINDOW (widget);

  if (!anshin_main_view_answer_safety_check (self->main_view))
    anshin_window_toast (self, _("This safety check is closed."));
}

static void
on_show_patient_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  anshin_window_show_item (ANSHIN_WINDOW (widget), "patients",
                           g_variant_get_string (parameter, NULL));
}

static void
on_show_group_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  anshin_window_show_item (ANSHIN_WINDOW (widget), "groups",
                           g_variant_get_string (parameter, NULL));
}

static void
on_show_message_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinWindow *self = ANSHIN_WINDOW (widget);
  AnshinPage *page = NULL;
  const char *id = NULL;
  gint64 seq = 0;

  g_variant_get (parameter, "(&sx)", &id, &seq);
  if (!anshin_window_show_item (self, "groups", id))
    {
      anshin_window_toast (self, _("That message is in a group you are not in."));
      return;
    }
  page = anshin_window_get_page (self);
  if (page != NULL && ANSHIN_IS_CHAT_PAGE (page))
    anshin_chat_page_show_seq (ANSHIN_CHAT_PAGE (page), seq);
}

static void
on_show_members_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinWindow *self = ANSHIN_WINDOW (widget);
  AnshinGroup *group = anshin_live_list_find (anshin_client_get_groups (self->client),
                                              g_variant_get_string (parameter, NULL));

  if (group != NULL)
    anshin_window_push_page (self, anshin_members_page_new (self->client, group));
}

static AnshinGroup *
find_group (AnshinWindow *self, GVariant *parameter)
{
  return anshin_live_list_find (anshin_client_get_groups (self->client),
                                g_variant_get_string (parameter, NULL));
}

static void
on_record_vitals_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinWindow *self = ANSHIN_WINDOW (widget);
  AnshinGroup *group = find_group (self, parameter);

  if (group != NULL)
    anshin_window_push_page (self, anshin_vitals_page_new (self->client, group));
}

static void
on_show_vitals_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinWindow *self = ANSHIN_WINDOW (widget);
  AnshinGroup *group = find_group (self, parameter);

  if (group != NULL)
    anshin_window_push_page (self, anshin_vitals_chart_page_new (self->client, group));
}

static void
on_search_group_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinWindow *self = ANSHIN_WINDOW (widget);
  AnshinGroup *group = find_group (self, parameter);

  if (group != NULL)
    anshin_window_push_page (self, anshin_search_page_new (self->client, group));
}

static void
on_search_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinWindow *self = ANSHIN_WINDOW (widget);

  anshin_window_push_page (self, anshin_search_page_new (self->client, NULL));
}

static void
on_file_scans_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinWindow *self = ANSHIN_WINDOW (widget);

  anshin_window_push_page (self, anshin_scans_page_new (self->client));
}

static void
on_switch_pane_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  anshin_main_view_switch_pane (ANSHIN_WINDOW (widget)->main_view);
}

static void
on_lock_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  anshin_window_lock (ANSHIN_WINDOW (widget));
}

static void
on_retry_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinWindow *self = ANSHIN_WINDOW (widget);

  if (self->client != NULL)
    anshin_client_retry_now (self->client);
}

static void
on_signed_out_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  /* Without the service the session ends on this side at least, and by itself on the other. */
  if (!anshin_client_sign_out_finish (ANSHIN_CLIENT (source), result, &error))
    g_debug ("Signing out: %s", error->message);
}

static void
sign_out (AnshinWindow *self)
{
  anshin_client_sign_out_async (self->client, NULL, on_signed_out_cb, NULL);
}

static void
on_sign_out_unsent_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinWindow) self = data;

  if (confirmed && self->client != NULL)
    sign_out (self);
}

/* All that could be done has been done: what is on the service is safe, the rest is asked about. */
static void
sign_out_settled (AnshinWindow *self)
{
  const char *unsent = anshin_window_describe_unsent (self);

  if (unsent != NULL)
    anshin_alert_ask (GTK_WIDGET (self), _("Sign out and lose what has not arrived?"), unsent,
                      _("_Sign out"), TRUE, on_sign_out_unsent_cb, g_object_ref (self));
  else
    sign_out (self);
}

static void
on_sign_out_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinWindow) self = data;

  if (confirmed && self->client != NULL)
    anshin_window_settle (self, sign_out_settled);
}

static void
on_sign_out_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinWindow *self = ANSHIN_WINDOW (widget);
  const char *loss = anshin_window_describe_loss (self);

  if (self->client == NULL)
    return;
  if (loss != NULL)
    anshin_alert_ask (widget, _("Sign out and discard what you typed?"), loss, _("_Sign out"),
                      TRUE, on_sign_out_confirmed_cb, g_object_ref (self));
  else
    anshin_window_settle (self, sign_out_settled);
}

/* Where each command comes from, so that menu, button and key do the same. */
void
anshin_window_actions_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back", NULL, on_back_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, on_search_cb);
  gtk_widget_class_install_action (widget_class, "win.add", NULL, on_add_cb);
  gtk_widget_class_install_action (widget_class, "win.section", "i", on_section_cb);
  gtk_widget_class_install_action (widget_class, "win.show-staff", NULL, on_show_staff_cb);
  gtk_widget_class_install_action (widget_class, "win.show-office", NULL, on_show_office_cb);
  gtk_widget_class_install_action (widget_class, "win.show-audit", NULL, on_show_audit_cb);
  gtk_widget_class_install_action (widget_class, "win.answer-safety-check", NULL,
                                   on_answer_safety_check_cb);
  gtk_widget_class_install_action (widget_class, "win.show-patient", "s", on_show_patient_cb);
  gtk_widget_class_install_action (widget_class, "win.show-group", "s", on_show_group_cb);
  gtk_widget_class_install_action (widget_class, "win.show-message", "(sx)", on_show_message_cb);
  gtk_widget_class_install_action (widget_class, "win.show-members", "s", on_show_members_cb);
  gtk_widget_class_install_action (widget_class, "win.record-vitals", "s", on_record_vitals_cb);
  gtk_widget_class_install_action (widget_class, "win.show-vitals", "s", on_show_vitals_cb);
  gtk_widget_class_install_action (widget_class, "win.search-group", "s", on_search_group_cb);
  gtk_widget_class_install_action (widget_class, "win.search-all", NULL, on_search_all_cb);
  gtk_widget_class_install_action (widget_class, "win.file-scans", NULL, on_file_scans_cb);
  gtk_widget_class_install_action (widget_class, "win.switch-pane", NULL, on_switch_pane_cb);
  gtk_widget_class_install_action (widget_class, "win.lock", NULL, on_lock_cb);
  gtk_widget_class_install_action (widget_class, "win.retry", NULL, on_retry_cb);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, on_sign_out_cb);
}

/* The menu leaves out the sections that a person has no part in. */
static void
update_sections (AnshinWindow *self, gboolean seen)
{
  static const struct
  {
    const char *action;
    const char *section;
  } sections[] = {
    { "win.show-staff", "staff" },
    { "win.show-office", "office" },
    { "win.show-audit", "audit" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    gtk_widget_action_set_enabled (
      GTK_WIDGET (self), sections[i].action,
      seen && anshin_main_view_has_section (self->main_view, sections[i].section));
}

/* The one place that says which commands may be given now. */
void
anshin_window_actions_update (AnshinWindow *self)
{
  static const char *const in_main[]
    = { "win.search", "win.section", "win.show-patient", "win.show-group", "win.show-members",
        "win.switch-pane", "win.answer-safety-check", "win.record-vitals", "win.show-vitals",
        "win.search-group", "win.search-all" };
  GtkWidget *widget = GTK_WIDGET (self);
  AnshinUser *user = self->client != NULL ? anshin_client_get_user (self->client) : NULL;
  gboolean seen = self->main_view != NULL
                  && adw_bin_get_child (self->host) == GTK_WIDGET (self->main_view);
  AnshinSection *section = seen ? anshin_main_view_get_section (self->main_view) : NULL;
  AnshinClientState state
    = self->client != NULL ? anshin_client_get_state (self->client) : ANSHIN_CLIENT_SIGNED_OUT;

  for (guint i = 0; i < G_N_ELEMENTS (in_main); i++)
    gtk_widget_action_set_enabled (widget, in_main[i], seen);
  /* The office has no patients, and so no papers of theirs. */
  gtk_widget_action_set_enabled (widget, "win.file-scans",
                                 seen && (user == NULL || !user->office));
  update_sections (self, seen);
  gtk_widget_action_set_enabled (widget, "win.back",
                                 seen && anshin_main_view_can_go_back (self->main_view));
  gtk_widget_action_set_enabled (widget, "win.add",
                                 section != NULL && anshin_section_can_add (section));
  gtk_widget_action_set_enabled (widget, "win.lock", seen);
  gtk_widget_action_set_enabled (widget, "win.retry", state == ANSHIN_CLIENT_RECONNECTING);
  gtk_widget_action_set_enabled (widget, "win.sign-out",
                                 state != ANSHIN_CLIENT_SIGNED_OUT
                                   && state != ANSHIN_CLIENT_SIGNING_IN);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-staff-deed-private.h"

#include <glib/gi18n.h>

#include "anshin-account.h"
#include "anshin-alert.h"
#include "anshin-terminal.h"

static gboolean
is_own (AnshinDeed *deed)
{
  AnshinUser *me = anshin_client_get_user (deed->client);

  return me != NULL && g_strcmp0 (me->id, deed->user->id) == 0;
}

static AnshinDeed *
create_admin_deed (GtkWidget *widget, AnshinClient *client, AnshinUser *user, gboolean admin)
{
  AnshinDeed *deed = anshin_deed_new (widget, client, user, admin ? "POST" : "DELETE",
                                      "facility-admin");

  deed->done = g_strdup_printf (admin ? _("%s is administrator now")
                                      : _("%s is no longer administrator"),
                                user->name);
  return deed;
}

static AnshinDeed *
undo_admin (AnshinDeed *deed)
{
  g_autoptr (GtkWidget) window = g_weak_ref_get (&deed->window);

  return create_admin_deed (window, deed->client, deed->user,
                            g_str_equal (deed->method, "DELETE"));
}

static void
on_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinDeed) deed = data;

  if (confirmed)
    anshin_deed_send (g_steal_pointer (&deed));
  else
    anshin_record_notify (deed->user, "facility_admin");
}

/**
 * anshin_staff_deeds_set_admin:
 * @widget: where it was asked for
 * @client: the client
 * @user: who becomes administrator, or no longer is
 * @admin: which of the two
 *
 * Done at once, with a moment to take it back (source A4). The own right can only be given back by
 * somebody else, so that is asked first.
 */
void
anshin_staff_deeds_set_admin (GtkWidget *widget, AnshinClient *client, AnshinUser *user,
                              gboolean admin)
{
  AnshinDeed *deed = create_admin_deed (widget, client, user, admin);

  if (!admin && is_own (deed))
    {
      anshin_alert_ask (widget, _("Give up your own administrator’s right?"),
                        _("Only another administrator of your facility can give it back to you."),
                        _("_Give up"), TRUE, on_confirmed_cb, deed);
      return;
    }
  deed->undo = undo_admin;
  anshin_deed_send (deed);
}

static void
on_reason_selected_cb (AdwComboRow *row, GParamSpec *pspec, AnshinSuspension *suspension)
{
  guint index = adw_combo_row_get_selected (row);

  g_object_set (suspension, "reason", anshin_suspension_reasons.choices[index].value, NULL);
}

static void
on_terminal_selected_cb (AdwComboRow *row, GParamSpec *pspec, AnshinSuspension *suspension)
{
  AnshinTerminal *terminal = adw_combo_row_get_selected_item (row);

  g_object_set (suspension, "terminal-id", terminal != NULL ? terminal->id : NULL, NULL);
}

static void
on_note_changed_cb (GtkEditable *row, GParamSpec *pspec, AnshinRecord *body)
{
  const char *text = gtk_editable_get_text (row);

  g_object_set (body, "note", *text != '\0' ? text : NULL, NULL);
}

static GtkWidget *
create_reason_row (AnshinSuspension *suspension)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (const AnshinChoice *choice = anshin_suspension_reasons.choices; choice->wire != NULL;
       choice++)
    gtk_string_list_append (words, g_dpgettext2 (NULL, "choice", choice->label));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Why"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_reason_selected_cb), suspension,
                           0);
  on_reason_selected_cb (ADW_COMBO_ROW (row), NULL, suspension);
  return row;
}

/* Which of several it is, if that is known; all of them else. */
static GtkWidget *
create_terminal_row (AnshinSuspension *suspension, GListModel *terminals)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GListStore) choices = g_list_store_new (anshin_terminal_get_type ());
  g_autoptr (AnshinTerminal) all = anshin_terminal_new ();
  g_autoptr (GtkExpression) name
    = gtk_property_expression_new (anshin_terminal_get_type (), NULL, "name");

  all->name = g_strdup (_("All, or not known"));
  g_list_store_append (choices, all);
  for (guint i = 0; terminals != NULL && i < g_list_model_get_n_items (terminals); i++)
    {
      g_autoptr (AnshinTerminal) terminal = g_list_model_get_item (terminals, i);

      if (terminal->revoked_at == 0)
        g_list_store_append (choices, terminal);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Which terminal"));
  adw_combo_row_set_expression (ADW_COMBO_ROW (row), name);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_terminal_selected_cb),
                           suspension, 0);
  gtk_widget_set_visible (row, g_list_model_get_n_items (G_LIST_MODEL (choices)) > 2);
  return row;
}

static GtkWidget *
create_note_row (gpointer body)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Note for the office (if any)"));
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (row), GTK_INPUT_HINT_PRIVATE);
  g_signal_connect_object (row, "notify::text", G_CALLBACK (on_note_changed_cb), body, 0);
  return row;
}

static GtkWidget *
create_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  return list;
}

/**
 * anshin_staff_deeds_suspend:
 * @widget: where it was asked for
 * @client: the client
 * @user: whose account is stopped
 * @terminals: (nullable): the user's terminals
 *
 * In two clicks (source A2): this one, and the one that agrees to what is chosen already, a lost
 * terminal.
 */
void
anshin_staff_deeds_suspend (GtkWidget *widget, AnshinClient *client, AnshinUser *user,
                            GListModel *terminals)
{
  AnshinDeed *deed = anshin_deed_new (widget, client, user, "POST", "suspension");
  GtkWidget *list = create_list ();
  g_autofree char *heading = g_strdup_printf (_("Suspend the account of %s?"), user->name);
  gboolean own = is_own (deed);

  deed->body = ANSHIN_RECORD (anshin_suspension_new ());
  deed->successor = TRUE;
  deed->done = g_strdup_printf (_("The account of %s is suspended"), user->name);
  gtk_list_box_append (GTK_LIST_BOX (list), create_reason_row (ANSHIN_SUSPENSION (deed->body)));
  gtk_list_box_append (GTK_LIST_BOX (list),
                       create_terminal_row (ANSHIN_SUSPENSION (deed->body), terminals));
  gtk_list_box_append (GTK_LIST_BOX (list), create_note_row (deed->body));
  anshin_alert_ask_with (
    widget, own ? _("Suspend your own account?") : heading,
    own ? _("You are signed out everywhere at once, here as well. Only the office can restore "
            "your account: call it.")
        : _("Every session ends at once, and nobody can sign in. Nothing is lost; only the "
            "office can restore the account."),
    list, _("_Suspend"), TRUE, on_confirmed_cb, deed);
}

/**
 * anshin_staff_deeds_retire:
 * @widget: where it was asked for
 * @client: the client
 * @user: who leaves
 *
 * 退職: for good, so it is asked.
 */
void
anshin_staff_deeds_retire (GtkWidget *widget, AnshinClient *client, AnshinUser *user)
{
  AnshinDeed *deed = anshin_deed_new (widget, client, user, "POST", "retirement");
  GtkWidget *list = create_list ();
  g_autofree char *heading = g_strdup_printf (_("Has %s left the facility?"), user->name);

  deed->body = ANSHIN_RECORD (anshin_retirement_new ());
  deed->successor = TRUE;
  deed->done = g_strdup_printf (_("%s is retired"), user->name);
  gtk_list_box_append (GTK_LIST_BOX (list), create_note_row (deed->body));
  anshin_alert_ask_with (widget, heading,
                         _("The person leaves all groups, and all terminals are revoked. What was "
                           "posted stays under the name. This can’t be taken back."),
                         list, _("_Retire"), TRUE, on_confirmed_cb, deed);
}

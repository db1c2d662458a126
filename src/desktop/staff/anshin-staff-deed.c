/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-staff-deed-private.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-error-words.h"
#include "anshin-format.h"
#include "anshin-paged-list.h"
#include "anshin-step-up.h"
#include "anshin-window.h"

/* How a deed goes its way: sent, perhaps with the password once more; where the facility's last
 * admin would go, who takes over is asked for first. */

AnshinDeed *
anshin_deed_new (GtkWidget *widget, AnshinClient *client, AnshinUser *user, const char *method,
                 const char *what)
{
  AnshinDeed *self = g_new0 (AnshinDeed, 1);

  /* The window: the row or page may be gone when this is taken back. */
  g_weak_ref_init (&self->window, widget != NULL ? gtk_widget_get_root (widget) : NULL);
  self->client = g_object_ref (client);
  self->user = g_object_ref (user);
  self->method = method;
  self->what = what;
  return self;
}

void
anshin_deed_free (AnshinDeed *self)
{
  g_weak_ref_clear (&self->window);
  g_clear_object (&self->client);
  g_clear_object (&self->user);
  g_clear_object (&self->body);
  g_clear_object (&self->candidates);
  g_free (self->done);
  g_free (self);
}

static void
tell_refusal (AnshinDeed *self, const GError *error)
{
  g_autoptr (GtkWidget) window = g_weak_ref_get (&self->window);
  g_autofree char *words = anshin_error_words_dup (error);

  /* Who suspends himself is signed out by the same act. */
  if (window == NULL || g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_SESSION_ENDED)
      || g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_ACCESS_WITHDRAWN))
    return;
  anshin_alert_tell (window, _("That wasn’t possible"), words);
}

static void
on_undo_cb (gpointer data)
{
  g_autoptr (AnshinDeed) self = data;

  anshin_deed_send (self->undo (self));
}

static void
on_undo_over_cb (gpointer data)
{
  anshin_deed_free (data);
}

static void
succeed (AnshinDeed *self, AnshinUser *answer)
{
  g_autoptr (AnshinDeed) deed = self;
  g_autoptr (GtkWidget) window = g_weak_ref_get (&self->window);

  anshin_record_copy_fields (ANSHIN_RECORD (self->user), ANSHIN_RECORD (answer));
  if (window == NULL || self->done == NULL)
    return;
  if (self->undo != NULL)
    anshin_window_toast_undo (ANSHIN_WINDOW (window), self->done, on_undo_cb, on_undo_over_cb,
                              g_steal_pointer (&deed));
  else
    anshin_window_toast (ANSHIN_WINDOW (window), self->done);
}

/* The rows of the question hold the one who was chosen. */
static void
on_successor_chosen_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinDeed) self = data;

  if (confirmed)
    anshin_deed_send (g_steal_pointer (&self));
}

static void
on_candidate_selected_cb (AdwComboRow *row, GParamSpec *pspec, AnshinRecord *body)
{
  AnshinUser *user = adw_combo_row_get_selected_item (row);

  if (user != NULL)
    g_object_set (body, "successor-id", user->id, NULL);
}

static char *
describe_candidate (AnshinUser *user)
{
  return anshin_format_person (user->name, user->profession, NULL);
}

static void
ask_successor (AnshinDeed *self)
{
  g_autoptr (GtkWidget) window = g_weak_ref_get (&self->window);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkExpression) words
    = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL,
                                   G_CALLBACK (describe_candidate), NULL, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("New administrator"));
  adw_combo_row_set_expression (ADW_COMBO_ROW (row), words);
  g_signal_connect_object (row, "notify::selected-item", G_CALLBACK (on_candidate_selected_cb),
                           self->body, 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), self->candidates);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  anshin_alert_ask_with (window, _("Who becomes administrator?"),
                         _("This is the facility’s last administrator. Choose who takes over; "
                           "both are done together."),
                         list, _("_Go on"), TRUE, on_successor_chosen_cb, self);
}

static void
on_candidates_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinDeed) self = data;
  g_autoptr (GtkWidget) window = g_weak_ref_get (&self->window);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) users = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result,
                                                                 &error);
  GListStore *others = NULL;

  if (users == NULL || window == NULL)
    {
      if (error != NULL)
        tell_refusal (self, error);
      return;
    }
  others = g_list_store_new (anshin_user_get_type ());
  self->candidates = G_LIST_MODEL (others);
  for (guint i = 0; i < g_list_model_get_n_items (users); i++)
    {
      g_autoptr (AnshinUser) user = g_list_model_get_item (users, i);

      if (g_strcmp0 (user->id, self->user->id) != 0)
        g_list_store_append (others, user);
    }
  ask_successor (g_steal_pointer (&self));
}

static void
find_candidates (AnshinDeed *self)
{
  g_autofree char *path
    = anshin_paged_list_build_path ("/v1/users", "facility", self->user->facility_id, "state",
                                    "active", "limit", "100", NULL);

  anshin_client_call_list_async (self->client, path, anshin_user_get_type (), NULL,
                                 on_candidates_cb, self);
}

static void
on_sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinDeed) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinUser) answer = anshin_step_up_call_finish (ANSHIN_CLIENT (source), result,
                                                              &error);

  if (answer != NULL)
    succeed (g_steal_pointer (&self), answer);
  else if (self->successor && self->candidates == NULL
           && g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_LAST_ADMIN))
    find_candidates (g_steal_pointer (&self));
  else if (!g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_STEP_UP_REQUIRED))
    tell_refusal (self, error);
  /* What was shown as done before the answer came is shown as it is. */
  if (self != NULL && answer == NULL)
    anshin_record_notify (self->user, "facility_admin");
}

/**
 * anshin_deed_send:
 * @self: (transfer full): what is to be done
 *
 * Sends it, and says what became of it.
 */
void
anshin_deed_send (AnshinDeed *self)
{
  g_autoptr (GtkWidget) window = g_weak_ref_get (&self->window);
  g_autofree char *path = g_strdup_printf ("/v1/users/%s/%s", self->user->id, self->what);

  if (window == NULL)
    {
      anshin_deed_free (self);
      return;
    }
  anshin_step_up_call_async (window, self->client, self->method, path, self->body,
                             anshin_user_get_type (), NULL, on_sent_cb, self);
}

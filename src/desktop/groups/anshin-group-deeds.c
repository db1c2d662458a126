/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-group-deeds.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-id.h"
#include "anshin-step-up.h"
#include "anshin-window.h"

/* One act under way, and what then is said and can be taken back. */
typedef struct
{
  GtkWidget *from;
  AnshinWindow *window;
  char *group_id;
  const char *words;  /* said once it is done */
  const char *method; /* how it is taken back; NULL if it can't be */
  const char *path;   /* … below the group's */
} Deed;

static void
deed_free (Deed *deed)
{
  g_clear_object (&deed->from);
  g_clear_object (&deed->window);
  g_free (deed->group_id);
  g_free (deed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deed, deed_free)

static Deed *
deed_new (GtkWidget *from, const char *group_id, const char *words)
{
  AnshinWindow *window = anshin_window_get_for (from);
  Deed *deed = NULL;

  if (window == NULL)
    return NULL;
  deed = g_new0 (Deed, 1);
  deed->from = g_object_ref (from);
  deed->window = g_object_ref (window);
  deed->group_id = g_strdup (group_id);
  deed->words = words;
  return deed;
}

static char *
build_path (Deed *deed, const char *path)
{
  return g_strconcat ("/v1/groups/", deed->group_id, path, NULL);
}

static void
on_taken_back_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Deed) deed = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinGroup) group = NULL;

  group = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (error != NULL)
    anshin_window_toast_error (deed->window, error);
}

static void
on_undo_cb (gpointer data)
{
  Deed *deed = data;
  AnshinClient *client = anshin_window_get_client (deed->window);
  g_autofree char *path = build_path (deed, deed->path);

  anshin_client_call_async (client, deed->method, path, NULL, anshin_group_get_type (), NULL,
                            on_taken_back_cb, deed);
}

static void
on_kept_cb (gpointer data)
{
  deed_free (data);
}

static void
say (Deed *deed, const GError *error)
{
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    anshin_window_toast_error (deed->window, error);
  if (error == NULL && deed->method == NULL)
    anshin_window_toast (deed->window, deed->words);
  if (error != NULL || deed->method == NULL)
    deed_free (deed);
  else
    anshin_window_toast_undo (deed->window, deed->words, on_undo_cb, on_kept_cb, deed);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinGroup) group = NULL;

  group = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  say (data, error);
}

static void
on_stepped_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinGroup) group = NULL;

  group = anshin_step_up_call_finish (ANSHIN_CLIENT (source), result, &error);
  say (data, error);
}

static void
on_delete_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (Deed) deed = data;
  AnshinClient *client = NULL;
  g_autofree char *path = NULL;

  client = anshin_window_get_client (deed->window);
  if (!confirmed || client == NULL)
    return;
  path = build_path (deed, "/deletion");
  anshin_step_up_call_async (GTK_WIDGET (deed->window), client, "POST", path, NULL,
                             anshin_group_get_type (), NULL, on_stepped_up_cb,
                             g_steal_pointer (&deed));
}

static void
act (GtkWidget *from, const char *group_id, const char *words, const char *method,
     const char *path, const char *back)
{
  Deed *deed = deed_new (from, group_id, words);
  g_autofree char *full = NULL;

  if (deed == NULL)
    return;
  deed->method = back != NULL ? "POST" : NULL;
  deed->path = back;
  full = build_path (deed, path);
  anshin_client_call_async (anshin_window_get_client (deed->window), method, full, NULL,
                            anshin_group_get_type (), NULL, on_done_cb, deed);
}

/**
 * anshin_group_deeds_close:
 * @from: a widget of the window
 * @group: a group whose reader administers it
 *
 * Nobody posts any more, everybody goes on reading; it can be taken back.
 */
void
anshin_group_deeds_close (GtkWidget *from, AnshinGroup *group)
{
  act (from, group->id, _("Group closed. It can still be read."), "POST", "/closing",
       "/reopening");
}

void
anshin_group_deeds_reopen (GtkWidget *from, AnshinGroup *group)
{
  act (from, group->id, _("The group is open again"), "POST", "/reopening", "/closing");
}

void
anshin_group_deeds_bring_back (GtkWidget *from, const char *group_id)
{
  act (from, group_id, _("The group is back"), "DELETE", "/deletion", NULL);
}

/**
 * anshin_group_deeds_delete:
 * @from: a widget of the window
 * @group: a group whose reader administers it
 *
 * Asks first, then for the password if that was long ago; it can be taken back at once and for 30
 * days from the list of deleted groups.
 */
void
anshin_group_deeds_delete (GtkWidget *from, AnshinGroup *group)
{
  g_autofree char *heading = g_strdup_printf (_("Delete “%s”?"), group->name);
  Deed *deed = deed_new (from, group->id, _("Group deleted. It can be brought back for 30 days."));

  if (deed == NULL)
    return;
  deed->method = "DELETE";
  deed->path = "/deletion";
  anshin_alert_ask (GTK_WIDGET (deed->window), heading,
                    _("Nobody can read it any more. An administrator of the group can bring it "
                      "back for 30 days from the list of deleted groups; after that nothing of it "
                      "can be read again."),
                    _("_Delete"), TRUE, on_delete_confirmed_cb, deed);
}

static void
on_talk_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Deed) deed = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinGroup) group = NULL;

  group = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (group != NULL)
    anshin_window_show_item (deed->window, "groups", group->id);
  else
    anshin_window_toast_error (deed->window, error);
}

void
anshin_group_deeds_talk_to (GtkWidget *from, const char *user_id)
{
  g_autoptr (AnshinGroup) group = anshin_group_new ();
  Deed *deed = deed_new (from, NULL, NULL);

  if (deed == NULL)
    return;
  group->client_id = anshin_id_new ();
  group->kind = ANSHIN_GROUP_DIRECT;
  group->user_id = g_strdup (user_id);
  anshin_client_call_async (anshin_window_get_client (deed->window), "POST", "/v1/groups", group,
                            anshin_group_get_type (), NULL, on_talk_cb, deed);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-notices.h"

#include <glib/gi18n.h>

#include "anshin-chat-page.h"
#include "anshin-clock.h"
#include "anshin-entry.h"

/* The newest takes the place of the one before: how many there are is nobody's business either. */
#define NOTICE_ID "message"

/* What is counted so soon after the list came whole was in it before. */
#define SETTLE_USEC G_USEC_PER_SEC

/* What comes so soon after a sound has none of its own. */
#define SOUND_USEC (3 * G_USEC_PER_SEC)

struct _AnshinNotices
{
  GObject parent_instance;

  /* owned */
  AnshinClient *client;
  GSettings *settings;

  /* borrowed */
  AnshinWindow *window; /* owns this */

  guint to_answer;
  gint64 sounded_at;
  gint64 loaded_at; /* when the invitations were last whole; 0 if they are not */
};

G_DEFINE_FINAL_TYPE (AnshinNotices, anshin_notices, G_TYPE_OBJECT)

static gboolean
is_quiet_now (AnshinNotices *self)
{
  return g_settings_get_boolean (self->settings, "quiet-hours")
         && anshin_notices_is_quiet (g_settings_get_uint (self->settings, "quiet-from"),
                                     g_settings_get_uint (self->settings, "quiet-until"),
                                     anshin_time_get_hour (anshin_clock_now ()));
}

/* The desktop's own sound, which it keeps silent where people want none; GNotification has none to
 * choose. */
static void
sound (AnshinNotices *self)
{
  gint64 now = g_get_monotonic_time ();

  if (!g_settings_get_boolean (self->settings, "notice-sound")
      || (self->sounded_at != 0 && now - self->sounded_at < SOUND_USEC))
    return;
  self->sounded_at = now;
  gdk_display_beep (gtk_widget_get_display (GTK_WIDGET (self->window)));
}

static void
give_notice (AnshinNotices *self, gboolean urgent)
{
  g_autoptr (GNotification) notice = g_notification_new (_("You have a message."));
  g_autoptr (GIcon) icon = g_themed_icon_new (ANSHIN_APPLICATION_ID);

  g_notification_set_icon (notice, icon);
  g_notification_set_priority (notice, urgent ? G_NOTIFICATION_PRIORITY_URGENT
                                              : G_NOTIFICATION_PRIORITY_NORMAL);
  g_application_send_notification (
    G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self->window))), NOTICE_ID, notice);
  sound (self);
}

static void
take_back (AnshinNotices *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));

  if (application != NULL)
    g_application_withdraw_notification (G_APPLICATION (application), NOTICE_ID);
}

/* Whoever has the group before him sees what comes. */
static gboolean
is_seen (AnshinNotices *self, AnshinGroup *group)
{
  AnshinPage *page = anshin_window_get_page (self->window);

  return gtk_window_is_active (GTK_WINDOW (self->window)) && ANSHIN_IS_CHAT_PAGE (page)
         && anshin_chat_page_get_group (ANSHIN_CHAT_PAGE (page)) == group;
}

/* Not what came in while the connection was lost and somebody has read elsewhere. */
static void
on_message_arrived_cb (AnshinNotices *self, AnshinGroup *group, AnshinEntry *entry)
{
  AnshinContent *content = entry->content != NULL ? ANSHIN_CONTENT (entry->content) : NULL;
  AnshinCareRequest *request = anshin_entry_get_request (entry);
  gboolean urgent = (content != NULL && content->urgent) || (request != NULL && request->urgent);

  if (!g_settings_get_boolean (self->settings, "notices") || is_seen (self, group))
    return;
  /* What is urgent is told at night and of muted groups as well. */
  if (urgent || (!group->muted && !is_quiet_now (self)))
    give_notice (self, urgent);
}

static void
on_invitations_loaded_cb (AnshinNotices *self)
{
  AnshinLiveList *invitations = anshin_client_get_invitations (self->client);

  self->loaded_at = anshin_live_list_get_loaded (invitations) ? g_get_monotonic_time () : 0;
}

/* An invitation to answer or to approve is a message like others (SECURITY ML-02). */
static void
on_to_answer_cb (AnshinNotices *self)
{
  guint to_answer = anshin_client_get_to_answer (self->client);
  gboolean more = to_answer > self->to_answer;

  self->to_answer = to_answer;
  if (more && self->loaded_at != 0
      && g_get_monotonic_time () - self->loaded_at > SETTLE_USEC
      && g_settings_get_boolean (self->settings, "notices") && !is_quiet_now (self)
      && !gtk_window_is_active (GTK_WINDOW (self->window)))
    give_notice (self, FALSE);
}

static void
on_unread_cb (AnshinNotices *self)
{
  if (anshin_client_get_unread (self->client) == 0)
    take_back (self);
}

static void
on_active_cb (AnshinNotices *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self->window)))
    take_back (self);
}

static void
anshin_notices_dispose (GObject *object)
{
  AnshinNotices *self = ANSHIN_NOTICES (object);

  g_clear_object (&self->client);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (anshin_notices_parent_class)->dispose (object);
}

static void
anshin_notices_class_init (AnshinNoticesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_notices_dispose;
}

static void
anshin_notices_init (AnshinNotices *self)
{
  self->settings = g_settings_new (ANSHIN_APPLICATION_ID);
}

/**
 * anshin_notices_new:
 * @window: the main window, which keeps what is returned as long as it talks to @client
 * @client: whose messages are told of
 *
 * While the window is locked nothing is told: nothing is received then either.
 *
 * Returns: (transfer full): what gives the notices
 */
AnshinNotices *
anshin_notices_new (AnshinWindow *window, AnshinClient *client)
{
  AnshinNotices *self = g_object_new (ANSHIN_TYPE_NOTICES, NULL);

  self->window = window;
  self->client = g_object_ref (client);
  self->to_answer = anshin_client_get_to_answer (client);
  g_signal_connect_object (client, "message-arrived", G_CALLBACK (on_message_arrived_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "notify::to-answer", G_CALLBACK (on_to_answer_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "notify::unread", G_CALLBACK (on_unread_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (anshin_client_get_invitations (client), "notify::loaded",
                           G_CALLBACK (on_invitations_loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (on_active_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * anshin_notices_is_quiet:
 * @from: the hour at which the quiet begins, 0 to 23
 * @until: the hour at which it ends; before @from if it goes over midnight
 * @hour: the hour that it is
 *
 * Returns: whether it is quiet; never if it ends when it begins
 */
gboolean
anshin_notices_is_quiet (guint from, guint until, guint hour)
{
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until;
}

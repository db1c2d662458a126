/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-window-private.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-attachment-tile.h"
#include "anshin-clipboard.h"
#include "anshin-config.h"
#include "anshin-format.h"

#define UI_PATH "/jp/anshinnet/AnshinNet/ui/window/"

G_DEFINE_FINAL_TYPE (AnshinWindow, anshin_window, ADW_TYPE_APPLICATION_WINDOW)

/* An answer that came behind the lock: the page that it closes, or the one that it opens. */
typedef struct
{
  AnshinPage *closed;
  AnshinPage *shown;
} Late;

static void
late_free (gpointer data)
{
  Late *late = data;

  g_clear_object (&late->closed);
  g_clear_object (&late->shown);
  g_free (late);
}

static gboolean
is_main_seen (AnshinWindow *self)
{
  return self->main_view != NULL && gtk_widget_get_root (GTK_WIDGET (self->main_view)) != NULL;
}

static void
keep_for_later (AnshinWindow *self, AnshinPage *closed, AnshinPage *shown)
{
  Late *late = NULL;

  if (self->main_view == NULL)
    return;
  late = g_new0 (Late, 1);
  g_set_object (&late->closed, closed);
  g_set_object (&late->shown, shown);
  if (self->late == NULL)
    self->late = g_ptr_array_new_with_free_func (late_free);
  g_ptr_array_add (self->late, late);
}

static void
do_what_was_kept (AnshinWindow *self)
{
  g_autoptr (GPtrArray) kept = g_steal_pointer (&self->late);

  for (guint i = 0; kept != NULL && i < kept->len; i++)
    {
      Late *late = g_ptr_array_index (kept, i);

      if (late->closed != NULL)
        anshin_main_view_close_page (self->main_view, late->closed);
      if (late->shown != NULL)
        anshin_main_view_show_page (self->main_view, late->shown);
    }
}

static void
set_host_child (AnshinWindow *self, GtkWidget *child)
{
  if (adw_bin_get_child (self->host) != child)
    {
      gtk_window_set_focus (GTK_WINDOW (self), NULL);
      adw_bin_set_child (self->host, child);
    }
  anshin_window_actions_update (self);
}

void
anshin_window_forget_main_view (AnshinWindow *self)
{
  g_clear_pointer (&self->hidden_windows, g_ptr_array_unref);
  g_clear_pointer (&self->late, g_ptr_array_unref);
  g_clear_object (&self->main_view);
  g_clear_pointer (&self->main_view_user, g_free);
}

/* Dialogs show content too: they go out of sight with the window's, and come back with it. */
static void
hide_dialogs (AnshinWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  if (self->hidden_windows == NULL)
    self->hidden_windows = g_ptr_array_new_with_free_func (g_object_unref);
  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != self && gtk_widget_get_visible (l->data)
        && gtk_window_get_transient_for (l->data) == GTK_WINDOW (self))
      {
        g_ptr_array_add (self->hidden_windows, g_object_ref (l->data));
        gtk_widget_set_visible (l->data, FALSE);
      }
  anshin_alert_dismiss_all (GTK_WIDGET (self));
}

static void
show_dialogs (AnshinWindow *self)
{
  g_autoptr (GPtrArray) windows = g_steal_pointer (&self->hidden_windows);

  for (guint i = 0; windows != NULL && i < windows->len; i++)
    gtk_window_present (g_ptr_array_index (windows, i));
}

static void
show_lock (AnshinWindow *self)
{
  if (ANSHIN_IS_LOCK_PAGE (adw_bin_get_child (self->host)))
    return;
  hide_dialogs (self);
  set_host_child (self, anshin_lock_page_new (self->client));
}

/* What was open waits behind the rules as it does behind the lock. */
static void
show_rules (AnshinWindow *self)
{
  if (ANSHIN_IS_RULES_PAGE (adw_bin_get_child (self->host)))
    return;
  hide_dialogs (self);
  set_host_child (self, anshin_rules_page_new (self->client));
}

/* The facility's rule, which the service tells, may be stricter than what the person chose. */
static void
update_lock_minutes (AnshinWindow *self)
{
  int minutes = g_settings_get_int (self->settings, "lock-minutes");
  int allowed = self->client != NULL ? anshin_client_get_lock_seconds (self->client) / 60 : 0;

  g_object_set (self->idle_watch, "minutes", allowed > 0 ? MIN (minutes, allowed) : minutes, NULL);
}

/* Who sees a sign-in here that was not his own knows that somebody else has his password. */
static void
tell_last_sign_in (AnshinWindow *self)
{
  AnshinSessionInfo *info = anshin_client_get_session_info (self->client);
  g_autofree char *when = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *text = NULL;

  if (info == NULL || info->last_sign_in_at == 0)
    return;
  when = anshin_format_when (info->last_sign_in_at);
  clock = anshin_format_clock (info->last_sign_in_at);
  /* Translators: day, time and terminal of the sign-in before this one */
  text = g_strdup_printf (_("Your last sign-in: %s %s, %s"),
                          anshin_format_is_today (info->last_sign_in_at) ? _("today") : when,
                          clock,
                          info->last_sign_in_terminal != NULL ? info->last_sign_in_terminal : "–");
  anshin_window_toast (self, text);
}

/* The view of the person who was here before comes back as it was left; nobody else's does. */
static void
show_main (AnshinWindow *self)
{
  AnshinUser *user = anshin_client_get_user (self->client);
  const char *id = user != NULL ? user->id : NULL;

  if (self->main_view != NULL && g_strcmp0 (self->main_view_user, id) != 0)
    anshin_window_forget_main_view (self);
  if (self->main_view == NULL)
    {
      self->main_view = ANSHIN_MAIN_VIEW (g_object_ref_sink (anshin_main_view_new (self->client)));
      self->main_view_user = g_strdup (id);
      update_lock_minutes (self);
      tell_last_sign_in (self);
    }
  if (adw_bin_get_child (self->host) == GTK_WIDGET (self->main_view))
    return;
  set_host_child (self, GTK_WIDGET (self->main_view));
  do_what_was_kept (self);
  anshin_main_view_focus (self->main_view);
  show_dialogs (self);
}

/* The service has ended the session: whoever stands here may be somebody else by now, so that what
 * tells of patients goes from the screen at once. It comes back as it was left when the same person
 * signs in again. */
static void
show_ended (AnshinWindow *self)
{
  /* The account is suspended, or the terminal revoked: somebody may have lost it. */
  if (anshin_client_get_user (self->client) == NULL)
    anshin_window_forget_main_view (self);
  anshin_clipboard_clear ();
  anshin_window_show_sign_in (self);
  /* After an attempt that failed the page says why. */
  if (self->last_state != ANSHIN_CLIENT_SIGNING_IN)
    anshin_sign_in_page_tell_ended (ANSHIN_SIGN_IN_PAGE (adw_bin_get_child (self->host)),
                                    self->main_view != NULL);
}

static void
update_for_state (AnshinWindow *self)
{
  AnshinClientState state
    = self->client != NULL ? anshin_client_get_state (self->client) : ANSHIN_CLIENT_SIGNED_OUT;

  if (state != ANSHIN_CLIENT_ONLINE && state != ANSHIN_CLIENT_RECONNECTING)
    {
      anshin_attachment_tiles_forget ();
      anshin_window_hush (self);
    }
  switch (state)
    {
    case ANSHIN_CLIENT_ONLINE:
    case ANSHIN_CLIENT_RECONNECTING:
      show_main (self);
      break;
    case ANSHIN_CLIENT_LOCKED:
      show_lock (self);
      break;
    case ANSHIN_CLIENT_PENDING:
      show_rules (self);
      break;
    case ANSHIN_CLIENT_SIGNED_OUT:
      /* After an attempt that failed, what was typed before the session ended is still kept. */
      if (self->last_state != ANSHIN_CLIENT_SIGNING_IN)
        anshin_window_forget_main_view (self);
      anshin_window_show_sign_in (self);
      break;
    case ANSHIN_CLIENT_EXPIRED:
      show_ended (self);
      break;
    case ANSHIN_CLIENT_SIGNING_IN:
    default:
      if (adw_bin_get_child (self->host) == NULL
          || ANSHIN_IS_LOCK_PAGE (adw_bin_get_child (self->host)))
        anshin_window_show_sign_in (self);
      break;
    }
  self->last_state = state;
  anshin_idle_watch_set_active (self->idle_watch, state == ANSHIN_CLIENT_ONLINE
                                                    || state == ANSHIN_CLIENT_RECONNECTING);
  anshin_window_actions_update (self);
}

static void
on_state_changed_cb (AnshinWindow *self)
{
  update_for_state (self);
}

/* Why the session has ended may turn out only afterwards. */
static void
on_user_changed_cb (AnshinWindow *self)
{
  if (self->last_state == ANSHIN_CLIENT_EXPIRED
      && anshin_client_get_state (self->client) == ANSHIN_CLIENT_EXPIRED
      && anshin_client_get_user (self->client) == NULL)
    show_ended (self);
}

static void
on_high_contrast_changed_cb (AnshinWindow *self)
{
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    gtk_widget_add_css_class (GTK_WIDGET (self), "contrast");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "contrast");
}

static void
on_lock_minutes_changed_cb (AnshinWindow *self)
{
  update_lock_minutes (self);
}

static void
on_idle_cb (AnshinWindow *self)
{
  anshin_window_lock (self);
}

/* Bars come and go, and the field grows, while something is said. */
static void
on_realize_cb (AnshinWindow *self)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self)), "after-paint",
                           G_CALLBACK (anshin_window_place_toasts), self, G_CONNECT_SWAPPED);
}

static void
anshin_window_dispose (GObject *object)
{
  AnshinWindow *self = ANSHIN_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->client_signals != NULL)
    g_signal_group_set_target (self->client_signals, NULL);
  anshin_window_forget_main_view (self);
  g_clear_weak_pointer (&self->lowered);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_object (&self->idle_watch);
  g_clear_object (&self->notices);
  g_clear_object (&self->client_signals);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_window_parent_class)->dispose (object);
}

static void
anshin_window_finalize (GObject *object)
{
  g_ptr_array_unref (ANSHIN_WINDOW (object)->said);

  G_OBJECT_CLASS (anshin_window_parent_class)->finalize (object);
}

static void
anshin_window_class_init (AnshinWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = anshin_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = anshin_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, UI_PATH "anshin-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, AnshinWindow, host);
  anshin_window_actions_class_init (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back",
                                       NULL);
}

static void
anshin_window_init (AnshinWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->said = g_ptr_array_new ();
  self->settings = g_settings_new (ANSHIN_APPLICATION_ID);
  self->client_signals = g_signal_group_new (ANSHIN_TYPE_CLIENT);
  g_signal_group_connect_swapped (self->client_signals, "notify::state",
                                  G_CALLBACK (on_state_changed_cb), self);
  g_signal_group_connect_swapped (self->client_signals, "notify::user",
                                  G_CALLBACK (on_user_changed_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "realize", G_CALLBACK (on_realize_cb), NULL);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized",
                   G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (on_high_contrast_changed_cb), self, G_CONNECT_SWAPPED);
  on_high_contrast_changed_cb (self);
  self->idle_watch = anshin_idle_watch_new (GTK_WIDGET (self));
  g_signal_connect_object (self->settings, "changed::lock-minutes",
                           G_CALLBACK (on_lock_minutes_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->idle_watch, "idle", G_CALLBACK (on_idle_cb), self,
                           G_CONNECT_SWAPPED);
  update_for_state (self);
}

GtkWidget *
anshin_window_new (GtkApplication *application)
{
  return g_object_new (ANSHIN_TYPE_WINDOW, "application", application, NULL);
}

/* Behind the lock the main view hangs in no window, but one holds it. */
static AnshinWindow *
find_holder (GtkWidget *main_view)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; main_view != NULL && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ANSHIN_IS_WINDOW (window)
          && (GtkWidget *) ANSHIN_WINDOW (window)->main_view == main_view)
        return ANSHIN_WINDOW (window);
    }
  return NULL;
}

/**
 * anshin_window_get_for:
 * @widget: a widget of the window
 *
 * Returns: (nullable) (transfer none): the window, also behind the lock; %NULL if the widget was
 *   taken away while an answer was waited for. All that is asked of no window is left undone
 */
AnshinWindow *
anshin_window_get_for (gpointer widget)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (widget));

  if (ANSHIN_IS_WINDOW (root))
    return ANSHIN_WINDOW (root);
  return find_holder (gtk_widget_get_ancestor (GTK_WIDGET (widget), ANSHIN_TYPE_MAIN_VIEW));
}

AnshinClient *
anshin_window_get_client (AnshinWindow *self)
{
  g_return_val_if_fail (ANSHIN_IS_WINDOW (self), NULL);

  return self->client;
}

/**
 * anshin_window_use_service:
 * @self: a window in which nobody is signed in
 * @service_uri: where the service is
 * @error: return location
 *
 * Makes the client for that service; one for the same address is kept with its drafts.
 *
 * Returns: whether the address is one the client accepts
 */
gboolean
anshin_window_use_service (AnshinWindow *self, const char *service_uri, GError **error)
{
  g_autoptr (AnshinClient) client = NULL;

  g_return_val_if_fail (ANSHIN_IS_WINDOW (self), FALSE);

  if (self->client != NULL
      && g_strcmp0 (anshin_client_get_service_uri (self->client), service_uri) == 0)
    return TRUE;

  client = anshin_client_new (service_uri, error);
  if (client == NULL)
    return FALSE;
  anshin_window_forget_main_view (self);
  g_set_object (&self->client, client);
  g_signal_group_set_target (self->client_signals, client);
  g_clear_object (&self->notices);
  self->notices = anshin_notices_new (self, client);
  if (ANSHIN_IS_SIGN_IN_PAGE (adw_bin_get_child (self->host)))
    anshin_sign_in_page_set_client (ANSHIN_SIGN_IN_PAGE (adw_bin_get_child (self->host)), client);
  return TRUE;
}

void
anshin_window_show_sign_in (AnshinWindow *self)
{
  hide_dialogs (self);
  if (!ANSHIN_IS_SIGN_IN_PAGE (adw_bin_get_child (self->host)))
    set_host_child (self, anshin_sign_in_page_new (self->client));
}

void
anshin_window_demo_sign_in (AnshinWindow *self, const char *spec)
{
  g_return_if_fail (ANSHIN_IS_WINDOW (self));

  if (ANSHIN_IS_SIGN_IN_PAGE (adw_bin_get_child (self->host)))
    anshin_sign_in_page_demo (ANSHIN_SIGN_IN_PAGE (adw_bin_get_child (self->host)), spec);
}

void
anshin_window_lock (AnshinWindow *self)
{
  AnshinClientState state
    = self->client != NULL ? anshin_client_get_state (self->client) : ANSHIN_CLIENT_SIGNED_OUT;

  if (state != ANSHIN_CLIENT_ONLINE && state != ANSHIN_CLIENT_RECONNECTING)
    return;
  anshin_window_commit (self);
  anshin_clipboard_clear ();
  anshin_client_lock (self->client);
}

/* Returns: (nullable) (transfer none): the page in front in the content pane */
AnshinPage *
anshin_window_get_page (AnshinWindow *self)
{
  g_return_val_if_fail (ANSHIN_IS_WINDOW (self), NULL);

  return self->main_view != NULL ? anshin_main_view_get_page (self->main_view) : NULL;
}

void
anshin_window_show_content (AnshinWindow *self)
{
  g_return_if_fail (ANSHIN_IS_WINDOW (self) && self->main_view != NULL);

  anshin_main_view_show_content (self->main_view);
}

void
anshin_window_show_page (AnshinWindow *self, AnshinPage *page)
{
  g_autoptr (GtkWidget) kept = g_object_ref_sink (GTK_WIDGET (page));

  if (self != NULL && is_main_seen (self))
    anshin_main_view_show_page (self->main_view, page);
  else if (self != NULL)
    keep_for_later (self, NULL, page);
}

void
anshin_window_push_page (AnshinWindow *self, AnshinPage *page)
{
  g_autoptr (GtkWidget) kept = g_object_ref_sink (GTK_WIDGET (page));

  if (self != NULL && is_main_seen (self))
    anshin_main_view_push_page (self->main_view, page);
}

void
anshin_window_close_page (AnshinWindow *self, AnshinPage *page)
{
  if (self != NULL && is_main_seen (self))
    anshin_main_view_close_page (self->main_view, page);
  else if (self != NULL)
    keep_for_later (self, page, NULL);
}

gboolean
anshin_window_show_item (AnshinWindow *self, const char *section, const char *id)
{
  return self != NULL && is_main_seen (self)
         && anshin_main_view_show_item (self->main_view, section, id);
}

/* Returns: (transfer floating): a button with the main menu, for a header bar's end */
GtkWidget *
anshin_window_create_menu_button (void)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (UI_PATH "anshin-menu.ui");
  GtkWidget *button = g_object_ref (GTK_WIDGET (gtk_builder_get_object (builder, "menu_button")));

  g_object_force_floating (G_OBJECT (button));
  return button;
}

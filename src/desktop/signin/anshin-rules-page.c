/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-rules-page.h"

#include <glib/gi18n.h>

#include "anshin-page-notice.h"
#include "anshin-window.h"
#include "anshin-wording.h"

struct _AnshinRulesPage
{
  AdwBin parent_instance;

  /* template widgets */
  AdwHeaderBar *header_bar;
  AnshinPageNotice *notice;
  GtkLabel *edition_label;
  GtkLabel *text_label;
  GtkWidget *scroller;
  GtkSpinner *spinner;
  GtkWidget *accept_button;

  /* owned */
  AnshinClient *client;
  GCancellable *cancellable;
  gint64 version;
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (AnshinRulesPage, anshin_rules_page, ADW_TYPE_BIN)

static void
set_busy (AnshinRulesPage *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->accept_button, self->loaded && !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
show_error (AnshinRulesPage *self, const GError *error)
{
  anshin_page_notice_set_error (self->notice, error);
  anshin_page_notice_set_button (self->notice, self->loaded ? NULL : _("_Try again"));
}

static void
on_text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinRulesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinWording) wording = NULL;
  g_autofree char *edition = NULL;

  wording = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->loaded = wording != NULL && wording->text != NULL;
  set_busy (self, FALSE);
  if (!self->loaded)
    {
      show_error (self, error);
      return;
    }
  edition = g_strdup_printf (_("Version %d"), (int) wording->version);
  gtk_label_set_label (self->edition_label, edition);
  gtk_label_set_label (self->text_label, wording->text);
  gtk_widget_grab_focus (self->scroller);
}

static void
load (AnshinRulesPage *self)
{
  g_autofree char *path
    = g_strdup_printf ("/v1/wordings/rules/%" G_GINT64_FORMAT, self->version);

  self->loaded = FALSE;
  anshin_page_notice_set_text (self->notice, NULL);
  set_busy (self, TRUE);
  anshin_client_call_async (self->client, "GET", path, NULL, anshin_wording_get_type (),
                            self->cancellable, on_text_cb, g_object_ref (self));
}

/* Which version is to be accepted is the session's to say: a newer one may have come. */
static void
on_session_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinRulesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinSessionInfo) info = NULL;

  info = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (info == NULL)
    {
      show_error (self, error);
      return;
    }
  self->version = info->rules_version;
  load (self);
}

static void
ask_version (AnshinRulesPage *self)
{
  self->loaded = FALSE;
  anshin_page_notice_set_text (self->notice, NULL);
  set_busy (self, TRUE);
  anshin_client_call_async (self->client, "GET", "/v1/session", NULL,
                            anshin_session_info_get_type (), self->cancellable, on_session_cb,
                            g_object_ref (self));
}

static void
on_accepted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinRulesPage) self = data;
  g_autoptr (GError) error = NULL;

  if (anshin_client_accept_rules_finish (ANSHIN_CLIENT (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_VERSION_STALE))
    ask_version (self);
  else
    show_error (self, error);
}

static void
on_accept_cb (AnshinRulesPage *self)
{
  anshin_page_notice_set_text (self->notice, NULL);
  set_busy (self, TRUE);
  anshin_client_accept_rules_async (self->client, self->version, self->cancellable,
                                    on_accepted_cb, g_object_ref (self));
}

static void
on_notice_clicked_cb (AnshinRulesPage *self)
{
  ask_version (self);
}

static void
anshin_rules_page_dispose (GObject *object)
{
  AnshinRulesPage *self = ANSHIN_RULES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_rules_page_parent_class)->dispose (object);
}

static void
anshin_rules_page_class_init (AnshinRulesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  G_OBJECT_CLASS (klass)->dispose = anshin_rules_page_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/signin/anshin-rules-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinRulesPage, header_bar);
  gtk_widget_class_bind_template_child (widget_class, AnshinRulesPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinRulesPage, edition_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinRulesPage, text_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinRulesPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, AnshinRulesPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinRulesPage, accept_button);
  gtk_widget_class_bind_template_callback (widget_class, on_accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_notice_clicked_cb);
}

static void
anshin_rules_page_init (AnshinRulesPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_header_bar_pack_end (self->header_bar, anshin_window_create_menu_button ());
}

/**
 * anshin_rules_page_new:
 * @client: signed in, and waiting for the rules to be accepted
 *
 * Returns: the page; the client's state says when they are
 */
GtkWidget *
anshin_rules_page_new (AnshinClient *client)
{
  AnshinRulesPage *self = g_object_new (ANSHIN_TYPE_RULES_PAGE, NULL);

  self->client = g_object_ref (client);
  self->version = anshin_client_get_rules_version (client);
  if (self->version > 0)
    load (self);
  else
    ask_version (self);
  return GTK_WIDGET (self);
}

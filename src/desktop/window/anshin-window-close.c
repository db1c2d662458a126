/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-window-private.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"

static void
on_close_unsent_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinWindow) self = data;

  if (confirmed)
    anshin_window_close_now (self);
}

/* All that could be done has been done: what is on the service is safe, the rest is asked about. */
static void
close_settled (AnshinWindow *self)
{
  const char *unsent = anshin_window_describe_unsent (self);

  if (unsent == NULL)
    {
      anshin_window_close_now (self);
      return;
    }
  gtk_window_present (GTK_WINDOW (self));
  anshin_alert_ask (GTK_WIDGET (self), _("Close and lose what has not arrived?"), unsent,
                    _("_Close"), TRUE, on_close_unsent_cb, g_object_ref (self));
}

static void
close_later (AnshinWindow *self)
{
  anshin_window_settle (self, close_settled);
  /* Out of sight while the service is waited for. */
  if (self->settle_id != 0)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
on_close_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinWindow) self = data;

  if (confirmed)
    close_later (self);
}

gboolean
anshin_window_close_request (GtkWindow *window)
{
  AnshinWindow *self = ANSHIN_WINDOW (window);
  const char *loss = anshin_window_describe_loss (self);

  if (loss != NULL)
    {
      anshin_alert_ask (GTK_WIDGET (self), _("Close and discard what you typed?"), loss,
                        _("_Close"), TRUE, on_close_confirmed_cb, g_object_ref (self));
      return TRUE;
    }
  close_later (self);
  return TRUE;
}

/* Returns: (nullable): what would be lost if this person's view were forgotten now */
const char *
anshin_window_describe_loss (AnshinWindow *self)
{
  AnshinPage *dirty
    = self->main_view != NULL ? anshin_main_view_find_dirty (self->main_view) : NULL;
  const AnshinPageLoss *loss = dirty != NULL ? anshin_page_get_loss (dirty) : NULL;

  if (loss != NULL)
    return loss->body != NULL ? loss->body : _("A page with something you entered is still open.");
  if (self->client != NULL && anshin_client_has_drafts (self->client))
    return _("A message that you typed has not been sent yet.");
  return NULL;
}

/* Returns: (nullable): what was sent, has not arrived, and would be lost with the program */
const char *
anshin_window_describe_unsent (AnshinWindow *self)
{
  if (self->client != NULL && anshin_client_has_unsent (self->client))
    return _("The service can’t be reached, and a message that you sent still waits here. If you "
             "wait for the connection, it goes out by itself.");
  return NULL;
}

void
anshin_window_close_now (AnshinWindow *self)
{
  anshin_window_forget_main_view (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

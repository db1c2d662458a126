/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-clipboard.h"

#define CLEAR_AFTER_SECONDS 60

/* There is one clipboard, and one text of ours in it at most. */
static guint clear_id;

/**
 * anshin_clipboard_clear:
 *
 * Takes what was copied from here from the clipboard, unless something else is there by now.
 */
void
anshin_clipboard_clear (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  GdkClipboard *clipboard = display != NULL ? gdk_display_get_clipboard (display) : NULL;

  if (clear_id == 0)
    return;
  g_clear_handle_id (&clear_id, g_source_remove);
  if (clipboard != NULL && gdk_clipboard_is_local (clipboard))
    gdk_clipboard_set_content (clipboard, NULL);
}

static gboolean
on_clear_cb (gpointer data)
{
  anshin_clipboard_clear ();
  return G_SOURCE_REMOVE;
}

/**
 * anshin_clipboard_copy:
 * @widget: where it is copied
 * @text: what
 */
void
anshin_clipboard_copy (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && text != NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  g_clear_handle_id (&clear_id, g_source_remove);
  clear_id = g_timeout_add_seconds (CLEAR_AFTER_SECONDS, on_clear_cb, NULL);
}

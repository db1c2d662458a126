/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-message-text.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-message-markup.h"

/**
 * anshin_message_text_set_up:
 * @label: a label for what people have written
 *
 * It goes over as many lines as it needs; no hyphen is shown that nobody wrote: a number or an
 * address that is copied by eye would be wrong.
 */
void
anshin_message_text_set_up (GtkLabel *label)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
}

/**
 * anshin_message_text_show:
 * @label: a label
 * @content: a message's content with a text
 *
 * Most messages have neither a link nor a name in them, and cost nothing.
 */
void
anshin_message_text_show (GtkLabel *label, AnshinContent *content)
{
  g_autofree char *text = NULL;

  if (anshin_message_markup_needed (content))
    {
      text = anshin_message_markup_dup (content);
      gtk_label_set_markup (label, text);
      return;
    }
  text = anshin_message_markup_dup_plain (content->text);
  gtk_label_set_text (label, text);
}

static void
on_asked_cb (gboolean confirmed, gpointer data)
{
  g_autofree char *uri = data;

  if (confirmed)
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}

/**
 * anshin_message_text_open_link:
 * @parent: where it was pressed
 * @uri: an address from a message
 *
 * A link to a message leads there. For others it asks with the host in plain letters, and opens
 * nothing but http and https.
 */
void
anshin_message_text_open_link (GtkWidget *parent, const char *uri)
{
  g_autofree char *host = anshin_message_markup_dup_host (uri);
  g_autofree char *body = NULL;
  g_autofree char *group_id = NULL;
  gint64 seq = 0;

  if (anshin_message_markup_parse_link (uri, &group_id, &seq))
    {
      gtk_widget_activate_action (parent, "win.show-message", "(sx)", group_id, seq);
      return;
    }
  if (host == NULL)
    return;
  /* Translators: a host, and the whole address */
  body = g_strdup_printf (_("The page is at %s, outside this network:\n%s"), host, uri);
  anshin_alert_ask (parent, _("Open this page in the browser?"), body, _("_Open"), FALSE,
                    on_asked_cb, g_strdup (uri));
}

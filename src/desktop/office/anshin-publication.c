/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-publication.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-window.h"

/* What is asked about. */
typedef struct
{
  AnshinTaskPage *page;
  AnshinWording *request;
} Publication;

static void
on_confirmed_cb (gboolean confirmed, gpointer data)
{
  Publication *publication = data;

  if (confirmed)
    anshin_task_page_send (publication->page, publication->request);
  g_object_unref (publication->page);
  g_object_unref (publication->request);
  g_free (publication);
}

/**
 * anshin_publication_ask:
 * @page: where a wording was edited
 * @request: the wording
 * @version: what it will be
 * @consequence: what publishing it means
 *
 * Asks, and sends it if that is wanted.
 */
void
anshin_publication_ask (AnshinTaskPage *page, AnshinWording *request, gint64 version,
                        const char *consequence)
{
  Publication *publication = g_new0 (Publication, 1);
  g_autofree char *heading = g_strdup_printf (_("Publish version %d?"), (int) version);

  publication->page = g_object_ref (page);
  publication->request = g_object_ref (request);
  anshin_alert_ask (GTK_WIDGET (page), heading, consequence, _("_Publish"), FALSE,
                    on_confirmed_cb, publication);
}

/* The service has published @answer: says so, and closes the page. */
void
anshin_publication_done (AnshinTaskPage *page, AnshinWording *answer)
{
  AnshinWindow *window = anshin_window_get_for (page);
  g_autofree char *text = g_strdup_printf (_("Version %d is published"), (int) answer->version);

  anshin_window_toast (window, text);
  anshin_window_close_page (window, ANSHIN_PAGE (page));
}

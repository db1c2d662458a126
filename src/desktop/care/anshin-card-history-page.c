/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-card-history-page.h"

#include <glib/gi18n.h>

#include "anshin-card-view.h"
#include "anshin-expander.h"
#include "anshin-format.h"
#include "anshin-paged-view.h"

struct _AnshinCardHistoryPage
{
  AnshinPage parent_instance;

  /* owned */
  AnshinPagedList *list;
};

G_DEFINE_FINAL_TYPE (AnshinCardHistoryPage, anshin_card_history_page, ANSHIN_TYPE_PAGE)

/* A version opens to show all of it. */
static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinCard *card = ANSHIN_CARD (item);
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *content = adw_preferences_row_new ();
  GtkWidget *view = anshin_card_view_new ();
  g_autofree char *title = g_strdup_printf (_("Version %d"), (int) card->version);
  g_autofree char *when = anshin_format_when (card->changed_at);
  g_autofree char *subtitle = g_strdup_printf ("%s (%s), %s", card->changed_by_name,
                                               card->changed_by_facility, when);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  anshin_expander_name (ADW_EXPANDER_ROW (row));
  anshin_card_view_set_card (ANSHIN_CARD_VIEW (view), card);
  gtk_widget_add_css_class (view, "card-body");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (content), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (content), view);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), content);
  return row;
}

static void
anshin_card_history_page_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_CARD_HISTORY_PAGE (object)->list);

  G_OBJECT_CLASS (anshin_card_history_page_parent_class)->dispose (object);
}

static void
anshin_card_history_page_class_init (AnshinCardHistoryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_card_history_page_dispose;
}

static void
anshin_card_history_page_init (AnshinCardHistoryPage *self)
{
}

/**
 * anshin_card_history_page_new:
 * @client: the client
 * @patient_id: whose card
 *
 * Returns: the page
 */
AnshinPage *
anshin_card_history_page_new (AnshinClient *client, const char *patient_id)
{
  AnshinCardHistoryPage *self
    = g_object_new (ANSHIN_TYPE_CARD_HISTORY_PAGE, "title", _("Versions of the emergency card"),
                    NULL);
  g_autofree char *path = g_strdup_printf ("/v1/patients/%s/card/versions", patient_id);
  g_autofree char *topic = g_strconcat ("card:", patient_id, NULL);
  GtkWidget *view = g_object_new (ANSHIN_TYPE_PAGED_VIEW, "label",
                                  _("Versions of the emergency card"), NULL);

  self->list = anshin_paged_list_new (client, path, anshin_card_get_type (), NULL);
  anshin_paged_list_set_topic (self->list, topic);
  anshin_paged_view_set_list (ANSHIN_PAGED_VIEW (view), self->list, create_row, NULL);
  adw_bin_set_child (ADW_BIN (self), view);
  return ANSHIN_PAGE (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-request-marks.h"

#include <glib/gi18n.h>

#include "anshin-entry-state.h"
#include "anshin-format.h"
#include "anshin-request-words.h"

#define SHOWN_CHARACTERS 40

/* Returns: (transfer none) (nullable) (element-type AnshinCareRequest) */
static GPtrArray *
get_requests (AnshinTimelineItem *item)
{
  AnshinEntry *entry = item != NULL ? anshin_timeline_item_get_entry (item) : NULL;

  return entry != NULL && entry->state != NULL ? ANSHIN_ENTRY_STATE (entry->state)->requests
                                               : NULL;
}

gboolean
anshin_request_marks_wanted (AnshinTimelineItem *item)
{
  GPtrArray *requests = get_requests (item);

  return requests != NULL && requests->len > 0;
}

GtkWidget *
anshin_request_marks_new (void)
{
  return gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
}

/* What is asked, how it stands, and who closed it and when; pressing it goes there. */
static GtkWidget *
create_mark (AnshinCareRequest *request)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (anshin_request_words_icon (request));
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *what = anshin_format_one_line (request->what, SHOWN_CHARACTERS);
  g_autofree char *news = anshin_request_words_news (request);
  g_autofree char *text
    /* Translators: what is asked in a request, and how it stands */
    = g_strdup_printf (_("Request “%s”: %s"), what,
                       news != NULL ? news : anshin_request_words_state (request));

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", request->seq);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "chat.show-entry");
  return button;
}

void
anshin_request_marks_update (GtkWidget *part, AnshinTimelineItem *item)
{
  GPtrArray *requests = get_requests (item);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (part)) != NULL)
    gtk_box_remove (GTK_BOX (part), child);
  for (guint i = 0; requests != NULL && i < requests->len; i++)
    gtk_box_append (GTK_BOX (part), create_mark (requests->pdata[i]));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-urgent-mark.h"

#include <glib/gi18n.h>

gboolean
anshin_urgent_mark_wanted (AnshinTimelineItem *item)
{
  AnshinContent *content = anshin_timeline_item_get_content (item);

  return content != NULL && content->urgent;
}

GtkWidget *
anshin_urgent_mark_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (_("Urgent"));

  gtk_widget_add_css_class (box, "urgent-mark");
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* It says the same of every message. */
void
anshin_urgent_mark_update (GtkWidget *part, AnshinTimelineItem *item)
{
}

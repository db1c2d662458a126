/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-announcement-row.h"

#include <glib/gi18n.h>

#include "anshin-format.h"

struct _AnshinAnnouncementRow
{
  AdwActionRow parent_instance;

  /* owned */
  AnshinTimelineItem *item;
  AnshinGroup *group;
};

G_DEFINE_FINAL_TYPE (AnshinAnnouncementRow, anshin_announcement_row, ADW_TYPE_ACTION_ROW)

static void
update (AnshinAnnouncementRow *self)
{
  AnshinEntry *entry = anshin_timeline_item_get_entry (self->item);
  AnshinContent *content = anshin_timeline_item_get_content (self->item);
  guint readers = anshin_timeline_item_get_readers (self->item);
  g_autofree char *text = anshin_format_one_line (content != NULL ? content->text : "", 80);
  g_autofree char *when = anshin_format_when (entry->at);
  g_autofree char *subtitle = NULL;
  g_autofree char *label = NULL;

  /* Translators: when it was announced, by how many it was read, and how many users there are */
  subtitle = g_strdup_printf (_("%s · read by %u of %u"), when, readers,
                              (guint) MAX (self->group->members, readers));
  label = g_strdup_printf ("%s, %s", text, subtitle);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
anshin_announcement_row_dispose (GObject *object)
{
  AnshinAnnouncementRow *self = ANSHIN_ANNOUNCEMENT_ROW (object);

  g_clear_object (&self->item);
  g_clear_object (&self->group);

  G_OBJECT_CLASS (anshin_announcement_row_parent_class)->dispose (object);
}

static void
anshin_announcement_row_class_init (AnshinAnnouncementRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_announcement_row_dispose;
}

static void
anshin_announcement_row_init (AnshinAnnouncementRow *self)
{
}

/* Returns: (transfer floating): a row that follows @item */
GtkWidget *
anshin_announcement_row_new (AnshinTimelineItem *item, AnshinGroup *group)
{
  AnshinAnnouncementRow *self = g_object_new (ANSHIN_TYPE_ANNOUNCEMENT_ROW, "use-markup", FALSE,
                                              "title-lines", 2, "subtitle-lines", 0, NULL);

  self->item = g_object_ref (item);
  self->group = g_object_ref (group);
  g_signal_connect_object (item, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (group, "notify::members", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachments-part.h"

#include "anshin-attachment-tile.h"
#include "anshin-entry.h"

static GPtrArray *
get_attachments (AnshinTimelineItem *item)
{
  AnshinContent *content = anshin_timeline_item_get_content (item);
  AnshinEntryState *state = anshin_timeline_item_get_state (item);

  /* What was deleted has nothing to show any more. */
  if (content == NULL || content->attachments == NULL || content->attachments->len == 0
      || (state != NULL && state->deleted_at != 0))
    return NULL;
  return content->attachments;
}

gboolean
anshin_attachments_part_wanted (AnshinTimelineItem *item)
{
  return get_attachments (item) != NULL;
}

GtkWidget *
anshin_attachments_part_new (void)
{
  return gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
}

/* Whether the tiles that are there are those of @attachments. */
static gboolean
shows (GtkWidget *part, GPtrArray *attachments, gboolean arrived)
{
  GtkWidget *tile = gtk_widget_get_first_child (part);

  for (guint i = 0; i < attachments->len; i++)
    {
      if (tile == NULL
          || anshin_attachment_tile_get_attachment (ANSHIN_ATTACHMENT_TILE (tile))
               != attachments->pdata[i]
          || anshin_attachment_tile_get_can_show (ANSHIN_ATTACHMENT_TILE (tile)) != arrived)
        return FALSE;
      tile = gtk_widget_get_next_sibling (tile);
    }
  return tile == NULL;
}

void
anshin_attachments_part_update (GtkWidget *part, AnshinTimelineItem *item)
{
  GPtrArray *attachments = item != NULL ? get_attachments (item) : NULL;
  gboolean arrived = item != NULL && anshin_timeline_item_get_delivery (item)
                                       == ANSHIN_DELIVERY_CONFIRMED;
  GtkWidget *child = NULL;

  if (attachments != NULL && shows (part, attachments, arrived))
    return;
  while ((child = gtk_widget_get_first_child (part)) != NULL)
    gtk_box_remove (GTK_BOX (part), child);
  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    gtk_box_append (GTK_BOX (part), anshin_attachment_tile_new (attachments->pdata[i], arrived));
}

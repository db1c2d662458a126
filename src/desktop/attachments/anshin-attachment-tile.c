/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment-tile.h"

#include <glib/gi18n.h>

#include "anshin-attachment-chip.h"
#include "anshin-attachment-page.h"
#include "anshin-decoder.h"
#include "anshin-window.h"

#define SMALL_WIDTH 240
#define SMALL_HEIGHT 160
/* So many small pictures are kept, in memory, for who scrolls back. */
#define MAX_KEPT 48

struct _AnshinAttachmentTile
{
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *button;
  AdwClamp *frame;
  GtkPicture *picture;
  GtkImage *icon;
  GtkLabel *name_label;
  GtkLabel *about_label;

  /* owned */
  AnshinAttachment *attachment;
  AnshinTransfer *transfer;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AnshinAttachmentTile, anshin_attachment_tile, ADW_TYPE_BIN)

static GHashTable *kept;
static GQueue kept_ids = G_QUEUE_INIT;

static GdkTexture *
find_kept (const char *id)
{
  return kept != NULL ? g_hash_table_lookup (kept, id) : NULL;
}

static void
keep (const char *id, GdkTexture *texture)
{
  if (kept == NULL)
    kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  if (g_hash_table_insert (kept, g_strdup (id), g_object_ref (texture)))
    g_queue_push_tail (&kept_ids, g_strdup (id));
  if (g_queue_get_length (&kept_ids) > MAX_KEPT)
    {
      g_autofree char *oldest = g_queue_pop_head (&kept_ids);

      g_hash_table_remove (kept, oldest);
    }
}

void
anshin_attachment_tiles_forget (void)
{
  g_clear_pointer (&kept, g_hash_table_unref);
  g_queue_clear_full (&kept_ids, g_free);
}

static void
show_texture (AnshinAttachmentTile *self, GdkTexture *texture)
{
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  adw_clamp_set_maximum_size (self->frame, gdk_texture_get_width (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->frame), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
}

static void
on_drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAttachmentTile) self = data;
  g_autoptr (AnshinPicture) picture = anshin_decoder_draw_finish (result, NULL);

  /* Without a picture there is the name, and the page that says why. */
  if (picture == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  keep (self->attachment->id, picture->texture);
  show_texture (self, picture->texture);
}

static void
on_transfer_changed_cb (AnshinAttachmentTile *self)
{
  GBytes *file = anshin_transfer_get_file (self->transfer);

  if (anshin_transfer_get_state (self->transfer) != ANSHIN_TRANSFER_DONE || file == NULL)
    return;
  anshin_decoder_draw_async (self->attachment->media, file, 0, SMALL_WIDTH, SMALL_HEIGHT,
                             self->cancellable, on_drawn_cb, g_object_ref (self));
  g_clear_object (&self->transfer);
}

/* What can be seen small is fetched when the row is on the screen, not before. */
static void
fetch (AnshinAttachmentTile *self)
{
  AnshinWindow *window = anshin_window_get_for (self);
  AnshinClient *client = window != NULL ? anshin_window_get_client (window) : NULL;
  GdkTexture *texture = find_kept (self->attachment->id);

  if (texture != NULL)
    {
      show_texture (self, texture);
      return;
    }
  if (client == NULL || self->transfer != NULL
      || self->attachment->media == ANSHIN_MEDIA_TEXT)
    return;
  self->transfer = anshin_client_download (client, self->attachment);
  g_signal_connect_object (self->transfer, "notify::state", G_CALLBACK (on_transfer_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
on_clicked_cb (AnshinAttachmentTile *self)
{
  AnshinWindow *window = anshin_window_get_for (self);

  if (window != NULL)
    anshin_window_push_page (window, anshin_attachment_page_new (anshin_window_get_client (window),
                                                                 self->attachment));
}

static void
anshin_attachment_tile_map (GtkWidget *widget)
{
  AnshinAttachmentTile *self = ANSHIN_ATTACHMENT_TILE (widget);

  GTK_WIDGET_CLASS (anshin_attachment_tile_parent_class)->map (widget);
  if (gtk_widget_get_sensitive (self->button))
    fetch (self);
}

static void
anshin_attachment_tile_dispose (GObject *object)
{
  AnshinAttachmentTile *self = ANSHIN_ATTACHMENT_TILE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->transfer != NULL)
    anshin_transfer_cancel (self->transfer);
  g_clear_object (&self->transfer);
  g_clear_object (&self->attachment);

  G_OBJECT_CLASS (anshin_attachment_tile_parent_class)->dispose (object);
}

static void
anshin_attachment_tile_finalize (GObject *object)
{
  g_clear_object (&ANSHIN_ATTACHMENT_TILE (object)->cancellable);

  G_OBJECT_CLASS (anshin_attachment_tile_parent_class)->finalize (object);
}

static void
anshin_attachment_tile_class_init (AnshinAttachmentTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_attachment_tile_dispose;
  G_OBJECT_CLASS (klass)->finalize = anshin_attachment_tile_finalize;
  widget_class->map = anshin_attachment_tile_map;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/attachments/anshin-attachment-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentTile, button);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentTile, frame);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentTile, picture);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentTile, icon);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentTile, name_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentTile, about_label);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked_cb);
}

static void
anshin_attachment_tile_init (AnshinAttachmentTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/* @can_show: whether the message has arrived; until then its files are nobody else's. */
GtkWidget *
anshin_attachment_tile_new (AnshinAttachment *attachment, gboolean can_show)
{
  AnshinAttachmentTile *self = g_object_new (ANSHIN_TYPE_ATTACHMENT_TILE, NULL);
  g_autofree char *about = anshin_attachment_describe (attachment);
  g_autofree char *label = g_strdup_printf (_("Show %s, %s"), attachment->name, about);

  self->attachment = g_object_ref (attachment);
  gtk_image_set_from_icon_name (self->icon, anshin_attachment_get_icon (attachment));
  gtk_label_set_label (self->name_label, attachment->name);
  gtk_label_set_label (self->about_label, about);
  gtk_widget_set_sensitive (self->button, can_show);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  return GTK_WIDGET (self);
}

AnshinAttachment *
anshin_attachment_tile_get_attachment (AnshinAttachmentTile *self)
{
  return self->attachment;
}

gboolean
anshin_attachment_tile_get_can_show (AnshinAttachmentTile *self)
{
  return gtk_widget_get_sensitive (self->button);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment-bar.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-attachment-chip.h"
#include "anshin-error-words.h"
#include "anshin-file-dialog.h"
#include "anshin-file-reader.h"
#include "anshin-window.h"

struct _AnshinAttachmentBar
{
  AdwBin parent_instance;

  /* template widgets */
  GtkListBox *list;

  /* owned */
  AnshinTimeline *timeline;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AnshinAttachmentBar, anshin_attachment_bar, ADW_TYPE_BIN)

static guint changed_signal;

static GListModel *
get_files (AnshinAttachmentBar *self)
{
  return anshin_timeline_get_draft_files (self->timeline);
}

static void
emit_changed (AnshinAttachmentBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (get_files (self)) > 0);
  g_signal_emit (self, changed_signal, 0);
}

static void
on_transfer_changed_cb (AnshinAttachmentBar *self)
{
  emit_changed (self);
}

static void
on_removed_cb (AnshinAttachmentBar *self, AnshinAttachmentChip *chip)
{
  anshin_timeline_detach (self->timeline, anshin_attachment_chip_get_transfer (chip));
}

static GtkWidget *
create_chip (gpointer item, gpointer data)
{
  AnshinAttachmentBar *self = ANSHIN_ATTACHMENT_BAR (data);
  GtkWidget *chip = anshin_attachment_chip_new (item);

  g_signal_connect_object (chip, "removed", G_CALLBACK (on_removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "notify::state", G_CALLBACK (on_transfer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return chip;
}

static void
on_files_changed_cb (AnshinAttachmentBar *self)
{
  emit_changed (self);
}

/* Why a file does not go along, which must not pass by unseen. */
static void
tell (AnshinAttachmentBar *self, const GError *error)
{
  g_autofree char *words = anshin_error_words_dup (error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    anshin_alert_tell (GTK_WIDGET (self), _("This file can’t be attached"), words);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAttachmentBar) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinReadFile) read = anshin_file_reader_finish (result, &error);
  AnshinWindow *window = anshin_window_get_for (self);

  if (read == NULL)
    {
      tell (self, error);
      return;
    }
  if (self->timeline != NULL
      && !anshin_timeline_attach (self->timeline, read->attachment, read->file)
      && window != NULL)
    anshin_window_toast (window, _("A message takes ten files. Send the others in another one."));
}

static void
add_file (AnshinAttachmentBar *self, GFile *file)
{
  anshin_file_reader_read_async (file, self->cancellable, on_read_cb, g_object_ref (self));
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAttachmentBar) self = data;
  g_autoptr (GListModel) files = anshin_file_dialog_open_many_finish (result, NULL);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      add_file (self, file);
    }
}

static gboolean
on_dropped_cb (AnshinAttachmentBar *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (self->timeline == NULL)
    return FALSE;
  for (; files != NULL; files = files->next)
    add_file (self, files->data);
  return TRUE;
}

static void
on_texture_pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAttachmentBar) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture
    = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (GBytes) bytes = texture != NULL ? gdk_texture_save_to_png_bytes (texture) : NULL;
  g_autofree char *name = g_strconcat (_("Pasted image"), ".png", NULL);

  if (bytes == NULL)
    {
      if (error != NULL)
        tell (self, error);
      return;
    }
  anshin_file_reader_clean_async (name, bytes, self->cancellable, on_read_cb,
                                  g_object_ref (self));
}

static void
on_files_pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAttachmentBar) self = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL)
    on_dropped_cb (self, value);
}

static void
anshin_attachment_bar_dispose (GObject *object)
{
  AnshinAttachmentBar *self = ANSHIN_ATTACHMENT_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->timeline);

  G_OBJECT_CLASS (anshin_attachment_bar_parent_class)->dispose (object);
}

static void
anshin_attachment_bar_class_init (AnshinAttachmentBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_attachment_bar_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/attachments/anshin-attachment-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentBar, list);
}

static void
anshin_attachment_bar_init (AnshinAttachmentBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

void
anshin_attachment_bar_set_timeline (AnshinAttachmentBar *self, AnshinTimeline *timeline)
{
  g_return_if_fail (ANSHIN_IS_ATTACHMENT_BAR (self) && self->timeline == NULL);

  self->timeline = g_object_ref (timeline);
  gtk_list_box_bind_model (self->list, get_files (self), create_chip, self, NULL);
  g_signal_connect_object (get_files (self), "items-changed", G_CALLBACK (on_files_changed_cb),
                           self, G_CONNECT_SWAPPED);
  emit_changed (self);
}

/* Asks which files. */
void
anshin_attachment_bar_choose (AnshinAttachmentBar *self)
{
  g_return_if_fail (ANSHIN_IS_ATTACHMENT_BAR (self));

  anshin_file_dialog_open_many_async (GTK_WIDGET (self), _("Photos and Files to Attach"),
                                      self->cancellable, on_chosen_cb, g_object_ref (self));
}

/* Returns: whether the clipboard has files or a picture, which are then attached */
gboolean
anshin_attachment_bar_paste (AnshinAttachmentBar *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    return FALSE;
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    {
      gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT,
                                      self->cancellable, on_files_pasted_cb,
                                      g_object_ref (self));
      return TRUE;
    }
  if (!gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE))
    return FALSE;
  gdk_clipboard_read_texture_async (clipboard, self->cancellable, on_texture_pasted_cb,
                                    g_object_ref (self));
  return TRUE;
}

/* What is dropped on @where is attached. */
void
anshin_attachment_bar_take_drops (AnshinAttachmentBar *self, GtkWidget *where)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (where, GTK_EVENT_CONTROLLER (target));
}

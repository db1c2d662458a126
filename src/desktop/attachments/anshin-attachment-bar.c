/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment-bar.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-attachment-chip.h"
#include "anshin-error-words.h"
#include "anshin-file-dialog.h"
#include "anshin-file-reader.h"
#include "anshin-window.h"

#define MAX_TOLD 5

struct _AnshinAttachmentBar
{
  AdwBin parent_instance;

  /* template widgets */
  GtkListBox *list;

  /* owned */
  AnshinTimeline *timeline;
  GCancellable *cancellable;
  GQueue waiting; /* GFile */
  GFile *reading;
  GString *refusals;
  guint n_refused;
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

/* Why @file, or what has none, does not go along. Of very many the first are told. */
static void
refuse (AnshinAttachmentBar *self, GFile *file, const GError *error)
{
  g_autofree char *base = file != NULL ? g_file_get_basename (file) : NULL;
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : NULL;
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->n_refused++ >= MAX_TOLD)
    return;
  words = anshin_error_words_dup (error);
  g_string_append (self->refusals, self->n_refused > 1 ? "\n\n" : "");
  if (name != NULL)
    g_string_append_printf (self->refusals, "%s\n", name);
  g_string_append (self->refusals, words);
}

/* Once for all that came together; it must not pass by unseen. */
static void
tell_refusals (AnshinAttachmentBar *self)
{
  g_autofree char *body = g_strdup (self->refusals->str);
  guint n = self->n_refused;
  g_autofree char *heading
    = g_strdup_printf (ngettext ("%d file can’t be attached", "%d files can’t be attached", n),
                       (int) n);

  g_string_truncate (self->refusals, 0);
  self->n_refused = 0;
  if (n > 0 && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    anshin_alert_tell (GTK_WIDGET (self), heading, body);
}

static void
take (AnshinAttachmentBar *self, const AnshinReadFile *read)
{
  AnshinWindow *window = anshin_window_get_for (self);

  if (self->timeline == NULL
      || anshin_timeline_attach (self->timeline, read->attachment, read->file))
    return;
  g_queue_clear_full (&self->waiting, g_object_unref);
  if (window != NULL)
    anshin_window_toast (window, _("A message takes ten files. Send the others in another one."));
}

/* Takes what was read and goes on to the next: one after the other, so that they stand in the order
 * in which they were given. */
static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAttachmentBar) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinReadFile) read = NULL;

  if (result != NULL)
    {
      read = anshin_file_reader_finish (result, &error);
      if (read != NULL)
        take (self, read);
      else
        refuse (self, self->reading, error);
      g_clear_object (&self->reading);
    }
  if (self->reading != NULL)
    return;
  self->reading = g_queue_pop_head (&self->waiting);
  if (self->reading != NULL)
    anshin_file_reader_read_async (self->reading, self->cancellable, on_read_cb,
                                   g_object_ref (self));
  else
    tell_refusals (self);
}

static void
start_reading (AnshinAttachmentBar *self)
{
  on_read_cb (NULL, NULL, g_object_ref (self));
}

/**
 * anshin_attachment_bar_add:
 * @files: (element-type GFile): files from elsewhere
 *
 * Attaches them, in this order; what can't be attached is told once for all of them.
 */
void
anshin_attachment_bar_add (AnshinAttachmentBar *self, GSList *files)
{
  g_return_if_fail (ANSHIN_IS_ATTACHMENT_BAR (self) && self->timeline != NULL);

  for (; files != NULL; files = files->next)
    g_queue_push_tail (&self->waiting, g_object_ref (files->data));
  start_reading (self);
}

static void
on_image_cleaned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAttachmentBar) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinReadFile) read = anshin_file_reader_finish (result, &error);

  if (read != NULL)
    take (self, read);
  else
    refuse (self, NULL, error);
  tell_refusals (self);
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAttachmentBar) self = data;
  g_autoptr (GListModel) files = anshin_file_dialog_open_many_finish (result, NULL);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    g_queue_push_tail (&self->waiting, g_list_model_get_item (files, i));
  start_reading (self);
}

/* Which pictures are taken from the clipboard, best first. */
static const char *const pictures[] = { "image/png", "image/jpeg", NULL };

static void
on_picture_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAttachmentBar) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0)
    {
      refuse (self, NULL, error);
      tell_refusals (self);
      return;
    }
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  anshin_file_reader_clean_async (_("Pasted image"), bytes, self->cancellable,
                                  on_image_cleaned_cb, g_object_ref (self));
}

/* As it is, and not as a texture: what others have made is decoded elsewhere. */
static void
on_picture_pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAttachmentBar) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream
    = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (stream == NULL)
    {
      refuse (self, NULL, error);
      tell_refusals (self);
      return;
    }
  g_output_stream_splice_async (
    memory, stream,
    G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT,
    self->cancellable, on_picture_read_cb, g_object_ref (self));
}

static gboolean
has_picture (GdkContentFormats *formats)
{
  for (guint i = 0; pictures[i] != NULL; i++)
    if (gdk_content_formats_contain_mime_type (formats, pictures[i]))
      return TRUE;
  return FALSE;
}

static void
on_files_pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAttachmentBar) self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value != NULL)
    anshin_attachment_bar_add (self, g_value_get_boxed (value));
  else
    {
      refuse (self, NULL, error);
      tell_refusals (self);
    }
}

static void
anshin_attachment_bar_dispose (GObject *object)
{
  AnshinAttachmentBar *self = ANSHIN_ATTACHMENT_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->timeline);

  G_OBJECT_CLASS (anshin_attachment_bar_parent_class)->dispose (object);
}

static void
anshin_attachment_bar_finalize (GObject *object)
{
  AnshinAttachmentBar *self = ANSHIN_ATTACHMENT_BAR (object);

  g_clear_object (&self->reading);
  g_string_free (self->refusals, TRUE);

  G_OBJECT_CLASS (anshin_attachment_bar_parent_class)->finalize (object);
}

static void
anshin_attachment_bar_class_init (AnshinAttachmentBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_attachment_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = anshin_attachment_bar_finalize;
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
  self->refusals = g_string_new (NULL);
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

  /* File managers give the paths as a text as well, spreadsheets a picture of the text. */
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    {
      gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT,
                                      self->cancellable, on_files_pasted_cb,
                                      g_object_ref (self));
      return TRUE;
    }
  if (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING) || !has_picture (formats))
    return FALSE;
  gdk_clipboard_read_async (clipboard, (const char **) pictures, G_PRIORITY_DEFAULT,
                            self->cancellable, on_picture_pasted_cb, g_object_ref (self));
  return TRUE;
}

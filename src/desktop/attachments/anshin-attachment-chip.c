/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment-chip.h"

#include <glib/gi18n.h>

#include "anshin-error-words.h"
#include "anshin-format.h"

struct _AnshinAttachmentChip
{
  AdwBin parent_instance;

  /* template widgets */
  GtkImage *icon;
  GtkLabel *name_label;
  GtkLabel *state_label;
  GtkProgressBar *progress_bar;
  GtkWidget *retry_button;
  GtkWidget *remove_button;

  /* owned */
  AnshinTransfer *transfer;
};

G_DEFINE_FINAL_TYPE (AnshinAttachmentChip, anshin_attachment_chip, ADW_TYPE_BIN)

static guint removed_signal;

/* Returns: the name of an icon */
const char *
anshin_attachment_get_icon (AnshinAttachment *attachment)
{
  switch (attachment->media)
    {
    case ANSHIN_MEDIA_JPEG:
    case ANSHIN_MEDIA_PNG:
      return "image-x-generic-symbolic";
    case ANSHIN_MEDIA_PDF:
      return "x-office-document-symbolic";
    default:
      return "text-x-generic-symbolic";
    }
}

/* Returns: (transfer full): what it is, and how large */
char *
anshin_attachment_describe (AnshinAttachment *attachment)
{
  const char *label = anshin_choice_get_label (&anshin_media_kinds, attachment->media);
  g_autofree char *size = anshin_format_size ((guint64) MAX (attachment->size, 0));

  /* Translators: what a file is, and its size */
  return g_strdup_printf (_("%s, %s"), label != NULL ? g_dpgettext2 (NULL, "choice", label) : "",
                          size);
}

/* What is in the file stays in it, however often it is sent. */
static gboolean
can_retry (const GError *error)
{
  static const AnshinError final[] = {
    ANSHIN_ERROR_TOO_LARGE,         ANSHIN_ERROR_ATTACHMENT_TYPE,
    ANSHIN_ERROR_ATTACHMENT_UNSAFE, ANSHIN_ERROR_ATTACHMENT_METADATA,
    ANSHIN_ERROR_ATTACHMENT_PIXELS, ANSHIN_ERROR_ATTACHMENT_INFECTED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (final); i++)
    if (g_error_matches (error, ANSHIN_ERROR, (int) final[i]))
      return FALSE;
  return TRUE;
}

static char *
describe_failure (const GError *error)
{
  g_autofree char *words = anshin_error_words_dup (error);

  if (can_retry (error))
    return g_steal_pointer (&words);
  /* Translators: first why a file was refused */
  return g_strdup_printf (_("%s To send the message, take the file out."), words);
}

static char *
describe_state (AnshinTransfer *transfer)
{
  const GError *error = anshin_transfer_get_error (transfer);

  switch (anshin_transfer_get_state (transfer))
    {
    case ANSHIN_TRANSFER_WAITING:
      return g_strdup (_("Waits for the connection"));
    case ANSHIN_TRANSFER_FAILED:
      return describe_failure (error);
    case ANSHIN_TRANSFER_RUNNING:
      return g_strdup_printf (_("Being sent, %d %%"),
                              (int) (100 * anshin_transfer_get_progress (transfer)));
    default:
      return anshin_attachment_describe (anshin_transfer_get_attachment (transfer));
    }
}

static void
update (AnshinAttachmentChip *self)
{
  AnshinTransferState state = anshin_transfer_get_state (self->transfer);
  gboolean failed = state == ANSHIN_TRANSFER_FAILED;
  g_autofree char *text = describe_state (self->transfer);

  gtk_label_set_label (self->state_label, text);
  gtk_progress_bar_set_fraction (self->progress_bar,
                                 anshin_transfer_get_progress (self->transfer));
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar),
                          state == ANSHIN_TRANSFER_RUNNING || state == ANSHIN_TRANSFER_WAITING);
  gtk_widget_set_visible (self->retry_button,
                          state == ANSHIN_TRANSFER_WAITING
                            || (failed && can_retry (anshin_transfer_get_error (self->transfer))));
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state_label), "error");
}

static void
on_transfer_changed_cb (AnshinAttachmentChip *self)
{
  update (self);
}

static void
on_retry_clicked_cb (AnshinAttachmentChip *self)
{
  anshin_transfer_retry (self->transfer);
}

static void
on_remove_clicked_cb (AnshinAttachmentChip *self)
{
  g_signal_emit (self, removed_signal, 0);
}

static void
anshin_attachment_chip_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_ATTACHMENT_CHIP (object)->transfer);

  G_OBJECT_CLASS (anshin_attachment_chip_parent_class)->dispose (object);
}

static void
anshin_attachment_chip_class_init (AnshinAttachmentChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_attachment_chip_dispose;
  removed_signal = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/attachments/anshin-attachment-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentChip, icon);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentChip, name_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentChip, state_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentChip, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentChip, retry_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentChip, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked_cb);
}

static void
anshin_attachment_chip_init (AnshinAttachmentChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
anshin_attachment_chip_new (AnshinTransfer *transfer)
{
  AnshinAttachmentChip *self = g_object_new (ANSHIN_TYPE_ATTACHMENT_CHIP, NULL);
  AnshinAttachment *attachment = anshin_transfer_get_attachment (transfer);
  g_autofree char *remove = g_strdup_printf (_("Take %s out"), attachment->name);

  self->transfer = g_object_ref (transfer);
  gtk_image_set_from_icon_name (self->icon, anshin_attachment_get_icon (attachment));
  gtk_label_set_label (self->name_label, attachment->name);
  gtk_widget_set_tooltip_text (self->remove_button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  g_signal_connect_object (transfer, "notify", G_CALLBACK (on_transfer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

AnshinTransfer *
anshin_attachment_chip_get_transfer (AnshinAttachmentChip *self)
{
  g_return_val_if_fail (ANSHIN_IS_ATTACHMENT_CHIP (self), NULL);

  return self->transfer;
}

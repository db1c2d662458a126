/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-private.h"

#include "anshin-attachment.h"

/*
 * The files that go with what is being written: each is on its way to the service from the moment
 * it is chosen, in memory alone, and stays with the draft: through the lock, not through signing
 * out.
 */

/**
 * anshin_timeline_get_draft_files:
 *
 * Returns: (transfer none): a list of #AnshinTransfer
 */
GListModel *
anshin_timeline_get_draft_files (AnshinTimeline *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), NULL);

  if (self->draft_files == NULL)
    self->draft_files = g_list_store_new (ANSHIN_TYPE_TRANSFER);
  return G_LIST_MODEL (self->draft_files);
}

/**
 * anshin_timeline_attach:
 * @attachment: name and media
 * @file: the file, clean
 *
 * Begins to upload a file for the next message.
 *
 * Returns: whether there was room for one more
 */
gboolean
anshin_timeline_attach (AnshinTimeline *self, AnshinAttachment *attachment, GBytes *file)
{
  GListModel *files = anshin_timeline_get_draft_files (self);
  g_autofree char *owner = NULL;
  g_autoptr (AnshinTransfer) transfer = NULL;

  if (g_list_model_get_n_items (files) >= ANSHIN_MAX_ATTACHMENTS || self->transport == NULL
      || self->group == NULL)
    return FALSE;
  owner = g_strconcat ("/v1/groups/", self->group->id, NULL);
  transfer = anshin_transfer_new_upload (self->transport, owner, attachment, file);
  g_list_store_append (self->draft_files, transfer);
  return TRUE;
}

/* Takes a file out of the draft, and gives its upload up. */
void
anshin_timeline_detach (AnshinTimeline *self, AnshinTransfer *transfer)
{
  guint position = 0;

  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  if (self->draft_files == NULL
      || !g_list_store_find (self->draft_files, transfer, &position))
    return;
  g_list_store_remove (self->draft_files, position);
  anshin_transfer_cancel (transfer);
}

/* Returns: whether all files of the draft have arrived */
gboolean
anshin_timeline_get_draft_files_ready (AnshinTimeline *self)
{
  GListModel *files = anshin_timeline_get_draft_files (self);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (AnshinTransfer) transfer = g_list_model_get_item (files, i);

      if (anshin_transfer_get_state (transfer) != ANSHIN_TRANSFER_DONE)
        return FALSE;
    }
  return TRUE;
}

/**
 * anshin_timeline_take_draft_files:
 * @post: gets the files of the draft, all of which have arrived
 *
 * The draft has none any more.
 */
void
anshin_timeline_take_draft_files (AnshinTimeline *self, AnshinPost *post)
{
  GListModel *files = anshin_timeline_get_draft_files (self);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  guint n_files = g_list_model_get_n_items (files);

  if (n_files == 0)
    return;
  if (self->sent_files == NULL)
    self->sent_files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  for (guint i = 0; i < n_files; i++)
    {
      g_autoptr (AnshinTransfer) transfer = g_list_model_get_item (files, i);
      AnshinAttachment *attachment = anshin_transfer_get_attachment (transfer);

      g_strv_builder_add (ids, attachment->id);
      g_hash_table_replace (self->sent_files, attachment->id, g_object_ref (attachment));
    }
  g_strfreev (post->attachments);
  post->attachments = g_strv_builder_end (ids);
  g_list_store_remove_all (self->draft_files);
}

/* What the row of a message shows while it is under way; the ids are all that the service needs. */
GPtrArray *
anshin_timeline_dup_sent_files (AnshinTimeline *self, AnshinPost *post)
{
  GPtrArray *attachments = NULL;

  if (post->attachments == NULL || self->sent_files == NULL)
    return NULL;
  attachments = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; post->attachments[i] != NULL; i++)
    {
      AnshinAttachment *attachment = g_hash_table_lookup (self->sent_files, post->attachments[i]);

      if (attachment != NULL)
        g_ptr_array_add (attachments, g_object_ref (attachment));
    }
  return attachments;
}

/* Signed out: nothing of it is to be sent. */
void
anshin_timeline_forget_files (AnshinTimeline *self)
{
  while (self->draft_files != NULL
         && g_list_model_get_n_items (G_LIST_MODEL (self->draft_files)) > 0)
    {
      g_autoptr (AnshinTransfer) transfer
        = g_list_model_get_item (G_LIST_MODEL (self->draft_files), 0);

      g_list_store_remove (self->draft_files, 0);
      anshin_transfer_cancel (transfer);
    }
  g_clear_pointer (&self->sent_files, g_hash_table_unref);
}

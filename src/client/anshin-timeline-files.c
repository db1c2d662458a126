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

/* Returns: whether all files of the draft have arrived, and a message takes so many */
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
  return g_list_model_get_n_items (files) <= ANSHIN_MAX_ATTACHMENTS;
}

/* Returns: (transfer full) (element-type AnshinTransfer): the files of the draft, which has none
 * any more */
GPtrArray *
anshin_timeline_take_draft_files (AnshinTimeline *self)
{
  GListModel *files = anshin_timeline_get_draft_files (self);
  GPtrArray *taken = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (taken, g_list_model_get_item (files, i));
  if (taken->len > 0)
    g_list_store_remove_all (self->draft_files);
  return taken;
}

/* The files of a message that was taken back, before those of the draft. They may be more together
 * than a message takes: some have to be taken out then. */
void
anshin_timeline_put_back_files (AnshinTimeline *self, GPtrArray *files)
{
  anshin_timeline_get_draft_files (self);
  if (files != NULL && files->len > 0)
    g_list_store_splice (self->draft_files, 0, 0, files->pdata, files->len);
}

/* Returns: (transfer full) (nullable): what the row of a message shows while it is under way */
GPtrArray *
anshin_timeline_dup_attachments (GPtrArray *files)
{
  GPtrArray *attachments = NULL;

  if (files == NULL || files->len == 0)
    return NULL;
  attachments = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (attachments, g_object_ref (anshin_transfer_get_attachment (files->pdata[i])));
  return attachments;
}

/* Returns: (transfer full) (nullable): the ids of files, which are all that the service needs */
char **
anshin_timeline_dup_file_ids (GPtrArray *files)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (files == NULL || files->len == 0)
    return NULL;
  for (guint i = 0; i < files->len; i++)
    g_strv_builder_add (ids, anshin_transfer_get_attachment (files->pdata[i])->id);
  return g_strv_builder_end (ids);
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
}

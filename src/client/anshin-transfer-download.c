/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-transfer-private.h"

#include "anshin-secret.h"

/* A download: chunk after chunk into memory. A chunk that was lost on the way is fetched again. */

static void
fail_damaged (AnshinTransfer *self)
{
  g_autoptr (GError) error = NULL;

  anshin_set_error (&error, ANSHIN_ERROR_ATTACHMENT_DAMAGED, NULL, "Not what was announced");
  anshin_transfer_take_error (self, error);
}

/* All of it has come: it is what the message has announced, or nothing is shown. */
static void
take_file (AnshinTransfer *self)
{
  g_autoptr (GByteArray) arrived = g_steal_pointer (&self->arrived);
  gsize size = arrived->len;
  g_autoptr (GBytes) file = NULL;
  g_autofree char *digest = NULL;

  file = anshin_secret_take_bytes ((char *) g_byte_array_free (g_steal_pointer (&arrived), FALSE),
                                   size);
  digest = anshin_transfer_digest (file);
  if (g_strcmp0 (digest, self->attachment->digest) != 0)
    {
      self->arrived = g_byte_array_new ();
      fail_damaged (self);
      return;
    }
  self->file = g_steal_pointer (&file);
  anshin_transfer_finish (self);
}

static void
on_chunk_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTransfer) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk =
    anshin_transport_send_finish (ANSHIN_TRANSPORT (source), result, &error);
  gsize size = chunk != NULL ? g_bytes_get_size (chunk) : 0;

  if (chunk == NULL)
    {
      anshin_transfer_take_error (self, error);
      return;
    }
  if (self->state == ANSHIN_TRANSFER_CANCELLED)
    return;
  if (size != anshin_attachment_get_chunk_size (self->attachment, self->n_done))
    {
      fail_damaged (self);
      return;
    }
  g_byte_array_append (self->arrived, g_bytes_get_data (chunk, NULL), (guint) size);
  if (self->n_done + 1 == anshin_attachment_count_chunks (self->attachment))
    {
      take_file (self);
      return;
    }
  anshin_transfer_set_done (self, self->n_done + 1);
  anshin_transfer_download_step (self);
}

/* The next chunk. */
void
anshin_transfer_download_step (AnshinTransfer *self)
{
  g_autofree char *path = NULL;

  if (self->attachment->size < 1 || self->attachment->size > ANSHIN_MAX_ATTACHMENT_BYTES
      || self->attachment->id == NULL)
    {
      fail_damaged (self);
      return;
    }
  if (self->arrived->len == 0)
    self->n_done = 0;
  path = g_strdup_printf ("/v1/attachments/%s/chunks/%u", self->attachment->id, self->n_done);
  anshin_transport_send_async (self->transport, "GET", path, NULL, self->cancellable, on_chunk_cb,
                               g_object_ref (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-transfer-private.h"

#include <string.h>

#include "anshin-request.h"

/*
 * An upload: it is begun, which tells what of it is there already; each chunk that is not goes;
 * and then the service looks at the whole. After a lost connection it begins again, with the same
 * id: so it goes on where it stopped, whatever of the last request has arrived.
 */

static char *
build_path (AnshinTransfer *self, const char *rest)
{
  return g_strconcat ("/v1/attachments/", self->attachment->id, rest, NULL);
}

static guint
count_present (const char *chunks)
{
  guint n = 0;

  for (; chunks != NULL && *chunks != '\0'; chunks++)
    n += *chunks == '1';
  return n;
}

static void
on_completed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTransfer) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinAttachment) done = anshin_request_record_finish (result, &error);

  if (done == NULL)
    {
      anshin_transfer_take_error (self, error);
      return;
    }
  self->attachment->state = done->state;
  self->attachment->width = done->width;
  self->attachment->height = done->height;
  anshin_transfer_finish (self);
}

static void send_next (AnshinTransfer *self);

static void
on_chunk_sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTransfer) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer =
    anshin_transport_send_finish (ANSHIN_TRANSPORT (source), result, &error);
  char *gap = strchr (self->attachment->chunks, '0');

  if (answer == NULL)
    {
      anshin_transfer_take_error (self, error);
      return;
    }
  if (gap != NULL)
    *gap = '1';
  anshin_transfer_set_done (self, count_present (self->attachment->chunks));
  send_next (self);
}

/* The first chunk that is missing, or the end. */
static void
send_next (AnshinTransfer *self)
{
  const char *gap = strchr (self->attachment->chunks, '0');
  guint number = gap != NULL ? (guint) (gap - self->attachment->chunks) : 0;
  g_autoptr (GBytes) chunk = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *path = NULL;

  if (self->state == ANSHIN_TRANSFER_CANCELLED)
    return;
  if (gap == NULL)
    {
      path = build_path (self, "/completion");
      anshin_request_record_async (self->transport, "POST", path, NULL,
                                   anshin_attachment_get_type (), self->cancellable,
                                   on_completed_cb, g_object_ref (self));
      return;
    }
  chunk = g_bytes_new_from_bytes (self->file, (gsize) number * ANSHIN_CHUNK_BYTES,
                                  anshin_attachment_get_chunk_size (self->attachment, number));
  rest = g_strdup_printf ("/chunks/%u", number);
  path = build_path (self, rest);
  anshin_transport_send_bytes_async (self->transport, "PUT", path, chunk, self->cancellable,
                                     on_chunk_sent_cb, g_object_ref (self));
}

static void
on_begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTransfer) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinAttachment) begun = anshin_request_record_finish (result, &error);

  if (begun == NULL)
    {
      anshin_transfer_take_error (self, error);
      return;
    }
  g_free (self->attachment->id);
  self->attachment->id = g_steal_pointer (&begun->id);
  if (self->state == ANSHIN_TRANSFER_CANCELLED)
    {
      anshin_transfer_upload_forget (self);
      return;
    }
  g_free (self->attachment->chunks);
  self->attachment->chunks = begun->chunks != NULL ? g_steal_pointer (&begun->chunks)
                                                   : g_strdup ("");
  if (strlen (self->attachment->chunks) > anshin_attachment_count_chunks (self->attachment))
    self->attachment->chunks[anshin_attachment_count_chunks (self->attachment)] = '\0';
  anshin_transfer_set_done (self, count_present (self->attachment->chunks));
  send_next (self);
}

/* Begins, or goes on. */
void
anshin_transfer_upload_step (AnshinTransfer *self)
{
  g_autofree char *path = g_strconcat (self->owner, "/attachments", NULL);
  g_autoptr (AnshinAttachment) wish = anshin_record_dup (self->attachment);

  g_clear_pointer (&wish->id, g_free);
  g_clear_pointer (&wish->chunks, g_free);
  wish->state = ANSHIN_ATTACHMENT_NONE;
  wish->width = 0;
  wish->height = 0;
  anshin_request_record_async (self->transport, "POST", path, wish, anshin_attachment_get_type (),
                               self->cancellable, on_begun_cb, g_object_ref (self));
}

static void
on_forgotten_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  /* Whether or not: what is never sent is deleted after a day. */
  anshin_request_record_finish (result, NULL);
}

/* The service need not keep what has arrived. */
void
anshin_transfer_upload_forget (AnshinTransfer *self)
{
  g_autofree char *path = NULL;

  if (self->attachment->id == NULL || self->transport == NULL)
    return;
  path = build_path (self, "");
  anshin_request_record_async (self->transport, "DELETE", path, NULL, G_TYPE_NONE, NULL,
                               on_forgotten_cb, NULL);
}

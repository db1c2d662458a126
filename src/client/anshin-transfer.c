/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-transfer-private.h"

#include <sodium.h>

#include "anshin-event-stream.h"
#include "anshin-id.h"
#include "anshin-timeline-private.h"

G_DEFINE_FINAL_TYPE (AnshinTransfer, anshin_transfer, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_PROGRESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_state (AnshinTransfer *self, AnshinTransferState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
step (AnshinTransfer *self)
{
  if (self->owner != NULL)
    anshin_transfer_upload_step (self);
  else
    anshin_transfer_download_step (self);
}

/* So many chunks are where they belong. */
void
anshin_transfer_set_done (AnshinTransfer *self, guint n_done)
{
  self->attempt = 0;
  if (self->n_done == n_done)
    return;
  self->n_done = n_done;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

void
anshin_transfer_finish (AnshinTransfer *self)
{
  anshin_transfer_set_done (self, anshin_attachment_count_chunks (self->attachment));
  set_state (self, ANSHIN_TRANSFER_DONE);
}

static gboolean
on_wait_over_cb (gpointer data)
{
  AnshinTransfer *self = data;

  self->wait_id = 0;
  set_state (self, ANSHIN_TRANSFER_RUNNING);
  step (self);
  return G_SOURCE_REMOVE;
}

/* What may go well later is tried again, from where it stopped; what is refused is over. */
void
anshin_transfer_take_error (AnshinTransfer *self, const GError *error)
{
  if (self->state == ANSHIN_TRANSFER_CANCELLED
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!anshin_timeline_is_passing (error))
    {
      self->error = g_error_copy (error);
      set_state (self, ANSHIN_TRANSFER_FAILED);
      return;
    }
  if (self->wait_id == 0)
    self->wait_id = g_timeout_add (anshin_event_stream_get_wait (self->attempt++,
                                                                 g_random_double ()),
                                   on_wait_over_cb, self);
  set_state (self, ANSHIN_TRANSFER_WAITING);
}

static void
anshin_transfer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AnshinTransfer *self = ANSHIN_TRANSFER (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, anshin_transfer_get_progress (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
anshin_transfer_dispose (GObject *object)
{
  AnshinTransfer *self = ANSHIN_TRANSFER (object);

  g_clear_handle_id (&self->wait_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->transport);

  G_OBJECT_CLASS (anshin_transfer_parent_class)->dispose (object);
}

static void
anshin_transfer_finalize (GObject *object)
{
  AnshinTransfer *self = ANSHIN_TRANSFER (object);

  g_clear_object (&self->attachment);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_clear_pointer (&self->arrived, g_byte_array_unref);
  g_clear_error (&self->error);
  g_free (self->owner);

  G_OBJECT_CLASS (anshin_transfer_parent_class)->finalize (object);
}

static void
anshin_transfer_class_init (AnshinTransferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = anshin_transfer_get_property;
  object_class->dispose = anshin_transfer_dispose;
  object_class->finalize = anshin_transfer_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, ANSHIN_TRANSFER_RUNNING,
                                             ANSHIN_TRANSFER_CANCELLED, ANSHIN_TRANSFER_RUNNING,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
anshin_transfer_init (AnshinTransfer *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * anshin_transfer_digest:
 * @file: a file
 *
 * Returns: (transfer full): its digest, as #AnshinAttachment has it
 */
char *
anshin_transfer_digest (GBytes *file)
{
  guint8 digest[ANSHIN_DIGEST_LENGTH / 2];
  char *hex = g_malloc (ANSHIN_DIGEST_LENGTH + 1);
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (file, &size);

  crypto_generichash (digest, sizeof digest, data, size, NULL, 0);
  return sodium_bin2hex (hex, ANSHIN_DIGEST_LENGTH + 1, digest, sizeof digest);
}

/**
 * anshin_transfer_new_upload:
 * @owner: `/v1/groups/…` or `/v1/patients/…`
 * @attachment: (transfer none): name, media and pages
 * @file: the file, clean
 *
 * Returns: (transfer full): an upload that has begun
 */
AnshinTransfer *
anshin_transfer_new_upload (AnshinTransport *transport, const char *owner,
                            AnshinAttachment *attachment, GBytes *file)
{
  AnshinTransfer *self = g_object_new (ANSHIN_TYPE_TRANSFER, NULL);

  self->transport = g_object_ref (transport);
  self->owner = g_strdup (owner);
  self->file = g_bytes_ref (file);
  self->attachment = anshin_record_dup (attachment);
  g_free (self->attachment->client_id);
  self->attachment->client_id = anshin_id_new ();
  g_free (self->attachment->digest);
  self->attachment->digest = anshin_transfer_digest (file);
  self->attachment->size = (gint64) g_bytes_get_size (file);
  step (self);
  return self;
}

/**
 * anshin_transfer_new_download:
 * @attachment: what a message says of the file
 *
 * Returns: (transfer full): a download that has begun
 */
AnshinTransfer *
anshin_transfer_new_download (AnshinTransport *transport, AnshinAttachment *attachment)
{
  AnshinTransfer *self = g_object_new (ANSHIN_TYPE_TRANSFER, NULL);

  self->transport = g_object_ref (transport);
  self->attachment = g_object_ref (attachment);
  self->arrived = g_byte_array_new ();
  step (self);
  return self;
}

AnshinTransferState
anshin_transfer_get_state (AnshinTransfer *self)
{
  g_return_val_if_fail (ANSHIN_IS_TRANSFER (self), ANSHIN_TRANSFER_FAILED);

  return self->state;
}

/* Returns: how much of the file is where it belongs, 0 to 1 */
double
anshin_transfer_get_progress (AnshinTransfer *self)
{
  guint n_chunks = 0;

  g_return_val_if_fail (ANSHIN_IS_TRANSFER (self), 0);

  n_chunks = anshin_attachment_count_chunks (self->attachment);
  return n_chunks > 0 ? (double) self->n_done / n_chunks : 0;
}

/* Returns: (nullable): why it was refused */
const GError *
anshin_transfer_get_error (AnshinTransfer *self)
{
  g_return_val_if_fail (ANSHIN_IS_TRANSFER (self), NULL);

  return self->error;
}

/* Returns: (transfer none): what it is; of an upload with its id once it has begun */
AnshinAttachment *
anshin_transfer_get_attachment (AnshinTransfer *self)
{
  g_return_val_if_fail (ANSHIN_IS_TRANSFER (self), NULL);

  return self->attachment;
}

/* Returns: (transfer none) (nullable): all of it; of a download when it is done */
GBytes *
anshin_transfer_get_file (AnshinTransfer *self)
{
  g_return_val_if_fail (ANSHIN_IS_TRANSFER (self), NULL);

  return self->file;
}

/* Returns: whether nothing more comes of it by itself */
gboolean
anshin_transfer_is_over (AnshinTransfer *self)
{
  g_return_val_if_fail (ANSHIN_IS_TRANSFER (self), TRUE);

  return self->state >= ANSHIN_TRANSFER_DONE;
}

/**
 * anshin_transfer_cancel:
 *
 * Gives it up. What an upload has brought to the service is deleted there.
 */
void
anshin_transfer_cancel (AnshinTransfer *self)
{
  g_return_if_fail (ANSHIN_IS_TRANSFER (self));

  g_clear_handle_id (&self->wait_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->owner != NULL)
    anshin_transfer_upload_forget (self);
  set_state (self, ANSHIN_TRANSFER_CANCELLED);
}

/**
 * anshin_transfer_retry:
 *
 * What waits for a connection, or was refused, goes on at once.
 */
void
anshin_transfer_retry (AnshinTransfer *self)
{
  g_return_if_fail (ANSHIN_IS_TRANSFER (self));

  if (self->state != ANSHIN_TRANSFER_WAITING && self->state != ANSHIN_TRANSFER_FAILED)
    return;
  g_clear_handle_id (&self->wait_id, g_source_remove);
  g_clear_error (&self->error);
  set_state (self, ANSHIN_TRANSFER_RUNNING);
  step (self);
}

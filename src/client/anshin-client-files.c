/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-client-private.h"

/**
 * anshin_client_download:
 * @attachment: what a message or a consent says of a file
 *
 * Returns: (transfer full): the file on its way
 */
AnshinTransfer *
anshin_client_download (AnshinClient *self, AnshinAttachment *attachment)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), NULL);
  g_return_val_if_fail (ANSHIN_IS_ATTACHMENT (attachment), NULL);

  return anshin_transfer_new_download (self->transport, attachment);
}

/**
 * anshin_client_upload:
 * @owner: `/v1/groups/…` or `/v1/patients/…`
 * @attachment: name and media
 * @file: the file, clean
 *
 * Returns: (transfer full): the file on its way
 */
AnshinTransfer *
anshin_client_upload (AnshinClient *self, const char *owner, AnshinAttachment *attachment,
                      GBytes *file)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), NULL);
  g_return_val_if_fail (ANSHIN_IS_ATTACHMENT (attachment) && file != NULL, NULL);

  return anshin_transfer_new_upload (self->transport, owner, attachment, file);
}

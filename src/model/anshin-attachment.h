/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

#define ANSHIN_DIGEST_LENGTH 64

/**
 * AnshinAttachment:
 * @client_id: made by the sender, so that beginning again gives the same attachment
 * @name: what the file is called; a text to be shown, never a path (SECURITY FL-04)
 * @media: what it is, %AnshinMediaKind; the name's ending must go with it
 * @size: in bytes
 * @digest: BLAKE2b-256 of all its bytes, as hexadecimal digits in lower case
 * @pages: of a PDF, as the sender has counted them; 0 where unknown
 * @width: of an image as it stands upright, in pixels
 * @chunks: while it is being sent: `1` for each chunk that is there, `0` for each that is not
 *
 * A file beside a message or a consent. In a request: what is to be sent. Within a message: what
 * one has to know to fetch and show it.
 */
struct _AnshinAttachment
{
  AnshinRecord parent_instance;

  char *client_id;
  char *id;
  char *name;
  int media;
  gint64 size;
  char *digest;
  gint64 pages;
  gint64 width;
  gint64 height;
  int state;
  char *chunks;
  gint64 created_at;
};

ANSHIN_DECLARE_RECORD (AnshinAttachment, anshin_attachment, ANSHIN, ATTACHMENT)

/* Whether files are looked through for what is malicious before anybody gets them: whether a
 * scanner is set up, and whether it answers at this moment (SECURITY FL-02). */
struct _AnshinFileScanning
{
  AnshinRecord parent_instance;

  gboolean configured;
  gboolean answering;
};

ANSHIN_DECLARE_RECORD (AnshinFileScanning, anshin_file_scanning, ANSHIN, FILE_SCANNING)

guint    anshin_attachment_count_chunks  (AnshinAttachment *self);
gsize    anshin_attachment_get_chunk_size (AnshinAttachment *self, guint number);
int      anshin_media_from_name          (const char *name);

G_END_DECLS

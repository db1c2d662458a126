/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-frame.h"

#include <string.h>

#define FRAME_FINAL 0x80
#define FRAME_RESERVED 0x70
#define FRAME_KIND 0x0F
#define FRAME_MASKED 0x80
#define FRAME_LENGTH 0x7F
#define FRAME_LENGTH_16 126
#define FRAME_LENGTH_64 127

/**
 * anshin_frame_new:
 * @kind: what the frame carries
 * @payload: (nullable): its payload
 * @size: size of @payload in bytes
 *
 * Returns: (transfer full): a whole, final, unmasked frame, as a server sends it
 */
GBytes *
anshin_frame_new (AnshinFrameKind kind, const void *payload, gsize size)
{
  guint8 header[10] = { FRAME_FINAL | kind };
  gsize header_size = 2;
  guint8 *data = NULL;

  if (size <= ANSHIN_FRAME_MAX_CONTROL)
    header[1] = (guint8) size;
  else if (size <= G_MAXUINT16)
    {
      header[1] = FRAME_LENGTH_16;
      header[2] = (guint8) (size >> 8);
      header[3] = (guint8) size;
      header_size = 4;
    }
  else
    {
      header[1] = FRAME_LENGTH_64;
      for (guint i = 0; i < 8; i++)
        header[2 + i] = (guint8) ((guint64) size >> (8 * (7 - i)));
      header_size = 10;
    }

  data = g_malloc (header_size + size);
  memcpy (data, header, header_size);
  if (size > 0)
    memcpy (data + header_size, payload, size);
  return g_bytes_new_take (data, header_size + size);
}

/**
 * anshin_frame_new_close:
 * @code: why, as RFC 6455 section 7.4 numbers it
 *
 * Returns: (transfer full): a close frame
 */
GBytes *
anshin_frame_new_close (guint16 code)
{
  guint8 payload[2] = { (guint8) (code >> 8), (guint8) code };

  return anshin_frame_new (ANSHIN_FRAME_CLOSE, payload, sizeof payload);
}

/**
 * anshin_frame_parse_control:
 * @data: what a client has sent
 * @size: how much of it
 * @kind: (out): what the frame is
 * @payload: (out caller-allocates): room for %ANSHIN_FRAME_MAX_CONTROL bytes
 * @payload_size: (out): how many of them were used
 * @used: (out): how much of @data the frame took
 *
 * Takes a control frame from what a client sent. Clients send nothing else on a stream: data
 * frames, fragments, frames without a mask and anything too long are refused unread.
 */
AnshinFrameResult
anshin_frame_parse_control (const guint8 *data, gsize size, AnshinFrameKind *kind, guint8 *payload,
                            gsize *payload_size, gsize *used)
{
  gsize length = 0;

  if (size < 1)
    return ANSHIN_FRAME_INCOMPLETE;

  *kind = data[0] & FRAME_KIND;
  if ((data[0] & FRAME_FINAL) == 0 || (data[0] & FRAME_RESERVED) != 0
      || (*kind != ANSHIN_FRAME_CLOSE && *kind != ANSHIN_FRAME_PING && *kind != ANSHIN_FRAME_PONG))
    return ANSHIN_FRAME_REFUSED;
  if (size < 2)
    return ANSHIN_FRAME_INCOMPLETE;

  length = data[1] & FRAME_LENGTH;
  if ((data[1] & FRAME_MASKED) == 0 || length > ANSHIN_FRAME_MAX_CONTROL)
    return ANSHIN_FRAME_REFUSED;
  if (size < 6 + length)
    return ANSHIN_FRAME_INCOMPLETE;

  for (gsize i = 0; i < length; i++)
    payload[i] = data[6 + i] ^ data[2 + i % 4];
  *payload_size = length;
  *used = 6 + length;
  return ANSHIN_FRAME_COMPLETE;
}

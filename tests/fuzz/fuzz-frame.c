/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-frame.h"

#include <string.h>

#include "anshin-fuzz.h"

/* What a client sends on a stream, byte after byte: taken as whole control frames, or refused. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  guint8 payload[ANSHIN_FRAME_MAX_CONTROL];

  while (size > 0)
    {
      AnshinFrameKind kind = 0;
      gsize payload_size = 0;
      gsize used = 0;
      AnshinFrameResult result = anshin_frame_parse_control (data, size, &kind, payload,
                                                             &payload_size, &used);

      if (result == ANSHIN_FRAME_INCOMPLETE)
        g_assert_cmpuint (size, <, ANSHIN_FRAME_MAX_IN);
      if (result != ANSHIN_FRAME_COMPLETE)
        return 0;
      g_assert_true (used == payload_size + 6 && used <= size);
      g_assert_true (kind == ANSHIN_FRAME_CLOSE || kind == ANSHIN_FRAME_PING
                     || kind == ANSHIN_FRAME_PONG);
      for (gsize i = 0; i < payload_size; i++)
        g_assert_cmpuint (payload[i] ^ data[2 + i % 4], ==, data[6 + i]);
      data += used;
      size -= used;
    }
  return 0;
}

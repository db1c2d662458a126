/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* WebSocket frames (RFC 6455) as the service needs them: whole texts out, control frames in. */
#define ANSHIN_FRAME_MAX_CONTROL 125
#define ANSHIN_FRAME_MAX_IN (2 + 4 + ANSHIN_FRAME_MAX_CONTROL)

typedef enum
{
  ANSHIN_FRAME_TEXT = 0x1,
  ANSHIN_FRAME_CLOSE = 0x8,
  ANSHIN_FRAME_PING = 0x9,
  ANSHIN_FRAME_PONG = 0xA,
} AnshinFrameKind;

typedef enum
{
  ANSHIN_FRAME_INCOMPLETE,
  ANSHIN_FRAME_COMPLETE,
  ANSHIN_FRAME_REFUSED,
} AnshinFrameResult;

GBytes           *anshin_frame_new      (AnshinFrameKind kind, const void *payload, gsize size);
GBytes           *anshin_frame_new_close (guint16 code);
AnshinFrameResult anshin_frame_parse_control (const guint8 *data, gsize size,
                                              AnshinFrameKind *kind, guint8 *payload,
                                              gsize *payload_size, gsize *used);

G_END_DECLS

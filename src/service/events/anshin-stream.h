/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "anshin-frame.h"

G_BEGIN_DECLS

/*
 * One client's event stream: a socket that has been upgraded to WebSocket. It belongs to the hub,
 * which watches all sockets through one epoll descriptor: with thousands of idle streams neither
 * memory nor the main loop may grow with each. Main thread only.
 */
typedef struct _AnshinStream AnshinStream;

typedef enum
{
  ANSHIN_STREAM_OPENING,  /* what comes is held back until the stream is told to be ready */
  ANSHIN_STREAM_OPEN,
  ANSHIN_STREAM_CLOSING,  /* all is sent, the client's end is awaited */
  ANSHIN_STREAM_DEAD,
} AnshinStreamState;

struct _AnshinStream
{
  int fd;
  int epoll_fd;
  AnshinStreamState state;
  gboolean wants_out;
  gboolean dirty;

  /* Whose it is; user_id is owned by the hub's table of users. */
  const char *user_id;
  char *session_id;
  char *facility_id;
  guint64 serial;
  gint64 deadline;
  gboolean checking;

  /* Channels it is on, owned by the hub; while they are found out, what changed meanwhile, and
   * whether they have to be found out once more. */
  GPtrArray *channels;
  GHashTable *changed;
  gboolean hear_again;

  gint64 heard_at;
  gint64 pinged_at;

  GPtrArray *queue;
  gsize queue_offset;
  gsize queue_bytes;

  guint in_size;
  guint8 in[ANSHIN_FRAME_MAX_IN];
};

AnshinStream *anshin_stream_new    (int fd, int epoll_fd, gint64 now);
void          anshin_stream_free   (AnshinStream *self);
void          anshin_stream_queue  (AnshinStream *self, GBytes *frame);
void          anshin_stream_unshift (AnshinStream *self, GBytes *frame);
void          anshin_stream_flush  (AnshinStream *self);
void          anshin_stream_close  (AnshinStream *self, guint16 code, gint64 now);
void          anshin_stream_kill   (AnshinStream *self);
void          anshin_stream_read   (AnshinStream *self, gint64 now);

G_END_DECLS

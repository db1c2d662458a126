/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * Relay:
 * @url: `smtp://127.0.0.1:port`
 * @ca: the file with its certificate
 *
 * A mail relay in a process of its own (sink.py): what it was sent is a file for each mail.
 */
typedef struct
{
  GSubprocess *process;
  GDataInputStream *lines;
  char *folder;
  char *url;
  char *ca;
  guint taken;
} Relay;

typedef struct
{
  char *to;
  char *bytes;
} Mail;

/* @option, @value: as in sink.py, or %NULL. */
Relay     *relay_new  (const char *option, const char *value);
void       relay_free (Relay *self);

/* Tells it something, and waits until it has understood. */
void       relay_say  (Relay *self, const char *line);
/* Waits for it to say @line. */
void       relay_wait (Relay *self, const char *line);
/* Mail: what has come since the last time, in its order. */
GPtrArray *relay_take (Relay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Relay, relay_free)

G_END_DECLS

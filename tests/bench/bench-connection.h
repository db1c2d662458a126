/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "bench-plan.h"

G_BEGIN_DECLS

/*
 * The least that is needed to speak HTTP/1.1 and WebSocket over a Unix socket: the machine under
 * measurement is also the machine that measures, so every cycle here is missing there.
 */

typedef struct _BenchLoop BenchLoop;
typedef struct _BenchConnection BenchConnection;

struct _BenchConnection
{
  BenchLoop *loop;
  int fd;
  gboolean stream;
  guint8 *in;
  gsize in_length;
  gsize in_size;
  const BenchUser *user;
  gpointer data;
  gint64 started_at;
  guint step;
  void (*answered) (BenchConnection *self, int status, const char *body, gsize length);
  void (*told) (BenchConnection *self, const char *text, gsize length);
};

BenchLoop       *bench_loop_new          (const char *socket_path);
void             bench_loop_free         (BenchLoop *self);
/* Handles what is there, waiting for at most so long; whether anything was. */
gboolean         bench_loop_turn         (BenchLoop *self, int milliseconds);

BenchConnection *bench_connection_new    (BenchLoop *loop, const BenchUser *user);
void             bench_connection_free   (BenchConnection *self);
void             bench_connection_get    (BenchConnection *self, const char *path);
void             bench_connection_post   (BenchConnection *self, const char *path,
                                          const char *body);
/* Turns the connection into an event stream; @told gets every text message. */
void             bench_connection_listen (BenchConnection *self);

G_END_DECLS

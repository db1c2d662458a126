/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-hub.h"

G_BEGIN_DECLS

#define ANSHIN_CLOSE_NORMAL 1000
#define ANSHIN_CLOSE_GOING_AWAY 1001
#define ANSHIN_CLOSE_TRY_AGAIN 1013

/* A channel that somebody hears, and what the batch in hand has brought for it. */
typedef struct
{
  char *id;
  GPtrArray *streams;
  GString *entries;
  GHashTable *reads;
  gboolean dirty;
} AnshinHubChannel;

/* A user with streams, and which of the user's lists the batch in hand has changed. @told_at: when
 * the user was last told so, by the monotonic clock. */
typedef struct
{
  char *id;
  GPtrArray *streams;
  GPtrArray *refresh;
  gint64 told_at;
  gboolean dirty;
} AnshinHubUser;

struct _AnshinHub
{
  int epoll_fd;
  GSource *epoll_source;
  guint tick_id;
  guint late_id;
  guint64 last_serial;

  GHashTable *streams;
  GHashTable *channels;
  GHashTable *users;
  GHashTable *sessions;
  GHashTable *changes;

  GPtrArray *dirty_channels;
  GPtrArray *dirty_users;
  GPtrArray *dirty_streams;

  AnshinHubCheck check;
  AnshinHubHear hear;
  gpointer data;
};

AnshinHubChannel *anshin_hub_get_channel (AnshinHub *self, const char *id);
void              anshin_hub_subscribe   (AnshinHub *self, AnshinStream *stream, const char *id);
gboolean          anshin_hub_unsubscribe (AnshinHub *self, AnshinStream *stream, const char *id);
void              anshin_hub_send        (AnshinHub *self, AnshinStream *stream, GBytes *frame);
void              anshin_hub_end_stream  (AnshinHub *self, AnshinStream *stream, const char *why);
void              anshin_hub_bury        (AnshinHub *self);
void              anshin_hub_tell_channel (AnshinHub *self, AnshinStream *stream, const char *what,
                                           const char *channel);
void              anshin_hub_ask_heard   (AnshinHub *self, AnshinStream *stream);

GHashTable *anshin_hub_new_changes     (void);
void        anshin_hub_forget_changes  (AnshinHub *self, gint64 now);
gint64      anshin_hub_get_number      (GPtrArray *effects, guint index);
gboolean    anshin_hub_is_news         (AnshinHub *self, const char *channel, const char *user_id,
                                        gint64 number);
gboolean    anshin_hub_is_frozen_since (AnshinHub *self, const char *channel,
                                        const char *facility_id, gint64 number);
void        anshin_hub_remember_change (AnshinHub *self, const char *channel, const char *user_id,
                                        const char *owner_id, gint64 number);

G_END_DECLS

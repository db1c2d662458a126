/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * FakeService: a service in memory that misbehaves on request, for what a real one does only by
 * chance. It knows one group, "group-1", and users by mail address; the password is "right".
 */
typedef struct
{
  SoupServer *server;
  char *uri;

  GPtrArray *entries;      /* their JSON; the first has the number 1 */
  GHashTable *sent;        /* client id → JSON of the entry */
  GHashTable *sessions;    /* token → mail */
  GPtrArray *sockets;
  guint n_patients;
  guint n_tokens;
  guint list_fetches;      /* requests for a page of patients */

  guint requests;          /* of any kind */
  guint posts;             /* requests to post, whatever became of them */
  guint fetches;           /* requests for entries */
  guint read_puts;
  gint64 last_read;
  guint challenges;

  guint lose_answers;      /* commit, then cut the connection, so many times */
  guint refuse_posts;      /* with group-frozen, so many times */
  guint busy_fetches;      /* of entries, with 503, so many times */
  gboolean no_older;       /* of entries, with 503 */
  guint bad_fetches;       /* of entries, with something that is no list, so many times */
  guint busy_lists;        /* of patients, with 503, so many times */
  guint busy_posts;        /* with 503, so many times */
  gboolean silent;         /* nothing goes over the stream */
  gboolean no_streams;     /* only the stream is refused, as by a proxy that knows none */
  gboolean closed;         /* every request is cut, and the stream refused */
  gboolean sessions_ended; /* no token is good */
  gboolean revoked;        /* … as the terminal may not be used any more */
  gboolean group_gone;
  gboolean admin;          /* who is signed in is a facility admin */
  guint rules_wanted;      /* a version that is to be accepted before anything else */
} FakeService;

FakeService *fake_service_new         (void);
FakeService *fake_service_new_tls     (GTlsCertificate *certificate);
void         fake_service_free        (FakeService *self);
void         fake_service_add         (FakeService *self, const char *author, const char *text,
                                       const char *client_id, const char *reply_to);
void         fake_service_say         (FakeService *self, const char *json);
void         fake_service_cut_streams (FakeService *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeService, fake_service_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-audit.h"
#include "anshin-channel.h"
#include "anshin-db.h"
#include "anshin-seal.h"

G_BEGIN_DECLS

/* A database of its own for each test, on PostgreSQL if ANSHIN_TEST_POSTGRES is set. */
typedef struct
{
  char *folder;
  char *path;
  char *uri;
  char *key;
  AnshinDbConfig config;
  AnshinDb *db;
} Store;

Store    *store_new           (void);
/* As store_new(), but the database is not made yet. */
Store    *store_new_empty     (void);
void      store_free          (Store *store);
void      store_open          (Store *store);
void      store_close         (Store *store);
gboolean  store_is_postgres   (void);
void      store_drop_database (Store *store);
void      store_restart_server (void);

/* Each in a transaction of its own. */
void      store_exec          (Store *store, const char *sql);
gboolean  store_try           (Store *store, const char *sql, GError **error);
gint64    store_number        (Store *store, const char *sql);
void      store_write         (Store *store, AnshinJobFunc func, gpointer job);
void      store_read          (Store *store, AnshinJobFunc func, gpointer job);

gboolean  bytes_contain       (const void *bytes, gsize size, const char *text);

/* A facility "f", users "u1" to "u3", the patient "p" without consent, and the free group "g". */
void      store_add_world     (Store *store);
gboolean  store_post          (AnshinTx *tx, const char *channel, const char *author,
                               const char *client_id, const char *text, gint64 *seq,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Store, store_free)

G_END_DECLS

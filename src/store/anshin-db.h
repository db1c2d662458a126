/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "anshin-error.h"

G_BEGIN_DECLS

/*
 * The transaction and statement layer over SQLite and PostgreSQL. One SQL text serves both:
 * parameters are $1…$N, types TEXT, BIGINT, BYTEA and SMALLINT (ARCHITECTURE "Store rules").
 *
 * SQLite has one writer thread with the only writing connection; it drains its queue, runs each
 * job in a savepoint, makes one durable commit and only then reports all of them done. Readers
 * have their own threads and connections. PostgreSQL has several writers, each job its own
 * SERIALIZABLE transaction, run again after a serialisation failure: a job must therefore start
 * from scratch whenever it is called.
 */

typedef struct _AnshinDb AnshinDb;
typedef struct _AnshinTx AnshinTx;
typedef struct _AnshinRows AnshinRows;
typedef struct _AnshinSealer AnshinSealer;

/**
 * AnshinDbConfig:
 * @sqlite_path: (nullable): the database file; exactly one of the two is given
 * @postgres_uri: (nullable): a libpq connection string
 * @key_path: the file with the master key, outside the database and its backups
 * @readers: how many reader threads; 0 for the default
 * @writers: how many writer threads (PostgreSQL; SQLite always has one); 0 for the default
 * @node: which of several services on one PostgreSQL this is, 0 to 99; each has its audit chains
 * @read_only: opens no writer: to look at a database that a service may be using
 */
typedef struct
{
  const char *sqlite_path;
  const char *postgres_uri;
  const char *key_path;
  guint readers;
  guint writers;
  guint node;
  gboolean read_only;
} AnshinDbConfig;

/**
 * AnshinJobFunc:
 * @tx: the transaction; on a reader it cannot write
 * @job: the job's data
 *
 * Runs in a worker thread. On %FALSE what it wrote is undone. It may be called more than once.
 */
typedef gboolean (*AnshinJobFunc) (AnshinTx *tx, gpointer job, GError **error);

/**
 * AnshinJobDone:
 * @job: the job's data, which the callback now owns
 * @error: (nullable): why it failed, borrowed
 *
 * Runs in the thread whose default main context opened the database, after the commit.
 */
typedef void (*AnshinJobDone) (gpointer job, const GError *error);

gboolean      anshin_db_create        (const AnshinDbConfig *config, GError **error);
AnshinDb     *anshin_db_open          (const AnshinDbConfig *config, GError **error);
void          anshin_db_close         (AnshinDb *self);
void          anshin_db_set_after_batch (AnshinDb *self, void (*func) (gpointer), gpointer data);
gboolean      anshin_db_is_postgres   (AnshinDb *self);
AnshinSealer *anshin_db_get_sealer    (AnshinDb *self);

gboolean      anshin_db_write         (AnshinDb *self, AnshinJobFunc func, AnshinJobDone done,
                                       gpointer job);
gboolean      anshin_db_read          (AnshinDb *self, AnshinJobFunc func, AnshinJobDone done,
                                       gpointer job);
gboolean      anshin_db_scrub         (AnshinDb *self, AnshinJobDone done, gpointer job);
gboolean      anshin_db_scrub_sync    (AnshinDb *self, GError **error);
gboolean      anshin_db_write_sync    (AnshinDb *self, AnshinJobFunc func, gpointer job,
                                       GError **error);
gboolean      anshin_db_read_sync     (AnshinDb *self, AnshinJobFunc func, gpointer job,
                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinDb, anshin_db_close)

/*
 * Statements. @types has one letter for each parameter, followed by its arguments:
 *   t  const char *           TEXT, NULL for a null
 *   i  gint64                 BIGINT or SMALLINT
 *   n  const gint64 *         BIGINT or SMALLINT, NULL for a null
 *   b  const void *, gsize    BYTEA, NULL for a null
 *   g  GBytes *               BYTEA, NULL for a null
 * The SQL text must be a literal: statements are kept prepared by it. After a statement failed
 * the transaction is spoilt and the job has to give up; what may clash uses ON CONFLICT.
 */
gboolean      anshin_tx_exec          (AnshinTx *tx, GError **error, const char *sql,
                                       const char *types, ...);
AnshinRows   *anshin_tx_query         (AnshinTx *tx, GError **error, const char *sql,
                                       const char *types, ...);
gint64        anshin_tx_get_changes   (AnshinTx *tx);
AnshinSealer *anshin_tx_get_sealer    (AnshinTx *tx);
gboolean      anshin_tx_is_writable   (AnshinTx *tx);
guint         anshin_tx_get_chain     (AnshinTx *tx);

/* Rows. What they give is borrowed until the next step. One may be open beside others. */
gboolean      anshin_rows_next        (AnshinRows *rows, GError **error);
const char   *anshin_rows_get_text    (AnshinRows *rows, int column);
gint64        anshin_rows_get_int     (AnshinRows *rows, int column);
const guint8 *anshin_rows_get_blob    (AnshinRows *rows, int column, gsize *size);
gboolean      anshin_rows_is_null     (AnshinRows *rows, int column);
void          anshin_rows_free        (AnshinRows *rows);
gboolean      anshin_rows_first       (AnshinRows *rows, GError **error);
gboolean      anshin_rows_first_text  (AnshinRows *rows, char **text, GError **error);
gboolean      anshin_take_number      (AnshinRows *rows, gint64 *number, GError **error);
gboolean      anshin_take_numbers     (AnshinRows *rows, GArray *numbers, GError **error);
gboolean      anshin_take_ids         (AnshinRows *rows, GPtrArray *ids, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinRows, anshin_rows_free)

/* A violated UNIQUE, FOREIGN KEY or CHECK, as opposed to a database that does not work. */
typedef enum
{
  ANSHIN_DB_ERROR_FAILED,
  ANSHIN_DB_ERROR_CONSTRAINT,
  ANSHIN_DB_ERROR_FULL,
  ANSHIN_DB_ERROR_RETRY,
  ANSHIN_DB_ERROR_VERSION,
  ANSHIN_DB_ERROR_KEY,
} AnshinDbError;

#define ANSHIN_DB_ERROR (anshin_db_error_quark ())
GQuark        anshin_db_error_quark   (void);

G_END_DECLS

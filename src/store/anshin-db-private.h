/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-seal.h"

G_BEGIN_DECLS

/*
 * What the queues (anshin-db.c), the statements (anshin-tx.c) and the two engines share. Nothing
 * outside this folder's db files may include it.
 */

#define ANSHIN_MAX_PARAMS 32
#define ANSHIN_CHAINS_PER_NODE 100

/* A parameter of a statement; @data is borrowed for the call. */
typedef struct
{
  char type; /* 't', 'i' or 'b' */
  gboolean null;
  gint64 number;
  const void *data;
  gsize size;
} AnshinParam;

typedef struct _AnshinConn AnshinConn;
typedef struct _AnshinEngine AnshinEngine;

typedef enum
{
  ANSHIN_CONN_CREATE,
  ANSHIN_CONN_WRITE,
  ANSHIN_CONN_READ,
} AnshinConnMode;

/* The first member of each engine's own connection and rows.
 * @renewed: the connection is another than before, and what was known of the database may be old */
struct _AnshinConn
{
  const AnshinEngine *engine;
  gboolean renewed;
};

struct _AnshinRows
{
  const AnshinEngine *engine;
};

/*
 * AnshinEngine: the one seam between SQLite and PostgreSQL.
 *
 * @groups_commits: jobs share one durable commit, each in a savepoint; else each has its own
 * @name: as it ends the names of SQL files that are for one engine alone
 * @tables_sql: the names of all tables, those first that others refer to
 * @columns_sql: the names of the columns of table $1
 * @integrity_sql: (nullable): "ok", or a row for each fault
 * @foreign_keys_sql: (nullable): a row for each fault
 * @discard: takes away what is left of a database that could not be made
 * @scan: as @query without parameters, but all rows need not fit into the memory; one at a time
 * @rows_get_type: 'n' for a null, else 'i', 't' or 'b'
 * @is_lost: whether the transaction has been undone by the engine itself
 * @lock_schema: keeps other services from changing the schema at the same time
 * @after_commit: what is to be done when nobody waits (checkpoint); @busy: there is more work
 * @scrub: outside a transaction: leaves no bytes of rows that were deleted or overwritten
 */
struct _AnshinEngine
{
  const char *name;
  gboolean groups_commits;
  const char *tables_sql;
  const char *columns_sql;
  const char *integrity_sql;
  const char *foreign_keys_sql;

  AnshinConn *(*open)         (const AnshinDbConfig *config, AnshinConnMode mode, guint index,
                               GError **error);
  void        (*close)        (AnshinConn *conn);
  void        (*discard)      (const AnshinDbConfig *config);
  gboolean    (*begin)        (AnshinConn *conn, GError **error);
  gboolean    (*commit)       (AnshinConn *conn, GError **error);
  void        (*rollback)     (AnshinConn *conn);
  gboolean    (*is_lost)      (AnshinConn *conn);
  void        (*after_commit) (AnshinConn *conn, gboolean busy);
  gboolean    (*scrub)        (AnshinConn *conn, GError **error);
  gboolean    (*lock_schema)  (AnshinConn *conn, gboolean lock, GError **error);
  gboolean    (*run_script)   (AnshinConn *conn, const char *script, GError **error);
  gboolean    (*has_table)    (AnshinConn *conn, const char *name, gboolean *has, GError **error);

  gboolean    (*exec)         (AnshinConn *conn, const char *sql, const AnshinParam *params,
                               guint n_params, gint64 *changes, GError **error);
  AnshinRows *(*query)        (AnshinConn *conn, const char *sql, const AnshinParam *params,
                               guint n_params, GError **error);
  AnshinRows *(*scan)         (AnshinConn *conn, const char *sql, GError **error);

  gboolean      (*rows_next)     (AnshinRows *rows, GError **error);
  const char   *(*rows_get_text) (AnshinRows *rows, int column);
  gint64        (*rows_get_int)  (AnshinRows *rows, int column);
  const guint8 *(*rows_get_blob) (AnshinRows *rows, int column, gsize *size);
  char          (*rows_get_type) (AnshinRows *rows, int column);
  gboolean      (*rows_is_null)  (AnshinRows *rows, int column);
  void          (*rows_free)     (AnshinRows *rows);
};

extern const AnshinEngine anshin_engine_sqlite;
extern const AnshinEngine anshin_engine_postgres;

/* The end of the writer's audit chain, kept between transactions and undone with them. */
typedef struct
{
  gboolean known;
  gboolean moved;
  gint64 seq;
  guint8 mac[ANSHIN_SEAL_MAC_BYTES];
} AnshinAuditHead;

/* Through it go the transactions of several writers: side by side, or one alone. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  guint inside;
  guint waiting_alone;
} AnshinGate;

typedef struct _AnshinPeerNoticeListener AnshinPeerNoticeListener;

/* @failed: a statement failed, so PostgreSQL would refuse the next; SQLite is held to the same.
 * @listener: (nullable): where the service listens to others
 * @gate: (nullable): where there are several writers
 * @retry: … because of a conflict with another: the job can be run again. */
struct _AnshinTx
{
  AnshinConn *conn;
  AnshinSealer *sealer;
  AnshinGate *gate;
  AnshinPeerNoticeListener **listener;
  gboolean writable;
  gboolean failed;
  gboolean retry;
  guint chain;
  gint64 changes;
  AnshinAuditHead audit;
};

const AnshinEngine *anshin_engine_pick (const AnshinDbConfig *config);

void     anshin_tx_init             (AnshinTx *tx, AnshinConn *conn, AnshinSealer *sealer,
                                     gboolean writable, guint chain);
/* For what needs one connection and no workers; close it by its engine. */
gboolean anshin_tx_open             (AnshinTx *tx, const AnshinDbConfig *config,
                                     AnshinConnMode mode, AnshinSealer *sealer, GError **error);
AnshinRows *anshin_tx_scan          (AnshinTx *tx, GError **error, const char *sql);
gboolean anshin_audit_flush         (AnshinTx *tx, GError **error);

/* One job in the queue; without @func the database is scrubbed. @waited_for is set where a thread
 * stands waiting for it. */
typedef struct _AnshinJob AnshinJob;
struct _AnshinJob
{
  AnshinJob *next;
  AnshinJobFunc func;
  AnshinJobDone done;
  gpointer data;
  GError *error;
  gboolean waited_for;
  gboolean finished;
};

void     anshin_jobs_run_grouped    (AnshinTx *tx, AnshinJob *jobs);
void     anshin_job_run_alone       (AnshinTx *tx, AnshinJob *job);

gboolean anshin_migrate             (AnshinTx *tx, gboolean create, GError **error);
gboolean anshin_migrate_check       (AnshinTx *tx, gint64 *version, GError **error);
gboolean anshin_first_rows_of_network (AnshinTx *tx, GError **error);
gboolean anshin_migrate_make_empty  (AnshinTx *tx, gint64 version, GError **error);

G_END_DECLS

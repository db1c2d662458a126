/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libpq-fe.h>

#include "anshin-db-private.h"

G_BEGIN_DECLS

/* Shared by the PostgreSQL engine's connection and its statements. */
typedef struct
{
  AnshinConn parent;
  PGconn *pg;
  gboolean writable;
  gint64 lock;
  GHashTable *statements;
  guint n_statements;
} AnshinPostgresConn;

void          anshin_postgres_set_error      (PGconn *pg, const PGresult *result, GError **error);
gboolean      anshin_postgres_exec           (AnshinConn *conn, const char *sql,
                                              const AnshinParam *params, guint n_params,
                                              gint64 *changes, GError **error);
AnshinRows   *anshin_postgres_query          (AnshinConn *conn, const char *sql,
                                              const AnshinParam *params, guint n_params,
                                              GError **error);
AnshinRows   *anshin_postgres_scan           (AnshinConn *conn, const char *sql, GError **error);
void          anshin_postgres_forget_statements (AnshinPostgresConn *conn);

gboolean      anshin_postgres_rows_next      (AnshinRows *rows, GError **error);
const char   *anshin_postgres_rows_get_text  (AnshinRows *rows, int column);
gint64        anshin_postgres_rows_get_int   (AnshinRows *rows, int column);
const guint8 *anshin_postgres_rows_get_blob  (AnshinRows *rows, int column, gsize *size);
char          anshin_postgres_rows_get_type  (AnshinRows *rows, int column);
gboolean      anshin_postgres_rows_is_null   (AnshinRows *rows, int column);
void          anshin_postgres_rows_free      (AnshinRows *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-db-private.h"

static AnshinConn *
open_conn (const AnshinDbConfig *config, AnshinConnMode mode, guint index, GError **error)
{
  g_set_error_literal (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED, "no PostgreSQL here");
  return NULL;
}

const AnshinEngine anshin_engine_postgres = {
  .name = "postgres",
  .open = open_conn,
};

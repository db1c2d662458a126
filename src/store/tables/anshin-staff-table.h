/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-user.h"

G_BEGIN_DECLS

/* What is done to an account; on disk, never renumbered. */
typedef enum
{
  ANSHIN_ACCOUNT_EVENT_SUSPENDED = 1,
  ANSHIN_ACCOUNT_EVENT_RESTORED = 2,
  ANSHIN_ACCOUNT_EVENT_RETIRED = 3,
  ANSHIN_ACCOUNT_EVENT_RESET = 4,
  ANSHIN_ACCOUNT_EVENT_ADMIN_SET = 5,
  ANSHIN_ACCOUNT_EVENT_ADMIN_UNSET = 6,
  ANSHIN_ACCOUNT_EVENT_EDITED = 7,
  ANSHIN_ACCOUNT_EVENT_REGISTERED = 8,
} AnshinAccountEvent;

/**
 * AnshinStaffCount:
 * @admins: its active admins
 * @staff: its active staff, the admins included
 *
 * Who is left at a facility.
 */
typedef struct
{
  gint64 admins;
  gint64 staff;
} AnshinStaffCount;

gboolean anshin_staff_count             (AnshinTx *tx, const char *facility_id,
                                         AnshinStaffCount *count, GError **error);
gboolean anshin_account_load_administrative (AnshinTx *tx, AnshinUser *user, GError **error);
gboolean anshin_account_get_suspension  (AnshinTx *tx, const char *id, int *reason,
                                         char **terminal_id, GError **error);
gboolean anshin_account_suspend         (AnshinTx *tx, const char *id, int reason,
                                         const char *terminal_id, gint64 now, GError **error);
gboolean anshin_account_restore         (AnshinTx *tx, const char *id, GError **error);
gboolean anshin_account_retire          (AnshinTx *tx, const char *id, gint64 now,
                                         GError **error);
gboolean anshin_account_set_admin       (AnshinTx *tx, const char *id, gboolean admin,
                                         GError **error);
gboolean anshin_account_update          (AnshinTx *tx, AnshinUser *user, GError **error);
gboolean anshin_account_add_event       (AnshinTx *tx, const char *user_id,
                                         AnshinAccountEvent kind, int method, const char *note,
                                         const char *by, GError **error);
gboolean anshin_account_list_groups     (AnshinTx *tx, const char *id, const char *facility_id,
                                         gboolean by_right, GPtrArray *group_ids,
                                         GError **error);

G_END_DECLS

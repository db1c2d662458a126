/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/**
 * AnshinBelonging:
 * @group_id: a group that somebody is in
 * @kind: of the group
 * @state: of the group
 * @named_admin: whether as a named admin of a free group
 */
typedef struct
{
  char *group_id;
  int kind;
  int state;
  gboolean named_admin;
} AnshinBelonging;

void     anshin_belonging_free             (AnshinBelonging *self);
gboolean anshin_membership_list_belongings (AnshinTx *tx, const char *user_id,
                                            GPtrArray *belongings, GError **error);

/* Named admins of a free group. */
gboolean anshin_membership_set_admin       (AnshinTx *tx, const char *group_id,
                                            const char *user_id, gboolean admin, GError **error);
gboolean anshin_membership_count_others    (AnshinTx *tx, const char *group_id,
                                            const char *user_id, gint64 *members,
                                            gint64 *active_admins, GError **error);
gboolean anshin_membership_find_successor  (AnshinTx *tx, const char *group_id, char **user_id,
                                            GError **error);

/* From one state to the other. */
gboolean anshin_group_close                (AnshinTx *tx, const char *group_id, GError **error);
gboolean anshin_group_reopen               (AnshinTx *tx, const char *group_id, GError **error);
gboolean anshin_group_delete               (AnshinTx *tx, const char *group_id, GError **error);
gboolean anshin_group_bring_back           (AnshinTx *tx, const char *group_id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinBelonging, anshin_belonging_free)

G_END_DECLS

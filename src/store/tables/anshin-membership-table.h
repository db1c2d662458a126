/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-entry.h"
#include "anshin-group.h"

G_BEGIN_DECLS

gboolean anshin_membership_add      (AnshinTx *tx, const char *group_id, const char *user_id,
                                     gboolean group_admin, const char *invitation_id,
                                     GError **error);
gboolean anshin_membership_end      (AnshinTx *tx, const char *group_id, const char *user_id,
                                     gboolean *ended, GError **error);
gboolean anshin_membership_exists   (AnshinTx *tx, const char *group_id, const char *user_id,
                                     gboolean *exists, GError **error);
gboolean anshin_membership_count    (AnshinTx *tx, const char *group_id, gint64 *members,
                                     GError **error);
gboolean anshin_membership_count_groups (AnshinTx *tx, const char *user_id, gint64 *groups,
                                         GError **error);
gboolean anshin_membership_list     (AnshinTx *tx, const char *group_id,
                                     const char *after_facility, const char *after_user,
                                     guint limit, GPtrArray *members, GError **error);
gboolean anshin_membership_find     (AnshinTx *tx, const char *group_id, const char *user_id,
                                     AnshinMember **member, GError **error);
gboolean anshin_membership_list_all_users (AnshinTx *tx, const char *group_id,
                                           const char *after_facility, const char *after_user,
                                           guint limit, GPtrArray *members, GError **error);
/* Active users: those in the group, those who administer it, those who read it. */
gboolean anshin_membership_list_ids (AnshinTx *tx, const char *group_id, GPtrArray *user_ids,
                                     GError **error);
gboolean anshin_group_list_admins   (AnshinTx *tx, const char *group_id, GPtrArray *users,
                                     GError **error);
gboolean anshin_group_list_readers  (AnshinTx *tx, const char *group_id, GPtrArray *user_ids,
                                     GError **error);
gboolean anshin_group_list_hearers  (AnshinTx *tx, const char *group_id, GPtrArray *user_ids,
                                     GError **error);
/* How far each has read. */
gboolean anshin_mute_set            (AnshinTx *tx, const char *group_id, const char *user_id,
                                     gboolean set, GError **error);
gboolean anshin_read_mark_list      (AnshinTx *tx, const char *channel, GPtrArray *marks,
                                     GError **error);

G_END_DECLS

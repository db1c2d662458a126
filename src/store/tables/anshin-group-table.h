/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-group.h"
#include "anshin-patient-table.h"

G_BEGIN_DECLS

/**
 * AnshinGroupStanding:
 * @patient_id: (nullable): of a patient group
 * @member: whether the viewer is in the group
 * @named_admin: whether the viewer is a named admin of a free group
 * @consent_in_force: of a patient group, whether it hangs on one
 *
 * What has to be known of a group, and how a viewer stands to it, before anything is done in it.
 */
typedef struct
{
  int kind;
  int state;
  char *patient_id;
  char *owner_facility_id;
  char *creator_id;
  gboolean member;
  gboolean named_admin;
  gboolean consent_in_force;
} AnshinGroupStanding;

/**
 * AnshinGroupView:
 * @group: the group: all but what depends on rights (unread, preview, waiting, capabilities)
 * @waiting: how many invitations wait for approval, whoever may know
 */
typedef struct
{
  AnshinGroup *group;
  AnshinGroupStanding standing;
  gint64 waiting;
} AnshinGroupView;

gboolean         anshin_group_stand      (AnshinTx *tx, const char *id, const char *viewer_id,
                                          AnshinGroupStanding *standing, GError **error);
void             anshin_group_standing_clear (AnshinGroupStanding *standing);
AnshinGroupView *anshin_group_view       (AnshinTx *tx, const char *id, const char *viewer_id,
                                          GError **error);
void             anshin_group_view_free  (AnshinGroupView *view);
gboolean         anshin_group_scan       (AnshinTx *tx, const AnshinScope *scope,
                                          const char *before, guint limit, GPtrArray *ids,
                                          GError **error);
gboolean         anshin_group_scan_deleted (AnshinTx *tx, const AnshinScope *scope,
                                            const char *before, guint limit, GPtrArray *ids,
                                            GError **error);
gboolean         anshin_group_find_direct (AnshinTx *tx, const char *user_id,
                                           const char *other_id, char **id, GError **error);
gboolean         anshin_group_insert     (AnshinTx *tx, AnshinGroup *group,
                                          const char *consent_id, const char *creator_id,
                                          GError **error);
gboolean         anshin_group_create_all_users (AnshinTx *tx, const char *facility_id,
                                                const char *creator_id, char **id,
                                                GError **error);
gboolean         anshin_group_rename     (AnshinTx *tx, const char *id, const char *name,
                                          GError **error);
gboolean         anshin_group_get_name   (AnshinTx *tx, const char *id, char **name,
                                          GError **error);
gboolean         anshin_group_get_last_message (AnshinTx *tx, const char *id, AnshinGroup *group,
                                                GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnshinGroupStanding, anshin_group_standing_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinGroupView, anshin_group_view_free)

G_END_DECLS

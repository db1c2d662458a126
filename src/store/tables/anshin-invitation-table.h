/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-invitation.h"

G_BEGIN_DECLS

/**
 * AnshinInvitationRow:
 * @invitation: the invitation; without group_name, which is the caller's to give where it may be
 * @sent: whether the invitee has been told, now or before: never while it waits for approval
 */
typedef struct
{
  AnshinInvitation *invitation;
  gboolean sent;
} AnshinInvitationRow;

void                 anshin_invitation_row_free     (AnshinInvitationRow *row);
gboolean             anshin_invitation_insert       (AnshinTx *tx, AnshinInvitation *invitation,
                                                     GError **error);
AnshinInvitationRow *anshin_invitation_load         (AnshinTx *tx, const char *id,
                                                     GError **error);
gboolean             anshin_invitation_list_open    (AnshinTx *tx, const char *group_id,
                                                     GPtrArray *rows, GError **error);
gboolean             anshin_invitation_list_shown   (AnshinTx *tx, const char *group_id,
                                                     GPtrArray *rows, GError **error);
gboolean             anshin_invitation_list_of_user (AnshinTx *tx, const char *user_id,
                                                     const char *facility_id,
                                                     gboolean facility_admin, GPtrArray *rows,
                                                     GError **error);
gboolean             anshin_invitation_list_of_retired (AnshinTx *tx, const char *user_id,
                                                        GPtrArray *rows, GError **error);
gboolean             anshin_invitation_has_open     (AnshinTx *tx, const char *group_id,
                                                     const char *user_id, gboolean *open,
                                                     GError **error);
gboolean             anshin_invitation_decide       (AnshinTx *tx, const char *id, int from,
                                                     int to, const char *by, GError **error);
gboolean             anshin_invitation_answer       (AnshinTx *tx, const char *id, int to,
                                                     GError **error);
gboolean             anshin_invitation_end          (AnshinTx *tx, const char *id, int to,
                                                     GError **error);
gboolean             anshin_invitation_renew        (AnshinTx *tx, const char *id,
                                                     GError **error);
gboolean             anshin_invitation_expire       (AnshinTx *tx, const char *group_id,
                                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinInvitationRow, anshin_invitation_row_free)

G_END_DECLS

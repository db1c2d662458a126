/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-invitation.h"

G_BEGIN_DECLS

/**
 * AnshinInvitationRole:
 * @ANSHIN_INVITATION_TO_ANSWER: one is invited oneself
 * @ANSHIN_INVITATION_TO_APPROVE: one is asked, as an administrator of the group, to let it go out
 * @ANSHIN_INVITATION_OWN: one has invited somebody
 * @ANSHIN_INVITATION_TO_WATCH: one is a member and sees what it waits for
 *
 * How the reader stands to an invitation (source A4).
 */
typedef enum
{
  ANSHIN_INVITATION_TO_ANSWER,
  ANSHIN_INVITATION_TO_APPROVE,
  ANSHIN_INVITATION_OWN,
  ANSHIN_INVITATION_TO_WATCH,
} AnshinInvitationRole;

/*
 * An invitation with what can be done about it. Signal "answered" (const char *verb): "accept",
 * "decline", "approve", "turn-down", "resend" or "cancel", as in the service's paths.
 */
#define ANSHIN_TYPE_INVITATION_ROW (anshin_invitation_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinInvitationRow, anshin_invitation_row, ANSHIN, INVITATION_ROW,
                      GtkListBoxRow)

GtkWidget        *anshin_invitation_row_new            (AnshinInvitation *invitation,
                                                        AnshinInvitationRole role);
AnshinInvitation *anshin_invitation_row_get_invitation (AnshinInvitationRow *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* Looks for people and invites them into a group, several at once. */
#define ANSHIN_TYPE_INVITE_PAGE (anshin_invite_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinInvitePage, anshin_invite_page, ANSHIN, INVITE_PAGE, AnshinPage)

AnshinPage *anshin_invite_page_new (AnshinClient *client, AnshinGroup *group, GListModel *members,
                                    GListModel *invitations);

G_END_DECLS

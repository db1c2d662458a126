/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/*
 * The invitations of a group that are open, with what one may decide of each; hidden where there
 * are none. Signal: "attempted" (GError *error): a decision failed, or with %NULL, a new one
 * begins.
 */
#define ANSHIN_TYPE_GROUP_INVITATIONS (anshin_group_invitations_get_type ())
G_DECLARE_FINAL_TYPE (AnshinGroupInvitations, anshin_group_invitations, ANSHIN, GROUP_INVITATIONS,
                      AdwBin)

void        anshin_group_invitations_follow    (AnshinGroupInvitations *self, AnshinClient *client,
                                                AnshinGroup *group, AnshinTimeline *timeline);
void        anshin_group_invitations_fetch     (AnshinGroupInvitations *self);
GListModel *anshin_group_invitations_get_model (AnshinGroupInvitations *self);

G_END_DECLS

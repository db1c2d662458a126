/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-facts.h"

G_BEGIN_DECLS

/* Who learns what of an invitation. The invitee is told only of one that is sent (AZ-05). */
gboolean anshin_invitation_tell_group   (AnshinCall *call, AnshinInvitation *invitation,
                                         GError **error);
gboolean anshin_invitation_tell_invitee (AnshinCall *call, AnshinInvitation *invitation,
                                         GError **error);

/* Open invitations that come to nothing: all of a group; a member's that nobody has approved; a
 * retired user's, and those of that user. */
gboolean anshin_invitation_void_all     (AnshinCall *call, const char *group_id,
                                         GError **error);
gboolean anshin_invitation_void_of_inviter (AnshinCall *call, const char *group_id,
                                            const char *user_id, GError **error);
gboolean anshin_invitation_void_of_user (AnshinCall *call, const char *user_id,
                                         GError **error);

G_END_DECLS

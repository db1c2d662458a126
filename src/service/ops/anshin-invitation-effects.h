/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-facts.h"

G_BEGIN_DECLS

/* Who learns what of an invitation. The invitee is told only of one that is sent (AZ-05). */
gboolean anshin_invitation_tell_group   (AnshinCall *call, AnshinInvitation *invitation,
                                         GError **error);
gboolean anshin_invitation_tell_invitee (AnshinCall *call, AnshinInvitation *invitation,
                                         GError **error);

G_END_DECLS

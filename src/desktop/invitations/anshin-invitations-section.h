/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-section.h"

G_BEGIN_DECLS

/* What waits for one's answer, for one's approval, and what one has asked for oneself. */
#define ANSHIN_TYPE_INVITATIONS_SECTION (anshin_invitations_section_get_type ())
G_DECLARE_FINAL_TYPE (AnshinInvitationsSection, anshin_invitations_section, ANSHIN,
                      INVITATIONS_SECTION, AnshinSection)

G_END_DECLS

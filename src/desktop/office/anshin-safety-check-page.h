/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-broadcast.h"
#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/*
 * A safety check: its tally as it comes in, and who has not answered, by facility. The office
 * sees everybody, a facility's admin the own staff.
 */
#define ANSHIN_TYPE_SAFETY_CHECK_PAGE (anshin_safety_check_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSafetyCheckPage, anshin_safety_check_page, ANSHIN, SAFETY_CHECK_PAGE,
                      AnshinPage)

AnshinPage *anshin_safety_check_page_new (AnshinClient *client, AnshinSafetyCheck *check);

G_END_DECLS

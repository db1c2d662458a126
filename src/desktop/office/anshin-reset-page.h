/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-account-deed-page.h"

G_BEGIN_DECLS

/*
 * A new temporary password for somebody who cannot sign in, and how the office made sure who
 * asks (SECURITY AUTH-12).
 */
#define ANSHIN_TYPE_RESET_PAGE (anshin_reset_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinResetPage, anshin_reset_page, ANSHIN, RESET_PAGE,
                      AnshinAccountDeedPage)

AnshinPage *anshin_reset_page_new (AnshinClient *client, AnshinUser *user);

G_END_DECLS

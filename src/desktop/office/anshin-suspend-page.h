/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-account-deed-page.h"

G_BEGIN_DECLS

/* Why an account is stopped (source A2). */
#define ANSHIN_TYPE_SUSPEND_PAGE (anshin_suspend_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSuspendPage, anshin_suspend_page, ANSHIN, SUSPEND_PAGE,
                      AnshinAccountDeedPage)

AnshinPage *anshin_suspend_page_new (AnshinClient *client, AnshinUser *user);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-account-deed-page.h"

G_BEGIN_DECLS

/* Why a suspended account may be used again. */
#define ANSHIN_TYPE_RESTORE_PAGE (anshin_restore_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinRestorePage, anshin_restore_page, ANSHIN, RESTORE_PAGE,
                      AnshinAccountDeedPage)

AnshinPage *anshin_restore_page_new (AnshinClient *client, AnshinUser *user);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-account-deed-page.h"

G_BEGIN_DECLS

/* Somebody has left a facility (退職). */
#define ANSHIN_TYPE_RETIRE_PAGE (anshin_retire_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinRetirePage, anshin_retire_page, ANSHIN, RETIRE_PAGE,
                      AnshinAccountDeedPage)

AnshinPage *anshin_retire_page_new (AnshinClient *client, AnshinUser *user);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-task-page.h"

G_BEGIN_DECLS

/* Somebody has left a facility (退職). */
#define ANSHIN_TYPE_RETIRE_PAGE (anshin_retire_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinRetirePage, anshin_retire_page, ANSHIN, RETIRE_PAGE, AnshinTaskPage)

AnshinPage *anshin_retire_page_new (AnshinClient *client, AnshinUser *user);

G_END_DECLS

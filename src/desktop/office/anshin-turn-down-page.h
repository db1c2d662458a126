/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-application.h"
#include "anshin-client.h"
#include "anshin-task-page.h"

G_BEGIN_DECLS

/* Why an application is turned down. */
#define ANSHIN_TYPE_TURN_DOWN_PAGE (anshin_turn_down_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTurnDownPage, anshin_turn_down_page, ANSHIN, TURN_DOWN_PAGE,
                      AnshinTaskPage)

AnshinPage *anshin_turn_down_page_new (AnshinClient *client, AnshinApplication *application);

G_END_DECLS

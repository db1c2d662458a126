/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* What an emergency card has said, version by version. */
#define ANSHIN_TYPE_CARD_HISTORY_PAGE (anshin_card_history_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinCardHistoryPage, anshin_card_history_page, ANSHIN, CARD_HISTORY_PAGE,
                      AnshinPage)

AnshinPage *anshin_card_history_page_new (AnshinClient *client, const char *patient_id);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-broadcast.h"
#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* Everybody answers a safety check here: three big buttons and a word. */
#define ANSHIN_TYPE_SAFETY_ANSWER_PAGE (anshin_safety_answer_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSafetyAnswerPage, anshin_safety_answer_page, ANSHIN, SAFETY_ANSWER_PAGE,
                      AnshinPage)

AnshinPage *anshin_safety_answer_page_new (AnshinClient *client, AnshinSafetyCheck *check);

G_END_DECLS

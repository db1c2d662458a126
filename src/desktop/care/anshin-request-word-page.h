/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-care-request.h"
#include "anshin-task-page.h"

G_BEGIN_DECLS

/* A word with the answer to a request: why it is declined, or what came of it. */
#define ANSHIN_TYPE_REQUEST_WORD_PAGE (anshin_request_word_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinRequestWordPage, anshin_request_word_page, ANSHIN, REQUEST_WORD_PAGE,
                      AnshinTaskPage)

AnshinPage *anshin_request_word_page_new (AnshinClient *client, AnshinCareRequest *request,
                                          gboolean decline);

G_END_DECLS

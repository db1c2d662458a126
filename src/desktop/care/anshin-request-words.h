/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-care-request.h"

G_BEGIN_DECLS

/* What is said of a request, wherever it is shown. */
char       *anshin_request_words_owner    (AnshinCareRequest *request);
const char *anshin_request_words_gone     (AnshinCareRequest *request);
char       *anshin_request_words_due      (AnshinCareRequest *request);
char       *anshin_request_words_news     (AnshinCareRequest *request);
const char *anshin_request_words_state    (AnshinCareRequest *request);
const char *anshin_request_words_icon     (AnshinCareRequest *request);
const char *anshin_request_words_style    (AnshinCareRequest *request);
char       *anshin_request_words_describe (AnshinCareRequest *request);

G_END_DECLS

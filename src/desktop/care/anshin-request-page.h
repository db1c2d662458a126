/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* One request: what is asked, how it stands, and what may be done about it. */
#define ANSHIN_TYPE_REQUEST_PAGE (anshin_request_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinRequestPage, anshin_request_page, ANSHIN, REQUEST_PAGE, AnshinPage)

AnshinPage        *anshin_request_page_new         (AnshinClient *client,
                                                    AnshinCareRequest *request);
AnshinCareRequest *anshin_request_page_get_request (AnshinRequestPage *self);

G_END_DECLS

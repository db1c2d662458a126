/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-application.h"
#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* One application: everything in it, and the decision. */
#define ANSHIN_TYPE_APPLICATION_PAGE (anshin_application_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinApplicationPage, anshin_application_page, ANSHIN, APPLICATION_PAGE,
                      AnshinPage)

AnshinPage *anshin_application_page_new (AnshinClient *client, AnshinApplication *application);

G_END_DECLS
